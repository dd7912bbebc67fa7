"""What a letter may say: fields read from the record, each only for those who may know it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from db.access import WorkspaceFact
from db.conferences import AgendaItem, Conference
from db.covering import as_reader_may
from db.panel import PanelCase, PanelDecision, Referral, SupportAgreement
from db.people import PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.conferences.rules import PANEL
from vrp_desktop.letters.templates import To, outcome_words
from vrp_desktop.panel.figures import AGREED
from vrp_desktop.people.around.queries import lead_on
from vrp_desktop.reference.lists import Lists, read_lists_of

SENDER: Final = "letter_sender"
_PLANNED: Final = "PLANNED"
_BOTH: Final = frozenset(To)
_REFERRER: Final = frozenset({To.REFERRER})
_FAMILY: Final = frozenset({To.FAMILY})


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """A field: its words, who may be told it, and where it is filled in when it is missing."""

    label: str
    audiences: frozenset[To]
    where: str


FIELDS: Final[Mapping[str, FieldSpec]] = {
    "case_code": FieldSpec("the case code", _REFERRER, "the case"),
    "referred_on": FieldSpec("the day of the referral", _REFERRER, "the referral"),
    "their_reference": FieldSpec("the referrer's own reference", _REFERRER, "the referral"),
    "panel_name": FieldSpec("the name of the panel", _BOTH, "Decisions"),
    "decided_on": FieldSpec("the day of the panel's decision", _BOTH, "Decisions"),
    "decision_words": FieldSpec("what the panel decided", _BOTH, "Decisions"),
    "closed_on": FieldSpec("the day the case was closed", _BOTH, "closing the case"),
    "closure_words": FieldSpec("why the case was closed", _BOTH, "closing the case"),
    "first_name": FieldSpec("the child's first name", _FAMILY, "the child's record"),
    "next_panel_on": FieldSpec("the day of the next panel", _FAMILY, "the agenda of a planned sitting"),
    "agreed_on": FieldSpec("the day that support was agreed to", _FAMILY, "Support"),
    "lead_name": FieldSpec("who leads the work", _FAMILY, "Change who leads"),
    "sender_name": FieldSpec("your name for letters", _BOTH, "Settings, Letters"),
    "sender_role": FieldSpec("your role for letters", _BOTH, "Settings, Letters"),
    "sender_contact": FieldSpec("how to reach you", _BOTH, "Settings, Letters"),
}
"""Every merge field. Nothing that an agency shared is among them, and no reasons of the panel."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who letters are from."""

    name: str = ""
    role: str = ""
    contact: str = ""


def sender(read: Read) -> Sender:
    """Who letters are from, as the settings say."""
    fact = read.session.get(WorkspaceFact, SENDER)
    kept: dict[str, str] = fact.value if fact is not None else {}
    return Sender(**kept)


def field_values(read: Read, case: PanelCase, audience: To) -> dict[str, str]:
    """What the record says, for one reader; a field of which it says nothing is left out."""
    lists = read_lists_of(read.session)
    referral = read.session.get_one(Referral, case.referral_id)
    found: dict[str, str | None] = {
        "case_code": case.code,
        "referred_on": _day(referral.referred_on),
        "their_reference": as_reader_may(referral.sender_reference),
        "panel_name": _panel_name(read, case, lists),
        "first_name": _first_name(read, case.person_id),
        "next_panel_on": _next_panel(read, case.id),
        "agreed_on": _agreed_on(read, case.id),
        "lead_name": as_reader_may(_lead_name(read, case.person_id)),
        **_outcomes(read, case, audience, lists),
    }
    who = sender(read)
    found |= {"sender_name": who.name, "sender_role": who.role, "sender_contact": who.contact}
    return {name: value for name, value in found.items() if value and audience in FIELDS[name].audiences}


def _outcomes(read: Read, case: PanelCase, audience: To, lists: Lists) -> dict[str, str | None]:
    decision = _last_decision(read, case.id)
    closed = _day(case.closed_on)
    reader = audience.value.lower()
    return {
        "decided_on": _day(decision.decided_on) if decision else None,
        "decision_words": _words("decision", reader, decision.outcome if decision else None, lists, "panel_decisions"),
        "closed_on": closed,
        "closure_words": _words("closure", reader, case.closure_reason if closed else None, lists, "closure_reasons"),
    }


def _words(kind: str, reader: str, code: str | None, lists: Lists, list_name: str) -> str | None:
    """The words for an outcome; of one that the workspace added itself, its label."""
    if code is None:
        return None
    known = outcome_words().get(kind, {}).get(reader, {})
    return known.get(code) or f"{lists.label(list_name, code)}."


def _last_decision(read: Read, case_id: str) -> PanelDecision | None:
    statement = select(PanelDecision).where(PanelDecision.case_id == case_id)
    newest = statement.order_by(PanelDecision.decided_on.desc(), PanelDecision.id.desc()).limit(1)
    return read.session.scalars(newest).one_or_none()


def _panel_name(read: Read, case: PanelCase, lists: Lists) -> str | None:
    """The forum of the newest sitting that had the case on its agenda; else the panel of the case's place."""
    statement = (
        select(Conference.forum_code)
        .join(AgendaItem, AgendaItem.conference_id == Conference.id)
        .where(AgendaItem.case_id == case.id)
        .order_by(Conference.held_on.desc())
        .limit(1)
    )
    code = read.session.scalar(statement)
    if code is None:
        forums: Any = lists.entries.get("forums", {}).values()
        code = next((forum.code for forum in forums if _is_panel_of(forum, case.place_code)), None)
    return lists.label("forums", code) if code else "panel"


def _is_panel_of(forum: Any, place_code: str) -> bool:
    return bool(forum.extra.get("place") == place_code and forum.extra.get("kind") == PANEL)


def _next_panel(read: Read, case_id: str) -> str | None:
    statement = (
        select(Conference.held_on)
        .join(AgendaItem, AgendaItem.conference_id == Conference.id)
        .where(AgendaItem.case_id == case_id, Conference.status == _PLANNED, Conference.held_on >= read.today)
        .order_by(Conference.held_on)
        .limit(1)
    )
    return _day(read.session.scalar(statement))


def _agreed_on(read: Read, case_id: str) -> str | None:
    """The day of the newest answer, where that is a yes."""
    statement = select(SupportAgreement).where(SupportAgreement.case_id == case_id)
    newest = statement.order_by(SupportAgreement.answered_on.desc(), SupportAgreement.id.desc()).limit(1)
    answer = read.session.scalars(newest).one_or_none()
    return _day(answer.answered_on) if answer is not None and answer.answer in AGREED else None


def _lead_name(read: Read, person_id: str) -> str | None:
    lead = lead_on(read, person_id, read.today)
    return lead.name if lead is not None else None


def _first_name(read: Read, person_id: str) -> str | None:
    statement = select(PersonName.forenames).where(PersonName.person_id == person_id, PersonName.kind == "CURRENT")
    names = (read.session.scalar(statement) or "").split()
    return names[0] if names else None


def _day(day: date | None) -> str | None:
    """A day as it is said in a letter: 4 March 2026."""
    return f"{day.day} {day:%B %Y}" if day is not None else None
