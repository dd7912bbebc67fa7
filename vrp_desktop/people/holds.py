"""Legal holds: while one stands, nothing that it covers is erased by any way."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from db.people import Person
from db.retention import LegalHold
from vrp_desktop.errors import RuleBroken


def covers(day: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Whether a hold that stands on a day covers the person of the statement around it."""
    return (
        select(LegalHold.id)
        .where(
            LegalHold.set_on <= day,
            or_(LegalHold.lifted_on.is_(None), LegalHold.lifted_on > day),
            or_(
                LegalHold.person_id == Person.id,
                and_(LegalHold.person_id.is_(None), LegalHold.place_code == Person.place_code),
                and_(LegalHold.person_id.is_(None), LegalHold.place_code.is_(None)),
            ),
        )
        .correlate(Person)
        .exists()
    )


def refuse_held(session: Session, person_id: str, today: date) -> None:
    """Raise where a hold covers the child."""
    if session.scalar(select(Person.id).where(Person.id == person_id, covers(today))) is not None:
        raise RuleBroken(
            "A legal hold covers this record.",
            means="Nothing was erased: while the hold stands, it must be kept.",
            do="Lift the hold first, where whoever ordered it agrees.",
        )
