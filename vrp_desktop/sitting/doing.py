"""What every deed at a live sitting shares: finding it, refusing what is over, and remembering what stood before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, inspect

from db.base import Base, Moment
from db.conferences import AgendaItem, Conference
from db.sitting import SittingDeed
from vrp_desktop.access.work import Read, Work
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import NotFound, RuleBroken
from vrp_desktop.sitting import rules

KIND = "conference"


def open_sitting(work: Work, conference_id: str) -> Conference:
    """A sitting that may still be written: under way or ended, and not confirmed."""
    sitting = sitting_of(work, conference_id)
    refuse_confirmed(sitting)
    if sitting.state == rules.NOT_STARTED:
        raise RuleBroken("This sitting was not started yet.", means="Nothing was changed.", do="Start it first.")
    return sitting


def refuse_confirmed(sitting: Conference) -> None:
    """A confirmed record is corrected by an addendum, never changed."""
    if sitting.state == rules.CONFIRMED:
        raise RuleBroken(
            "The record of this sitting is confirmed.",
            means="Nothing was changed.",
            do="What was wrong is put right by an addendum to the record.",
        )


def item_at(read: Read, item_id: str) -> AgendaItem:
    """An item of the agenda of a sitting that the reader may see."""
    item = read.session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound("This item is not on the agenda any more.", do="Look at the agenda again.")
    sitting_of(read, item.conference_id)
    return item


def remember(
    work: Work,
    sitting: Conference,
    kind: str,
    before: Mapping[str, Any],
    *,
    item: AgendaItem | None = None,
    record_id: str = "",
) -> str:
    """Keep what stood before a deed, so that it can be taken back; returns the deed's id."""
    deed = SittingDeed(
        id=work.new_id(),
        conference_id=sitting.id,
        item_id=item.id if item is not None else None,
        person_id=item.person_id if item is not None else None,
        kind=kind,
        record_id=record_id,
        before=dict(before),
        made_by=work.actor.user_id,
        made_at=work.now,
    )
    work.add(deed)
    told(work, sitting, item)
    return deed.id


def told(work: Work, sitting: Conference, item: AgendaItem | None = None) -> None:
    """Tell pages what changed, and the audit what it is about."""
    work.changed(KIND, sitting.id)
    if item is not None:
        work.changed("agenda_item", item.id)
    work.names(KIND, sitting.id, sitting.place_code)


def snapshot(row: Base, *names: str) -> dict[str, Any]:
    """Columns of a row as JSON holds them."""
    return {name: _plain(getattr(row, name)) for name in names}


def put_back(row: Base, before: Mapping[str, Any]) -> None:
    """Columns of a row as a snapshot kept them."""
    columns = inspect(type(row)).columns
    for name, value in before.items():
        kind = columns[name].type
        if isinstance(value, str) and isinstance(kind, Date):
            value = date.fromisoformat(value)
        elif isinstance(value, str) and isinstance(kind, Moment):
            value = datetime.fromisoformat(value)
        setattr(row, name, value)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value
