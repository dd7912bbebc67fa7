"""Young Futures Prevention Panels: referrals with their trigger events, panel cases, decisions, agreement, reviews."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import AgencyCode, Base, Code, Id, PersonRef, PlaceCode, Private, PrivateShort, Short, Versioned


class Referral(Versioned, Base):
    """A referral into the panel. `referred_on` is the sender's date; `withdrawn_on` takes it out of the figures."""

    __tablename__ = "referral"
    __table_args__ = (Index("ix_referral_referred_on", "referred_on"),)

    id: Mapped[Id]
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    referred_on: Mapped[date]
    received_on: Mapped[date | None]
    sending_agency: Mapped[AgencyCode | None]
    source: Mapped[Code | None]
    reason: Mapped[Private] = mapped_column(default="")
    sender_reference: Mapped[PrivateShort] = mapped_column(default="")
    batch_id: Mapped[str | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[Code | None]
    entered_at: Mapped[datetime]


class TriggerEvent(Versioned, Base):
    """One occurrence with the day the child was named as suspect; two crimes of one occurrence are one event."""

    __tablename__ = "trigger_event"

    id: Mapped[Id]
    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"), index=True)
    person_id: Mapped[PersonRef]
    named_on: Mapped[date]
    occurrence: Mapped[PrivateShort] = mapped_column(default="")
    offence_kind: Mapped[Code | None]
    status_removed_on: Mapped[date | None]


class PanelCase(Versioned, Base):
    """A panel case: one referral's way through the panel. `status` is the last row of its dated history."""

    __tablename__ = "panel_case"
    __table_args__ = (UniqueConstraint("referral_id"), Index("ix_panel_case_status", "status"))

    id: Mapped[Id]
    code: Mapped[str] = mapped_column(String(12), unique=True)
    referral_id: Mapped[str] = mapped_column(ForeignKey("referral.id"))
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    status: Mapped[Code]
    status_on: Mapped[date]
    redirect_reason: Mapped[Code | None]
    unmet_need: Mapped[Private] = mapped_column(default="")
    review_due_on: Mapped[date | None]
    closed_on: Mapped[date | None]
    closure_reason: Mapped[Code | None]
    closure_note: Mapped[Private] = mapped_column(default="")
    leads_now: Mapped[PrivateShort] = mapped_column(default="")


class CaseStatus(Base):
    """One step of a case's dated history."""

    __tablename__ = "case_status"
    __table_args__ = (
        Index("ix_case_status_case_id_status", "case_id", "status"),
        Index("ix_case_status_status_reached_on", "status", "reached_on"),
    )

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"))
    person_id: Mapped[PersonRef]
    status: Mapped[Code]
    reached_on: Mapped[date]
    note: Mapped[Private] = mapped_column(default="")


class EligibilityAnswer(Versioned, Base):
    """A partner check: one question about one eligibility fact, put to an agency, and its answer once it has one.

    Asked again means another row, so that a quarter that is over keeps the answer that stood at its end.
    """

    __tablename__ = "eligibility_answer"
    __table_args__ = (Index("ix_eligibility_answer_case_id_fact_answered_on", "case_id", "fact", "answered_on", "id"),)

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"))
    person_id: Mapped[PersonRef]
    fact: Mapped[Code]
    answer: Mapped[Code]
    finding: Mapped[Code | None]
    agency_code: Mapped[AgencyCode | None]
    asked_on: Mapped[date | None]
    answered_on: Mapped[date | None]
    service: Mapped[PrivateShort] = mapped_column(default="")
    lead_professional: Mapped[PrivateShort] = mapped_column(default="")
    note: Mapped[Private] = mapped_column(default="")


class PanelDecision(Versioned, Base):
    """A discussion of a case at a sitting, with its one counted main decision, the reasons and an owner."""

    __tablename__ = "panel_decision"
    __table_args__ = (Index("ix_panel_decision_decided_on", "decided_on"),)

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    conference_id: Mapped[str | None] = mapped_column(ForeignKey("conference.id"), index=True)
    decided_on: Mapped[date]
    outcome: Mapped[Code]
    rationale: Mapped[Private]
    owner_agency: Mapped[AgencyCode]
    owner_name: Mapped[PrivateShort] = mapped_column(default="")
    disagreement: Mapped[Private] = mapped_column(default="")
    keep_until: Mapped[date | None]
    entered_at: Mapped[datetime]


class FurtherReferral(Base):
    """A further referral that came with a decision: to an agency or to an intervention."""

    __tablename__ = "further_referral"

    id: Mapped[Id]
    decision_id: Mapped[str] = mapped_column(ForeignKey("panel_decision.id"), index=True)
    person_id: Mapped[PersonRef]
    agency_code: Mapped[AgencyCode | None]
    intervention_code: Mapped[str | None] = mapped_column(ForeignKey("intervention.code"))
    made_on: Mapped[date]
    note: Mapped[Private] = mapped_column(default="")


class SupportAgreement(Versioned, Base):
    """One dated answer about agreement to support. It is not the lawful basis for sharing and does not expire."""

    __tablename__ = "support_agreement"

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[PersonRef]
    answer: Mapped[Code]
    answered_on: Mapped[date]
    asked_by: Mapped[PrivateShort] = mapped_column(default="")
    method: Mapped[PrivateShort] = mapped_column(default="")
    note: Mapped[Private] = mapped_column(default="")


class ToldAboutPanel(Versioned, Base):
    """That the child or family was told about the panel (date, by whom, notice version), or why not."""

    __tablename__ = "told_about_panel"

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[PersonRef]
    told_on: Mapped[date | None]
    told_by: Mapped[PrivateShort] = mapped_column(default="")
    notice_version: Mapped[Short] = mapped_column(default="")
    why_not: Mapped[Private] = mapped_column(default="")


class CaseReview(Versioned, Base):
    """A review of a case in support: when it was due and when it was held."""

    __tablename__ = "case_review"

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"), index=True)
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    due_on: Mapped[date]
    held_on: Mapped[date | None]
    note: Mapped[Private] = mapped_column(default="")


class CaseContact(Versioned, Base):
    """A contact with the child or family on a case, or a try at one. The first that reached them is counted."""

    __tablename__ = "case_contact"
    __table_args__ = (Index("ix_case_contact_case_id_contacted_on", "case_id", "contacted_on"),)

    id: Mapped[Id]
    case_id: Mapped[str] = mapped_column(ForeignKey("panel_case.id"))
    person_id: Mapped[PersonRef]
    place_code: Mapped[PlaceCode]
    contacted_on: Mapped[date]
    outcome: Mapped[Code]
    is_reached: Mapped[bool]
    is_seen: Mapped[bool]
    by_agency: Mapped[AgencyCode | None]
    by_name: Mapped[PrivateShort] = mapped_column(default="")
    note: Mapped[Private] = mapped_column(default="")
