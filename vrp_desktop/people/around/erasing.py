"""Forgetting who someone around a child was: also in the audit, and where an erased child is around another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, select, update

from db.around import Contact, ContactWay
from vrp_desktop.access.work import Work
from vrp_desktop.audit.chain import erase_record_values, records_once_of
from vrp_desktop.people.around.finding import KIND
from vrp_desktop.people.around.forms import COLUMNS, ContactForm
from vrp_desktop.search import index

_KEPT = ("relationship", "other_id", "from_on", "until_on")


def forget_as_contact(work: Work, person_id: str) -> None:
    """An erased person may be around other children: their records keep that somebody was, and nothing of who."""
    forget_contacts(work, list(work.session.scalars(select(Contact).where(Contact.other_id == person_id))))


def forget_contacts(work: Work, contacts: Sequence[Contact]) -> None:
    """By statements of their own, so that the deed that forgets writes no values into the audit again."""
    for contact in contacts:
        empty = ContactForm(relationship=contact.relationship)
        values = {name: getattr(empty, name) for name in COLUMNS if name not in _KEPT}
        _run(work, delete(ContactWay).where(ContactWay.contact_id == contact.id))
        mine = update(Contact).where(Contact.id == contact.id)
        _run(work, mine.values(**values, erased_at=work.now, version=Contact.version + 1))
        erase_record_values(work.session, "contact", [contact.id])
        ways = records_once_of(work.session, "contact_way", contact.person_id, contact.id)
        erase_record_values(work.session, "contact_way", ways)
        index.remove(work.session, KIND, contact.id)
        work.session.expire(contact)


def _run(work: Work, statement: Any) -> None:
    work.session.execute(statement.execution_options(synchronize_session=False))
