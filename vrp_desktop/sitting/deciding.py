"""Deciding an item: the panel's own decision on a case, or a conference's outcome, with all that is agreed with it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from db.conferences import AgendaItem, Conference
from db.panel import CaseStatus, PanelCase
from db.reference import Forum
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.actions.commands import record_decision_with_actions
from vrp_desktop.actions.forms import Recorded
from vrp_desktop.actions.inner import open_action
from vrp_desktop.conferences import rules as sittings
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel import rules as panel_rules
from vrp_desktop.panel.forms import DecisionForm
from vrp_desktop.reference.lists import ListEntry, Lists, read_lists_of
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.doing import item_at, open_sitting, remember, snapshot, told
from vrp_desktop.sitting.forms import DecideForm
from vrp_desktop.sitting.forum import frame_of
from vrp_desktop.sitting.queries import events_of, seats_of
from vrp_desktop.sitting.sentences import read_back

DECIDED_COLUMNS = (
    "state",
    "outcome",
    "rationale",
    "disagreement",
    "read_back",
    "decision_id",
    "recorded_by",
    "on_behalf_of",
    "recorded_at",
    "closed_at",
    "opened_at",
    "seconds",
)
_CASE = ("status", "status_on", "review_due_on")


@command(Permission.EDIT_CASES)
def decide_item(work: Work, item_id: str, version: int, form: DecideForm) -> Recorded:
    """Decide an item, once; all of it or nothing. The panel's figures follow, for it is the panel's own decision."""
    item = item_at(work, item_id)
    check_version(item, version)
    sitting = open_sitting(work, item.conference_id)
    if item.outcome is not None:
        raise RuleBroken(
            "This item is decided already.", means="Nothing was changed.", do="Take that decision back first (Ctrl+Z)."
        )
    lists = read_lists_of(work.session)
    list_name = rules.outcome_list(item.kind, forum_kind(work, sitting))
    entry = lists.entry(list_name, form.outcome)
    if entry is None:
        raise Invalid({"outcome": "Choose the decision."})
    refuse_words_on_mappa(item, form)
    need_quorum(work, lists, sitting, item, entry)
    before: dict[str, Any] = {"item": snapshot(item, *DECIDED_COLUMNS)}
    day = min(sitting.held_on, work.today)
    if list_name == rules.PANEL_OUTCOMES:
        recorded = _decide_case(work, sitting, item, form, day, before)
        following = panel_rules.status_after(lists, form.outcome)
        state = rules.DEFERRED if following == panel_rules.DEFERRED else rules.DECIDED
    else:
        recorded = _decide_other(work, lists, sitting, item, form, entry, day)
        state = rules.DEFERRED if entry.extra.get("defers") else rules.DECIDED
    before["actions"] = list(recorded.action_ids)
    remember(work, sitting, "DECIDE", before, item=item, record_id=recorded.decision_id)
    _write(work, item, form, recorded, state, read_back(lists, form, list_name))
    told(work, sitting, item)
    return recorded


def refuse_words_on_mappa(item: AgendaItem, form: DecideForm) -> None:
    """Of a person under MAPPA no reasons are kept and nothing is agreed here: the lead agency's record holds them."""
    said = (form.rationale, form.disagreement, form.owner_agency, form.further, form.actions)
    if item.is_mappa and any(said):
        raise RuleBroken(
            "Of a person who is managed under MAPPA only the flag, the lead agency and the outcome are kept.",
            means="Nothing was changed.",
            do="Leave the reasons and what is agreed with the lead agency's own record.",
        )


def need_quorum(work: Work, lists: Lists, sitting: Conference, item: AgendaItem, entry: ListEntry) -> None:
    """A decision needs the quorum of its item; to put it off needs none."""
    if not rules.needs_quorum(entry):
        return
    frame = frame_of(work, lists, sitting)
    there = rules.there_for(lists, seats_of(work, lists, sitting), events_of(work, sitting.id), item.id)
    quorum = rules.item_quorum(frame.quorum, sitting.chair, there)
    if not quorum.is_met:
        raise RuleBroken(
            f"There is no quorum for this item. {' '.join(sittings.quorum_sentences(lists, quorum))}",
            means="Nothing was decided.",
            do="Record who has joined, or put the item off.",
        )


def _decide_case(
    work: Work, sitting: Conference, item: AgendaItem, form: DecideForm, day: date, before: dict[str, Any]
) -> Recorded:
    if item.case_id is None:
        raise RuleBroken("This item has no panel case.", means="Nothing was changed.")
    case = work.get(PanelCase, item.case_id, "panel case")
    on_file = set(work.session.scalars(select(CaseStatus.id).where(CaseStatus.case_id == case.id)))
    before["case"] = snapshot(case, *_CASE)
    decision = DecisionForm(
        outcome=form.outcome,
        rationale=form.rationale,
        owner_agency=form.owner_agency,
        decided_on=max(day, case.status_on),
        owner_name=form.owner_name,
        conference_id=sitting.id,
        disagreement=form.disagreement,
        keep_until=form.keep_until,
        further=form.further,
    )
    recorded: Recorded = record_decision_with_actions(work, case.id, case.version, decision, form.actions)
    work.session.flush()
    steps = select(CaseStatus.id).where(CaseStatus.case_id == case.id)
    before["steps"] = sorted(set(work.session.scalars(steps)) - on_file)
    return recorded


def _decide_other(
    work: Work, lists: Lists, sitting: Conference, item: AgendaItem, form: DecideForm, entry: ListEntry, day: date
) -> Recorded:
    """An outcome of a conference stands on its item; what is agreed are actions."""
    wrong: dict[str, str] = {}
    if item.is_mappa:
        return Recorded("", ())
    if not form.rationale.strip():
        wrong["rationale"] = "Write the reasons for the decision."
    if entry.extra.get("needs_note") and not form.disagreement.strip():
        wrong["disagreement"] = "Write what could not be agreed on."
    if wrong:
        raise Invalid(wrong)
    if form.actions:
        work.actor.need(Permission.EDIT_ACTIONS)
    place = item.place_code or sitting.place_code
    opened = tuple(
        open_action(
            work,
            lists,
            replace(
                action, conference_id=sitting.id, case_id=item.case_id, place_code=place,
                opened_on=action.opened_on or day,
            ),
            field=f"actions.{number}.",
        ).id
        for number, action in enumerate(form.actions)
    )  # fmt: skip
    return Recorded("", opened)


def _write(work: Work, item: AgendaItem, form: DecideForm, recorded: Recorded, state: str, said: str) -> None:
    if item.opened_at is not None:
        item.seconds += max(0, int((work.now - item.opened_at).total_seconds()))
        item.opened_at = None
    item.state, item.outcome, item.read_back = state, form.outcome, said
    # A panel case's reasons stand with its decision alone, so that there is one truth to put right.
    item.rationale = "" if recorded.decision_id else form.rationale.strip()
    item.disagreement = "" if recorded.decision_id else form.disagreement.strip()
    item.decision_id = recorded.decision_id or None
    item.recorded_by, item.on_behalf_of = work.actor.user_id, work.on_behalf_of
    item.recorded_at = item.closed_at = work.now


def forum_kind(work: Work, sitting: Conference) -> str:
    """What kind of forum sits."""
    forum = work.session.get(Forum, sitting.forum_code)
    return forum.kind if forum is not None else ""
