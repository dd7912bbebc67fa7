"""What is typed about referrals and panel cases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EventForm:
    """One occurrence and the day the child was named as suspect."""

    named_on: date
    occurrence: str = ""
    offence_kind: str | None = None


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """A referral into the panel, as typed or taken in."""

    person_id: str
    place_code: str
    referred_on: date
    received_on: date | None = None
    sending_agency: str | None = None
    source: str | None = None
    reason: str = ""
    sender_reference: str = ""
    events: tuple[EventForm, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferralAdded:
    """The ids of a new referral and its panel case."""

    referral_id: str
    case_id: str


@dataclass(frozen=True, slots=True)
class CheckForm:
    """A partner check: YES, NO or NOT_KNOWN with its day, or NOT_YET_ANSWERED with the day it was asked.

    `finding` is what the partner found (open, closed, nothing known), where it is a service that was asked.
    """

    fact: str
    answer: str
    agency_code: str | None = None
    asked_on: date | None = None
    answered_on: date | None = None
    service: str = ""
    note: str = ""
    finding: str | None = None
    lead_professional: str = ""


@dataclass(frozen=True, slots=True)
class FurtherForm:
    """A further referral that comes with a decision, to an agency or an intervention."""

    agency_code: str | None = None
    intervention_code: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionForm:
    """The panel's counted main decision on a case, with its reasons and owner."""

    outcome: str
    rationale: str
    owner_agency: str
    decided_on: date
    owner_name: str = ""
    conference_id: str | None = None
    disagreement: str = ""
    keep_until: date | None = None
    further: tuple[FurtherForm, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseForm:
    """What stands on a case beside its steps."""

    unmet_need: str = ""


@dataclass(frozen=True, slots=True)
class AgreementForm:
    """An answer about agreement to support."""

    answer: str
    answered_on: date
    asked_by: str = ""
    method: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ToldForm:
    """That the child or family was told about the panel, or why not."""

    told_on: date | None = None
    told_by: str = ""
    notice_version: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class ClosureForm:
    """The end of a case. `leads_now` says who leads, where a statutory service does."""

    reason: str
    closed_on: date
    note: str = ""
    leads_now: str = ""


@dataclass(frozen=True, slots=True)
class ReviewForm:
    """A review as it is put right. `held_on` is None where it was not held after all."""

    due_on: date
    held_on: date | None = None
    note: str = ""
