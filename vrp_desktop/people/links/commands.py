"""What changes links between children. One row stands for both ends, so each deed holds for both."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, or_, select

from db.links import PersonLink
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken
from vrp_desktop.people.links.finding import KIND, put_link
from vrp_desktop.people.links.forms import LINK_TYPES, Ends, LinkForm, check_link, in_order, reads_both_ways, tidy_link
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.search import index

_UNCHANGED = "Nothing was changed."


@command(Permission.EDIT_PEOPLE)
def add_link(work: Work, person_id: str, form: LinkForm) -> str:
    """Link two children, as seen from the first one's record; returns the link's id."""
    person = kept_person(work, person_id)
    lists = read_lists_of(work.session)
    form = tidy_link(lists, form)
    check_link(lists, person_id, form, work.today)
    kept_person(work, form.other_id)
    ends = in_order(lists, person_id, form)
    _refuse_twice(work, ends, form)
    link = PersonLink(id=work.new_id(), kind=form.kind, person_id=ends.person_id, other_id=ends.other_id)
    link.entered_at = work.now
    _fill(link, ends, form)
    work.add(link)
    _tell(work, link, person)
    return link.id


@command(Permission.EDIT_PEOPLE)
def edit_link(work: Work, link_id: str, person_id: str, version: int, form: LinkForm) -> None:
    """Put a link right, as seen from one end's record. Whom it links stays; for another child it is another link."""
    link, person = _link(work, link_id, person_id)
    check_version(link, version)
    lists = read_lists_of(work.session)
    form = tidy_link(lists, form)
    check_link(lists, person_id, form, work.today)
    ends = in_order(lists, person_id, form)
    if {ends.person_id, ends.other_id} != {link.person_id, link.other_id}:
        raise RuleBroken("A link keeps its two children.", means=_UNCHANGED, do="End this link and add another.")
    _refuse_twice(work, ends, form, link.id)
    link.kind, link.person_id, link.other_id = form.kind, ends.person_id, ends.other_id
    _fill(link, ends, form)
    _tell(work, link, person)


@command(Permission.EDIT_PEOPLE)
def end_link(work: Work, link_id: str, person_id: str, version: int, until_on: date, why: str = "") -> None:
    """Say that a link no longer holds, for both ends; it stays on file with its days."""
    link, person = _link(work, link_id, person_id)
    check_version(link, version)
    start = link.happened_on or link.from_on
    if until_on > work.today:
        raise Invalid({"until_on": "This day is in the future."})
    if start is not None and until_on < start:
        raise Invalid({"until_on": "This is before the link began."})
    link.until_on, link.end_note = until_on, why.strip()
    _tell(work, link, person)


@command(Permission.EDIT_PEOPLE)
def remove_link(work: Work, link_id: str, person_id: str, version: int) -> None:
    """Take away a link that was entered by mistake, from both ends; the audit keeps what it was."""
    link, person = _link(work, link_id, person_id)
    check_version(link, version)
    work.session.delete(link)
    index.remove(work.session, KIND, link.id)
    _tell_pages(work, link, person)


def _link(work: Work, link_id: str, person_id: str) -> tuple[PersonLink, Person]:
    """The link and the end it is worked on from, which the actor must see; the other may be anywhere."""
    person = kept_person(work, person_id)
    link = work.session.get(PersonLink, link_id)
    if link is None or person_id not in (link.person_id, link.other_id):
        raise NotFound("This link is no longer there.", means=_UNCHANGED, do="Go back to the record.")
    return link, person


def _fill(link: PersonLink, ends: Ends, form: LinkForm) -> None:
    link.role, link.other_role = ends.role, ends.other_role
    link.occurrence, link.happened_on = form.occurrence, form.happened_on
    link.from_on, link.until_on = form.from_on, form.until_on
    link.source_agency, link.told_on, link.note = form.source_agency, form.told_on, form.note


def _refuse_twice(work: Work, ends: Ends, form: LinkForm, but: str = "") -> None:
    lists = read_lists_of(work.session)
    mine = and_(PersonLink.person_id == ends.person_id, PersonLink.other_id == ends.other_id)
    turned = and_(PersonLink.person_id == ends.other_id, PersonLink.other_id == ends.person_id)
    same = select(PersonLink.id).where(
        PersonLink.kind == form.kind,
        # A merge may have let another record stand for an end, so that the ends are no longer in order.
        or_(mine, turned) if reads_both_ways(lists, form.kind) else mine,
        PersonLink.occurrence == form.occurrence,
        PersonLink.until_on.is_(None),
        PersonLink.id != but,
    )
    on = PersonLink.happened_on
    same = same.where(on.is_(None) if form.happened_on is None else on == form.happened_on)
    if form.until_on is None and work.session.scalar(same) is not None:
        kind = lists.label(LINK_TYPES, form.kind)
        raise RuleBroken(
            f"These two are linked in this way already: {kind}.", means=_UNCHANGED, do="Edit the link that is there."
        )


def _tell(work: Work, link: PersonLink, person: Person) -> None:
    work.session.flush()
    put_link(work, link)
    _tell_pages(work, link, person)


def _tell_pages(work: Work, link: PersonLink, person: Person) -> None:
    for end_id in (link.person_id, link.other_id):
        work.changed("person", end_id)
    work.names("person", person.id, person.place_code)
