"""What is typed about someone around a child, and its checks. No store, no clock."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, Final

from db import around
from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import Lists

OWN: Final = around.OWN
"""The relationship of a child's contact with itself."""


@dataclass(frozen=True, slots=True)
class WayForm:
    """One way to reach someone, with what it is for."""

    kind: str
    details: str
    used_for: str = ""


@dataclass(frozen=True, slots=True)
class ContactForm:
    """Someone around a child as typed; None is blank, which differs from not asked, not known and refused."""

    relationship: str
    name: str = ""
    other_id: str | None = None
    agency_code: str | None = None
    job: str = ""
    parental_responsibility: str | None = None
    lives_with: str | None = None
    safe_contact: str | None = None
    safe_how: str = ""
    safe_when: str = ""
    may_be_said: str = ""
    no_contact_reason: str = ""
    language: str | None = None
    language_note: str = ""
    interpreter: str | None = None
    access_needs: str | None = None
    access_note: str = ""
    communication_needs: str | None = None
    communication_note: str = ""
    source_agency: str | None = None
    told_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    ways: tuple[WayForm, ...] = ()


@dataclass(frozen=True, slots=True)
class LeadForm:
    """The lead professional from a day on: the agency, who it is, and how to reach them."""

    agency_code: str
    from_on: date
    name: str = ""
    job: str = ""
    phone: str = ""
    email: str = ""


COLUMNS = tuple(each.name for each in fields(ContactForm) if each.name != "ways")
"""The fields that are columns of the contact."""


def lead_codes(lists: Lists) -> tuple[str, ...]:
    """The relationships of a lead professional."""
    return lists.codes("relationships", lead=True)


def tidy_contact(lists: Lists, form: ContactForm) -> ContactForm:
    """Trim what was typed, and drop what the answers leave no room for."""
    typed: dict[str, Any] = {each.name: getattr(form, each.name) for each in fields(form)}
    trimmed: dict[str, Any] = {name: value.strip() for name, value in typed.items() if isinstance(value, str)}
    form = replace(form, **trimmed)
    ways = (WayForm(way.kind, " ".join(way.details.split()), way.used_for.strip()) for way in form.ways)
    form = replace(form, ways=tuple(way for way in ways if way.details), name="" if form.other_id else form.name)
    if not _flag(lists, "safe_contact", form.safe_contact, "stops"):
        form = replace(form, no_contact_reason="")
    if not _flag(lists, "safe_contact", form.safe_contact, "words"):
        form = replace(form, safe_how="", safe_when="", may_be_said="")
    if form.relationship == OWN:
        form = replace(form, name="", other_id=None, parental_responsibility=None, lives_with=None)
    return form


def check_contact(lists: Lists, person_id: str, form: ContactForm, today: date) -> None:
    """Raise `Invalid` where the contact cannot be kept."""
    wrong = _who(lists, person_id, form) | _safe(lists, form) | _days(form, today)
    if wrong:
        raise Invalid(wrong)


def check_lead(form: LeadForm, today: date) -> None:
    """Raise `Invalid` where the lead cannot be kept."""
    wrong: dict[str, str] = {}
    if not form.agency_code:
        wrong["agency_code"] = "Choose the agency that leads."
    if form.from_on > today:
        wrong["from_on"] = "This day is in the future."
    if wrong:
        raise Invalid(wrong)


def _who(lists: Lists, person_id: str, form: ContactForm) -> dict[str, str]:
    if form.relationship == OWN:
        return {}
    entry = lists.entry("relationships", form.relationship)
    if entry is None:
        return {"relationship": "Choose who this is to the child."}
    if form.other_id == person_id:
        return {"other_id": "This is the same child."}
    if form.other_id and entry.extra.get("linked"):
        return {"other_id": "Both are on file: link the two children, so that both records show it."}
    if not form.name and not form.other_id and not (form.agency_code and entry.extra.get("kind") == "professional"):
        return {"name": "Give a name, or choose someone who is on file."}
    return {}


def _safe(lists: Lists, form: ContactForm) -> dict[str, str]:
    wrong: dict[str, str] = {}
    if _flag(lists, "safe_contact", form.safe_contact, "stops") and not form.no_contact_reason:
        wrong["no_contact_reason"] = "Say why nobody gets in touch."
    if _flag(lists, "safe_contact", form.safe_contact, "words") and not form.safe_how:
        wrong["safe_how"] = "Say which way is safe."
    for name in ("access", "communication"):
        if _flag(lists, "needs_answers", getattr(form, f"{name}_needs"), "words") and not getattr(form, f"{name}_note"):
            wrong[f"{name}_note"] = "Say which needs."
    if _flag(lists, "languages", form.language, "words") and not form.language_note:
        wrong["language_note"] = "Say which language."
    return wrong


def _days(form: ContactForm, today: date) -> dict[str, str]:
    wrong = {
        name: "This day is in the future."
        for name in ("told_on", "from_on")
        if (day := getattr(form, name)) is not None and day > today
    }
    if form.until_on is not None and form.from_on is not None and form.until_on < form.from_on:
        wrong["until_on"] = "This is before the first day."
    return wrong


def _flag(lists: Lists, list_name: str, code: str | None, flag: str) -> bool:
    entry = lists.entry(list_name, code or "")
    return bool(entry and entry.extra.get(flag))
