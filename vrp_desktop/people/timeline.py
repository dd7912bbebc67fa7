"""One entry of a child's timeline, whichever feature it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """What happened on a day: a kind and record to open, a heading, a line below it."""

    on: date
    kind: str
    record_id: str
    heading: str
    detail: str = ""
    is_free_text: bool = False
