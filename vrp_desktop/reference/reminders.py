"""From when somebody is reminded, and how far lists look back: amounts of reference lists. No store, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from vrp_desktop.reference.lists import ListEntry, Lists

REMINDERS: Final = "reminders"
ACTION_SOON: Final = "ACTION_SOON"
SITTING_SOON: Final = "SITTING_SOON"
NOT_FOR_PANEL_SHOWN: Final = "NOT_FOR_PANEL_SHOWN"
RETURN_SOON: Final = "RETURN_SOON"
RETURN_URGENT: Final = "RETURN_URGENT"
COPY_SOON: Final = "COPY_SOON"
BACKUP_OLD: Final = "BACKUP_OLD"
ATTENDANCE_OVER: Final = "ATTENDANCE_OVER"
LONGEST: Final = 400

AMOUNTS: Final[Mapping[str, str]] = {
    REMINDERS: "amount",
    "escalation_steps": "days_to_answer",
    "request_kinds": "soon_days",
}
"""The lists with a time limit for each entry that is the same everywhere, and under which key it stands."""

_WORDS: Final = {
    "escalation_steps": ("Slip, step {}", "A slip of this step asks to be answered within this time."),
    # How long the answer itself may take is law: Article 12(3) and 12A of the UK GDPR.
    "request_kinds": (
        "Request: {}",
        "A request stands on Home so long before its answer is due. The time for the answer itself is law, and is "
        "not changed here.",
    ),
}


@dataclass(frozen=True, slots=True)
class Limit:
    """One time limit as it is shown and changed; `places` have it otherwise."""

    list_name: str
    code: str
    version: int
    label: str
    meaning: str
    amount: int
    unit: str
    mark: str
    places: tuple[tuple[str, int], ...] = ()


def reminders_of(lists: Lists, day: date) -> list[Limit]:
    """Every limit that is the same everywhere, list by list."""
    return [_limit(name, key, e) for name, key in AMOUNTS.items() for e in lists.choices(name, day) if key in e.extra]


def limit_of(list_name: str, entry: ListEntry, key: str = "amount") -> Limit:
    """An entry whose own words say what the limit is for."""
    places: Any = entry.extra.get("places") or {}
    amount, unit = int(entry.extra[key]), str(entry.extra.get("unit", "days"))
    own = tuple(sorted((str(at), int(number)) for at, number in places.items()))
    return Limit(list_name, entry.code, entry.version, entry.label, entry.meaning, amount, unit, entry.mark, own)


def _limit(list_name: str, key: str, entry: ListEntry) -> Limit:
    made = limit_of(list_name, entry, key)
    words, meaning = _WORDS.get(list_name, ("{}", made.meaning))
    return replace(made, label=words.format(made.label), meaning=meaning)


def amount_of(lists: Lists, code: str) -> int:
    """The days or months, by the unit that the entry says."""
    return int(lists.entries[REMINDERS][code].extra["amount"])


def amount_words(amount: int, unit: str) -> str:
    """The amount with its unit, which is given in the plural."""
    return f"{amount} {unit[:-1] if amount == 1 else unit}"
