"""The wall clock, in one place: moments in UTC, days counted in Europe/London."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


@lru_cache(maxsize=1)
def london() -> ZoneInfo:
    """The zone that days are counted in; loaded when the first day is wanted, which the first window does not."""
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


class Clock(Protocol):
    """Something that tells the present moment."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands where it is put, for practice data and tests."""

    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def advance(self, step: timedelta) -> None:
        """Move the clock on by `step`."""
        self.moment += step


def london_day(moment: datetime) -> date:
    """The calendar day of a moment, as people in England count it."""
    return moment.astimezone(london()).date()


def day_clock(day: date, hour: int = 12) -> FixedClock:
    """A clock that stands at an hour of a London day."""
    return FixedClock(datetime(day.year, day.month, day.day, hour, tzinfo=london()).astimezone(UTC))
