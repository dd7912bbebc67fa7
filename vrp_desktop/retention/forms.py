"""What is typed about retention."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class HoldForm:
    """A legal hold: of one child, of a place, or with neither of everything. `authority` ordered it."""

    authority: str
    reason: str
    person_id: str | None = None
    place_code: str | None = None
    review_on: date | None = None
