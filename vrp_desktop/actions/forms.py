"""What is typed about actions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ActionForm:
    """An action as agreed. Without a day it is agreed on that of its sitting; a case brings its child and place.

    `late_reason` says why, where the record of its sitting is confirmed already.
    """

    text: str
    owner_agency: str
    due_on: date | None
    opened_on: date | None = None
    owner_name: str = ""
    priority: str = "NORMAL"
    serves: str = ""
    conference_id: str | None = None
    case_id: str | None = None
    place_code: str | None = None
    late_reason: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """The ids of a decision and of the actions that were agreed with it."""

    decision_id: str
    action_ids: tuple[str, ...]
