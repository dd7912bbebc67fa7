"""Reading which letters were sent, and what can be written on a case now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.access import UserAccount
from db.around import OWN
from db.letters import Letter
from db.panel import PanelCase, Referral
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.letters.composing import Composed, compose
from vrp_desktop.letters.fields import field_values
from vrp_desktop.letters.templates import Template, To, shipped, templates
from vrp_desktop.people.around.queries import ContactRow, around_child
from vrp_desktop.reference.lists import Lists, read_lists_of


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One letter that was sent."""

    letter_id: str
    label: str
    audience: To
    sent_on: date
    way: str
    recipient: str
    attachment_id: str | None
    sent_by: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A letter that may be written, with the words it would have now."""

    template: Template
    composed: Composed


@dataclass(frozen=True, slots=True)
class Heed:
    """What must be known before anyone gets in touch: a safe way, an interpreter, needs. `is_stop` says: do not."""

    words: str
    is_stop: bool = False


@dataclass(frozen=True, slots=True)
class Writing:
    """What the dialog of a new letter is made of."""

    case_id: str
    code: str
    person_id: str
    choices: tuple[Choice, ...]
    heed: tuple[Heed, ...]
    referrer: str
    first_name: str


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a case, and whether the referrer has been told what happened."""

    rows: tuple[LetterRow, ...]
    referrer_told: bool


def letters_of_case(read: Read, case_id: str) -> Letters:
    """What was sent on a case, newest first."""
    case = read.get(PanelCase, case_id, "panel case")
    rows = tuple(_rows(read, Letter.case_id == case.id))
    return Letters(rows, any(row.audience is To.REFERRER for row in rows))


def writing(read: Read, case_id: str) -> Writing:
    """Every letter with the words it would have now, and what must be heeded before one goes."""
    read.actor.need(Permission.SEE_NOTES)
    case = read.get(PanelCase, case_id, "panel case")
    values = {to: field_values(read, case, to) for to in To}
    choices = tuple(Choice(each, compose(each, values[each.audience])) for each in templates(read))
    referral = read.session.get_one(Referral, case.referral_id)
    lists = read_lists_of(read.session)
    return Writing(
        case_id=case.id,
        code=case.code,
        person_id=case.person_id,
        choices=choices,
        heed=_heed(read, case.person_id, lists),
        referrer=lists.label("agencies", referral.sending_agency) if referral.sending_agency else "",
        first_name=values[To.FAMILY].get("first_name", ""),
    )


_NO_SAFE_WAY = "No safe way to reach the child or the family is on file. Ask before you write, and record the answer."


def _heed(read: Read, person_id: str, lists: Lists) -> tuple[Heed, ...]:
    """Safe ways to contact, interpreters and needs of the child and those around, as the record has them."""
    found: list[Heed] = []
    around = around_child(read, person_id)
    rows = around.now(read.today)
    if not any(_says_how(lists, row) for row in rows):
        found.append(Heed(_NO_SAFE_WAY))
    for row in rows:
        form = row.form
        who = "The child" if form.relationship == OWN else lists.label("relationships", form.relationship)
        entry = lists.entry("safe_contact", form.safe_contact) if form.safe_contact else None
        if entry is not None and (entry.extra.get("stops") or entry.extra.get("words")):
            how = " ".join(filter(None, (form.safe_how, form.safe_when, form.no_contact_reason)))
            found.append(Heed(f"{who}: {entry.label}. {how}".strip(), bool(entry.extra.get("stops"))))
        if form.interpreter == "YES" or _is_other(lists, form.language):
            language = lists.label("languages", form.language) if form.language else "a language not said"
            needs = lists.label("yes_no_asked", form.interpreter) if form.interpreter else "not asked"
            found.append(Heed(f"{who}: speaks {language}. Interpreter needed: {needs}."))
        notes = " ".join(filter(None, (form.access_note, form.communication_note)))
        if notes:
            found.append(Heed(f"{who}: {notes}"))
    return tuple(found)


def _says_how(lists: Lists, row: ContactRow) -> bool:
    """Whether somebody has asked how this one is reached safely, and was told."""
    entry = lists.entry("safe_contact", row.form.safe_contact) if row.form.safe_contact else None
    return entry is not None and not entry.extra.get("missing")


def _is_other(lists: Lists, language: str | None) -> bool:
    """Whether a language other than English is on file."""
    entry = lists.entry("languages", language) if language else None
    return entry is not None and entry.code != "ENGLISH" and not entry.extra.get("missing")


def _rows(read: Read, condition: object) -> list[LetterRow]:
    statement = (
        select(Letter, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == Letter.sent_by)
        .where(condition)  # type: ignore[arg-type]
        .order_by(Letter.sent_on.desc(), Letter.entered_at.desc())
    )
    if read.actor.places is not None:
        statement = statement.where(Letter.place_code.in_(sorted(read.actor.places)))
    return [
        LetterRow(
            letter_id=row.id,
            label=shipped()[row.template].label if row.template in shipped() else row.template,
            audience=To(row.audience),
            sent_on=row.sent_on,
            way=row.way,
            recipient=row.recipient,
            attachment_id=row.attachment_id,
            sent_by=name,
        )
        for row, name in read.session.execute(statement)
    ]
