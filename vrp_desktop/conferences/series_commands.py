"""What changes series: making and editing them, and answering the days that they propose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from db.conferences import Conference
from db.forums import SeriesDate, SittingSeries
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.series import Proposal, SeriesForm, check_series
from vrp_desktop.conferences.series_queries import ACCEPTED, SKIPPED, proposals_of, series_of
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.chairs import chair_user_of
from vrp_desktop.forums.standing import forum_entry, rules_on
from vrp_desktop.reference.lists import Lists, read_lists_of

_KIND = "sitting_series"


@command(Permission.EDIT_CONFERENCES)
def add_series(work: Work, form: SeriesForm) -> str:
    """Let a forum sit by a rhythm from a day on; returns the series' id. Nothing is planned until a day is accepted."""
    lists = read_lists_of(work.session)
    row = SittingSeries(id=work.new_id(), place_code=_place(work, lists, form))
    _write(row, form)
    work.add(row)
    work.names(_KIND, row.id, row.place_code)
    return row.id


@command(Permission.EDIT_CONFERENCES)
def edit_series(work: Work, series_id: str, version: int, form: SeriesForm) -> None:
    """Save what stands on a series. Sittings that were planned from it stay as they are."""
    row = series_of(work, series_id)
    check_version(row, version)
    if form.forum_code != row.forum_code:
        raise Invalid({"forum_code": "A series stays with its forum. End this one and make another."})
    row.place_code = _place(work, read_lists_of(work.session), form)
    _write(row, form)
    work.names(_KIND, series_id, row.place_code)


@command(Permission.EDIT_CONFERENCES)
def end_series(work: Work, series_id: str, version: int, ends_on: date) -> None:
    """Let a series propose nothing after a day."""
    row = series_of(work, series_id)
    check_version(row, version)
    row.ends_on = ends_on
    work.names(_KIND, series_id, row.place_code)


@command(Permission.EDIT_CONFERENCES)
def accept_dates(work: Work, series_id: str, days: Sequence[date]) -> tuple[str, ...]:
    """Plan the sittings of these proposed days; returns their ids."""
    row = series_of(work, series_id)
    lists = read_lists_of(work.session)
    wanted = sorted(set(days))
    found = {each.proposed_on: each for each in proposals_of(work, lists, row, wanted[-1])} if wanted else {}
    made = []
    for day in wanted:
        if day not in found:
            raise RuleBroken(
                "One of these days is no longer proposed: it was answered, or the series was changed.",
                means="Nothing was changed.",
                do="Look at the proposed days again.",
            )
        made.append(_plan(work, lists, row, found[day]))
    work.names(_KIND, series_id, row.place_code)
    return tuple(made)


@command(Permission.EDIT_CONFERENCES)
def skip_date(work: Work, series_id: str, day: date, reason: str = "") -> None:
    """Say that the forum does not sit on a proposed day."""
    row = series_of(work, series_id)
    if day not in {each.proposed_on for each in proposals_of(work, read_lists_of(work.session), row, day)}:
        raise RuleBroken("This day is no longer proposed.", means="Nothing was changed.", do="Look again.")
    _answer(work, row, day, SKIPPED, reason=reason.strip())
    work.names(_KIND, series_id, row.place_code, reason.strip())


@command(Permission.EDIT_CONFERENCES)
def propose_again(work: Work, series_id: str, day: date) -> None:
    """Take back that a day was skipped."""
    row = series_of(work, series_id)
    statement = select(SeriesDate).where(
        SeriesDate.series_id == series_id, SeriesDate.proposed_on == day, SeriesDate.state == SKIPPED
    )
    found = work.session.scalars(statement).one_or_none()
    if found is not None:
        work.session.delete(found)
    work.changed(_KIND, series_id)
    work.names(_KIND, series_id, row.place_code)


def _plan(work: Work, lists: Lists, row: SittingSeries, proposal: Proposal) -> str:
    forum = rules_on(work.session, lists, row.forum_code, proposal.on)
    sitting = Conference(
        id=work.new_id(),
        forum_code=row.forum_code,
        place_code=row.place_code,
        held_on=proposal.on,
        status=rules.PLANNED,
        venue=row.venue,
        chair=row.chair,
        chair_user_id=chair_user_of(work.session, row.forum_code, row.chair, proposal.on),
        chair_agency=row.chair_agency,
        statement_read=False,
        series_id=row.id,
        series_on=proposal.proposed_on,
        mode=proposal.mode,
        host_agency=proposal.host,
        starts=row.starts or forum.starts,
        minutes=row.minutes or forum.minutes,
    )
    work.add(sitting)
    work.session.flush()
    _answer(work, row, proposal.proposed_on, ACCEPTED, sitting.id)
    return sitting.id


def _answer(
    work: Work, row: SittingSeries, day: date, state: str, conference_id: str | None = None, reason: str = ""
) -> None:
    work.add(
        SeriesDate(
            id=work.new_id(),
            series_id=row.id,
            proposed_on=day,
            state=state,
            conference_id=conference_id,
            reason=reason,
            answered_by=work.actor.user_id,
            answered_at=work.now,
        )
    )
    work.changed(_KIND, row.id)


def _place(work: Work, lists: Lists, form: SeriesForm) -> str | None:
    """The forum's own place, where it has one; checks what was typed."""
    entry = forum_entry(lists, form.forum_code)
    check_series(lists, form)
    if not entry.holds_on(form.first_on):
        raise Invalid({"first_on": "The forum does not sit on that day: it had not begun, or has ended."})
    place = str(entry.extra["place"]) if entry.extra.get("place") else form.place_code or None
    work.need_place(place)
    return place


def _write(row: SittingSeries, form: SeriesForm) -> None:
    row.forum_code, row.first_on, row.ends_on, row.rhythm = form.forum_code, form.first_on, form.ends_on, form.rhythm
    row.starts, row.minutes, row.mode = form.starts, form.minutes, form.mode
    row.venue, row.chair, row.chair_agency = form.venue.strip(), form.chair.strip(), form.chair_agency
