"""Counts made ready ahead: those that look at every open case are found at once after unlocking.

They are never old: each is kept with the last event that changed a record, and holds for its own day alone. Where
either differs, the count is asked of the records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, or_, select

import vrp_desktop
from db.audit import AuditEvent
from db.prepared import PreparedAnswer
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import day_clock

DAYS_AHEAD: Final = 7
"""A long weekend, and a few days of leave."""

Answer = dict[str, Any]
"""Numbers, codes and days, as JSON holds them; no name of anybody."""

Asking = Callable[[Read], Answer]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a question comes to on a day, and after which event it was asked."""

    question: str
    day: date
    after_seq: int
    answer: Answer


def answer_of(read: Read, name: str, ask: Asking) -> Answer:
    """The answer as prepared for today where nothing was changed since, else as the records say now."""
    kept = read.session.get(PreparedAnswer, (_question(read, name), read.today))
    return dict(kept.answer) if kept is not None and kept.after_seq == _last_change(read) else ask(read)


def days_missing(read: Read, name: str) -> list[date]:
    """Today and the days after it for which nothing that holds is prepared."""
    kept = select(PreparedAnswer.day).where(
        PreparedAnswer.question == _question(read, name), PreparedAnswer.after_seq == _last_change(read)
    )
    found = set(read.session.scalars(kept))
    return [day for day in (read.today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)) if day not in found]


def prepare(read: Read, name: str, ask: Asking, day: date) -> Prepared:
    """Ask for one day, as if it were that day."""
    then = replace(read, clock=day_clock(day))
    return Prepared(_question(read, name), day, _last_change(read), ask(then))


@command(Permission.OWN_WORK)
def keep_prepared(work: Work, found: Prepared) -> None:
    """Keep an answer for a day to come, unless something overtook it meanwhile; older ones are dropped."""
    last = _last_change(work)
    old = or_(PreparedAnswer.after_seq != last, PreparedAnswer.day < work.today)
    work.session.execute(delete(PreparedAnswer).where(old))
    if found.after_seq == last:
        work.session.merge(PreparedAnswer(**asdict(found)))


def _last_change(read: Read) -> int:
    last = select(AuditEvent.seq).where(AuditEvent.changes > 0).order_by(AuditEvent.seq.desc()).limit(1)
    return read.session.scalar(last) or 0


def _question(read: Read, name: str) -> str:
    """A question, who asks it by role and places, and the program that knows the rules."""
    places = "" if read.actor.places is None else ",".join(sorted(read.actor.places))
    said = sha256(f"{program()}|{read.actor.role}|{places}".encode()).hexdigest()[:24]
    return f"{name}:{said}"


@lru_cache(maxsize=1)
def program() -> str:
    """What tells one state of the program's rules from another: when its own files were last written."""
    return str(max(path.stat().st_mtime_ns for path in Path(vrp_desktop.__file__).parent.rglob("*.py*")))
