"""Items of an agenda that are no panel case, within a running work: what each kind holds, and what is refused."""

from __future__ import annotations

from db.actions import Action
from db.conferences import AgendaItem, Conference
from db.people import Person
from vrp_desktop.access.work import Read, Work
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.agenda import new_item
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.rows import Waits
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.forums.rules import check_minutes
from vrp_desktop.reference.lists import Lists

TITLED = (rules.AREA, rules.GROUP, rules.OTHER)
"""Kinds that are described in words."""


def item_row(read: Read, item_id: str) -> AgendaItem:
    """The item, where its sitting lies in the actor's places."""
    item = read.session.get(AgendaItem, item_id)
    if item is None:
        raise NotFound("This item is not on the agenda any more.", do="Look at the agenda again.")
    sitting_of(read, item.conference_id)
    return item


def put_action_on(work: Work, sitting: Conference, action_id: str) -> str:
    """Put an action on the agenda; returns the item's id."""
    action = work.get(Action, action_id, "action")
    item = new_item(work, sitting.id, rules.ACTION)
    item.action_id, item.person_id, item.reason = action.id, action.person_id, Waits.OVERDUE.value
    work.add(item)
    work.session.flush()
    work.changed("action", action.id)
    return item.id


def need_open(sitting: Conference) -> None:
    """Refuse to change the agenda of a sitting that is cancelled or whose record is confirmed."""
    if sitting.status == rules.CANCELLED:
        raise RuleBroken("This sitting is cancelled.", means="Nothing was changed.", do="Choose another sitting.")
    refuse_frozen(sitting)


def refuse_frozen(sitting: Conference) -> None:
    """Refuse to change what a confirmed record says."""
    if sitting.state == rules.CONFIRMED:
        raise RuleBroken(
            "The record of this sitting is confirmed.", means="Nothing was changed.", do="Write an addendum instead."
        )


def check_item(work: Work, lists: Lists, form: ItemForm) -> None:
    """Refuse an item that cannot be kept."""
    wrong = check_minutes(target_minutes=form.target_minutes)
    if lists.entry("agenda_kinds", form.kind) is None or form.kind in (rules.CASE, rules.ACTION):
        wrong["kind"] = "Choose what it is about."
    if form.kind == rules.PERSON:
        if form.person_id is None:
            wrong["person_id"] = "Choose the person."
        else:
            work.get(Person, form.person_id, "person")
        wrong |= _check_mappa(lists, form)
    if form.kind in TITLED and not form.title.strip():
        wrong["title"] = "Say in a few words what it is about."
    if unknown := [code for code in form.joins if lists.entry("agencies", code) is None]:
        wrong["joins"] = f"These are not agencies of the list: {', '.join(unknown)}."
    if wrong:
        raise Invalid(wrong)


def write_item(item: AgendaItem, form: ItemForm) -> None:
    """Put what was typed into the item; of a person under MAPPA nothing but the flag and the lead agency."""
    is_person = item.kind == rules.PERSON
    item.is_mappa = is_person and form.is_mappa
    item.lead_agency = form.lead_agency if item.is_mappa else None
    item.title = form.title.strip() if item.kind in TITLED else ""
    item.brief = "" if item.is_mappa else form.brief.strip()
    item.person_id = form.person_id if is_person else item.person_id
    item.joins = list(form.joins)
    if form.target_minutes is not None:
        item.target_minutes = form.target_minutes


def _check_mappa(lists: Lists, form: ItemForm) -> dict[str, str]:
    if not form.is_mappa:
        return {}
    wrong = {}
    if not form.lead_agency or lists.entry("agencies", form.lead_agency) is None:
        wrong["lead_agency"] = "Say which agency leads under MAPPA."
    if form.brief.strip():
        wrong["brief"] = "Of someone managed under MAPPA only the flag and the lead agency are kept. Leave this empty."
    return wrong
