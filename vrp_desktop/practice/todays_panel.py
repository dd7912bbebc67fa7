"""The panel that sits on the practice day: a planned one is brought forward, with its agenda."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, select

from db.conferences import AgendaItem, Conference
from db.reference import Forum
from vrp_desktop.access.work import Read
from vrp_desktop.conferences.commands import edit_conference, put_on_agenda, record_attendance
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.queries import cases_for_agenda, conference_record
from vrp_desktop.conferences.rules import PANEL, PLANNED
from vrp_desktop.practice.full_panel import refer_more
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

_MOST: Final = 12
_SENDS: Final = "HEALTH_ICB"
"""The agency that cannot come and has sent what it knows."""


def plan_todays_panel(workspace: Workspace, world: World, do: Callable[..., Any]) -> None:
    """Let one panel sit today, with up to twelve children on its agenda, so that the room can be tried at once."""
    sitting_id = workspace.read(_fullest)
    if sitting_id is None:
        return
    today = world.order.as_at
    record = workspace.read(conference_record, sitting_id)
    next_on = record.form.next_on if record.form.next_on and record.form.next_on > today else today + timedelta(days=14)
    # Whoever practises chairs it, and so can confirm its record.
    form = replace(record.form, held_on=today, next_on=next_on, chair=workspace.actor.full_name)
    do(edit_conference, sitting_id, record.version, form)
    room_left = max(0, _MOST - len(record.agenda))
    waiting = workspace.read(cases_for_agenda, sitting_id)
    if record.row.place_code and len(waiting) < room_left:
        refer_more(workspace, world, do, record.row.place_code, room_left - len(waiting))
        waiting = workspace.read(cases_for_agenda, sitting_id)
    if waiting and room_left:
        do(put_on_agenda, sitting_id, [case.case_id for case in waiting[:room_left]])
    core = [row.form.agency_code for row in record.attendance]
    if _SENDS in core:
        sent = AttendanceForm(_SENDS, "APOLOGIES", information_on=today - timedelta(days=2))
        version = workspace.read(conference_record, sitting_id).version
        do(record_attendance, sitting_id, version, [sent])


def _fullest(read: Read) -> str | None:
    """The coming panel that has the most to talk about: on its agenda, or waiting for one at its place."""
    statement = (
        select(Conference.id, func.count(AgendaItem.id))
        .join(Forum, Forum.code == Conference.forum_code)
        .outerjoin(AgendaItem, AgendaItem.conference_id == Conference.id)
        .where(Conference.status == PLANNED, Forum.kind == PANEL, Conference.held_on > read.today)
        .group_by(Conference.id)
        .order_by(Conference.held_on, Conference.id)
        .limit(8)
    )
    found = {row[0]: row[1] + len(cases_for_agenda(read, row[0])) for row in read.session.execute(statement)}
    return max(found, key=lambda conference_id: found[conference_id]) if any(found.values()) else None
