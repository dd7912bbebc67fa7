"""The last day's work, deed by deed through the real commands, so that pages and audit show what a day looks like."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import Select, select

from db.actions import Action
from db.panel import CaseReview, EligibilityAnswer, PanelCase, PanelDecision, Referral
from db.people import Person
from vrp_desktop.access.work import Read
from vrp_desktop.actions import commands as actions
from vrp_desktop.actions.rules import COMPLETE, OPEN
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import deciding, rules
from vrp_desktop.panel.figures import NOT_COUNTED_OUTCOMES
from vrp_desktop.panel.forms import CheckForm, DecisionForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.people import commands as people
from vrp_desktop.people.queries import person_record
from vrp_desktop.practice.backups import keep_backups
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.chasing import chase_agencies
from vrp_desktop.practice.governance import keep_governance
from vrp_desktop.practice.incoming import take_in_a_list
from vrp_desktop.practice.letting_go import let_records_go
from vrp_desktop.practice.own_data import ask_about_own_data
from vrp_desktop.practice.put_right import put_records_right
from vrp_desktop.practice.todays_panel import plan_todays_panel
from vrp_desktop.practice.views import save_views
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 50_000_001
_STEP: Final = timedelta(minutes=4)
_REVIEW_AGAIN: Final = timedelta(days=84)


class LastDay:
    """One working day on the records as they stand."""

    def __init__(self, workspace: Workspace, clock: FixedClock, world: World) -> None:
        self._workspace = workspace
        self._clock = clock
        self._world = world
        self._chance: Chance = stream(world.order.seed, _STREAM, 0)

    def work(self, signed: Quarter | None) -> None:
        """Everything that is done on the day; deeds that find nothing to do are passed over."""
        self._look_at_records()
        self._answer_checks()
        self._screen()
        self._ask_for_ethnicity()
        self._hold_review()
        self._complete_action()
        self._write_notes()
        self._clock.advance(_STEP)
        take_in_a_list(self._workspace, self._world, self._chance)
        if signed is not None:
            self._correct_a_signed_quarter(signed)
        put_records_right(self._workspace, self._world, self._do)
        keep_governance(self._workspace, self._world, self._do)
        ask_about_own_data(self._workspace, self._world, self._do)
        let_records_go(self._workspace, self._world, self._do)
        plan_todays_panel(self._workspace, self._world, self._do)
        chase_agencies(self._workspace, self._do)
        save_views(self._do)
        keep_backups(self._workspace, self._do)

    def _do(self, deed: Callable[..., Any], *arguments: Any, **named: Any) -> None:
        self._clock.advance(_STEP)
        self._workspace.write(deed, *arguments, **named)

    def _find(self, statement: Select[*tuple[Any, ...]], most: int = 1) -> list[Any]:
        return self._workspace.read(_found, statement.limit(most))

    def _look_at_records(self) -> None:
        for person in self._find(select(Person.id).order_by(Person.id.desc()), 3):
            self._do(people.open_person, person.id)

    def _answer_checks(self) -> None:
        columns = (EligibilityAnswer.case_id, EligibilityAnswer.fact, EligibilityAnswer.agency_code)
        waiting = (
            select(*columns)
            .join(PanelCase, PanelCase.id == EligibilityAnswer.case_id)
            .where(EligibilityAnswer.answer == "NOT_YET_ANSWERED", PanelCase.status != rules.CLOSED)
        )
        for check in self._find(waiting.order_by(EligibilityAnswer.id), 3):
            form = CheckForm(check.fact, "NO", check.agency_code, answered_on=self._world.order.as_at)
            self._do(record_check, check.case_id, form)

    def _screen(self) -> None:
        ready = select(PanelCase.id, PanelCase.version).where(PanelCase.status == rules.PARTNER_CHECKS)
        for case in self._find(ready.order_by(PanelCase.status_on, PanelCase.id)):
            self._do(panel.screen_case, case.id, case.version, self._world.order.as_at, accepted=True)

    def _ask_for_ethnicity(self) -> None:
        newest = select(Person.id).where(Person.erased_at.is_(None)).order_by(Person.id.desc())
        for person in self._find(newest.offset(4)):
            record = self._workspace.read(person_record, person.id)
            self._do(people.edit_person, person.id, record.version, replace(record.form, ethnicity="REFUSED"))

    def _hold_review(self) -> None:
        due = (
            select(CaseReview.id, CaseReview.version)
            .join(PanelCase, PanelCase.id == CaseReview.case_id)
            .where(
                CaseReview.held_on.is_(None),
                CaseReview.due_on <= self._world.order.as_at,
                PanelCase.status == rules.IN_SUPPORT,
            )
        )
        for review in self._find(due.order_by(CaseReview.due_on.desc(), CaseReview.id)):
            today = self._world.order.as_at
            self._do(panel.hold_review, review.id, review.version, today, self._say("review"), today + _REVIEW_AGAIN)

    def _complete_action(self) -> None:
        overdue = select(Action.id, Action.version).where(
            Action.status == OPEN, Action.due_on < self._world.order.as_at
        )
        for action in self._find(overdue.order_by(Action.due_on.desc(), Action.id)):
            self._do(actions.move_action, action.id, action.version, COMPLETE, self._world.order.as_at)

    def _write_notes(self) -> None:
        for person in self._find(select(Person.id).order_by(Person.id.desc()), 2):
            self._do(people.add_note, person.id, self._say("note"), self._world.order.as_at)

    def _correct_a_signed_quarter(self, quarter: Quarter) -> None:
        """A decision that a signed return counted turns out to be another one: the return shows the difference."""
        counted = (
            select(PanelDecision)
            .join(PanelCase, PanelCase.id == PanelDecision.case_id)
            .join(Referral, Referral.id == PanelCase.referral_id)
            .where(
                PanelDecision.decided_on.between(quarter.start, quarter.end),
                PanelDecision.outcome.not_in((*NOT_COUNTED_OUTCOMES, "OFFER_SUPPORT")),
                PanelDecision.keep_until.is_(None),
                Referral.withdrawn_on.is_(None),
            )
        )
        for (decision,) in self._find(counted.order_by(PanelDecision.decided_on.desc(), PanelDecision.id)):
            form = DecisionForm(
                outcome="OFFER_SUPPORT",
                rationale=self._say("rationale", "OFFER_SUPPORT"),
                owner_agency=decision.owner_agency,
                decided_on=decision.decided_on,
                owner_name=decision.owner_name,
                conference_id=decision.conference_id,
            )
            self._do(deciding.correct_decision, decision.id, decision.version, form, self._say("correction"))

    def _say(self, kind: str, about: str = "any") -> str:
        return self._world.sentences.say(self._chance, kind, about, first="The child")


def _found(read: Read, statement: Select[*tuple[Any, ...]]) -> list[Any]:
    return list(read.session.execute(statement))
