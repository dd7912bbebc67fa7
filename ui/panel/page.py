"""The page of panel cases: work lists and statuses, the list, and a case beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ui.action import Action
from ui.child import Child, child_of_row
from ui.desk import Desk
from ui.panel.deeds import dialog_for
from ui.panel.record import STATUS_TONES, CaseView
from ui.panel.referral_dialogs import NewReferral
from ui.panel.screening import Screening
from ui.receipts import ListExport
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.concern_column import concern_column
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Option
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british, british_short
from vrp_desktop.conferences.queries import conferences_page
from vrp_desktop.conferences.rows import ConferenceRow
from vrp_desktop.errors import KnownError, RecordRestricted
from vrp_desktop.panel.forms import ReferralAdded
from vrp_desktop.panel.queries import case_record, cases_count, cases_page
from vrp_desktop.panel.rows import CaseRecord, CaseRow
from vrp_desktop.panel.rules import CLOSED
from vrp_desktop.panel.screening.queries import ScreeningRow
from vrp_desktop.panel.work_lists import OPEN_STATUSES, WORK_LIST_CLEARS, WORK_LIST_LABELS
from vrp_desktop.people.queries import PersonRow, person_row

NEW = Action(
    "cases.new",
    "New referral",
    "plus",
    "Ctrl+N",
    "Refer a child into the panel",
    Permission.EDIT_CASES,
    group="Panel cases",
)
SCREEN = Action(
    "cases.screening",
    "Screen many",
    "filter",
    "Ctrl+Shift+T",
    "Screen all who wait, many at once, by keyboard",
    group="Panel cases",
)
ALL = "All cases"
LIST, SCREENING = "list", "screening"


class CasesPage(Page):
    """The list of panel cases."""

    watches = (
        "panel_case",
        "referral",
        "person",
        "person_name",
        "trigger_event",
        "import_batch",
        "contact",
        "eligibility_answer",
        "letter",
        "attachment",
        "code_entry",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Panel cases")
        self._open_id = ""
        self._sittings: tuple[Option, ...] = ()
        self._filter = WheelSafeCombo()
        self._filter.setAccessibleName("Which cases")
        self._fill_filter()
        self.table = self._make_table()
        self.table.add_filter(self._filter)
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.case = CaseView(desk, self.panel)
        self.screening = Screening(desk)
        self.tabs = Tabs(desk.theme, "Ways to work with panel cases")
        self.tabs.add(LIST, "Cases", self.table)
        self.tabs.add(SCREENING, "Screening", self.screening)
        self.split = ListAndRecord(desk.theme, self.tabs, self.panel)
        self.content.addWidget(self.split, 1)
        self.add_action(NEW, self.new, "primary")
        self.add_action(SCREEN, self.screen_many)
        self.tabs.currentChanged.connect(self._on_tab)
        self.screening.opened.connect(self._on_opened)
        self._clears = label("", "muted")
        self.table.add_filter(self._clears)
        self._filter.activated.connect(self._on_filter)
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)
        self.case.asked.connect(self._on_asked)

    def refresh(self) -> None:
        (self.screening if self.tabs.key == SCREENING else self.table).refresh()
        self.desk.tasks.read(conferences_page, limit=40, done=self._on_sittings, key="sittings")
        if self._open_id:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self.case.open_with(where.get("record_tab", ""))
            self._fetch_record(where["record"])
        if "refer" in where:
            self.desk.tasks.read(person_row, where["refer"], done=self._refer, key="refer")
        if where.get("tab") == SCREENING:
            self.screen_many()
        for kind in ("list", "status"):
            if kind in where:
                self.tabs.go(LIST)
                self._filter.setCurrentIndex(max(0, self._filter.findData(f"{kind}:{where[kind]}")))
                self._say_what_clears()
                self.table.refresh()

    def child(self) -> Child | None:
        """The case beside the list, or the row that is chosen in the table that is shown, never in the other one."""
        if self.split.is_open:
            return child_of_row(self.case.record)
        row = self.screening.table.current() if self.tabs.key == SCREENING else self.table.current()
        return child_of_row(row) if row is not None else None

    def new(self) -> None:
        """A new referral; the child is found by search."""
        self._refer(None)

    def screen_many(self) -> None:
        """Show the table in which all who wait are screened, ready for its keys."""
        self.tabs.go(SCREENING)
        self.screening.setFocus()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        of_steps = ("screen", "decide", "close", "edit", "lead", "agree", "tell", "plan_review")
        of_referral = ("edit_referral", "add_event", "withdraw", "reopen", "closing_correct")
        return (
            ("new", self.new),
            *((deed, partial(self._on_asked, deed, "")) for deed in (*of_steps, *of_referral)),
            ("support", self._show_support),
            ("letter", self._write_a_letter),
            *self._of_screening(),
        )

    def _write_a_letter(self) -> None:
        from ui.leaving_scenes import write_a_letter

        write_a_letter(self)

    def _show_support(self) -> object:
        """The case in support that has most on it, at its tab of support."""
        from vrp_desktop.practice.showing import fullest_case

        self.desk.tasks.read(fullest_case, done=self._open_support, key="fullest")
        return self

    def _open_support(self, case_id: str) -> None:
        if case_id:
            self.open_at({"record": case_id, "record_tab": "support"})

    def _of_screening(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return ("screening", self._show_screening), *self.screening.scenes()

    def _show_screening(self) -> object:
        self.split.close_record()
        self.screen_many()
        return self

    def _on_tab(self, _at: int) -> None:
        if self.isVisible():
            self.refresh()

    def _make_table(self) -> DataTable:
        view, shelf = self.desk.view, self.desk.shelf
        columns = (
            Column("name", "Name", lambda r: view.name(r.words), ems=14, stretch=True),
            Column("code", "Case", lambda r: r.code, ems=9),
            Column("age", "Age", lambda r: "" if r.age is None else str(r.age), ems=4, right=True),
            Column(
                "status",
                "Status",
                lambda r: shelf.label("case_statuses", r.status),
                ems=11,
                tone=lambda r: STATUS_TONES.get(r.status),
            ),
            concern_column(),
            Column("since", "Since", lambda r: british_short(r.status_on), ems=8.5),
            Column("referred", "Referred", lambda r: british_short(r.referred_on), ems=8.5),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=8),
            Column("source", "Identified through", lambda r: shelf.label("identification_sources", r.source), ems=12),
            Column("review", "Review due", lambda r: british_short(r.review_due_on), ems=8.5, hidden=True),
        )
        table = DataTable(
            self.desk, "panel cases", columns, key="cases", row_id=lambda r: str(r.case_id), unit="panel case"
        )
        table.set_source(self._rows, self._total)
        table.set_empty(
            "No panel cases here",
            "A case opens with a referral: take in a partner's spreadsheet, or refer a child who is on file.",
            "New referral",
            self.new,
            "case",
        )
        return table

    def _fill_filter(self) -> None:
        self._filter.addItem(ALL, "")
        for code, words in WORK_LIST_LABELS.items():
            self._filter.addItem(words, f"list:{code}")
        self._filter.insertSeparator(self._filter.count())
        for status in (*OPEN_STATUSES, CLOSED):
            self._filter.addItem(f"Status: {self.desk.shelf.label('case_statuses', status)}", f"status:{status}")

    def _chosen(self) -> dict[str, str | None]:
        kind, _, code = str(self._filter.currentData() or "").partition(":")
        return {
            "work_list": code if kind == "list" else None,
            "status": code if kind == "status" else None,
            "place": self.desk.view.place,
        }

    def _rows(self, ask: Ask) -> Question:
        return question(cases_page, ask.text, offset=ask.offset, limit=ask.limit, **self._chosen())

    def _total(self, ask: Ask) -> Question:
        return question(cases_count, ask.text, **self._chosen())

    def _on_filter(self, _at: int) -> None:
        self._say_what_clears()
        self.table.refresh()

    def _say_what_clears(self) -> None:
        """A task says what will clear it (X9)."""
        code = self._chosen()["work_list"] or ""
        self._clears.setText(f"Clears it: {WORK_LIST_CLEARS[code]}" if code in WORK_LIST_CLEARS else "")

    def _on_opened(self, row: CaseRow | ScreeningRow) -> None:
        self._fetch_record(row.case_id)

    def _fetch_record(self, case_id: str) -> None:
        self._open_id = case_id
        self.desk.tasks.read(case_record, case_id, done=self._show, failed=self._on_refused, key="record")

    def _show(self, record: CaseRecord) -> None:
        self.case.show(record)
        self.split.open_record()

    def _on_refused(self, error: KnownError) -> None:
        """What could not be opened is not shown, and is not asked for again by itself."""
        self._open_id = ""
        self.split.shut()
        if not isinstance(error, RecordRestricted):
            self.desk.messages.failure(error)

    def _on_closed(self) -> None:
        self._open_id = ""

    def _on_sittings(self, rows: list[ConferenceRow]) -> None:
        shelf = self.desk.shelf
        self._sittings = tuple(
            Option(row.conference_id, f"{shelf.label('forums', row.forum_code)}, {british(row.held_on)}")
            for row in rows
        )

    def _refer(self, person: PersonRow | None) -> None:
        dialog = NewReferral(self.desk, self, person)
        dialog.saved.connect(self._on_referred)
        dialog.open()

    def _on_referred(self, added: ReferralAdded) -> None:
        self.desk.messages.note("The referral was added.")
        self._fetch_record(added.case_id)

    def _on_asked(self, deed: str, detail: str) -> None:
        record = self.case.record
        if record is None:
            return
        if deed == "person":
            self.desk.navigation.open_record("person", record.person_id)
            return
        dialog = dialog_for(self.desk, self, record, self._sittings, deed, detail)
        if dialog is not None:
            dialog.open()
