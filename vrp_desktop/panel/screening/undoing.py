"""Taking a marking back: each case as it stood before, unless something was built on it since."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from db.panel import CaseStatus, EligibilityAnswer, PanelCase, Referral
from db.people import Person
from db.screening import ScreeningDeed, ScreeningEffect
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.panel.answering import NOT_YET_ANSWERED
from vrp_desktop.panel.screening.effects import GIVEN, NEW_ANSWER, STEP, WITHDRAWN
from vrp_desktop.panel.screening.forms import LeftAlone, Marked

_BUILT_ON = "Something was recorded on it since."
_CHANGED = "The answer was changed since."
_ERASED = "The child's record was erased."


def take_back(work: Work, deed: ScreeningDeed) -> Marked:
    """Undo a deed case by case; refused where no case can be taken back."""
    done: list[str] = []
    left: list[LeftAlone] = []
    for case_id, effects in _by_case(work, deed).items():
        case = work.session.get_one(PanelCase, case_id)
        why = _why_not(work, case, effects)
        if why:
            left.append(LeftAlone(case_id, case.code if work.actor.sees_place(case.place_code) else "", why))
            continue
        for effect in reversed(effects):
            _reverse(work, case, effect)
            effect.undone_at = work.now
        work.session.flush()
        work.changed("panel_case", case_id)
        done.append(case_id)
    if not done:
        raise RuleBroken(
            "This marking cannot be taken back.",
            means=f"Nothing was changed. {' '.join(dict.fromkeys(item.why for item in left))}",
            do="Open the case, and put right there what is wrong.",
        )
    deed.undone_at = work.now
    work.names("screening_deed", deed.id, None)
    return Marked(deed.id, deed.mark, tuple(done), tuple(left))


def _by_case(work: Work, deed: ScreeningDeed) -> dict[str, list[ScreeningEffect]]:
    mine = select(ScreeningEffect).where(ScreeningEffect.deed_id == deed.id, ScreeningEffect.undone_at.is_(None))
    found: dict[str, list[ScreeningEffect]] = {}
    for effect in work.session.scalars(mine.order_by(ScreeningEffect.id)):
        found.setdefault(effect.case_id, []).append(effect)
    return found


def _why_not(work: Work, case: PanelCase, effects: Sequence[ScreeningEffect]) -> str:
    """Why a case stays as it is; empty where nothing stands in the way."""
    if not work.actor.sees_place(case.place_code):
        return "It belongs to a place that is not one of yours."
    if work.session.get_one(Person, case.person_id).erased_at is not None:
        return _ERASED
    steps = [effect.record_id for effect in effects if effect.kind == STEP]
    if steps and (_last_step(work, case) != steps[-1] or _was_answered_since(work, case, effects)):
        return _BUILT_ON
    for effect in effects:
        if effect.kind in (NEW_ANSWER, GIVEN):
            row = work.session.get(EligibilityAnswer, effect.record_id)
            if row is None or row.version != effect.version_after:
                return _CHANGED
    return ""


def _was_answered_since(work: Work, case: PanelCase, effects: Sequence[ScreeningEffect]) -> bool:
    """Whether a check was recorded after these effects: the case may then not go back to before its checks."""
    own = {effect.record_id for effect in effects}
    since = select(EligibilityAnswer.id).where(
        EligibilityAnswer.case_id == case.id, EligibilityAnswer.id > effects[0].id
    )
    return bool(set(work.session.scalars(since)) - own)


def _last_step(work: Work, case: PanelCase) -> str | None:
    newest = select(CaseStatus.id).where(CaseStatus.case_id == case.id)
    return work.session.scalar(newest.order_by(CaseStatus.reached_on.desc(), CaseStatus.id.desc()).limit(1))


def _reverse(work: Work, case: PanelCase, effect: ScreeningEffect) -> None:
    if effect.kind == STEP:
        _step_back(work, case, effect)
    elif effect.kind == NEW_ANSWER:
        work.session.delete(work.session.get_one(EligibilityAnswer, effect.record_id))
    elif effect.kind == GIVEN:
        row = work.session.get_one(EligibilityAnswer, effect.record_id)
        row.answer, row.finding, row.answered_on = NOT_YET_ANSWERED, None, None
        row.agency_code, row.service, row.note = effect.agency_before, "", ""
    elif effect.kind == WITHDRAWN:
        referral = work.session.get_one(Referral, effect.record_id)
        referral.withdrawn_on, referral.withdrawn_reason = None, None


def _step_back(work: Work, case: PanelCase, effect: ScreeningEffect) -> None:
    """The case stands where it stood; what closing it wrote is gone too."""
    step = work.session.get_one(CaseStatus, effect.record_id)
    if case.closed_on is not None:
        case.closed_on, case.closure_reason, case.closure_note = None, None, ""
        case.redirect_reason, case.review_due_on = None, effect.review_before
    work.session.delete(step)
    if effect.status_before is not None and effect.status_on_before is not None:
        case.status, case.status_on = effect.status_before, effect.status_on_before
