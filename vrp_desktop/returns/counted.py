"""Which signed returns count a record: said before anything is done that would make them read otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from db.interventions import InterventionStatus
from db.panel import CaseReview, CaseStatus, PanelCase, PanelDecision, SupportAgreement
from db.returns import QuarterlyReturn, ReturnEvidence, ReturnVersion
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.people.references import record_ids
from vrp_desktop.returns.template import parse_template

_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class SignedReturn:
    """A signed return whose newest version counts what was asked about, and the lines that do."""

    quarter: Quarter
    place_code: str | None
    version: int
    signed_at: datetime
    lines: tuple[str, ...]


def signed_returns_of_people(read: Read, person_ids: Sequence[str]) -> list[SignedReturn]:
    """The signed returns that count any of these children, or a record of theirs; the newest quarter first."""
    everything = {*person_ids}
    for person_id in person_ids:
        everything |= record_ids(read.session, person_id)
    return _that_count(read, everything)


def signed_returns_of_referral(read: Read, referral_id: str) -> list[SignedReturn]:
    """The signed returns that count a referral, or anything on its way through the panel."""
    case_id = read.session.scalar(select(PanelCase.id).where(PanelCase.referral_id == referral_id))
    everything = {referral_id, *filter(None, [case_id])}
    for kind in (CaseStatus, PanelDecision, SupportAgreement, CaseReview):
        everything |= set(read.session.scalars(select(kind.id).where(kind.case_id == case_id)))
    return _that_count(read, everything)


def signed_returns_of_intervention(read: Read, referral_id: str) -> list[SignedReturn]:
    """The signed returns that count a referral to an intervention, or a step of it."""
    steps = select(InterventionStatus.id).where(InterventionStatus.intervention_referral_id == referral_id)
    return _that_count(read, {referral_id, *read.session.scalars(steps)})


def _that_count(read: Read, ids: Iterable[str]) -> list[SignedReturn]:
    lines: dict[str, set[str]] = {}
    wanted = sorted(ids)
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        counted = select(ReturnEvidence.version_id, ReturnEvidence.line).distinct()
        counted = counted.where(or_(ReturnEvidence.unit_id.in_(some), ReturnEvidence.record_id.in_(some)))
        for version_id, line in read.session.execute(counted):
            lines.setdefault(version_id, set()).add(line)
    any_version = aliased(ReturnVersion)
    newest = select(func.max(any_version.number)).where(any_version.return_id == QuarterlyReturn.id)
    statement = (
        select(ReturnVersion, QuarterlyReturn)
        .join(QuarterlyReturn, QuarterlyReturn.id == ReturnVersion.return_id)
        .where(ReturnVersion.id.in_(sorted(lines)), ReturnVersion.number == newest.scalar_subquery())
    )
    found = [_told(version, owner, lines[version.id]) for version, owner in read.session.execute(statement)]
    return sorted(found, key=lambda row: (row.quarter.code, row.place_code or ""), reverse=True)


def _told(version: ReturnVersion, owner: QuarterlyReturn, lines: set[str]) -> SignedReturn:
    labels = {spec.code: f"{spec.number} {spec.label}" for spec in parse_template(version.template_text).lines()}
    told = tuple(labels[code] for code in labels if code in lines)
    return SignedReturn(Quarter.parse(owner.quarter), owner.place_code, version.number, version.signed_at, told)
