"""A condition's outcome in words: its sentence with the deciding values written out."""

from __future__ import annotations

from datetime import date
from typing import Any

from vrp_desktop.calendar import british
from vrp_desktop.figures.run import Outcome
from vrp_desktop.people.dimensions import DIMENSION_LISTS
from vrp_desktop.reference.lists import Lists


def sentence(outcome: Outcome, lists: Lists) -> str:
    """What the condition says of this record: passed, failed, or not known."""
    condition = outcome.condition
    template = {True: condition.passed, False: condition.failed, None: _unknown(outcome)}[outcome.holds]
    return template.format(**{name: _words(lists, name, value) for name, value in outcome.values.items()})


def _unknown(outcome: Outcome) -> str:
    said = (words for name, words in outcome.condition.unknown_with.items() if outcome.values[name] is not None)
    return next(said, outcome.condition.unknown)


def _words(lists: Lists, name: str, value: Any) -> str:
    if value is None:
        return "an unknown day" if name.endswith("on") else "not known"
    if isinstance(value, date):
        return british(value)
    if name in DIMENSION_LISTS:
        return lists.label(DIMENSION_LISTS[name], str(value))
    if name == "answer":
        return lists.label("yes_no_known", str(value)).lower()
    return str(value)
