"""The register's rules: what an entry is asked for, when somebody is reminded of it. No store, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Final

from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import Lists

KINDS: Final = "register_kinds"
AGREEMENT: Final = "AGREEMENT"
NOTICE: Final = "NOTICE"
CHILD_FRIENDLY: Final = "yes_no_known"
REMIND_DAYS: Final = (90, 30, 0)
MOST_DAYS: Final = 730


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """What is typed of one entry. What its kind is not asked for is left empty."""

    kind: str
    title: str
    reference: str = ""
    owner: str = ""
    contact: str = ""
    kept_where: str = ""
    purpose: str = ""
    parties: tuple[str, ...] = ()
    other_parties: str = ""
    gateways: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    notice_version: str = ""
    child_friendly: str | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    settled_on: date | None = None
    note: str = ""


ALWAYS: Final = frozenset({"kind", "title", "reference", "owner", "settled_on", "note"})
"""What every kind is asked for."""


def asks(lists: Lists, kind: str) -> frozenset[str]:
    """The fields that a kind of entry has."""
    entry = lists.entry(KINDS, kind)
    return ALWAYS | frozenset(entry.extra.get("asks", ()) if entry is not None else ())


def tidied(lists: Lists, form: RegisterForm) -> RegisterForm:
    """The form trimmed, without what its kind is not asked for."""
    asked, usual = asks(lists, form.kind), RegisterForm(form.kind, form.title)
    values: dict[str, Any] = {}
    for each in fields(RegisterForm):
        value = getattr(form if each.name in asked else usual, each.name)
        values[each.name] = value.strip() if isinstance(value, str) else value
    return RegisterForm(**values)


def check(lists: Lists, form: RegisterForm) -> None:
    """Raise `Invalid` where an entry cannot be kept."""
    wrong: dict[str, str] = {}
    if lists.entry(KINDS, form.kind) is None:
        wrong["kind"] = "Choose what kind of paper it is."
    if not form.title.strip():
        wrong["title"] = "Give it a name."
    if not form.owner.strip():
        wrong["owner"] = "Name who looks after it: somebody must answer for its review."
    if form.kind == AGREEMENT and form.starts_on is None:
        wrong["starts_on"] = "Give the day from which it is in force."
    if form.kind == AGREEMENT and not form.purpose.strip():
        wrong["purpose"] = "Say what is shared under it, and for what."
    if form.kind == NOTICE and not form.notice_version.strip():
        wrong["notice_version"] = "Give the version that families are told."
    for name in ("ends_on", "settled_on"):
        day = getattr(form, name)
        if day is not None and form.starts_on is not None and day < form.starts_on:
            wrong[name] = "This is before its first day."
    if wrong:
        raise Invalid(wrong)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When an entry must be looked at, why, and how many days are left."""

    on: date
    what: str
    days_left: int


def deadline(ends_on: date | None, review_on: date | None, settled_on: date | None, today: date) -> Deadline | None:
    """The nearer of an entry's end and its review; none once it is settled."""
    if settled_on is not None:
        return None
    days = [(ends_on, "ends"), (review_on, "review")]
    found = sorted((day, what) for day, what in days if day is not None)
    return Deadline(found[0][0], found[0][1], (found[0][0] - today).days) if found else None


def is_due(found: Deadline | None, remind: Sequence[int]) -> bool:
    """Whether somebody is reminded by now."""
    return found is not None and found.days_left <= max(remind, default=0)


def check_days(days: Sequence[int]) -> tuple[int, ...]:
    """The days of reminding, longest first; raises `Invalid`."""
    if not days or any(not 0 <= day <= MOST_DAYS for day in days):
        raise Invalid({"days": f"Give one or more numbers of days, each from 0 to {MOST_DAYS}."})
    return tuple(sorted(set(days), reverse=True))
