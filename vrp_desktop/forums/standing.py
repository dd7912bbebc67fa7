"""How a forum stands on a day: the rules in force, the seats that are filled, the agencies expected every time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.forums import ForumMember
from db.forums import ForumRules as RulesRow
from vrp_desktop.errors import Invalid
from vrp_desktop.forums.rules import ForumRules, shipped_core, shipped_rules
from vrp_desktop.reference.lists import ListEntry, Lists


def forum_entry(lists: Lists, forum_code: str) -> ListEntry:
    """The forum of a sitting."""
    entry = lists.entry("forums", forum_code)
    if entry is None:
        raise Invalid({"forum_code": "Choose the forum."})
    return entry


def rules_on(session: Session, lists: Lists, forum_code: str, day: date) -> ForumRules:
    """The rules of a forum on a day: its own newest by then, or those of the reference list."""
    statement = select(RulesRow).where(RulesRow.forum_code == forum_code, RulesRow.starts_on <= day)
    row = session.scalars(statement.order_by(RulesRow.starts_on.desc()).limit(1)).first()
    return shipped_rules(forum_entry(lists, forum_code)) if row is None else rules_of_row(row)


def rules_of_row(row: RulesRow) -> ForumRules:
    """A row's rules as a plain value."""
    return ForumRules(
        forum_code=row.forum_code,
        starts_on=row.starts_on,
        needs_chair=row.needs_chair,
        quorum=tuple(tuple(group) for group in row.quorum),
        rhythm=row.rhythm,
        in_person_every=row.in_person_every,
        hosts_rotate=row.hosts_rotate,
        mode=row.mode,
        starts=row.starts,
        minutes=row.minutes,
        item_minutes=row.item_minutes,
        marking=row.marking,
        statement=row.statement,
        records=row.records,
        agreement_id=row.agreement_id,
        gateway=row.gateway,
        purpose=row.purpose,
        rules_id=row.id,
        version=row.version,
    )


def seats_on(session: Session, forum_code: str, day: date) -> list[ForumMember]:
    """The seats that are filled on a day, in the order in which they were made."""
    statement = select(ForumMember).where(
        ForumMember.forum_code == forum_code,
        ForumMember.starts_on <= day,
        or_(ForumMember.ends_on.is_(None), ForumMember.ends_on >= day),
    )
    return list(session.scalars(statement.order_by(ForumMember.id)))


def core_on(session: Session, lists: Lists, forum_code: str, day: date) -> tuple[str, ...]:
    """The agencies that a forum expects every time: by its seats, or by the reference list while it has none."""
    shipped = shipped_core(forum_entry(lists, forum_code))
    known = select(ForumMember.id).where(ForumMember.forum_code == forum_code).limit(1)
    if session.scalar(known) is None:
        return shipped
    seats = seats_on(session, forum_code, day)
    return in_order(shipped, (seat.agency_code for seat in seats if seat.is_core and seat.deputy_of is None))


def in_order(shipped: Iterable[str], codes: Iterable[str]) -> tuple[str, ...]:
    """Each agency once: those of the reference list in its order, then the others."""
    order = {code: at for at, code in enumerate(shipped)}
    return tuple(sorted(dict.fromkeys(codes), key=lambda code: order.get(code, len(order))))
