"""A request to erase: proposed from the request itself, approved by a second person, and answered once it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.people import Person
from db.retention import RetentionItem
from db.rights import RightsRequest
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.errors import RuleBroken
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.retention.figures import PROPOSED
from vrp_desktop.retention.proposing import propose_as_asked
from vrp_desktop.rights.forms import KINDS, flag

ERASES = "erases"


@dataclass(frozen=True, slots=True)
class Erasing:
    """How far the erasing that was asked for has come. `kept_until` is set where it was kept back, with why."""

    proposed_on: date | None = None
    erased_on: date | None = None
    kept_until: date | None = None
    reason: str = ""

    @property
    def may_be_proposed(self) -> bool:
        """Whether nothing waits for approval, and the record still stands."""
        return self.erased_on is None and (self.proposed_on is None or self.kept_until is not None)


@command(Permission.ANSWER_RIGHTS)
def propose_erasing(work: Work, request_id: str, version: int) -> str:
    """Propose what the request asks for; someone else approves it under Retention. Returns the item's id."""
    row = work.get(RightsRequest, request_id, "request")
    check_version(row, version)
    if not flag(read_lists_of(work.session), KINDS, row.kind, ERASES) or row.outcome is not None:
        raise RuleBroken("This is no open request to erase.", means="Nothing was proposed.")
    if row.identity_on is None:
        raise RuleBroken(
            "It was not made sure yet who asks.", means="Nothing was proposed.", do="Record who asks, and how you know."
        )
    item_id = propose_as_asked(work, kept_person(work, row.person_id))
    work.names("rights_request", row.id, row.place_code)
    work.changed("rights_request", row.id)
    return item_id


def erasing_of(read: Read, request_id: str) -> Erasing:
    """Where the erasing stands that a request asks for, whoever proposed it."""
    request = read.get(RightsRequest, request_id, "request")
    person = read.session.get_one(Person, request.person_id)
    since = select(RetentionItem).where(
        RetentionItem.person_id == person.id, RetentionItem.proposed_on >= request.received_on
    )
    newest = since.order_by(RetentionItem.state != PROPOSED, RetentionItem.proposed_on.desc(), RetentionItem.id.desc())
    item = read.session.scalars(newest.limit(1)).first()
    erased = person.erased_at.date() if person.erased_at is not None else None
    if item is None:
        return Erasing(erased_on=erased)
    with_text = read.actor.may(Permission.SEE_NOTES)
    return Erasing(item.proposed_on, erased, item.keep_until, item.reason if with_text else "")


def need_erased(work: Work, request: RightsRequest) -> None:
    """Refuse to say that a record was erased which still stands."""
    person = work.session.get_one(Person, request.person_id)
    if flag(read_lists_of(work.session), KINDS, request.kind, ERASES) and person.erased_at is None:
        raise RuleBroken(
            "The record was not erased yet.",
            means="Nothing was recorded.",
            do="Propose it from the request and let a second person approve it, or choose another outcome.",
        )
