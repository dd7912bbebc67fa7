"""Who may open this workspace: the list, one user beside it, and what each role may do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.settings.own_key import show_sheet
from ui.settings.roles import RolesDialog, duties
from ui.settings.section import Section
from ui.settings.user_dialogs import AddUser, ChangeUser, GivePassphrase, LetLeave
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.queries import UserRow, users
from vrp_desktop.calendar import british, british_short
from vrp_desktop.changes import changes_of
from vrp_desktop.workspace.users import AddedUser


class UsersSection(Section):
    """A user opens beside the list."""

    key = "users"
    title = "Users"
    permission = Permission.MANAGE_USERS
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.table = self._table()
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        self.chosen: UserRow | None = None
        self._made: tuple[str, str] | None = None
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)

    def refresh(self) -> None:
        self.desk.tasks.read(users, done=self._show, key="users")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("add", self.add),
            ("roles", self.show_roles),
            ("change", self._change),
            ("give", self._give),
            ("leave", self._leave),
        )

    def add(self) -> None:
        """Add a user; the recovery sheet is shown once."""
        dialog = AddUser(self.desk, self)
        dialog.saved.connect(self._on_added)
        dialog.open()

    def show_roles(self) -> None:
        """What each role may do."""
        RolesDialog(self.desk, self).open()

    def _table(self) -> DataTable:
        desk = self.desk
        columns = (
            Column("full_name", "Name", lambda r: r.full_name, ems=12, stretch=True),
            Column("name", "Unlocks as", lambda r: r.name, ems=8),
            Column("role", "Role", lambda r: r.role.label, ems=8),
            Column("places", "Places", lambda r: _places(desk, r), ems=14, stretch=True),
            Column("state", "State", _state, ems=9, tone=_tone),
        )
        table = DataTable(desk, "users", columns, row_id=lambda r: str(r.user_id), unit="user")
        for words, icon, handler in (
            ("Add a user…", "plus", self.add),
            ("What each role may do…", "help", self.show_roles),
        ):
            button = push_button(desk.theme, words, icon, "primary" if icon == "plus" else "")
            button.clicked.connect(handler)
            table.add_filter(button)
        return table

    def _show(self, rows: Sequence[UserRow]) -> None:
        self.table.show_rows(rows)
        if self.chosen is not None:
            kept = self.chosen.user_id
            self.chosen = next((row for row in rows if row.user_id == kept), None)
            self._show_user()

    def _on_opened(self, row: UserRow) -> None:
        self.chosen = row
        self._show_user()
        self.split.open_record()

    def _on_closed(self) -> None:
        self.chosen = None

    def _show_user(self) -> None:
        row = self.chosen
        if row is None:
            self.split.close_record()
            return
        self.panel.clear()
        self.panel.set_title(row.full_name, f"Unlocks as “{row.name}”")
        self.panel.pill.show_status(_state(row), _tone(row))
        self.panel.pill.show()
        self.panel.buttons.addWidget(self._deeds(row))
        until = [("Left on", british(row.left_on))] if row.left_on else []
        said = [("Role", row.role.label), ("Places", _places(self.desk, row)), ("Since", british(row.started_on))]
        self.panel.body.addWidget(facts(self.desk, [*said, *until]))
        self.panel.body.addWidget(self._may(row))

    def _deeds(self, row: UserRow) -> Deeds:
        here = [
            Deed("Change role, name and places…", "change", icon="edit"),
            Deed("Give a new passphrase…", "give", icon="key"),
            Deed("Let them leave…", "leave", icon="lock"),
        ]
        made = Deeds(self.desk.theme, [] if row.has_left else here, "More to do with this user")
        made.setVisible(not row.has_left)
        made.asked.connect(self._on_asked)
        return made

    def _may(self, row: UserRow) -> QWidget:
        frame, inside = card(self.desk.theme, f"A {row.role.label.lower()} may")
        for words in duties(row.role):
            inside.addWidget(label(f"•  {words}", wrap=True))
        return frame

    def _on_asked(self, deed: str, _detail: str) -> None:
        {"change": self._change, "give": self._give, "leave": self._leave}[deed]()

    def _change(self) -> None:
        row = self._row()
        if row is not None:
            ChangeUser(self.desk, self, row).open()

    def _give(self) -> None:
        row = self._row()
        if row is not None:
            dialog = GivePassphrase(self.desk, self, row)
            self._made = (row.full_name, row.user_id)
            dialog.saved.connect(self._on_given)
            dialog.open()

    def _leave(self) -> None:
        row = self._row()
        if row is not None:
            dialog = LetLeave(self.desk, self, row)
            dialog.saved.connect(self._on_left)
            dialog.open()

    def _row(self) -> UserRow | None:
        return self.chosen or self.table.current() or next(iter(self.table.model.loaded()), None)

    def _on_added(self, added: AddedUser) -> None:
        self._tell(added.user_id)
        self._made = ("this user", added.user_id)
        show_sheet(self.desk, self, "the new user", added.recovery_code)

    def _on_given(self, code: str) -> None:
        if self._made is not None:
            show_sheet(self.desk, self, self._made[0], code)
            self._tell(self._made[1])

    def _on_left(self, _result: object) -> None:
        self.desk.messages.note("They have left: their passphrase and recovery sheet open nothing any more.")
        self._tell("")

    def _tell(self, user_id: str) -> None:
        """Keys are changed beside the writer, so it is said here that users changed."""
        self.desk.hub.announce(changes_of([("user_account", user_id)]))


def _places(desk: Desk, row: UserRow) -> str:
    return ", ".join(desk.shelf.label("places", code) for code in row.places) or "All places"


def _state(row: UserRow) -> str:
    return f"Left {british_short(row.left_on)}" if row.left_on else "Here"


def _tone(row: UserRow) -> Tone:
    return Tone.NEUTRAL if row.has_left else Tone.GOOD
