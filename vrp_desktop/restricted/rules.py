"""The rules of restricted records: how long a look lasts, and which months may be signed off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.reference.lists import Lists

REASONS: Final = "look_reasons"
USUAL_HOURS: Final = 3
MOST_HOURS: Final = 24
_LEAST_WORDS: Final = 8


@dataclass(frozen=True, slots=True)
class LookForm:
    """Why a restricted record is opened: one of the list, and in words."""

    why: str
    words: str


def check_look(lists: Lists, form: LookForm) -> None:
    """Raise `Invalid` where the reason is not one of the list, or its words say nothing."""
    wrong = {}
    if lists.entry(REASONS, form.why) is None:
        wrong["why"] = "Choose why you open it."
    if len(form.words.strip()) < _LEAST_WORDS:
        wrong["words"] = "Say in a few words what you need it for."
    if wrong:
        raise Invalid(wrong)


def check_hours(hours: int) -> None:
    """Raise `Invalid` where a look would last too short or too long."""
    if not 1 <= hours <= MOST_HOURS:
        raise Invalid({"hours": f"Give a number from 1 to {MOST_HOURS}."})


def month_of(day: date) -> str:
    """A month as it is written: 2026-10."""
    return f"{day:%Y-%m}"


def check_month(month: str, today: date) -> None:
    """Raise `RuleBroken` for a month that is not over: more looks may come."""
    if month >= month_of(today):
        raise RuleBroken(
            "This month is not over yet.", means="Nothing was signed off.", do="Sign it off when it is over."
        )
