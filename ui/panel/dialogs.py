"""The steps of a panel case as dialogs: screening, the decision, moving on, closing, and putting these right."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.panel.support_dialogs import correction
from ui.signed_returns import name_signed
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Radio, Section, Several, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.actions.commands import record_decision_with_actions
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.clock import london_day
from vrp_desktop.panel.commands import close_case, edit_case, move_case, screen_case
from vrp_desktop.panel.deciding import correct_decision
from vrp_desktop.panel.forms import (
    CaseForm,
    ClosureForm,
    DecisionForm,
    FurtherForm,
)
from vrp_desktop.panel.reopening import correct_closure, reopen_case
from vrp_desktop.panel.rows import CaseRecord, DecisionRow
from vrp_desktop.returns.counted import signed_returns_of_referral


def today_of(desk: Desk) -> date:
    """The day it is, by the workspace's clock."""
    return london_day(desk.clock.now())


class Screen(FormDialog):
    """Accepted for the panel, or not, with the reason why."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        today = today_of(desk)
        fields = (
            Radio(
                name="result",
                label="Result",
                options=(Option("ACCEPTED", "Accepted for the panel"), Option("NOT", "Not for the panel")),
                required=True,
            ),
            Choose(
                name="redirect",
                label="Why it is not for the panel",
                options=desk.shelf.options("redirect_reasons", today),
            ),
            Day(name="on", label="Day", required=True, latest=today, half=True),
            Lines(name="note", label="Note", lines=2),
        )
        super().__init__(
            desk, "Screen the case", fields, parent, values={"on": today}, draft=("screen", record.case_id)
        )
        self._record = record
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        accepted = values["result"] == "ACCEPTED"
        self.write(
            screen_case,
            self._record.case_id,
            self._record.version,
            values["on"],
            accepted=accepted,
            redirect=None if accepted else values["redirect"],
            note=values["note"],
        )

    def _follow(self) -> None:
        self.form.set_shown("redirect", self.form.values()["result"] == "NOT")


class Decide(FormDialog):
    """The panel's main decision with reasons and owner, further referrals, and an action; or its correction."""

    def __init__(
        self, desk: Desk, parent: QWidget, record: CaseRecord, conferences: tuple[Option, ...], kept: DecisionRow | None
    ) -> None:
        today = today_of(desk)
        shelf = desk.shelf
        interventions = shelf.options("interventions", today)
        parts: list[FormPart] = [
            Choose(name="outcome", label="Decision", options=shelf.options("panel_decisions", today), required=True),
            Lines(
                name="rationale", label="Reasons", required=True, lines=4, help="Why, in words the child could read."
            ),
            Choose(
                name="owner_agency",
                label="Owner of what happens next",
                options=shelf.options("agencies", today),
                required=True,
                half=True,
            ),
            Text(name="owner_name", label="By name", half=True),
            Day(name="decided_on", label="Decided on", required=True, latest=today, half=True),
            Choose(name="conference_id", label="At", options=conferences, blank="Not at a sitting", half=True),
            Day(name="keep_until", label="Comes back by", help="For a deferral, or to keep under review.", half=True),
            Lines(name="disagreement", label="Disagreement", lines=2),
            Several(name="further", label="Further referrals to interventions", options=interventions),
        ]
        if kept is None:
            parts += [
                Section("An action, if one was agreed"),
                Lines(name="action", label="What is to be done", lines=2),
                Choose(name="action_agency", label="By", options=shelf.options("agencies", today), half=True),
                Day(name="action_due", label="Due", half=True),
            ]
        else:
            parts += [Section("Correction"), Text(name="reason", label="Why this is put right", required=True)]
        title = "Record the decision" if kept is None else "Correct the decision"
        super().__init__(
            desk,
            title,
            parts,
            parent,
            yes="Record" if kept is None else "Correct",
            ems=(48, 36),
            draft=("decision", kept.decision_id if kept else record.case_id),
            version=kept.version if kept else record.version,
        )
        self._record, self._kept = record, kept
        self.form.set_values(_decision_values(kept) if kept else {"decided_on": today})
        if kept is not None:
            name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        form = DecisionForm(
            outcome=values["outcome"],
            rationale=values["rationale"],
            owner_agency=values["owner_agency"],
            decided_on=values["decided_on"],
            owner_name=values["owner_name"],
            conference_id=values["conference_id"],
            disagreement=values["disagreement"],
            keep_until=values["keep_until"],
            further=tuple(FurtherForm(intervention_code=code) for code in values["further"]),
        )
        if self._kept is not None:
            self.write(correct_decision, self._kept.decision_id, self._kept.version, form, values["reason"])
            return
        actions = self._actions(values, form)
        if actions is not None:
            self.write(record_decision_with_actions, self._record.case_id, self._record.version, form, actions)

    def _actions(self, values: dict[str, Any], form: DecisionForm) -> tuple[ActionForm, ...] | None:
        text = values["action"].strip()
        if not text:
            return ()
        if values["action_due"] is None:
            self.form.set_errors({"action_due": "Say by when."})
            return None
        return (
            ActionForm(
                text=text,
                owner_agency=values["action_agency"] or form.owner_agency,
                due_on=values["action_due"],
                place_code=self._record.place_code,
                opened_on=form.decided_on,
                case_id=self._record.case_id,
                conference_id=form.conference_id,
            ),
        )


