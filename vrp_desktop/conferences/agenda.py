"""The agenda of a sitting, within a running work: putting cases on and off, and what that does to their status."""

from __future__ import annotations

from sqlalchemy import func, select

from db.conferences import AgendaItem, Conference
from db.panel import PanelCase, PanelDecision
from db.reference import Forum
from vrp_desktop.access.work import Work
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.on_agenda import repeats_among, why_on_agenda
from vrp_desktop.conferences.rows import Waits
from vrp_desktop.errors import RuleBroken
from vrp_desktop.forums.standing import rules_on
from vrp_desktop.panel import rules as panel_rules
from vrp_desktop.panel import steps
from vrp_desktop.reference.lists import Lists, read_lists_of

_STAYS = (panel_rules.ON_AGENDA, panel_rules.AWAITING_ENGAGEMENT, panel_rules.IN_SUPPORT)
"""Statuses that an agenda does not change: a review of support does not end the support."""


def put_on(work: Work, lists: Lists, sitting: Conference, case: PanelCase) -> str:
    """Put a case at the end of the agenda, once; at a panel it becomes On the agenda. Returns the item's id."""
    if sitting.place_code is not None and case.place_code != sitting.place_code:
        raise RuleBroken(
            f"The case {case.code} belongs to another place than this sitting.",
            means="Nothing was changed.",
            do="Put it on the agenda of its own place's panel, or put the referral's place right first.",
        )
    found = item_of(work, sitting.id, case.id)
    if found is not None:
        return found.id
    waits = why_on_agenda(case.status)
    if is_panel(work, sitting) and case.status not in _STAYS:
        steps.take_step(work, lists, case, panel_rules.ON_AGENDA, min(sitting.held_on, work.today))
    return add_item(work, sitting.id, case.id, waits)


def add_item(work: Work, conference_id: str, case_id: str, waits: Waits = Waits.ASKED) -> str:
    """Write a case at the end of an agenda that it is not on; its status is left as it is. Returns the item's id."""
    found = item_of(work, conference_id, case_id)
    if found is not None:
        return found.id
    case = work.session.get_one(PanelCase, case_id)
    item = new_item(work, conference_id, rules.CASE)
    item.case_id, item.person_id, item.reason = case_id, case.person_id, waits.value
    item.is_repeat = bool(repeats_among(work, [case_id]))
    work.add(item)
    work.session.flush()
    work.changed("panel_case", case_id)
    return item.id


def new_item(work: Work, conference_id: str, kind: str) -> AgendaItem:
    """An item at the end of an agenda, with the minutes that its kind or its forum gives it; not yet added."""
    lists = read_lists_of(work.session)
    last = select(func.max(AgendaItem.position)).where(AgendaItem.conference_id == conference_id)
    sitting = work.session.get_one(Conference, conference_id)
    entry = lists.entry("agenda_kinds", kind)
    usual = entry.extra.get("usual_minutes") if entry else None
    return AgendaItem(
        id=work.new_id(),
        conference_id=conference_id,
        kind=kind,
        position=(work.session.scalar(last) or 0) + 1,
        target_minutes=usual or rules_on(work.session, lists, sitting.forum_code, sitting.held_on).item_minutes,
        joins=[],
    )


def take_off(work: Work, lists: Lists, sitting: Conference, case: PanelCase, reason: str) -> None:
    """Take a case off; at a panel it goes back to Screened, unless another planned sitting has it."""
    item = item_of(work, sitting.id, case.id)
    if item is None:
        return
    decided = select(PanelDecision.id).where(
        PanelDecision.conference_id == sitting.id, PanelDecision.case_id == case.id
    )
    if work.session.scalar(decided.limit(1)) is not None:
        raise RuleBroken(
            "The case was decided at this sitting, so it stays on its agenda.", means="Nothing was changed."
        )
    work.session.delete(item)
    work.session.flush()
    if case.status == panel_rules.ON_AGENDA and is_panel(work, sitting) and not _is_on_another(work, case.id):
        steps.take_step(work, lists, case, panel_rules.SCREENED, work.today, reason)
    work.changed("panel_case", case.id)


def item_of(work: Work, conference_id: str, case_id: str) -> AgendaItem | None:
    """The item of a case on a sitting's agenda."""
    statement = select(AgendaItem).where(AgendaItem.conference_id == conference_id, AgendaItem.case_id == case_id)
    return work.session.scalars(statement).one_or_none()


def is_panel(work: Work, sitting: Conference) -> bool:
    """Whether the sitting is a panel's, which decides on panel cases."""
    forum = work.session.get(Forum, sitting.forum_code)
    return forum is not None and forum.kind == rules.PANEL


def _is_on_another(work: Work, case_id: str) -> bool:
    statement = (
        select(AgendaItem.id)
        .join(Conference, Conference.id == AgendaItem.conference_id)
        .where(AgendaItem.case_id == case_id, Conference.status == rules.PLANNED)
    )
    return work.session.scalar(statement.limit(1)) is not None
