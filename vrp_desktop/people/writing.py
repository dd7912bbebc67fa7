"""Writing what a child's form says: names, attributes, identifiers, and what goes along with the place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from db.attachments import Attachment
from db.partnership import ShareEntry
from db.people import FOR_EVER, DistinctPair, Note, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from db.safeguarding import SafeguardingConcern
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm
from vrp_desktop.search import index
from vrp_desktop.search.folding import fold_name


def take_notes_along(work: Work, person_id: str, place_code: str) -> None:
    """Notes go with the child: the new place reads and finds them, the old one no longer does. So do concerns,
    shares and files, but for those of a case, which stay with it.
    """
    for note in work.session.scalars(select(Note).where(Note.person_id == person_id)):
        note.place_code = place_code
        index.put(work.session, "note", note.id, [note.text], person_id=person_id, place_code=place_code)
    kinds: tuple[Any, ...] = (SafeguardingConcern, ShareEntry)
    for kind in kinds:
        for row in work.session.scalars(select(kind).where(kind.person_id == person_id, kind.case_id.is_(None))):
            row.place_code = place_code
            index.move(work.session, kind.__tablename__, row.id, place_code)
    files = select(Attachment).where(Attachment.person_id == person_id, Attachment.about_kind == "person")
    for file in work.session.scalars(files):
        file.place_code = place_code
        index.move(work.session, Attachment.__tablename__, file.id, place_code)


def keep_apart(work: Work, one_id: str, other_id: str) -> None:
    """Remember that two people are not the same."""
    first, second = sorted((one_id, other_id))
    if first != second and work.session.get(DistinctPair, (first, second)) is None:
        work.add(DistinctPair(first_id=first, second_id=second, decided_at=work.now, decided_by=work.actor.user_id))


def profile_values(form: PersonForm) -> dict[str, str | None]:
    """The attributes of a form, as the profile keeps them."""
    return {name: getattr(form, name) for name in PROFILE_FIELDS}


def write_names(work: Work, person_id: str, form: PersonForm) -> None:
    """The names of the form, in place of those on file."""
    wanted = {("CURRENT", form.forenames, form.surname), *(("FORMER", *name) for name in form.former_names)}
    on_file = list(work.session.scalars(select(PersonName).where(PersonName.person_id == person_id)))
    for row in on_file:
        key = (row.kind, row.forenames, row.surname)
        if key in wanted:
            wanted.discard(key)
        else:
            work.session.delete(row)
    for kind, forenames, surname in sorted(wanted):
        folded = fold_name(forenames, surname)
        name = PersonName(person_id=person_id, kind=kind, forenames=forenames, surname=surname, folded=folded)
        name.id = work.new_id()
        work.add(name)


def write_profile(work: Work, person_id: str, form: PersonForm, changed_on: date | None) -> None:
    """The attributes of the form: from a day on, or put right in the newest profile."""
    current = work.session.scalars(
        select(Profile).where(Profile.person_id == person_id).order_by(Profile.from_on.desc()).limit(1)
    ).one()
    values = profile_values(form)
    if all(getattr(current, name) == value for name, value in values.items()):
        return
    if changed_on is None:
        for name, value in values.items():
            setattr(current, name, value)
        return
    if changed_on > work.today or changed_on <= current.from_on:
        raise Invalid({"changed_on": "The change must lie after the last one on file, and not in the future."})
    current.until_on = changed_on - timedelta(days=1)
    work.add(Profile(id=work.new_id(), person_id=person_id, from_on=changed_on, until_on=FOR_EVER, **values))


def write_identifiers(work: Work, person_id: str, form: PersonForm) -> None:
    """The identifiers of the form, in place of those on file."""
    on_file = {
        row.kind: row
        for row in work.session.scalars(select(PersonIdentifier).where(PersonIdentifier.person_id == person_id))
    }
    for kind, row in on_file.items():
        if kind not in form.identifiers:
            work.session.delete(row)
    for kind, value in form.identifiers.items():
        found = on_file.get(kind)
        if found is None:
            work.add(PersonIdentifier(id=work.new_id(), person_id=person_id, kind=kind, value=value))
        else:
            found.value = value
