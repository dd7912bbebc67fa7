"""What a window gives away: all that it paints, says to a screen reader, or holds in titles, tooltips and cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QPicture
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

_TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
)
_ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.StatusTipRole,
    Qt.ItemDataRole.WhatsThisRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)
_MOST_ROWS = 60


def given_away(window: QWidget, needle: str) -> list[str]:
    """Where the needle can be seen, read out or hovered over; each place in words."""
    found = [f"{where}: {text[:120]}" for where, text in _spoken(window) if needle in text]
    if needle in painted(window):
        found.append("painted")
    return found


def painted(window: QWidget) -> str:
    """All text that the window draws, as it hands it to the painter."""
    picture = QPicture()
    window.render(picture)
    # A picture keeps each text in UTF-16; read at both offsets, since it may begin on an odd byte.
    data = bytes(memoryview(cast(Any, picture.data())))
    return data.decode("utf-16-be", "replace") + data[1:].decode("utf-16-be", "replace")


def _spoken(window: QWidget) -> Iterator[tuple[str, str]]:
    yield "title", window.windowTitle()
    for part in [window, *window.findChildren(QWidget)]:
        where = f"{type(part).__name__} {part.objectName()}"
        for text in (part.toolTip(), part.statusTip(), part.whatsThis(), part.accessibleName()):
            yield where, text
        yield where, part.accessibleDescription()
        if isinstance(part, QAbstractItemView) and part.model() is not None:
            yield from _cells(where, part)
    for spoken in _tree(window):
        where = f"accessible {spoken.role().name}"
        yield from ((where, spoken.text(kind)) for kind in _TEXTS)
        texts = spoken.textInterface()
        if texts is not None:
            yield where, texts.text(0, texts.characterCount())


def _cells(where: str, view: QAbstractItemView) -> Iterator[tuple[str, str]]:
    model = view.model()
    root = QModelIndex()
    columns = model.columnCount(root) if isinstance(view, QTableView) else 1
    for row in range(min(model.rowCount(root), _MOST_ROWS)):
        for column in range(columns):
            index = model.index(row, column)
            for role in _ROLES:
                yield f"{where} cell {row},{column}", str(index.data(role) or "")
    for column in range(columns):
        yield f"{where} head", str(model.headerData(column, Qt.Orientation.Horizontal) or "")


def _tree(window: QWidget) -> Iterator[QAccessibleInterface]:
    """Every accessible part, of what is hidden too: a screen reader can ask for it."""
    root = QAccessible.queryAccessibleInterface(window)
    waiting = [root] if root is not None else []
    while waiting:
        part = waiting.pop()
        if part is None or not part.isValid():
            continue
        yield part
        if part.role() in (QAccessible.Role.Table, QAccessible.Role.List, QAccessible.Role.Tree):
            continue
        waiting.extend(part.child(place) for place in range(part.childCount()))
