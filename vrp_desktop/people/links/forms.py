"""What is typed for a link, seen from one child's record, and its checks. No store, no clock."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import Lists

LINK_TYPES = "link_types"


@dataclass(frozen=True, slots=True)
class LinkForm:
    """A link as typed. `mine` and `theirs` are the roles; `is_other_way` chooses the kind's second sentence."""

    other_id: str
    kind: str
    source_agency: str | None = None
    told_on: date | None = None
    is_other_way: bool = False
    mine: str | None = None
    theirs: str | None = None
    occurrence: str = ""
    happened_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Ends:
    """A link's ends in the order in which the store keeps them, each with its role."""

    person_id: str
    role: str | None
    other_id: str
    other_role: str | None


def is_at_occurrence(lists: Lists, kind: str) -> bool:
    """Whether links of the kind have a role each way, at one occurrence."""
    entry = lists.entry(LINK_TYPES, kind)
    return bool(entry and entry.extra.get("at_occurrence"))


def reads_both_ways(lists: Lists, kind: str) -> bool:
    """Whether the kind says the same of both ends."""
    entry = lists.entry(LINK_TYPES, kind)
    return not (entry and entry.extra.get("other"))


def in_order(lists: Lists, person_id: str, form: LinkForm) -> Ends:
    """The ends as the store keeps them: typed at either end, the same link gives the same row."""
    mine, theirs = (person_id, form.mine), (form.other_id, form.theirs)
    turned = person_id > form.other_id if reads_both_ways(lists, form.kind) else form.is_other_way
    return Ends(*theirs, *mine) if turned else Ends(*mine, *theirs)


def tidy_link(lists: Lists, form: LinkForm) -> LinkForm:
    """Without what the kind does not have: roles and an occurrence, or days from and until."""
    form = replace(form, occurrence=" ".join(form.occurrence.split()), note=form.note.strip())
    if is_at_occurrence(lists, form.kind):
        return replace(form, from_on=None)
    return replace(form, mine=None, theirs=None, occurrence="", happened_on=None)


def check_link(lists: Lists, person_id: str, form: LinkForm, today: date) -> None:
    """Raise `Invalid` where the link cannot be kept."""
    wrong = _missing(lists, person_id, form) | _days(form, today)
    if wrong:
        raise Invalid(wrong)


def _missing(lists: Lists, person_id: str, form: LinkForm) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if not form.other_id:
        wrong["other_id"] = "Choose the other child."
    elif form.other_id == person_id:
        wrong["other_id"] = "This is the same child."
    if lists.entry(LINK_TYPES, form.kind) is None:
        wrong["kind"] = "Choose how they are linked."
    elif is_at_occurrence(lists, form.kind):
        wrong |= _without_roles(form)
    if not form.source_agency:
        wrong["source_agency"] = "Say which agency this comes from."
    if form.told_on is None:
        wrong["told_on"] = "Give the day on which the agency said so."
    return wrong


def _without_roles(form: LinkForm) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if form.happened_on is None:
        wrong["happened_on"] = "Give the day of the occurrence."
    if not form.mine:
        wrong["mine"] = "Say what part this child had in it."
    if not form.theirs:
        wrong["theirs"] = "Say what part the other child had in it."
    return wrong


def _days(form: LinkForm, today: date) -> dict[str, str]:
    days = {"happened_on": form.happened_on, "from_on": form.from_on, "told_on": form.told_on}
    wrong = {name: "This day is in the future." for name, day in days.items() if day is not None and day > today}
    start = form.happened_on or form.from_on
    if form.until_on is not None and start is not None and form.until_on < start:
        wrong["until_on"] = "This is before the link began."
    elif form.until_on is not None and form.until_on > today:
        wrong["until_on"] = "This day is in the future."
    if form.happened_on is not None and form.told_on is not None and form.told_on < form.happened_on:
        wrong["told_on"] = "This is before the occurrence."
    return wrong
