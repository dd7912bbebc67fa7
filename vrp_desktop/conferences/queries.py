"""Reading conferences: the list of sittings, one whole, what waits for an agenda, the work lists."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from db.actions import Action
from db.conferences import AgendaItem, Attendance, Conference
from db.panel import PanelCase, PanelDecision
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm
from vrp_desktop.conferences.on_agenda import (
    agenda_of,
    cases_for_agenda,
    decisions_at,
    outcome_here,
    overdue_for_agenda,
    proposed_for_agenda,
)
from vrp_desktop.conferences.rows import AttendanceRow, ConferenceRecord, ConferenceRow
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.forums.standing import core_on, rules_on
from vrp_desktop.panel import rules as panel_rules
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.reference.reminders import SITTING_SOON, amount_of
from vrp_desktop.reference.steps import next_codes
from vrp_desktop.search.folding import fold
from vrp_desktop.work_list import WorkList

__all__ = [
    "WORK_LIST_LABELS",
    "agenda_of",
    "cases_for_agenda",
    "conference_record",
    "conferences_count",
    "conferences_page",
    "decisions_at",
    "next_sitting_of",
    "next_sittings",
    "overdue_for_agenda",
    "proposed_for_agenda",
    "sittings_by_id",
    "work_lists",
]

COMING = "COMING"
TO_RECORD = "TO_RECORD"
UNDECIDED = "UNDECIDED"
_LISTS = (
    (COMING, "Sittings coming up", "Hold the sitting, or cancel it."),
    (TO_RECORD, "Sittings to be recorded", "Record that the sitting was held, or cancel it."),
    (UNDECIDED, "Sittings with a case undecided", "Record the decision, or put the case on the next agenda."),
)
WORK_LIST_LABELS = {code: label for code, label, _ in _LISTS}


def conferences_page(
    read: Read,
    typed: str = "",
    *,
    forum: str | None = None,
    status: str | None = None,
    work_list: str | None = None,
    place: str | None = None,
    offset: int = 0,
    limit: int = 200,
) -> list[ConferenceRow]:
    """One page of the sittings, latest first, within the reader's places."""
    statement = _filtered(_columns(), read, typed, forum, status, work_list, place)
    page = statement.order_by(Conference.held_on.desc(), Conference.id.desc()).offset(offset).limit(limit)
    return [_row(row) for row in read.session.execute(page)]


def conferences_count(
    read: Read,
    typed: str = "",
    *,
    forum: str | None = None,
    status: str | None = None,
    work_list: str | None = None,
    place: str | None = None,
) -> int:
    """How many sittings the list holds."""
    base: Select[Any] = select(func.count()).select_from(Conference)
    return read.session.scalar(_filtered(base, read, typed, forum, status, work_list, place)) or 0


def sittings_by_id(read: Read, ids: Iterable[str]) -> dict[str, ConferenceRow]:
    """Those of these sittings that lie in the reader's places, to name them on other records."""
    wanted = sorted(set(ids))
    statement = _filtered(_columns(), read, "", None, None, None, None).where(Conference.id.in_(wanted))
    return {row.id: _row(row) for row in read.session.execute(statement)} if wanted else {}


def next_sittings(read: Read, place: str | None = None, limit: int = 5) -> list[ConferenceRow]:
    """The planned sittings from today on, the next one first, for Home."""
    statement = _filtered(_columns(), read, "", None, rules.PLANNED, None, place)
    coming = statement.where(Conference.held_on >= read.today)
    return [_row(row) for row in read.session.execute(coming.order_by(Conference.held_on, Conference.id).limit(limit))]


def next_sitting_of(read: Read, conference_id: str) -> ConferenceRow | None:
    """The forum's next planned sitting after this one."""
    sitting = sitting_of(read, conference_id)
    statement = _filtered(_columns(), read, "", sitting.forum_code, rules.PLANNED, None, None)
    later = statement.where(Conference.held_on >= sitting.held_on, Conference.id != conference_id)
    found = read.session.execute(later.order_by(Conference.held_on, Conference.id).limit(1)).first()
    return None if found is None else _row(found)


def work_lists(read: Read, place: str | None = None) -> list[WorkList]:
    """The work lists with their numbers, for Home; each number opens its list."""
    return [
        WorkList(code, label, clears, conferences_count(read, work_list=code, place=place))
        for code, label, clears in _LISTS
    ]


def conference_record(read: Read, conference_id: str) -> ConferenceRecord:
    """A sitting whole; free text is left out for roles that may not read notes."""
    sitting = sitting_of(read, conference_id)
    lists = read_lists_of(read.session)
    forum = rules_on(read.session, lists, sitting.forum_code, sitting.held_on)
    core = core_on(read.session, lists, sitting.forum_code, sitting.held_on)
    attendance = _attendance(read, core, sitting)
    there = [
        each.form.agency_code for each in attendance if rules.counts_for_quorum(lists, each.form.role, each.form.state)
    ]
    quorum = rules.quorum_of(forum.quorum_rule, sitting.chair, there)
    actions = select(Action.id).where(Action.conference_id == conference_id).order_by(Action.due_on, Action.id)
    return ConferenceRecord(
        row=_row(read.session.execute(_columns().where(Conference.id == conference_id)).one()),
        version=sitting.version,
        forum=forum,
        core=core,
        form=_form(sitting, hide=not read.actor.may(Permission.SEE_NOTES)),
        statement_read=sitting.statement_read,
        next_statuses=next_codes(lists, rules.STATUSES, sitting.status),
        quorum=quorum,
        missing=rules.quorum_sentences(lists, quorum),
        attendance=attendance,
        agenda=agenda_of(read, conference_id),
        decisions=decisions_at(read, conference_id),
        action_ids=tuple(read.session.scalars(actions)),
        state=sitting.state,
    )


