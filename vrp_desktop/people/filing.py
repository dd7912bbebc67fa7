"""What a child is found and matched by: search words, match keys and likely pairs, renewed from what is on file.

Records merged into one are found through it: their names, codes and identifiers lead to the one that carries on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from db.people import LikelyPair, MatchKey, Person, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from db.search import SearchEntry
from vrp_desktop.access.work import Work
from vrp_desktop.people.duplicates import renew_pairs
from vrp_desktop.people.forms import PROFILE_FIELDS, PersonForm, index_words
from vrp_desktop.people.matching import blocking_keys
from vrp_desktop.search import index

CURRENT, FORMER = "CURRENT", "FORMER"


def form_on_file(session: Session, person: Person) -> PersonForm:
    """What is on file about someone, as their form would show it today."""
    names = list(session.scalars(select(PersonName).where(PersonName.person_id == person.id)))
    current = next((name for name in names if name.kind == CURRENT), None)
    newest = select(Profile).where(Profile.person_id == person.id).order_by(Profile.from_on.desc()).limit(1)
    profile = session.scalars(newest).one_or_none()
    identifiers = session.scalars(select(PersonIdentifier).where(PersonIdentifier.person_id == person.id))
    return PersonForm(
        forenames=current.forenames if current else "",
        surname=current.surname if current else "",
        place_code=person.place_code,
        born_on=person.born_on,
        born_basis=person.born_basis,
        former_names=tuple((name.forenames, name.surname) for name in names if name.kind == FORMER),
        identifiers={row.kind: row.value for row in identifiers},
        **{name: getattr(profile, name) if profile else None for name in PROFILE_FIELDS},
    )


def merged_into(session: Session, person_id: str) -> list[Person]:
    """The records that were merged into this one, however many merges lie between, oldest first."""
    return list(session.scalars(select(Person).where(Person.merged_into_id == person_id).order_by(Person.id)))


def file_person(work: Work, person: Person, form: PersonForm | None = None) -> None:
    """Renew what someone is found and matched by."""
    work.session.flush()
    form = form or form_on_file(work.session, person)
    words, keys = index_words(form, person.code), blocking_keys(form.candidate())
    for other in merged_into(work.session, person.id):
        theirs = form_on_file(work.session, other)
        words += index_words(theirs, other.code)
        keys |= blocking_keys(replace(theirs, born_on=theirs.born_on or form.born_on).candidate())
    _forget_keys(work, person.id)
    work.bulk(MatchKey, [{"key": key, "person_id": person.id} for key in sorted(keys)])
    index.put(work.session, "person", person.id, words, person_id=person.id, place_code=person.place_code)
    renew_pairs(work, [person.id])


def unfile_person(work: Work, person_id: str) -> None:
    """Let someone be found and matched no more as a child of their own."""
    work.session.flush()
    _forget_keys(work, person_id)
    index.remove(work.session, "person", person_id)
    either = or_(LikelyPair.first_id == person_id, LikelyPair.second_id == person_id)
    work.session.execute(delete(LikelyPair).where(either).execution_options(synchronize_session=False))


def entries_follow(work: Work, kind: str, ids: Sequence[str], person_id: str) -> None:
    """Let records be found as another child's."""
    for start in range(0, len(ids), 500):
        mine = (SearchEntry.kind == kind, SearchEntry.record_id.in_(ids[start : start + 500]))
        found = update(SearchEntry).where(*mine).values(person_id=person_id)
        work.session.execute(found.execution_options(synchronize_session=False))


def _forget_keys(work: Work, person_id: str) -> None:
    mine = delete(MatchKey).where(MatchKey.person_id == person_id)
    work.session.execute(mine.execution_options(synchronize_session=False))
