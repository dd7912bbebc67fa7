"""Adding a user, changing one, giving a new passphrase, and letting someone leave."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.settings.key_dialog import KeyDialog, passphrase_fields
from ui.settings.own_key import open_workspace_of
from ui.settings.roles import ROLE_MEANINGS
from ui.widgets.fields import Choose, FormPart, Option, Section, Several, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import label, restyle
from vrp_desktop.access.commands import change_user
from vrp_desktop.access.forms import LONGEST_NAME, UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.queries import UserRow
from vrp_desktop.workspace.users import add_user, give_new_passphrase, let_user_leave

_ROLES = tuple(Option(role.value, role.label, ROLE_MEANINGS[role]) for role in Role)


def user_fields(desk: Desk, kept: tuple[str, ...] = ()) -> tuple[FormPart, ...]:
    """Name, role and places; a place no longer in use stays where the user has it."""
    options = list(desk.shelf.options("places", desk.today))
    options += [
        Option(code, desk.shelf.label("places", code)) for code in kept if code not in {o.code for o in options}
    ]
    meanings = " ".join(f"{role.label}: {ROLE_MEANINGS[role].lower()}" for role in Role)
    return (
        Text(name="full_name", label="Full name", required=True, help="As documents print it"),
        Choose(name="role", label="Role", options=_ROLES, required=True, help=meanings),
        Several(name="places", label="Limited to these places", options=options, help="None ticked: all places"),
    )


def user_form(values: dict[str, Any], name: str) -> UserForm:
    """What was typed, as the WORK floor takes it."""
    return UserForm(name, values["full_name"], Role(values["role"]), tuple(values["places"] or ()))


class AddUser(KeyDialog):
    """The recovery sheet follows."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        parts = (
            Text(
                name="user",
                label="User name to unlock with",
                required=True,
                limit=LONGEST_NAME,
                help="Short, and not changed later",
            ),
            *user_fields(desk),
            Section("A first passphrase", "Let them type it, or tell it to them: they change it under My passphrase."),
            *passphrase_fields("Passphrase"),
        )
        intro = "Afterwards their recovery sheet is shown, once, to be printed."
        super().__init__(desk, "Add a user", parts, parent, intro=intro, yes="Add the user")

    def send(self, values: dict[str, Any]) -> None:
        if self.two_alike(values):
            form = user_form(values, values["user"])
            self.run("Adding the user", add_user, open_workspace_of(self.desk), form, values["passphrase"])


class ChangeUser(FormDialog):
    """Role, name and places; the name to unlock with stays."""

    def __init__(self, desk: Desk, parent: QWidget, row: UserRow) -> None:
        values = {"full_name": row.full_name, "role": row.role.value, "places": row.places}
        intro = f"They unlock as “{row.name}”, which stays. A change holds from their next unlocking."
        super().__init__(
            desk, "Change the user", user_fields(desk, row.places), parent, intro=intro, values=values, ems=(40, 0)
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(change_user, self._row.user_id, self._row.version, user_form(values, self._row.name))


class GivePassphrase(KeyDialog):
    """For someone who has lost both passphrase and recovery sheet."""

    def __init__(self, desk: Desk, parent: QWidget, row: UserRow) -> None:
        intro = (
            f"For {row.full_name}, who has lost both passphrase and recovery sheet. "
            "Both stop working; a new recovery sheet is shown afterwards, once. The audit notes that you did this."
        )
        super().__init__(
            desk, "Give a new passphrase", passphrase_fields(), parent, intro=intro, yes="Give this passphrase"
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        if self.two_alike(values):
            name = self._row.name
            self.run(
                "Giving the passphrase", give_new_passphrase, open_workspace_of(self.desk), name, values["passphrase"]
            )


class LetLeave(KeyDialog):
    """Says what leaving does before it is done."""

    def __init__(self, desk: Desk, parent: QWidget, row: UserRow) -> None:
        super().__init__(desk, f"Let {row.full_name} leave", (), parent, yes="Let them leave")
        restyle(self.yes_button, "kind", "danger")
        for words in (
            "Their passphrase and their recovery sheet are removed and open nothing any more.",
            "The key of the whole workspace is changed: a copy of the old key opens nothing either. "
            "This takes a moment, in which nothing can be saved.",
            "What they recorded stays, and the audit keeps their name. They can be added again later.",
            "Backups made before today still open with the passphrases of their day: make a new backup, "
            "and destroy old ones that they could reach.",
        ):
            self.body.addWidget(label(f"•  {words}", wrap=True))
        self._row = row

    def send(self, _values: dict[str, Any]) -> None:
        self.run("Changing the key", let_user_leave, open_workspace_of(self.desk), self._row.user_id)
