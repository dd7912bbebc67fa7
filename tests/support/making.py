"""Factories with defaults: made-up children, referrals, cases, sittings and actions, through the real commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from db.base import Base
from vrp_desktop.access.permissions import Actor, Permission, Role, command
from vrp_desktop.access.restricted import doing, reading
from vrp_desktop.access.work import Read, Work
from vrp_desktop.actions.commands import add_action
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.clock import FixedClock, day_clock
from vrp_desktop.conferences.commands import hold_conference, plan_conference
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm, HoldForm
from vrp_desktop.interventions.commands import move_intervention_referral, refer_to_intervention
from vrp_desktop.interventions.forms import InterventionReferralForm
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import deciding, referring
from vrp_desktop.panel.forms import CheckForm, DecisionForm, EventForm, ReferralAdded, ReferralForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.workspace.workspace import Workspace

PLACE = "PORTSMOUTH"
PANEL = "YFPP_PORTSMOUTH"
CORE = ("POLICE", "YOUTH_JUSTICE", "CHILDRENS_SERVICES", "EDUCATION", "HEALTH_ICB", "VRU")
PARTNER_FACTS = (
    "CHILD_PROTECTION_PLAN",
    "LOOKED_AFTER",
    "CHILD_IN_NEED",
    "YOUTH_JUSTICE_STATUTORY",
    "YOUTH_JUSTICE_PREVENTION",
)
BORN = date(2012, 3, 4)
REFERRED = date(2026, 9, 1)
DECIDED = date(2026, 9, 22)


class Making:
    """Makes records in a workspace, each with sensible defaults."""

    def __init__(self, workspace: Workspace, clock: FixedClock) -> None:
        self.workspace = workspace
        self.clock = clock
        self._people = 0

    def on(self, day: date) -> None:
        """Let it be noon of a day."""
        self.clock.moment = day_clock(day).moment

    def do(self, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a command and return its own result."""
        return self.workspace.write(deed, *args, **kwargs).result

    def see(self, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a query."""
        return self.workspace.read(query, *args, **kwargs)

    def row(self, kind: type[Base], record_id: str) -> Any:
        """A mapped row, for looking at what a command has written."""
        return self.workspace.read(lambda read: read.session.get(kind, record_id))

    def version(self, kind: type[Base], record_id: str) -> int:
        """The version that a form would have seen."""
        return int(self.row(kind, record_id).version)

    def person(self, forenames: str = "", born: date | None = BORN, place: str = PLACE, **profile: Any) -> str:
        """A child with a made-up name."""
        self._people += 1
        form = PersonForm(
            forenames=forenames or f"Child{self._people}",
            surname="Madeup",
            place_code=place,
            born_on=born,
            born_basis="KNOWN" if born else "NOT_KNOWN",
            **profile,
        )
        return str(self.do(add_person, form))

    def referral(
        self,
        person_id: str = "",
        on: date = REFERRED,
        *,
        events: Sequence[EventForm] = (),
        place: str = PLACE,
        **values: Any,
    ) -> ReferralAdded:
        """A referral of a child, who is made where none is named."""
        form = ReferralForm(
            person_id or self.person(place=place), place, on, source=values.pop("source", "SCHOOL_EXCLUSION"),
            events=tuple(events), **values,
        )  # fmt: skip
        added: ReferralAdded = self.do(referring.add_referral, form)
        return added

    def case(self, person_id: str = "", on: date = REFERRED, **values: Any) -> str:
        """The panel case of a new referral."""
        return self.referral(person_id, on, **values).case_id

    def move(self, case_id: str, status: str, on: date, note: str = "") -> None:
        """Take a case to a status."""
        from db.panel import PanelCase

        self.do(panel.move_case, case_id, self.version(PanelCase, case_id), status, on, note)

    def screened(self, person_id: str = "", on: date = REFERRED, **values: Any) -> str:
        """A case that was accepted for the panel."""
        from db.panel import PanelCase

        case_id = self.case(person_id, on, **values)
        self.do(panel.screen_case, case_id, self.version(PanelCase, case_id), on, accepted=True)
        return case_id

    def decide(self, case_id: str, outcome: str = "OFFER_SUPPORT", on: date = DECIDED, **values: Any) -> str:
        """The panel's decision on a case."""
        from db.panel import PanelCase

        form = DecisionForm(
            outcome=outcome,
            rationale=values.pop("rationale", "Made-up reasons"),
            owner_agency=values.pop("owner_agency", "EDUCATION"),
            decided_on=on,
            **values,
        )
        return str(self.do(deciding.record_decision, case_id, self.version(PanelCase, case_id), form))

    def answer_all(self, case_id: str, answer: str = "NO", on: date = REFERRED) -> None:
        """Every partner check answered, and that the child lives in the area."""
        for fact in PARTNER_FACTS:
            self.do(record_check, case_id, CheckForm(fact, answer, asked_on=on, answered_on=on))
        self.do(record_check, case_id, CheckForm("LIVES_IN_AREA", "YES", asked_on=on, answered_on=on))

    def sitting(self, on: date = DECIDED, forum: str = PANEL, **values: Any) -> str:
        """A planned sitting of a forum."""
        return str(self.do(plan_conference, ConferenceForm(forum, on, **values)))

    def hold(
        self, conference_id: str, on: date = DECIDED, *, absent: Sequence[str] = (), chair: str = "Chris Made-Up"
    ) -> str:
        """A sitting held, with all of the core agencies but those that are absent; returns its status."""
        from db.conferences import Conference

        attendance = tuple(AttendanceForm(code, "ABSENT" if code in absent else "ATTENDED") for code in CORE)
        version = self.version(Conference, conference_id)
        return str(self.do(hold_conference, conference_id, version, HoldForm(on, chair, attendance)))

    def action(self, due: date, on: date = DECIDED, *, agency: str = "EDUCATION", **values: Any) -> str:
        """An action with made-up words."""
        if not {"place_code", "case_id", "conference_id"} & values.keys():
            values["place_code"] = PLACE
        text = values.pop("text", "Meet the family at school")
        return str(self.do(add_action, ActionForm(text, agency, due, opened_on=on, **values)))

    def intervention_referral(
        self, person_id: str = "", code: str = "MENTORING", on: date = REFERRED, **values: Any
    ) -> str:
        """A young person's referral to an intervention."""
        values.setdefault("share_reason", "Made-up reason")
        form = InterventionReferralForm(person_id or self.person(), code, on, **values)
        return str(self.do(refer_to_intervention, form))

    def step(self, referral_id: str, status: str, on: date, reason: str = "Made-up reason") -> None:
        """The next status of an intervention referral."""
        from db.interventions import InterventionReferral

        version = self.version(InterventionReferral, referral_id)
        self.do(move_intervention_referral, referral_id, version, status, on, reason)

    def actor(self, role: Role = Role.MANAGER, places: Sequence[str] | None = None) -> Actor:
        """Someone else of this workspace: the manager's account with another role, limited to places."""
        mine = self.workspace.actor
        limits = None if places is None else frozenset(places)
        return Actor(mine.user_id, mine.name, mine.full_name, role, limits)

    def see_as(self, actor: Actor, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a query as someone else."""
        return self.workspace.read(_seen_by, actor, query, *args, **kwargs)

    def do_as(self, actor: Actor, deed: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """Run a command as someone else, with their permissions."""
        return self.workspace.write(_done_by, actor, deed, *args, **kwargs).result


def _seen_by(read: Read, actor: Actor, query: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    with reading(read.session, actor, read.clock) as seen:
        return query(seen, *args, **kwargs)


@command(Permission.SEE_RECORDS)
def _done_by(work: Work, actor: Actor, deed: Any, *args: Any, **kwargs: Any) -> Any:
    actor.need(deed.permission)
    work.actor = actor
    with doing(work.session, actor, work.now, deed.permission) as work.closed:
        return deed(work, *args, **kwargs)
