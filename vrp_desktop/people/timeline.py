"""One entry of a child's timeline, whichever feature it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.people.forms import NO_RESTRICTION


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on a day: a kind and record to open, a heading, a line below it, and whom it must not reach.

    `agency` is the code of the agency that it is of, where there is one.
    """

    on: date
    kind: str
    record_id: str
    heading: str
    detail: str = ""
    is_free_text: bool = False
    restriction: str = NO_RESTRICTION
    agency: str = ""
