"""The inner steps of partner checks, shared by one case, screening many and sheets: each within a running work."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from db.panel import CaseStatus, EligibilityAnswer, PanelCase
from vrp_desktop.access.work import Read, Work
from vrp_desktop.calendar import british
from vrp_desktop.errors import Invalid
from vrp_desktop.panel import rules, steps
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.reference.lists import Lists

NOT_YET_ANSWERED: Final = "NOT_YET_ANSWERED"
_AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True)
class Given:
    """An answer as it was written: into a question that waited, or as a row of its own."""

    row: EligibilityAnswer
    was_waiting: bool
    agency_before: str | None


def answers_of(read: Read, case_ids: Sequence[str]) -> Mapping[str, list[EligibilityAnswer]]:
    """Every question and answer of some cases, oldest first."""
    found: dict[str, list[EligibilityAnswer]] = {}
    for start in range(0, len(case_ids), _AT_ONCE):
        some = EligibilityAnswer.case_id.in_(case_ids[start : start + _AT_ONCE])
        for row in read.session.scalars(select(EligibilityAnswer).where(some).order_by(EligibilityAnswer.id)):
            found.setdefault(row.case_id, []).append(row)
    return found


def open_question(on_file: Iterable[EligibilityAnswer], form: CheckForm) -> EligibilityAnswer | None:
    """The newest question of this fact without an answer that this agency was asked, by the day of the answer."""
    waiting = [row for row in on_file if row.fact == form.fact and row.answered_on is None]
    if form.agency_code:
        waiting = [row for row in waiting if row.agency_code in (form.agency_code, None)]
    if form.answered_on is not None:
        waiting = [row for row in waiting if row.asked_on is None or row.asked_on <= form.answered_on]
    return max(waiting, key=lambda row: row.id, default=None)


def check_not_waiting(on_file: Iterable[EligibilityAnswer], form: CheckForm) -> None:
    """Refuse to ask what this agency was asked already and has still to answer."""
    waiting = open_question(on_file, form) if form.answer == NOT_YET_ANSWERED else None
    if waiting is not None:
        asked = f" on {british(waiting.asked_on)}" if waiting.asked_on else ""
        raise Invalid({"asked_on": f"This was asked{asked} already, and has no answer yet."})


def same_answer(on_file: Iterable[EligibilityAnswer], form: CheckForm) -> EligibilityAnswer | None:
    """The very answer that is on file already: the same agency, finding and day."""
    wanted = (form.fact, form.answer, form.finding, form.agency_code, form.answered_on)
    return next(
        (row for row in on_file if (row.fact, row.answer, row.finding, row.agency_code, row.answered_on) == wanted),
        None,
    )


def put_answer(work: Work, case: PanelCase, form: CheckForm, on_file: Iterable[EligibilityAnswer]) -> Given:
    """Write a question or an answer that was checked: an answer closes the question that waits for it."""
    waiting = open_question(on_file, form)
    before = waiting.agency_code if waiting is not None else None
    row = waiting or work.add(
        EligibilityAnswer(id=work.new_id(), case_id=case.id, person_id=case.person_id, fact=form.fact)
    )
    write(row, form)
    row.asked_on = form.asked_on or row.asked_on
    return Given(row, waiting is not None, before)


def write(row: EligibilityAnswer, form: CheckForm) -> None:
    """Fill a row from what was typed."""
    row.answer, row.finding, row.answered_on = form.answer, form.finding, form.answered_on
    row.agency_code = form.agency_code or row.agency_code
    row.service, row.lead_professional = form.service.strip(), form.lead_professional.strip()
    row.note = form.note.strip()


def begin_checks(work: Work, lists: Lists, case: PanelCase, form: CheckForm) -> CaseStatus | None:
    """A case that is only identified goes to Partner checks with its first question or answer; the step, if any."""
    if case.status != rules.IDENTIFIED:
        return None
    on = max(case.status_on, form.asked_on or form.answered_on or work.today)
    return steps.take_step(work, lists, case, rules.PARTNER_CHECKS, min(on, work.today))
