"""The page of safeguarding concerns: the work lists, the list, and a concern beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ui.child import Child, child_of_row
from ui.concern import RaiseConcern
from ui.concern_part import tone_of
from ui.desk import Desk
from ui.safeguarding.dialogs import CompleteConcern, OpenAgain, RecordOutcome, TakeStep
from ui.safeguarding.record import ConcernView
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import push_button
from vrp_desktop.calendar import british_short
from vrp_desktop.safeguarding.queries import (
    SHOW_LABELS,
    ConcernRecord,
    ConcernRow,
    Show,
    concern_record,
    concerns_count,
    concerns_page,
)

_DIALOGS = {"complete": CompleteConcern, "step": TakeStep, "outcome": RecordOutcome, "again": OpenAgain}


class SafeguardingPage(Page):
    """The open concerns first, the oldest on top; fetches again whenever one of them changes."""

    watches = ("safeguarding_concern", "safeguarding_step", "person", "person_name", "workspace_fact")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Safeguarding concerns", "Each stays in sight until its outcome is in")
        self._open_id = ""
        self._filter = WheelSafeCombo()
        self._filter.setAccessibleName("Which concerns")
        for show, words in SHOW_LABELS.items():
            self._filter.addItem(words, show.value)
        self.table = self._make_table()
        self.table.add_filter(self._filter)
        self.panel = RecordPanel(desk.theme)
        self.concern = ConcernView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        button = push_button(desk.theme, "Safeguarding concern now", "flag", "primary")
        button.clicked.connect(self.new)
        self.head.add_button(button)
        self._filter.activated.connect(self._on_filter)
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)
        self.concern.asked.connect(self._on_asked)

    def refresh(self) -> None:
        self.table.refresh()
        if self._open_id and self.split.is_open:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._fetch_record(where["record"])
        if "list" in where:
            code = where["list"].removeprefix("CONCERN_")
            self._filter.setCurrentIndex(max(0, self._filter.findData(code)))
            self.table.refresh()

    def child(self) -> Child | None:
        if self.split.is_open and self.concern.record is not None:
            return child_of_row(self.concern.record.row)
        return super().child()

    def new(self) -> None:
        """A concern about somebody who is looked for first."""
        RaiseConcern(self.desk, self).open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("new", self.new),
            *((deed, partial(self._on_asked, deed, "")) for deed in ("complete", "step", "outcome")),
        )

    def _make_table(self) -> DataTable:
        view, shelf = self.desk.view, self.desk.shelf
        columns = (
            Column("name", "Name", lambda r: view.name(r.words), ems=14, stretch=True),
            Column(
                "state",
                "State",
                lambda r: _state(r) or shelf.label("safeguarding_outcomes", r.outcome),
                ems=19,
                tone=tone_of,
            ),
            Column("raised", "Raised", lambda r: british_short(r.raised_on), ems=7.5),
            Column(
                "due",
                "Due by",
                lambda r: british_short(r.waiting.due_on) if r.waiting else british_short(r.outcome_on),
                ems=7.5,
            ),
            Column("code", "Concern", lambda r: r.code, ems=8),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=8),
        )
        table = DataTable(
            self.desk,
            "safeguarding concerns",
            columns,
            key="concerns",
            row_id=lambda r: str(r.concern_id),
            unit="safeguarding concern",
        )
        table.set_source(self._rows, self._total)
        table.set_empty(
            "No concern is open",
            "A worry about a child's safety is recorded at once, with Ctrl+Shift+S from anywhere.",
            "Safeguarding concern now",
            self.new,
            "flag",
        )
        return table

    def _show_of(self) -> Show:
        return Show(str(self._filter.currentData() or Show.OPEN.value))

    def _rows(self, ask: Ask) -> Question:
        place = self.desk.view.place
        return question(concerns_page, ask.text, show=self._show_of(), place=place, offset=ask.offset, limit=ask.limit)

    def _total(self, ask: Ask) -> Question:
        return question(concerns_count, ask.text, show=self._show_of(), place=self.desk.view.place)

    def _on_filter(self, _at: int) -> None:
        self.table.refresh()

    def _on_opened(self, row: ConcernRow) -> None:
        self._fetch_record(row.concern_id)

    def _fetch_record(self, concern_id: str) -> None:
        self._open_id = concern_id
        self.desk.tasks.read(concern_record, concern_id, done=self._show, key="record")

    def _show(self, record: ConcernRecord) -> None:
        self.concern.show(record)
        self.split.open_record()

    def _on_closed(self) -> None:
        self._open_id = ""

    def _on_asked(self, deed: str, _detail: str) -> None:
        record = self.concern.record
        if record is None:
            return
        if deed == "person":
            self.desk.navigation.open_record("person", record.row.person_id)
        elif deed == "case" and record.row.case_id:
            self.desk.navigation.open_record("panel_case", record.row.case_id)
        elif deed in _DIALOGS:
            _DIALOGS[deed](self.desk, self, record).open()


def _state(row: ConcernRow) -> str:
    if row.waiting is None:
        return ""
    what = row.waiting.what
    return f"Overdue: {what[0].lower()}{what[1:]}" if row.is_overdue else what
