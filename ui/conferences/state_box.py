"""Attended, deputy, apologies or absent: one agency's state by one key."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.key_box import KeyBox

STATES = "attendance_states"


class StateBox(KeyBox):
    """One agency's state; empty while it is not recorded."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        for entry in desk.shelf.lists.choices(STATES, desk.today):
            self.add(entry.label, entry.code, entry.meaning, [str(entry.extra.get("key", "")).upper()])
        self.setMinimumWidth(desk.theme.em(7.5))
