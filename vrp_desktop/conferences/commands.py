"""What changes the sittings of forums: planning, holding, attendance, the agenda."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from db.conferences import AgendaItem, Attendance, Conference
from db.panel import PanelCase
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.conferences import agenda, rules
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm, HoldForm
from vrp_desktop.conferences.items import put_action_on, refuse_frozen
from vrp_desktop.conferences.on_agenda import overdue_for_agenda
from vrp_desktop.conferences.sittings import check_attendance, check_form, sitting_of
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.chairs import name_chair_of
from vrp_desktop.forums.standing import core_on, rules_on
from vrp_desktop.reference.lists import Lists, read_lists_of

_KIND = "conference"


@command(Permission.EDIT_CONFERENCES)
def plan_conference(work: Work, form: ConferenceForm) -> str:
    """Plan a sitting of a forum; returns its id."""
    lists = read_lists_of(work.session)
    place_code = check_form(lists, form)
    work.need_place(place_code)
    sitting = Conference(
        id=work.new_id(), forum_code=form.forum_code, place_code=place_code, status=rules.PLANNED, statement_read=False
    )
    _write(work, sitting, form)
    usual = rules_on(work.session, lists, form.forum_code, form.held_on)
    sitting.starts, sitting.minutes = sitting.starts or usual.starts, sitting.minutes or usual.minutes
    sitting.mode = sitting.mode or usual.mode
    work.add(sitting)
    work.names(_KIND, sitting.id, place_code)
    return sitting.id


@command(Permission.EDIT_CONFERENCES)
def edit_conference(work: Work, conference_id: str, version: int, form: ConferenceForm) -> None:
    """Save what stands on a sitting. One that was held keeps its forum, and no day in the future."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    check_version(sitting, version)
    place_code = check_form(read_lists_of(work.session), form)
    work.need_place(place_code)
    if sitting.status in rules.TOOK_PLACE and form.held_on > work.today:
        raise Invalid({"held_on": "This sitting was held, so its day cannot lie in the future."})
    if form.forum_code != sitting.forum_code and (sitting.status in rules.TOOK_PLACE or _has_agenda(work, sitting)):
        raise Invalid({"forum_code": "This sitting was held or has an agenda, so its forum stays."})
    sitting.forum_code, sitting.place_code = form.forum_code, place_code
    _write(work, sitting, form)
    work.names(_KIND, conference_id, place_code)


@command(Permission.EDIT_CONFERENCES)
def hold_conference(work: Work, conference_id: str, version: int, form: HoldForm) -> str:
    """Record that a sitting was held; returns HELD or NOT_QUORATE, by its forum's quorum."""
    sitting = sitting_of(work, conference_id)
    check_version(sitting, version)
    lists = read_lists_of(work.session)
    if form.held_on > work.today:
        raise Invalid({"held_on": "The day of the sitting is in the future."})
    if sitting.status in rules.TOOK_PLACE:
        raise RuleBroken("This sitting is recorded as held already.", means="Nothing was changed.")
    core = core_on(work.session, lists, sitting.forum_code, form.held_on)
    check_attendance(lists, core, form.attendance, work.today)
    _write_attendance(work, core, sitting, form.attendance)
    sitting.held_on, sitting.chair_agency = form.held_on, form.chair_agency
    name_chair_of(work.session, sitting, form.chair)
    sitting.statement_read, sitting.next_on, sitting.note = form.statement_read, form.next_on, form.note.strip()
    status = _status(work, lists, sitting)
    rules.check_status(lists, sitting.status, status)
    sitting.status = status
    work.names(_KIND, conference_id, sitting.place_code)
    return status


@command(Permission.EDIT_CONFERENCES)
def record_attendance(work: Work, conference_id: str, version: int, attendance: Sequence[AttendanceForm]) -> None:
    """Save who comes or came; apologies may be recorded before. A sitting without its quorum is held once it has it."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    check_version(sitting, version)
    lists = read_lists_of(work.session)
    was_held = sitting.status in rules.TOOK_PLACE
    core = core_on(work.session, lists, sitting.forum_code, sitting.held_on)
    check_attendance(lists, core if was_held else (), attendance, work.today)
    _write_attendance(work, core, sitting, attendance)
    if sitting.status == rules.NOT_QUORATE:
        sitting.status = _status(work, lists, sitting)
    # The version rises even where only attendance changes, so that two editors always meet.
    flag_modified(sitting, "status")
    work.names(_KIND, conference_id, sitting.place_code)


@command(Permission.EDIT_CONFERENCES)
def record_statement_read(work: Work, conference_id: str, version: int, was_read: bool) -> None:
    """Record whether the confidentiality statement was read at the sitting's opening."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    check_version(sitting, version)
    if sitting.status == rules.CANCELLED:
        raise RuleBroken("This sitting is cancelled.", means="Nothing was changed.", do="Plan it again first.")
    sitting.statement_read = was_read
    work.names(_KIND, conference_id, sitting.place_code)


