"""Who sits on the forums of a practice partnership, and the series that propose their next sittings."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Select, func, select

from db.conferences import AgendaItem, Conference
from db.discussion import InformationRequest
from db.forums import ForumMember, SittingSeries
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.rules import PLANNED
from vrp_desktop.conferences.series_commands import accept_dates, skip_date
from vrp_desktop.conferences.series_queries import series_of_forum
from vrp_desktop.forums.commands import add_member
from vrp_desktop.forums.forms import MemberForm
from vrp_desktop.forums.rules import MEMBER, SPECIFIED, SRO, member_kind, shipped_core, shipped_rules
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.world import World
from vrp_desktop.reference.lists import ListEntry, read_lists_of
from vrp_desktop.sitting.queries import sittings_to_run
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_021
_STEP: Final = timedelta(minutes=3)
_BOARD: Final = "SVRP"
"""On the board each specified authority sits through its Senior Responsible Officer."""

_SOON: Final = timedelta(days=8)
_ASKED: Final = ("POLICE", "EDUCATION", "HEALTH_ICB")
_ANSWERS: Final = (
    "Attendance has fallen since September; the form tutor sees the family on Thursdays.",
    "Seen twice this autumn with older friends near the arcade. No new occurrence.",
    "Waits for a first appointment; the family would like it after school.",
)
_POSTS: Final = ("Team manager", "Head of service", "Service lead", "Inspector", "Coordinator")


def seat_forums(workspace: Workspace, clock: FixedClock, world: World) -> None:
    """Every forum that still sits has its seats and a series; one proposed day is planned and one skipped."""
    clock.advance(_STEP)
    workspace.write(add_practice_seats, world)
    clock.advance(_STEP)
    workspace.write(add_practice_series, world.order.as_at)
    clock.advance(_STEP)
    workspace.write(add_practice_requests, world)
    _seat_the_chair(workspace, clock, world)
    found = workspace.read(series_of_forum, _BOARD)
    if found and len(found[0].proposals) > 1:
        first, second, *_ = found[0].proposals
        clock.advance(_STEP)
        workspace.write(accept_dates, found[0].series_id, [first.proposed_on])
        clock.advance(_STEP)
        workspace.write(skip_date, found[0].series_id, second.proposed_on, "Falls in the week of the elections")


def _seat_the_chair(workspace: Workspace, clock: FixedClock, world: World) -> None:
    """Whoever practises chairs the panel of today by a seat that is linked to them."""
    me, today = workspace.actor, world.order.as_at
    for choice in workspace.read(sittings_to_run):
        if choice.held_on == today and workspace.read(_chair_of, choice.conference_id) == me.full_name:
            clock.advance(_STEP)
            seat = MemberForm("VRU", today, me.full_name, "CHAIR", post="Panel chair", user_id=me.user_id)
            workspace.write(add_member, choice.forum_code, seat)


def _chair_of(read: Read, conference_id: str) -> str:
    return read.session.get_one(Conference, conference_id).chair


@command(Permission.EDIT_CONFERENCES)
def add_practice_seats(work: Work, world: World) -> None:
    """A named seat for every core agency, with a deputy for some."""
    chance, rows = stream(world.order.seed, _STREAM, 0), []
    lists = read_lists_of(work.session)
    for entry in _sitting_forums(work):
        for agency in shipped_core(entry):
            seat = work.new_id()
            kind = member_kind(lists, agency)
            role = SRO if entry.code == _BOARD and kind == SPECIFIED else MEMBER
            rows.append(_seat(world, chance, entry, agency, kind, id=seat, role=role, is_core=True, deputy_of=None))
            if chance.yes(0.4):
                deputy = {"id": work.new_id(), "role": MEMBER, "is_core": False, "deputy_of": seat}
                rows.append(_seat(world, chance, entry, agency, kind, **deputy))
    work.bulk(ForumMember, rows)


@command(Permission.EDIT_CONFERENCES)
def add_practice_series(work: Work, as_at: date) -> None:
    """A series for each forum, whose rhythm goes on from the last sitting that is planned."""
    last: dict[str, date] = {row[0]: row[1] for row in work.session.execute(_last_planned())}
    rows = []
    for entry in _sitting_forums(work):
        rules = shipped_rules(entry)
        rows.append(
            {
                "id": work.new_id(),
                "forum_code": entry.code,
                "place_code": entry.extra.get("place"),
                "first_on": last.get(entry.code, as_at),
                "rhythm": rules.rhythm,
                "starts": rules.starts,
                "minutes": rules.minutes,
                "chair_agency": "VRU",
                "mode": rules.mode,
            }
        )
    work.bulk(SittingSeries, rows)


@command(Permission.EDIT_CONFERENCES)
def add_practice_requests(work: Work, world: World) -> None:
    """What agencies were asked for the sittings of the next days; most have answered, some that nothing is known."""
    chance, today, rows = stream(world.order.seed, _STREAM, 1), world.order.as_at, []
    coming = (
        select(AgendaItem.conference_id, AgendaItem.case_id, AgendaItem.person_id)
        .join(Conference, Conference.id == AgendaItem.conference_id)
        .where(
            Conference.status == PLANNED,
            Conference.held_on.between(today, today + _SOON),
            AgendaItem.case_id.is_not(None),
        )
        .order_by(Conference.held_on, AgendaItem.position, AgendaItem.id)
    )
    for conference_id, case_id, person_id in work.session.execute(coming):
        for agency in _ASKED:
            has_answered, is_unknown = chance.yes(0.6), chance.yes(0.4)
            answer = "" if is_unknown else chance.one(_ANSWERS)
            rows.append(
                {
                    "id": work.new_id(),
                    "conference_id": conference_id,
                    "case_id": case_id,
                    "person_id": person_id,
                    "agency_code": agency,
                    "asked_on": today - timedelta(days=5),
                    "due_on": today - timedelta(days=1),
                    "answered_on": today - timedelta(days=chance.between(1, 4)) if has_answered else None,
                    "answer": answer if has_answered else "",
                    "nothing_known": has_answered and is_unknown,
                    "recorded_by": work.actor.user_id,
                    "recorded_at": work.now,
                }
            )
    work.bulk(InformationRequest, rows)


def _sitting_forums(read: Read) -> list[ListEntry]:
    """The forums that sit today, at places of this workspace or for the whole area."""
    lists = read_lists_of(read.session)
    places = {entry.code for entry in lists.choices("places", read.today)}
    return [
        entry for entry in lists.choices("forums", read.today) if (entry.extra.get("place") or None) in {None, *places}
    ]


def _seat(world: World, chance: Chance, entry: ListEntry, agency: str, kind: str, **more: object) -> dict[str, object]:
    starts_on = max(entry.starts_on or world.order.start, world.order.start)
    return {
        "forum_code": entry.code,
        "agency_code": agency,
        "kind": kind,
        "name": world.names.professional(chance),
        "post": chance.one(_POSTS),
        "email": "",
        "starts_on": starts_on,
        **more,
    }


def _last_planned() -> Select[*tuple[Any, ...]]:
    return (
        select(Conference.forum_code, func.max(Conference.held_on))
        .where(Conference.status == PLANNED)
        .group_by(Conference.forum_code)
    )
