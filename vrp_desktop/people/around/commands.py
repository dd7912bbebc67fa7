"""What changes the people around a child."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from db.around import Contact, ContactWay
from db.covering import as_reader_may
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound, RuleBroken, Stale
from vrp_desktop.people.around.erasing import forget_contacts
from vrp_desktop.people.around.finding import KIND, contact_words, put_contact
from vrp_desktop.people.around.forms import (
    COLUMNS,
    OWN,
    ContactForm,
    LeadForm,
    WayForm,
    check_contact,
    check_lead,
    lead_codes,
    tidy_contact,
)
from vrp_desktop.people.living import kept_person
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.search import index

_UNCHANGED = "Nothing was changed."


@command(Permission.EDIT_PEOPLE)
def add_contact(work: Work, person_id: str, form: ContactForm) -> str:
    """Add someone around a child, or what the child's own numbers and needs are; returns the id."""
    person, lists = kept_person(work, person_id), read_lists_of(work.session)
    if form.relationship == OWN and _own(work, person_id) is not None:
        raise RuleBroken("This child's own details are there already.", means=_UNCHANGED, do="Edit those.")
    if form.relationship in lead_codes(lists):
        raise Invalid({"relationship": "Who leads is changed by “Change who leads”, so that there is one at a time."})
    return _add(work, lists, person, form).id


@command(Permission.EDIT_PEOPLE)
def edit_contact(work: Work, contact_id: str, version: int, form: ContactForm) -> None:
    """Save what is known of someone around a child."""
    contact, person = _contact(work, contact_id)
    _meet(work, contact, version)
    lists = read_lists_of(work.session)
    if (contact.relationship in lead_codes(lists)) != (form.relationship in lead_codes(lists)):
        raise Invalid({"relationship": "Who leads is changed by “Change who leads”, so that there is one at a time."})
    _fill(work, lists, person, contact, form)
    flag_modified(contact, "relationship")
    _tell(work, person)


@command(Permission.EDIT_PEOPLE)
def end_contact(work: Work, contact_id: str, version: int, until_on: date) -> None:
    """Say that someone is no longer around the child; the record stays, with its days."""
    contact, person = _contact(work, contact_id)
    check_version(contact, version)
    if until_on > work.today:
        raise Invalid({"until_on": "This day is in the future."})
    if contact.from_on is not None and until_on < contact.from_on:
        raise Invalid({"until_on": "This is before the first day."})
    contact.until_on = until_on
    _tell(work, person)


@command(Permission.EDIT_PEOPLE)
def remove_contact(work: Work, contact_id: str, version: int) -> None:
    """Take away someone who was entered by mistake; the audit keeps what it was."""
    contact, person = _contact(work, contact_id)
    check_version(contact, version)
    for way in _ways(work, contact_id):
        work.session.delete(way)
    work.session.flush()
    work.session.delete(contact)
    index.remove(work.session, KIND, contact_id)
    _tell(work, person)


