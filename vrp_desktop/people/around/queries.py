"""Reading the people around a child: each with the safe way first, and who leads on a day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select

from db.around import Contact, ContactWay
from db.people import Person
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.people.around.forms import COLUMNS, OWN, ContactForm, WayForm, lead_codes
from vrp_desktop.people.ends import ends_of, sees_child
from vrp_desktop.people.links.queries import LinkRow, links_of
from vrp_desktop.people.naming import End
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import Lists, read_lists_of

_TEXT = (
    "safe_how",
    "safe_when",
    "may_be_said",
    "no_contact_reason",
    "language_note",
    "access_note",
    "communication_note",
)


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Someone around a child. `other` is the one on file; `their_own` is what that one's own record says of ways.

    Ways and free text are blank for roles that do not read notes: a number without its safe way is not shown.
    """

    contact_id: str
    version: int
    person_id: str
    form: ContactForm
    other: End | None
    their_own: ContactForm | None
    is_erased: bool
    with_text: bool

    def is_over(self, day: date) -> bool:
        """Whether the last day has come."""
        return self.form.until_on is not None and self.form.until_on <= day


@dataclass(frozen=True, slots=True)
class LeadRow:
    """Who leads the work with a child."""

    contact_id: str
    version: int
    agency_code: str | None
    name: str
    job: str
    from_on: date | None
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Around:
    """All that stands on the page of the people around a child."""

    person_id: str
    own: ContactRow | None
    contacts: tuple[ContactRow, ...]
    links: tuple[LinkRow, ...]
    around_others: tuple[tuple[End, str], ...]
    """Other children around whom this one is, with the relationship's code."""
    own_elsewhere: tuple[ContactRow, ...] = ()
    """What records that were merged into this one say of reaching the child: it holds, until someone says otherwise."""

    def now(self, day: date) -> list[ContactRow]:
        """All that says on a day how the child and those around are reached, the child's own rows first."""
        rows = [*([self.own] if self.own is not None else []), *self.own_elsewhere, *self.contacts]
        return [row for row in rows if not row.is_over(day) and not row.is_erased]


def around_child(read: Read, person_id: str) -> Around:
    """The people around a child in the order of the relationships' list, and the child's links."""
    read.get(Person, person_id, "child or young person")
    lists = read_lists_of(read.session)
    merged = select(Person.id).where(Person.merged_into_id == person_id)
    elsewhere = Contact.person_id.in_(merged) & (Contact.relationship == OWN)
    statement = select(Contact).where(or_(Contact.person_id == person_id, Contact.other_id == person_id, elsewhere))
    found = list(read.session.scalars(statement))
    mine = [each for each in found if each.person_id == person_id]
    merged_own = [each for each in found if each.person_id != person_id and each.other_id != person_id]
    ends = ends_of(read, (end_id for each in found for end_id in (each.person_id, each.other_id) if end_id))
    rows = _rows(read, mine, ends)
    order = {code: entry.position for code, entry in lists.entries.get("relationships", {}).items()}
    others = [row for row in rows if row.form.relationship != OWN]
    others.sort(key=lambda row: (row.is_over(read.today), order.get(row.form.relationship, 0), row.contact_id))
    return Around(
        person_id=person_id,
        own=next((row for row in rows if row.form.relationship == OWN), None),
        contacts=tuple(others),
        links=tuple(links_of(read, person_id)),
        own_elsewhere=tuple(_rows(read, merged_own, ends)),
        around_others=tuple((ends[each.person_id], each.relationship) for each in found if each.other_id == person_id),
    )


def leads_of(read: Read, person_id: str) -> list[LeadRow]:
    """Who has led the work with a child, newest first; none to who does not work with the child."""
    if not sees_child(read, person_id):
        return []
    lists = read_lists_of(read.session)
    statement = select(Contact).where(
        Contact.person_id == person_id, Contact.relationship.in_(lead_codes(lists)), Contact.erased_at.is_(None)
    )
    rows = read.session.scalars(statement.order_by(Contact.from_on.desc(), Contact.id.desc()))
    return [LeadRow(r.id, r.version, r.agency_code, r.name, r.job, r.from_on, r.until_on) for r in rows]


def lead_on(read: Read, person_id: str, day: date) -> LeadRow | None:
    """Who led the work with a child on a day: the one place that says so, also for the child's panel cases."""
    for row in leads_of(read, person_id):
        if (row.from_on is None or row.from_on <= day) and (row.until_on is None or day <= row.until_on):
            return row
    return None


def leads_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """Changes of the lead professional as entries of the child's timeline."""
    lists = read_lists_of(read.session)
    return [
        TimelineEntry(
            lead.from_on,
            "contact",
            lead.contact_id,
            f"Led by {lists.label('agencies', lead.agency_code)}",
            ", ".join(filter(None, (lead.name, lead.job))),
            is_free_text=True,
        )
        for lead in leads_of(read, person_id)
        if lead.from_on is not None
    ]


def is_stopped(lists: Lists, row: ContactRow) -> bool:
    """Whether nobody gets in touch with this one."""
    entry = lists.entry("safe_contact", row.form.safe_contact or "")
    return bool(entry and entry.extra.get("stops"))


def _rows(read: Read, contacts: Sequence[Contact], ends: Mapping[str, End]) -> list[ContactRow]:
    with_text = read.actor.may(Permission.SEE_NOTES)
    seen = [end.person_id for end in ends.values() if end.opens]
    ways = _ways_of(read, [each.id for each in contacts]) if with_text else {}
    own = _own_details(read, seen) if with_text else {}
    return [
        ContactRow(
            contact_id=each.id,
            version=each.version,
            person_id=each.person_id,
            form=_form(each, ways.get(each.id, ()), with_text=with_text),
            other=ends.get(each.other_id or ""),
            their_own=own.get(each.other_id or ""),
            is_erased=each.erased_at is not None,
            with_text=with_text,
        )
        for each in contacts
    ]


def _form(contact: Contact, ways: Sequence[WayForm], *, with_text: bool) -> ContactForm:
    values: dict[str, Any] = {name: getattr(contact, name) for name in COLUMNS}
    if not with_text:
        values |= dict.fromkeys(_TEXT, "")
    return ContactForm(**values, ways=tuple(ways))


def _ways_of(read: Read, contact_ids: Sequence[str]) -> dict[str, list[WayForm]]:
    found: dict[str, list[WayForm]] = {}
    statement = select(ContactWay).where(ContactWay.contact_id.in_(contact_ids)).order_by(ContactWay.position)
    for way in read.session.scalars(statement):
        found.setdefault(way.contact_id, []).append(WayForm(way.kind, way.details, way.used_for))
    return found


def _own_details(read: Read, person_ids: Sequence[str]) -> dict[str, ContactForm]:
    """What people's own records say of reaching them."""
    statement = select(Contact).where(Contact.person_id.in_(person_ids), Contact.relationship == OWN)
    own = list(read.session.scalars(statement))
    ways = _ways_of(read, [each.id for each in own])
    return {each.person_id: _form(each, ways.get(each.id, ()), with_text=True) for each in own}
