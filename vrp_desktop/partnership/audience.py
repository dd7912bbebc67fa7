"""Who a piece of information may reach: each restriction of the list says which audiences it keeps out.

An item may carry several restrictions; their codes are kept with a space between. A code that the list does not know,
or that does not speak of an audience, keeps it out: what cannot be told is not sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Final, Protocol, TypeVar

from vrp_desktop.people.forms import NO_RESTRICTION
from vrp_desktop.reference.lists import Lists

LIST: Final = "restrictions"


class Audience(StrEnum):
    """Whom a document or list is made for. The value is the key by which a restriction speaks of it."""

    PANEL = "panel"
    RECORD = "recorded"
    PROVIDER = "provider"
    FAMILY = "family"
    REFERRER = "referrer"


class Restricted(Protocol):
    """An item that carries restrictions."""

    @property
    def restriction(self) -> str: ...


T = TypeVar("T", bound=Restricted)


def codes_of(restriction: str) -> tuple[str, ...]:
    """The codes that an item carries; an item without any may be discussed."""
    return tuple(restriction.split()) or (NO_RESTRICTION,)


def joined(codes: Iterable[str]) -> str:
    """Several codes as they are kept; one that only says *may be discussed* beside others says nothing."""
    found = sorted({code for code in codes if code and code != NO_RESTRICTION})
    return " ".join(found) or NO_RESTRICTION


def may_reach(lists: Lists, restriction: str, audience: Audience) -> bool:
    """Whether an item with these restrictions may reach an audience. Members of the panel see what it holds."""
    if audience is Audience.PANEL:
        return True
    entries = [lists.entry(LIST, code) for code in codes_of(restriction)]
    return all(entry is not None and entry.extra.get(audience.value) is True for entry in entries)


def those_for(lists: Lists, items: Iterable[T], audience: Audience) -> list[T]:
    """The items that may reach an audience, in their order: what every output for it is made from."""
    return [item for item in items if may_reach(lists, item.restriction, audience)]


def closed_to_some(lists: Lists) -> tuple[str, ...]:
    """The codes that keep an item from at least one audience: what a form offers."""
    others = [audience for audience in Audience if audience is not Audience.PANEL]
    return tuple(code for code in lists.entries.get(LIST, {}) if not all(may_reach(lists, code, a) for a in others))
