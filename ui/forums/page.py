"""The page of forums: which there are, what their rules say, who sits on them, and what comes next."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from ui.action import Action
from ui.desk import Desk
from ui.follow_through import FollowThroughDialog
from ui.forums.dialogs import EditMember, EditRules, EditSeries, EndMember
from ui.forums.record import Forum, ForumView, whole_forum
from ui.forums.words import rhythm_words, state_words
from ui.receipts import ListExport
from ui.skip_date import SkipDate
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.dialog import Dialog
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from vrp_desktop.calendar import british_short
from vrp_desktop.conferences.series_commands import accept_dates, end_series, propose_again
from vrp_desktop.forums.queries import ForumRow, MemberRow, forums_list
from vrp_desktop.reference.editing import FORUM_KINDS

DIARY = Action(
    "forums.diary", "Diary", "calendar", "", "Show what is planned and proposed, month by month", group="Forums"
)


class ForumsPage(Page):
    """Fetches again when a forum, a seat, a series or a sitting changes."""

    watches = (
        "forum",
        "forum_member",
        "forum_rules",
        "sitting_series",
        "series_date",
        "conference",
        "attendance",
        "action",
        "panel_case",
        "panel_decision",
        "referral",
        "case_review",
        "contact",
        "code_entry",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Forums", "Panels, conferences and boards: rules, members and what comes next")
        self._open_code = ""
        self.table = self._make_table()
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.forum_view = ForumView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        self.add_action(DIARY, self.show_diary)
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)
        self.forum_view.asked.connect(self._on_asked)

    def refresh(self) -> None:
        self.desk.tasks.read(forums_list, place=self.desk.view.place, done=self._show_list, key="forums")
        if self._open_code:
            self._fetch_forum(self._open_code)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._fetch_forum(where["record"])

    def show_diary(self) -> None:
        """Go to the diary."""
        self.desk.navigation.go("diary")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("forum", self._scene_forum),
            ("members", self._scene_members),
            ("rules", self._scene_rules),
            ("member", self._scene_member),
            ("member-edit", partial(self._scene_seat, "member")),
            ("member-end", partial(self._scene_seat, "member_end")),
            ("series", self._scene_series),
            ("series-edit", self._scene_series_edit),
            ("skip", self._scene_skip),
            ("follow", self._scene_follow),
        )

    def _scene_follow(self) -> object:
        dialog = FollowThroughDialog(self.desk, self)
        dialog.open()
        return dialog

    def _show_list(self, rows: list[ForumRow]) -> None:
        self.table.show_rows(rows)

    def _make_table(self) -> DataTable:
        shelf = self.desk.shelf
        columns = (
            Column("forum", "Forum", lambda r: shelf.label("forums", r.forum_code), ems=26, stretch=True),
            Column("kind", "Kind", lambda r: FORUM_KINDS.get(r.kind, r.kind), ems=12, hidden=True),
            Column("rhythm", "How often", lambda r: rhythm_words(self.desk, r.rhythm), ems=8.5),
            Column("agencies", "Agencies", lambda r: str(r.agencies or ""), ems=5, right=True, by=lambda r: r.agencies),
            Column("core", "Core", lambda r: str(r.core or ""), ems=4, right=True, by=lambda r: r.core, hidden=True),
            Column("last", "Last", lambda r: british_short(r.last_on), ems=7.5, by=lambda r: r.last_on or date.min),
            Column("next", "Next", lambda r: british_short(r.next_on), ems=7.5, by=lambda r: r.next_on or date.max),
            Column("state", "State", lambda r: state_words(r)[0], ems=6, tone=lambda r: state_words(r)[1]),
        )
        table = DataTable(self.desk, "forums", columns, key="forums", row_id=lambda r: str(r.forum_code), unit="forum")
        table.set_empty("No forums here", "Choose another place above.", icon="conference")
        return table

    def _on_opened(self, row: ForumRow) -> None:
        self._fetch_forum(row.forum_code)

    def _fetch_forum(self, forum_code: str) -> None:
        self._open_code = forum_code
        self.desk.tasks.read(whole_forum, forum_code, done=self._show, key="forum")

    def _show(self, forum: Forum) -> None:
        self.forum_view.show(forum)
        self.split.open_record()

    def _on_closed(self) -> None:
        self._open_code = ""

    def _on_asked(self, deed: str, detail: str) -> None:
        forum = self.forum_view.forum
        if forum is None:
            return
        tasks, (series_id, _, day) = self.desk.tasks, detail.partition(" ")
        match deed:
            case "accept":
                tasks.write(accept_dates, series_id, [date.fromisoformat(day)], done=self._on_planned)
            case "accept_all":
                for each, days in self.forum_view.series.days().items():
                    tasks.write(accept_dates, each, days, done=self._on_planned)
            case "again":
                tasks.write(propose_again, series_id, date.fromisoformat(day), done=self._on_again)
            case "follow":
                FollowThroughDialog(self.desk, self, detail).open()
            case "series_end":
                self._end_series(forum, detail)
            case _:
                dialog = self._dialog(forum, deed, detail)
                if dialog is not None:
                    dialog.open()

    def _dialog(self, forum: Forum, deed: str, detail: str) -> Dialog | None:
        desk, record = self.desk, forum.record
        member = next((each for each in record.members if detail and detail in _keys(each)), None)
        series_id, _, day = detail.partition(" ")
        series = next((each for each in forum.series if each.series_id == series_id), None)
        match deed:
            case "rules":
                return EditRules(desk, self, record)
            case "member_new":
                return EditMember(desk, self, record)
            case "member" if member is not None:
                return EditMember(desk, self, record, member)
            case "member_end" if member is not None and member.member_id:
                return EndMember(desk, self, member)
            case "series_new":
                return EditSeries(desk, self, record)
            case "series" if series is not None:
                return EditSeries(desk, self, record, series)
            case "skip":
                return SkipDate(desk, self, series_id, record.row.forum_code, date.fromisoformat(day))
        return None

    def _end_series(self, forum: Forum, series_id: str) -> None:
        row = next(each for each in forum.series if each.series_id == series_id)
        if self.desk.messages.confirm(
            "End this series today?", means="Nothing more is proposed. Sittings that are planned stay.", yes="End it"
        ):
            self.desk.tasks.write(end_series, series_id, row.version, self.desk.today, done=self._on_ended)

    def _on_planned(self, made: tuple[str, ...]) -> None:
        many = len(made)
        self.desk.messages.note("The sitting was planned." if many == 1 else f"{many} sittings were planned.")

    def _on_again(self, _result: object) -> None:
        self.desk.messages.note("The day is proposed again.")

    def _on_ended(self, _result: object) -> None:
        self.desk.messages.note("The series has ended.")

    def _scene_forum(self) -> object:
        """The forum with the most agencies."""
        rows = sorted(self.table.model.loaded(), key=lambda row: (row.ends_on is None, row.agencies))
        if rows:
            self._fetch_forum(rows[-1].forum_code)
        return self

    def _scene_members(self) -> object:
        if self.forum_view.tabs is not None:
            self.forum_view.tabs.go("members")
        return self

    def _scene_seat(self, deed: str) -> None:
        forum = self.forum_view.forum
        seats = [row for row in forum.record.members if row.member_id] if forum is not None else []
        for row in seats[:1]:
            self._on_asked(deed, row.member_id)

    def _scene_series_edit(self) -> None:
        forum = self.forum_view.forum
        for row in forum.series[:1] if forum is not None else ():
            self._on_asked("series", row.series_id)

    def _scene_skip(self) -> None:
        forum = self.forum_view.forum
        days = [(row.series_id, day) for row in forum.series for day in row.proposals] if forum is not None else []
        for series_id, day in days[:1]:
            self._on_asked("skip", f"{series_id} {day.proposed_on.isoformat()}")

    def _scene_rules(self) -> None:
        self._on_asked("rules", "")

    def _scene_member(self) -> None:
        self._on_asked("member_new", "")

    def _scene_series(self) -> None:
        self._on_asked("series_new", "")


def _keys(row: MemberRow) -> tuple[str, str]:
    return (row.member_id, row.agency_code if not row.member_id else row.member_id)
