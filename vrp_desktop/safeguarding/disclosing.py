"""A concern's disclosures in the share log: written by themselves, kept in step, never waiting for anything."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import select

from db.partnership import ShareEntry
from db.safeguarding import SafeguardingConcern
from vrp_desktop.access.work import Work
from vrp_desktop.partnership import sharing
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.safeguarding.forms import YES

KIND: Final = "safeguarding_concern"
_HUB: Final = "CHILDRENS_SERVICES"
_POLICE: Final = "POLICE"
_GATEWAY: Final = "SAFEGUARDING_EMERGENCY"


def disclose(work: Work, concern: SafeguardingConcern) -> None:
    """Bring the share log in step with what the concern says was told to the hub and to the police."""
    if concern.sent_on is not None:
        words = f"Safeguarding concern {concern.code}, sent to the safeguarding hub"
        _keep(work, concern, _HUB, concern.sent_on, words, concern.sent_to)
    if concern.called_999 == YES:
        words = f"Safeguarding concern {concern.code}, told to the police by 999"
        _keep(work, concern, _POLICE, concern.raised_on, words, "")


def _keep(work: Work, concern: SafeguardingConcern, agency: str, on: date, what: str, named: str) -> None:
    form = ShareForm(
        person_id=concern.person_id,
        shared_on=on,
        what=what,
        kinds=("IDENTITY", "SAFETY"),
        agencies=(agency,),
        named=named,
        gateway=_GATEWAY,
        purpose="To keep the child safe",
        restriction=concern.restriction,
        is_emergency=True,
        reason="Safeguarding disclosure",
        case_id=concern.case_id,
        about=(KIND, concern.id),
    )
    row = _written(work, concern.id, agency)
    if row is None:
        sharing.log_share(work, form)
    elif (row.shared_on, row.named, row.restriction) != (on, named.strip(), concern.restriction):
        row.shared_on, row.named, row.restriction = on, named.strip(), concern.restriction
        sharing.put_in_index(work, row)


def _written(work: Work, concern_id: str, agency: str) -> ShareEntry | None:
    mine = select(ShareEntry).where(ShareEntry.about_id == concern_id, ShareEntry.withdrawn_on.is_(None))
    return next((row for row in work.session.scalars(mine) if agency in row.agencies), None)
