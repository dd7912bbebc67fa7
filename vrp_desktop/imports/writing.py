"""Writing planned rows in bulk: children, referrals, events and the batch's own rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from db.imports import ImportRow
from db.panel import PanelCase, TriggerEvent
from db.people import Person
from vrp_desktop.access.work import Work
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.making import IN_ORDER, Made, add_child, add_event, add_referral
from vrp_desktop.imports.planning import Planned
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.referrals import ReadRow
from vrp_desktop.search import index

_FIRST_IDS: Final = 30
_IDS_AT_ONCE: Final = 4_000
_AT_ONCE: Final = 500
_LONGEST_REASON: Final = 200


class WorkIds:
    """Real ids for what is planned, made many at a time."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._ready: Iterator[str] = iter(())
        self._at_once = _FIRST_IDS

    def next(self) -> str:
        """A new id."""
        found = next(self._ready, None)
        if found is None:
            self._ready = iter(self._work.ids.new_ids(self._work.now, self._at_once))
            self._at_once = min(self._at_once * 4, _IDS_AT_ONCE)
            found = next(self._ready)
        return found

    def __iter__(self) -> WorkIds:
        return self

    __next__ = next


@dataclass(slots=True)
class BatchWriter:
    """Writes chunk after chunk of one batch."""

    work: Work
    batch_id: str
    ids: WorkIds
    fingerprint_key: str = ""
    date_columns: Mapping[str, Field] = field(default_factory=dict)
    _occurrences: set[tuple[str, str]] = field(default_factory=set)

    def write(self, chunk: Sequence[Planned]) -> None:
        """Write some planned rows and what they make."""
        self.write_made(self.make(chunk))
        self.work.bulk(ImportRow, [self._row(planned) for planned in chunk])

    def write_made(self, made: Made) -> None:
        """Write the records that rows make, and what they are found by."""
        for kind in IN_ORDER:
            self.work.bulk(kind, made.rows[kind])
        index.bulk_rows(made.entries, self.work.session)

    def make(self, chunk: Sequence[Planned]) -> Made:
        """The rows of what is planned, except the batch's own."""
        made = Made()
        now = self.work.now
        people_codes = iter(self._codes("YP", Person.code, sum(one.makes_person for one in chunk)))
        case_codes = iter(self._codes("PC", PanelCase.code, sum(one.makes_referral for one in chunk)))
        self._occurrences |= self._occurrences_on_file(chunk)
        for one in chunk:
            good = one.checked.good
            if good is None or one.person_id is None or one.referral_id is None or one.state is RowState.ON_FILE:
                continue
            if one.makes_person and one.wanted is not None:
                add_child(
                    made,
                    one.person_id,
                    good.person,
                    one.wanted.keys,
                    code=next(people_codes),
                    ids=self.ids,
                    entered_at=now,
                    fingerprint_key=self.fingerprint_key,
                )
            if one.makes_referral:
                add_referral(
                    made,
                    one.referral_id,
                    one.person_id,
                    good.referral,
                    referred_on=one.referred_on or good.referral.referred_on,
                    batch_id=self.batch_id,
                    code=next(case_codes),
                    ids=self.ids,
                    entered_at=now,
                )
            for event in good.referral.events:
                # Two crimes of one occurrence are one event (domain.md 2.3).
                if not event.occurrence or (one.person_id, event.occurrence) not in self._occurrences:
                    self._occurrences.add((one.person_id, event.occurrence))
                    add_event(made, self.ids.next(), one.referral_id, one.person_id, event)
        return made

    def _row(self, one: Planned) -> dict[str, Any]:
        held = one.state is RowState.HELD
        return {
            "id": self.ids.next(),
            "batch_id": self.batch_id,
            "row_number": one.row.number,
            "place_code": one.checked.place,
            "state": one.state.value,
            "reason_code": one.holds[0].code if one.holds else None,
            "reason": reason_of(one),
            "row_digest": one.checked.digest,
            "sent_digest": one.checked.digest if held else None,
            "cells": cells_of(one.row, self.date_columns) if held else None,
            "person_id": one.person_id,
            "likely_id": one.likely.person_id if one.likely else None,
            "referral_id": one.referral_id,
            "made_person": one.makes_person,
        }

    def _occurrences_on_file(self, chunk: Sequence[Planned]) -> set[tuple[str, str]]:
        """The occurrences of children on file, so that an event is not written twice."""
        joined = sorted({one.person_id for one in chunk if one.person_id and one.state is RowState.JOINED})
        found: set[tuple[str, str]] = set()
        for start in range(0, len(joined), _AT_ONCE):
            statement = select(TriggerEvent.person_id, TriggerEvent.occurrence).where(
                TriggerEvent.person_id.in_(joined[start : start + _AT_ONCE]),
                TriggerEvent.occurrence != "",
                TriggerEvent.status_removed_on.is_(None),
            )
            found |= {(person_id, occurrence) for person_id, occurrence in self.work.session.execute(statement)}
        return found

    def _codes(self, prefix: str, column: Any, count: int) -> list[str]:
        """Codes that no one has yet: among 100,000 two in a million would meet by chance."""
        codes: dict[str, None] = {}
        while len(codes) < count:
            fresh = self.work.ids.new_codes(prefix, count - len(codes))
            for start in range(0, len(fresh), _AT_ONCE):
                some = fresh[start : start + _AT_ONCE]
                taken = set(self.work.session.scalars(select(column).where(column.in_(some))))
                codes.update(dict.fromkeys(code for code in some if code not in taken))
        return list(codes)


def reason_of(one: Planned) -> str:
    """Why a row is held, in plain sentences."""
    return " ".join(hold.sentence for hold in one.holds)[:_LONGEST_REASON]


def cells_of(row: ReadRow, date_columns: Mapping[str, Field]) -> dict[str, Any]:
    """The cells of a held row as they were sent; days that were read stand as day/month/year, whatever their column's
    order, so that the desk reads them again as what they are.
    """
    days: Mapping[Field, date | None] = {
        Field.DATE_OF_BIRTH: row.fields.born_on,
        Field.REFERRAL_DATE: None if row.fields.is_batch_date else row.fields.referred_on,
        Field.RECEIVED_DATE: row.fields.received_on,
        Field.EVENT_DATE: row.fields.event_on,
    }
    kept = []
    for heading, text in row.cells:
        field = date_columns.get(heading)
        day = days[field] if field is not None else None
        kept.append([heading, f"{day:%d/%m/%Y}" if day is not None else text])
    return {"row": kept}
