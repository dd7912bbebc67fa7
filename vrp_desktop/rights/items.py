"""The items of an own copy: what is held, what is proposed for each, and how it would leave."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from db.around import OWN
from vrp_desktop.access.work import Read
from vrp_desktop.chronology.names import Around, names_around
from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.rights.forms import REASONS, REDACT, RELEASE, WITHHOLD
from vrp_desktop.rights.holdings import Holding, holdings
from vrp_desktop.search.folding import fold

THIRD_PARTY: Final = "THIRD_PARTY"
RESTRICTED: Final = "RESTRICTED"
FILE: Final = "attachment"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is held, why somebody should look at it, and what is proposed: "" where it must be read first."""

    key: str
    table: str
    record_id: str
    section: str
    on: date | None
    heading: str
    text: str
    flags: tuple[str, ...]
    proposal: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class _About:
    """What a proposal depends on beside the row itself."""

    lists: Lists
    capacity: str
    names: frozenset[str]
    private_contacts: frozenset[str]


def items_of(read: Read, person_id: str, capacity: str) -> list[Item]:
    """All items, in the order in which the copy tells them; `capacity` is that of whoever asks."""
    held = holdings(read, person_id)
    about = _About(
        read_lists_of(read.session),
        capacity,
        _names_of_others(names_around(read, person_id)),
        frozenset(one.record_id for one in held if _is_private_contact(one)),
    )
    return [_item(one, about) for one in held]


def reason_for(lists: Lists, what: str, capacity: str) -> str | None:
    """The first exemption that the list proposes for a kind of record, where it fits whoever asks."""
    entries = sorted(lists.entries.get(REASONS, {}).values(), key=lambda entry: entry.position)
    for entry in entries:
        fits = not entry.extra.get("capacities") or capacity in entry.extra["capacities"]
        if fits and what in entry.extra.get("proposed_for", ()):
            return entry.code
    return None


def _item(one: Holding, about: _About) -> Item:
    flags, proposal, reason = _proposed(one, about)
    said = "\x1f".join((one.table, one.record_id, str(one.on), one.heading, one.text, one.restriction))
    # What says something else than when it was decided is another item, and waits for a decision again.
    key = hashlib.sha256(said.encode()).hexdigest()
    return Item(key, one.table, one.record_id, one.section, one.on, one.heading, one.text, flags, proposal, reason)


def _proposed(one: Holding, about: _About) -> tuple[tuple[str, ...], str, str | None]:
    third = reason_for(about.lists, THIRD_PARTY, about.capacity)
    if exemption := reason_for(about.lists, one.table, about.capacity):
        return ("Safeguarding",), WITHHOLD, exemption
    if not may_reach(about.lists, one.restriction, Audience.FAMILY):
        return ("Not for the family",), WITHHOLD, reason_for(about.lists, RESTRICTED, about.capacity)
    if _is_of_another(one):
        return ("On another child's record",), WITHHOLD, third
    if _is_private(one, about.private_contacts):
        return ("About someone else",), WITHHOLD, third
    if one.table == FILE:
        return ("Read the file first",), "", None
    if about.names & _words_in(f"{one.heading} {one.text}") or one.others:
        return ("Names someone else",), REDACT, third
    return (), RELEASE, None


def _is_of_another(one: Holding) -> bool:
    """Whether the row hangs on another child's record and only points at this one."""
    values = one.values
    whose = values.get("person_id")
    return (whose in one.others and one.table != "person_link") or (whose is None and bool(values.get("likely_id")))


def _is_private_contact(one: Holding) -> bool:
    values = one.values
    return one.table == "contact" and values.get("relationship") != OWN and not values.get("agency_code")


def _is_private(one: Holding, private: frozenset[str]) -> bool:
    values = one.values
    return one.record_id in private if one.table == "contact" else values.get("contact_id") in private


def _names_of_others(around: Around) -> frozenset[str]:
    """The words of the names of family and friends, without those that are the child's own too."""
    own = {word for one in around.child for word in _words_in(f"{one.forenames} {one.surname}")}
    theirs: Iterable[str] = (
        word for one in around.family_and_friends for word in _words_in(f"{one.forenames} {one.surname}")
    )
    return frozenset(word for word in theirs if word not in own and len(word) > 1)


def _words_in(text: str) -> set[str]:
    return set(fold(text).split())
