"""The card of saved views on Home: each with how many it holds now, and each opens its list as it was saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.widgets.flow import FlowLayout
from ui.widgets.text import card, push_button

if TYPE_CHECKING:
    from vrp_desktop.views.queries import ViewRow

_MOST: Final = 12


class MyViews(QObject):
    """Makes the card; there is none where nobody saved a view. The numbers come a moment after the names."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._buttons: dict[str, QPushButton] = {}

    def card_of(self, rows: Sequence[ViewRow]) -> QWidget:
        """Own views and those of the team, of pages that the user sees."""
        from ui.view_counts import number_question, numbers

        made, inside = card(self._desk.theme, "My views")
        line = FlowLayout(self._desk.theme)
        shown = rows[:_MOST]
        self._buttons = {row.view_id: self._button(row) for row in shown}
        for button in self._buttons.values():
            line.addWidget(button)
        inside.addLayout(line)
        place = self._desk.view.place
        asked = [(row.view_id, ask) for row in shown if (ask := number_question(row, place)) is not None]
        self._desk.tasks.read(numbers, asked, done=self._show_numbers, key="numbers of views")
        return made

    def known(self, rows: Sequence[ViewRow]) -> list[ViewRow]:
        """Those whose page the user may see."""
        pages = {spec.key for spec in self._desk.navigation.pages}
        return [row for row in rows if row.page in pages]

    def _button(self, row: ViewRow) -> QPushButton:
        title = self._desk.navigation.page(row.page).title
        called = self._desk.view.text(row.name)
        button = push_button(self._desk.theme, called, "filter")
        button.setAccessibleName(f"{called}: a view of {title}")
        button.setToolTip(title)
        button.setProperty("page", row.page)
        button.setProperty("view", row.view_id)
        button.clicked.connect(self._on_view)
        return button

    def _show_numbers(self, found: Mapping[str, int]) -> None:
        for view_id, number in found.items():
            button = self._buttons.get(view_id)
            if button is not None:
                button.setAccessibleName(f"{button.accessibleName()}, {number:,} now")
                button.setText(f"{button.text()} ({number:,})")

    def _on_view(self) -> None:
        button = self.sender()
        if button is not None:
            self._desk.navigation.go(str(button.property("page")), view=str(button.property("view")))
