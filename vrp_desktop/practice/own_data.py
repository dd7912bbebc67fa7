"""What children and families of the practice workspace asked about their data, in several stages of the way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import func, select

from db.partnership import ShareEntry
from db.people import Person
from db.rights import RightsPoint, RightsRequest
from vrp_desktop.access.work import Read
from vrp_desktop.practice.chance import stream
from vrp_desktop.practice.showing import most_linked
from vrp_desktop.practice.world import World
from vrp_desktop.rights.commands import (
    accept_proposals,
    answer_request,
    confirm_identity,
    decide_point,
    extend_request,
    record_request,
    record_told,
    stop_clock,
)
from vrp_desktop.rights.forms import AnswerForm, IdentityForm, PointForm, RequestForm, ToldForm
from vrp_desktop.rights.queries import own_copy_items
from vrp_desktop.rights.removals import removals, settle_removal
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_023
_KNOWN: Final = IdentityForm(how="Known to the worker who met them")
Do = Callable[..., None]


def ask_about_own_data(workspace: Workspace, world: World, do: Do) -> None:
    """A copy under review, a school said to be wrong, a change that recipients are told of, and three more."""
    today = world.order.as_at
    asked = _Asked(workspace, do, today)
    children = workspace.read(_shared_about)
    others = workspace.read(_children)
    stream(world.order.seed, _STREAM, 0).shuffle(others)
    first = workspace.read(most_linked)
    if not first or len(children) < 2 or len(others) < 4:
        return
    _copy(asked, first)
    _wrong(asked, children[1])
    _changed(asked, children[0])
    for person_id, kind, capacity, ago, text in (
        (others[0], "OBJECTION", "CHILD", 5, "Does not want the school to be told each time."),
        (others[1], "ERASURE", "PARENT", 33, "Asks that all of it is erased, since the matter was dropped."),
    ):
        asked.for_child(person_id, RequestForm(kind, capacity, today - timedelta(days=ago), "", text))
    waits = asked.for_child(others[2], RequestForm("ACCESS", "SOLICITOR", today - timedelta(days=12), "Practice Law"))
    do(stop_clock, waits, 1, today - timedelta(days=6), "Which of the two cases they mean.")
    _removals(workspace, do)


class _Asked:
    """Records requests and finds them again."""

    def __init__(self, workspace: Workspace, do: Do, today: date) -> None:
        self.workspace, self.do, self.today = workspace, do, today

    def for_child(self, person_id: str, form: RequestForm) -> str:
        self.do(record_request, person_id, form)
        return self.workspace.read(_newest, RightsRequest)

    def made_sure(self, request_id: str, received: date, authority: str = "") -> None:
        form = IdentityForm(on=received + timedelta(days=1), how=_KNOWN.how, authority=authority)
        self.do(confirm_identity, request_id, 1, form)


def _copy(asked: _Asked, person_id: str) -> None:
    """Under review: the half that nothing marks is decided."""
    received = asked.today - timedelta(days=24)
    request_id = asked.for_child(person_id, RequestForm("ACCESS", "CHILD", received))
    asked.made_sure(request_id, received)
    items = asked.workspace.read(own_copy_items, request_id)
    plain = [one.item.key for one in items if not one.item.flags]
    asked.do(accept_proposals, request_id, plain[: len(plain) // 2])


def _wrong(asked: _Asked, person_id: str) -> None:
    """Something is said to be wrong, and waits for a decision."""
    received = asked.today - timedelta(days=9)
    form = RequestForm(
        "RECTIFICATION",
        "PARENT",
        received,
        wrong="The record says that he was excluded.",
        should_be="Two days away ill.",
    )
    request_id = asked.for_child(person_id, form)
    asked.made_sure(request_id, received, "Birth certificate seen")
    asked.do(extend_request, request_id, 2, asked.today, "The school is asked for its register.")


def _changed(asked: _Asked, person_id: str) -> None:
    """Put right and answered; one recipient was told, the others wait."""
    received = asked.today - timedelta(days=20)
    form = RequestForm("RECTIFICATION", "CHILD", received, wrong="My second name is spelt wrongly.")
    request_id = asked.for_child(person_id, form)
    asked.made_sure(request_id, received)
    point = asked.workspace.read(_newest, RightsPoint)
    asked.do(decide_point, point, 1, PointForm("CHANGED", asked.today - timedelta(days=4)))
    answer = AnswerForm("DONE", asked.today - timedelta(days=3), "We have put it right, and tell those who had it.")
    asked.do(answer_request, request_id, 2, answer)
    agency = asked.workspace.read(_agency, person_id)
    asked.do(record_told, request_id, ToldForm(agency, "", asked.today - timedelta(days=2), "Telephone"))


def _removals(workspace: Workspace, do: Do) -> None:
    """The oldest removal is settled, so that the list shows both kinds."""
    waiting = [row for row in workspace.read(removals) if row.is_open]
    if waiting:
        do(settle_removal, waiting[0].event_id, "KEPT", "Another referral of the same child stands.")


def _shared_about(read: Read) -> list[str]:
    """Children about whom something was shared with an agency, most entries first."""
    mine = (
        select(ShareEntry.person_id)
        .join(Person, Person.id == ShareEntry.person_id)
        .where(ShareEntry.withdrawn_on.is_(None), ShareEntry.to_family.is_(False), Person.erased_at.is_(None))
        .where(Person.merged_into_id.is_(None))
        .group_by(ShareEntry.person_id)
        .order_by(func.count().desc(), ShareEntry.person_id)
    )
    return list(read.session.scalars(mine.limit(6)))


def _children(read: Read) -> list[str]:
    mine = select(Person.id).where(Person.erased_at.is_(None), Person.merged_into_id.is_(None)).order_by(Person.id)
    return list(read.session.scalars(mine.limit(40)))


def _agency(read: Read, person_id: str) -> str | None:
    mine = select(ShareEntry.agencies).where(ShareEntry.person_id == person_id, ShareEntry.to_family.is_(False))
    return next((str(codes[0]) for codes in read.session.scalars(mine.order_by(ShareEntry.id)) if codes), None)


def _newest(read: Read, kind: type[Any]) -> str:
    return str(read.session.scalar(select(kind.id).order_by(kind.id.desc()).limit(1)))