@command(Permission.EDIT_CONFERENCES)
def cancel_conference(work: Work, conference_id: str, version: int, reason: str) -> None:
    """Cancel a planned sitting, with the reason; its cases wait for the next one."""
    sitting = sitting_of(work, conference_id)
    check_version(sitting, version)
    if not reason.strip():
        raise Invalid({"reason": "Say why it is cancelled."})
    rules.check_status(read_lists_of(work.session), sitting.status, rules.CANCELLED)
    sitting.status = rules.CANCELLED
    sitting.note = "\n".join(part for part in (sitting.note, f"Cancelled: {reason.strip()}") if part)
    work.names(_KIND, conference_id, sitting.place_code)


@command(Permission.EDIT_CONFERENCES)
def plan_again(work: Work, conference_id: str, version: int, held_on: date) -> None:
    """Plan a cancelled sitting again, for a day."""
    sitting = sitting_of(work, conference_id)
    check_version(sitting, version)
    rules.check_status(read_lists_of(work.session), sitting.status, rules.PLANNED)
    sitting.status, sitting.held_on = rules.PLANNED, held_on
    work.names(_KIND, conference_id, sitting.place_code)


@command(Permission.EDIT_CONFERENCES)
def put_on_agenda(
    work: Work, conference_id: str, case_ids: Sequence[str], action_ids: Sequence[str] = ()
) -> tuple[str, ...]:
    """Put cases and overdue actions on the agenda, in this order after what is on it; returns the items' ids."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    if sitting.status == rules.CANCELLED:
        raise RuleBroken("This sitting is cancelled.", means="Nothing was changed.", do="Choose another sitting.")
    lists = read_lists_of(work.session)
    items = tuple(agenda.put_on(work, lists, sitting, work.get(PanelCase, each, "panel case")) for each in case_ids)
    wanted = {each.action_id for each in overdue_for_agenda(work, conference_id)} & set(action_ids)
    items += tuple(put_action_on(work, sitting, each) for each in action_ids if each in wanted)
    work.changed(_KIND, conference_id)
    work.names(_KIND, conference_id, sitting.place_code)
    return items


@command(Permission.EDIT_CONFERENCES)
def take_off_agenda(work: Work, conference_id: str, case_id: str, reason: str = "") -> None:
    """Take a case off the agenda; it waits as Screened for another sitting."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    agenda.take_off(
        work, read_lists_of(work.session), sitting, work.get(PanelCase, case_id, "panel case"), reason.strip()
    )
    work.changed(_KIND, conference_id)
    work.names(_KIND, conference_id, sitting.place_code, reason.strip())


@command(Permission.EDIT_CONFERENCES)
def reorder_agenda(work: Work, conference_id: str, item_ids: Sequence[str]) -> None:
    """Put the agenda into an order that names each of its items once."""
    sitting = sitting_of(work, conference_id)
    refuse_frozen(sitting)
    statement = select(AgendaItem).where(AgendaItem.conference_id == conference_id)
    items = {item.id: item for item in work.session.scalars(statement)}
    if sorted(item_ids) != sorted(items):
        raise RuleBroken(
            "The agenda was changed by someone else after you opened it.",
            means="Nothing was changed.",
            do="Look at the agenda again and put it in order.",
        )
    for position, item_id in enumerate(item_ids, start=1):
        items[item_id].position = position
    work.changed(_KIND, conference_id)
    work.names(_KIND, conference_id, sitting.place_code)


def _has_agenda(work: Work, sitting: Conference) -> bool:
    found = select(AgendaItem.id).where(AgendaItem.conference_id == sitting.id).limit(1)
    return work.session.scalar(found) is not None


def _write(work: Work, sitting: Conference, form: ConferenceForm) -> None:
    sitting.held_on, sitting.venue = form.held_on, form.venue.strip()
    name_chair_of(work.session, sitting, form.chair)
    sitting.chair_agency, sitting.next_on, sitting.note = form.chair_agency, form.next_on, form.note.strip()
    sitting.starts, sitting.minutes, sitting.mode = form.starts, form.minutes, form.mode
    sitting.host_agency, sitting.note_taker = form.host_agency, form.note_taker.strip()


def _write_attendance(work: Work, core: Sequence[str], sitting: Conference, forms: Sequence[AttendanceForm]) -> None:
    statement = select(Attendance).where(Attendance.conference_id == sitting.id)
    on_file = {row.agency_code: row for row in work.session.scalars(statement)}
    for form in forms:
        row = on_file.pop(form.agency_code, None)
        if not form.state:
            if row is not None:
                work.session.delete(row)
            continue
        if row is None:
            row = Attendance(id=work.new_id(), conference_id=sitting.id, agency_code=form.agency_code)
            row.is_core = form.agency_code in core
            work.add(row)
        row.state, row.representative, row.role = form.state, form.representative.strip(), form.role
        row.mode, row.information_on = form.mode, form.information_on
    for left in on_file.values():
        work.session.delete(left)
    work.session.flush()


def _status(work: Work, lists: Lists, sitting: Conference) -> str:
    rows = work.session.scalars(select(Attendance).where(Attendance.conference_id == sitting.id))
    there = [row.agency_code for row in rows if rules.counts_for_quorum(lists, row.role, row.state)]
    rule = rules_on(work.session, lists, sitting.forum_code, sitting.held_on).quorum_rule
    return rules.HELD if rules.quorum_of(rule, sitting.chair, there).is_met else rules.NOT_QUORATE
