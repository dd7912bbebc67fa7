"""Exceptions from the usual terms of a forum: whom one contribution must not reach, or what else it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.partnership.audience import LIST, closed_to_some, codes_of, joined
from vrp_desktop.people.forms import NO_RESTRICTION
from vrp_desktop.reference.lists import ListEntry, Lists

GATEWAYS: Final = "legal_gateways"
MARK: Final = "!"
"""Ends what an agency told where an exception is to be typed with it."""


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms one contribution stands; without any it has the usual ones of its forum."""

    restriction: str = NO_RESTRICTION
    gateway: str | None = None


def choices(lists: Lists, today: date) -> tuple[ListEntry, ...]:
    """What may be chosen by its number: first whom it must not reach, then what it rests on."""
    closed = set(closed_to_some(lists))
    whom = [entry for entry in lists.choices(LIST, today) if entry.code in closed]
    return (*whom, *lists.choices(GATEWAYS, today))


def numbered(lists: Lists, today: date) -> tuple[str, ...]:
    """The choices with their numbers, as the line at the foot offers them."""
    return tuple(f"{at}  {entry.label}" for at, entry in enumerate(choices(lists, today), start=1))


def numbers_of(lists: Lists, today: date, terms: Terms) -> str:
    """The numbers of what stands, to be changed."""
    chosen = {*codes_of(terms.restriction), terms.gateway}
    return " ".join(str(at) for at, entry in enumerate(choices(lists, today), start=1) if entry.code in chosen)


def understand_terms(lists: Lists, today: date, typed: str) -> tuple[Terms, str]:
    """The terms that numbers name, and what is wrong with them in a sentence, or nothing."""
    found, offered = typed.replace(",", " ").split(), choices(lists, today)
    if not all(each.isdigit() and 1 <= int(each) <= len(offered) for each in found):
        return Terms(), f"Type numbers from 1 to {len(offered)}, with spaces between; an empty line is the usual terms."
    chosen: Sequence[ListEntry] = [offered[int(each) - 1] for each in found]
    closed = set(closed_to_some(lists))
    gateways = list(dict.fromkeys(entry.code for entry in chosen if entry.code not in closed))
    if len(gateways) > 1:
        return Terms(), "It rests on one gateway. Type the number of one."
    restriction = joined(entry.code for entry in chosen if entry.code in closed)
    return Terms(restriction, gateways[0] if gateways else None), ""


def terms_words(lists: Lists, terms: Terms) -> str:
    """The exceptions in words; empty where the usual terms hold."""
    whom = [lists.label(LIST, code) for code in codes_of(terms.restriction) if code != NO_RESTRICTION]
    rests = [f"rests on {lists.label(GATEWAYS, terms.gateway)}"] if terms.gateway else []
    return "; ".join([*whom, *rests])
