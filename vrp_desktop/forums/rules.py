"""The rules of a forum: what a sitting needs, when it comes again, what its record holds. No store, no clock."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import ListEntry, Lists

RHYTHMS: Final = "sitting_rhythms"
MODES: Final = "sitting_modes"
RECORDS: Final = "record_contents"
MARKINGS: Final = "markings"
MEMBER_KINDS: Final = "member_kinds"
MEMBER_ROLES: Final = "member_roles"
IN_PERSON: Final = "IN_PERSON"
SPECIFIED: Final = "SPECIFIED_AUTHORITY"
SRO: Final = "SRO"
MEMBER: Final = "MEMBER"
LONGEST_MINUTES: Final = 24 * 60

STATEMENT: Final = (
    "What is said here is confidential, and is shared only to prevent crime and to keep children and others safe. Keep "
    "notes secure, share them within your organisation only with those who need to know, and take no copies without "
    "the chair's agreement. If you join online, be where nobody can overhear or see your screen. Nothing is recorded, "
    "transcribed or noted by a machine. Say now if you know the family or have another interest."
)
"""Read at the opening where a forum has no words of its own."""

_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class ForumRules:
    """A forum's rules on a day. `rules_id` is empty while those of the reference list hold."""

    forum_code: str
    starts_on: date | None
    needs_chair: bool = True
    quorum: tuple[tuple[str, ...], ...] = ()
    rhythm: str = "MONTH"
    in_person_every: int | None = None
    hosts_rotate: bool = False
    mode: str | None = None
    starts: str = ""
    minutes: int | None = None
    item_minutes: int | None = None
    marking: str = "OFFICIAL_SENSITIVE"
    statement: str = ""
    records: str = "FULL"
    agreement_id: str | None = None
    gateway: str | None = None
    purpose: str = ""
    rules_id: str = ""
    version: int = 0

    @property
    def quorum_rule(self) -> Mapping[str, Any]:
        """The quorum as the rules of a sitting take it; empty where the forum has none."""
        if not self.needs_chair and not self.quorum:
            return {}
        return {"chair": self.needs_chair, "one_of_each": self.quorum}

    @property
    def opening(self) -> str:
        """What is read at the opening: the forum's own words, or the usual ones."""
        return self.statement or STATEMENT


def shipped_rules(entry: ListEntry) -> ForumRules:
    """The rules that the reference list gives a forum."""
    extra = entry.extra
    quorum = extra.get("quorum", {})
    return ForumRules(
        forum_code=entry.code,
        starts_on=entry.starts_on,
        needs_chair=bool(quorum.get("chair")),
        quorum=tuple(tuple(group) for group in quorum.get("one_of_each", ())),
        rhythm=str(extra.get("rhythm", "MONTH")),
        in_person_every=extra.get("in_person_every"),
        hosts_rotate=bool(extra.get("hosts_rotate")),
        mode=extra.get("mode"),
        starts=str(extra.get("starts", "")),
        minutes=extra.get("minutes"),
        item_minutes=extra.get("item_minutes"),
        marking=str(extra.get("marking", "OFFICIAL_SENSITIVE")),
        records=str(extra.get("records", "FULL")),
    )


def shipped_core(entry: ListEntry) -> tuple[str, ...]:
    """The agencies that the reference list expects at a forum every time."""
    return tuple(entry.extra.get("core_agencies", ()))


def member_kind(lists: Lists, agency_code: str) -> str:
    """What an agency is to the duty to collaborate, by the list of agencies."""
    agency = lists.entry("agencies", agency_code)
    kind = str(agency.extra.get("kind", "other")) if agency else "other"
    return next(iter(lists.codes(MEMBER_KINDS, agency_kind=kind)), "OTHER")


def parts_of_record(lists: Lists, records: str) -> frozenset[str]:
    """What a forum's record holds; everything where the list does not know the kind."""
    entry = lists.entry(RECORDS, records) or lists.entry(RECORDS, "FULL")
    return frozenset(entry.extra.get("parts", ())) if entry else frozenset()


def check_hour(starts: str, field: str = "starts") -> dict[str, str]:
    """What is wrong with an hour; it may be empty."""
    if not starts or _HOUR.fullmatch(starts):
        return {}
    return {field: "Write the hour as hours and minutes, for instance 09:30."}


def check_minutes(**fields: int | None) -> dict[str, str]:
    """What is wrong with lengths in minutes; each may be empty."""
    return {
        name: "Give a number of minutes from 1 to 1,440."
        for name, minutes in fields.items()
        if minutes is not None and not 0 < minutes <= LONGEST_MINUTES
    }


def check_rules(lists: Lists, rules: ForumRules) -> None:
    """Refuse rules that cannot hold."""
    wrong = {**check_hour(rules.starts), **check_minutes(minutes=rules.minutes, item_minutes=rules.item_minutes)}
    if rules.starts_on is None:
        wrong["starts_on"] = "Give the day from which these rules hold."
    for name, code, known in (
        ("rhythm", rules.rhythm, RHYTHMS),
        ("records", rules.records, RECORDS),
        ("marking", rules.marking, MARKINGS),
        ("mode", rules.mode or "", MODES),
    ):
        if (code or name != "mode") and lists.entry(known, code) is None:
            wrong[name] = "Choose one of the list."
    if rules.in_person_every is not None and not 1 <= rules.in_person_every <= 12:
        wrong["in_person_every"] = "Give a number from 1 to 12, or leave it empty."
    unknown = [code for group in rules.quorum for code in group if lists.entry("agencies", code) is None]
    if unknown or not all(rules.quorum):
        wrong["quorum"] = "Choose agencies of the list."
    if wrong:
        raise Invalid(wrong)
