"""Follow-through of one agency, for the chair: its numbers, the records behind each, and a letter to its lead."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.receipts import ReceiptDialog, save
from ui.widgets.columns import Column
from ui.widgets.dialog import Dialog
from ui.widgets.filter_box import FilterBox
from ui.widgets.short_table import ShortTable
from ui.widgets.tabs import Tabs
from ui.widgets.text import column, hide_unless, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.actions.follow_through import (
    ENDS,
    FollowRecord,
    FollowRow,
    FollowThrough,
    Part,
    agencies_followed,
    follow_records,
    follow_through,
)
from vrp_desktop.calendar import british, british_short
from vrp_desktop.exports.follow_letter import print_follow_letter
from vrp_desktop.exports.sitting_papers import Paper

_YEAR = "year"
_INTRO = "For the chair and this agency alone."


class FollowThroughDialog(Dialog):
    """One agency at a time; each number opens its records beneath, and each record its page."""

    def __init__(self, desk: Desk, parent: QWidget, agency_code: str = "") -> None:
        super().__init__(
            desk.theme, "Follow-through of an agency", parent, intro=_INTRO, yes="", no="Close", ems=(68, 46)
        )
        self.desk = desk
        self.found: FollowThrough | None = None
        self._agency = agency_code
        self.agency_box = FilterBox(desk.theme, "Which agency", [])
        self._span = label("", "muted", wrap=True)
        self.table = self._make_table()
        self._behind = label("Open a number to see its records.", "label", wrap=True)
        self.records = self._make_records()
        self.tabs = Tabs(desk.theme, "Follow-through")
        self.tabs.add("numbers", "Numbers", self._part(self.table, self._span))
        self.tabs.add("records", "Records", self._part(self._behind, self.records))
        for widget in (self.agency_box, self.tabs):
            self.body.addWidget(widget)
        self.letter = push_button(desk.theme, "Letter to its lead", "export")
        hide_unless(desk.actor.may(Permission.EXPORT), self.letter)
        self.letter.setEnabled(False)
        self.letter.clicked.connect(self._on_letter)
        self.add_button(self.letter)
        self.agency_box.activated.connect(self._on_agency)
        self.table.cell_opened.connect(self._on_cell)
        self.table.opened.connect(self._on_row)
        self.records.opened.connect(self._on_record)
        desk.tasks.read(agencies_followed, desk.view.place, done=self._show_agencies, key="agencies followed")

    def _make_table(self) -> ShortTable:
        columns = (
            Column("what", "What", _what, ems=20, stretch=True),
            Column("quarter", "This quarter", lambda r: r.words(r.quarter), ems=7.5, right=True, link=True),
            Column(_YEAR, "Four quarters", lambda r: r.words(r.year), ems=8, right=True, link=True),
        )
        return ShortTable(
            self.desk, "follow-through", columns, row_id=lambda r: str(r.part), unit="number", most=20, in_order=True
        )

    def _part(self, *widgets: QWidget) -> QWidget:
        """What stands in a tab; the numbers come before what is said of them, so that they are in sight at once."""
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        for widget in widgets:
            inside.addWidget(widget)
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _make_records(self) -> ShortTable:
        view = self.desk.view
        columns = (
            Column("on", "Day", lambda r: british_short(r.on), ems=7, by=lambda r: str(r.on)),
            Column("code", "No.", lambda r: r.code, ems=8),
            Column("text", "What", lambda r: view.text(r.text) if r.text else r.forum, ems=20, stretch=True),
            Column("state", "How it stands", lambda r: r.state, ems=20),
        )
        table = ShortTable(
            self.desk, "records behind it", columns, row_id=lambda r: str(r.record_id), unit="record", most=16
        )
        table.set_empty("None", "No record stands behind this number.")
        return table

    def _show_agencies(self, codes: list[str]) -> None:
        shelf = self.desk.shelf
        self.agency_box.offer([(shelf.label("agencies", code), code) for code in codes])
        if not codes:
            self._span.setText("No agency owns an action, or was expected at a sitting.")
            return
        self._agency = self._agency if self._agency in codes else codes[0]
        self.agency_box.choose(self._agency)
        self._fetch()

    def _fetch(self) -> None:
        self.tabs.go("numbers")
        view = self.desk.view
        self.desk.tasks.read(
            follow_through, self._agency, view.quarter, view.place, done=self._show, failed=self.show_failure,
            key="follow-through",
        )  # fmt: skip

    def _show(self, found: FollowThrough) -> None:
        self.found = found
        self.letter.setEnabled(True)
        self._span.setText(
            f"{found.quarter.label}, and the four quarters from {british(found.from_on)} to {british(found.until)}. "
            "A number opens its records. What could not be done is told apart from what was not done."
        )
        self.table.show_rows(found.rows)

    def _on_agency(self, _at: int) -> None:
        self._agency = self.agency_box.code
        self._fetch()

    def _on_row(self, row: FollowRow) -> None:
        self._on_cell(row, _YEAR)

    def _on_cell(self, row: FollowRow, key: str) -> None:
        view, is_year = self.desk.view, key == _YEAR
        self.desk.tasks.read(
            follow_records, self._agency, view.quarter, view.place, row.part, of_year=is_year,
            done=self._show_records, failed=self.show_failure, about=(row, is_year), key="follow records",
        )  # fmt: skip

    def _show_records(self, rows: list[FollowRecord], about: tuple[FollowRow, bool]) -> None:
        """The records behind one number, in their own tab."""
        row, is_year = about
        number = row.words(row.year if is_year else row.quarter)
        self._behind.setText(f"{row.label}, {'four quarters' if is_year else 'this quarter'}: {number}")
        self.records.show_rows(rows)
        self.tabs.rename("records", f"Records ({len(rows)})")
        self.tabs.go("records")

    def _on_record(self, record: FollowRecord) -> None:
        self.accept()
        self.desk.navigation.open_record(record.kind, record.page_id)

    def _on_letter(self) -> None:
        if self.found is None:
            return
        agency = self.desk.shelf.label("agencies", self.found.agency_code)
        dialog = ReceiptDialog(
            self.desk,
            self,
            f"Letter on the follow-through of {agency}, one page without names",
            deed=print_follow_letter,
            about=(self.found.agency_code, self.found.quarter, self.desk.view.place),
        )
        dialog.handed_out.connect(self._on_paper)
        dialog.open()

    def _on_paper(self, paper: object) -> None:
        if isinstance(paper, Paper):
            save(self.desk, paper.name, paper.content)


def _what(row: FollowRow) -> str:
    """What is part of the line above stands in from it."""
    return f"    {row.label}" if row.part in (*ENDS, Part.OVERDUE) else row.label
