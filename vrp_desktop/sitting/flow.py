"""Deciding step by step: why, who owns it, what is agreed, what is referred on, and the sentence that is read back.

It holds what was typed, so that it can be kept as a draft and taken up again; it knows no screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Self

from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.calendar import british
from vrp_desktop.panel.forms import FurtherForm
from vrp_desktop.reference.lists import Lists
from vrp_desktop.search.folding import fold
from vrp_desktop.sitting.forms import DecideForm
from vrp_desktop.sitting.rules import PANEL_OUTCOMES
from vrp_desktop.sitting.sentences import read_back
from vrp_desktop.sitting.typed import find_agency, understand


class Step(StrEnum):
    """What is asked for now."""

    WHY = "WHY"
    OWNER = "OWNER"
    DISAGREEMENT = "DISAGREEMENT"
    ACTIONS = "ACTIONS"
    FURTHER = "FURTHER"
    READ = "READ"


@dataclass(frozen=True, slots=True)
class Ground:
    """What the typing is understood by: the lists, the day, and the next sitting."""

    lists: Lists
    today: date
    next_on: date | None = None


@dataclass(slots=True)
class Flow:
    """One decision on its way. `take` goes on with what was typed; it returns what is wrong, or nothing."""

    outcome: str
    list_name: str
    step: Step = Step.WHY
    is_mappa: bool = False
    rationale: str = ""
    owner: str = ""
    owner_name: str = ""
    keep_until: date | None = None
    disagreement: str = ""
    actions: list[ActionForm] = field(default_factory=list)
    further: list[FurtherForm] = field(default_factory=list)

    def steps(self, ground: Ground) -> tuple[Step, ...]:
        """The steps that this outcome asks for; of a person under MAPPA nothing is written down but the outcome."""
        if self.is_mappa:
            return (Step.READ,)
        extra = self._extra(ground)
        owner = (Step.OWNER,) if self.list_name == PANEL_OUTCOMES else ()
        needs = (Step.DISAGREEMENT,) if extra.get("needs_note") else ()
        further = (Step.FURTHER,) if self.list_name == PANEL_OUTCOMES else ()
        return (Step.WHY, *owner, *needs, Step.ACTIONS, *further, Step.READ)

    def prompt(self, ground: Ground) -> tuple[str, str]:
        """The question of this step, and how it is answered."""
        match self.step:
            case Step.WHY:
                return "Why? The reasons, in a sentence.", "Enter goes on. Shift+Enter begins a new line."
            case Step.OWNER:
                by = self._extra(ground).get("longest_weeks")
                more = f" It may run for {by} weeks at most." if by else ""
                if self._extra(ground).get("needs_date"):
                    return "Who owns it, and by when does it come back?", f"For instance: edu 2w.{more}"
                return "Who owns what happens next?", "For instance: yjs, or yjs 6w to come back to it then."
            case Step.DISAGREEMENT:
                return "What could not be agreed on?", "Write whose view differed, and how."
            case Step.ACTIONS:
                return "Who does what by when?", "For instance: yjs call mum 4/12. Enter on an empty line goes on."
            case Step.FURTHER:
                return "Refer on to a programme or an agency?", "Type its name. Enter on an empty line goes on."
            case Step.READ if self.is_mappa:
                return "Agreed?", "Enter keeps it. Nothing else is written down of this person. Esc goes back."
            case Step.READ:
                return "Agreed?", "Enter keeps it. D adds disagreement, Esc goes back a step."

    def shown(self) -> str:
        """What stands in the line when a step is come back to."""
        return {Step.WHY: self.rationale, Step.DISAGREEMENT: self.disagreement}.get(self.step, "")

    def preview(self, ground: Ground, typed: str) -> str:
        """How what is being typed is understood."""
        if self.step not in (Step.OWNER, Step.ACTIONS) or not typed.strip():
            return ""
        said = understand(ground.lists, typed, ground.today, ground.next_on)
        agency = said.agency_code or (self.owner if self.step is Step.ACTIONS else "")
        who = ground.lists.label("agencies", agency) if agency else "Nobody yet"
        parts = [who, said.name, said.text if self.step is Step.ACTIONS or said.text else ""]
        parts.append(f"by {british(said.due_on)}" if said.due_on else "")
        return " · ".join(filter(None, parts))

    def take(self, ground: Ground, typed: str) -> str:
        """Go on with what was typed; returns what is wrong with it, in a sentence."""
        text = typed.strip()
        match self.step:
            case Step.WHY:
                self.rationale = text
                return self._on(ground) if text else "Write the reasons for the decision."
            case Step.DISAGREEMENT:
                self.disagreement = text
                needed = self._extra(ground).get("needs_note")
                return "Write what could not be agreed on." if needed and not text else self._on(ground)
            case Step.OWNER:
                return self._take_owner(ground, text)
            case Step.ACTIONS:
                return self._take_action(ground, text) if text else self._on(ground)
            case Step.FURTHER:
                return self._take_further(ground, text) if text else self._on(ground)
            case Step.READ:
                return ""

    def back(self, ground: Ground) -> bool:
        """Go back a step; False at the first."""
        steps = self.steps(ground)
        at = steps.index(self.step) if self.step in steps else len(steps) - 1
        if self.step is Step.ACTIONS and self.actions:
            self.actions.pop()
            return True
        if self.step is Step.FURTHER and self.further:
            self.further.pop()
            return True
        if at == 0:
            return False
        self.step = steps[at - 1]
        return True

    def disagree(self) -> None:
        """Somebody disagrees after all."""
        self.step = Step.DISAGREEMENT

    def form(self) -> DecideForm:
        """The decision as the command takes it."""
        return DecideForm(
            outcome=self.outcome,
            rationale=self.rationale,
            owner_agency=self.owner,
            owner_name=self.owner_name,
            keep_until=self.keep_until,
            disagreement=self.disagreement,
            further=tuple(self.further),
            actions=tuple(self.actions),
        )

    def sentence(self, ground: Ground) -> str:
        """The decision as the chair reads it back."""
        return read_back(ground.lists, self.form(), self.list_name)

    def as_draft(self) -> dict[str, Any]:
        """All of it as JSON holds it."""
        return {
            "outcome": self.outcome,
            "list_name": self.list_name,
            "step": self.step.value,
            "is_mappa": self.is_mappa,
            "rationale": self.rationale,
            "owner": self.owner,
            "owner_name": self.owner_name,
            "keep_until": self.keep_until.isoformat() if self.keep_until else None,
            "disagreement": self.disagreement,
            "actions": [
                [a.text, a.owner_agency, a.due_on and a.due_on.isoformat(), a.owner_name] for a in self.actions
            ],
            "further": [[f.agency_code, f.intervention_code] for f in self.further],
        }

    @classmethod
    def of_draft(cls, kept: Mapping[str, Any]) -> Self:
        """A decision that was on its way."""
        return cls(
            outcome=str(kept["outcome"]),
            list_name=str(kept["list_name"]),
            step=Step(kept["step"]),
            is_mappa=bool(kept.get("is_mappa")),
            rationale=str(kept["rationale"]),
            owner=str(kept["owner"]),
            owner_name=str(kept["owner_name"]),
            keep_until=_day(kept["keep_until"]),
            disagreement=str(kept["disagreement"]),
            actions=[
                ActionForm(text, agency, _day(due), owner_name=name) for text, agency, due, name in kept["actions"]
            ],
            further=[FurtherForm(agency, programme) for agency, programme in kept["further"]],
        )

    def _on(self, ground: Ground) -> str:
        steps = self.steps(ground)
        at = steps.index(self.step) if self.step in steps else len(steps) - 2
        self.step = steps[min(at + 1, len(steps) - 1)]
        return ""

    def _extra(self, ground: Ground) -> Mapping[str, Any]:
        entry = ground.lists.entry(self.list_name, self.outcome)
        return entry.extra if entry is not None else {}

    def _take_owner(self, ground: Ground, typed: str) -> str:
        said = understand(ground.lists, typed, ground.today, ground.next_on)
        if not said.agency_code:
            return "Say which agency owns it, for instance yjs, police or csc."
        needs_day = bool(self._extra(ground).get("needs_date"))
        if needs_day and said.due_on is None:
            return "Say by when the panel comes back to it, for instance 2w or 15/1."
        self.owner, self.owner_name = said.agency_code, said.name
        if said.text and not needs_day:
            if said.due_on is None:
                return "Say by when, for instance 2w or fri."
            self.actions.append(ActionForm(_sentence(said.text), said.agency_code, said.due_on, owner_name=said.name))
        else:
            self.keep_until = said.due_on
        return self._on(ground)

    def _take_action(self, ground: Ground, typed: str) -> str:
        said = understand(ground.lists, typed, ground.today, ground.next_on)
        agency = said.agency_code or self.owner
        if not agency:
            return "Say which agency does it, for instance yjs or police."
        if not said.text:
            return "Say what will be done."
        if said.due_on is None:
            return "Say by when, for instance 2w, fri or 4/12."
        self.actions.append(ActionForm(_sentence(said.text), agency, said.due_on, owner_name=said.name))
        return ""

    def _take_further(self, ground: Ground, typed: str) -> str:
        words = fold(typed)
        choices = ground.lists.choices("interventions", ground.today)
        found = [entry.code for entry in choices if fold(entry.label).startswith(words)]
        found = found or [entry.code for entry in choices if words in fold(entry.label)]
        if len(found) == 1:
            self.further.append(FurtherForm(intervention_code=found[0]))
            return ""
        agency = find_agency(ground.lists, typed, ground.today)
        if agency and not found:
            self.further.append(FurtherForm(agency_code=agency))
            return ""
        if found:
            names = ", ".join(ground.lists.label("interventions", code) for code in found[:4])
            return f"That could be several: {names}. Type more of the name."
        return "No programme or agency is called so."


def _day(kept: object) -> date | None:
    return date.fromisoformat(str(kept)) if kept else None


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
