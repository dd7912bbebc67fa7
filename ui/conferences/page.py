"""The page of panels and conferences: the sittings, planned and held, and one beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.action import Action
from ui.conferences.dialogs import (
    AgreeAction,
    CancelConference,
    CarryHere,
    HoldConference,
    PlanAgain,
    PlanConference,
    TakeOff,
)
from ui.conferences.item_dialog import EditItem
from ui.conferences.papers import Answer, AskAgency, PrintAgenda
from ui.conferences.put_on import PutOn
from ui.conferences.record import ConferenceView, Sitting, whole_sitting
from ui.conferences.record_tab import ConfirmRecord, WriteAddendum
from ui.conferences.tick_sheet import TypeInSheet
from ui.conferences.words import status_tone, status_words
from ui.desk import Desk
from ui.receipts import ListExport, ReceiptDialog, save
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.dialog import Dialog
from ui.widgets.filter_box import FilterBox
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.commands import record_statement_read
from vrp_desktop.conferences.queries import (
    WORK_LIST_LABELS,
    conferences_count,
    conferences_page,
    proposed_for_agenda,
)
from vrp_desktop.conferences.rows import ConferenceRow, Proposed
from vrp_desktop.exports.brief_paper import print_brief
from vrp_desktop.exports.sitting_papers import Paper
from vrp_desktop.exports.sitting_record import print_record

PLAN = Action(
    "conferences.plan",
    "Plan a sitting",
    "plus",
    "Ctrl+N",
    "Plan a sitting of a panel, conference or board",
    Permission.EDIT_CONFERENCES,
    group="Panels and conferences",
)
_STATUSES = (rules.PLANNED, rules.HELD, rules.NOT_QUORATE, rules.CANCELLED)


class ConferencesPage(Page):
    """The list of sittings; fetches again when one of them, a case or an action changes."""

    watches = (
        "conference",
        "information_request",
        "attendance",
        "agenda_item",
        "panel_case",
        "panel_decision",
        "action",
        "person_name",
        "safeguarding_concern",
        "sitting_record",
        "record_addendum",
        "code_entry",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Panels and conferences")
        self._open_id = self._deed_next = ""
        self.which_box = self._make_which()
        forums = [(option.label, option.code) for option in desk.shelf.options("forums", desk.today)]
        self.forum_box = FilterBox(desk.theme, "Which forum", [("All forums", ""), *forums])
        self.table = self._make_table()
        for box in (self.which_box, self.forum_box):
            self.table.add_filter(box)
            box.activated.connect(self._on_filter)
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.conference = ConferenceView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        self.add_action(PLAN, self.plan, "primary")
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)
        self.conference.asked.connect(self.ask)
        self.conference.record_opened.connect(desk.navigation.open_record)
        self._say_empty()

    def refresh(self) -> None:
        self.table.refresh()
        if self._open_id:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._deed_next = where.get("deed", "")
            self._fetch_record(where["record"])
        if "list" in where or "status" in where:
            chosen = f"list:{where['list']}" if "list" in where else f"status:{where['status']}"
            self.which_box.choose(chosen)
            self._on_filter(0)

    def keep_drafts(self) -> None:
        self.conference.keep_drafts()

    def plan(self) -> None:
        """Plan a sitting."""
        dialog = PlanConference(self.desk, self)
        dialog.saved.connect(self._on_planned)
        dialog.open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        from ui.conferences.scenes import Scenes

        return list(Scenes(self).openers())

    def _make_which(self) -> FilterBox:
        return FilterBox(
            self.desk.theme,
            "Which sittings",
            [
                ("All sittings", ""),
                *((status_words(self.desk, status), f"status:{status}") for status in _STATUSES),
                *((words, f"list:{code}") for code, words in WORK_LIST_LABELS.items()),
            ],
        )

    def _make_table(self) -> DataTable:
        view, shelf = self.desk.view, self.desk.shelf
        columns = (
            Column("forum", "Forum", lambda r: shelf.label("forums", r.forum_code), ems=28, stretch=True),
            Column("day", "Day", lambda r: british_short(r.held_on), ems=7),
            Column(
                "status", "Status", lambda r: status_words(self.desk, r.status), ems=8.5,
                tone=lambda r: status_tone(r.status),
            ),
            Column("cases", "Cases", lambda r: str(r.cases) if r.cases else "", ems=4, right=True),
            Column("decided", "Decided", lambda r: str(r.decided) if r.decided else "", ems=5, right=True),
            Column("core", "Core agencies", _core_words, ems=7),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code, "Whole area"), ems=8, hidden=True),
            Column("venue", "Venue", lambda r: r.venue, ems=9, hidden=True),
            Column("chair", "Chair", lambda r: view.text(r.chair), ems=9, hidden=True),
        )  # fmt: skip
        table = DataTable(
            self.desk,
            "panels and conferences",
            columns,
            key="conferences",
            row_id=lambda r: str(r.conference_id),
            unit="sitting",
        )
        table.set_source(self._rows, self._total)
        return table

    def _say_empty(self) -> None:
        may = self.desk.actor.may(Permission.EDIT_CONFERENCES)
        if self.which_box.code or self.forum_box.code:
            self.table.set_empty("No sittings here", "Choose other sittings above.", icon="conference")
            return
        text = "Plan the first one: its forum and its day. Then put cases on its agenda." if may else ""
        self.table.set_empty(
            "No sittings yet", text, "Plan a sitting" if may else "", self.plan if may else None, "conference"
        )

    def _chosen(self) -> dict[str, str | None]:
        kind, _, code = self.which_box.code.partition(":")
        return {
            "work_list": code if kind == "list" else None,
            "status": code if kind == "status" else None,
            "forum": self.forum_box.code or None,
            "place": self.desk.view.place,
        }

    def _rows(self, ask: Ask) -> Question:
        return question(conferences_page, ask.text, offset=ask.offset, limit=ask.limit, **self._chosen())

    def _total(self, ask: Ask) -> Question:
        return question(conferences_count, ask.text, **self._chosen())

    def _on_filter(self, _at: int) -> None:
        self._say_empty()
        self.table.refresh()

    def _on_opened(self, row: ConferenceRow) -> None:
        self._fetch_record(row.conference_id)

    def _fetch_record(self, conference_id: str) -> None:
        self._open_id = conference_id
        self.desk.tasks.read(whole_sitting, conference_id, done=self._show, key="record")

    def _show(self, sitting: Sitting) -> None:
        self.conference.show(sitting)
        self.split.open_record()
        deed, self._deed_next = self._deed_next, ""
        if deed:
            self.ask(deed, "")

    def _on_closed(self) -> None:
        self.conference.keep_drafts()
        self._open_id = ""

    def _on_planned(self, conference_id: str) -> None:
        self.desk.messages.note("The sitting was planned.")
        self._fetch_record(conference_id)

    def ask(self, deed: str, detail: str) -> None:
        """Do what is wanted with the sitting beside the list, or open its dialog."""
        sitting = self.conference.sitting
        if sitting is None:
            return
        record = sitting.record
        match deed:
            case "case":
                self.desk.navigation.open_record("panel_case", detail)
            case "open_action":
                self.desk.navigation.open_record("action", detail)
            case "open_person":
                self.desk.navigation.open_record("person", detail)
            case "put_on":
                self.desk.tasks.read(
                    proposed_for_agenda, record.row.conference_id, done=self._on_waiting, key="waiting"
                )
            case "sheet" if not self.desk.view.shows_names:
                self.desk.messages.note("Show names first, to type in what the tick sheet says.")
            case "statement":
                self.desk.tasks.write(
                    record_statement_read,
                    record.row.conference_id,
                    record.version,
                    bool(detail),
                    done=self._on_statement,
                )
            case "live":
                self.desk.navigation.go("sitting", record=record.row.conference_id)
            case "refresh":
                self._fetch_record(record.row.conference_id)
            case _:
                dialog = self._dialog(deed, detail, sitting)
                if dialog is not None:
                    dialog.open()

    def _dialog(self, deed: str, detail: str, sitting: Sitting) -> Dialog | None:
        desk, record, view = self.desk, sitting.record, self.conference
        conference_id = record.row.conference_id
        match deed:
            case "edit":
                return PlanConference(desk, self, record)
            case "hold" if view.attendance is not None:
                return HoldConference(desk, self, record, view.attendance.forms())
            case "sheet":
                return TypeInSheet(desk, self, record)
            case "cancel":
                return CancelConference(desk, self, record)
            case "again":
                return PlanAgain(desk, self, record)
            case "take_off":
                row = next((each for each in record.agenda if each.item_id == detail), None)
                return None if row is None else TakeOff(desk, self, conference_id, row)
            case "paper":
                return PrintAgenda(desk, self, record)
            case "ask":
                return AskAgency(desk, self, record)
            case "confirm":
                state = view.confirming.state
                return None if state is None else ConfirmRecord(desk, self, record, state)
            case "addendum":
                return WriteAddendum(desk, self, record)
            case "brief":
                return self._print(conference_id, "The chair's brief, a page for each case, with names", print_brief)
            case "record":
                return self._print(conference_id, "The record of the sitting, with names", print_record)
            case "answer":
                request = next((each for each in sitting.requests if each.request_id == detail), None)
                return None if request is None else Answer(desk, self, request)
            case "item_new":
                return EditItem(desk, self, record)
            case "item":
                row = next((each for each in record.agenda if each.item_id == detail), None)
                return None if row is None else EditItem(desk, self, record, row)
            case "action":
                return AgreeAction(desk, self, sitting)
            case "carry":
                return CarryHere(desk, self, conference_id, view.actions_tab.chosen_earlier())
        return None

    def _on_waiting(self, waiting: Proposed) -> None:
        record = self.conference.record
        if record is not None:
            PutOn(self.desk, self, record, waiting).open()

    def _print(self, conference_id: str, what: str, deed: Callable[..., Any]) -> Dialog:
        dialog = ReceiptDialog(self.desk, self, what, deed=deed, about=(conference_id,), yes="Print")
        dialog.handed_out.connect(self._on_paper)
        return dialog

    def _on_paper(self, paper: object) -> None:
        if isinstance(paper, Paper):
            save(self.desk, paper.name, paper.content)

    def _on_statement(self, _result: object) -> None:
        self.desk.messages.note("The statement was recorded.")


def _core_words(row: ConferenceRow) -> str:
    """How many of the core agencies came; nothing before a sitting."""
    return f"{row.core_present} of {row.core_expected}" if row.core_expected else ""
