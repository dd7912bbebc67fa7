"""Labels, headings, rules and cards: the small parts that pages set out their text with."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ui.theme.theme import Theme

L = TypeVar("L", bound=QBoxLayout)


def label(text: str = "", kind: str = "", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A label of the type scale: title, heading, figure, label, muted, help, small, error."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("kind", kind)
    made.setWordWrap(wrap)
    if selectable:
        flags = Qt.TextInteractionFlag
        made.setTextInteractionFlags(flags.TextSelectableByMouse | flags.TextSelectableByKeyboard)
    return made


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the style sheet looks at, and let it look again where it has looked before."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # Asking for the style costs the first window 10 ms: Qt makes all of its enumerations then.
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)


def push_button(theme: Theme, text: str, icon: str = "", kind: str = "", tip: str = "") -> QPushButton:
    """A push button; kinds are primary, danger, quiet and link."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    made.setToolTip(tip)
    if icon:
        theme.dress(made, icon, {"primary": "on_accent", "danger": "on_danger", "link": "link"}.get(kind, "text"))
    return made


def icon_button(theme: Theme, icon: str, name: str, tip: str = "") -> QToolButton:
    """A button that shows an icon alone; `name` is what a screen reader says."""
    made = QToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setAccessibleName(name)
    made.setToolTip(tip or name)
    theme.dress(made, icon)
    return made


def clearable(line: QLineEdit, name: str) -> None:
    """Give a line a button that empties it, which Qt leaves without a name."""
    line.setClearButtonEnabled(True)
    for button in line.findChildren(QToolButton):
        button.setAccessibleName(f"Clear {name}")


def rule() -> QFrame:
    """A thin line between two parts."""
    made = QFrame()
    made.setProperty("kind", "rule")
    return made


def column(theme: Theme, space: str = "normal", margin: str = "") -> QVBoxLayout:
    """A layout from top to bottom, with a space of the theme."""
    return _spaced(QVBoxLayout(), theme, space, margin)


def row(theme: Theme, space: str = "snug", margin: str = "") -> QHBoxLayout:
    """A layout from left to right, with a space of the theme."""
    return _spaced(QHBoxLayout(), theme, space, margin)


def _spaced(layout: L, theme: Theme, space: str, margin: str) -> L:
    around = theme.space(margin) if margin else 0
    layout.setContentsMargins(around, around, around, around)
    layout.setSpacing(theme.space(space))
    return layout


def hide_unless(wanted: bool, widget: QWidget) -> None:
    """Hide a widget that is not wanted, while what holds it is still being built.

    One that is wanted is left alone: Qt shows it with its parent, but would show it at once, before it has one, as a
    window of its own, which flashes up and takes the keyboard from the window in use.
    """
    if not wanted:
        widget.hide()


def card(theme: Theme, heading: str = "") -> tuple[QFrame, QVBoxLayout]:
    """A framed part of a page and the layout to fill it."""
    frame = QFrame()
    frame.setProperty("kind", "card")
    inside = column(theme, "snug", "normal")
    frame.setLayout(inside)
    if heading:
        inside.addWidget(label(heading, "heading"))
    return frame, inside


def scrolling(inner: QWidget) -> QScrollArea:
    """A part that scrolls up and down and never sideways."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if not inner.property("kind"):
        inner.setProperty("kind", "clear")
    area.setWidget(inner)
    return area


def spacer() -> QWidget:
    """Takes the room that is left."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, also what lies in layouts within it."""
    while (item := layout.takeAt(0)) is not None:
        widget, nested = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif nested is not None:
            clear(nested)
