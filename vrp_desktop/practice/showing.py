"""Which practice records show the most: where the pictures of `look` are taken."""

from __future__ import annotations

from sqlalchemy import func, select, union_all

from db.around import Contact
from db.links import PersonLink
from db.panel import CaseContact, PanelCase, SupportAgreement
from db.restricted import Restriction
from vrp_desktop.access.work import Read


def most_linked(read: Read) -> str:
    """The child with the most links who also has people around, the lesser id where several have; "" for none."""
    ends = union_all(select(PersonLink.person_id.label("end")), select(PersonLink.other_id)).subquery()
    around = select(Contact.person_id).where(Contact.safe_contact == "ONLY_THIS_WAY")
    statement = select(ends.c.end).where(ends.c.end.in_(around)).group_by(ends.c.end)
    return read.session.scalar(statement.order_by(func.count().desc(), ends.c.end).limit(1)) or ""


def fullest_case(read: Read) -> str:
    """The case in support with an answer about it and the most contacts, the lesser id of several; "" for none."""
    answered = select(SupportAgreement.case_id)
    closed = select(Restriction.person_id).where(Restriction.lifted_at.is_(None))
    statement = (
        select(PanelCase.id)
        .outerjoin(CaseContact, CaseContact.case_id == PanelCase.id)
        .where(PanelCase.status == "IN_SUPPORT", PanelCase.id.in_(answered), PanelCase.person_id.not_in(closed))
        .group_by(PanelCase.id)
        .order_by(func.count(CaseContact.id).desc(), PanelCase.id)
    )
    return read.session.scalar(statement.limit(1)) or ""
