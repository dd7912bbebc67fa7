"""What stops a child from being sent to a programme: an answer about agreement to support that was taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from db.panel import SupportAgreement
from vrp_desktop.access.work import Read, Work
from vrp_desktop.calendar import british
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.reference.lists import read_lists_of

_LIST = "agreement_to_support"
_EMERGENCY = "SAFEGUARDING_EMERGENCY"


@dataclass(frozen=True, slots=True)
class Stop:
    """The answer that stands, and since when."""

    label: str
    since: date


def stopped_by(read: Read, person_id: str, case_id: str | None = None) -> Stop | None:
    """The answer that stops programmes, where it is the last one; of the case where one is named, else of the child."""
    answers = select(SupportAgreement).where(SupportAgreement.person_id == person_id)
    if case_id is not None:
        answers = answers.where(SupportAgreement.case_id == case_id)
    ordered = answers.order_by(SupportAgreement.answered_on.desc(), SupportAgreement.id.desc())
    last = read.session.scalars(ordered.limit(1)).one_or_none()
    lists = read_lists_of(read.session)
    if last is None or last.answer not in lists.codes(_LIST, stops_programmes=True):
        return None
    return Stop(lists.label(_LIST, last.answer), last.answered_on)


def check_programme(
    work: Work, person_id: str, case_id: str | None, on: date, agency: str, safeguarding_reason: str = ""
) -> bool:
    """Refuse to send a child to a programme while agreement to support is not there, unless safeguarding asks for it.

    With a safeguarding reason it is never refused: the disclosure stands in the share log with that reason. Returns
    whether it was written there.
    """
    stop = stopped_by(work, person_id, case_id)
    if stop is None:
        return False
    if not safeguarding_reason.strip():
        raise RuleBroken(
            f"Agreement to support: {stop.label.lower()} on {british(stop.since)}.",
            means="Nothing was sent to the programme: support is the child's and family's own choice.",
            do="Record the new answer first, if they have changed their mind; or, to keep the child safe, say why.",
        )
    if not agency:
        raise Invalid({"safeguarding_reason": "The programme has no provider yet, so there is nobody to tell."})
    form = ShareForm(
        person_id=person_id,
        shared_on=on,
        what="Referral to a programme without agreement to support",
        agencies=(agency,),
        gateway=_EMERGENCY,
        is_emergency=True,
        purpose="To keep the child safe",
        reason=safeguarding_reason,
        case_id=case_id,
    )
    log_share(work, form)
    work.names("person", person_id, reason=safeguarding_reason.strip())
    return True
