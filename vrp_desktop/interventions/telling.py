"""To refer is to share: each referral to a programme stands in the share log, with what it rests on."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from vrp_desktop.access.work import Work
from vrp_desktop.errors import Invalid
from vrp_desktop.interventions.forms import InterventionReferralForm
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.reference.lists import Lists, read_lists_of

_KIND: Final = "intervention_referral"
_KINDS: Final = ("IDENTITY", "DECISION_AND_SUPPORT")
_PURPOSE: Final = "Support through the programme"


def share_of(lists: Lists, form: InterventionReferralForm, provider: str) -> ShareForm:
    """What a referral tells its provider: who the child is, how to reach them, and what support is asked for."""
    programme = lists.label("interventions", form.intervention_code)
    return ShareForm(
        person_id=form.person_id,
        shared_on=form.referred_on,
        what=f"Referral to {programme}: who the child is, how to reach them, and what support is asked for",
        kinds=_KINDS,
        agencies=(provider,),
        gateway=form.gateway,
        agreement_id=form.agreement_id,
        purpose=_PURPOSE,
        reason=form.share_reason,
        case_id=form.case_id,
    )


def log_referral(work: Work, form: InterventionReferralForm, referral_id: str, provider: str) -> None:
    """Write the entry; where something warns and no reason is given, the referral is refused under `share_reason`."""
    share = share_of(read_lists_of(work.session), form, provider)
    try:
        log_share(work, replace(share, about=(_KIND, referral_id)))
    except Invalid as refused:
        fields = {("share_reason" if name == "reason" else name): said for name, said in refused.fields.items()}
        raise Invalid(fields) from refused
