"""Children and young people (and the adults whom programmes hold): names, dated attributes, identifiers, notes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Versioned, index_of_known
from db.covering import Covered, CoveredDay

FOR_EVER = date(9999, 12, 31)
"""The last day of an attribute that still holds."""

FROM_BIRTH = date(1900, 1, 1)
"""The first day of the first known attributes, so that every event finds a profile."""


class Person(Versioned, Base):
    """A child, young person or adult. `code` is steady and says nothing of the name.

    `merged_into_id` points from a record that was merged to the one that carries on, however many merges lie between.
    """

    __tablename__ = "person"
    __table_args__ = (index_of_known("person", "merged_into_id"),)

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    place_code: Mapped[PlaceCode]
    born_on: Mapped[date | None] = mapped_column(CoveredDay(owners=("id",)), index=True)
    born_basis: Mapped[str] = mapped_column(String(10), default="NOT_KNOWN")
    entered_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]
    fingerprint: Mapped[str | None] = mapped_column(String(64), index=True)
    merged_into_id: Mapped[str | None] = mapped_column(ForeignKey("person.id"))


class PersonName(Base):
    """A name someone has or had; `kind` is CURRENT, FORMER or KNOWN_AS; `folded` is its order-free key."""

    __tablename__ = "person_name"
    __table_args__ = (Index("ix_person_name_kind_surname_forenames", "kind", "surname", "forenames"),)

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    kind: Mapped[Code]
    forenames: Mapped[str] = mapped_column(Covered(200, shows=""), default="")
    surname: Mapped[str] = mapped_column(Covered(200), default="")
    folded: Mapped[str] = mapped_column(Covered(400, shows=""), index=True)


class PersonProfile(Base):
    """What was so of someone from one day to the next: an event is broken down by the profile of its own day."""

    __tablename__ = "person_profile"
    __table_args__ = (Index("ix_person_profile_person_id_from_on", "person_id", "from_on"),)

    id: Mapped[Id]
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"))
    from_on: Mapped[date] = mapped_column(default=FROM_BIRTH)
    until_on: Mapped[date] = mapped_column(default=FOR_EVER)
    sex: Mapped[Code | None]
    ethnicity: Mapped[Code | None]
    postcode: Mapped[str | None] = mapped_column(Covered(40))
    home_authority: Mapped[Code | None]
    school: Mapped[PrivateShort | None]
    school_status: Mapped[Code | None]
    send: Mapped[Code | None]
    care_experience: Mapped[Code | None]


class PersonIdentifier(Base):
    """An optional identifier: UPN, NHS, PNC or LOCAL."""

    __tablename__ = "person_identifier"
    __table_args__ = (UniqueConstraint("person_id", "kind"), Index("ix_person_identifier_value", "kind", "value"))

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    kind: Mapped[Code]
    value: Mapped[str] = mapped_column(Covered(40))


class MatchKey(Base):
    """A blocking key, so that likely duplicates are found among 100,000 without comparing all."""

    __tablename__ = "match_key"
    __audited__ = False

    key: Mapped[str] = mapped_column(String(60), primary_key=True)
    person_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)


class LikelyPair(Base):
    """Two records that may be of one child, ids in order; worked out from the match keys, never typed."""

    __tablename__ = "likely_pair"
    __audited__ = False

    first_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    second_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True, index=True)
    score: Mapped[int] = mapped_column(index=True)


class DistinctPair(Base):
    """A pair that a person has said are not the same; ids in order."""

    __tablename__ = "distinct_pair"

    first_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    second_id: Mapped[str] = mapped_column(ForeignKey("person.id"), primary_key=True)
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))


class Note(Versioned, Base):
    """A dated note on someone, or on a record of theirs (`about_kind`, `about_id`).

    `restriction` holds one code of the list `restrictions`, or several with a space between.
    """

    __tablename__ = "note"

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    about_kind: Mapped[Code] = mapped_column(default="person")
    about_id: Mapped[str] = mapped_column(String(36), index=True)
    dated_on: Mapped[date]
    text: Mapped[Private]
    restriction: Mapped[str] = mapped_column(String(120), default="MAY_BE_DISCUSSED")
    written_by: Mapped[str] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime]
