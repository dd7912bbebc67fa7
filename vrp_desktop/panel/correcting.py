"""Putting right what stands on a case: occurrences, agreement, being told, contacts, reviews. Each with its reason."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import select

from db.panel import CaseContact, CaseReview, PanelCase, Referral, SupportAgreement, ToldAboutPanel, TriggerEvent
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.panel import checks, rules, steps
from vrp_desktop.panel.contacts import CaseContactForm, check_contact, write_contact
from vrp_desktop.panel.forms import AgreementForm, EventForm, ReviewForm, ToldForm
from vrp_desktop.reference.lists import read_lists_of

_CASE = "panel case"
AGREEMENT, TOLD, CONTACT, REVIEW = "agreement", "told", "contact", "review"
"""The kinds of entries that `take_off` takes."""

_STATUS_REMOVED = "SUSPECT_STATUS_REMOVED"
_Entry = TypeVar("_Entry", SupportAgreement, ToldAboutPanel, CaseContact, CaseReview)


@command(Permission.EDIT_CASES)
def correct_event(work: Work, event_id: str, version: int, form: EventForm, reason: str) -> None:
    """Put the day, the reference or the kind of an occurrence right."""
    event, referral = _event(work, event_id, version)
    wrong = {}
    if form.named_on > work.today:
        wrong["named_on"] = "The day named as suspect is in the future."
    if event.status_removed_on is not None and form.named_on > event.status_removed_on:
        wrong["named_on"] = f"Suspect status was removed on {event.status_removed_on:%d/%m/%Y}, before this day."
    if _is_other(work, event, form.occurrence):
        wrong["occurrence"] = "This occurrence is on file for the child already; two crimes of one are one event."
    checks.raise_if(wrong)
    event.named_on, event.occurrence, event.offence_kind = form.named_on, form.occurrence.strip(), form.offence_kind
    _of_referral(work, referral, reason)


@command(Permission.EDIT_CASES)
def remove_event(work: Work, event_id: str, version: int, reason: str) -> None:
    """Take off an occurrence that is another child's, or was typed twice."""
    event, referral = _event(work, event_id, version)
    checks.needed(reason)
    if event.status_removed_on is not None:
        raise RuleBroken(
            "Suspect status was removed for this event, and the referral rests on that.",
            means="Nothing was changed.",
            do="Say first that the removal was a mistake.",
        )
    work.session.delete(event)
    _of_referral(work, referral, reason)


@command(Permission.EDIT_CASES)
def restore_suspect_status(work: Work, event_id: str, version: int, reason: str) -> None:
    """Say that suspect status was not removed after all: the referral counts again; its case is reopened apart."""
    event, referral = _event(work, event_id, version)
    checks.needed(reason)
    if event.status_removed_on is None:
        raise RuleBroken("Suspect status stands for this event.", means="Nothing was changed.")
    event.status_removed_on = None
    work.session.flush()
    others = select(TriggerEvent.id).where(
        TriggerEvent.referral_id == referral.id, TriggerEvent.status_removed_on.is_not(None)
    )
    if referral.withdrawn_reason == _STATUS_REMOVED and work.session.scalar(others.limit(1)) is None:
        referral.withdrawn_on, referral.withdrawn_reason = None, None
    _of_referral(work, referral, reason)


@command(Permission.EDIT_CASES)
def correct_agreement(work: Work, agreement_id: str, version: int, form: AgreementForm, reason: str) -> None:
    """Put an answer about agreement to support right; a new answer is recorded instead."""
    row, case = _entry(work, SupportAgreement, agreement_id, version)
    checks.check_agreement(read_lists_of(work.session), form, work.today)
    row.answer, row.answered_on = form.answer, form.answered_on
    row.asked_by, row.method, row.note = form.asked_by.strip(), form.method.strip(), form.note.strip()
    _of_case(work, case, reason)


@command(Permission.EDIT_CASES)
def correct_told(work: Work, told_id: str, version: int, form: ToldForm, reason: str) -> None:
    """Put right when and by whom they were told about the panel, or why they were not."""
    row, case = _entry(work, ToldAboutPanel, told_id, version)
    checks.check_told(form, work.today)
    row.told_on, row.told_by, row.notice_version = form.told_on, form.told_by.strip(), form.notice_version.strip()
    row.why_not = form.why_not.strip()
    _of_case(work, case, reason)


