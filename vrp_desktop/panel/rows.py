"""What is read of panel cases: a line of the list, and a case with all that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.figures.run import Outcome
from vrp_desktop.people.around.queries import LeadRow
from vrp_desktop.people.naming import PersonWords


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One line of the list of panel cases."""

    case_id: str
    code: str
    person_id: str
    words: PersonWords
    age: int | None
    place_code: str
    status: str
    status_on: date
    referred_on: date
    source: str | None
    review_due_on: date | None
    has_concern: bool = False


@dataclass(frozen=True, slots=True)
class EventRow:
    """A trigger event of a referral."""

    event_id: str
    version: int
    named_on: date
    occurrence: str
    offence_kind: str | None
    status_removed_on: date | None


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a case's dated history."""

    status: str
    reached_on: date
    note: str


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A partner check of a case: asked of whom and when, and the answer where there is one."""

    check_id: str
    version: int
    fact: str
    answer: str
    finding: str | None
    agency_code: str | None
    asked_on: date | None
    answered_on: date | None
    service: str
    lead_professional: str
    note: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision of the panel."""

    decision_id: str
    version: int
    decided_on: date
    outcome: str
    rationale: str
    owner_agency: str
    owner_name: str
    disagreement: str
    keep_until: date | None
    conference_id: str | None
    further: tuple[tuple[str | None, str | None, str], ...]


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An answer about agreement to support."""

    agreement_id: str
    version: int
    answer: str
    answered_on: date
    asked_by: str
    method: str
    note: str


@dataclass(frozen=True, slots=True)
class ToldRow:
    """That someone was told about the panel, or why not."""

    told_id: str
    version: int
    told_on: date | None
    told_by: str
    notice_version: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A review of support."""

    review_id: str
    version: int
    due_on: date
    held_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """The referral behind a case."""

    referral_id: str
    version: int
    place_code: str
    referred_on: date
    received_on: date | None
    sending_agency: str | None
    source: str | None
    reason: str
    sender_reference: str
    withdrawn_on: date | None
    withdrawn_reason: str | None
    events: tuple[EventRow, ...]


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """A panel case whole. `eligibility` holds each condition's outcome, from the one rule that also counts it."""

    case_id: str
    version: int
    code: str
    person_id: str
    words: PersonWords
    age_at_referral: int | None
    is_transition: bool
    place_code: str
    status: str
    status_on: date
    next_statuses: tuple[str, ...]
    redirect_reason: str | None
    unmet_need: str
    lead: LeadRow | None
    review_due_on: date | None
    closed_on: date | None
    closure_reason: str | None
    closure_note: str
    leads_now: str
    referral: ReferralRow
    checks: tuple[CheckRow, ...]
    eligibility: tuple[Outcome, ...]
    steps: tuple[StepRow, ...]
    decisions: tuple[DecisionRow, ...]
    agreements: tuple[AgreementRow, ...]
    told: tuple[ToldRow, ...]
    reviews: tuple[ReviewRow, ...]
