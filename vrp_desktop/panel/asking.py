"""Which agency is asked what about which child: what has no answer yet, and what waits for one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from db.panel import EligibilityAnswer, PanelCase
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.panel import answering
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.screening.marks import SCREENABLE, facts_of_agency
from vrp_desktop.reference.lists import Lists

AREA = "LIVES_IN_AREA"
_COULD_NOT_SAY = "Could not say"


@dataclass(frozen=True, slots=True)
class Asking:
    """One case with the facts that an agency is asked about it."""

    case: PanelCase
    facts: tuple[str, ...]


def facts_asked(lists: Lists, agency_code: str) -> tuple[str, ...]:
    """What an agency may be asked: its own facts, and of any agency whether the child lives in the area."""
    return (*facts_of_agency(lists, agency_code), AREA)


def choices_for(lists: Lists, fact: str) -> dict[str, tuple[str, str | None]]:
    """What may be answered to a fact: the words, each with the answer and the finding that it stands for."""
    if fact == AREA:
        found: dict[str, tuple[str, str | None]] = {"Yes": ("YES", None), "No": ("NO", None)}
    else:
        entries = sorted(lists.entries.get("partner_check_answers", {}).values(), key=lambda e: e.position)
        found = {e.label: (str(e.extra["fact"]), e.code) for e in entries}
    return found | {_COULD_NOT_SAY: ("NOT_KNOWN", None)}


def to_ask(read: Read, lists: Lists, agency_code: str, case_ids: Sequence[str] | None = None) -> list[Asking]:
    """The cases before the panel, within the reader's places, of which this agency has still something to answer."""
    wanted = select(PanelCase).where(PanelCase.status.in_(SCREENABLE)).order_by(PanelCase.status_on, PanelCase.id)
    if case_ids is not None:
        wanted = wanted.where(PanelCase.id.in_(case_ids))
    cases = [case for case in read.session.scalars(wanted) if read.actor.sees_place(case.place_code)]
    on_file = answering.answers_of(read, [case.id for case in cases])
    asked = facts_asked(lists, agency_code)
    found = [Asking(case, _open(asked, on_file.get(case.id, ()))) for case in cases]
    return [item for item in found if item.facts]


def ask(work: Work, lists: Lists, agency_code: str, items: Sequence[Asking]) -> int:
    """Put down that the agency is asked today; what waits already stays as it is. Returns how many are new."""
    if not items:
        raise RuleBroken(
            "There is nothing to ask this agency about these children.",
            means="Nothing was sent and nothing was changed.",
            do="Choose another agency, or children whose checks are still open.",
        )
    on_file = answering.answers_of(work, [item.case.id for item in items])
    asked = 0
    for item in items:
        for fact in item.facts:
            form = CheckForm(fact, answering.NOT_YET_ANSWERED, agency_code, asked_on=work.today)
            if _waits(on_file.get(item.case.id, ()), fact, agency_code):
                continue
            # A question of its own, also where another agency was asked: each has still to answer.
            answering.put_answer(work, item.case, form, ())
            answering.begin_checks(work, lists, item.case, form)
            asked += 1
        work.changed("panel_case", item.case.id)
    return asked


def _open(facts: Sequence[str], on_file: Sequence[EligibilityAnswer]) -> tuple[str, ...]:
    """The facts that nobody has answered with a yes or a no."""
    settled = {row.fact for row in on_file if row.answered_on is not None and row.answer in ("YES", "NO")}
    return tuple(fact for fact in facts if fact not in settled)


def _waits(on_file: Sequence[EligibilityAnswer], fact: str, agency_code: str) -> bool:
    return any(row.fact == fact and row.agency_code == agency_code and row.answered_on is None for row in on_file)
