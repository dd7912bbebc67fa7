"""Children with facts that can be entered into any store, and who counts for whom once some are merged."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select

from db.interventions import InterventionReferral
from db.panel import PanelCase, TriggerEvent
from tests.support.making import PARTNER_FACTS
from vrp_desktop.access.work import Read
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import count
from vrp_desktop.interventions.commands import move_intervention_referral, refer_to_intervention
from vrp_desktop.interventions.forms import InterventionReferralForm
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import deciding, referring
from vrp_desktop.panel.forms import AgreementForm, CheckForm, DecisionForm, EventForm, ReferralForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.merging import chosen_form
from vrp_desktop.returns.catalogue import FIGURES

PLACE = "PORTSMOUTH"
Do = Callable[..., Any]
"""Runs a command on a store; a `Read` query through it is run as a command would see it."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One referral to the panel, or to an intervention, with all that came of it."""

    on: date
    kind: str
    events: tuple[date, ...] = ()
    decided: date | None = None
    supported: date | None = None


def born(year: int, month: int, first: str, **attributes: Any) -> PersonForm:
    return PersonForm(first, "Madeup", PLACE, date(year, month, 7), "KNOWN", **attributes)


CHILDREN: tuple[tuple[PersonForm, tuple[Fact, ...]], ...] = (
    (
        born(2011, 3, "Ash", sex="MALE", ethnicity="W1"),
        (Fact(date(2026, 7, 6), "SCHOOL", decided=date(2026, 7, 20), supported=date(2026, 8, 3)),),
    ),
    (
        born(2012, 9, "Bay", sex="FEMALE", ethnicity="B1"),
        (Fact(date(2026, 8, 3), "EVENTS", (date(2026, 7, 20), date(2026, 7, 28)), decided=date(2026, 8, 17)),),
    ),
    (
        born(2010, 1, "Elm", sex="MALE"),
        (Fact(date(2025, 11, 3), "SCHOOL"), Fact(date(2026, 9, 1), "SCHOOL", decided=date(2026, 9, 14))),
    ),
    (born(2013, 6, "Oak", ethnicity="A1"), (Fact(date(2026, 7, 13), "MENTORING"),)),
    (
        born(2012, 2, "Yew", sex="FEMALE"),
        (Fact(date(2026, 7, 2), "EVENTS", (date(2026, 6, 22),)), Fact(date(2026, 9, 7), "TURNAROUND")),
    ),
)


def enter(do: Do, person_id: str, fact: Fact) -> str:
    """Enter a fact of a child; returns the id of its case, or of its intervention referral."""
    if fact.kind in ("MENTORING", "TURNAROUND"):
        referral = do(
            refer_to_intervention,
            InterventionReferralForm(
                person_id, fact.kind, fact.on, safeguarding_reason="Made-up reason", share_reason="Made-up reason"
            ),
        )
        for status in ("ACCEPTED", "STARTED"):
            version = do(version_of, InterventionReferral, referral)
            do(move_intervention_referral, referral, version, status, fact.on, "")
        return str(referral)
    source = "POLICE_SUSPECT_2ND" if fact.kind == "EVENTS" else "SCHOOL_EXCLUSION"
    events = tuple(EventForm(day, f"{fact.on:%y%m}/{number}") for number, day in enumerate(fact.events))
    case: str = do(
        referring.add_referral, ReferralForm(person_id, PLACE, fact.on, source=source, events=events)
    ).case_id
    for name in PARTNER_FACTS:
        do(record_check, case, CheckForm(name, "NO", answered_on=fact.on))
    do(record_check, case, CheckForm("LIVES_IN_AREA", "YES", answered_on=fact.on))
    if fact.decided is not None:
        do(panel.screen_case, case, do(version_of, PanelCase, case), fact.on, accepted=True)
        form = DecisionForm("OFFER_SUPPORT", "Made-up reasons", "EDUCATION", fact.decided)
        do(deciding.record_decision, case, do(version_of, PanelCase, case), form)
    if fact.supported is not None:
        do(panel.record_agreement, case, AgreementForm("AGREED_BOTH", fact.supported))
        do(panel.move_case, case, do(version_of, PanelCase, case), "IN_SUPPORT", fact.supported, "")
    return case


def version_of(read: Read, kind: Any, record_id: str) -> int:
    """The version that a form would have seen."""
    return int(read.session.get_one(kind, record_id).version)


def first_event(read: Read, case_id: str) -> str:
    """The first occurrence of a case's referral."""
    mine = select(TriggerEvent.id).join(PanelCase, PanelCase.referral_id == TriggerEvent.referral_id)
    return str(read.session.scalar(mine.where(PanelCase.id == case_id).order_by(TriggerEvent.named_on).limit(1)))


def figures_of(read: Read, window: Window) -> Mapping[str, Any]:
    """Every figure that the program has: its value, and each breakdown of it."""
    found = {code: count(read.session, figure, window) for code, figure in FIGURES.items()}
    return {
        code: (counted.value, {name: dict(counted.breakdown(name)) for name in FIGURES[code].breakdowns})
        for code, counted in found.items()
    }


@dataclass
class Family:
    """What is true of the children by now, whatever was done and undone on the way."""

    merges: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    """Those that stand, in their order: who carries on, who was merged, what was taken from the merged one."""
    void: set[tuple[int, int]] = field(default_factory=set)
    withdrawn: dict[tuple[int, int], date] = field(default_factory=dict)
    erased: set[int] = field(default_factory=set)

    def roots(self) -> list[int]:
        """The children who stand in lists."""
        merged = {other for _, other, _ in self.merges}
        return [child for child in range(len(CHILDREN)) if child not in merged]

    def group(self, root: int) -> list[int]:
        """Everyone who counts as this child."""
        below = [other for kept, other, _ in self.merges if kept == root]
        return [root, *(one for other in below for one in self.group(other))]

    def form(self, root: int, before: int | None = None) -> PersonForm:
        """Who the child is, by the merges that stand, or by the first so many of them."""
        form = CHILDREN[root][0]
        for number, (kept, other, taken) in enumerate(self.merges[:before]):
            if kept == root:
                form = chosen_form(form, self.form(other, number), taken)
        return form

    def facts(self, root: int) -> list[tuple[Fact, date | None]]:
        """The facts that survive, by their days, each with the day on which agreement was withdrawn."""
        found = [
            (fact, self.withdrawn.get((child, number)))
            for child in self.group(root)
            for number, fact in enumerate(CHILDREN[child][1])
            if (child, number) not in self.void
        ]
        return sorted(found, key=lambda pair: pair[0].on)
