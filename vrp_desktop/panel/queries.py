"""Reading panel cases: the list, one case whole, its eligibility, its part of the child's timeline."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from db.panel import (
    CaseReview,
    CaseStatus,
    EligibilityAnswer,
    FurtherReferral,
    PanelCase,
    PanelDecision,
    Referral,
    SupportAgreement,
    ToldAboutPanel,
    TriggerEvent,
)
from db.people import Person, PersonName
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import age_on
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import Outcome, why_record
from vrp_desktop.panel import rules
from vrp_desktop.panel.contacts import contacts_of
from vrp_desktop.panel.figures import ELIGIBILITY, ELIGIBLE
from vrp_desktop.panel.rows import (
    AgreementRow,
    CaseRecord,
    CaseRow,
    CheckRow,
    DecisionRow,
    EventRow,
    ReferralRow,
    ReviewRow,
    StepRow,
    ToldRow,
)
from vrp_desktop.panel.work_lists import conditions_of
from vrp_desktop.people.around.queries import lead_on
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import matching_people, person_words, typed_parameters
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search.folding import fold


def cases_page(
    read: Read,
    typed: str = "",
    *,
    status: str | None = None,
    work_list: str | None = None,
    place: str | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[CaseRow]:
    """One page of the list of cases, newest referral first, within the reader's places."""
    statement = _filtered(_case_columns(), read, typed, status, work_list, place)
    page = statement.order_by(Referral.referred_on.desc(), PanelCase.id).offset(offset).limit(limit)
    today = read.today
    return [_case_row(row, today) for row in read.session.execute(page, typed_parameters(read, typed))]


def cases_count(
    read: Read, typed: str = "", *, status: str | None = None, work_list: str | None = None, place: str | None = None
) -> int:
    """How many cases the list holds."""
    base = select(func.count()).select_from(PanelCase)
    if fold(typed) or work_list is not None:
        base = base.join(Person, Person.id == PanelCase.person_id)
    if work_list is not None:
        base = base.join(Referral, Referral.id == PanelCase.referral_id)
    statement = _filtered(base, read, typed, status, work_list, place)
    return read.session.scalar(statement, typed_parameters(read, typed)) or 0


def cases_of(read: Read, person_id: str) -> list[CaseRow]:
    """The cases of one child, newest first, within the reader's places."""
    statement = _case_columns().where(PanelCase.person_id == person_id).order_by(Referral.referred_on.desc())
    if read.actor.places is not None:
        statement = statement.where(PanelCase.place_code.in_(sorted(read.actor.places)))
    today = read.today
    return [_case_row(row, today) for row in read.session.execute(statement)]


def case_record(read: Read, case_id: str) -> CaseRecord:
    """A case whole; free text is left out for roles that may not read notes."""
    case = read.get(PanelCase, case_id, "panel case")
    referral = read.get(Referral, case.referral_id, "referral")
    # The case's own place was checked; the child may live in another by now.
    person = read.session.get_one(Person, case.person_id)
    words = person_words(read, [person.id])[person.id]
    lists = read_lists_of(read.session)
    born = person.born_on
    hide = not read.actor.may(Permission.SEE_NOTES)
    return CaseRecord(
        case_id=case.id,
        version=case.version,
        code=case.code,
        person_id=person.id,
        words=words,
        age_at_referral=age_on(born, referral.referred_on) if born else None,
        is_transition=bool(born and case.closed_on is None and age_on(born, read.today) >= 18),
        place_code=case.place_code,
        status=case.status,
        status_on=case.status_on,
        next_statuses=rules.next_statuses(lists, case.status),
        redirect_reason=case.redirect_reason,
        unmet_need="" if hide else case.unmet_need,
        lead=lead_on(read, case.person_id, case.closed_on or read.today),
        review_due_on=case.review_due_on,
        closed_on=case.closed_on,
        closure_reason=case.closure_reason,
        closure_note="" if hide else case.closure_note,
        leads_now=case.leads_now,
        referral=_referral_row(read, referral, hide),
        checks=_checks(read, case_id, hide),
        eligibility=eligibility(read, referral.id),
        steps=_steps(read, case_id, hide),
        decisions=decisions_of(read, case_id),
        agreements=_agreements(read, case_id, hide),
        told=_told(read, case_id, hide),
        reviews=_reviews(read, case_id, hide),
    )


def eligibility(read: Read, referral_id: str) -> tuple[Outcome, ...]:
    """Each eligibility condition's outcome for a referral, by the same rule that counts it in the return."""
    read.get(Referral, referral_id, "referral")
    window = Window(date(1900, 1, 1), read.today, read.today)
    explained = why_record(read.session, ELIGIBLE, window, referral_id)
    if explained is None:
        return ()
    wanted = set(map(id, ELIGIBILITY))
    return tuple(outcome for outcome in explained.outcomes if id(outcome.condition) in wanted)


