"""What marks a record as restricted, opens it, closes it again, lifts the mark, and signs a month of looks off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from db.access import WorkspaceFact
from db.imports import ImportRow
from db.people import Person, PersonName
from db.restricted import LookSignOff, RestrictedLook, Restriction
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.restricted import family_of
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.erasure import waiting_rows_of
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.restricted.queries import HOURS, hours_open, looks_in, restriction_of
from vrp_desktop.restricted.rules import REASONS, LookForm, check_hours, check_look, check_month
from vrp_desktop.search.folding import fold

MARKED: Final = "Marked it as restricted"
_WHAT: Final = "child or young person"
_SHORT: Final = 2


@command(Permission.RESTRICT)
def restrict_record(work: Work, person_id: str, reason: str) -> str:
    """Mark a child's record, with all its cases, as restricted. It stays open to the one who marks it, as a look."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this record is restricted."})
    person = kept_person(work, person_id)
    if restriction_of(work, person.id) is not None:
        raise RuleBroken("This record is restricted already.", means="Nothing was changed.")
    row = work.add(
        Restriction(
            id=work.new_id(),
            person_id=person.id,
            place_code=person.place_code,
            reason=reason.strip(),
            set_at=work.now,
            set_by=work.actor.user_id,
        )
    )
    _look(work, person, "", MARKED)
    for one_id in family_of(work.session, person.id):
        _keep_waiting_rows(work, one_id)
    _changed(work, person, reason.strip())
    return row.id


@command(Permission.RESTRICT)
def lift_restriction(work: Work, person_id: str, reason: str) -> None:
    """Let a record be seen again by all who see its place; the looks stay on it."""
    if not reason.strip():
        raise Invalid({"reason": "Say why it is lifted, and who agreed."})
    person = work.get(Person, person_id, _WHAT)
    for row in _standing(work, person_id):
        row.lifted_at, row.lifted_by, row.lift_reason = work.now, work.actor.user_id, reason.strip()
    _changed(work, person, reason.strip())


@command(Permission.OPEN_RESTRICTED)
def open_restricted(work: Work, person_id: str, form: LookForm) -> datetime:
    """Open a restricted record to this user for some hours; returns until when. The reason stays with the record."""
    lists = read_lists_of(work.session)
    check_look(lists, form)
    person = work.get(Person, person_id, _WHAT, even_restricted=True)
    if _names_someone(work, person_id, form.words):
        raise Invalid({"words": "Leave the name out: those who oversee read this without opening the record."})
    if restriction_of(work, person.id) is None:
        raise RuleBroken("This record is not restricted.", means="It opens like any other.")
    until = _look(work, person, form.why, form.words.strip())
    _changed(work, person, f"{lists.label(REASONS, form.why)}: {form.words.strip()}")
    return until


@command(Permission.OPEN_RESTRICTED)
def close_restricted(work: Work, person_id: str) -> None:
    """End this user's own access to a restricted record now."""
    person = work.get(Person, person_id, _WHAT, even_restricted=True)
    mine = select(RestrictedLook).where(
        RestrictedLook.person_id.in_(family_of(work.session, person_id)),
        RestrictedLook.user_id == work.actor.user_id,
        RestrictedLook.until > work.now,
        RestrictedLook.closed_at.is_(None),
    )
    for look in work.session.scalars(mine):
        look.closed_at = work.now
    _changed(work, person)


@command(Permission.SIGN_LOOKS)
def sign_looks(work: Work, month: str, note: str = "") -> None:
    """Put down that the looks of a month were gone through."""
    check_month(month, work.today)
    if work.actor.places is not None:
        raise RuleBroken(
            "A month is signed off for the whole area.",
            means="Nothing was signed off.",
            do="Ask a user with the data protection role who sees every place.",
        )
    if work.session.scalar(select(LookSignOff.id).where(LookSignOff.month == month)) is not None:
        raise RuleBroken("This month was signed off already.", means="Nothing was changed.")
    looks = work.session.scalar(select(func.count()).select_from(RestrictedLook).where(*looks_in(month))) or 0
    row = LookSignOff(
        id=work.new_id(),
        month=month,
        looks=looks,
        note=note.strip(),
        signed_at=work.now,
        signed_by=work.actor.user_id,
    )
    work.add(row)
    work.names("look_sign_off", row.id, reason=f"Looks at restricted records in {month}: {looks}")


@command(Permission.MANAGE_SETTINGS)
def set_hours_open(work: Work, hours: int) -> None:
    """How long a restricted record stays open to someone who opened it."""
    check_hours(hours)
    work.session.merge(WorkspaceFact(key=HOURS, value=hours))
    work.names("workspace_fact", HOURS, reason=f"A restricted record stays open for {hours} hours.")


def _names_someone(work: Work, person_id: str, words: str) -> bool:
    """Whether the words hold a part of the child's own names."""
    names = select(PersonName.folded).where(PersonName.person_id.in_(family_of(work.session, person_id)))
    own = {part for folded in work.session.scalars(names) for part in folded.split() if len(part) > _SHORT}
    return not own.isdisjoint(fold(words).split())


def _keep_waiting_rows(work: Work, person_id: str) -> None:
    """Rows of lists that wait and hold the whole name are kept back with the record: they may be of this child."""
    for row in work.session.scalars(select(ImportRow).where(ImportRow.id.in_(waiting_rows_of(work, person_id)))):
        if row.likely_id is None:
            row.likely_id = person_id


def _look(work: Work, person: Person, why: str, words: str) -> datetime:
    until = work.now + timedelta(hours=hours_open(work))
    work.add(
        RestrictedLook(
            id=work.new_id(),
            person_id=person.id,
            place_code=person.place_code,
            user_id=work.actor.user_id,
            why=why,
            words=words,
            opened_at=work.now,
            until=until,
        )
    )
    return until


def _standing(work: Work, person_id: str) -> list[Restriction]:
    mine = Restriction.person_id.in_(family_of(work.session, person_id))
    return list(work.session.scalars(select(Restriction).where(mine, Restriction.lifted_at.is_(None))))


def _changed(work: Work, person: Person, reason: str = "") -> None:
    """Lists and records that show the child read differently now, for this user or for all."""
    for kind in ("person", "person_name", "panel_case", "restriction"):
        work.changed(kind, person.id)
    work.names("person", person.id, person.place_code, reason)
