"""The share log fills itself: what agencies told at a sitting is written there by its forum's profile for sharing."""

from __future__ import annotations

from sqlalchemy import select

from db.conferences import AgendaItem, Attendance, Conference
from db.discussion import Contribution
from vrp_desktop.access.work import Work
from vrp_desktop.calendar import british
from vrp_desktop.forums.standing import rules_on
from vrp_desktop.partnership.audience import Audience, may_reach
from vrp_desktop.partnership.rules import ShareForm, provider_codes
from vrp_desktop.partnership.sharing import log_share, provider_agencies
from vrp_desktop.reference.lists import Lists, read_lists_of

_WHAT = "What was told about the child at the sitting"


def log_contributions(work: Work, sitting: Conference) -> int:
    """Write each contribution about a child as shared with the agencies that were there; returns how many.

    Nothing known tells nothing, so it is no share. People type exceptions only.
    """
    lists = read_lists_of(work.session)
    forum = rules_on(work.session, lists, sitting.forum_code, sitting.held_on)
    usual = f"Told at the sitting of {lists.label('forums', sitting.forum_code)} on {british(sitting.held_on)}"
    statement = (
        select(Contribution, AgendaItem.case_id)
        .join(AgendaItem, AgendaItem.id == Contribution.item_id)
        .where(
            Contribution.conference_id == sitting.id,
            Contribution.person_id.is_not(None),
            Contribution.share_id.is_(None),
            Contribution.nothing_known.is_(False),
            Contribution.text != "",
        )
        .order_by(Contribution.recorded_at, Contribution.id)
    )
    logged = 0
    for row, case_id in list(work.session.execute(statement)):
        agencies = _there(work, lists, sitting, row)
        if not agencies:
            continue
        row.share_id = log_share(
            work,
            ShareForm(
                person_id=str(row.person_id),
                shared_on=sitting.held_on,
                what=_WHAT,
                source_agency=row.agency_code,
                agencies=agencies,
                gateway=row.gateway or forum.gateway,
                agreement_id=None if row.gateway else forum.agreement_id,
                purpose=forum.purpose or usual,
                restriction=row.restriction,
                reason=forum.purpose or usual,
                case_id=case_id,
                about=("contribution", row.id),
            ),
        )
        logged += 1
    return logged


def _there(work: Work, lists: Lists, sitting: Conference, row: Contribution) -> tuple[str, ...]:
    """The other agencies that were there; a provider only where the words may reach one."""
    present = lists.codes("attendance_states", present=True)
    statement = select(Attendance.agency_code).where(
        Attendance.conference_id == sitting.id,
        Attendance.state.in_(present),
        Attendance.agency_code != row.agency_code,
    )
    codes = tuple(work.session.scalars(statement.order_by(Attendance.agency_code)))
    if may_reach(lists, row.restriction, Audience.PROVIDER):
        return codes
    providers = provider_codes(lists, codes, provider_agencies(work))
    return tuple(code for code in codes if code not in providers)