def _columns() -> Select[*tuple[Any, ...]]:
    def number(*conditions: ColumnElement[bool]) -> Any:
        return select(func.count()).where(*conditions).correlate(Conference).scalar_subquery()

    core = and_(Attendance.conference_id == Conference.id, Attendance.is_core)
    return select(
        Conference.id,
        Conference.forum_code,
        Conference.place_code,
        Conference.held_on,
        Conference.status,
        Conference.venue,
        Conference.chair,
        number(AgendaItem.conference_id == Conference.id, AgendaItem.case_id.is_not(None)).label("cases"),
        number(PanelDecision.conference_id == Conference.id).label("decided"),
        number(core).label("core_expected"),
        number(core, Attendance.state.in_(rules.PRESENT)).label("core_present"),
    )


def _row(row: Any) -> ConferenceRow:
    return ConferenceRow(
        conference_id=row.id,
        forum_code=row.forum_code,
        place_code=row.place_code,
        held_on=row.held_on,
        status=row.status,
        venue=row.venue,
        chair=row.chair,
        cases=row.cases,
        decided=row.decided,
        core_expected=row.core_expected,
        core_present=row.core_present,
    )


def _filtered(
    statement: Select[*tuple[Any, ...]],
    read: Read,
    typed: str,
    forum: str | None,
    status: str | None,
    work_list: str | None,
    place: str | None,
) -> Select[*tuple[Any, ...]]:
    limits: list[ColumnElement[bool]] = []
    if read.actor.places is not None:
        limits.append(Conference.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        limits.append(Conference.place_code == place)
    if forum is not None:
        limits.append(Conference.forum_code == forum)
    if status is not None:
        limits.append(Conference.status == status)
    if work_list is not None:
        limits += _work_list(read, work_list)
    if fold(typed):
        limits.append(_found(read, typed))
    return statement.where(*limits)


def _found(read: Read, typed: str) -> ColumnElement[bool]:
    """Sittings whose forum's name holds every typed word, or whose venue or chair begins or goes on with it."""
    words = fold(typed).split()
    forums = read_lists_of(read.session).entries.get("forums", {}).values()
    named = [entry.code for entry in forums if all(word in fold(entry.label) for word in words)]
    inside = typed.strip()
    return or_(
        Conference.forum_code.in_(named),
        Conference.venue.icontains(inside, autoescape=True),
        Conference.chair.icontains(inside, autoescape=True),
    )


def _work_list(read: Read, code: str) -> list[ColumnElement[bool]]:
    today = read.today
    if code == COMING:
        until = today + timedelta(days=amount_of(read_lists_of(read.session), SITTING_SOON))
        return [Conference.status == rules.PLANNED, Conference.held_on.between(today, until)]
    if code == TO_RECORD:
        return [Conference.status == rules.PLANNED, Conference.held_on < today]
    # From the few cases that are on an agenda now, not from every sitting that was ever held.
    undecided = (
        select(AgendaItem.conference_id)
        .join(PanelCase, PanelCase.id == AgendaItem.case_id)
        .where(PanelCase.status == panel_rules.ON_AGENDA, outcome_here().is_(None))
    )
    return [Conference.status == rules.HELD, Conference.id.in_(undecided)]


def _attendance(read: Read, core: Sequence[str], sitting: Conference) -> tuple[AttendanceRow, ...]:
    """The core agencies in the forum's order, recorded or not, then the others that were recorded."""
    statement = select(Attendance).where(Attendance.conference_id == sitting.id).order_by(Attendance.id)
    on_file = {row.agency_code: row for row in read.session.scalars(statement)}
    codes = [code for code in core if code not in on_file] if sitting.status == rules.PLANNED else []
    rows = [AttendanceRow(AttendanceForm(code, ""), is_core=True, is_present=False) for code in codes]
    rows += [
        AttendanceRow(
            AttendanceForm(r.agency_code, r.state, r.representative, r.role, r.mode, r.information_on),
            is_core=r.is_core,
            is_present=r.state in rules.PRESENT,
        )
        for r in on_file.values()
    ]
    order = {code: position for position, code in enumerate(core)}
    return tuple(sorted(rows, key=lambda row: (not row.is_core, order.get(row.form.agency_code, len(order)))))


def _form(sitting: Conference, *, hide: bool) -> ConferenceForm:
    return ConferenceForm(
        forum_code=sitting.forum_code,
        held_on=sitting.held_on,
        place_code=sitting.place_code,
        venue=sitting.venue,
        chair=sitting.chair,
        chair_agency=sitting.chair_agency,
        next_on=sitting.next_on,
        note="" if hide else sitting.note,
        starts=sitting.starts,
        minutes=sitting.minutes,
        mode=sitting.mode,
        host_agency=sitting.host_agency,
        note_taker=sitting.note_taker,
    )
