"""Every column of the store that names a child, found in the tables' own definitions: what a merge moves, what stays.

Each column stands in one of the two lists below; a test fails where a new one stands in neither. At work a column that
nobody has classified moves, since a record left behind would be counted for a child who is no longer listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import Column, Table, UniqueConstraint, select
from sqlalchemy.orm import Session

from db.around import OWN
from db.base import Base
from db.schema import metadata

MOVES: Final = frozenset(
    {
        "note.person_id",
        "referral.person_id",
        "trigger_event.person_id",
        "panel_case.person_id",
        "case_status.person_id",
        "eligibility_answer.person_id",
        "panel_decision.person_id",
        "further_referral.person_id",
        "support_agreement.person_id",
        "told_about_panel.person_id",
        "case_review.person_id",
        "screening_effect.person_id",
        "case_contact.person_id",
        "slip_line.person_id",
        "intervention_referral.person_id",
        "intervention_status.person_id",
        "action.person_id",
        "action_step.person_id",
        "import_row.likely_id",
        "contact.person_id",
        "contact.other_id",
        "contact_way.person_id",
        "person_link.person_id",
        "person_link.other_id",
        "attachment.person_id",
        "letter.person_id",
        "safeguarding_concern.person_id",
        "safeguarding_step.person_id",
        "share_entry.person_id",
        "rights_request.person_id",
        "rights_stop.person_id",
        "rights_point.person_id",
        "rights_told.person_id",
        "copy_decision.person_id",
        "status_removal.person_id",
        "retention_item.person_id",
        "legal_hold.person_id",
        "agenda_item.person_id",
        "contribution.person_id",
        "record_addendum.person_id",
        "record_part.person_id",
        "information_request.person_id",
        "restriction.person_id",
        "restricted_look.person_id",
        "sitting_deed.person_id",
    }
)
"""What hangs on a child: it goes with the record that carries on, and comes back when the merge is undone."""

STAYS: Final = frozenset(
    {
        "person.merged_into_id",
        "person_name.person_id",
        "person_profile.person_id",
        "person_identifier.person_id",
        "match_key.person_id",
        "likely_pair.first_id",
        "likely_pair.second_id",
        "distinct_pair.first_id",
        "distinct_pair.second_id",
        "person_merge.person_id",
        "person_merge.merged_id",
        "import_row.person_id",
    }
)
"""What a record itself is: its names and attributes, who made it, what was said about it. It stays with the record."""

ONE_EACH: Final[dict[str, tuple[str, str]]] = {"contact.person_id": ("relationship", OWN)}
"""Rows of which each child has one, by the column and value that tell them: a second one stays where it is."""

_AT_ONCE: Final = 500
_CHILD: Final = "person"


@dataclass(frozen=True, slots=True)
class Reference:
    """One column that names a child, in a table whose rows have an id of their own."""

    table: Table
    column: Column[Any]

    @property
    def name(self) -> str:
        """As the lists above call it."""
        return f"{self.table.name}.{self.column.name}"

    @property
    def kind(self) -> type[Base]:
        """The mapped class."""
        return _class_of(self.table.name)

    def ids_of(self, session: Session, person_id: str) -> list[str]:
        """The ids of the rows that name this child here."""
        found = select(self.table.c.id).where(self.column == person_id).order_by(self.table.c.id)
        return list(session.scalars(found))


@cache
def references() -> tuple[Reference, ...]:
    """Every column that names a child, by table and place in it."""
    return tuple(
        Reference(table, column)
        for table in metadata.sorted_tables
        for column in table.columns
        if any(key.column.table.name == _CHILD for key in column.foreign_keys)
    )


@cache
def moving() -> tuple[Reference, ...]:
    """The columns that a merge changes."""
    return tuple(found for found in references() if found.name not in STAYS)


def record_ids(session: Session, person_id: str) -> set[str]:
    """The ids of all records that hang on a child."""
    return {record_id for found in moving() for record_id in found.ids_of(session, person_id)}


def staying(session: Session, merged_id: str, kept_id: str) -> dict[str, set[str]]:
    """The rows that cannot name the other child, who holds the same place already; with all that hangs on them."""
    stay: dict[str, set[str]] = {}
    for reference in moving():
        ids = reference.ids_of(session, merged_id)
        if ids and (met := _would_meet(session, reference, kept_id, ids)):
            stay[reference.name] = met
    return hanging_on(session, merged_id, stay)


def _would_meet(session: Session, reference: Reference, kept_id: str, ids: Sequence[str]) -> set[str]:
    found: set[str] = set()
    table = reference.table
    for columns in _unique_with(reference):
        others = [column for column in columns if column is not reference.column]
        taken = {tuple(row) for row in session.execute(select(*others).where(reference.column == kept_id))}
        for chunk in _chunks(ids):
            mine = select(table.c.id, *others).where(table.c.id.in_(chunk))
            found |= {row[0] for row in session.execute(mine) if tuple(row[1:]) in taken and None not in row[1:]}
    if reference.name in ONE_EACH:
        name, value = ONE_EACH[reference.name]
        has_one = session.scalar(select(table.c.id).where(reference.column == kept_id, table.c[name] == value).limit(1))
        for chunk in _chunks(ids) if has_one is not None else ():
            found |= set(session.scalars(select(table.c.id).where(table.c.id.in_(chunk), table.c[name] == value)))
    return found


def names_both(session: Session, one_id: str, other_id: str) -> str:
    """The table in which one row names both children as if they were two; empty where there is none."""
    for table in {found.table.name: found.table for found in moving()}.values():
        columns = [found.column for found in moving() if found.table is table]
        for first in columns:
            for second in columns:
                both = (first == one_id, second == other_id)
                if first is not second and session.scalar(select(table.c.id).where(*both).limit(1)) is not None:
                    return table.name
    return ""


def hanging_on(session: Session, person_id: str, roots: dict[str, set[str]]) -> dict[str, set[str]]:
    """The rows themselves and, through their keys, all that hangs on them and names the same child."""
    found = {name: set(ids) for name, ids in roots.items()}
    fresh = {name: set(ids) for name, ids in roots.items()}
    while fresh:
        fresh = {
            reference.name: ids
            for reference in moving()
            if (ids := _below(session, reference, person_id, fresh) - found.get(reference.name, set()))
        }
        for name, ids in fresh.items():
            found.setdefault(name, set()).update(ids)
    return found


def _below(session: Session, reference: Reference, person_id: str, roots: dict[str, set[str]]) -> set[str]:
    """The rows of one table that point to any of the roots, by a foreign key or by what they are about."""
    by_table: dict[str, set[str]] = {}
    for name, ids in roots.items():
        by_table.setdefault(name.partition(".")[0], set()).update(ids)
    found: set[str] = set()
    for name, ids in by_table.items():
        for column in _pointing(reference.table, name):
            for chunk in _chunks(sorted(ids)):
                mine = select(reference.table.c.id).where(reference.column == person_id, column.in_(chunk))
                found.update(session.scalars(mine))
    return found


def parents_of(session: Session, reference: Reference, person_id: str, ids: Iterable[str]) -> set[str]:
    """Those of the rows that hang on another record of the same child."""
    found: set[str] = set()
    wanted = sorted(ids)
    for other in moving():
        for column in _pointing(reference.table, other.table.name):
            above = select(other.table.c.id).where(other.column == person_id)
            for chunk in _chunks(wanted):
                mine = select(reference.table.c.id).where(reference.table.c.id.in_(chunk), column.in_(above))
                found.update(session.scalars(mine))
    return found


def _pointing(table: Table, name: str) -> list[Column[Any]]:
    """The columns of a table that hold ids of another; `about_id` may hold those of any."""
    keys = [column for column in table.columns if any(key.column.table.name == name for key in column.foreign_keys)]
    return [*keys, table.c.about_id] if "about_id" in table.c else keys


def _unique_with(reference: Reference) -> list[list[Column[Any]]]:
    """The sets of columns that must be unique together and hold the reference."""
    sets = [list(found.columns) for found in reference.table.constraints if isinstance(found, UniqueConstraint)]
    sets += [list(index.columns) for index in reference.table.indexes if index.unique]
    return [columns for columns in sets if reference.column in columns]


@cache
def _class_of(table: str) -> type[Base]:
    return next(found.class_ for found in Base.registry.mappers if getattr(found.local_table, "name", "") == table)


def _chunks(values: Sequence[str]) -> Iterable[Sequence[str]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
