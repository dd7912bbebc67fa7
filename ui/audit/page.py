"""The page of the audit: events with what they changed, and exports with their receipts."""

from __future__ import annotations

from collections.abc import Sequence

from ui.desk import Desk
from ui.navigation import PageSpec
from ui.receipts import ListExport
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.facts import facts
from ui.widgets.moments import deed_words, moment
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import card, label
from vrp_desktop.access.audit_queries import event_changes, events_page, events_total
from vrp_desktop.access.permissions import Permission
from vrp_desktop.audit.events import ChangeRow, EventRow
from vrp_desktop.calendar import british_short
from vrp_desktop.exports.queries import receipts

_LONGEST_WORD = 36
_OPERATIONS = {"I": "Added", "U": "Changed", "D": "Removed"}


class AuditPage(Page):
    """Two lists: deeds and exports."""

    watches = ("export_receipt", "quarterly_return", "user_account")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Audit", "Each deed is chained to the one before: a change to this list would show.")
        self.table = self._events()
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.exports = self._exports()
        self.tabs = Tabs(desk.theme, "Audit")
        self.tabs.add("events", "Deeds", self.split)
        self.tabs.add("exports", "Exports", self.exports)
        self.content.addWidget(self.tabs, 1)
        self.table.opened.connect(self._on_opened)
        self._open: EventRow | None = None

    def refresh(self) -> None:
        self.table.refresh()
        self.desk.tasks.read(receipts, done=self.exports.show_rows, key="receipts")

    def _events(self) -> DataTable:
        columns = (
            Column("seq", "No.", lambda r: f"{r.seq:,}", ems=5, right=True),
            Column("at", "When", lambda r: moment(r.at), ems=10),
            Column("who", "Who", lambda r: r.user_name, ems=8),
            Column("deed", "Deed", lambda r: deed_words(r.deed), ems=14, stretch=True),
            Column("for", "On behalf of", lambda r: r.on_behalf_of, ems=9),
            Column("place", "Place", lambda r: self.desk.shelf.label("places", r.place_code), ems=8),
            Column("reason", "Reason", lambda r: self.desk.view.text(r.reason), ems=14),
            Column("changes", "Changes", lambda r: str(r.changes), ems=6, right=True),
        )
        table = DataTable(self.desk, "audit", columns, row_id=lambda r: str(r.seq), unit="event")
        table.set_source(self._rows, self._total)
        ListExport(self.desk, table)
        return table

    def _exports(self) -> DataTable:
        columns = (
            Column("made_at", "When", lambda r: moment(r.made_at), ems=10, by=lambda r: r.made_at),
            Column("by", "By", lambda r: r.made_by, ems=9),
            Column("what", "What", lambda r: r.what, ems=16, stretch=True),
            Column("form", "As", lambda r: r.form, ems=5),
            Column("rows", "Rows", lambda r: str(r.rows or ""), ems=5, right=True),
            Column("purpose", "What it is for", lambda r: r.purpose, ems=12),
            Column("recipient", "Who it is for", lambda r: r.recipient, ems=10),
            Column("destroy", "Destroy by", lambda r: british_short(r.destroy_by), ems=8.5),
        )
        table = DataTable(self.desk, "exports", columns, row_id=lambda r: str(r.receipt_id), unit="export")
        table.set_empty("Nothing has left the workspace", "Each export, print and copied list leaves a receipt here.")
        return table

    def _rows(self, ask: Ask) -> Question:
        return question(events_page, ask.text, offset=ask.offset, limit=ask.limit)

    def _total(self, ask: Ask) -> Question:
        return question(events_total, ask.text)

    def _on_opened(self, row: EventRow) -> None:
        self._open = row
        self.desk.tasks.read(event_changes, row.seq, done=self._show, key="changes")

    def _show(self, changes: Sequence[ChangeRow]) -> None:
        if self._open is None:
            return
        self.panel.clear()
        self.panel.set_title(deed_words(self._open.deed), f"{moment(self._open.at)} · {self._open.user_name}")
        if not changes:
            self.panel.body.addWidget(label("This deed changed no record: something was opened or sent out.", "muted"))
        for change in changes[:60]:
            made, inside = card(self.desk.theme, f"{_OPERATIONS[change.operation]}: {change.kind.replace('_', ' ')}")
            if change.values is None:
                inside.addWidget(label("The values were erased with the record they belonged to.", "muted", wrap=True))
            else:
                rows = [
                    (name.replace("_", " "), self.desk.view.text(_both(*pair))) for name, pair in change.values.items()
                ]
                inside.addWidget(facts(self.desk, rows))
            self.panel.body.addWidget(made)
        if len(changes) > 60:
            self.panel.body.addWidget(label(f"The first 60 of {self._open.changes:,} changes are shown.", "muted"))
        self.split.open_record()


def _both(before: object, after: object) -> str:
    if before is None:
        return _short(after)
    return f"{_short(before)} → {'nothing' if after is None else _short(after)}"


def _short(value: object) -> str:
    """A digest or another long word would run out of the panel: its beginning tells enough."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in str(value).split(" ")
    )


SPEC = PageSpec("audit", "Audit", "audit", AuditPage, Permission.SEE_AUDIT)
