"""The deeds of the room: starting, breaking off and ending a sitting, who is there, what agencies tell."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select

from db.conferences import AgendaItem, Attendance, Conference
from db.discussion import Contribution, ItemAttendance
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.conferences import rules as sittings
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.sittings import check_attendance, sitting_of
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.chairs import name_chair_of
from vrp_desktop.partnership.audience import LIST, codes_of
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.doing import item_at, open_sitting, put_back, refuse_confirmed, remember, snapshot, told
from vrp_desktop.sitting.exceptions import GATEWAYS
from vrp_desktop.sitting.forms import EndForm, EventForm, ItemWords, ToldForm
from vrp_desktop.sitting.forum import frame_of
from vrp_desktop.sitting.queries import events_of, seats_of

_SEAT = ("state", "representative", "role", "mode", "information_on", "is_core", "member_id")
_TOLD = ("text", "nothing_known", "restriction", "gateway", "request_id")


@command(Permission.EDIT_CONFERENCES)
def start_sitting(work: Work, conference_id: str) -> None:
    """Open a planned sitting on its day, or go on with one that was broken off."""
    sitting = sitting_of(work, conference_id)
    refuse_confirmed(sitting)
    if sitting.status == sittings.CANCELLED:
        raise RuleBroken("This sitting is cancelled.", means="Nothing was changed.", do="Plan it again first.")
    if sitting.held_on > work.today:
        raise RuleBroken(
            f"This sitting is planned for {sitting.held_on:%d/%m/%Y}, which has not come.",
            means="Nothing was changed.",
            do="Where it is held today, edit the sitting and give it today's day first.",
        )
    if sitting.state not in (rules.LIVE,):
        sitting.state = rules.LIVE
        sitting.started_at = sitting.started_at or work.now
        sitting.ended_at = None
    told(work, sitting)


@command(Permission.EDIT_CONFERENCES)
def break_off(work: Work, conference_id: str) -> None:
    """A break: the clock of the open item stands still."""
    sitting = open_sitting(work, conference_id)
    for item in _items(work, sitting, rules.OPEN):
        _stop_clock(work, item)
    sitting.state = rules.PAUSED
    told(work, sitting)


@command(Permission.EDIT_CONFERENCES)
def read_statement(work: Work, conference_id: str) -> None:
    """The opening statement was read out."""
    sitting = open_sitting(work, conference_id)
    remember(work, sitting, "STATEMENT", snapshot(sitting, "statement_read", "statement_read_at"))
    sitting.statement_read, sitting.statement_read_at = True, work.now


@command(Permission.EDIT_CONFERENCES)
def name_chair(work: Work, conference_id: str, chair: str) -> None:
    """Who leads this sitting: the quorum may ask for it."""
    sitting = open_sitting(work, conference_id)
    remember(work, sitting, "SEAT", snapshot(sitting, "chair", "chair_user_id"))
    name_chair_of(work.session, sitting, chair)


@command(Permission.EDIT_CONFERENCES)
def seat_agency(work: Work, conference_id: str, form: AttendanceForm) -> None:
    """Record one agency: there, by a deputy, apologies, absent; how, by whom, and when its information came."""
    sitting = open_sitting(work, conference_id)
    lists = read_lists_of(work.session)
    check_attendance(lists, (), (form,), work.today)
    mine = select(Attendance).where(
        Attendance.conference_id == conference_id, Attendance.agency_code == form.agency_code
    )
    row = work.session.scalars(mine).one_or_none()
    before = {"agency_code": form.agency_code, "row": snapshot(row, *_SEAT) if row is not None else None}
    remember(work, sitting, "SEAT", before)
    if not form.state:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        core = frame_of(work, lists, sitting).core
        row = Attendance(id=work.new_id(), conference_id=conference_id, agency_code=form.agency_code)
        row.is_core = form.agency_code in core
        work.add(row)
    row.state, row.representative, row.role = form.state, form.representative.strip(), form.role
    row.mode, row.information_on = form.mode, form.information_on


@command(Permission.EDIT_CONFERENCES)
def note_event(work: Work, conference_id: str, form: EventForm) -> str:
    """Someone joins, leaves, declares an interest, withdraws or watches; returns the event's id."""
    sitting = open_sitting(work, conference_id)
    lists = read_lists_of(work.session)
    entry = lists.entry(rules.EVENTS, form.event)
    if entry is None:
        raise Invalid({"event": "Say what happened."})
    if not form.agency_code and not form.name.strip():
        raise Invalid({"name": "Say who it is: an agency, or a name."})
    item = item_at(work, form.item_id) if form.item_id else None
    row = ItemAttendance(
        id=work.new_id(),
        conference_id=conference_id,
        item_id=form.item_id,
        agency_code=form.agency_code,
        name=form.name.strip(),
        event=form.event,
        mode=form.mode,
        at=work.now,
        note=form.note.strip(),
        recorded_by=work.actor.user_id,
    )
    work.add(row)
    work.session.flush()
    remember(work, sitting, "EVENT", {}, item=item, record_id=row.id)
    return row.id


