"""Steps: which code of a list may follow which, by the list's own `next`, and on what day. No store, no clock."""

from __future__ import annotations

from datetime import date

from vrp_desktop.errors import RuleBroken
from vrp_desktop.reference.lists import Lists

_UNCHANGED = "Nothing was changed."


def next_codes(lists: Lists, list_name: str, code: str) -> tuple[str, ...]:
    """The codes that may follow a code."""
    entry = lists.entry(list_name, code)
    return tuple(entry.extra.get("next", ())) if entry else ()


def check_next(lists: Lists, list_name: str, code: str, following: str, what: str, at_an_end: str) -> None:
    """Refuse a code that may not follow. `what` begins the sentence, such as "A case"."""
    allowed = next_codes(lists, list_name, code)
    if following in allowed:
        return
    words = [lists.label(list_name, each) for each in allowed]
    raise RuleBroken(
        f"{what} that is “{lists.label(list_name, code)}” cannot become “{lists.label(list_name, following)}”.",
        means=_UNCHANGED,
        do=f"It may become: {', '.join(words)}." if words else at_an_end,
    )


def check_day(last_on: date, on: date, today: date, what: str) -> None:
    """Refuse a day before the last step, or in the future. `what` says whose step, such as "the case's"."""
    if on > today:
        raise RuleBroken("That day is in the future.", means=_UNCHANGED, do="Give the day it happened.")
    if on < last_on:
        raise RuleBroken(
            f"That day is before {what} last step, on {last_on:%d/%m/%Y}.",
            means=_UNCHANGED,
            do="Give a day on or after it.",
        )
