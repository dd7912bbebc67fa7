"""What changes single items of an agenda: adding, editing, their minutes, taking off."""

from __future__ import annotations

from sqlalchemy import select

from db.conferences import AgendaItem
from db.discussion import Contribution
from db.sitting import SittingDeed
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.agenda import new_item
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.items import check_item, item_row, need_open, write_item
from vrp_desktop.conferences.rows import Waits
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.forums.rules import check_minutes
from vrp_desktop.reference.lists import read_lists_of

_KIND = "conference"
_SAID = ("childs_voice", "strengths", "needs", "safety", "rationale", "disagreement", "read_back")


@command(Permission.EDIT_CONFERENCES)
def add_agenda_item(work: Work, conference_id: str, form: ItemForm) -> str:
    """Put a person, a place, a group or other business at the end of the agenda; returns the item's id."""
    sitting = sitting_of(work, conference_id)
    need_open(sitting)
    check_item(work, read_lists_of(work.session), form)
    item = new_item(work, conference_id, form.kind)
    item.reason, item.place_code = Waits.ASKED.value, sitting.place_code
    write_item(item, form)
    work.add(item)
    _tell(work, item)
    return item.id


@command(Permission.EDIT_CONFERENCES)
def edit_agenda_item(work: Work, item_id: str, version: int, form: ItemForm) -> None:
    """Save what stands on an item. Of a case or an action only the minutes, the notes for it and who joins."""
    item = item_row(work, item_id)
    work.need_open(item.person_id)
    check_version(item, version)
    need_open(sitting_of(work, item.conference_id))
    if form.kind != item.kind:
        raise Invalid({"kind": "An item stays what it is. Take it off and add another."})
    if item.kind in (rules.CASE, rules.ACTION):
        wrong = check_minutes(target_minutes=form.target_minutes)
        if wrong:
            raise Invalid(wrong)
    else:
        check_item(work, read_lists_of(work.session), form)
    write_item(item, form)
    if item.is_mappa:
        _forget_words(work, item)
    _tell(work, item)


@command(Permission.EDIT_CONFERENCES)
def take_item_off(work: Work, item_id: str, reason: str = "") -> None:
    """Take an item that is no case off the agenda; an action comes to the next one again."""
    item = item_row(work, item_id)
    need_open(sitting_of(work, item.conference_id))
    if item.kind == rules.CASE:
        raise RuleBroken("A case is taken off by its own deed.", means="Nothing was changed.")
    if item.state != rules.WAITING:
        raise RuleBroken("This item was talked about, so it stays on the agenda.", means="Nothing was changed.")
    work.session.delete(item)
    _tell(work, item, reason.strip())


def _forget_words(work: Work, item: AgendaItem) -> None:
    """Of a person under MAPPA nothing stays of what was said before the flag was set, nor what would bring it back."""
    for name in _SAID:
        setattr(item, name, "")
    for kind in (Contribution, SittingDeed):
        for row in work.session.scalars(select(kind).where(kind.item_id == item.id)):
            work.session.delete(row)


def _tell(work: Work, item: AgendaItem, reason: str = "") -> None:
    work.changed(_KIND, item.conference_id)
    work.names(_KIND, item.conference_id, sitting_of(work, item.conference_id).place_code, reason)
