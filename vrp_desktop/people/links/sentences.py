"""A link in words, from either end: its kind's own sentence with each end's role, its days and its source (B21)."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from vrp_desktop.calendar import british
from vrp_desktop.people.links.forms import LINK_TYPES
from vrp_desktop.reference.lists import Lists

RELATIONSHIPS = "relationships"
_ANY = "{a} and {b} are linked: {label}"


class Said(Protocol):
    """What a sentence needs to know of a link; `list_name` is the list of its kind."""

    @property
    def list_name(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def role(self) -> str | None: ...
    @property
    def other_role(self) -> str | None: ...
    @property
    def occurrence(self) -> str: ...
    @property
    def happened_on(self) -> date | None: ...
    @property
    def from_on(self) -> date | None: ...
    @property
    def until_on(self) -> date | None: ...
    @property
    def source_agency(self) -> str | None: ...
    @property
    def told_on(self) -> date | None: ...


def sentence(lists: Lists, link: Said, one: str, other: str, *, from_other: bool = False) -> str:
    """The link as one sentence. `one` and `other` are its ends in words; `from_other` reads it from the other end."""
    entry = lists.entry(link.list_name, link.kind)
    extra = entry.extra if entry else {}
    template, a, b = str(extra.get("one") or extra.get("says") or _ANY).rstrip("."), one, other
    roles = link.role, link.other_role
    if from_other and extra.get("other"):
        template = str(extra["other"])
    elif from_other and not extra.get("says"):
        a, b, roles = other, one, (link.other_role, link.role)
    words = template.format(
        a=a,
        b=b,
        a_role=role_words(lists, roles[0]),
        b_role=role_words(lists, roles[1]),
        at=_at(link),
        label=lists.label(link.list_name, link.kind).lower(),
    )
    return f"{words[:1].upper()}{words[1:]}{_days(link)}."


def source_words(lists: Lists, link: Said) -> str:
    """Where the link comes from: "Source: Police, told on 6 March 2026."."""
    if not link.source_agency:
        return "The source is not known."
    told = f", told on {british(link.told_on)}" if link.told_on else ""
    return f"Source: {lists.label('agencies', link.source_agency)}{told}."


def both_ways(lists: Lists, link: Said, one: str, other: str) -> tuple[str, ...]:
    """The sentence from each end: what the form shows before saving. One alone where the two are the same words."""
    said = (sentence(lists, link, one, other), sentence(lists, link, one, other, from_other=True))
    return tuple(dict.fromkeys(said))


def role_words(lists: Lists, role: str | None) -> str:
    """A role as a sentence says it."""
    entry = lists.entry("link_roles", role or "")
    if entry is None:
        return "had a part that is not known"
    return str(entry.extra.get("says") or f"had this part: {entry.label.lower()}")


def label_of(lists: Lists, kind: str, *, from_other: bool = False) -> str:
    """The kind in a few words, as it stands on the record of one end."""
    entry = lists.entry(LINK_TYPES, kind)
    if entry is None:
        return lists.label(RELATIONSHIPS, kind)
    return str(entry.extra.get("other_label") or entry.label) if from_other else entry.label


def _at(link: Said) -> str:
    where = f"In occurrence {link.occurrence}" if link.occurrence else "In an occurrence"
    return f"{where} on {british(link.happened_on)}" if link.happened_on else f"{where} whose day is not known"


def _days(link: Said) -> str:
    parts = []
    if link.from_on:
        parts.append(f"from {british(link.from_on)}")
    if link.until_on:
        parts.append(f"until {british(link.until_on)}")
    return f" ({' '.join(parts)})" if parts else ""
