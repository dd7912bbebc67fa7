"""The card of saved views on Home: each opens its list as it was saved."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.flow import FlowLayout
from ui.widgets.text import card, push_button
from vrp_desktop.views.queries import ViewRow

_MOST: Final = 12


class MyViews(QObject):
    """Makes the card; there is none where nobody saved a view."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk

    def card_of(self, rows: Sequence[ViewRow]) -> QWidget:
        """Own views and those of the team, of pages that the user sees."""
        made, inside = card(self._desk.theme, "My views")
        line = FlowLayout(self._desk.theme)
        for row in rows[:_MOST]:
            title = self._desk.navigation.page(row.page).title
            called = self._desk.view.text(row.name)
            button = push_button(self._desk.theme, called, "filter")
            button.setAccessibleName(f"{called}: a view of {title}")
            button.setToolTip(title)
            button.setProperty("page", row.page)
            button.setProperty("view", row.view_id)
            button.clicked.connect(self._on_view)
            line.addWidget(button)
        inside.addLayout(line)
        return made

    def known(self, rows: Sequence[ViewRow]) -> list[ViewRow]:
        """Those whose page the user may see."""
        pages = {spec.key for spec in self._desk.navigation.pages}
        return [row for row in rows if row.page in pages]

    def _on_view(self) -> None:
        button = self.sender()
        if button is not None:
            self._desk.navigation.go(str(button.property("page")), view=str(button.property("view")))
