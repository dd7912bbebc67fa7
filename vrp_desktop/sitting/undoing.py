"""Taking back the last deed of a sitting: as it stood before, unless something was built on it since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from db.actions import Action, ActionStep
from db.conferences import AgendaItem, Attendance, Conference
from db.discussion import Contribution, ItemAttendance
from db.panel import CaseStatus, FurtherReferral, PanelCase, PanelDecision
from db.sitting import SittingDeed
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.search import index
from vrp_desktop.sitting.doing import open_sitting, put_back, told


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back, and on which item."""

    kind: str
    item_id: str | None


@command(Permission.EDIT_CASES)
def undo_last(work: Work, conference_id: str) -> Undone:
    """Take back the last deed at a sitting that was not taken back yet."""
    sitting = open_sitting(work, conference_id)
    last = select(SittingDeed).where(SittingDeed.conference_id == conference_id, SittingDeed.undone_at.is_(None))
    deed = work.session.scalars(last.order_by(SittingDeed.made_at.desc(), SittingDeed.id.desc()).limit(1)).first()
    if deed is None:
        raise RuleBroken("There is nothing to take back at this sitting.", means="Nothing was changed.")
    item = work.session.get(AgendaItem, deed.item_id) if deed.item_id else None
    if deed.before is None:
        raise RuleBroken(
            "The last deed is about a record that is closed to you.",
            means="Nothing was changed.",
            do="Open the record with your reason first.",
        )
    match deed.kind:
        case "DECIDE" if item is not None:
            _undecide(work, item, deed)
        case "TOLD" if item is not None:
            _restore(work, _contribution(work, item, deed), _before(deed)["row"], item, deed)
        case "WORDS" if item is not None:
            put_back(item, _before(deed))
        case "EVENT":
            event = work.session.get(ItemAttendance, deed.record_id)
            if event is not None:
                work.session.delete(event)
        case "SEAT" if "agency_code" in _before(deed):
            _reseat(work, sitting, deed)
        case "END":
            _reopen(work, sitting, deed)
        case _:
            put_back(sitting, _before(deed))
    deed.undone_at = work.now
    # What stood before stands again; nothing of it need be kept a second time.
    deed.before = {}
    told(work, sitting, item)
    return Undone(deed.kind, deed.item_id)


def _before(deed: SittingDeed) -> dict[str, Any]:
    return deed.before or {}


def _undecide(work: Work, item: AgendaItem, deed: SittingDeed) -> None:
    before = _before(deed)
    actions = [work.session.get(Action, each) for each in before.get("actions", ())]
    decision = work.session.get(PanelDecision, deed.record_id) if deed.record_id else None
    case = work.session.get(PanelCase, item.case_id) if decision is not None and item.case_id else None
    _refuse_built_on(work, case, before.get("steps", ()), [each for each in actions if each is not None])
    put_back(item, before["item"])
    work.session.flush()
    for action in actions:
        if action is not None:
            _remove_action(work, action)
    if decision is not None and case is not None:
        for further in work.session.scalars(select(FurtherReferral).where(FurtherReferral.decision_id == decision.id)):
            work.session.delete(further)
        index.remove(work.session, "panel_decision", decision.id)
        work.session.flush()
        work.session.delete(decision)
        for step_id in before["steps"]:
            step = work.session.get(CaseStatus, step_id)
            if step is not None:
                work.session.delete(step)
        put_back(case, before["case"])
        work.changed("panel_case", case.id)
    work.session.flush()


def _refuse_built_on(work: Work, case: PanelCase | None, steps: Sequence[str], actions: Sequence[Action]) -> None:
    """What was built on a decision since would hang in the air without it."""
    why = ""
    if case is not None and steps:
        newest = select(CaseStatus.id).where(CaseStatus.case_id == case.id)
        newest = newest.order_by(CaseStatus.reached_on.desc(), CaseStatus.id.desc()).limit(1)
        if work.session.scalar(newest) not in steps:
            why = f"The case {case.code} went on since."
    for action in actions:
        many = select(func.count()).select_from(ActionStep).where(ActionStep.action_id == action.id)
        if (work.session.scalar(many) or 0) > 1:
            why = f"The action {action.code} went on since."
    if why:
        raise RuleBroken(
            "This decision cannot be taken back.",
            means=f"Nothing was changed. {why}",
            do="Open the case, and put the decision right there, with the reason.",
        )


def _remove_action(work: Work, action: Action) -> None:
    for step in work.session.scalars(select(ActionStep).where(ActionStep.action_id == action.id)):
        work.session.delete(step)
    index.remove(work.session, "action", action.id)
    work.session.flush()
    work.session.delete(action)


def _contribution(work: Work, item: AgendaItem, deed: SittingDeed) -> Contribution | None:
    agency = _before(deed)["agency_code"]
    mine = select(Contribution).where(Contribution.item_id == item.id, Contribution.agency_code == agency)
    return work.session.scalars(mine).one_or_none()


def _restore(work: Work, row: Contribution | None, kept: dict[str, Any] | None, item: AgendaItem, deed: Any) -> None:
    if kept is None:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = Contribution(
            id=work.new_id(), conference_id=item.conference_id, item_id=item.id, person_id=item.person_id,
            agency_code=_before(deed)["agency_code"], recorded_by=deed.made_by, recorded_at=deed.made_at,
        )  # fmt: skip
        work.add(row)
    put_back(row, kept)


def _reseat(work: Work, sitting: Conference, deed: SittingDeed) -> None:
    agency, kept = _before(deed)["agency_code"], _before(deed)["row"]
    mine = select(Attendance).where(Attendance.conference_id == sitting.id, Attendance.agency_code == agency)
    row = work.session.scalars(mine).one_or_none()
    if kept is None:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = Attendance(id=work.new_id(), conference_id=sitting.id, agency_code=agency)
        work.add(row)
    put_back(row, kept)


def _reopen(work: Work, sitting: Conference, deed: SittingDeed) -> None:
    put_back(sitting, _before(deed)["sitting"])
    for item_id, state in _before(deed)["items"].items():
        item = work.session.get(AgendaItem, item_id)
        if item is not None:
            item.state = state