def _decision_values(kept: DecisionRow) -> dict[str, object]:
    names = ("outcome", "rationale", "owner_agency", "owner_name", "decided_on", "conference_id", "keep_until")
    values: dict[str, object] = {name: getattr(kept, name) for name in names}
    values["disagreement"] = kept.disagreement
    values["further"] = tuple(code for _agency, code, _note in kept.further if code)
    return values


class Move(FormDialog):
    """The next step of the case."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, status: str) -> None:
        today = today_of(desk)
        words = desk.shelf.label("case_statuses", status)
        fields = (
            Day(name="on", label="Day", required=True, latest=today, half=True),
            Lines(name="note", label="Note", lines=2),
        )
        super().__init__(
            desk,
            words,
            fields,
            parent,
            yes=f"Move to {words}",
            values={"on": today},
            draft=(f"move {status}", record.case_id),
        )
        self._record, self._status = record, status

    def send(self, values: dict[str, Any]) -> None:
        record = self._record
        self.write(move_case, record.case_id, record.version, self._status, values["on"], values["note"])


class EditCase(FormDialog):
    """The unmet need."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        fields = (
            Lines(
                name="unmet_need",
                label="Need that is not met",
                lines=3,
                help="Asked for where a service is open: what does the child still need?",
            ),
        )
        super().__init__(
            desk,
            "The need",
            fields,
            parent,
            values={"unmet_need": record.unmet_need},
            draft=("need", record.case_id),
            version=record.version,
        )
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(edit_case, self._record.case_id, self._record.version, CaseForm(**values))


class CloseCase(FormDialog):
    """The end of the case, with its reason; or that end put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, *, is_correction: bool = False) -> None:
        today, kept = desk.today, record.closure_reason if is_correction else None
        parts: list[FormPart] = [
            Choose(name="reason", label="Reason", options=_closure_reasons(desk, kept), required=True),
            Day(name="closed_on", label="Closed on", required=True, latest=today, half=True),
            Text(name="leads_now", label="Who leads now", half=True),
            Lines(name="note", label="Note", lines=3),
        ]
        values: dict[str, object] = {"closed_on": today}
        if is_correction:
            parts += correction("why")
            values = {"reason": kept, "closed_on": record.closed_on, "leads_now": record.leads_now}
            values["note"] = record.closure_note
        super().__init__(
            desk,
            "Correct the closing" if is_correction else "Close the case",
            parts,
            parent,
            yes="Correct" if is_correction else "Close case",
            values=values,
            draft=("closing-correct" if is_correction else "closing", record.case_id),
            version=record.version,
        )
        self._record, self._is_correction = record, is_correction
        if is_correction:
            name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        why = values.pop("why", "")
        record, form = self._record, ClosureForm(**values)
        if self._is_correction:
            self.write(correct_closure, record.case_id, record.version, form, why)
        else:
            self.write(close_case, record.case_id, record.version, form)


class Reopen(FormDialog):
    """A case that was closed by mistake."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        fields = (Text(name="reason", label="Why it should not have been closed", required=True),)
        intro = (
            "The case stands where it stood before it was closed, and its closing leaves figures that are not signed. "
            "A child who comes back later is referred anew instead."
        )
        super().__init__(desk, "Reopen the case", fields, parent, intro=intro, yes="Reopen")
        self._record = record
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(reopen_case, self._record.case_id, self._record.version, values["reason"])


def _closure_reasons(desk: Desk, kept: str | None) -> tuple[Option, ...]:
    """The reasons but screening's own, which is given by screening alone."""
    lists = desk.shelf.lists
    found = desk.shelf.options("closure_reasons", desk.today, kept)
    entries = ((option, lists.entry("closure_reasons", option.code)) for option in found)
    return tuple(option for option, entry in entries if entry is None or not entry.extra.get("at_screening"))
