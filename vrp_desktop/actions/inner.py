"""The inner steps of an action, each within a running work: opening it, writing its history, letting it be found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from db.actions import Action, ActionStep
from db.panel import PanelCase
from vrp_desktop.access.work import Read, Work
from vrp_desktop.actions import rules
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, NotFound
from vrp_desktop.forums.confirmed import LATE_REASON, amend
from vrp_desktop.reference.lists import Lists
from vrp_desktop.search import index


def action_of(read: Read, action_id: str) -> Action:
    """The action, where it lies in the actor's places; one of the whole area is for users of all places."""
    action = read.session.get(Action, action_id)
    if action is None or not read.actor.sees_place(action.place_code):
        raise NotFound("This action is not in the workspace, or not in your places.", do="Go back to the list.")
    return action


def open_action(work: Work, lists: Lists, form: ActionForm, field: str = "") -> Action:
    """Add an action with its first step. `field` begins the names of fields that must be mended."""
    case = work.get(PanelCase, form.case_id, "panel case") if form.case_id else None
    sitting = sitting_of(work, form.conference_id) if form.conference_id else None
    day = form.opened_on or (min(sitting.held_on, work.today) if sitting else work.today)
    form = replace(form, opened_on=day)
    place_code = form.place_code or None
    if case is not None:
        place_code = case.place_code
    elif place_code is None and sitting is not None:
        place_code = sitting.place_code
    work.need_place(place_code)
    check_form(lists, form, work.today, field)
    action = Action(
        id=work.new_id(),
        code=work.new_code_for(Action, "A"),
        place_code=place_code,
        conference_id=form.conference_id,
        case_id=form.case_id,
        person_id=case.person_id if case else None,
        text=form.text.strip(),
        serves=form.serves.strip(),
        owner_agency=form.owner_agency,
        owner_name=form.owner_name.strip(),
        opened_on=day,
        due_on=form.due_on,
        priority=form.priority,
        status=rules.OPEN,
        undone_note="",
    )
    work.add(action)
    work.session.flush()
    write_step(work, action, day, "")
    index_action(work, action)
    owner = lists.label("agencies", action.owner_agency)
    amend(
        work, action.conference_id, f"Action {action.code} was added, for {owner}.", form.late_reason,
        case_id=action.case_id, field=f"{field}{LATE_REASON}",
    )  # fmt: skip
    return action


def write_step(work: Work, action: Action, on: date, note: str, carried_to: str | None = None) -> None:
    """Write where the action stands into its dated history."""
    work.add(
        ActionStep(
            id=work.new_id(),
            action_id=action.id,
            person_id=action.person_id,
            conference_id=carried_to,
            status=action.status,
            reached_on=on,
            due_on=action.due_on,
            undone_reason=action.undone_reason,
            note=note.strip(),
        )
    )
    work.session.flush()


def index_action(work: Work, action: Action) -> None:
    """Let the action be found by its words."""
    words = [action.code, action.text, action.serves, action.owner_name]
    index.put(work.session, "action", action.id, words, person_id=action.person_id, place_code=action.place_code)


def check_form(lists: Lists, form: ActionForm, today: date, field: str = "") -> None:
    """An action says what, by whom and by when (M5)."""
    wrong: dict[str, str] = {}
    if not form.text.strip():
        wrong["text"] = "Write what will be done."
    if lists.entry("agencies", form.owner_agency) is None:
        wrong["owner_agency"] = "Choose the agency that owns the action."
    if lists.entry("action_priorities", form.priority) is None:
        wrong["priority"] = "Choose the priority."
    if form.opened_on is not None and form.opened_on > today:
        wrong["opened_on"] = "The day it was agreed is in the future."
    if form.due_on is None:
        wrong["due_on"] = "Give the day by which it will be done."
    elif form.opened_on is not None and form.due_on < form.opened_on:
        wrong["due_on"] = "The due date is before the day it was agreed."
    if wrong:
        raise Invalid({f"{field}{name}": sentence for name, sentence in wrong.items()})


def steps_of(work: Work, action_id: str) -> list[ActionStep]:
    """An action's history, oldest step first."""
    statement = select(ActionStep).where(ActionStep.action_id == action_id)
    return list(work.session.scalars(statement.order_by(ActionStep.reached_on, ActionStep.id)))


def last_day(work: Work, action_id: str) -> date:
    """The day of its last step."""
    return steps_of(work, action_id)[-1].reached_on
