"""What agencies were asked before the sitting, and what they answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.short_table import ShortTable
from ui.widgets.text import column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.conferences.requests import RequestRow
from vrp_desktop.conferences.rows import ConferenceRecord


class RequestsTab(QWidget):
    """`asked` brings a deed, and of an answer the request's id."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._ask = Deeds(desk.theme, [Deed("Ask an agency", "ask", icon="export")])
        self._none = label(
            "Nobody was asked yet. Once the agenda is built, ask each agency what it knows; a document goes out, and "
            "the answers are written down here. Nothing known is an answer.",
            "muted",
            wrap=True,
        )
        self.table = ShortTable(
            desk, "requests", self._columns(), row_id=lambda r: str(r.request_id), unit="request", most=14
        )
        self._answer = Deeds(desk.theme, [Deed("Write the answer", "answer", icon="edit")])
        inside = column(desk.theme, "normal")
        for widget in (self._ask, self._none, self.table, self._answer):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._ask.asked.connect(self.asked)
        self._answer.asked.connect(self._on_answer)
        self.table.opened.connect(self._on_opened)

    def show_requests(self, record: ConferenceRecord, requests: Sequence[RequestRow]) -> None:
        """Show what was asked for the sitting."""
        actor = self.desk.actor
        may = actor.may(Permission.EDIT_CONFERENCES)
        has_cases = any(row.case_id for row in record.agenda)
        self._ask.setVisible(may and actor.may(Permission.EXPORT) and has_cases)
        self._none.setVisible(not requests)
        self.table.setVisible(bool(requests))
        self._answer.setVisible(may and bool(requests))
        self.table.show_rows(requests)

    def _columns(self) -> tuple[Column, ...]:
        desk, shelf = self.desk, self.desk.shelf
        return (
            Column("agency", "Agency", lambda r: shelf.label("agencies", r.agency_code), ems=9, stretch=True),
            Column("case", "Case", lambda r: r.case_code, ems=7.5),
            Column("asked", "Asked", lambda r: british_short(r.asked_on), ems=7, hidden=True),
            Column("state", "Answer", self._state, ems=12.5, tone=self._tone),
            Column("said", "What they know", lambda r: desk.view.text(r.answer), ems=12, hidden=True),
        )

    def _state(self, row: RequestRow) -> str:
        if row.answered_on is not None:
            words = "Nothing known" if row.nothing_known else "Came"
            return f"{words} {british_short(row.answered_on)}"
        return "Late" if row.is_late(self.desk.today) else "Waits"

    def _tone(self, row: RequestRow) -> Tone:
        if row.is_open:
            return Tone.CAUTION if row.is_late(self.desk.today) else Tone.INFO
        return Tone.NEUTRAL if row.nothing_known else Tone.GOOD

    def _on_opened(self, row: RequestRow) -> None:
        if self.desk.actor.may(Permission.EDIT_CONFERENCES):
            self.asked.emit("answer", row.request_id)

    def _on_answer(self, deed: str, _detail: str) -> None:
        row = self.table.current() or next(iter(self.table.model.loaded()), None)
        if row is not None:
            self.asked.emit(deed, row.request_id)
