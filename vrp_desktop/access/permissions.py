"""The table of roles and permissions. The README prints it; a test keeps the two and the commands in step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Concatenate, Final, ParamSpec, TypeVar, cast

from vrp_desktop.errors import NotPermitted

P = ParamSpec("P")
R = TypeVar("R")
W = TypeVar("W")


class Permission(StrEnum):
    """One thing that a role may do. The value is what the table in the README calls it."""

    SEE_RECORDS = "See children, cases, conferences and actions"
    SEE_NOTES = "Read notes and free text"
    EDIT_PEOPLE = "Add and edit children and young people"
    EDIT_CASES = "Record referrals, checks, decisions and support"
    EDIT_CONFERENCES = "Record conferences and attendance"
    EDIT_ACTIONS = "Record and close actions"
    SEE_FOLLOW_THROUGH = "See the follow-through of an agency"
    RAISE_CONCERN = "Raise a safeguarding concern and follow it to its outcome"
    SHARE = "Record what was shared"
    KEEP_REGISTER = "Keep the register of agreements and notices"
    ANSWER_RIGHTS = "Record and answer requests about a child's own data"
    EDIT_INTERVENTIONS = "Record intervention referrals and providers' totals"
    IMPORT = "Take in spreadsheets"
    PREPARE_RETURN = "Prepare and complete returns"
    SIGN_RETURN = "Sign and submit returns"
    EXPORT = "Export and print"
    SEE_AUDIT = "Read the audit"
    KEEP_RETENTION = "Propose what retention lets go, and place legal holds"
    OPEN_RESTRICTED = "Open a restricted record, with a reason"
    RESTRICT = "Mark records as restricted, and lift it"
    SIGN_LOOKS = "Sign off each month who opened restricted records"
    ERASE = "Erase, approve what retention lets go, and lift holds"
    MANAGE_USERS = "Add users and let them leave"
    MANAGE_SETTINGS = "Change places, reference lists and settings"
    BACK_UP = "Make and restore backups"
    OWN_WORK = "Keep drafts and saved views, and change one's own passphrase"


class Role(StrEnum):
    """What a user is in this workspace."""

    MANAGER = "MANAGER"
    CHAIR = "CHAIR"
    VIEWER = "VIEWER"
    DATA_PROTECTION = "DATA_PROTECTION"

    @property
    def label(self) -> str:
        """The role's name on screen."""
        return _ROLE_LABELS[self]


_ROLE_LABELS: Final = {
    Role.MANAGER: "Manager",
    Role.CHAIR: "Chair",
    Role.VIEWER: "Viewer",
    Role.DATA_PROTECTION: "Data protection",
}

_P = Permission
ROLE_PERMISSIONS: Final[dict[Role, frozenset[Permission]]] = {
    Role.MANAGER: frozenset(Permission) - {_P.ERASE, _P.SIGN_LOOKS},
    Role.CHAIR: frozenset(
        {
            _P.SEE_RECORDS,
            _P.SEE_NOTES,
            _P.EDIT_PEOPLE,
            _P.EDIT_CASES,
            _P.EDIT_CONFERENCES,
            _P.EDIT_ACTIONS,
            _P.SEE_FOLLOW_THROUGH,
            _P.RAISE_CONCERN,
            _P.SHARE,
            _P.OPEN_RESTRICTED,
            _P.EXPORT,
            _P.BACK_UP,
            _P.OWN_WORK,
        }
    ),
    Role.VIEWER: frozenset({_P.SEE_RECORDS, _P.SEE_NOTES, _P.RAISE_CONCERN, _P.OWN_WORK}),
    Role.DATA_PROTECTION: frozenset(
        {
            _P.SEE_RECORDS,
            _P.RAISE_CONCERN,
            _P.KEEP_REGISTER,
            _P.ANSWER_RIGHTS,
            _P.SEE_AUDIT,
            _P.EXPORT,
            _P.KEEP_RETENTION,
            _P.OPEN_RESTRICTED,
            _P.SIGN_LOOKS,
            _P.ERASE,
            _P.BACK_UP,
            _P.OWN_WORK,
        }
    ),
}
"""Data protection sees who and what, never notes or free text."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who is at work: a user of the workspace, with role and, where limited, places."""

    user_id: str
    name: str
    full_name: str
    role: Role
    places: frozenset[str] | None = None

    def may(self, permission: Permission) -> bool:
        """Whether the role carries the permission."""
        return permission in ROLE_PERMISSIONS[self.role]

    def need(self, permission: Permission) -> None:
        """Raise `NotPermitted` where the role does not carry the permission."""
        if not self.may(permission):
            raise NotPermitted(
                f"The role {self.role.label} may not do this: {permission.value.lower()}.",
                means="Nothing was changed.",
                do="Ask someone with the right role, or a manager to change yours.",
            )

    def sees_place(self, place_code: str | None) -> bool:
        """Whether a record of this place is within the user's places; area-wide records are for the unlimited."""
        return self.places is None or place_code in self.places

    def within(self, place_codes: Iterable[str]) -> tuple[str, ...]:
        """Those of the places that the user sees."""
        return tuple(code for code in place_codes if self.sees_place(code))


def command(permission: Permission) -> Callable[[Callable[Concatenate[W, P], R]], Callable[Concatenate[W, P], R]]:
    """Mark a function as a command: the one runner checks `permission`, and the audit calls the deed by its name.

    A deed that changes an audited row, or names the record it was about, leaves an event; keeping a draft does not.
    """

    def mark(function: Callable[Concatenate[W, P], R]) -> Callable[Concatenate[W, P], R]:
        marked = cast("Any", function)
        marked.permission = permission
        marked.deed = function.__name__
        return function

    return mark
