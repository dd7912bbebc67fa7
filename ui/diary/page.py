"""The diary page: a month of sittings, proposed days and bank holidays, or the same as a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.action import Action
from ui.desk import Desk
from ui.diary.month import MonthGrid
from ui.receipts import ReceiptDialog, save
from ui.skip_date import SkipDate
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.filter_box import FilterBox
from ui.widgets.flow import SideBySide
from ui.widgets.page import Page
from ui.widgets.short_table import ShortTable
from ui.widgets.tabs import Tabs
from ui.widgets.text import column, label, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.briefing.dues import diary_with_dues
from vrp_desktop.calendar import add_months, british, british_short
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.diary import DiaryEntry, DiaryKind
from vrp_desktop.conferences.series_commands import accept_dates
from vrp_desktop.exports.calendar_file import CalendarFile, export_calendar
from vrp_desktop.reference.editing import FORUM_KINDS

EARLIER = Action("diary.earlier", "Earlier", "chevron_left", "Alt+PgUp", "Show the month before", group="Diary")
LATER = Action("diary.later", "Later", "chevron_right", "Alt+PgDown", "Show the month after", group="Diary")
TODAY = Action(
    "diary.today", "Today", "calendar", "Alt+Home", "Show this month, with the cursor on today", group="Diary"
)
EXPORT = Action(
    "diary.export", "Export calendar", "export", "Ctrl+E", "Save the sittings as a calendar file (.ics)",
    Permission.EXPORT, group="Diary",
)  # fmt: skip
_LIST_MONTHS = 3
_SHOWN = (("Everything", ""), ("Sittings and proposed days", "SITTINGS"), ("Returns due", DiaryKind.RETURN),
          ("Reviews due", DiaryKind.REVIEW))  # fmt: skip
_DUE = {"DUE": ("Due", Tone.INFO), "OVERDUE": ("Overdue", Tone.CAUTION), "DONE": ("Submitted", Tone.GOOD)}
_TONES = {rules.PLANNED: Tone.INFO, rules.HELD: Tone.GOOD, rules.NOT_QUORATE: Tone.CAUTION}


class DiaryPage(Page):
    """One month, and three as a list; fetches again when a sitting, a series or a forum changes."""

    watches = (
        "conference", "sitting_series", "series_date", "forum", "forum_rules", "forum_member", "code_entry",
        "panel_case", "case_review", "quarterly_return",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Diary")
        self.month = desk.today.replace(day=1)
        self._day = desk.today
        self.grid = MonthGrid(desk.theme, self._line, _tone)
        self.day_label = label("", "label", wrap=True)
        self._nothing = label("Nothing on this day.", "muted", wrap=True)
        self.day_table = self._make_day_table()
        self.table = self._make_list()
        self.deeds = Deeds(
            desk.theme,
            [
                Deed("Open it", "open", kind="primary"),
                Deed("Plan this sitting", "accept", icon="ok"),
                Deed("Skip", "skip"),
            ],
            "More for this day",
        )
        self.shown_box = FilterBox(desk.theme, "What the diary shows", _SHOWN)
        self.shown_box.activated.connect(self._on_shown)
        above = row(desk.theme, "snug")
        above.addWidget(self.shown_box)
        above.addStretch(1)
        self.content.addLayout(above)
        self._entries: list[DiaryEntry] = []
        self.tabs = Tabs(desk.theme, "Diary")
        self.tabs.add("month", "Month", self._make_month())
        self.tabs.add("list", "List", self.table)
        self.content.addWidget(self.tabs, 1)
        for action, slot in ((EARLIER, self.earlier), (TODAY, self.today), (LATER, self.later), (EXPORT, self.export)):
            self.add_action(action, slot)
        self.grid.chosen.connect(self._on_day)
        self.grid.entered.connect(self._on_enter)
        self.grid.paged.connect(self._turn)
        self.deeds.asked.connect(self._on_deed)
        self.day_table.opened.connect(self._on_opened)
        self.day_table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)

    def refresh(self) -> None:
        self.set_title(f"Diary: {self.month:%B %Y}", "What is planned, proposed and due")
        start = self.month - timedelta(days=7)
        end = add_months(self.month, _LIST_MONTHS) - timedelta(days=1)
        self.desk.tasks.read(
            diary_with_dues,
            start,
            max(end, self.month + timedelta(days=45)),
            self.desk.view.place,
            done=self._show,
            key="diary",
        )

    def open_at(self, where: Mapping[str, str]) -> None:
        if "day" in where:
            self._go(date.fromisoformat(where["day"]))

    def earlier(self) -> None:
        """The month before."""
        self._turn(-1)

    def later(self) -> None:
        """The month after."""
        self._turn(1)

    def today(self) -> None:
        """This month, with the cursor on today."""
        self._go(self.desk.today)

    def export(self) -> None:
        """Save the month's sittings and those of the two after it."""
        end = add_months(self.month, _LIST_MONTHS) - timedelta(days=1)
        what = f"The sittings from {british(self.month)} to {british(end)}, without anything about a child"
        dialog = ReceiptDialog(
            self.desk, self, what, deed=export_calendar, about=(self.month, end, self.desk.view.place)
        )
        dialog.handed_out.connect(self._on_file)
        dialog.open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("skip", self._show_skip), ("list", self._show_list), ("export", self.export))

    def _show_skip(self) -> None:
        """Of the first proposed day."""
        proposed = [entry for entry in self._entries if entry.kind is DiaryKind.PROPOSED]
        if proposed and self.desk.actor.may(Permission.EDIT_CONFERENCES):
            self._answer("skip", proposed[0])

    def _show_list(self) -> object:
        self.tabs.go("list")
        return self

    def _make_month(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        beside = column(self.desk.theme, "normal")
        for widget in (self.day_label, self._nothing, self.day_table, self.deeds):
            beside.addWidget(widget)
        beside.addStretch(1)
        day = QWidget()
        day.setProperty("kind", "clear")
        day.setLayout(beside)
        inside = column(self.desk.theme)
        inside.addWidget(SideBySide(self.desk.theme, (self.grid, day), 26, shares=(5, 2)), 1)
        made.setLayout(inside)
        return made

    def _make_day_table(self) -> ShortTable:
        columns = (
            Column("what", "What", self._day_words, ems=9, stretch=True),
            Column("state", "State", self._state, ems=7.5, tone=_tone),
        )
        table = ShortTable(
            self.desk, "the day", columns, row_id=lambda r: str(r.key), unit="entry", most=8, in_order=True
        )
        table.set_empty("Nothing on this day", "", icon="calendar")
        return table

    def _make_list(self) -> DataTable:
        day = Column("day", "Day", lambda r: f"{r.on:%a} {british_short(r.on)}", ems=9, by=lambda r: r.on)
        table = DataTable(
            self.desk, "diary", (day, *self._columns()), key="diary", row_id=lambda r: str(r.key), unit="entry"
        )
        table.set_empty("Nothing is planned or proposed in these months", "", icon="calendar")
        return table

    def _columns(self) -> tuple[Column, ...]:
        shelf = self.desk.shelf
        return (
            Column("hour", "Hour", lambda r: r.starts, ems=4),
            Column("what", "What", self._what, ems=22, stretch=True),
            Column("state", "State", self._state, ems=8, tone=_tone),
            Column("mode", "Held", lambda r: shelf.label("sitting_modes", r.mode), ems=9.5),
            Column("host", "Host", lambda r: shelf.label("agencies", r.host), ems=9, hidden=True),
            Column("venue", "Venue", lambda r: r.venue, ems=9),
        )

    def _what(self, entry: DiaryEntry) -> str:
        match entry.kind:
            case DiaryKind.HOLIDAY:
                return "Bank holiday"
            case DiaryKind.RETURN:
                return f"Return for {entry.title}"
            case DiaryKind.REVIEW:
                return f"Review of {entry.title}"
            case _:
                return self.desk.shelf.label("forums", entry.forum_code)

    def _state(self, entry: DiaryEntry) -> str:
        match entry.kind:
            case DiaryKind.HOLIDAY:
                return "Holiday"
            case DiaryKind.PROPOSED:
                return "Proposed"
            case DiaryKind.RETURN | DiaryKind.REVIEW:
                return _DUE[entry.status][0]
            case _:
                return self.desk.shelf.label(rules.STATUSES, entry.status)

    def _line(self, entry: DiaryEntry) -> str:
        """One line in the grid: hour and forum; what is not simply planned says so in words."""
        is_plain = entry.kind is DiaryKind.SITTING and entry.status in (rules.PLANNED, rules.HELD)
        state = "" if is_plain or entry.kind is DiaryKind.HOLIDAY else f"{self._state(entry)}: "
        if entry.kind is DiaryKind.HOLIDAY:
            return self._what(entry)
        if entry.kind in (DiaryKind.RETURN, DiaryKind.REVIEW):
            return f"{self._what(entry)}: {self._state(entry).lower()}"
        return f"{state}{self._short(entry)} {entry.starts}".strip()

    def _day_words(self, entry: DiaryEntry) -> str:
        """Hour and forum, for the list of one day."""
        is_forum = entry.kind in (DiaryKind.SITTING, DiaryKind.PROPOSED)
        words = self._short(entry) if is_forum else self._what(entry)
        return " ".join(filter(None, (entry.starts, words)))

    def _short(self, entry: DiaryEntry) -> str:
        """A forum where there is little room: its place and kind, or its name where it has no place."""
        forum = self.desk.shelf.lists.entry("forums", entry.forum_code)
        place = str(forum.extra.get("place") or "") if forum else ""
        if forum is None or not place:
            return self._what(entry)
        kind = FORUM_KINDS.get(str(forum.extra.get("kind")), "").lower()
        return f"{self.desk.shelf.label('places', place)} {kind}".strip()

    def _turn(self, months: int) -> None:
        self._go(add_months(self._day, months))

    def _go(self, day: date) -> None:
        self._day = day
        if day.replace(day=1) == self.month:
            self.grid.go_to(day)
            return
        self.month = day.replace(day=1)
        self.refresh()

    def _on_shown(self, _at: int) -> None:
        self._show(self._entries)

    def _is_shown(self, entry: DiaryEntry) -> bool:
        """Bank holidays stay in sight whatever is chosen."""
        chosen = self.shown_box.code
        if not chosen or entry.kind is DiaryKind.HOLIDAY:
            return True
        return entry.kind in (DiaryKind.SITTING, DiaryKind.PROPOSED) if chosen == "SITTINGS" else entry.kind == chosen

    def _show(self, found: list[DiaryEntry]) -> None:
        self._entries = found
        entries = [each for each in found if self._is_shown(each)]
        by_day: dict[date, list[DiaryEntry]] = {}
        for entry in entries:
            by_day.setdefault(entry.on, []).append(entry)
        self.table.show_rows([each for each in entries if each.on >= self.month])
        self.grid.show_month(self.month, by_day, self.desk.today, self._day)

    def _on_day(self, day: date) -> None:
        self._day = day
        self.day_label.setText(f"{day:%A} {british(day)}")
        entries = self.grid.entries_on(day)
        self._nothing.setVisible(not entries)
        self.day_table.setVisible(bool(entries))
        self.day_table.show_rows(entries)
        self.day_table.view.go_to(0)
        self._on_chosen(self.day_table.current())

    def _on_enter(self) -> None:
        if self.day_table.total:
            self.day_table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, entry: DiaryEntry | None) -> None:
        self.deeds.setVisible(entry is not None and entry.kind is not DiaryKind.HOLIDAY)
        if entry is None:
            return
        may = self.desk.actor.may(Permission.EDIT_CONFERENCES)
        self.deeds.setEnabled(entry.kind is not DiaryKind.PROPOSED or may)

    def _on_opened(self, entry: DiaryEntry) -> None:
        match entry.kind:
            case DiaryKind.SITTING:
                self.desk.navigation.open_record("conference", entry.conference_id)
            case DiaryKind.PROPOSED:
                self.desk.navigation.open_record("forum", entry.forum_code)
            case DiaryKind.REVIEW:
                self.desk.navigation.open_record("panel_case", entry.record_id)
            case DiaryKind.RETURN:
                self.desk.navigation.go("returns", quarter=entry.record_id)

    def _on_deed(self, deed: str, _detail: str) -> None:
        entry = self.day_table.current()
        if entry is None:
            return
        if deed == "open":
            self._on_opened(entry)
        elif entry.kind is DiaryKind.PROPOSED and self.desk.actor.may(Permission.EDIT_CONFERENCES):
            self._answer(deed, entry)
        elif entry.kind is DiaryKind.SITTING:
            self.desk.messages.note("This day is planned already.")
        else:
            self.desk.messages.note("This is no sitting: open it to see what is due.")

    def _answer(self, deed: str, entry: DiaryEntry) -> None:
        day = entry.proposed_on or entry.on
        if deed == "accept":
            self.desk.tasks.write(accept_dates, entry.series_id, [day], done=self._on_planned)
        else:
            SkipDate(self.desk, self, entry.series_id, entry.forum_code, day).open()

    def _on_planned(self, _made: object) -> None:
        self.desk.messages.note("The sitting was planned.")

    def _on_file(self, made: object) -> None:
        if isinstance(made, CalendarFile):
            save(self.desk, made.name, made.content)


def _tone(entry: DiaryEntry) -> Tone:
    match entry.kind:
        case DiaryKind.HOLIDAY:
            return Tone.NEUTRAL
        case DiaryKind.PROPOSED:
            return Tone.ACCENT
        case DiaryKind.RETURN | DiaryKind.REVIEW:
            return _DUE[entry.status][1]
        case _:
            return _TONES.get(entry.status, Tone.NEUTRAL)
