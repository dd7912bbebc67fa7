"""Who stands at the other end of a link, and how far the reader may see them."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import or_, select

from db.panel import PanelCase
from db.people import Person, PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import End, PersonWords, Standing

_AT_ONCE = 400


def ends_of(read: Read, ids: Iterable[str]) -> dict[str, End]:
    """Everyone by id. Who lives in a place that is not the reader's, or was erased, comes without a name."""
    wanted, found = sorted(set(ids)), dict[str, End]()
    for start in range(0, len(wanted), _AT_ONCE):
        statement = (
            select(
                Person.id, Person.code, Person.place_code, Person.erased_at, PersonName.forenames, PersonName.surname
            )
            .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
            .where(Person.id.in_(wanted[start : start + _AT_ONCE]))
        )
        for row in read.session.execute(statement):
            standing = _standing(read, row.place_code, is_erased=row.erased_at is not None)
            names = (row.forenames or "", row.surname or "") if standing is Standing.SEEN else ("", "")
            found[row.id] = End(PersonWords(row.id, row.code, *names), standing)
    return found


def sees_child(read: Read, person_id: str) -> bool:
    """Whether the reader works with a child: of a place of theirs, or with a case there."""
    if read.actor.places is None:
        return True
    mine = sorted(read.actor.places)
    lives = select(Person.id).where(Person.id == person_id, Person.place_code.in_(mine))
    comes = select(PanelCase.id).where(PanelCase.person_id == person_id, PanelCase.place_code.in_(mine))
    return read.session.scalar(select(or_(lives.exists(), comes.exists()))) is True


def _standing(read: Read, place_code: str, *, is_erased: bool) -> Standing:
    if is_erased:
        return Standing.ERASED
    return Standing.SEEN if read.actor.sees_place(place_code) else Standing.ELSEWHERE
