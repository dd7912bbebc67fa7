"""Recording a request about a child's own data, its clock, its points, the decision on each item, and the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from sqlalchemy import select

from db.rights import CopyDecision, RightsPoint, RightsRequest, RightsStop, RightsTold
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.restricted import handing_out
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.rights.clock import first_month_ends_on
from vrp_desktop.rights.erasing import need_erased
from vrp_desktop.rights.forms import (
    KINDS,
    OUTCOMES,
    POINTS,
    REASONS,
    REDACT,
    RELEASE,
    WITHHOLD,
    AnswerForm,
    IdentityForm,
    PointForm,
    RequestForm,
    ToldForm,
    check_answer,
    check_identity,
    check_point,
    check_request,
    check_told,
    flag,
)
from vrp_desktop.rights.items import FILE, Item, items_of
from vrp_desktop.rights.running import running_of

_PASSED: Final = "This day is before the request came, or still to come."


@command(Permission.ANSWER_RIGHTS)
def record_request(work: Work, person_id: str, form: RequestForm) -> str:
    """Record a request as it came in; returns its id."""
    person = kept_person(work, person_id)
    lists = read_lists_of(work.session)
    check_request(lists, form, work.today)
    row = RightsRequest(
        id=work.new_id(),
        code=work.new_code_for(RightsRequest, "RQ"),
        person_id=person_id,
        place_code=person.place_code,
        kind=form.kind,
        capacity=form.capacity,
        asked_by=form.asked_by.strip()[:200],
        text=form.text.strip(),
        received_on=form.received_on,
        recorded_by=work.actor.user_id,
        recorded_at=work.now,
    )
    work.add(row)
    work.session.flush()
    if flag(lists, KINDS, form.kind, "points"):
        _add_point(work, row, form.wrong, form.should_be)
    work.names("rights_request", row.id, row.place_code)
    return row.id


@command(Permission.ANSWER_RIGHTS)
def confirm_identity(work: Work, request_id: str, version: int, form: IdentityForm) -> None:
    """Say that identity was asked for, or how it was made sure who asks and that they may ask for the child."""
    row = _open(work, request_id, version)
    check_identity(read_lists_of(work.session), form, row.capacity, row.received_on, work.today)
    row.identity_asked_on, row.identity_on = form.asked_on, form.on
    row.identity_how, row.authority_how = form.how.strip()[:200], form.authority.strip()[:200]


@command(Permission.ANSWER_RIGHTS)
def stop_clock(work: Work, request_id: str, version: int, on: date, reason: str) -> None:
    """Stop the clock while something is asked back without which it cannot be answered (Article 12A)."""
    row = _open(work, request_id, version)
    stops = _stops(work, row)
    if any(stop.until_on is None for stop in stops):
        raise RuleBroken("The clock stands still already.", means="Nothing was changed.", do="Start it again first.")
    wrong = {} if reason.strip() else {"reason": "Say what was asked back."}
    if not row.received_on <= on <= work.today:
        wrong["on"] = _PASSED
    elif any(stop.until_on is not None and on <= stop.until_on for stop in stops):
        wrong["on"] = "The clock stood still on this day already."
    if wrong:
        raise Invalid(wrong)
    work.add(
        RightsStop(id=work.new_id(), request_id=row.id, person_id=row.person_id, from_on=on, reason=reason.strip())
    )
    _touch(work, row)


@command(Permission.ANSWER_RIGHTS)
def start_clock(work: Work, request_id: str, version: int, on: date) -> None:
    """Let the clock run on after the day on which what was asked back came."""
    row = _open(work, request_id, version)
    stop = next((one for one in _stops(work, row) if one.until_on is None), None)
    if stop is None:
        raise RuleBroken("The clock is running.", means="Nothing was changed.", do="Stop it first.")
    if not stop.from_on <= on <= work.today:
        raise Invalid({"on": "This day is before the clock was stopped, or still to come."})
    stop.until_on = on
    _touch(work, row)


@command(Permission.ANSWER_RIGHTS)
def extend_request(work: Work, request_id: str, version: int, on: date, reason: str) -> None:
    """Extend: only for a complex request or one of many, and only where they were told within the first month."""
    row = _open(work, request_id, version)
    if row.extended_on is not None:
        raise RuleBroken("It was extended already.", means="Nothing was changed.", do="Answer by the day that it has.")
    wrong = {} if reason.strip() else {"reason": "Say why it takes longer, as they were told."}
    last = first_month_ends_on(running_of(work, [row])[row.id])
    if not row.received_on <= on <= work.today:
        wrong["on"] = _PASSED
    elif last is not None and on > last:
        wrong["on"] = "They must have been told within the first month."
    if wrong:
        raise Invalid(wrong)
    row.extended_on, row.extend_reason = on, reason.strip()


@command(Permission.ANSWER_RIGHTS)
def add_point(work: Work, request_id: str, version: int, wrong: str, should_be: str = "") -> str:
    """Add another thing that is said to be wrong; returns its id."""
    row = _open(work, request_id, version)
    if not wrong.strip():
        raise Invalid({"wrong": "Say what is said to be wrong."})
    _touch(work, row)
    return _add_point(work, row, wrong, should_be)


@command(Permission.ANSWER_RIGHTS)
def decide_point(work: Work, point_id: str, version: int, form: PointForm) -> None:
    """Decide one thing that is said to be wrong. A statement that is added becomes a note on the record."""
    point = work.get(RightsPoint, point_id, "point")
    check_version(point, version)
    row = work.get(RightsRequest, point.request_id, "request")
    _need_open(row)
    lists = read_lists_of(work.session)
    check_point(lists, form, row.received_on, work.today)
    point.decision, point.decided_on = form.decision, form.decided_on
    point.decided_by, point.words = work.actor.user_id, form.words.strip()
    if flag(lists, POINTS, form.decision, "statement") and point.note_id is None:
        words = f"Statement of the child or family ({row.code}), about: {point.wrong}\n\n{point.words}"
        point.note_id = add_note(work, row.person_id, words, form.decided_on)
    work.names("rights_request", row.id, row.place_code)
    work.changed("rights_request", row.id)


@command(Permission.ANSWER_RIGHTS)
def record_told(work: Work, request_id: str, form: ToldForm) -> str:
    """Record that a recipient was told what became of the data, or why not (Article 19); returns the entry's id."""
    row = work.get(RightsRequest, request_id, "request")
    check_told(form, row.received_on, work.today)
    if form.agency_code is not None and read_lists_of(work.session).entry("agencies", form.agency_code) is None:
        raise Invalid({"agency_code": "This agency is not in the list."})
    told = RightsTold(
        id=work.new_id(),
        request_id=row.id,
        person_id=row.person_id,
        agency_code=form.agency_code,
        named=form.named.strip()[:200],
        told_on=form.told_on,
        how=form.how.strip()[:200] if form.told_on is not None else "",
        why_not=form.why_not.strip() if form.told_on is None else "",
        recorded_by=work.actor.user_id,
        recorded_at=work.now,
    )
    work.add(told)
    work.names("rights_request", row.id, row.place_code)
    work.changed("rights_request", row.id)
    return told.id


