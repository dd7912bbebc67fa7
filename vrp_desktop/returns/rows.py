"""A quarterly return's row: found or begun for what is asked, its states, and how a change of it is told."""

from __future__ import annotations

from typing import Final

from db.returns import QuarterlyReturn
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.returns.compute import Ask, return_row
from vrp_desktop.returns.content import ReturnContent

DRAFT: Final = "DRAFT"
COMPLETE: Final = "COMPLETE"
SIGNED: Final = "SIGNED"
SUBMITTED: Final = "SUBMITTED"


def row_for(work: Work, ask: Ask) -> QuarterlyReturn:
    """The row of the return asked for, begun as a draft where there is none; refused outside the actor's places."""
    if ask.place_code is not None:
        work.need_place(ask.place_code)
    elif work.actor.places is not None:
        work.need_place(None)
    row = return_row(work.session, ask)
    if row is None:
        row = QuarterlyReturn(
            id=work.new_id(),
            template=ask.template.code,
            quarter=ask.quarter.code,
            scope=ask.scope,
            place_code=ask.place_code,
            state=DRAFT,
        )
        work.add(row)
        work.session.flush()
    return row


def back_to_draft(row: QuarterlyReturn) -> None:
    """A change makes a completed return a draft again; a signed one is refused."""
    if row.state in (SIGNED, SUBMITTED):
        raise RuleBroken(
            "This return is signed and is not edited.",
            means="Nothing was changed.",
            do="Begin a correction: it becomes a new version.",
        )
    row.state, row.completed_at, row.completed_by = DRAFT, None, None


def refuse_blocked(content: ReturnContent) -> None:
    """Refuse, naming the first of what stands in the way: an error, a nil to confirm, a query without its note."""
    blocking = content.blocking
    if blocking:
        first = blocking[0]
        more = f" There are {len(blocking) - 1} more." if len(blocking) > 1 else ""
        raise RuleBroken(
            f"Something stands in the way: {first.sentence}{more}",
            means="Nothing was changed.",
            do="Mend it, confirm it or answer it on the return's page.",
        )


def tell_of(work: Work, row: QuarterlyReturn, reason: str = "") -> None:
    """Say to the screen and to the audit that this return changed, and why."""
    work.changed("quarterly_return", row.id)
    work.names("quarterly_return", row.id, row.place_code, reason.strip())
