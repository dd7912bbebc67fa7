"""Taking in what a check list says: every row anew by the same verdicts, and only those that fill checks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.panel import PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.imports.partner_checks.reading import SaidRow
from vrp_desktop.imports.partner_checks.verdicts import CheckPreview, RowVerdict, Verdict, check_preview
from vrp_desktop.panel import answering
from vrp_desktop.reference.lists import read_lists_of


@dataclass(frozen=True, slots=True)
class TakenAnswers:
    """What came of a list: answers written, children they are of, and the rows that were held."""

    answers: int
    children: int
    held: tuple[RowVerdict, ...]


@command(Permission.EDIT_CASES)
def take_answers(work: Work, said: Sequence[SaidRow], agency_code: str, given_on: date) -> TakenAnswers:
    """Fill the checks from a list. A list that was read before changes nothing."""
    work.actor.need(Permission.IMPORT)
    lists = read_lists_of(work.session)
    if lists.entry("agencies", agency_code) is None:
        raise Invalid({"agency_code": "Choose the agency that answered."})
    if given_on > work.today:
        raise Invalid({"given_on": "That day is in the future."})
    preview = check_preview(work, said, agency_code, given_on)
    filling = [row for row in preview.rows if row.verdict is Verdict.FILLS]
    if not filling:
        raise RuleBroken(_nothing(preview), means="Nothing was changed.", do="Look at the reasons beside the rows.")
    on_file = answering.answers_of(work, [row.case_id for row in filling])
    for row in filling:
        case = work.session.get_one(PanelCase, row.case_id)
        for form in row.answers:
            answering.put_answer(work, case, form, on_file.get(case.id, ()))
            answering.begin_checks(work, lists, case, form)
        work.changed("panel_case", case.id)
    work.names("agency", agency_code, None, "Answers from a check list")
    held = tuple(row for row in preview.rows if row.verdict is Verdict.HELD)
    return TakenAnswers(preview.answers, len(filling), held)


def _nothing(preview: CheckPreview) -> str:
    if preview.count(Verdict.UNCHANGED) and not preview.count(Verdict.HELD):
        return "Everything that this list answers is on file already."
    return "No row of this list can be taken."
