"""The page of actions: open, overdue, due in seven days or done, by agency; an action beside the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ui.action import Action
from ui.actions.dialogs import CarryForward, EditAction, MoveAction, NewAction
from ui.actions.record import ActionView, Whole, whole_action
from ui.actions.slips import KeyWords, RepliesDialog, SlipsDialog, taken_words
from ui.desk import Desk
from ui.follow_through import FollowThroughDialog
from ui.receipts import ListExport
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.concern_column import concern_column
from ui.widgets.data_table import DataTable
from ui.widgets.due import standing
from ui.widgets.fields import Option
from ui.widgets.filter_box import FilterBox
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from vrp_desktop.access.permissions import Permission
from vrp_desktop.actions.queries import Show, actions_count, actions_page
from vrp_desktop.actions.rows import ActionRecord, ActionRow
from vrp_desktop.calendar import british_short
from vrp_desktop.conferences import rules as sitting_rules
from vrp_desktop.conferences.queries import conferences_page
from vrp_desktop.conferences.rows import ConferenceRow
from vrp_desktop.slips.commands import TakenReplies
from vrp_desktop.slips.queries import AgencyToChase, to_chase

NEW = Action(
    "actions.new", "New action", "plus", "Ctrl+N", "Add an action that was agreed", Permission.EDIT_ACTIONS,
    group="Actions",
)  # fmt: skip
SLIPS = Action(
    "actions.slips", "Chaser slips", "export", "Ctrl+Shift+L", "Remind agencies of their actions: one folder to send",
    Permission.EXPORT, group="Actions",
)  # fmt: skip
REPLIES = Action(
    "actions.replies", "Take answers", "import", "Ctrl+Shift+A", "Take what agencies answered, by reply code",
    Permission.EDIT_ACTIONS, group="Actions",
)  # fmt: skip
FOLLOW = Action(
    "actions.follow", "Follow-through", "ok", "Ctrl+Shift+F", "What became of an agency's actions; how often it came",
    Permission.SEE_FOLLOW_THROUGH, group="Actions",
)  # fmt: skip
FILTERS = {
    Show.OPEN: "Open",
    Show.OVERDUE: "Overdue",
    Show.DUE_SOON: "Due in 7 days",
    Show.UNANSWERED: "Slip not answered",
    Show.CLOSED: "Done or closed",
    Show.ALL: "All actions",
}
_EMPTY = {
    Show.OPEN: ("No open actions", "What agencies agree to do at a panel or conference is followed here to its end."),
    Show.OVERDUE: ("Nothing is overdue", "Actions past their due date appear here, and on the next agenda."),
    Show.DUE_SOON: ("Nothing is due soon", "Look at the open actions for what comes later."),
    Show.UNANSWERED: ("Every slip was answered", "Actions whose slip was not answered in time appear here."),
    Show.CLOSED: ("Nothing is done or closed yet", "Open an action and record that it was done, or why it was not."),
    Show.ALL: ("No actions yet", "Add what was agreed: what, by which agency, and by when."),
}
_RECENT = 40


class ActionsPage(Page):
    """The list of actions; fetches again when one of them changes."""

    watches = ("action", "panel_case", "person", "person_name", "conference", "code_entry")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Actions")
        self._open_id = ""
        self._sittings: tuple[ConferenceRow, ...] = ()
        self.show_box = FilterBox(desk.theme, "Which actions", [(words, show.value) for show, words in FILTERS.items()])
        agencies = [(option.label, option.code) for option in desk.shelf.options("agencies", desk.today)]
        self.agency_box = FilterBox(desk.theme, "Which agency", [("All agencies", ""), *agencies])
        self.table = self._make_table()
        for box in (self.show_box, self.agency_box):
            self.table.add_filter(box)
            box.activated.connect(self._on_filter)
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.action = ActionView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        if desk.actor.may(Permission.EDIT_ACTIONS):
            self.add_action(SLIPS, self.slips)
        self.add_action(FOLLOW, self.follow)
        self.add_action(REPLIES, self.replies)
        self.add_action(NEW, self.new, "primary")
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)
        self.action.asked.connect(self._on_asked)
        self.action.record_opened.connect(desk.navigation.open_record)
        self._say_empty()

    def refresh(self) -> None:
        self.table.refresh()
        self.desk.tasks.read(conferences_page, limit=_RECENT, done=self._on_sittings, key="sittings")
        if self._open_id:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._fetch_record(where["record"])
        if "list" in where or "agency" in where:
            self.show_box.choose(where.get("list", Show.OPEN.value))
            self.agency_box.choose(where.get("agency", ""))
            self._on_filter(0)

    def new(self) -> None:
        """Add an action."""
        dialog = NewAction(self.desk, self, self._options(coming=False))
        dialog.saved.connect(self._on_added)
        dialog.open()

    def slips(self) -> None:
        """Look up which agencies have something to be reminded of, among the actions that the list shows."""
        show = Show.OPEN if self.shown in (Show.ALL, Show.CLOSED) else self.shown
        self.desk.tasks.read(to_chase, show, self.desk.view.place, done=self._on_to_chase, about=show, key="chase")

    def follow(self) -> None:
        """Show the follow-through of the agency that the list shows, or that owns the open action."""
        record = self.action.record
        owner = record.row.owner_agency if record is not None and self._open_id else ""
        FollowThroughDialog(self.desk, self, self.agency_box.code or owner).open()

    def replies(self) -> None:
        """Take answers by their reply codes."""
        dialog = RepliesDialog(self.desk, self)
        dialog.saved.connect(self._on_replies)
        dialog.open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        moves = (("done", "COMPLETE"), ("not-done", "NOT_DONE"), ("cancelled", "CANCELLED"))
        return (
            ("new", self.new),
            ("view-save", self.table.tools.save_view),
            ("views", self.table.tools.manage_views),
            ("slips", self.slips),
            ("keys", self._show_keys),
            ("answers", self.replies),
            ("follow-through", self.follow),
            ("edit", partial(self._on_asked, "edit", "")),
            ("carry", partial(self._on_asked, "carry", "")),
            *((name, partial(self._on_asked, "move", status)) for name, status in moves),
        )

    def _show_keys(self) -> None:
        """The words of three key sheets, made up for the picture."""
        codes = [option.code for option in self.desk.shelf.options("agencies", self.desk.today)[:3]]
        words = dict(
            zip(codes, ("lamp river stone kite", "otter plum gate seven", "mint cloud ladder fox"), strict=False)
        )
        KeyWords(self.desk, self, words).open()

    def _make_table(self) -> DataTable:
        view, shelf = self.desk.view, self.desk.shelf
        columns = (
            Column("text", "Action", lambda r: view.text(r.text) or "–", ems=22, stretch=True),
            Column("owner", "Owner", lambda r: shelf.label("agencies", r.owner_agency), ems=9.5),
            Column(
                "state",
                "State",
                lambda r: standing(shelf, r, self.desk.today)[0],
                ems=10.5,
                tone=lambda r: standing(shelf, r, self.desk.today)[1],
            ),
            Column("due", "Due", lambda r: british_short(r.due_on), ems=7.5),
            Column("child", "Child", lambda r: view.name(r.words) if r.words else "", ems=11),
            concern_column(8),
            Column("code", "No.", lambda r: r.code, ems=7.5),
            Column("case", "Case", lambda r: r.case_code, ems=8, hidden=True),
            Column("priority", "Priority", lambda r: shelf.label("action_priorities", r.priority), ems=7, hidden=True),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code, "Whole area"), ems=9, hidden=True),
            Column("agreed", "Agreed", lambda r: british_short(r.opened_on), ems=7.5, hidden=True),
            Column("closed", "Closed", lambda r: british_short(r.closed_on), ems=7.5, hidden=True),
        )
        table = DataTable(
            self.desk, "actions", columns, key="actions", row_id=lambda r: str(r.action_id), unit="action"
        )
        table.set_source(self._rows, self._total)
        return table

    @property
    def shown(self) -> Show:
        """Which actions the list shows."""
        return Show(self.show_box.code)

    def _chosen(self) -> dict[str, object]:
        return {"show": self.shown, "agency": self.agency_box.code or None, "place": self.desk.view.place}

    def _rows(self, ask: Ask) -> Question:
        return question(actions_page, ask.text, offset=ask.offset, limit=ask.limit, **self._chosen())

    def _total(self, ask: Ask) -> Question:
        return question(actions_count, ask.text, **self._chosen())

    def _say_empty(self) -> None:
        may = self.desk.actor.may(Permission.EDIT_ACTIONS) and self.shown in (Show.OPEN, Show.ALL)
        title, text = _EMPTY[self.shown]
        self.table.set_empty(title, text, "New action" if may else "", self.new if may else None, "action")

    def _on_filter(self, _at: int) -> None:
        self._say_empty()
        self.table.refresh()

    def _on_opened(self, row: ActionRow) -> None:
        self._fetch_record(row.action_id)

    def _fetch_record(self, action_id: str) -> None:
        self._open_id = action_id
        self.desk.tasks.read(whole_action, action_id, done=self._show, key="record")

    def _show(self, found: Whole) -> None:
        self.action.show(*found)
        self.split.open_record()

    def _on_closed(self) -> None:
        self._open_id = ""

    def _on_sittings(self, rows: list[ConferenceRow]) -> None:
        self._sittings = tuple(rows)

    def _on_to_chase(self, found: list[AgencyToChase], show: Show) -> None:
        if not found:
            self.desk.messages.say("No agency has anything to be reminded of here.", do="Look at another list first.")
            return
        SlipsDialog(self.desk, self, show, self.desk.view.place, found).open()

    def _on_replies(self, taken: TakenReplies) -> None:
        self.desk.messages.note(taken_words(taken))

    def _options(self, *, coming: bool) -> tuple[Option, ...]:
        """Sittings to choose from: those planned, or all that an action may have been agreed at."""
        statuses = (sitting_rules.PLANNED,) if coming else (sitting_rules.PLANNED, *sitting_rules.TOOK_PLACE)
        return tuple(
            Option(
                row.conference_id, f"{british_short(row.held_on)}: {self.desk.shelf.label('forums', row.forum_code)}"
            )
            for row in self._sittings
            if row.status in statuses
        )

    def _on_added(self, action_id: str) -> None:
        self.desk.messages.note("The action was added.")
        self._fetch_record(action_id)

    def _on_asked(self, deed: str, detail: str) -> None:
        record = self.action.record
        if record is not None:
            self._dialog(deed, detail, record).open()

    def _dialog(self, deed: str, detail: str, record: ActionRecord) -> FormDialog:
        match deed:
            case "move":
                return MoveAction(self.desk, self, record, detail)
            case "carry":
                return CarryForward(self.desk, self, record, self._options(coming=True))
            case _:
                return EditAction(self.desk, self, record)
