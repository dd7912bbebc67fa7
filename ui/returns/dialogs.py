"""Signing, submitting, correcting, answering a query."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Check, Day, FormPart, Lines, Section, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.clock import london_day
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.returns.commands import begin_correction, note_query
from vrp_desktop.returns.content import CheckResult
from vrp_desktop.returns.queries import ReturnPage
from vrp_desktop.returns.signing import Signatory, SubmissionForm, sign_return, submit_return


class Sign(FormDialog):
    """The declaration: who signs in which role. Signing freezes the return and files its PDF."""

    def __init__(self, desk: Desk, parent: QWidget, page: ReturnPage) -> None:
        template = page.ask.template
        parts: list[FormPart] = [
            Text(name=item.role, label=item.label, required=item.is_required, half=True, placeholder="Full name")
            for item in template.signatories
        ]
        if page.versions:
            parts.append(Text(name="reason", label="What this new version puts right", required=True))
        parts.append(Section("Declaration", template.statement))
        parts.append(Check(name="read", label="I have read the declaration and sign in my own name", required=True))
        intro = (
            f"You sign as {desk.actor.full_name}. The figures and the records behind them are frozen as they stand. "
            "Those who are not users sign the printed page in ink."
        )
        title = f"Sign the return for {page.ask.quarter.short_label}"
        super().__init__(desk, title, parts, parent, intro=intro, yes="Sign")
        self._page = page

    def send(self, values: dict[str, Any]) -> None:
        if not values["read"]:
            self.form.set_errors({"read": "Tick this to sign."})
            return
        named = [item for item in self._page.ask.template.signatories if str(values[item.role] or "").strip()]
        me = self.desk.actor.full_name.casefold()
        signatories = [
            Signatory(item.role, str(values[item.role]), str(values[item.role]).strip().casefold() == me)
            for item in named
        ]
        self.write(sign_return, self._page.ask, signatories, render_signed, str(values.get("reason") or ""))


class Submit(FormDialog):
    """When, how and to whom the return was submitted."""

    def __init__(self, desk: Desk, parent: QWidget, page: ReturnPage) -> None:
        today = london_day(desk.clock.now())
        parts = (
            Day(name="submitted_on", label="Submitted on", required=True, latest=today, half=True),
            Text(name="channel", label="How", required=True, half=True, placeholder="E-mail, portal"),
            Text(name="recipient", label="To whom", required=True),
            Text(name="receipt", label="Their receipt or reference"),
            Lines(name="their_query", label="Their query", lines=2),
            Lines(name="our_answer", label="Our answer", lines=2),
        )
        super().__init__(desk, "Record the submission", parts, parent, yes="Record", values={"submitted_on": today})
        self._ask = page.ask

    def send(self, values: dict[str, Any]) -> None:
        self.write(submit_return, self._ask, SubmissionForm(**values))


class Correct(FormDialog):
    """Opens a signed return for a new version."""

    def __init__(self, desk: Desk, parent: QWidget, page: ReturnPage) -> None:
        parts = (Lines(name="reason", label="What is to be put right", required=True, lines=3),)
        intro = "The signed version stays as it is, for ever. The new one is drafted, completed and signed beside it."
        super().__init__(desk, "Begin a correction", parts, parent, intro=intro, yes="Begin")
        self._ask = page.ask

    def send(self, values: dict[str, Any]) -> None:
        self.write(begin_correction, self._ask, values["reason"])


class AnswerQuery(FormDialog):
    """The note that answers a query; it is printed on the return."""

    def __init__(self, desk: Desk, parent: QWidget, page: ReturnPage, check: CheckResult) -> None:
        parts = (
            Lines(
                name="text",
                label="Note",
                lines=4,
                help="Printed on the return: no names, nothing that could identify a child. Empty takes the note away.",
            ),
        )
        super().__init__(desk, "Answer the query", parts, parent, intro=check.sentence, values={"text": check.note})
        self._ask, self._code, self._seen = page.ask, check.code, check.note_version

    def send(self, values: dict[str, Any]) -> None:
        self.write(note_query, self._ask, self._code, values["text"], self._seen)