@command(Permission.ERASE)
def erase_contact(work: Work, contact_id: str, reason: str) -> None:
    """Erase who someone around a child is, also from the audit; that there was someone stays."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this contact is erased."})
    contact, person = _contact(work, contact_id)
    forget_contacts(work, [contact])
    work.changed("contact", contact_id)
    work.names("person", person.id, person.place_code, reason.strip())


@command(Permission.EDIT_CASES)
def set_lead(work: Work, person_id: str, form: LeadForm, seen: tuple[str, int] | None = None) -> str:
    """Say who leads the work with a child from a day on; whoever led before ends the day before. Returns the id.

    `seen` is the id and version of the lead that the user saw: two people who change it at once both notice.
    """
    person, lists = kept_person(work, person_id), read_lists_of(work.session)
    check_lead(form, work.today)
    for before in _leads_before(work, lists, person_id, form.from_on, seen):
        before.until_on = form.from_on - timedelta(days=1)
    work.session.flush()
    ways = [WayForm("PHONE", form.phone, "Work"), WayForm("EMAIL", form.email, "Work")]
    contact = ContactForm(
        relationship=lead_codes(lists)[0],
        name=form.name,
        agency_code=form.agency_code,
        job=form.job,
        from_on=form.from_on,
        ways=tuple(ways),
    )
    return _add(work, lists, person, contact).id


def _leads_before(
    work: Work, lists: Lists, person_id: str, from_on: date, seen: tuple[str, int] | None
) -> list[Contact]:
    """Whoever leads now; a merge may have brought two together, of whom the later one is seen as leading."""
    leading = select(Contact).where(
        Contact.person_id == person_id,
        Contact.relationship.in_(lead_codes(lists)),
        Contact.until_on.is_(None),
        Contact.erased_at.is_(None),
    )
    before = list(work.session.scalars(leading.order_by(Contact.from_on.desc(), Contact.id.desc())))
    if before and (before[0].id, before[0].version) != seen:
        theirs = {"name": as_reader_may(before[0].name), "agency_code": before[0].agency_code}
        raise Stale("contact", before[0].id, theirs)
    if before and before[0].from_on is not None and before[0].from_on >= from_on:
        raise Invalid({"from_on": "Somebody else leads from this day or a later one: give a later day, or edit that."})
    return before


def _own(work: Work, person_id: str) -> Contact | None:
    own = select(Contact).where(Contact.person_id == person_id, Contact.relationship == OWN)
    return work.session.scalars(own).one_or_none()


def _add(work: Work, lists: Lists, person: Person, form: ContactForm) -> Contact:
    contact = Contact(id=work.new_id(), person_id=person.id, entered_at=work.now, relationship=form.relationship)
    _fill(work, lists, person, work.add(contact), form)
    _tell(work, person)
    return contact


def _contact(work: Work, contact_id: str) -> tuple[Contact, Person]:
    """The contact and its child, whose place decides who may touch it."""
    contact = work.session.get(Contact, contact_id)
    if contact is None or contact.erased_at is not None:
        raise NotFound("This contact is no longer there.", means=_UNCHANGED, do="Go back to the record.")
    return contact, kept_person(work, contact.person_id)


def _fill(work: Work, lists: Lists, person: Person, contact: Contact, form: ContactForm) -> None:
    form = tidy_contact(lists, form)
    check_contact(lists, person.id, form, work.today)
    if form.other_id and form.other_id != contact.other_id:
        kept_person(work, form.other_id)
    for name in COLUMNS:
        setattr(contact, name, getattr(form, name))
    work.session.flush()
    _write_ways(work, contact, form.ways)
    words = contact_words(form.name, form.job, form.ways)
    put_contact(work.session, contact.id, words, person_id=person.id, place_code=person.place_code)


def _meet(work: Work, contact: Contact, version: int) -> None:
    """Refuse a stale version with what stands there now; the ways belong to it."""
    try:
        check_version(contact, version)
    except Stale as stale:
        ways = tuple(
            WayForm(way.kind, as_reader_may(way.details), as_reader_may(way.used_for))
            for way in _ways(work, contact.id)
        )
        raise Stale(stale.kind, stale.record_id, {**stale.theirs, "ways": ways}) from None


def _ways(work: Work, contact_id: str) -> list[ContactWay]:
    ways = select(ContactWay).where(ContactWay.contact_id == contact_id).order_by(ContactWay.position)
    return list(work.session.scalars(ways))


def _write_ways(work: Work, contact: Contact, ways: tuple[WayForm, ...]) -> None:
    on_file = _ways(work, contact.id)
    for way, form in zip(on_file, ways, strict=False):
        way.kind, way.details, way.used_for = form.kind, form.details, form.used_for
    for way in on_file[len(ways) :]:
        work.session.delete(way)
    for position, form in list(enumerate(ways))[len(on_file) :]:
        work.add(
            ContactWay(
                id=work.new_id(),
                contact_id=contact.id,
                person_id=contact.person_id,
                position=position,
                kind=form.kind,
                details=form.details,
                used_for=form.used_for,
            )
        )


def _tell(work: Work, person: Person) -> None:
    work.changed("person", person.id)
    work.names("person", person.id, person.place_code)
