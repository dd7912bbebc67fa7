"""What reading interventions gives: plain frozen rows and records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vrp_desktop.interventions.forms import InterventionForm, ProviderTotalForm
from vrp_desktop.people.naming import PersonWords


@dataclass(frozen=True, slots=True)
class InterventionRow:
    """One line of the list of interventions, with its referrals by where they stand."""

    code: str
    label: str
    provider: str
    delivery_models: tuple[str, ...]
    tier: str
    starts_on: date | None
    ends_on: date | None
    is_by_name: bool
    panel_may_refer: bool
    origin: str
    waiting: int
    taking_part: int
    ended: int

    @property
    def referrals(self) -> int:
        """All referrals on file."""
        return self.waiting + self.taking_part + self.ended


@dataclass(frozen=True, slots=True)
class InterventionRecord:
    """One programme whole, as its form edits it."""

    code: str
    version: int
    origin: str
    mark: str
    form: InterventionForm
    row: InterventionRow


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """One line of the list of intervention referrals."""

    referral_id: str
    person_id: str
    words: PersonWords
    place_code: str
    intervention_code: str
    referred_on: date
    status: str
    status_on: date
    days_waiting: int | None
    is_chased: bool = False
    has_concern: bool = False


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a referral's dated history."""

    status: str
    reached_on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ReferralRecord:
    """An intervention referral whole. `previous_id` is the one before it, `next_id` the one after."""

    row: ReferralRow
    version: int
    case_id: str | None
    previous_id: str | None
    next_id: str | None
    next_statuses: tuple[str, ...]
    is_outside_ages: bool
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True)
class TotalRow:
    """One total of a provider. `is_replaced` says that a later report of the same total stands in its place."""

    total_id: str
    version: int
    form: ProviderTotalForm
    is_replaced: bool
