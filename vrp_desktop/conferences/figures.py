"""What conferences count: sittings held, core agencies expected and there, cases discussed; rates come from these."""

from __future__ import annotations

from sqlalchemy import String, and_, cast, exists, false, func, or_
from sqlalchemy.orm import aliased, join

from db.conferences import Attendance, Conference
from db.functions import days_between
from db.panel import PanelCase, PanelDecision
from db.reference import Forum
from vrp_desktop.conferences import rules
from vrp_desktop.figures.figure import NEAR_DAYS, Condition, Figure, Kind, Source, Unit, in_window

_NO_SITTING = "No sitting of a forum is on file."
_FORUM = {"forum": cast(Conference.forum_code, String), "place": cast(Conference.place_code, String)}


SITTINGS = Source(
    kind="conference",
    origin=join(Conference.__table__, Forum.__table__, Forum.code == Conference.forum_code),
    record_id=Conference.id,
    unit_id=Conference.id,
    person_id=None,
    on=Conference.held_on,
    place=Conference.place_code,
    dimensions=_FORUM,
    no_record=_NO_SITTING,
)
ATTENDANCES = Source(
    kind="attendance",
    origin=join(Attendance.__table__, Conference.__table__, Conference.id == Attendance.conference_id),
    record_id=Attendance.id,
    unit_id=Attendance.id,
    person_id=None,
    on=Conference.held_on,
    place=Conference.place_code,
    dimensions=_FORUM
    | {"agency": cast(Attendance.agency_code, String), "attendance_state": cast(Attendance.state, String)},
    no_record="No attendance is on file.",
    opens=("conference", Conference.id),
)
DISCUSSIONS = Source(
    kind="panel_decision",
    origin=join(PanelDecision.__table__, Conference.__table__, Conference.id == PanelDecision.conference_id).join(
        PanelCase.__table__, PanelCase.id == PanelDecision.case_id
    ),
    record_id=PanelDecision.id,
    unit_id=PanelDecision.id,
    person_id=PanelCase.person_id,
    on=Conference.held_on,
    place=PanelCase.place_code,
    dimensions={"forum": cast(Conference.forum_code, String), "place": cast(PanelCase.place_code, String)},
    no_record="No decision at a sitting is on file.",
    opens=("panel_case", PanelCase.id),
)

_IN_WINDOW = in_window(Conference.held_on, "Held")
_HELD = Condition(
    code="held",
    test=Conference.status == rules.HELD,
    passed="The sitting was held, with its quorum.",
    failed="The sitting was not held with its quorum; it is: {conference_status}.",
    values={"conference_status": Conference.status},
)
_TOOK_PLACE = Condition(
    code="took_place",
    test=Conference.status.in_(rules.TOOK_PLACE),
    passed="The sitting opened.",
    failed="The sitting did not open; it is: {conference_status}.",
    values={"conference_status": Conference.status},
    kind=Kind.SCOPE,
)
_IS_PANEL = Condition(
    code="panel",
    test=Forum.kind == rules.PANEL,
    passed="It is a sitting of a panel.",
    failed="It is a sitting of another forum.",
    kind=Kind.SCOPE,
)
_IS_CORE = Condition(
    code="core",
    test=Attendance.is_core,
    passed="The agency is a core member of the forum.",
    failed="The agency is not a core member of the forum.",
    kind=Kind.SCOPE,
)
_WAS_THERE = Condition(
    code="there",
    test=Attendance.state.in_(rules.PRESENT),
    passed="The agency was there.",
    failed="The agency was not there: {attendance_state}.",
    values={"attendance_state": Attendance.state},
)


def _first_at_sitting() -> Condition:
    """A case is discussed once at a sitting, even where its decision was recorded twice."""
    earlier = aliased(PanelDecision)
    found = exists().where(
        earlier.case_id == PanelDecision.case_id,
        earlier.conference_id == PanelDecision.conference_id,
        or_(
            earlier.decided_on < PanelDecision.decided_on,
            and_(earlier.decided_on == PanelDecision.decided_on, earlier.id < PanelDecision.id),
        ),
    )
    return Condition(
        code="first_at_sitting",
        test=~found.correlate(PanelDecision),
        passed="It is the discussion of the case at this sitting.",
        failed="The case was discussed at this sitting once, and is counted.",
        kind=Kind.SCOPE,
    )


HELD = Figure(
    code="CONFERENCES_HELD",
    label="Sittings held",
    unit=Unit.CONFERENCES,
    source=SITTINGS,
    conditions=(_IN_WINDOW, _HELD),
    breakdowns=("forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="Sittings of any forum that were held with their quorum in the period.",
)
PANELS_HELD = Figure(
    code="PANELS_HELD",
    label="Panels held",
    unit=Unit.CONFERENCES,
    source=SITTINGS,
    conditions=(_IS_PANEL, _IN_WINDOW, _HELD),
    breakdowns=("forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="Sittings of Young Futures Prevention Panels that were held with their quorum in the period.",
)
ATTENDANCE_EXPECTED = Figure(
    code="CORE_EXPECTED",
    label="Core attendances expected",
    unit=Unit.ATTENDANCES,
    source=ATTENDANCES,
    conditions=(_TOOK_PLACE, _IS_CORE, _IN_WINDOW),
    breakdowns=("agency", "attendance_state", "forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="One for each core agency at each sitting that opened in the period, with its quorum or without.",
)
ATTENDANCE_PRESENT = Figure(
    code="CORE_PRESENT",
    label="Core attendances",
    unit=Unit.ATTENDANCES,
    source=ATTENDANCES,
    conditions=(_TOOK_PLACE, _IS_CORE, _IN_WINDOW, _WAS_THERE),
    breakdowns=("agency", "forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="Of the core attendances expected, those where the agency or its deputy was there.",
)
INFORMATION_SENT = Figure(
    code="CORE_SENT_INFORMATION",
    label="Sittings missed with information sent",
    unit=Unit.ATTENDANCES,
    source=ATTENDANCES,
    conditions=(
        _TOOK_PLACE,
        _IS_CORE,
        _IN_WINDOW,
        Condition(
            code="missed",
            test=Attendance.state.not_in(rules.PRESENT),
            passed="The agency was not there: {attendance_state}.",
            failed="The agency was there.",
            values={"attendance_state": Attendance.state},
            kind=Kind.SCOPE,
        ),
        Condition(
            code="information",
            test=func.coalesce(Attendance.information_on <= Conference.held_on, false()),
            passed="Its information came on {information_on}, by the day of the sitting.",
            failed="No information came by the day of the sitting; it came on {information_on}.",
            values={"information_on": Attendance.information_on},
            near=days_between(Conference.held_on, Attendance.information_on).between(1, NEAR_DAYS),
        ),
    ),
    breakdowns=("agency", "forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="Sittings that a core agency could not come to, and for which it had sent its information by the day.",
)
CASES_DISCUSSED = Figure(
    code="CASES_DISCUSSED",
    label="Cases discussed at sittings",
    unit=Unit.DISCUSSIONS,
    source=DISCUSSIONS,
    conditions=(_TOOK_PLACE, _IN_WINDOW, _first_at_sitting()),
    breakdowns=("forum", "place"),
    date_test="Day of the sitting in the period",
    meaning="Discussions of a case at a sitting; a case discussed at two sittings counts twice.",
)

FIGURES = (HELD, PANELS_HELD, ATTENDANCE_EXPECTED, ATTENDANCE_PRESENT, INFORMATION_SENT, CASES_DISCUSSED)