def decisions_of(read: Read, case_id: str) -> tuple[DecisionRow, ...]:
    """The decisions on a case, newest first."""
    read.get(PanelCase, case_id, "panel case")
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = select(PanelDecision).where(PanelDecision.case_id == case_id)
    rows = read.session.scalars(statement.order_by(PanelDecision.decided_on.desc(), PanelDecision.id.desc())).all()
    further = select(FurtherReferral).where(FurtherReferral.decision_id.in_([row.id for row in rows]))
    by_decision: dict[str, list[tuple[str | None, str | None, str]]] = {}
    for item in read.session.scalars(further):
        note = "" if hide else item.note
        by_decision.setdefault(item.decision_id, []).append((item.agency_code, item.intervention_code, note))
    return tuple(
        DecisionRow(
            decision_id=row.id,
            version=row.version,
            decided_on=row.decided_on,
            outcome=row.outcome,
            rationale="" if hide else row.rationale,
            owner_agency=row.owner_agency,
            owner_name=row.owner_name,
            disagreement="" if hide else row.disagreement,
            keep_until=row.keep_until,
            conference_id=row.conference_id,
            further=tuple(by_decision.get(row.id, ())),
        )
        for row in rows
    )


def panel_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """What the panel's records say of a child, as entries of the timeline."""
    lists = read_lists_of(read.session)
    hide = not read.actor.may(Permission.SEE_NOTES)
    found: list[TimelineEntry] = []
    for case in cases_of(read, person_id):
        record = case_record(read, case.case_id)
        sender = lists.label("agencies", record.referral.sending_agency)
        source = lists.label("identification_sources", record.referral.source)
        heading = f"Referred by {sender}" if record.referral.sending_agency else "Referred"
        agency = record.referral.sending_agency or ""
        found.append(
            TimelineEntry(record.referral.referred_on, "panel_case", case.case_id, heading, source, agency=agency)
        )
        for event in record.referral.events:
            detail = lists.label("offence_kinds", event.offence_kind) if event.offence_kind else ""
            found.append(TimelineEntry(event.named_on, "panel_case", case.case_id, "Named as suspect", detail))
            if event.status_removed_on is not None:
                found.append(
                    TimelineEntry(event.status_removed_on, "panel_case", case.case_id, "Suspect status removed", detail)
                )
        if record.referral.withdrawn_on is not None:
            reason = record.referral.withdrawn_reason or ""
            where = "closure_reasons" if lists.entry("closure_reasons", reason) else "redirect_reasons"
            why = lists.label(where, reason)
            found.append(
                TimelineEntry(record.referral.withdrawn_on, "panel_case", case.case_id, "Referral withdrawn", why)
            )
        for step in record.steps:
            if step.status not in (rules.IDENTIFIED, rules.DISCUSSED):
                label = lists.label("case_statuses", step.status)
                found.append(
                    TimelineEntry(step.reached_on, "panel_case", case.case_id, label, step.note, is_free_text=True)
                )
        for decision in record.decisions:
            label = f"Discussed: {lists.label('panel_decisions', decision.outcome)}"
            text = "" if hide else decision.rationale
            found.append(TimelineEntry(decision.decided_on, "panel_case", case.case_id, label, text, is_free_text=True))
        for answer in record.agreements:
            label = f"Agreement to support: {lists.label('agreement_to_support', answer.answer).lower()}"
            found.append(TimelineEntry(answer.answered_on, "panel_case", case.case_id, label))
        for contact in contacts_of(read, case.case_id).rows:
            label = f"Contact: {lists.label('contact_outcomes', contact.outcome).lower()}"
            found.append(
                TimelineEntry(contact.contacted_on, "panel_case", case.case_id, label, contact.note, is_free_text=True)
            )
        for told in record.told:
            if told.told_on is not None:
                found.append(TimelineEntry(told.told_on, "panel_case", case.case_id, "Told about the panel"))
        for review in record.reviews:
            if review.held_on is not None:
                found.append(
                    TimelineEntry(
                        review.held_on, "panel_case", case.case_id, "Review held", review.note, is_free_text=True
                    )
                )
    return found


def _case_columns() -> Select[*tuple[Any, ...]]:
    return (
        select(
            PanelCase.id,
            PanelCase.code,
            PanelCase.person_id,
            PanelCase.place_code,
            PanelCase.status,
            PanelCase.status_on,
            PanelCase.review_due_on,
            Referral.referred_on,
            Referral.source,
            Person.code.label("person_code"),
            Person.born_on,
            PersonName.forenames,
            PersonName.surname,
            has_open_concern(PanelCase.person_id).label("has_concern"),
        )
        .select_from(PanelCase)
        .join(Referral, Referral.id == PanelCase.referral_id)
        .join(Person, Person.id == PanelCase.person_id)
        .outerjoin(PersonName, (PersonName.person_id == Person.id) & (PersonName.kind == "CURRENT"))
    )


