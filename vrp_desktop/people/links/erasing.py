"""A link when one of its ends is erased: the other's record keeps that there was one, its kind, roles and days."""

from __future__ import annotations

from sqlalchemy import or_, select, update

from db.links import PersonLink
from vrp_desktop.access.work import Work
from vrp_desktop.audit.chain import erase_record_values
from vrp_desktop.people.links.finding import KIND
from vrp_desktop.search import index


def forget_links(work: Work, person_id: str) -> None:
    """The occurrence's number and the notes would lead back to the child: they go, also from the audit and search."""
    either = or_(PersonLink.person_id == person_id, PersonLink.other_id == person_id)
    ids = list(work.session.scalars(select(PersonLink.id).where(either)))
    empty = update(PersonLink).where(either).values(occurrence="", note="", end_note="", version=PersonLink.version + 1)
    work.session.execute(empty.execution_options(synchronize_session=False))
    erase_record_values(work.session, "person_link", ids)
    for link_id in ids:
        index.remove(work.session, KIND, link_id)