@command(Permission.EDIT_CONFERENCES)
def open_item(work: Work, item_id: str) -> None:
    """Go to an item: its clock runs, and that of the one before stands still."""
    item = item_at(work, item_id)
    sitting = open_sitting(work, item.conference_id)
    if sitting.state in (rules.PAUSED, rules.ENDED):
        sitting.state = rules.LIVE
        sitting.ended_at = None
    for other in _items(work, sitting, rules.OPEN):
        if other.id != item_id:
            _stop_clock(work, other)
            other.state = rules.WAITING
    if item.state in (rules.WAITING, rules.NOT_REACHED):
        item.state = rules.OPEN
    if item.state == rules.OPEN and item.opened_at is None:
        item.opened_at = work.now
    told(work, sitting, item)


@command(Permission.EDIT_CASES)
def tell(work: Work, item_id: str, form: ToldForm) -> None:
    """What an agency told about an item; empty and not *nothing known* takes it away."""
    item = item_at(work, item_id)
    sitting = open_sitting(work, item.conference_id)
    lists = read_lists_of(work.session)
    _refuse_mappa(item)
    if lists.entry("agencies", form.agency_code) is None:
        raise Invalid({"agency_code": "Choose the agency that told this."})
    if not all(lists.entry(LIST, code) for code in codes_of(form.restriction)):
        raise Invalid({"restriction": "Choose whom it must not reach from the list."})
    if form.gateway is not None and lists.entry(GATEWAYS, form.gateway) is None:
        raise Invalid({"gateway": "Choose what it rests on from the list."})
    mine = select(Contribution).where(Contribution.item_id == item_id, Contribution.agency_code == form.agency_code)
    row = work.session.scalars(mine).one_or_none()
    before = {"agency_code": form.agency_code, "row": snapshot(row, *_TOLD) if row is not None else None}
    remember(work, sitting, "TOLD", before, item=item)
    if not form.text.strip() and not form.nothing_known:
        if row is not None:
            work.session.delete(row)
        return
    if row is None:
        row = Contribution(id=work.new_id(), conference_id=sitting.id, item_id=item_id, agency_code=form.agency_code)
        row.person_id, row.recorded_by = item.person_id, work.actor.user_id
        work.add(row)
    row.text, row.nothing_known = ("", True) if form.nothing_known else (form.text.strip(), False)
    row.restriction, row.gateway = form.restriction, form.gateway
    row.recorded_at, row.recorded_by = work.now, work.actor.user_id


@command(Permission.EDIT_CASES)
def write_words(work: Work, item_id: str, words: ItemWords) -> None:
    """The child's voice, strengths, needs and safety, in the child's own terms."""
    item = item_at(work, item_id)
    sitting = open_sitting(work, item.conference_id)
    _refuse_mappa(item)
    said = asdict(words)
    remember(work, sitting, "WORDS", snapshot(item, *said), item=item)
    put_back(item, {name: text.strip() for name, text in said.items()})


@command(Permission.EDIT_CONFERENCES)
def end_sitting(work: Work, conference_id: str, form: EndForm) -> str:
    """End a sitting: what was not reached goes to the next agenda; returns HELD or NOT_QUORATE."""
    sitting = open_sitting(work, conference_id)
    if sitting.state == rules.ENDED:
        raise RuleBroken("This sitting has ended already.", means="Nothing was changed.")
    if form.next_on is not None and form.next_on <= sitting.held_on:
        raise Invalid({"next_on": "The next sitting must be later than this one."})
    lists = read_lists_of(work.session)
    frame, seats = frame_of(work, lists, sitting), seats_of(work, lists, sitting)
    silent = [seat.form.agency_code for seat in seats if seat.is_core and not seat.form.state]
    if silent:
        names = ", ".join(lists.label("agencies", code) for code in silent)
        raise Invalid({"attendance": f"Say first whether each core agency came: {names}."})
    items = _items(work, sitting, rules.OPEN, rules.WAITING)
    before = {
        "sitting": snapshot(sitting, "state", "status", "ended_at", "next_on", "note"),
        "items": {item.id: item.state for item in items},
    }
    remember(work, sitting, "END", before)
    for item in items:
        _stop_clock(work, item)
        item.state = rules.NOT_REACHED
    there = rules.there_for(lists, seats, events_of(work, sitting.id), None)
    is_quorate = rules.item_quorum(frame.quorum, sitting.chair, there).is_met
    has_decided = bool(_items(work, sitting, rules.DECIDED))
    sitting.status = sittings.HELD if is_quorate or has_decided else sittings.NOT_QUORATE
    sitting.state, sitting.ended_at = rules.ENDED, work.now
    sitting.next_on, sitting.note = form.next_on or sitting.next_on, form.note.strip() or sitting.note
    return sitting.status


def _items(work: Work, sitting: Conference, *states: str) -> list[AgendaItem]:
    mine = select(AgendaItem).where(AgendaItem.conference_id == sitting.id, AgendaItem.state.in_(states))
    return list(work.session.scalars(mine.order_by(AgendaItem.position, AgendaItem.id)))


def _stop_clock(work: Work, item: AgendaItem) -> None:
    if item.opened_at is not None:
        item.seconds += max(0, int((work.now - item.opened_at).total_seconds()))
        item.opened_at = None


def _refuse_mappa(item: AgendaItem) -> None:
    """Of a person under MAPPA only the flag and the lead agency are kept."""
    if item.is_mappa:
        raise RuleBroken(
            "Of a person who is managed under MAPPA only the flag and the lead agency are kept.",
            means="Nothing was changed.",
            do="Leave the words with the lead agency's own record.",
        )
