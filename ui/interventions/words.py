"""The words and tones of referrals to interventions, and of what providers report."""

from __future__ import annotations

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.fields import Option
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.forms import ProviderTotalForm
from vrp_desktop.interventions.rows import ReferralRow, TotalRow

_TONES = {rules.STARTED: Tone.GOOD, rules.COMPLETED: Tone.NEUTRAL}
NOT_KNOWN = "NOT_KNOWN"


def status_words(desk: Desk, status: str) -> str:
    """Where a referral stands."""
    return desk.shelf.label(rules.STATUSES, status)


def status_tone(row: ReferralRow) -> Tone:
    """How a referral's status is shown; one that the provider has left unanswered asks for attention."""
    if row.is_chased:
        return Tone.CAUTION
    if row.status in rules.ENDED:
        return Tone.NEUTRAL
    return _TONES.get(row.status, Tone.INFO)


def waiting_words(row: ReferralRow) -> str:
    """How long the provider has had the referral without answering."""
    if row.days_waiting is None:
        return ""
    return "today" if row.days_waiting == 0 else f"{row.days_waiting} day{'' if row.days_waiting == 1 else 's'}"


def group_words(desk: Desk, form: ProviderTotalForm) -> str:
    """Of whom a total is: the parts that are known."""
    parts = (("age_bands", form.age_band), ("sex", form.sex), ("ethnicity", form.ethnicity))
    known = [desk.shelf.label(name, code) for name, code in parts if code != NOT_KNOWN]
    return ", ".join(known) or "Group not known"


def total_tone(row: TotalRow) -> Tone | None:
    """A total that a later report has replaced is marked; the others need no mark."""
    return Tone.NEUTRAL if row.is_replaced else None


def referable(desk: Desk, keep: str = "") -> tuple[Option, ...]:
    """The programmes that run today and count people by name."""
    options = desk.shelf.options("interventions", desk.today, keep or None)
    lists = desk.shelf.lists
    found = ((option, lists.entry("interventions", option.code)) for option in options)
    return tuple(option for option, entry in found if entry is not None and rules.is_by_name(entry))
