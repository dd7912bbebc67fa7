"""Partner checks: asking an agency about a child, what it answered and when, and putting either right."""

from __future__ import annotations

from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import NotFound
from vrp_desktop.panel import answering, checks
from vrp_desktop.panel.answering import NOT_YET_ANSWERED
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.reference.lists import read_lists_of

__all__ = ["NOT_YET_ANSWERED", "correct_check", "record_check", "remove_check"]

_CASE = "panel case"


@command(Permission.EDIT_CASES)
def record_check(work: Work, case_id: str, form: CheckForm) -> str:
    """Record that a partner was asked, or what it answered; returns the row's id. Earlier answers stay.

    An answer closes the open question to the same agency. An Identified case goes to Partner checks.
    """
    case = work.get(PanelCase, case_id, _CASE)
    lists = read_lists_of(work.session)
    checks.check_answer(lists, form, work.today)
    on_file = answering.answers_of(work, [case_id]).get(case_id, ())
    answering.check_not_waiting(on_file, form)
    given = answering.put_answer(work, case, form, on_file)
    answering.begin_checks(work, lists, case, form)
    _close_deed(work, case)
    return given.row.id


@command(Permission.EDIT_CASES)
def correct_check(work: Work, check_id: str, version: int, form: CheckForm, reason: str) -> None:
    """Put one question or answer right, with the reason; a new answer is recorded instead."""
    row, case = _check_of(work, check_id)
    check_version(row, version)
    checks.check_answer(read_lists_of(work.session), form, work.today)
    row.fact, row.asked_on = form.fact, form.asked_on
    answering.write(row, form)
    _close_deed(work, case, checks.needed(reason))


@command(Permission.EDIT_CASES)
def remove_check(work: Work, check_id: str, version: int, reason: str) -> None:
    """Take off the case a question or an answer that does not belong to it, with the reason."""
    row, case = _check_of(work, check_id)
    check_version(row, version)
    checks.needed(reason)
    work.session.delete(row)
    _close_deed(work, case, reason.strip())


def _check_of(work: Work, check_id: str) -> tuple[EligibilityAnswer, PanelCase]:
    row = work.session.get(EligibilityAnswer, check_id)
    if row is None:
        raise NotFound("This partner check is not in the workspace any more.", do="Go back to the case.")
    return row, work.get(PanelCase, row.case_id, _CASE)


def _close_deed(work: Work, case: PanelCase, reason: str = "") -> None:
    work.changed("panel_case", case.id)
    work.names("panel_case", case.id, case.place_code, reason)
