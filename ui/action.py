"""Every action of the program has one definition: its words, icon, shortcut and who may run it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget
from shiboken6 import isValid

from ui.theme.theme import Theme
from ui.widgets.text import hide_unless
from vrp_desktop.access.permissions import Actor, Permission


@dataclass(frozen=True, slots=True)
class Action:
    """What an action is. The handler is given where it is added."""

    id: str
    text: str
    icon: str = ""
    shortcut: str = ""
    tooltip: str = ""
    permission: Permission | None = None
    group: str = "Everywhere"

    @property
    def hint(self) -> str:
        """The tooltip with the shortcut."""
        words = self.tooltip or self.text
        if not self.shortcut:
            return words
        return f"{words} ({QKeySequence(self.shortcut).toString(QKeySequence.SequenceFormat.NativeText)})"


class Actions(QObject):
    """The actions that exist now, by their ids: for buttons, menus, the palette and the sheet of shortcuts."""

    def __init__(self, theme: Theme, actor: Actor | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._actor = actor
        self._known: dict[str, tuple[Action, QAction]] = {}

    def add(self, action: Action, handler: Callable[..., object], owner: QWidget, *, window: bool = False) -> QAction:
        """Let `owner` offer an action. Its shortcut works within the owner, or in the whole window."""
        made = QAction(action.text, owner)
        made.setObjectName(action.id)
        made.setToolTip(action.hint)
        made.setStatusTip(action.tooltip)
        context = Qt.ShortcutContext
        made.setShortcutContext(context.WindowShortcut if window else context.WidgetWithChildrenShortcut)
        if action.shortcut:
            made.setShortcut(QKeySequence(action.shortcut))
        made.triggered.connect(handler)
        allowed = self.may(action)
        made.setVisible(allowed)
        made.setEnabled(allowed)
        owner.addAction(made)
        self._known[action.id] = (action, made)
        return made

    def may(self, action: Action) -> bool:
        """Whether the user's role carries the action's permission."""
        return action.permission is None or (self._actor is not None and self._actor.may(action.permission))

    def offered(self) -> list[tuple[Action, QAction]]:
        """The actions that can be run now, those of hidden pages left out."""
        self._known = {key: known for key, known in self._known.items() if isValid(known[1])}
        return [known for known in self._known.values() if known[1].isVisible() and _is_shown(known[1])]

    def run(self, action_id: str) -> None:
        """Run an action as if its button had been pressed."""
        known = self._known.get(action_id)
        if known is not None and isValid(known[1]) and known[1].isEnabled():
            known[1].trigger()

    def enable(self, action_id: str, on: bool) -> None:
        """Switch an action, and with it all its buttons, on or off; never beyond the user's role."""
        action, made = self._known[action_id]
        made.setEnabled(on and self.may(action))

    def button(self, action_id: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
        """A push button for an action."""
        action, made = self._known[action_id]
        button = QPushButton(action.text, parent)
        button.setProperty("kind", kind)
        colour = {"primary": "on_accent", "danger": "on_danger"}.get(kind, "text")
        if action.icon:
            self._theme.dress(button, action.icon, colour)
        self._tie(button, action, made)
        return button

    def tool(self, action_id: str, parent: QWidget | None = None) -> QToolButton:
        """A button that shows the icon alone; its text is the accessible name."""
        action, made = self._known[action_id]
        button = QToolButton(parent)
        self._theme.dress(button, action.icon)
        self._tie(button, action, made)
        return button

    def _tie(self, button: QPushButton | QToolButton, action: Action, made: QAction) -> None:
        button.setObjectName(f"{action.id}_button")
        button.setToolTip(action.hint)
        button.setAccessibleName(action.text)
        button.setAccessibleDescription(action.tooltip)
        hide_unless(self.may(action), button)
        button.setEnabled(made.isEnabled())
        button.clicked.connect(made.trigger)
        made.enabledChanged.connect(button.setEnabled)


def _is_shown(made: QAction) -> bool:
    owner = made.parent()
    return not isinstance(owner, QWidget) or owner.isVisible()
