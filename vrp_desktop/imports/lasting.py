"""Why records of a batch cannot be taken back: someone worked on them since, or a signed return counts them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Table, select

from db.attachments import Attachment
from db.audit import AuditChange, AuditEvent
from db.panel import CaseStatus, PanelCase, Referral, SupportAgreement, TriggerEvent
from db.people import DistinctPair, LikelyPair, MatchKey, Person, PersonIdentifier, PersonName, PersonProfile
from db.returns import ReturnEvidence
from db.schema import metadata
from vrp_desktop.access.work import Work
from vrp_desktop.imports.pasted_sources import FILE_NAME

_AT_ONCE: Final = 500
_CHANGED: Final = "It was changed after the batch was taken in."
_SIGNED: Final = "It is counted in a signed return."
_WORKED_ON: Final = "Other records were added to it after the batch was taken in."
_ELSEWHERE: Final = "Other records of this child are on file."

_OWN: Final = frozenset(
    kind.__tablename__
    for kind in (
        Referral,
        TriggerEvent,
        PanelCase,
        CaseStatus,
        SupportAgreement,
        Person,
        PersonName,
        PersonProfile,
        PersonIdentifier,
        MatchKey,
        LikelyPair,
        DistinctPair,
    )
)
"""The tables that a batch writes itself; a row of any other that points to its records is somebody's later work."""

_OF_REFERRALS: Final = frozenset({"referral", "trigger_event", "panel_case", "case_status", "support_agreement"})
_PASSED_OVER: Final = frozenset({"import_row", "distinct_pair", "audit_event"})


@dataclass(slots=True)
class Reasons:
    """Why referrals, and children, stay."""

    referrals: dict[str, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)


def find_reasons(
    work: Work, batch_id: str, cases: Mapping[str, str], people: Mapping[str, str], new_people: AbstractSet[str]
) -> Reasons:
    """Look for what keeps the records of a batch: the audit's changes, records that point to them, signed evidence."""
    reasons = Reasons()
    finder = _Finder(work, cases, people, new_people, reasons)
    finder.add_changed(_own_events(work, batch_id))
    finder.add_pointed_to()
    finder.add_files()
    finder.add_signed()
    return reasons