@command(Permission.EDIT_CASES)
def correct_contact(work: Work, contact_id: str, version: int, form: CaseContactForm, reason: str) -> None:
    """Put a contact right."""
    row, case = _entry(work, CaseContact, contact_id, version)
    write_contact(row, form, check_contact(work, form))
    _of_case(work, case, reason)


@command(Permission.EDIT_CASES)
def correct_review(work: Work, review_id: str, version: int, form: ReviewForm, reason: str) -> None:
    """Put a review right: the day it was due, the day it was held (none where it was not), what was agreed."""
    row, case = _entry(work, CaseReview, review_id, version)
    checks.not_future("held_on", form.held_on, work.today)
    row.due_on, row.held_on, row.note = form.due_on, form.held_on, form.note.strip()
    work.session.flush()
    _follow_reviews(work, case)
    _of_case(work, case, reason)


@command(Permission.EDIT_CASES)
def plan_review(work: Work, case_id: str, due_on: date) -> None:
    """Plan a review for a day, where none is planned or one more is wanted."""
    case = work.get(PanelCase, case_id, _CASE)
    if case.status == rules.CLOSED:
        raise RuleBroken("The case is closed, so no review is due.", means="Nothing was planned.")
    if due_on < work.today:
        raise Invalid({"due_on": "Give a day that is still to come."})
    steps.plan_review(work, case, due_on)
    work.session.flush()
    _follow_reviews(work, case)
    work.changed("panel_case", case.id)
    work.names("panel_case", case.id, case.place_code)


@command(Permission.EDIT_CASES)
def take_off(work: Work, kind: str, entry_id: str, version: int, reason: str) -> None:
    """Take off a case an answer, a notice, a contact or a review that does not belong to it."""
    row, case = _entry(work, _KINDS[kind], entry_id, version)
    checks.needed(reason)
    work.session.delete(row)
    work.session.flush()
    if kind == REVIEW:
        _follow_reviews(work, case)
    _of_case(work, case, reason)


_KINDS: Final[dict[str, Any]] = {
    AGREEMENT: SupportAgreement,
    TOLD: ToldAboutPanel,
    CONTACT: CaseContact,
    REVIEW: CaseReview,
}


def _follow_reviews(work: Work, case: PanelCase) -> None:
    case.review_due_on = None if case.status == rules.CLOSED else steps.next_review(work, case)


def _entry(work: Work, kind: type[_Entry], entry_id: str, version: int) -> tuple[_Entry, PanelCase]:
    row = work.session.get(kind, entry_id)
    if row is None:
        raise NotFound("This entry is not in the workspace any more.", do="Go back to the case.")
    case = work.get(PanelCase, row.case_id, _CASE)
    check_version(row, version)
    return row, case


def _of_case(work: Work, case: PanelCase, reason: str) -> None:
    work.changed("panel_case", case.id)
    work.names("panel_case", case.id, case.place_code, checks.needed(reason))


def _event(work: Work, event_id: str, version: int) -> tuple[TriggerEvent, Referral]:
    event = work.get(TriggerEvent, event_id, "trigger event")
    referral = work.get(Referral, event.referral_id, "referral")
    check_version(event, version)
    return event, referral


def _of_referral(work: Work, referral: Referral, reason: str) -> None:
    work.changed("referral", referral.id)
    case = steps.case_of(work, referral.id)
    if case is not None:
        work.changed("panel_case", case.id)
    work.names("referral", referral.id, referral.place_code, checks.needed(reason))


def _is_other(work: Work, event: TriggerEvent, occurrence: str) -> bool:
    """Whether another standing event of the child has this reference."""
    same = select(TriggerEvent.id).where(
        TriggerEvent.person_id == event.person_id,
        TriggerEvent.id != event.id,
        TriggerEvent.occurrence == occurrence.strip(),
        TriggerEvent.occurrence != "",
        TriggerEvent.status_removed_on.is_(None),
    )
    return work.session.scalar(same.limit(1)) is not None
