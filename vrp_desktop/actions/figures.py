"""What actions count: opened, completed, completed on time, closed undone, and overdue at the end of the period."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, and_, cast, exists, or_, select
from sqlalchemy.orm import aliased, join

from db.actions import Action, ActionStep
from db.functions import days_between
from vrp_desktop.actions import rules
from vrp_desktop.figures.figure import END, NEAR_DAYS, Condition, Figure, Kind, Source, Unit, in_window

_NO_ACTION = "No action is on file."
_DIMENSIONS = {"agency": cast(Action.owner_agency, String), "place": cast(Action.place_code, String)}
BREAKDOWNS = ("agency", "place")

ACTIONS = Source(
    kind="action",
    origin=Action.__table__,
    record_id=Action.id,
    unit_id=Action.id,
    person_id=Action.person_id,
    on=Action.opened_on,
    place=Action.place_code,
    dimensions=_DIMENSIONS,
    no_record=_NO_ACTION,
)
STEPS = Source(
    kind="action_step",
    origin=join(ActionStep.__table__, Action.__table__, Action.id == ActionStep.action_id),
    record_id=ActionStep.id,
    unit_id=Action.id,
    person_id=Action.person_id,
    on=ActionStep.reached_on,
    place=Action.place_code,
    dimensions=_DIMENSIONS,
    no_record=_NO_ACTION,
)


def _after(later: Any, step: Any) -> Any:
    return or_(later.reached_on > step.reached_on, and_(later.reached_on == step.reached_on, later.id > step.id))


def _stands() -> Condition:
    """An action that was opened again is not closed: its last step by the end of the period decides."""
    later = aliased(ActionStep)
    found = exists().where(later.action_id == ActionStep.action_id, later.reached_on <= END, _after(later, ActionStep))
    return Condition(
        code="stands",
        test=~found.correlate(ActionStep),
        passed="It is the action's last step in the period.",
        failed="The action went on after this step.",
        kind=Kind.SCOPE,
    )


def _step_to(statuses: tuple[str, ...], passed: str, failed: str) -> Condition:
    return Condition(
        code="status",
        test=ActionStep.status.in_(statuses),
        passed=passed,
        failed=failed,
        values={"action_status": ActionStep.status},
        kind=Kind.SCOPE,
    )


def _at_end(column: Any) -> Any:
    """A column of the action's last step on or before the end of the period."""
    step = aliased(ActionStep)
    return (
        select(getattr(step, column.key))
        .where(step.action_id == Action.id, step.reached_on <= END)
        .order_by(step.reached_on.desc(), step.id.desc())
        .limit(1)
        .correlate(Action)
        .scalar_subquery()
    )


_STATUS_AT_END = _at_end(ActionStep.status)
_DUE_AT_END = _at_end(ActionStep.due_on)
_COMPLETE = _step_to((rules.COMPLETE,), "The action was completed.", "This step of the action is not its completion.")
_ON_TIME = Condition(
    code="on_time",
    test=ActionStep.reached_on <= ActionStep.due_on,
    passed="Due on {due_on}, completed on {completed_on}.",
    failed="Due on {due_on}, completed late, on {completed_on}.",
    values={"due_on": ActionStep.due_on, "completed_on": ActionStep.reached_on},
    near=days_between(ActionStep.due_on, ActionStep.reached_on).between(1, NEAR_DAYS),
)
_WAS_DUE = Condition(
    code="was_due",
    test=_DUE_AT_END < END,
    passed="Due on {due_on}, before the end of the period.",
    failed="Due on {due_on}, not before the end of the period.",
    unknown="The action was not yet agreed.",
    values={"due_on": _DUE_AT_END},
    kind=Kind.SCOPE,
)
_WAS_OPEN = Condition(
    code="was_open",
    test=_STATUS_AT_END.in_(rules.OPEN_STATUSES),
    passed="It was still open at the end of the period.",
    failed="It was closed by the end of the period: {action_status}.",
    unknown="The action was not yet agreed.",
    values={"action_status": _STATUS_AT_END},
)

OPENED = Figure(
    code="ACTIONS_OPENED",
    label="Actions opened",
    unit=Unit.ACTIONS,
    source=ACTIONS,
    conditions=(in_window(Action.opened_on, "Agreed"),),
    breakdowns=BREAKDOWNS,
    date_test="Day the action was agreed in the period",
    meaning="Actions agreed in the period, by the agency that owns them.",
)
COMPLETED = Figure(
    code="ACTIONS_COMPLETED",
    label="Actions completed",
    unit=Unit.ACTIONS,
    source=STEPS,
    conditions=(_COMPLETE, _stands(), in_window(ActionStep.reached_on, "Completed")),
    breakdowns=BREAKDOWNS,
    date_test="Day of completion in the period",
    meaning="Actions completed in the period. One that was opened again by its end is not counted.",
)
COMPLETED_ON_TIME = Figure(
    code="ACTIONS_COMPLETED_ON_TIME",
    label="Actions completed on time",
    unit=Unit.ACTIONS,
    source=STEPS,
    conditions=(_COMPLETE, _stands(), in_window(ActionStep.reached_on, "Completed"), _ON_TIME),
    breakdowns=BREAKDOWNS,
    date_test="Day of completion in the period",
    meaning="Of the actions completed in the period, those done by the due date agreed last.",
)
CLOSED_UNDONE = Figure(
    code="ACTIONS_CLOSED_UNDONE",
    label="Actions closed without being done",
    unit=Unit.ACTIONS,
    source=STEPS,
    conditions=(
        _step_to((rules.NOT_DONE,), "The action was closed undone.", "This step does not close the action undone."),
        _stands(),
        in_window(ActionStep.reached_on, "Closed"),
    ),
    breakdowns=BREAKDOWNS,
    date_test="Day of closing in the period",
    meaning="Actions that could not be done or were not done, closed in the period.",
)
OVERDUE = Figure(
    code="ACTIONS_OVERDUE",
    label="Actions overdue at the end of the period",
    unit=Unit.ACTIONS,
    source=ACTIONS,
    conditions=(_WAS_DUE, _WAS_OPEN),
    breakdowns=BREAKDOWNS,
    date_test="Due before the last day of the period, and open on it",
    meaning="Actions past their due date and still open on the period's last day, or today if that is earlier.",
)

FIGURES = (OPENED, COMPLETED, COMPLETED_ON_TIME, CLOSED_UNDONE, OVERDUE)
