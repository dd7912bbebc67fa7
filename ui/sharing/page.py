"""Sharing and governance: what was shared, what rested on a reason alone, and the papers that sharing rests on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from ui.child import Child, child_of_row
from ui.desk import Desk
from ui.receipts import ListExport
from ui.share_dialog import RecordShare
from ui.shares_part import rests_on
from ui.sharing.dialogs import EditPaper, Reminders
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from ui.widgets.tabs import Tabs
from ui.widgets.text import push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.partnership.audience import LIST, codes_of
from vrp_desktop.partnership.queries import (
    RegisterRow,
    ShareRow,
    register_rows,
    reminder_days,
    share_record,
    shares_count,
    shares_page,
    warned_months,
)
from vrp_desktop.partnership.register import KINDS
from vrp_desktop.people.forms import NO_RESTRICTION

_ALL, _WARNED = "", "WARNED"


class SharingPage(Page):
    """Two tabs: the log and the register."""

    watches = ("share_entry", "register_entry", "person", "person_name", "workspace_fact", "intervention", "agency")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Sharing and governance", "What was shared, and the papers it rests on")
        self._days: tuple[int, ...] = ()
        self._filter = WheelSafeCombo()
        self._filter.setAccessibleName("Which entries")
        self._fill_filter({})
        self.table = self._log()
        self.table.add_filter(self._filter)
        ListExport(desk, self.table)
        self.register = self._register()
        ListExport(desk, self.register)
        self.tabs = Tabs(desk.theme, "Sharing and governance")
        self.tabs.add("register", "Register", self.register)
        self.tabs.add("log", "Share log", self.table)
        self.content.addWidget(self.tabs, 1)
        self._buttons()
        self._filter.activated.connect(self._on_filter)
        self.table.opened.connect(self._on_share)
        self.register.opened.connect(self._on_paper)

    def refresh(self) -> None:
        self.table.refresh()
        self.desk.tasks.read(register_rows, done=self._show_register, key="register")
        self.desk.tasks.read(warned_months, self.desk.view.place, done=self._fill_filter, key="months")
        self.desk.tasks.read(reminder_days, done=self._on_days, key="reminders")

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self.tabs.go("log")
            self.desk.tasks.read(share_record, where["record"], done=self._on_share, key="share")
        if where.get("list") == "REGISTER_DUE" or "register" in where:
            self.tabs.go("register")
        if where.get("list") == _WARNED:
            self.tabs.go("log")
            self._filter.setCurrentIndex(max(0, self._filter.findData(_WARNED)))
            self.table.refresh()

    def child(self) -> Child | None:
        row = self.table.current() if self.tabs.key == "log" else None
        return child_of_row(row) if row is not None else None

    def new_paper(self) -> None:
        """Add a paper to the register."""
        EditPaper(self.desk, self).open()

    def set_reminders(self) -> None:
        """Change when somebody is reminded."""
        Reminders(self.desk, self, self._days).open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("log", self._show_log),
            ("paper-new", self.new_paper),
            ("paper", self._first_paper),
            ("share", self._first_share),
            ("reminders", self.set_reminders),
        )

    def _buttons(self) -> None:
        if self.desk.actor.may(Permission.KEEP_REGISTER):
            for words, icon, kind, slot in (
                ("Reminders", "clock", "", self.set_reminders),
                ("Add a paper", "plus", "primary", self.new_paper),
            ):
                button = push_button(self.desk.theme, words, icon, kind)
                button.clicked.connect(slot)
                self.head.add_button(button)

    def _register(self) -> DataTable:
        shelf = self.desk.shelf
        columns = (
            Column("kind", "Kind", lambda r: shelf.label(KINDS, r.form.kind), ems=12),
            Column("title", "Paper", lambda r: r.label, ems=16, stretch=True),
            Column("owner", "Who looks after it", lambda r: r.form.owner, ems=9.5),
            Column("from", "From", lambda r: british_short(r.form.starts_on), ems=7.5, hidden=True),
            Column("ends", "Ends", lambda r: british_short(r.form.ends_on), ems=7.5),
            Column("review", "Review", lambda r: british_short(r.form.review_on), ems=7.5),
            Column("state", "State", _state_words, ems=11, tone=_state_tone),
        )
        table = DataTable(
            self.desk, "register", columns, key="register", row_id=lambda r: str(r.entry_id), unit="paper"
        )
        table.set_empty(
            "The register is empty",
            "Begin with the sharing agreement and the assessment (DPIA) that the panel works under.",
            "Add a paper",
            self.new_paper,
            "folder",
        )
        return table

    def _log(self) -> DataTable:
        view, shelf, desk = self.desk.view, self.desk.shelf, self.desk
        columns = (
            Column("on", "Day", lambda r: british_short(r.form.shared_on), ems=8),
            Column("name", "Name", lambda r: view.name(r.words), ems=12),
            Column("what", "What", lambda r: view.text(r.form.what), ems=16, stretch=True),
            Column("with", "With", lambda r: r.recipients(shelf.lists, view.text(r.form.named)), ems=14),
            Column("rests", "Resting on", lambda r: rests_on(desk, r), ems=14),
            Column("state", "Standing", _standing, ems=11, tone=_standing_tone),
            Column("reason", "Reason", lambda r: view.text(r.form.reason), ems=12),
            Column(
                "restricted",
                "Restrictions",
                lambda r: ", ".join(
                    shelf.label(LIST, code) for code in codes_of(r.form.restriction) if code != NO_RESTRICTION
                ),
                ems=11,
                hidden=True,
            ),
            Column("by", "Recorded by", lambda r: r.recorded_by, ems=10, hidden=True),
        )
        table = DataTable(desk, "share log", columns, key="shares", row_id=lambda r: str(r.share_id), unit="entry")
        table.set_source(self._rows, self._total)
        table.set_empty(
            "Nothing that was shared is recorded here",
            "Record it on the child's record or the panel case, under Shared.",
        )
        return table

    def _fill_filter(self, months: Mapping[date, int]) -> None:
        chosen = self._filter.currentData() or _ALL
        self._filter.clear()
        self._filter.addItem("All entries", _ALL)
        self._filter.addItem("On a reason alone", _WARNED)
        for month, many in months.items():
            self._filter.addItem(f"On a reason alone, {month:%B %Y} ({many})", f"{_WARNED}:{month.isoformat()}")
        self._filter.setCurrentIndex(max(0, self._filter.findData(chosen)))

    def _chosen(self) -> dict[str, Any]:
        kind, _, month = str(self._filter.currentData() or "").partition(":")
        return {
            "place": self.desk.view.place,
            "only_warned": kind == _WARNED,
            "month": date.fromisoformat(month) if month else None,
        }

    def _rows(self, ask: Ask) -> Question:
        return question(shares_page, ask.text, offset=ask.offset, limit=ask.limit, **self._chosen())

    def _total(self, ask: Ask) -> Question:
        return question(shares_count, ask.text, **self._chosen())

    def _show_register(self, rows: list[RegisterRow]) -> None:
        self.register.show_rows(rows)
        due = sum(row.is_due for row in rows)
        self.tabs.rename("register", f"Register ({due} due)" if due else "Register")

    def _on_days(self, days: tuple[int, ...]) -> None:
        self._days = days

    def _on_filter(self, _at: int) -> None:
        self.table.refresh()

    def _on_paper(self, row: RegisterRow) -> None:
        if self.desk.actor.may(Permission.KEEP_REGISTER):
            EditPaper(self.desk, self, row).open()

    def _on_share(self, row: ShareRow) -> None:
        if row.withdrawn_on is None and self.desk.actor.may(Permission.SHARE):
            RecordShare(self.desk, self, row.words, row.form.case_id, row).open()
        else:
            self.desk.navigation.open_record("person", row.person_id)

    def _show_log(self) -> object:
        self.tabs.go("log")
        return self

    def _first_paper(self) -> None:
        self.tabs.go("register")
        if self.register.model.loaded():
            self._on_paper(self.register.model.loaded()[0])

    def _first_share(self) -> None:
        self.tabs.go("log")
        if self.table.model.loaded():
            self._on_share(self.table.model.loaded()[0])


def _state_words(row: RegisterRow) -> str:
    if row.form.settled_on is not None:
        return "No longer needed"
    if row.deadline is None:
        return "In force"
    days, what = row.deadline.days_left, row.deadline.what
    if days < 0:
        return "Ended" if what == "ends" else "Review overdue"
    if not row.is_due:
        return "In force"
    return f"Ends in {days} days" if what == "ends" else f"Review in {days} days"


def _state_tone(row: RegisterRow) -> Tone:
    if row.form.settled_on is not None or row.deadline is None:
        return Tone.NEUTRAL
    if row.deadline.days_left <= 0:
        return Tone.DANGER
    return Tone.CAUTION if row.is_due else Tone.GOOD


def _standing(row: ShareRow) -> str:
    if row.withdrawn_on is not None:
        return "Made in error"
    if row.form.is_emergency:
        return "Safeguarding"
    return "On a reason" if row.warnings else "Has its basis"


def _standing_tone(row: ShareRow) -> Tone:
    if row.withdrawn_on is not None:
        return Tone.NEUTRAL
    if row.form.is_emergency:
        return Tone.INFO
    return Tone.CAUTION if row.warnings else Tone.GOOD
