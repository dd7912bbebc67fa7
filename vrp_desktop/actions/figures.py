"""What actions count: opened, closed, carried; what became of those that came due; open and overdue at the end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, and_, case, cast, exists, func, or_, select
from sqlalchemy.orm import aliased, join

from db.actions import Action, ActionStep
from db.functions import days_between
from db.reference import CodeEntry
from vrp_desktop.actions import rules
from vrp_desktop.figures.figure import END, NEAR_DAYS, Condition, Figure, Kind, Source, Unit, in_window

_NO_ACTION = "No action is on file."
_DIMENSIONS = {"agency": cast(Action.owner_agency, String), "place": cast(Action.place_code, String)}
BREAKDOWNS = ("agency", "place")


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
_SINCE_AT_END = _at_end(ActionStep.reached_on)


def _became() -> Any:
    """What became of an action by the end of the period, measured against the due date of a step (B5)."""
    kind = (
        select(func.upper(CodeEntry.extra["kind"].as_string()))
        .where(CodeEntry.list_name == rules.UNDONE_REASONS, CodeEntry.code == _at_end(ActionStep.undone_reason))
        .correlate(Action)
        .scalar_subquery()
    )
    return case(
        (and_(_STATUS_AT_END == rules.COMPLETE, ActionStep.due_on >= _SINCE_AT_END), "ON_TIME"),
        (_STATUS_AT_END == rules.COMPLETE, "LATE"),
        (_STATUS_AT_END == rules.NOT_DONE, func.coalesce(kind, "NOT_SAID")),
        else_="STILL_OPEN",
    )


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


def _steps(on: Any, **dimensions: Any) -> Source:
    """Steps of actions, each action counted once, by its first step that counts."""
    return Source(
        kind="action_step",
        origin=join(ActionStep.__table__, Action.__table__, Action.id == ActionStep.action_id),
        record_id=ActionStep.id,
        unit_id=Action.id,
        person_id=Action.person_id,
        on=on,
        place=Action.place_code,
        dimensions=_DIMENSIONS | dimensions,
        no_record=_NO_ACTION,
        opens=("action", Action.id),
    )


STEPS = _steps(ActionStep.reached_on, undone_reason=cast(ActionStep.undone_reason, String))
DUE_DAYS = _steps(ActionStep.due_on, action_end=_became())


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


def _stood() -> Condition:
    """The due date counts that stood when its day came: moved before, it is another day; moved after, it has passed."""
    later = aliased(ActionStep)
    moved = exists().where(
        later.action_id == ActionStep.action_id, later.reached_on <= ActionStep.due_on, _after(later, ActionStep)
    )
    return Condition(
        code="stood",
        test=and_(ActionStep.reached_on <= ActionStep.due_on, ~moved.correlate(ActionStep)),
        passed="It is the due date that stood when its day came.",
        failed="The due date was moved before its day came.",
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


_COMPLETE = _step_to((rules.COMPLETE,), "The action was completed.", "This step of the action is not its completion.")
_CAME_DUE = in_window(ActionStep.due_on, "Due")
_WANTED = Condition(
    code="wanted",
    test=_STATUS_AT_END.not_in(rules.NO_LONGER_WANTED),
    passed="The action was still wanted.",
    failed="The action was no longer wanted: {action_status}.",
    unknown="The action was not yet agreed.",
    values={"action_status": _STATUS_AT_END},
)
_ON_TIME = Condition(
    code="on_time",
    test=and_(_STATUS_AT_END == rules.COMPLETE, ActionStep.due_on >= _SINCE_AT_END),
    passed="Due on {due_on}, completed on {since_on}.",
    failed="Due on {due_on} and not completed by then; where it stands: {action_status}, since {since_on}.",
    unknown="The action was not yet agreed.",
    values={"due_on": ActionStep.due_on, "action_status": _STATUS_AT_END, "since_on": _SINCE_AT_END},
    near=and_(_STATUS_AT_END == rules.COMPLETE, days_between(ActionStep.due_on, _SINCE_AT_END).between(1, NEAR_DAYS)),
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
    breakdowns=("undone_reason", *BREAKDOWNS),
    date_test="Day of closing in the period",
    meaning="Actions that could not be done or were not done, closed in the period, by the reason given.",
)
CARRIED = Figure(
    code="ACTIONS_CARRIED",
    label="Actions carried forward",
    unit=Unit.ACTIONS,
    source=STEPS,
    conditions=(
        Condition(
            code="carried",
            test=ActionStep.conference_id.is_not(None),
            passed="The action was carried forward to a sitting.",
            failed="This step of the action does not carry it forward.",
            kind=Kind.SCOPE,
        ),
        in_window(ActionStep.reached_on, "Carried forward"),
    ),
    breakdowns=BREAKDOWNS,
    date_test="Day of carrying forward in the period",
    meaning="Actions that were carried forward to another sitting in the period, each counted once.",
)
CAME_DUE = Figure(
    code="ACTIONS_DUE",
    label="Actions that came due",
    unit=Unit.ACTIONS,
    source=DUE_DAYS,
    conditions=(_stood(), _CAME_DUE, _WANTED),
    breakdowns=("action_end", *BREAKDOWNS),
    date_test="Due date in the period, as it stood when the day came",
    meaning=(
        "Actions whose due date came in the period, by what became of them. A date moved before its day counts as "
        "moved; one moved afterwards was missed. Cancelled and replaced actions are left out."
    ),
)
ON_TIME = Figure(
    code="ACTIONS_ON_TIME",
    label="Actions done on time",
    unit=Unit.ACTIONS,
    source=DUE_DAYS,
    conditions=(_stood(), _CAME_DUE, _WANTED, _ON_TIME),
    breakdowns=("action_end", *BREAKDOWNS),
    date_test="Due date in the period, as it stood when the day came",
    meaning="Of the actions that came due in the period, those completed by their due date.",
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

WAS_OPEN = Figure(
    code="ACTIONS_OPEN",
    label="Actions open at the end of the period",
    unit=Unit.ACTIONS,
    source=ACTIONS,
    conditions=(_WAS_OPEN,),
    breakdowns=BREAKDOWNS,
    date_test="Agreed by the last day of the period, and open on it",
    meaning="Days since open actions were agreed, on the period's last day, or today if that is earlier.",
    measure=days_between(Action.opened_on, END),
)

FIGURES = (OPENED, COMPLETED, CLOSED_UNDONE, CARRIED, CAME_DUE, ON_TIME, OVERDUE, WAS_OPEN)
