"""Who may open this workspace, for the settings page and for naming who did what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.access import UserAccount, UserPlace
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read


@dataclass(frozen=True, slots=True)
class UserRow:
    """One user, also of those who have left."""

    user_id: str
    name: str
    full_name: str
    role: Role
    places: tuple[str, ...]
    started_on: date
    left_on: date | None
    version: int

    @property
    def has_left(self) -> bool:
        return self.left_on is not None


def users(read: Read) -> list[UserRow]:
    """Every user, those still here first."""
    places: dict[str, list[str]] = {}
    for row in read.session.scalars(select(UserPlace).order_by(UserPlace.place_code)):
        places.setdefault(row.user_id, []).append(row.place_code)
    accounts = read.session.scalars(select(UserAccount).order_by(UserAccount.left_on.is_not(None), UserAccount.name))
    return [
        UserRow(
            account.id,
            account.name,
            account.full_name,
            Role(account.role),
            tuple(places.get(account.id, ())),
            account.started_on,
            account.left_on,
            account.version,
        )
        for account in accounts
    ]
