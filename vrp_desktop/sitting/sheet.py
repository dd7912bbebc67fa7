"""A sitting that was held on paper, typed in afterwards: each line becomes what the keys would have recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, KnownError, RuleBroken
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.commands import end_sitting, name_chair, read_statement, seat_agency, start_sitting
from vrp_desktop.sitting.deciding import decide_item, forum_kind
from vrp_desktop.sitting.doing import item_at
from vrp_desktop.sitting.flow import Flow, Ground, Step
from vrp_desktop.sitting.forms import DecideForm, EndForm

BETWEEN = ";"
"""Stands between several actions or programmes of one line."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item as the tick sheet has it, in the words that are typed live: an owner as “yjs 2w”."""

    item_id: str
    outcome: str = ""
    why: str = ""
    owner: str = ""
    agreed: str = ""
    further: str = ""
    disagreement: str = ""


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A tick sheet whole. An item without an outcome was not reached."""

    lines: tuple[SheetLine, ...]
    attendance: tuple[AttendanceForm, ...]
    chair: str = ""
    statement_read: bool = False
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a line says: the decision and the sentence that it is read back by, or what is wrong, by field."""

    form: DecideForm
    sentence: str
    wrong: dict[str, str]


def understood(ground: Ground, list_name: str, line: SheetLine, *, is_mappa: bool = False) -> Understood:
    """Read a line as the live view reads what is typed, step by step."""
    flow = Flow(line.outcome, list_name, is_mappa=is_mappa)
    steps = set(flow.steps(ground))
    wrong: dict[str, str] = {}
    if line.disagreement.strip() and not is_mappa:
        steps.add(Step.DISAGREEMENT)
    typed = (
        (Step.WHY, "why", (line.why,)),
        (Step.OWNER, "owner", (line.owner,)),
        (Step.DISAGREEMENT, "disagreement", (line.disagreement,)),
        (Step.ACTIONS, "agreed", _several(line.agreed)),
        (Step.FURTHER, "further", _several(line.further)),
    )
    for step, field, texts in typed:
        for text in texts if step in steps else ():
            flow.step = step
            said = flow.take(ground, text)
            if said and field not in wrong:
                wrong[field] = said
    return Understood(flow.form(), flow.sentence(ground), wrong)


def sheet_is_due(state: str, held_on: date, today: date) -> bool:
    """Whether a sitting may be typed in from paper: its day has come, and it was not begun on the screen."""
    return state == rules.NOT_STARTED and held_on <= today


@command(Permission.EDIT_CASES)
def type_in_sheet(work: Work, conference_id: str, version: int, form: SheetForm) -> str:
    """A whole sitting from its tick sheet, by the deeds of the live sitting and their checks; all of it or nothing.

    Returns HELD or NOT_QUORATE. Paper has no clock, so no times are kept.
    """
    work.actor.need(Permission.EDIT_CONFERENCES)
    sitting = sitting_of(work, conference_id)
    check_version(sitting, version)
    if sitting.state != rules.NOT_STARTED:
        raise RuleBroken(
            "This sitting was begun on the screen.", means="Nothing was changed.", do="Go on with it in the live view."
        )
    start_sitting(work, conference_id)
    if form.chair.strip():
        name_chair(work, conference_id, form.chair)
    for seat in form.attendance:
        if seat.state:
            seat_agency(work, conference_id, seat)
    if form.statement_read:
        read_statement(work, conference_id)
    work.session.flush()
    _decide(work, conference_id, form)
    status: str = end_sitting(work, conference_id, EndForm(form.next_on, form.note))
    sitting.started_at = sitting.ended_at = sitting.statement_read_at = None
    return status


def _decide(work: Work, conference_id: str, form: SheetForm) -> None:
    sitting, lists = sitting_of(work, conference_id), read_lists_of(work.session)
    ground = Ground(lists, sitting.held_on, form.next_on or sitting.next_on)
    wrong: list[str] = []
    for line in form.lines:
        if not line.outcome:
            continue
        item = item_at(work, line.item_id)
        list_name = rules.outcome_list(item.kind, forum_kind(work, sitting))
        read = understood(ground, list_name, line, is_mappa=item.is_mappa)
        said = list(read.wrong.values())
        if not said and item.conference_id == conference_id:
            try:
                decide_item(work, item.id, item.version, read.form)
            except Invalid as error:
                said = list(error.fields.values())
            except KnownError as error:
                said = [error.what]
        if said:
            wrong.append(f"Item {item.position}: {' '.join(said)}")
    if wrong:
        raise Invalid({"lines": " ".join(wrong)})


def _several(typed: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in typed.split(BETWEEN) if part.strip())
