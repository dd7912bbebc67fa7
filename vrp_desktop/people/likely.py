"""Who on file may be the child being typed: candidates for the matching rules, and likely people with reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from db.covering import uncovered
from db.people import FOR_EVER, DistinctPair, MatchKey, Person, PersonIdentifier, PersonName
from db.people import PersonProfile as Profile
from vrp_desktop.access.work import Read
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.matching import Candidate, Likeness, Verdict, blocking_keys, compare
from vrp_desktop.people.queries import PersonRow, person_row


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """Someone on file who may be the one being typed, with the reasons."""

    row: PersonRow
    likeness: Likeness


def find_likely(read: Read, form: PersonForm, not_id: str | None = None) -> list[LikelyPerson]:
    """People on file who may be the one in the form, best first; pairs said not to be the same are left out."""
    candidate = form.candidate()
    found: list[LikelyPerson] = []
    for other_id, other in candidates_like(read, candidate).items():
        if other_id == not_id:
            continue
        likeness = compare(candidate, other)
        if likeness.verdict is not Verdict.NONE and not (not_id and is_distinct(read, not_id, other_id)):
            row = person_row(read, other_id)
            if row is not None:
                found.append(LikelyPerson(row, said_of(read, likeness, other_id)))
    return sorted(found, key=lambda item: -item.likeness.score)


def said_of(read: Read, likeness: Likeness, *person_ids: str) -> Likeness:
    """A likeness as the reader may see it: of a restricted record not what is alike, only that something is."""
    if read.closed.isdisjoint(person_ids):
        return likeness
    return replace(likeness, reasons=("This record is restricted: open it to see what is alike.",), why="")


def candidates_like(read: Read, candidate: Candidate) -> dict[str, Candidate]:
    """Everyone who shares a blocking key with the candidate, as the matching rules see them, whatever their place."""
    keys = sorted(blocking_keys(candidate))
    if not keys:
        return {}
    ids = sorted(set(read.session.scalars(select(MatchKey.person_id).where(MatchKey.key.in_(keys)))))
    return candidates(read, ids)


def candidates(read: Read, ids: Sequence[str]) -> dict[str, Candidate]:
    """People as the matching rules see them, by id: the whole truth, since a double would do more harm."""
    with uncovered():
        return _candidates(read, ids)


def _candidates(read: Read, ids: Sequence[str]) -> dict[str, Candidate]:
    found: dict[str, Candidate] = {}
    for start in range(0, len(ids), 400):
        chunk = ids[start : start + 400]
        merged = select(Person.id, Person.merged_into_id).where(Person.merged_into_id.in_(chunk))
        whose = {person_id: person_id for person_id in chunk}
        whose |= {person_id: str(into) for person_id, into in read.session.execute(merged)}
        everyone = sorted(whose, key=lambda person_id: (person_id != whose[person_id], person_id))
        names, identifiers = _names_of(read, everyone, whose), _identifiers_of(read, everyone, whose)
        statement = (
            select(Person.id, Person.born_on, Person.born_basis, Profile.sex, Profile.postcode, Profile.school)
            .outerjoin(Profile, (Profile.person_id == Person.id) & (Profile.until_on == FOR_EVER))
            .where(Person.id.in_(chunk), Person.erased_at.is_(None), Person.merged_into_id.is_(None))
        )
        for row in read.session.execute(statement):
            found[row.id] = Candidate(
                names=tuple(names.get(row.id, ())),
                born_on=row.born_on,
                born_basis=row.born_basis,
                sex=row.sex,
                postcode=row.postcode,
                school=row.school,
                identifiers=identifiers.get(row.id, {}),
            )
    return found


def _names_of(read: Read, ids: Sequence[str], whose: Mapping[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Everyone's names, the present one first; those of records merged into someone come after their own."""
    found: dict[str, list[tuple[str, str]]] = {}
    by_person: dict[str, list[tuple[str, str]]] = {}
    wanted = select(PersonName.person_id, PersonName.forenames, PersonName.surname)
    wanted = wanted.where(PersonName.person_id.in_(ids)).order_by(PersonName.kind)
    for name in read.session.execute(wanted):
        by_person.setdefault(name.person_id, []).append((name.forenames, name.surname))
    for person_id in ids:
        found.setdefault(whose[person_id], []).extend(by_person.get(person_id, ()))
    return found


def _identifiers_of(read: Read, ids: Sequence[str], whose: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Everyone's identifiers; one of a record merged into someone fills a gap only."""
    found: dict[str, dict[str, str]] = {}
    rows = list(read.session.scalars(select(PersonIdentifier).where(PersonIdentifier.person_id.in_(ids))))
    place = {person_id: at for at, person_id in enumerate(ids)}
    for item in sorted(rows, key=lambda row: place[row.person_id]):
        found.setdefault(whose[item.person_id], {}).setdefault(item.kind, item.value)
    return found


def is_distinct(read: Read, one_id: str, other_id: str) -> bool:
    """Whether someone has said that these two are not the same."""
    first, second = sorted((one_id, other_id))
    return read.session.get(DistinctPair, (first, second)) is not None
