"""Random small stores: rows as nobody would type them, so that every figure meets every combination."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.actions import Action, ActionStep
from db.around import Contact
from db.base import Base
from db.conferences import Attendance, Conference
from db.interventions import InterventionReferral, InterventionStatus
from db.panel import (
    CaseReview,
    CaseStatus,
    EligibilityAnswer,
    PanelCase,
    PanelDecision,
    Referral,
    SupportAgreement,
    TriggerEvent,
)
from db.people import FOR_EVER, FROM_BIRTH, Person, PersonProfile
from vrp_desktop.figures.figure import Window
from vrp_desktop.identity import IdSource
from vrp_desktop.panel.conditions import ROUTE_BY_EVENTS
from vrp_desktop.workspace.workspace import Workspace

START, END = date(2026, 7, 1), date(2026, 9, 30)
DAYS: Final = (
    date(2025, 8, 1), date(2026, 6, 2), date(2026, 6, 30), START, date(2026, 7, 2), date(2026, 8, 10),
    date(2026, 8, 24), date(2026, 9, 29), END, date(2026, 10, 1), date(2026, 10, 20), date(2026, 12, 1),
)  # fmt: skip
BIRTHS: Final = (None, date(2008, 2, 29), date(2008, 9, 30), date(2016, 7, 1), date(2012, 3, 4), date(2000, 1, 1))
PLACES: Final = ("PORTSMOUTH", "SOUTHAMPTON")
MOMENT: Final = datetime(2026, 7, 1, 12, tzinfo=UTC)


class RandomStore:
    """One random store, filled by a seed into a session whose transaction is not kept."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session = session
        self.chance = random.Random(seed)
        self.ids = IdSource(self.chance)
        self.people: list[str] = []
        self.conferences: list[str] = []

    def fill(self) -> None:
        """Sittings first, then people with all that can be on file of them."""
        for _ in range(self.chance.randint(0, 3)):
            self._conference()
        for _ in range(self.chance.randint(0, 4)):
            self._person()
        for _ in range(self.chance.randint(0, 2)):
            self._action(None, None)

    def window(self) -> Window:
        """The quarter, seen on a day within it, at its end or after it."""
        return Window(START, END, self.chance.choice((date(2026, 8, 24), END, date(2026, 12, 31))))

    def _add(self, kind: type[Base], **values: Any) -> str:
        row: Mapping[str, Any] = {"id": self.ids.new_id(MOMENT), **values}
        self.session.execute(insert(kind), [row])
        return str(row["id"])

    def _day(self) -> date:
        return self.chance.choice(DAYS)

    def _maybe(self, value: Any, likelihood: float = 0.5) -> Any:
        return value if self.chance.random() < likelihood else None

    def _person(self) -> None:
        pick = self.chance.choice
        person = self._add(
            Person,
            code=self.ids.new_code("YP"),
            place_code=pick(PLACES),
            born_on=pick(BIRTHS),
            born_basis="KNOWN",
            entered_at=MOMENT,
            fingerprint=pick((None, "same", "other")),
        )
        self.people.append(person)
        turn = self._maybe(self._day())
        spans = [(FROM_BIRTH, FOR_EVER)] if turn is None else [(FROM_BIRTH, turn - timedelta(1)), (turn, FOR_EVER)]
        for from_on, until_on in spans:
            sex, ethnicity = pick(("MALE", "FEMALE", "NOT_ASKED", None)), pick(("W1", "B1", "REFUSED", None))
            self._add(PersonProfile, person_id=person, from_on=from_on, until_on=until_on, sex=sex, ethnicity=ethnicity)
        for _ in range(self.chance.randint(0, 2)):
            relationship = pick(("LEAD_PROFESSIONAL", "LEAD_PROFESSIONAL", "SOCIAL_WORKER"))
            spell = {"from_on": self._maybe(self._day(), 0.8), "until_on": self._maybe(self._day(), 0.4)}
            self._add(Contact, person_id=person, relationship=relationship, entered_at=MOMENT, **spell)
        for _ in range(self.chance.randint(0, 2)):
            self._referral(person)
        for _ in range(self.chance.randint(0, 2)):
            self._intervention_referral(person)

    def _referral(self, person: str) -> None:
        pick, place = self.chance.choice, self.chance.choice(PLACES)
        referral = self._add(
            Referral,
            person_id=person,
            place_code=place,
            referred_on=self._day(),
            sending_agency=pick(("POLICE", "EDUCATION", None)),
            source=pick((ROUTE_BY_EVENTS, ROUTE_BY_EVENTS, "SCHOOL_EXCLUSION", None)),
            withdrawn_on=self._maybe(self._day(), 0.2),
            entered_at=MOMENT,
        )
        for _ in range(self.chance.randint(0, 3)):
            self._add(
                TriggerEvent,
                referral_id=referral,
                person_id=person,
                named_on=self._day(),
                occurrence=pick(("", "OCC-1", "OCC-2")),
                status_removed_on=self._maybe(self._day(), 0.2),
            )
        if self.chance.random() < 0.9:
            self._case(person, place, referral)

    def _case(self, person: str, place: str, referral: str) -> None:
        pick = self.chance.choice
        closed = self._maybe(self._day(), 0.4)
        case = self._add(
            PanelCase,
            code=self.ids.new_code("PC"),
            referral_id=referral,
            person_id=person,
            place_code=place,
            status="CLOSED" if closed else "DISCUSSED",
            status_on=self._day(),
            closed_on=closed,
            closure_reason=pick(("MOVED_AWAY", None)) if closed else None,
            unmet_need=pick(("", "A made-up need")),
        )
        facts = ("LIVES_IN_AREA", "LOOKED_AFTER", "CHILD_IN_NEED", "CHILD_PROTECTION_PLAN", "YOUTH_JUSTICE_STATUTORY")
        for fact in (*facts, "YOUTH_JUSTICE_PREVENTION"):
            for _ in range(pick((0, 1, 1, 1, 1, 1, 2, 3))):
                answer = "YES" if fact == "LIVES_IN_AREA" else pick(("NO",) * 8 + ("YES", "NOT_KNOWN"))
                answered = self._maybe(self._day(), 0.1)
                self._add(
                    EligibilityAnswer,
                    case_id=case,
                    person_id=person,
                    fact=fact,
                    answer=answer if answered else "NOT_YET_ANSWERED",
                    asked_on=self._maybe(self._day(), 0.2),
                    answered_on=answered,
                )
        of_case = {"case_id": case, "person_id": person}
        for _ in range(self.chance.randint(0, 3)):
            self._add(CaseStatus, **of_case, status=pick(("IN_SUPPORT", "DISCUSSED")), reached_on=self._day())
        for _ in range(self.chance.randint(0, 2)):
            self._add(
                PanelDecision,
                **of_case,
                place_code=place,
                conference_id=pick(self.conferences) if self.conferences and self.chance.random() < 0.7 else None,
                decided_on=self._day(),
                entered_at=MOMENT,
                outcome=pick(("OFFER_SUPPORT", "ALREADY_SUPPORTED_ENHANCE", "DEFER_INFO", "SIGNPOST")),
                rationale="Made-up reasons",
                owner_agency="POLICE",
            )
        for _ in range(self.chance.randint(0, 2)):
            answer = pick(("AGREED_BOTH", "AGREED_GILLICK", "DECLINED", "WITHDRAWN", "NOT_ASKED"))
            self._add(SupportAgreement, **of_case, answer=answer, answered_on=self._day())
        for _ in range(self.chance.randint(0, 2)):
            held = self._maybe(self._day())
            self._add(CaseReview, **of_case, place_code=place, due_on=self._day(), held_on=held)
        for _ in range(self.chance.randint(0, 2)):
            self._action(person, case)

    def _intervention_referral(self, person: str) -> None:
        pick = self.chance.choice
        referral = self._add(
            InterventionReferral,
            person_id=person,
            place_code=pick(PLACES),
            intervention_code=pick(("MENTORING", "TURNAROUND")),
            referred_on=self._day(),
            status="RECEIVED",
            status_on=self._day(),
        )
        statuses = ("STARTED", "STARTED", "COMPLETED", "NO_LONGER_TAKING_PART", "WITHDRAWN", "RECEIVED", "DECLINED")
        for _ in range(self.chance.randint(0, 4)):
            self._add(
                InterventionStatus,
                intervention_referral_id=referral,
                person_id=person,
                status=pick(statuses),
                reached_on=self._day(),
            )

    def _conference(self) -> None:
        pick = self.chance.choice
        forum, place = pick((("YFPP_PORTSMOUTH", "PORTSMOUTH"), ("LMAC", "SOUTHAMPTON"), ("SVRP", None)))
        conference = self._add(
            Conference,
            forum_code=forum,
            place_code=place,
            held_on=self._day(),
            status=pick(("PLANNED", "HELD", "HELD", "NOT_QUORATE", "CANCELLED")),
        )
        self.conferences.append(conference)
        for agency in ("POLICE", "EDUCATION", "FIRE"):
            if self.chance.random() < 0.8:
                state = pick(("ATTENDED", "SUBSTITUTE", "APOLOGIES", "ABSENT"))
                self._add(
                    Attendance,
                    conference_id=conference,
                    agency_code=agency,
                    state=state,
                    is_core=agency != "FIRE",
                    information_on=self._maybe(self._day()),
                )

    def _action(self, person: str | None, case: str | None) -> None:
        pick = self.chance.choice
        opened, due = self._day(), self._day()
        action = self._add(
            Action,
            code=self.ids.new_code("A"),
            place_code=pick((*PLACES, None)),
            case_id=case,
            person_id=person,
            text="Made-up words",
            owner_agency=pick(("POLICE", "EDUCATION")),
            opened_on=opened,
            due_on=due,
            status="OPEN",
        )
        for number in range(self.chance.randint(0, 3)):
            status = "OPEN" if number == 0 else pick(("OPEN", "IN_PROGRESS", "COMPLETE", "NOT_DONE", "CANCELLED"))
            reasons = ("COULD_NOT_WAITING", "DID_NOT_MISSED", None)
            self._add(
                ActionStep,
                action_id=action,
                person_id=person,
                conference_id=pick(self.conferences) if self.conferences and number and status == "OPEN" else None,
                status=status,
                undone_reason=pick(reasons) if status == "NOT_DONE" else None,
                reached_on=opened if number == 0 else self._day(),
                due_on=due if number == 0 else self._day(),
            )


class _Undo(Exception):
    """Takes a random store back."""


@contextmanager
def random_store(workspace: Workspace, seed: int) -> Iterator[RandomStore]:
    """A random store in the workspace's real one, for as long as the block runs."""
    try:
        with workspace.store.begin_write() as connection, Session(bind=connection) as session:
            store = RandomStore(session, seed)
            store.fill()
            yield store
            raise _Undo
    except _Undo:
        pass