def _filtered(
    statement: Select[*tuple[Any, ...]],
    read: Read,
    typed: str,
    status: str | None,
    work_list: str | None,
    place: str | None,
) -> Select[*tuple[Any, ...]]:
    if read.actor.places is not None:
        statement = statement.where(PanelCase.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        statement = statement.where(PanelCase.place_code == place)
    if status is not None:
        statement = statement.where(PanelCase.status == status)
    if work_list is not None:
        statement = statement.where(*conditions_of(read, work_list))
    if fold(typed):
        statement = statement.where(or_(PanelCase.code == typed.strip().upper(), matching_people(read)))
    return statement


def _case_row(row: Any, today: date) -> CaseRow:
    return CaseRow(
        case_id=row.id,
        code=row.code,
        person_id=row.person_id,
        words=PersonWords(row.person_id, row.person_code, row.forenames or "", row.surname or ""),
        age=age_on(row.born_on, today) if row.born_on else None,
        place_code=row.place_code,
        status=row.status,
        status_on=row.status_on,
        referred_on=row.referred_on,
        source=row.source,
        review_due_on=row.review_due_on,
        has_concern=bool(row.has_concern),
    )


def _referral_row(read: Read, referral: Referral, hide: bool) -> ReferralRow:
    statement = select(TriggerEvent).where(TriggerEvent.referral_id == referral.id).order_by(TriggerEvent.named_on)
    events = tuple(
        EventRow(e.id, e.version, e.named_on, "" if hide else e.occurrence, e.offence_kind, e.status_removed_on)
        for e in read.session.scalars(statement)
    )
    return ReferralRow(
        referral_id=referral.id,
        version=referral.version,
        place_code=referral.place_code,
        referred_on=referral.referred_on,
        received_on=referral.received_on,
        sending_agency=referral.sending_agency,
        source=referral.source,
        reason="" if hide else referral.reason,
        sender_reference="" if hide else referral.sender_reference,
        withdrawn_on=referral.withdrawn_on,
        withdrawn_reason=referral.withdrawn_reason,
        events=events,
    )


def _checks(read: Read, case_id: str, hide: bool) -> tuple[CheckRow, ...]:
    """Every question and answer, newest first by what it was last heard of."""
    statement = select(EligibilityAnswer).where(EligibilityAnswer.case_id == case_id)
    rows = sorted(read.session.scalars(statement), key=_last_heard_of, reverse=True)
    return tuple(
        CheckRow(
            check_id=a.id,
            version=a.version,
            fact=a.fact,
            answer=a.answer,
            finding=a.finding,
            agency_code=a.agency_code,
            asked_on=a.asked_on,
            answered_on=a.answered_on,
            service="" if hide else a.service,
            lead_professional=a.lead_professional,
            note="" if hide else a.note,
        )
        for a in rows
    )


def _last_heard_of(answer: EligibilityAnswer) -> tuple[date, str]:
    return answer.answered_on or answer.asked_on or date.min, answer.id


def _steps(read: Read, case_id: str, hide: bool) -> tuple[StepRow, ...]:
    statement = select(CaseStatus).where(CaseStatus.case_id == case_id).order_by(CaseStatus.reached_on, CaseStatus.id)
    return tuple(StepRow(s.status, s.reached_on, "" if hide else s.note) for s in read.session.scalars(statement))


def _agreements(read: Read, case_id: str, hide: bool) -> tuple[AgreementRow, ...]:
    statement = select(SupportAgreement).where(SupportAgreement.case_id == case_id)
    ordered = statement.order_by(SupportAgreement.answered_on.desc(), SupportAgreement.id.desc())
    return tuple(
        AgreementRow(
            a.id, a.version, a.answer, a.answered_on, a.asked_by, "" if hide else a.method, "" if hide else a.note
        )
        for a in read.session.scalars(ordered)
    )


def _told(read: Read, case_id: str, hide: bool) -> tuple[ToldRow, ...]:
    statement = select(ToldAboutPanel).where(ToldAboutPanel.case_id == case_id).order_by(ToldAboutPanel.id.desc())
    return tuple(
        ToldRow(t.id, t.version, t.told_on, t.told_by, t.notice_version, "" if hide else t.why_not)
        for t in read.session.scalars(statement)
    )


def _reviews(read: Read, case_id: str, hide: bool) -> tuple[ReviewRow, ...]:
    statement = select(CaseReview).where(CaseReview.case_id == case_id).order_by(CaseReview.due_on.desc())
    return tuple(
        ReviewRow(r.id, r.version, r.due_on, r.held_on, "" if hide else r.note) for r in read.session.scalars(statement)
    )
