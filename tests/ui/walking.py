"""Walking what a screen reader would: every accessible part of a window, with its role and name."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
# What a person acts on; each must say what it is.
CONTROLS = (
    Role.Button,
    Role.ButtonMenu,
    Role.PushButton if hasattr(Role, "PushButton") else Role.Button,
    Role.CheckBox,
    Role.RadioButton,
    Role.ComboBox,
    Role.EditableText,
    Role.Table,
    Role.List,
    Role.Slider,
    Role.SpinBox,
    Role.PageTab,
    Role.ProgressBar,
)


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """A widget and all within it, hidden parts left out."""
    root = QAccessible.queryAccessibleInterface(widget)
    waiting = [root] if root is not None else []
    while waiting:
        part = waiting.pop()
        if part is None or not part.isValid() or part.state().invisible:
            continue
        yield part
        if part.role() in (Role.Table, Role.List):
            continue
        waiting.extend(part.child(place) for place in range(part.childCount()))


def nameless(widget: QWidget) -> list[str]:
    """The controls that a screen reader could not name."""
    found = []
    for part in walk(widget):
        if part.role() in CONTROLS and not part.text(QAccessible.Text.Name).strip():
            made = part.object()
            found.append(f"{part.role().name} {type(made).__name__} {made.objectName() if made else ''}")
    return found
