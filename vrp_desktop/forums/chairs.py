"""Who the chair of a sitting is among the users: by the link of a seat, never by a name at the time of confirming."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.access import UserAccount
from db.conferences import Conference
from db.forums import ForumMember
from vrp_desktop.forums.confirmed import CONFIRMED
from vrp_desktop.forums.standing import seats_on
from vrp_desktop.search.folding import fold


def chair_user_of(session: Session, forum_code: str, chair: str, day: date) -> str | None:
    """The user who is meant by the name of a chair, at the moment when it is written down.

    A seat of that name says who it is, and who it is not; only where nobody of that name has a seat is it the one user
    who goes by it. Two of a name are told apart by linking a seat.
    """
    name = fold(chair)
    if not name:
        return None
    seats = [seat for seat in seats_on(session, forum_code, day) if fold(seat.name) == name]
    linked = {seat.user_id for seat in seats if seat.user_id}
    if linked:
        return linked.pop() if len(linked) == 1 else None
    users = session.execute(select(UserAccount.id, UserAccount.full_name).where(UserAccount.left_on.is_(None)))
    found = [row.id for row in users if fold(row.full_name) == name]
    return found[0] if len(found) == 1 else None


def name_chair_of(session: Session, sitting: Conference, chair: str) -> None:
    """Write who chairs a sitting, and which user that is."""
    sitting.chair = chair.strip()
    sitting.chair_user_id = chair_user_of(session, sitting.forum_code, chair, sitting.held_on)


def link_chairs(session: Session, seat: ForumMember, *names: str) -> list[str]:
    """After a seat was changed: its forum's sittings under these names are chaired by whom it says. Returns their ids.

    A confirmed record stays as it is.
    """
    meant = {fold(name) for name in names if fold(name)}
    mine = select(Conference).where(Conference.forum_code == seat.forum_code, Conference.state != CONFIRMED)
    changed = []
    session.flush()
    for sitting in session.scalars(mine.where(Conference.chair != "")):
        if fold(sitting.chair) in meant:
            found = chair_user_of(session, sitting.forum_code, sitting.chair, sitting.held_on)
            if found != sitting.chair_user_id:
                sitting.chair_user_id = found
                changed.append(sitting.id)
    return changed
