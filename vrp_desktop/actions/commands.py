"""What changes actions: one function for each deed, and a decision together with its actions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.actions import Action
from db.panel import PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.actions import rules
from vrp_desktop.actions.forms import ActionForm, Recorded
from vrp_desktop.actions.inner import action_of, check_form, index_action, last_day, open_action, steps_of, write_step
from vrp_desktop.conferences import agenda
from vrp_desktop.conferences.items import refuse_frozen
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.confirmed import amend, settle
from vrp_desktop.panel import deciding
from vrp_desktop.panel.forms import DecisionForm
from vrp_desktop.reference.lists import Lists, read_lists_of

_KIND = "action"


@command(Permission.EDIT_ACTIONS)
def add_action(work: Work, form: ActionForm) -> str:
    """Add an action; returns its id."""
    action = open_action(work, read_lists_of(work.session), form)
    work.names(_KIND, action.id, action.place_code)
    return action.id


@command(Permission.EDIT_ACTIONS)
def edit_action(work: Work, action_id: str, version: int, form: ActionForm) -> None:
    """Save what an action says. A new due date is agreed today; until then the old one stood."""
    action = action_of(work, action_id)
    check_version(action, version)
    form = replace(form, opened_on=form.opened_on or action.opened_on)
    lists = read_lists_of(work.session)
    check_form(lists, form, work.today)
    agreed = (action.text, action.owner_agency)
    _move_opening(work, action, form.opened_on or action.opened_on)
    action.text, action.serves = form.text.strip(), form.serves.strip()
    action.owner_agency, action.owner_name, action.priority = form.owner_agency, form.owner_name.strip(), form.priority
    if form.due_on is not None and form.due_on != action.due_on:
        action.due_on = form.due_on
        write_step(work, action, max(work.today, last_day(work, action_id)), "")
    index_action(work, action)
    if (action.text, action.owner_agency) != agreed:
        _amend(work, lists, action, agreed[1], form.late_reason)
    work.names(_KIND, action_id, action.place_code)


@command(Permission.EDIT_ACTIONS)
def move_action(
    work: Work,
    action_id: str,
    version: int,
    status: str,
    on: date,
    undone_reason: str | None = None,
    note: str = "",
) -> None:
    """Take an action to its next status. Closed undone, it says whether it could not be done or was not, and why."""
    action = action_of(work, action_id)
    check_version(action, version)
    lists = read_lists_of(work.session)
    rules.check_step(lists, action.status, status, last_day(work, action_id), on, work.today)
    wrong = rules.check_closing(lists, status, undone_reason, note)
    if wrong:
        raise Invalid(wrong)
    action.status = status
    action.closed_on = None if rules.is_open(status) else on
    is_undone = status == rules.NOT_DONE
    action.undone_reason = undone_reason if is_undone else None
    action.undone_note = note.strip() if is_undone else ""
    write_step(work, action, on, note)
    work.names(_KIND, action_id, action.place_code)


@command(Permission.EDIT_ACTIONS)
def carry_forward(work: Work, action_ids: Sequence[str], conference_id: str, due_on: date | None = None) -> None:
    """Carry open actions forward to a sitting, with a new due date for all where one is given."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    if due_on is not None and due_on < work.today:
        raise Invalid({"due_on": "The new due date has passed already."})
    for action_id in action_ids:
        action = action_of(work, action_id)
        if not rules.is_open(action.status):
            raise RuleBroken(f"The action {action.code} is closed.", means="Nothing was changed.")
        action.due_on = due_on or action.due_on
        write_step(work, action, max(work.today, last_day(work, action_id)), "", conference_id)
        work.changed(_KIND, action_id)
    work.changed("conference", conference_id)
    work.names("conference", conference_id, sitting.place_code)


@command(Permission.EDIT_CASES)
def record_decision_with_actions(
    work: Work, case_id: str, version: int, decision: DecisionForm, actions: Sequence[ActionForm] = ()
) -> Recorded:
    """Record a decision together with the actions agreed on the case: all of it or nothing."""
    if actions:
        work.actor.need(Permission.EDIT_ACTIONS)
    decision_id = deciding.record_decision(work, case_id, version, decision)
    if decision.conference_id is not None:
        agenda.add_item(work, decision.conference_id, case_id)
        settle(work, decision.conference_id)
        work.changed("conference", decision.conference_id)
    lists = read_lists_of(work.session)
    opened = tuple(
        open_action(work, lists, _agreed(form, case_id, decision), field=f"actions.{number}.").id
        for number, form in enumerate(actions)
    )
    case = work.get(PanelCase, case_id, "panel case")
    work.names("panel_case", case_id, case.place_code)
    return Recorded(decision_id, opened)


def _agreed(form: ActionForm, case_id: str, decision: DecisionForm) -> ActionForm:
    """An action agreed with a decision is of its case, its sitting and its day."""
    return replace(
        form, case_id=case_id, conference_id=decision.conference_id, opened_on=form.opened_on or decision.decided_on,
        late_reason=form.late_reason or decision.rationale,
    )  # fmt: skip


def _amend(work: Work, lists: Lists, action: Action, owner_before: str, why: str) -> None:
    """What was agreed is put right: said beside the sitting's record where that is confirmed."""
    now, before = (lists.label("agencies", code) for code in (action.owner_agency, owner_before))
    what = f"now for {now}, until then for {before}" if now != before else "in other words"
    amend(work, action.conference_id, f"Action {action.code} was put right: {what}.", why, case_id=action.case_id)


def _move_opening(work: Work, action: Action, opened_on: date) -> None:
    """The day of agreeing is the first step's day, and never after the second's."""
    if opened_on == action.opened_on:
        return
    first, *others = steps_of(work, action.id)
    if others and others[0].reached_on < opened_on:
        raise Invalid({"opened_on": f"The action's next step was on {others[0].reached_on:%d/%m/%Y}, before this day."})
    first.reached_on = action.opened_on = opened_on
