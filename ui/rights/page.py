"""Requests about children's own data with their clock, and what is to be decided after suspect status was removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Final

from ui.action import Action
from ui.desk import Desk
from ui.receipts import ListExport
from ui.rights.dialogs import (
    AgainDialog,
    AnswerDialog,
    DecideDialog,
    ExtendDialog,
    IdentityDialog,
    PointDialog,
    SettleDialog,
    StartDialog,
    StopDialog,
    ToldDialog,
    UndoDialog,
)
from ui.rights.record import RequestPanel
from ui.rights.review import ReviewPart
from ui.rights_part import NewRequest, due_words, tone_of
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.filter_box import FilterBox
from ui.widgets.list_part import ListPart
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.rights.erasing import propose_erasing
from vrp_desktop.rights.forms import CAPACITIES, KINDS
from vrp_desktop.rights.queries import RequestRecord, RequestRow, Show, request_record, requests
from vrp_desktop.rights.removals import CLOCK, OUTCOMES, RemovalRow, removals

NEW: Final = Action(
    "rights.new",
    "Record a data request",
    "plus",
    "Ctrl+N",
    "A child, a parent or a solicitor asks about what is held",
    Permission.ANSWER_RIGHTS,
    group="Data rights",
)
_SHOWN: Final = (
    ("Open", Show.OPEN.value),
    ("Due soon or overdue", Show.DUE.value),
    ("Recipients to be told", Show.TO_TELL.value),
    ("Answered", Show.ANSWERED.value),
)
_STEPS: Final = {
    "identity": IdentityDialog,
    "stop": StopDialog,
    "start": StartDialog,
    "extend": ExtendDialog,
    "point": PointDialog,
    "answer": AnswerDialog,
    "again": AgainDialog,
}


class RightsPage(Page):
    """Fetches again whenever a request changed."""

    watches = (
        "rights_request",
        "rights_stop",
        "rights_point",
        "rights_told",
        "status_removal",
        "trigger_event",
        "share_entry",
        "person",
        "retention_item",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Data rights", "What children and families ask about what is held")
        self._open_id = ""
        self.record: RequestRecord | None = None
        self.table = self._request_table()
        self.box = FilterBox(desk.theme, "Which requests", _SHOWN)
        self.table.add_filter(self.box)
        self.box.activated.connect(self._on_filter)
        self.table.opened.connect(self._on_opened)
        self.panel = RecordPanel(desk.theme)
        self.shown = RequestPanel(desk, self.panel)
        self.shown.asked.connect(self._on_asked)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.panel.closed.connect(self._on_closed)
        self.removed = ListPart(
            desk,
            "Once suspect status was removed the referral is withdrawn and its case closed. What becomes of the record "
            "is decided here: proposed to be erased, or kept with the reason.",
            self._removal_table(),
        )
        self.removed.add_deed("Decide", "ok", self._on_settle, _is_open, "primary")
        self.removed.add_deed("Undo the decision", "undo", self._on_undo, _is_done)
        self.removed.add_deed("Open the record", "person", self._on_child, _always)
        self.tabs = Tabs(desk.theme, "Data rights")
        self.tabs.add("requests", "Requests", self.split)
        self.copy = ReviewPart(desk)
        self.copy.given.connect(self._on_given)
        self.tabs.add("copy", "Copy under review", self.copy)
        self.tabs.add("removed", "Suspect status removed", self.removed)
        self.content.addWidget(self.tabs, 1)
        self.add_action(NEW, self.new, "primary")

    def refresh(self) -> None:
        read, place = self.desk.tasks.read, self.desk.view.place
        read(requests, Show(self.box.code), place, done=self.table.show_rows, key="requests")
        read(removals, place, done=self._show_removals, key="removals")
        self.copy.fetch()
        if self._open_id:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self.tabs.go("requests")
            self._fetch_record(where["record"])
        if where.get("list") == CLOCK:
            self.tabs.go("removed")
        elif "list" in where:
            self.tabs.go("requests")
            self.box.choose(where["list"])
            self.refresh()

    def new(self) -> None:
        """Record a request about a child who is looked for."""
        dialog = NewRequest(self.desk, self)
        dialog.saved.connect(self._on_added)
        dialog.open()

    def _on_added(self, request_id: str) -> None:
        self._fetch_record(request_id)

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        steps = ("identity", "stop", "extend", "answer", "point", "decide", "told")
        made = [(step, partial(self._scene, step)) for step in steps]
        removed = (("removed", self._show_removed), ("settle", self._on_settle))
        return (("new", self.new), *made, ("review", self._copy_scene), *removed)

    def _request_table(self) -> DataTable:
        desk, shelf = self.desk, self.desk.shelf
        columns = (
            Column("code", "No.", lambda r: r.code, ems=8),
            Column("kind", "Asked for", lambda r: shelf.label(KINDS, r.kind), ems=13, stretch=True),
            Column("child", "Child", lambda r: desk.view.name(r.words), ems=12),
            Column("capacity", "Who asks", lambda r: shelf.label(CAPACITIES, r.capacity), ems=13),
            Column("received", "Received", lambda r: british_short(r.received_on), ems=7.5, by=lambda r: r.received_on),
            Column("due", "Due", due_words, ems=13, tone=tone_of, by=lambda r: str(r.due_on or "9")),
        )
        table = DataTable(desk, "requests", columns, key="rights", row_id=lambda r: str(r.request_id), unit="request")
        words = "Record one as soon as somebody asks."
        table.set_empty("No request here", words, NEW.text, self.new, "person")
        ListExport(desk, table)
        return table

    def _removal_table(self) -> DataTable:
        desk = self.desk
        columns = (
            Column("child", "Child", lambda r: desk.view.name(r.words), ems=12, stretch=True),
            Column("place", "Place", lambda r: desk.shelf.label("places", r.place_code), ems=9),
            Column("named", "Named on", lambda r: british_short(r.named_on), ems=7.5, by=lambda r: r.named_on),
            Column("removed", "Removed on", lambda r: british_short(r.removed_on), ems=8, by=lambda r: r.removed_on),
            Column("signed", "In signed returns", lambda r: str(r.in_returns or "–"), ems=9, right=True),
            Column("state", "Decision", self._state, ems=16, tone=_removal_tone),
            Column("reason", "Why", lambda r: desk.view.text(r.reason), ems=12),
        )
        table = DataTable(
            desk, "suspect status removed", columns, key="removed", row_id=lambda r: str(r.event_id), unit="event"
        )
        table.set_empty("Nothing was removed", "An event comes here when its suspect status is removed.", icon="ok")
        ListExport(desk, table)
        return table

    def _state(self, row: RemovalRow) -> str:
        if row.outcome is not None:
            return f"{self.desk.shelf.label(OUTCOMES, row.outcome)}, {british_short(row.done_on)}"
        due = british_short(row.due_on)
        return f"Overdue since {due}" if row.days_left < 0 else f"To be decided by {due}"

    def _show_removals(self, rows: Sequence[RemovalRow]) -> None:
        self.removed.show_rows(rows)
        waiting = sum(row.is_open for row in rows)
        self.tabs.rename("removed", f"Suspect status removed ({waiting:,})" if waiting else "Suspect status removed")

    def _on_filter(self, _at: int) -> None:
        self.refresh()

    def _on_opened(self, row: RequestRow) -> None:
        self._fetch_record(row.request_id)

    def _on_closed(self) -> None:
        self._open_id = ""

    def _fetch_record(self, request_id: str) -> None:
        self._open_id = request_id
        self.desk.tasks.read(request_record, request_id, done=self._show, key="record")

    def _show(self, record: RequestRecord) -> None:
        self.record = record
        self.shown.show(record)
        self.split.open_record()

    def _on_asked(self, step: str, detail: str) -> None:
        record = self.record
        if record is None:
            return
        if step == "child":
            self.desk.navigation.open_record("person", record.row.words.person_id)
        elif step == "review":
            self._review(record.row)
        elif step == "erase":
            self._propose_erasing(record.row)
        elif step == "retention":
            self.desk.navigation.go("retention", list="RETENTION_PROPOSED")
        elif step == "decide":
            point = next(one for one in record.points if one.point_id == detail)
            DecideDialog(self.desk, self, point).open()
        elif step == "told":
            ToldDialog(self.desk, self, record.row, record.recipients[int(detail)]).open()
        else:
            _STEPS[step](self.desk, self, record.row).open()

    def _propose_erasing(self, request: RequestRow) -> None:
        if self.desk.messages.confirm(
            "Propose this record to be erased?",
            means="Nothing goes yet: someone else approves it under Retention. Counts in returns stay as they are.",
            yes="Propose",
        ):
            tasks = self.desk.tasks
            tasks.write(propose_erasing, request.request_id, request.version, done=self._on_proposed)

    def _on_proposed(self, _item_id: str) -> None:
        self.desk.messages.note("Proposed. Someone else approves it under Retention.")

    def _review(self, request: RequestRow) -> None:
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("A copy is reviewed in the view of names.", do="Show names (Ctrl+Shift+N).")
            return
        self.copy.review(request)
        self.tabs.go("copy")

    def _on_given(self, code: str) -> None:
        self.tabs.go("requests")
        self.desk.messages.note(f"The copy for {code} was given. Record the answer now.")
        self.refresh()

    def _on_settle(self) -> None:
        row: RemovalRow | None = self.removed.table.current()
        if row is not None:
            SettleDialog(self.desk, self, row).open()

    def _on_undo(self) -> None:
        row: RemovalRow | None = self.removed.table.current()
        if row is not None:
            UndoDialog(self.desk, self, row).open()

    def _on_child(self) -> None:
        row: RemovalRow | None = self.removed.table.current()
        if row is not None:
            self.desk.navigation.open_record("person", row.words.person_id)

    def _show_removed(self) -> object:
        self.tabs.go("removed")
        return self

    def _scene(self, step: str) -> None:
        """For a picture: the step on the request that is open."""
        if step in ("decide", "told"):
            row = next((row for row in self.table.shown_rows() if row.has_points), None)
            if row is not None:
                self.desk.tasks.read(request_record, row.request_id, done=self._point_scene, about=step, key="scene")
        else:
            self._on_asked(step, "")

    def _point_scene(self, record: RequestRecord, step: str) -> None:
        self._show(record)
        self._on_asked(step, record.points[0].point_id if step == "decide" else "0")

    def _copy_scene(self) -> object:
        row = next((row for row in self.table.shown_rows() if row.is_copy), None)
        if row is not None:
            self._review(row)
        return self


def _is_open(row: RemovalRow) -> bool:
    return row.is_open


def _is_done(row: RemovalRow) -> bool:
    return not row.is_open


def _always(_row: RemovalRow) -> bool:
    return True


def _removal_tone(row: RemovalRow) -> Tone:
    if not row.is_open:
        return Tone.NEUTRAL
    return Tone.DANGER if row.days_left < 0 else Tone.CAUTION
