"""Reading a live sitting: who is there, the agenda, and one item with all that the room needs to see."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from db.conferences import AgendaItem, Attendance, Conference
from db.discussion import Contribution, InformationRequest, ItemAttendance
from db.panel import PanelCase, PanelDecision
from db.people import Person, PersonProfile
from db.sitting import SittingDeed
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import actions_of_case
from vrp_desktop.actions.rules import is_open
from vrp_desktop.calendar import age_on
from vrp_desktop.conferences import rules as sittings
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.rows import CaseRecord
from vrp_desktop.people.concerns import has_open_concern
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.doing import item_at
from vrp_desktop.sitting.forms import ItemWords
from vrp_desktop.sitting.forum import ForumFrame, frame_of
from vrp_desktop.sitting.rows import (
    EarlierRow,
    EventRow,
    ItemRow,
    LastDeed,
    LiveItem,
    LiveSitting,
    SeatRow,
    SittingChoice,
    ToldRow,
)


def sittings_to_run(read: Read, place: str | None = None) -> list[SittingChoice]:
    """The sittings that can be run now: those under way, then those planned for today or before, latest first."""
    statement = select(Conference).where(
        Conference.status == sittings.PLANNED, Conference.state.in_((rules.NOT_STARTED, rules.LIVE, rules.PAUSED))
    )
    if read.actor.places is not None:
        statement = statement.where(Conference.place_code.in_(sorted(read.actor.places)))
    if place is not None:
        statement = statement.where(Conference.place_code == place)
    ordered = statement.order_by(Conference.held_on, Conference.id)
    found = [
        SittingChoice(row.id, row.forum_code, row.held_on, row.starts, row.venue, row.state)
        for row in read.session.scalars(ordered)
    ]
    near = [row for row in found if row.state != rules.NOT_STARTED or row.held_on <= read.today]
    ahead = [row for row in found if row not in near]
    return sorted(near, key=lambda row: (row.state == rules.NOT_STARTED, -row.held_on.toordinal())) + ahead[:6]


def live_sitting(read: Read, conference_id: str) -> LiveSitting:
    """A sitting whole, as the room sees it."""
    sitting = sitting_of(read, conference_id)
    lists = read_lists_of(read.session)
    frame = frame_of(read, lists, sitting)
    return LiveSitting(
        conference_id=sitting.id,
        version=sitting.version,
        forum_code=sitting.forum_code,
        place_code=sitting.place_code,
        held_on=sitting.held_on,
        next_on=sitting.next_on,
        status=sitting.status,
        state=sitting.state,
        venue=sitting.venue,
        chair=sitting.chair,
        chair_agency=sitting.chair_agency,
        starts=sitting.starts,
        minutes=frame.minutes,
        started_at=sitting.started_at,
        statement_read_at=sitting.statement_read_at,
        statement=frame.statement,
        quorum_rule=frame.quorum,
        parts=frame.parts,
        seats=seats_of(read, lists, sitting),
        events=events_of(read, sitting.id),
        items=_items(read, sitting, frame),
        last_deed=_last_deed(read, sitting.id),
    )


def live_item(read: Read, item_id: str) -> LiveItem:
    """One item with the case, what agencies told, and what was said; free text is left out for some roles."""
    item = item_at(read, item_id)
    sitting = read.session.get_one(Conference, item.conference_id)
    lists = read_lists_of(read.session)
    frame = frame_of(read, lists, sitting)
    hide = not read.actor.may(Permission.SEE_NOTES)
    case = case_record(read, item.case_id) if item.case_id else None
    there = rules.there_for(lists, seats_of(read, lists, sitting), events_of(read, sitting.id), item.id)
    decision = read.session.get(PanelDecision, item.decision_id) if item.decision_id else None
    row = _rows(read, frame, [item])[0]
    return LiveItem(
        row=row,
        case=case,
        age=_age(read, item, sitting.held_on),
        school=_school(read, item, sitting.held_on),
        brief="" if hide else item.brief,
        said=ItemWords() if hide else ItemWords(item.childs_voice, item.strengths, item.needs, item.safety),
        told=_told(read, item, hide=hide),
        actions=tuple(row for row in actions_of_case(read, case.case_id) if is_open(row.status)) if case else (),
        earlier=_earlier(read, case, item.decision_id),
        has_open_concern=_has_concern(read, item.person_id),
        there=frozenset(there),
        quorum=rules.item_quorum(frame.quorum, sitting.chair, there),
        rationale="" if hide else (decision.rationale if decision else item.rationale),
        disagreement="" if hide else (decision.disagreement if decision else item.disagreement),
    )


def seats_of(read: Read, lists: Lists, sitting: Conference) -> tuple[SeatRow, ...]:
    """The agencies at the table: the core ones in their order, recorded or not, then the others."""
    core = frame_of(read, lists, sitting).core
    mine = select(Attendance).where(Attendance.conference_id == sitting.id).order_by(Attendance.id)
    on_file = {row.agency_code: row for row in read.session.scalars(mine)}
    forms = {
        code: AttendanceForm(code, row.state, row.representative, row.role, row.mode, row.information_on)
        for code, row in on_file.items()
    }
    codes = [*core, *(code for code in on_file if code not in core)]
    return tuple(
        SeatRow(forms.get(code, AttendanceForm(code, "")), is_core=on_file[code].is_core if code in on_file else True)
        for code in codes
    )


def events_of(read: Read, conference_id: str) -> tuple[EventRow, ...]:
    """Who came and went, in the order of time."""
    mine = select(ItemAttendance).where(ItemAttendance.conference_id == conference_id)
    rows = read.session.scalars(mine.order_by(ItemAttendance.at, ItemAttendance.id))
    return tuple(EventRow(r.id, r.item_id, r.agency_code, r.name, r.event, r.mode, r.at, r.note) for r in rows)


def _items(read: Read, sitting: Conference, frame: ForumFrame) -> tuple[ItemRow, ...]:
    mine = select(AgendaItem).where(AgendaItem.conference_id == sitting.id)
    return _rows(read, frame, list(read.session.scalars(mine.order_by(AgendaItem.position, AgendaItem.id))))


def _rows(read: Read, frame: ForumFrame, items: Sequence[AgendaItem]) -> tuple[ItemRow, ...]:
    words = person_words(read, sorted({item.person_id for item in items if item.person_id}))
    cases = select(PanelCase.id, PanelCase.code).where(PanelCase.id.in_([item.case_id for item in items]))
    codes: dict[str, str] = {row.id: row.code for row in read.session.execute(cases)}
    hide = not read.actor.may(Permission.SEE_NOTES)
    return tuple(
        ItemRow(
            item_id=item.id,
            version=item.version,
            position=item.position,
            kind=item.kind,
            case_id=item.case_id,
            case_code=codes.get(item.case_id or "", ""),
            words=_named(words, item),
            title="" if hide else item.title,
            is_mappa=item.is_mappa,
            lead_agency=item.lead_agency,
            reason=item.reason,
            is_repeat=item.is_repeat,
            target_minutes=item.target_minutes or frame.item_minutes,
            state=item.state,
            opened_at=item.opened_at,
            seconds=item.seconds,
            outcome=item.outcome,
            outcome_list=rules.outcome_list(item.kind, frame.kind),
            read_back="" if hide else item.read_back,
        )
        for item in items
    )


def _named(words: dict[str, PersonWords], item: AgendaItem) -> PersonWords | None:
    return words.get(item.person_id) if item.person_id else None


def _told(read: Read, item: AgendaItem, *, hide: bool) -> tuple[ToldRow, ...]:
    """What agencies told here, and before the sitting where they said nothing new here."""
    mine = select(Contribution).where(Contribution.item_id == item.id).order_by(Contribution.recorded_at)
    found = {
        row.agency_code: ToldRow(
            row.agency_code, "" if hide else row.text, row.nothing_known, row.restriction, gateway=row.gateway
        )
        for row in read.session.scalars(mine)
    }
    asked = select(InformationRequest).where(
        InformationRequest.conference_id == item.conference_id,
        InformationRequest.case_id == item.case_id,
        InformationRequest.answered_on.is_not(None),
    )
    for row in read.session.scalars(asked.order_by(InformationRequest.answered_on)):
        if row.agency_code not in found:
            text = "" if hide else row.answer
            found[row.agency_code] = ToldRow(row.agency_code, text, row.nothing_known, row.restriction, row.answered_on)
    return tuple(found.values())


def _earlier(read: Read, case: CaseRecord | None, here: str | None) -> tuple[EarlierRow, ...]:
    """What panels decided on this child before, newest first; what is decided here is not before."""
    if case is None:
        return ()
    statement = (
        select(PanelDecision.decided_on, PanelDecision.outcome, PanelCase.code)
        .join(PanelCase, PanelCase.id == PanelDecision.case_id)
        .where(PanelDecision.person_id == case.person_id, PanelDecision.id != (here or ""))
        .order_by(PanelDecision.decided_on.desc(), PanelDecision.id.desc())
    )
    return tuple(EarlierRow(row.decided_on, row.outcome, row.code) for row in read.session.execute(statement))


def _age(read: Read, item: AgendaItem, day: date) -> int | None:
    person = read.session.get(Person, item.person_id) if item.person_id and not item.is_mappa else None
    return age_on(person.born_on, day) if person is not None and person.born_on is not None else None


def _school(read: Read, item: AgendaItem, day: date) -> str:
    if item.person_id is None or item.is_mappa or not read.actor.may(Permission.SEE_NOTES):
        return ""
    then = select(PersonProfile.school).where(
        PersonProfile.person_id == item.person_id, PersonProfile.from_on <= day, PersonProfile.until_on >= day
    )
    return read.session.scalar(then.order_by(PersonProfile.from_on.desc()).limit(1)) or ""


def _has_concern(read: Read, person_id: str | None) -> bool:
    if person_id is None:
        return False
    return bool(read.session.scalar(select(Person.id).where(Person.id == person_id, has_open_concern(Person.id))))


def _last_deed(read: Read, conference_id: str) -> LastDeed | None:
    mine = select(SittingDeed.id, SittingDeed.kind, SittingDeed.item_id).where(
        SittingDeed.conference_id == conference_id, SittingDeed.undone_at.is_(None)
    )
    row = read.session.execute(mine.order_by(SittingDeed.made_at.desc(), SittingDeed.id.desc()).limit(1)).first()
    return LastDeed(row.id, row.kind, row.item_id) if row is not None else None
