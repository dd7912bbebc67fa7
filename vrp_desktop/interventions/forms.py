"""What is typed about interventions, referrals to them and providers' totals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.calendar import Quarter


@dataclass(frozen=True, slots=True)
class InterventionForm:
    """A programme, as this workspace writes it down. `provider` is an agency's code, or empty while it is not known."""

    label: str
    provider: str = ""
    meaning: str = ""
    delivery_models: tuple[str, ...] = ()
    tier: str = ""
    youngest: int | None = None
    oldest: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    counts_people_by_name: bool = True
    panel_may_refer: bool = True
    unit: str = "children_and_young_people"


@dataclass(frozen=True, slots=True)
class InterventionReferralForm:
    """A young person's referral to an intervention. Without a place it is the person's own.

    `safeguarding_reason` says why they are sent although agreement to support was declined or taken back. To refer is
    to share: `gateway` and `agreement_id` are what it rests on, `share_reason` why it is shared where something warns.
    """

    person_id: str
    intervention_code: str
    referred_on: date
    place_code: str = ""
    case_id: str | None = None
    safeguarding_reason: str = ""
    gateway: str | None = None
    agreement_id: str | None = None
    share_reason: str = ""


@dataclass(frozen=True, slots=True)
class ProviderTotalForm:
    """One dated total of a provider, without names."""

    intervention_code: str
    place_code: str
    period_start: date
    period_end: date
    measure: str
    number: int
    reported_on: date
    age_band: str = "NOT_KNOWN"
    sex: str = "NOT_KNOWN"
    ethnicity: str = "NOT_KNOWN"
    source: str = ""

    @classmethod
    def of_quarter(
        cls, quarter: Quarter, intervention_code: str, place_code: str, measure: str, number: int, reported_on: date
    ) -> ProviderTotalForm:
        """A total of a whole quarter, with no groups."""
        return cls(intervention_code, place_code, quarter.start, quarter.end, measure, number, reported_on)

    @property
    def group(self) -> tuple[str, str, str, str, str, str]:
        """What the number is of, whatever the period."""
        return (self.intervention_code, self.place_code, self.measure, self.age_band, self.sex, self.ethnicity)
