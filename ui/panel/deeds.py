"""Which dialog a deed on a case opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.leads import LeadDialog
from ui.panel.dialogs import CloseCase, Decide, EditCase, Move, Reopen, Screen
from ui.panel.partner_checks import AnswerChecks, RemoveCheck
from ui.panel.referral_dialogs import EditEvent, EditReferral, RemoveEvent, RemoveStatus, RestoreStatus, Withdraw
from ui.panel.support_dialogs import Agree, CorrectReview, HoldReview, PlanReview, TakeOff, Tell
from ui.widgets.fields import Option
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.panel.correcting import AGREEMENT, REVIEW, TOLD
from vrp_desktop.panel.rows import AgreementRow, CaseRecord, CheckRow, DecisionRow, EventRow, ReviewRow, ToldRow

Opened = Callable[[Desk, QWidget, CaseRecord], FormDialog]

_PLAIN: Final[dict[str, Opened]] = {
    "screen": Screen,
    "edit": EditCase,
    "close": CloseCase,
    "reopen": Reopen,
    "closing_correct": lambda desk, parent, record: CloseCase(desk, parent, record, is_correction=True),
    "agree": Agree,
    "tell": Tell,
    "plan_review": PlanReview,
    "withdraw": Withdraw,
    "edit_referral": EditReferral,
    "add_event": EditEvent,
    "lead": lambda desk, parent, record: LeadDialog(desk, parent, record.person_id, record.lead),
}
"""Deeds that are about the case as a whole."""


def dialog_for(
    desk: Desk, parent: QWidget, record: CaseRecord, sittings: tuple[Option, ...], deed: str, detail: str
) -> FormDialog | None:
    """The dialog of a deed; `detail` is the id of the entry that it is about, or a code. None for no such deed."""
    if deed in _PLAIN:
        return _PLAIN[deed](desk, parent, record)
    match deed:
        case "decide":
            return Decide(desk, parent, record, sittings, None)
        case "correct":
            return Decide(desk, parent, record, sittings, _decision(record, detail))
        case "move":
            return Move(desk, parent, record, detail)
        case "answer":
            return AnswerChecks(desk, parent, record, detail)
        case "correct_check":
            check = _check(record, detail)
            return AnswerChecks(desk, parent, record, check.fact, check)
        case "remove_check":
            return RemoveCheck(desk, parent, record, _check(record, detail))
        case "review":
            return HoldReview(desk, parent, _review(record, detail), record.place_code)
    return _of_event(desk, parent, record, deed, detail) or _of_entry(desk, parent, record, deed, detail)


def _of_event(desk: Desk, parent: QWidget, record: CaseRecord, deed: str, detail: str) -> FormDialog | None:
    match deed:
        case "event_correct":
            return EditEvent(desk, parent, record, _event(record, detail))
        case "event_take_off":
            return RemoveEvent(desk, parent, record, _event(record, detail))
        case "status_removed":
            return RemoveStatus(desk, parent, _event(record, detail), record.referral.referral_id)
        case "status_stands":
            return RestoreStatus(desk, parent, record, _event(record, detail))
    return None


def _of_entry(desk: Desk, parent: QWidget, record: CaseRecord, deed: str, detail: str) -> FormDialog | None:
    match deed:
        case "agreement_correct":
            return Agree(desk, parent, record, _agreement(record, detail))
        case "agreement_take_off":
            answer = _agreement(record, detail)
            said = desk.shelf.label("agreement_to_support", answer.answer)
            words = f"Agreement to support of {british(answer.answered_on)}: {said.lower()}."
            return TakeOff(desk, parent, record, AGREEMENT, (detail, answer.version), words)
        case "told_correct":
            return Tell(desk, parent, record, _told(record, detail))
        case "told_take_off":
            told = _told(record, detail)
            words = f"Told about the panel on {british(told.told_on)}." if told.told_on else "Not told about the panel."
            return TakeOff(desk, parent, record, TOLD, (detail, told.version), words)
        case "review_correct":
            return CorrectReview(desk, parent, record, _review(record, detail))
        case "review_take_off":
            review = _review(record, detail)
            return TakeOff(
                desk, parent, record, REVIEW, (detail, review.version), f"Review due {british(review.due_on)}."
            )
    return None


def _decision(record: CaseRecord, decision_id: str) -> DecisionRow:
    return next(each for each in record.decisions if each.decision_id == decision_id)


def _check(record: CaseRecord, check_id: str) -> CheckRow:
    return next(each for each in record.checks if each.check_id == check_id)


def _review(record: CaseRecord, review_id: str) -> ReviewRow:
    return next(each for each in record.reviews if each.review_id == review_id)


def _event(record: CaseRecord, event_id: str) -> EventRow:
    return next(each for each in record.referral.events if each.event_id == event_id)


def _agreement(record: CaseRecord, agreement_id: str) -> AgreementRow:
    return next(each for each in record.agreements if each.agreement_id == agreement_id)


def _told(record: CaseRecord, told_id: str) -> ToldRow:
    return next(each for each in record.told if each.told_id == told_id)
