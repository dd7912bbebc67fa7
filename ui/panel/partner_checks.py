"""Partner checks of a case: the history of a fact, and the dialog in which one is asked, answered or put right."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.signed_returns import name_signed
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Radio, Section, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import NOT_YET_ANSWERED, correct_check, record_check, remove_check
from vrp_desktop.panel.rows import CaseRecord, CheckRow
from vrp_desktop.returns.counted import signed_returns_of_referral

_NOT_KNOWN = Option("NOT_KNOWN", "They could not say")
_WAITING = Option(NOT_YET_ANSWERED, "Asked, not yet answered")


def check_words(desk: Desk, check: CheckRow) -> str:
    """One question with its answer, in a line: who was asked when, what came back when, and who leads."""
    shelf, view = desk.shelf, desk.view
    asked = f"Asked {british(check.asked_on)}" if check.asked_on else ""
    agency = shelf.label("agencies", check.agency_code) if check.agency_code else ""
    if check.answered_on is None:
        return " · ".join(part for part in (agency, asked, "not yet answered") if part)
    answer = _answer_label(desk, check)
    answered = f"answered {british(check.answered_on)}" if asked else f"Answered {british(check.answered_on)}"
    parts = (agency, asked, f"{answered}: {answer}", view.text(check.service), view.text(check.lead_professional))
    return " · ".join(part for part in parts if part)


def _answer_label(desk: Desk, check: CheckRow) -> str:
    if check.finding:
        return desk.shelf.label("partner_check_answers", check.finding).lower()
    return desk.shelf.label("yes_no_known", check.answer).lower()


def _options(desk: Desk, fact: str, today: date) -> tuple[Option, ...]:
    """What a service found; or yes and no, where the fact is not one that a service holds."""
    entry = desk.shelf.lists.entry("eligibility_facts", fact)
    if entry is not None and entry.extra.get("kind") == "partner_check":
        return (*desk.shelf.options("partner_check_answers", today), _NOT_KNOWN, _WAITING)
    return (Option("YES", "Yes"), Option("NO", "No"), _NOT_KNOWN, _WAITING)


class AnswerChecks(FormDialog):
    """A partner check: what the agency was asked and answered, and when. Earlier answers stay as they are."""

    def __init__(
        self, desk: Desk, parent: QWidget, record: CaseRecord, fact: str, kept: CheckRow | None = None
    ) -> None:
        today = london_day(desk.clock.now())
        agencies = desk.shelf.options("agencies", today)
        parts: list[FormPart] = [
            Radio(
                name="answer",
                label=desk.shelf.label("eligibility_facts", fact),
                options=_options(desk, fact, today),
                required=True,
            ),
            Choose(name="agency_code", label="Asked of", options=agencies, half=True),
            Day(name="asked_on", label="Asked on", latest=today, half=True),
            Day(name="answered_on", label="Answered on", latest=today, half=True),
            Text(name="service", label="Which service", half=True),
            Text(name="lead_professional", label="Lead professional", half=True),
            Lines(name="note", label="Note", lines=2),
        ]
        if kept is not None:
            parts += [Section("Correction"), Text(name="reason", label="Why this is put right", required=True)]
        super().__init__(
            desk,
            "Partner check" if kept is None else "Correct the partner check",
            parts,
            parent,
            values=_values(desk, record, fact, kept, today),
            yes="Save" if kept is None else "Correct",
            draft=(f"check {fact}", kept.check_id if kept else record.case_id),
        )
        self._record, self._fact, self._kept = record, fact, kept
        self.form.edited.connect(self._follow)
        self._follow()
        if kept is not None:
            name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        reason = values.pop("reason", "")
        form = self._form(values)
        if self._kept is None:
            self.write(record_check, self._record.case_id, form)
        else:
            self.write(correct_check, self._kept.check_id, self._kept.version, form, reason)

    def _form(self, values: dict[str, Any]) -> CheckForm:
        found = self.desk.shelf.lists.entry("partner_check_answers", values["answer"] or "")
        is_waiting = values["answer"] == NOT_YET_ANSWERED
        given = {
            "fact": self._fact,
            "answer": str(found.extra["fact"]) if found else values["answer"],
            "finding": values["answer"] if found else None,
            "answered_on": None if is_waiting else values["answered_on"],
        }
        return CheckForm(**{**values, **given})

    def _follow(self) -> None:
        """A question without its answer has no day of an answer, no service and no lead."""
        is_answered = self.form.values()["answer"] != NOT_YET_ANSWERED
        for name in ("answered_on", "service", "lead_professional"):
            self.form.set_shown(name, is_answered)


class RemoveCheck(FormDialog):
    """A question or an answer that does not belong to this case."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, kept: CheckRow) -> None:
        fields = (Text(name="reason", label="Why it is taken off this case", required=True),)
        intro = f"{desk.shelf.label('eligibility_facts', kept.fact)}. {check_words(desk, kept)}"
        super().__init__(desk, "Take off a partner check", fields, parent, intro=intro, yes="Take off")
        self._kept = kept
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(remove_check, self._kept.check_id, self._kept.version, values["reason"])


def _values(desk: Desk, record: CaseRecord, fact: str, kept: CheckRow | None, today: date) -> dict[str, object]:
    """What stands there; or the question that waits for its answer; or an empty form for the agency that knows."""
    names = ("agency_code", "asked_on", "answered_on", "service", "lead_professional", "note")
    if kept is not None:
        return {name: getattr(kept, name) for name in names} | {"answer": kept.finding or kept.answer}
    waiting = next((c for c in record.checks if c.fact == fact and c.answered_on is None), None)
    if waiting is not None:
        return {name: getattr(waiting, name) for name in names} | {"answered_on": today}
    entry = desk.shelf.lists.entry("eligibility_facts", fact)
    return {"agency_code": entry.extra.get("agency") if entry else None, "answered_on": today}
