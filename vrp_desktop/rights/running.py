"""The clocks of requests as they stand in the store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from db.rights import RightsRequest, RightsStop
from vrp_desktop.access.work import Read
from vrp_desktop.panel.rhythm import HOLIDAYS
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.rights.clock import USUAL, Period, Running
from vrp_desktop.rights.forms import KINDS

_AT_ONCE = 400


def running_of(read: Read, rows: Sequence[RightsRequest]) -> dict[str, Running]:
    """What the clock of each request depends on, by its id."""
    lists = read_lists_of(read.session)
    special = frozenset(e.starts_on for e in lists.entries.get(HOLIDAYS, {}).values() if e.starts_on is not None)
    stops = stops_of(read, [row.id for row in rows])
    return {
        row.id: Running(
            row.received_on,
            row.identity_asked_on,
            row.identity_on,
            tuple((stop.from_on, stop.until_on) for stop in stops.get(row.id, ())),
            row.extended_on is not None,
            period_of(lists, row.kind),
            special,
        )
        for row in rows
    }


def stops_of(read: Read, request_ids: Sequence[str]) -> dict[str, list[RightsStop]]:
    """The stops of requests, oldest first."""
    found: dict[str, list[RightsStop]] = {}
    for start in range(0, len(request_ids), _AT_ONCE):
        some = select(RightsStop).where(RightsStop.request_id.in_(request_ids[start : start + _AT_ONCE]))
        for stop in read.session.scalars(some.order_by(RightsStop.from_on, RightsStop.id)):
            found.setdefault(stop.request_id, []).append(stop)
    return found


def period_of(lists: Lists, kind: str) -> Period:
    """How long a kind of request may take, by its list."""
    entry = lists.entry(KINDS, kind)
    if entry is None:
        return USUAL
    number = {name: entry.extra.get(name) for name in ("months", "longest", "soon_days")}
    return Period(**{name: value for name, value in number.items() if isinstance(value, int)})
