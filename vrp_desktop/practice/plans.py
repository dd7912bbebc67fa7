"""What happens to a child, as plain dates and codes: the plan from which rows are made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from vrp_desktop.people.forms import PersonForm
from vrp_desktop.practice.timetable import Sitting


@dataclass(slots=True)
class Step:
    """A status that a case or an intervention referral reached."""

    status: str
    on: date


@dataclass(slots=True)
class EventPlan:
    """A trigger event."""

    named_on: date
    offence_kind: str | None
    removed_on: date | None = None


@dataclass(slots=True)
class CheckPlan:
    """A partner check; not answered where `answered_on` is None."""

    fact: str
    agency: str | None
    answer: str
    asked_on: date
    answered_on: date | None


@dataclass(slots=True)
class DecisionPlan:
    """A discussion and its main decision."""

    on: date
    outcome: str
    sitting: Sitting
    owner: str
    keep_until: date | None
    further: list[tuple[str | None, str | None]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LeadPlan:
    """Who leads the work with a child from a day on."""

    agency: str
    name: str
    on: date


@dataclass(slots=True)
class ReviewPlan:
    """A review: due, and held where it was."""

    due_on: date
    held_on: date | None


@dataclass(slots=True)
class InterventionPlan:
    """A referral to an intervention and its dated statuses, the first of them its referral."""

    code: str
    steps: list[Step]


@dataclass(slots=True)
class ActionPlan:
    """An action and how far it came."""

    owner: str
    opened_on: date
    due_on: date
    status: str
    closed_on: date | None
    undone_reason: str | None
    sitting: Sitting | None


@dataclass(slots=True)
class CasePlan:
    """One referral with its panel case and all that follows."""

    place: str
    referred_on: date
    received_on: date | None
    entered_on: date
    source: str | None
    agency: str | None
    steps: list[Step]
    events: list[EventPlan] = field(default_factory=list)
    checks: list[CheckPlan] = field(default_factory=list)
    agenda: list[Sitting] = field(default_factory=list)
    decisions: list[DecisionPlan] = field(default_factory=list)
    agreements: list[tuple[str, date]] = field(default_factory=list)
    told_on: date | None = None
    told_why_not: bool = False
    reviews: list[ReviewPlan] = field(default_factory=list)
    interventions: list[InterventionPlan] = field(default_factory=list)
    actions: list[ActionPlan] = field(default_factory=list)
    redirect: str | None = None
    closure: str | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str | None = None
    has_need: bool = False
    has_lead: bool = False

    @property
    def status(self) -> str:
        return self.steps[-1].status

    @property
    def status_on(self) -> date:
        return self.steps[-1].on

    def days(self) -> Iterator[date]:
        """Every day on which something of this was done."""
        yield self.entered_on
        yield self.status_on
        yield from (check.answered_on or check.asked_on for check in self.checks)
        yield from (on for _, on in self.agreements)
        yield from (review.held_on for review in self.reviews if review.held_on)
        yield from (plan.steps[-1].on for plan in self.interventions)
        yield from (action.closed_on or action.opened_on for action in self.actions)
        yield from (on for on in (self.told_on, self.withdrawn_on) if on)

    @property
    def comes_back_on(self) -> date | None:
        """The day by which somebody looks at an open case again: the next review, or the end of a deferral."""
        if self.closure is not None:
            return None
        waiting = [review.due_on for review in self.reviews if review.held_on is None]
        return min(waiting) if waiting else (self.decisions[-1].keep_until if self.decisions else None)

    @property
    def is_on_a_coming_agenda(self) -> bool:
        """Whether it waits for a sitting that has not been held."""
        return any(sitting.held_on > self.status_on for sitting in self.agenda[-1:])


@dataclass(slots=True)
class ChildPlan:
    """A child, the day of entering, attributes that changed, the cases and the days of notes."""

    form: PersonForm
    entered_on: date
    cases: list[CasePlan]
    changed_on: date | None = None
    changed: dict[str, str | None] = field(default_factory=dict)
    notes: list[date] = field(default_factory=list)

    @property
    def last_on(self) -> date:
        """The last day on which something was done."""
        days = [day for case in self.cases for day in case.days()]
        return max([self.entered_on, *self.notes, *days, *([self.changed_on] if self.changed_on else [])])

    @property
    def waits(self) -> bool:
        """Whether a case of the child waits for a coming sitting."""
        return any(case.is_on_a_coming_agenda for case in self.cases)