@command(Permission.ANSWER_RIGHTS)
def answer_request(work: Work, request_id: str, version: int, form: AnswerForm) -> None:
    """Record what came of a request. A mark that the record is disputed goes with it."""
    row = _open(work, request_id, version)
    lists = read_lists_of(work.session)
    check_answer(lists, form, row.received_on, work.today)
    changed = flag(lists, OUTCOMES, form.outcome, "changed")
    if changed and flag(lists, KINDS, row.kind, "copy") and row.given_on is None:
        raise RuleBroken(
            "The copy was not given yet.",
            means="Nothing was recorded.",
            do="Review the items and give the copy first, or choose another outcome.",
        )
    if flag(lists, OUTCOMES, form.outcome, "whole"):
        need_erased(work, row)
    undecided = [point for point in _points(work, row) if point.decision is None]
    if undecided and changed:
        raise RuleBroken(
            "Not everything that is said to be wrong is decided.",
            means="Nothing was recorded.",
            do="Decide each point first: put right, statement added, or not changed.",
        )
    row.outcome, row.outcome_on, row.reply = form.outcome, form.outcome_on, form.reply.strip()
    for stop in _stops(work, row):
        stop.until_on = stop.until_on or form.outcome_on


@command(Permission.ANSWER_RIGHTS)
def open_again(work: Work, request_id: str, version: int, reason: str) -> None:
    """Take an answer back, as after a complaint, with the reason; the clock goes on from the day that it had."""
    row = work.get(RightsRequest, request_id, "request")
    check_version(row, version)
    if row.outcome is None:
        raise RuleBroken("It was not answered yet.", means="Nothing was changed.")
    if not reason.strip():
        raise Invalid({"reason": "Say why it is opened again."})
    kept_person(work, row.person_id)
    row.outcome, row.outcome_on = None, None
    work.names("rights_request", row.id, row.place_code, reason.strip())


