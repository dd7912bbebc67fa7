"""The page of the audit: events with what they changed, and exports with their receipts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ui.desk import Desk
from ui.destroying import ConfirmDestroyed, due_words
from ui.receipts import ListExport
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.facts import facts
from ui.widgets.moments import deed_words, moment
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.audit_queries import event_changes, events_page, events_total
from vrp_desktop.access.permissions import Permission
from vrp_desktop.audit.events import ChangeRow, EventRow
from vrp_desktop.calendar import british_short
from vrp_desktop.exports.queries import ReceiptRow, receipts

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
        self.receipt_panel = RecordPanel(desk.theme)
        self.export_split = ListAndRecord(desk.theme, self.exports, self.receipt_panel)
        self.exports.opened.connect(self._on_receipt)
        self._receipt: ReceiptRow | None = None
        self.tabs = Tabs(desk.theme, "Audit")
        self.tabs.add("events", "Deeds", self.split)
        self.tabs.add("exports", "Exports", self.export_split)
        self.content.addWidget(self.tabs, 1)
        self.table.opened.connect(self._on_opened)
        self._open: EventRow | None = None

    def refresh(self) -> None:
        self.table.refresh()
        self.desk.tasks.read(receipts, done=self._show_receipts, key="receipts")

    def open_at(self, where: Mapping[str, str]) -> None:
        if where.get("list") == "TO_DESTROY":
            self.tabs.go("exports")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("exports", self._scene_exports), ("destroyed", self._scene_destroyed))

    def _events(self) -> DataTable:
        columns = (
            Column("seq", "No.", lambda r: f"{r.seq:,}", ems=5, right=True),
            Column("at", "When", lambda r: moment(r.at), ems=10),
            Column("who", "Who", lambda r: r.user_name, ems=8),
            Column("deed", "Deed", lambda r: deed_words(r.deed), ems=18, stretch=True),
            Column("for", "On behalf of", lambda r: r.on_behalf_of, ems=9, on_demand=True),
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
            Column("what", "What", lambda r: self.desk.view.text(r.what), ems=16, stretch=True),
            Column(
                "state",
                "The copy",
                lambda r: due_words(self.desk, r)[0],
                ems=15,
                tone=lambda r: due_words(self.desk, r)[1],
            ),
            Column("form", "As", lambda r: _form(r), ems=7),
            Column("rows", "Rows", lambda r: str(r.rows or ""), ems=5, right=True),
            Column("purpose", "What it is for", lambda r: self.desk.view.text(r.purpose), ems=12),
            Column("recipient", "Who it is for", lambda r: self.desk.view.text(r.recipient), ems=10),
            Column("destroy", "Destroy by", lambda r: british_short(r.destroy_by), ems=8.5, by=_destroy_by),
        )
        table = DataTable(self.desk, "exports", columns, row_id=lambda r: str(r.receipt_id), unit="export")
        table.set_empty("Nothing has left the workspace", "Each export, print and copied list leaves a receipt here.")
        return table

    def _show_receipts(self, rows: Sequence[ReceiptRow]) -> None:
        self.exports.show_rows(rows)
        if self._receipt is not None:
            kept = self._receipt.receipt_id
            found = next((row for row in rows if row.receipt_id == kept), None)
            if found is not None and self.export_split.is_open:
                self._on_receipt(found)

    def _on_receipt(self, row: ReceiptRow) -> None:
        """A receipt whole, with the deed that ticks the copy off."""
        self._receipt, panel, shelf = row, self.receipt_panel, self.desk.shelf
        panel.clear()
        panel.set_title(self.desk.view.text(row.what), f"{moment(row.made_at)} · {row.made_by}")
        words, tone = due_words(self.desk, row)
        panel.pill.show_status(words, tone)
        panel.pill.show()
        if row.destroyed_on is None and self.desk.actor.may(Permission.EXPORT):
            button = push_button(self.desk.theme, "Confirm that it is destroyed", "ok", "primary")
            button.clicked.connect(self._on_destroyed)
            panel.buttons.addWidget(button)
            panel.buttons.addStretch(1)
        said = [
            ("What it is for", self.desk.view.text(row.purpose)),
            ("Who it is for", self.desk.view.text(row.recipient)),
            ("As", _form(row)),
            ("Rows", str(row.rows or "")),
            ("Names in its text", _names(row)),
            ("Destroy by", british_short(row.destroy_by)),
        ]
        if row.destroyed_on is not None:
            said += [
                ("What became of it", shelf.label("destruction_ways", row.destroyed_how)),
                ("On", british_short(row.destroyed_on)),
                ("By", row.destroyed_by),
                ("Note", row.destroyed_note),
            ]
        panel.body.addWidget(facts(self.desk, said))
        self.export_split.open_record()

    def _on_destroyed(self) -> None:
        if self._receipt is not None:
            ConfirmDestroyed(self.desk, self, self._receipt).open()

    def _scene_exports(self) -> object:
        self.tabs.go("exports")
        for row in self.exports.model.loaded()[:1]:
            self._on_receipt(row)
        return self

    def _scene_destroyed(self) -> None:
        self._on_destroyed()

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
                    (name.replace("_", " ").capitalize(), self.desk.view.text(_both(*pair)))
                    for name, pair in change.values.items()
                ]
                inside.addWidget(facts(self.desk, rows))
            self.panel.body.addWidget(made)
        if len(changes) > 60:
            self.panel.body.addWidget(label(f"The first 60 of {self._open.changes:,} changes are shown.", "muted"))
        self.split.open_record()


def _names(row: ReceiptRow) -> str:
    return f"{row.names_found} found, {row.names_kept} left as they stood" if row.names_found else "None found"


def _form(row: ReceiptRow) -> str:
    return {"XLSX": "Excel workbook", "CSV": "CSV file"}.get(row.form, row.form)


def _destroy_by(row: ReceiptRow) -> str:
    return str(row.destroy_by or "9999")


def _both(before: object, after: object) -> str:
    if before is None:
        return _short(after)
    return f"{_short(before)} → {'nothing' if after is None else _short(after)}"


def _short(value: object) -> str:
    """A digest or another long word would run out of the panel: its beginning tells enough."""
    return " ".join(
        word if len(word) <= _LONGEST_WORD else f"{word[:_LONGEST_WORD]}…" for word in str(value).split(" ")
    )