@dataclass(slots=True)
class _Finder:
    """Fills the reasons; the first one found for a record stands."""

    work: Work
    cases: Mapping[str, str]
    people: Mapping[str, str]
    new_people: AbstractSet[str]
    reasons: Reasons
    _referral_of: dict[str, str] = field(default_factory=dict)

    def add_changed(self, own: Sequence[int]) -> None:
        """What the audit says was changed by other deeds than the batch's own."""
        first = min(own, default=0)
        everyone = sorted({*self.people.values(), *self.new_people})
        columns = (AuditChange.kind, AuditChange.record_id, AuditChange.person_id, AuditChange.seq)
        mine, seqs = self._records(), frozenset(own)
        for chunk in _chunks(everyone):
            since = select(*columns).where(AuditChange.person_id.in_(chunk), AuditChange.seq > first)
            for kind, record_id, person_id, seq in self.work.session.execute(since):
                if seq not in seqs and kind not in _PASSED_OVER:
                    self._changed(kind, record_id, person_id, mine)

    def _changed(self, kind: str, record_id: str, person_id: str | None, mine: Mapping[str, str]) -> None:
        referral_id = mine.get(record_id) or self._behind(kind, record_id)
        if referral_id is not None:
            if referral_id in self.cases:
                self.reasons.referrals.setdefault(referral_id, _CHANGED)
        elif person_id is not None and person_id in self.new_people:
            self.reasons.people.setdefault(person_id, _CHANGED)

    def _behind(self, kind: str, record_id: str) -> str | None:
        """The referral that a changed record belongs to: the batch's or another; None where it is the child's own."""
        table = metadata.tables.get(kind)
        if table is None or "id" not in table.c:
            return None
        if "referral_id" in table.c:
            return self.work.session.scalar(select(table.c.referral_id).where(table.c.id == record_id))
        if "case_id" in table.c:
            case_id = self.work.session.scalar(select(table.c.case_id).where(table.c.id == record_id))
            return self._of_case(case_id) if case_id else None
        return record_id if kind == "referral" else None

    def _of_case(self, case_id: str) -> str | None:
        return self.work.session.scalar(select(PanelCase.referral_id).where(PanelCase.id == case_id))

    def add_pointed_to(self) -> None:
        """Records of other features that point to the batch's referrals, cases and new children."""
        by_case = {case_id: referral_id for referral_id, case_id in self.cases.items() if case_id}
        for table, column, target in _pointing():
            if target == "panel_case" and table.name not in _OF_REFERRALS:
                for found in self._found(table, column, sorted(by_case)):
                    self.reasons.referrals.setdefault(by_case[found], _WORKED_ON)
            elif target == "referral" and table.name not in _OF_REFERRALS:
                for found in self._found(table, column, sorted(self.cases)):
                    self.reasons.referrals.setdefault(found, _WORKED_ON)
            elif target == "person":
                self._add_of_people(table, column)

    def _add_of_people(self, table: Table, column: str) -> None:
        """A new child stays where someone else's records are about it."""
        if table.name == "referral":
            statement = select(Referral.person_id, Referral.id)
            for chunk in _chunks(sorted(self.new_people)):
                for person_id, referral_id in self.work.session.execute(statement.where(Referral.person_id.in_(chunk))):
                    if referral_id not in self.cases:
                        self.reasons.people.setdefault(person_id, _ELSEWHERE)
        elif table.name not in _OWN and table.name != "attachment":
            for found in self._found(table, column, sorted(self.new_people)):
                self.reasons.people.setdefault(found, _WORKED_ON)

    def add_files(self) -> None:
        """Files that people have kept with these records; the text that the batch itself was pasted from is its own."""
        by_record = {**{referral_id: referral_id for referral_id in self.cases}}
        by_record |= {case_id: referral_id for referral_id, case_id in self.cases.items() if case_id}
        kept = select(Attachment.about_id, Attachment.person_id).where(Attachment.file_name != FILE_NAME)
        for chunk in _chunks(sorted(by_record)):
            for record_id, _ in self.work.session.execute(kept.where(Attachment.about_id.in_(chunk))):
                self.reasons.referrals.setdefault(by_record[record_id], _WORKED_ON)
        for chunk in _chunks(sorted(self.new_people)):
            for _, person_id in self.work.session.execute(kept.where(Attachment.person_id.in_(chunk))):
                self.reasons.people.setdefault(str(person_id), _WORKED_ON)

    def _found(self, table: Table, column: str, values: Sequence[str]) -> Iterator[str]:
        for chunk in _chunks(values):
            pointing = select(table.c[column]).where(table.c[column].in_(chunk)).distinct()
            yield from self.work.session.scalars(pointing)

    def add_signed(self) -> None:
        """Records, and new children, that stand in the evidence of a signed return."""
        mine = self._records()
        for chunk in _chunks(sorted(mine)):
            counted = select(ReturnEvidence.record_id).where(ReturnEvidence.record_id.in_(chunk)).distinct()
            for record_id in self.work.session.scalars(counted):
                self.reasons.referrals[mine[record_id]] = _SIGNED
        for chunk in _chunks(sorted(self.new_people)):
            either = ReturnEvidence.unit_id.in_(chunk)
            for person_id in self.work.session.scalars(select(ReturnEvidence.unit_id).where(either).distinct()):
                self.reasons.people[person_id] = _SIGNED

    def _records(self) -> Mapping[str, str]:
        """Every record of the batch's referrals, with its referral."""
        if self._referral_of or not self.cases:
            return self._referral_of
        found = self._referral_of
        found.update({referral_id: referral_id for referral_id in self.cases})
        by_case = {case_id: referral_id for referral_id, case_id in self.cases.items() if case_id}
        found.update(by_case)
        for chunk in _chunks(sorted(self.cases)):
            events = select(TriggerEvent.id, TriggerEvent.referral_id).where(TriggerEvent.referral_id.in_(chunk))
            found.update(dict(iter(self.work.session.execute(events))))
        for kind in (CaseStatus, SupportAgreement):
            for chunk in _chunks(sorted(by_case)):
                steps = select(kind.id, kind.case_id).where(kind.case_id.in_(chunk))
                found.update({step_id: by_case[case_id] for step_id, case_id in self.work.session.execute(steps)})
        return found


def _own_events(work: Work, batch_id: str) -> list[int]:
    """The audit's events of this batch: taking it in, and its rows' deeds on the desk."""
    mine = select(AuditEvent.seq).where(AuditEvent.record_id == batch_id, AuditEvent.kind == "import_batch")
    return list(work.session.scalars(mine))


def _pointing() -> Iterator[tuple[Table, str, str]]:
    """Every column of the store that points to a referral, a case or a person, but for the rows of batches."""
    for table in metadata.sorted_tables:
        if table.name in _PASSED_OVER:
            continue
        for column in table.columns:
            for key in column.foreign_keys:
                target = key.column.table.name
                if target in ("referral", "panel_case", "person"):
                    yield table, column.key, target


def _chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