@command(Permission.ANSWER_RIGHTS)
def decide_items(
    work: Work, request_id: str, items: Sequence[str], decision: str, reason: str | None = None, strike: str = ""
) -> int:
    """Release, redact or withhold items of an own copy; returns how many. Only for who may read what they say."""
    if decision not in (RELEASE, REDACT, WITHHOLD):
        raise Invalid({"decision": "Choose what becomes of it."})
    row, found = _under_review(work, request_id, items)
    entry = read_lists_of(work.session).entry(REASONS, reason or "")
    if decision != RELEASE and entry is None:
        raise Invalid({"reason": "Choose why it is not released whole."})
    if decision != RELEASE and entry is not None and not _fits(entry.extra.get("capacities"), row.capacity):
        raise Invalid({"reason": "This exemption does not hold where the child, or one who acts for it, asks."})
    if decision == REDACT and any(item.table == FILE for item in found):
        raise Invalid({"reason": "A file cannot be redacted here: release it whole, or withhold it."})
    for item in found:
        _decide(work, row, item, decision, reason, strike)
    return len(found)


@command(Permission.ANSWER_RIGHTS)
def accept_proposals(work: Work, request_id: str, items: Sequence[str]) -> int:
    """Decide items as proposed; returns how many. What has no proposal stays undecided: somebody reads it."""
    row, found = _under_review(work, request_id, items)
    decided = [item for item in found if item.proposal and (item.proposal == RELEASE or item.reason)]
    for item in decided:
        _decide(work, row, item, item.proposal, item.reason, "")
    return len(decided)


def _fits(capacities: object, capacity: str) -> bool:
    """Whether an exemption may be used against one who asks in this capacity."""
    return not capacities or (isinstance(capacities, list | tuple) and capacity in capacities)


def _under_review(work: Work, request_id: str, items: Sequence[str]) -> tuple[RightsRequest, list[Item]]:
    work.actor.need(Permission.SEE_NOTES)
    row = work.get(RightsRequest, request_id, "request")
    _need_open(row)
    wanted = set(items)
    work.names("rights_request", row.id, row.place_code)
    work.changed("rights_request", row.id)
    # As the review showed them: what names a closed record says a stand-in there, and would be another item here.
    with handing_out(work):
        return row, [item for item in items_of(work, row.person_id, row.capacity) if item.key in wanted]


def _decide(work: Work, row: RightsRequest, item: Item, decision: str, reason: str | None, strike: str) -> None:
    mine = select(CopyDecision).where(CopyDecision.request_id == row.id, CopyDecision.item == item.key)
    found = work.session.scalars(mine).one_or_none()
    if found is None:
        found = CopyDecision(id=work.new_id(), request_id=row.id, person_id=row.person_id, item=item.key)
    found.decision, found.reason = decision, None if decision == RELEASE else reason
    found.strike = strike.strip() if decision == REDACT else ""
    found.decided_by, found.decided_at = work.actor.user_id, work.now
    work.add(found)


def _add_point(work: Work, row: RightsRequest, wrong: str, should_be: str) -> str:
    point = RightsPoint(
        id=work.new_id(),
        request_id=row.id,
        person_id=row.person_id,
        wrong=wrong.strip(),
        should_be=should_be.strip(),
    )
    work.add(point)
    return point.id


def _stops(work: Work, row: RightsRequest) -> list[RightsStop]:
    mine = select(RightsStop).where(RightsStop.request_id == row.id).order_by(RightsStop.from_on)
    return list(work.session.scalars(mine))


def _points(work: Work, row: RightsRequest) -> list[RightsPoint]:
    return list(work.session.scalars(select(RightsPoint).where(RightsPoint.request_id == row.id)))


def _touch(work: Work, row: RightsRequest) -> None:
    work.changed("rights_request", row.id)


def _need_open(row: RightsRequest) -> None:
    if row.outcome is not None:
        raise RuleBroken(
            "The request is answered.", means="Nothing was changed.", do="Open it again, or record a new request."
        )


def _open(work: Work, request_id: str, version: int) -> RightsRequest:
    row = work.get(RightsRequest, request_id, "request")
    check_version(row, version)
    _need_open(row)
    work.names("rights_request", row.id, row.place_code)
    return row
