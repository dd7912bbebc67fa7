"""What is typed on a panel case: a dialog for each deed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.signed_returns import name_signed
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Choose, Day, FormPart, FoundCall, Lines, Option, Pick, Radio, Section, Several, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.actions.commands import record_decision_with_actions
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.panel.commands import (
    add_referral,
    close_case,
    correct_decision,
    edit_case,
    hold_review,
    move_case,
    record_agreement,
    record_told,
    remove_suspect_status,
    screen_case,
    withdraw_referral,
)
from vrp_desktop.panel.forms import (
    AgreementForm,
    CaseForm,
    ClosureForm,
    DecisionForm,
    EventForm,
    FurtherForm,
    ReferralForm,
    ToldForm,
)
from vrp_desktop.panel.queries import CaseRecord, DecisionRow, EventRow, ReviewRow
from vrp_desktop.panel.rhythm import Rhythm
from vrp_desktop.partnership.queries import notice_words
from vrp_desktop.people.queries import PersonRow, people_page
from vrp_desktop.returns.counted import signed_returns_of_referral


def today_of(desk: Desk) -> date:
    """The day it is, by the workspace's clock."""
    return london_day(desk.clock.now())


class NewReferral(FormDialog):
    """A referral into the panel, for someone on file."""

    def __init__(self, desk: Desk, parent: QWidget, person: PersonRow | None = None) -> None:
        today = today_of(desk)
        shelf = desk.shelf
        fields: list[FormPart] = [
            Pick(name="person_id", label="Child or young person", required=True, search=self._search),
            Choose(
                name="place_code",
                label="Panel's place",
                options=shelf.options("places", today),
                required=True,
                half=True,
            ),
            Day(name="referred_on", label="Referral date", required=True, latest=today, half=True),
            Choose(name="sending_agency", label="Sent by", options=shelf.options("agencies", today), half=True),
            Choose(
                name="source",
                label="How the child was identified",
                options=shelf.options("identification_sources", today),
                half=True,
            ),
            Text(name="sender_reference", label="Their reference", half=True),
            Lines(name="reason", label="Reason for the referral", lines=4),
            Section(
                "Trigger events", "Up to two days on which the child was named as suspect, where that is the route."
            ),
            Day(name="named_1", label="Named as suspect on", latest=today, half=True),
            Text(name="occurrence_1", label="Occurrence", half=True),
            Day(name="named_2", label="Named as suspect on", latest=today, half=True),
            Text(name="occurrence_2", label="Occurrence", half=True),
        ]
        self._found_for: FoundCall | None = None
        super().__init__(desk, "New referral", fields, parent, yes="Add referral", ems=(46, 34))
        values: dict[str, object] = {"referred_on": today, "place_code": desk.view.place or ""}
        if person is not None:
            values |= {"person_id": Option(person.person_id, desk.view.name(person.words))}
            values |= {"place_code": person.place_code}
        self.form.put(values)

    def send(self, values: dict[str, Any]) -> None:
        events = tuple(
            EventForm(values[f"named_{n}"], values[f"occurrence_{n}"]) for n in (1, 2) if values[f"named_{n}"]
        )
        form = ReferralForm(
            person_id=values["person_id"],
            place_code=values["place_code"],
            referred_on=values["referred_on"],
            sending_agency=values["sending_agency"],
            source=values["source"],
            reason=values["reason"],
            sender_reference=values["sender_reference"],
            events=events,
        )
        self.write(add_referral, form)

    def _search(self, text: str, found: FoundCall) -> None:
        self._found_for = found
        self.desk.tasks.read(people_page, text, limit=12, done=self._on_found, key="pick")

    def _on_found(self, rows: list[PersonRow]) -> None:
        if self._found_for is not None:
            shelf = self.desk.shelf
            self._found_for(
                [
                    Option(
                        row.person_id,
                        f"{self.desk.view.name(row.words)} · {row.words.code} · {british(row.born_on)} · "
                        f"{shelf.label('places', row.place_code)}",
                    )
                    for row in rows
                ]
            )


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
        super().__init__(desk, "Screen the case", fields, parent, values={"on": today})
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
        super().__init__(desk, title, parts, parent, yes="Record" if kept is None else "Correct", ems=(48, 36))
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


class Agree(FormDialog):
    """An answer about agreement to support."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        today = today_of(desk)
        fields = (
            Choose(
                name="answer", label="Answer", options=desk.shelf.options("agreement_to_support", today), required=True
            ),
            Day(name="answered_on", label="Day", required=True, latest=today, half=True),
            Text(name="asked_by", label="Asked by", half=True),
            Text(name="method", label="How", half=True, placeholder="Home visit, telephone, letter"),
            Lines(name="note", label="Note", lines=2, help="Who assessed and when, or why a parent was not asked."),
        )
        super().__init__(desk, "Agreement to support", fields, parent, values={"answered_on": today})
        self._case_id = record.case_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(record_agreement, self._case_id, AgreementForm(**values))


_NOTICES = "Those in force stand in the register, under Sharing and governance."


class Tell(FormDialog):
    """Told about the panel: when, by whom, with which notice; or why not."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        today = today_of(desk)
        fields = (
            Day(name="told_on", label="Told on", latest=today, half=True),
            Text(name="told_by", label="By", half=True),
            Choose(name="notice_version", label="Privacy notice given", blank="None", help=_NOTICES, half=True),
            Lines(name="why_not", label="Or why not", lines=2),
        )
        super().__init__(desk, "Told about the panel", fields, parent)
        self._case_id = record.case_id
        desk.tasks.read(notice_words, done=self._on_notices, key="notices")

    def _on_notices(self, found: Sequence[str]) -> None:
        editor = self.form.editor("notice_version")
        if isinstance(editor, ChooseEditor):
            editor.set_options([Option(words, words) for words in found])

    def send(self, values: dict[str, Any]) -> None:
        self.write(record_told, self._case_id, ToldForm(**values | {"notice_version": values["notice_version"] or ""}))


class Move(FormDialog):
    """The next step of the case."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord, status: str) -> None:
        today = today_of(desk)
        words = desk.shelf.label("case_statuses", status)
        fields = (
            Day(name="on", label="Day", required=True, latest=today, half=True),
            Lines(name="note", label="Note", lines=2),
        )
        super().__init__(desk, words, fields, parent, yes=f"Move to {words}", values={"on": today})
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
        super().__init__(desk, "The need", fields, parent, values={"unmet_need": record.unmet_need})
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(edit_case, self._record.case_id, self._record.version, CaseForm(**values))


class HoldReview(FormDialog):
    """A review was held, and when the next one is due."""

    def __init__(self, desk: Desk, parent: QWidget, review: ReviewRow, place: str) -> None:
        today = today_of(desk)
        following = Rhythm.of(desk.shelf.lists).due("NEXT_REVIEW", today, place)
        fields = (
            Day(name="held_on", label="Held on", required=True, latest=today, half=True),
            Day(name="next_due_on", label="Next review due", half=True, help="Leave empty where none is planned."),
            Lines(name="note", label="What was agreed", lines=4),
        )
        super().__init__(desk, f"Review due {british(review.due_on)}", fields, parent)
        self.form.set_values({"held_on": today, "next_due_on": following})
        self._review = review

    def send(self, values: dict[str, Any]) -> None:
        review = self._review
        self.write(
            hold_review, review.review_id, review.version, values["held_on"], values["note"], values["next_due_on"]
        )


class CloseCase(FormDialog):
    """The end of the case, with its reason."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        today = today_of(desk)
        fields = (
            Choose(name="reason", label="Reason", options=desk.shelf.options("closure_reasons", today), required=True),
            Day(name="closed_on", label="Closed on", required=True, latest=today, half=True),
            Text(name="leads_now", label="Who leads now", half=True),
            Lines(name="note", label="Note", lines=3),
        )
        super().__init__(desk, "Close the case", fields, parent, yes="Close case", values={"closed_on": today})
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(close_case, self._record.case_id, self._record.version, ClosureForm(**values))


class RemoveStatus(FormDialog):
    """Suspect status removed: the referral is withdrawn and its case closes."""

    def __init__(self, desk: Desk, parent: QWidget, event: EventRow, referral_id: str) -> None:
        today = today_of(desk)
        fields = (
            Day(name="on", label="Removed on", required=True, latest=today, half=True),
            Text(name="reason", label="What we were told", required=True),
        )
        intro = (
            "This withdraws the referral, closes its case, and takes both out of figures that are not signed. "
            "A signed return lists the change."
        )
        title = f"Suspect status removed, event of {british(event.named_on)}"
        super().__init__(desk, title, fields, parent, intro=intro, yes="Remove and withdraw", values={"on": today})
        self._event_id = event.event_id
        name_signed(self, signed_returns_of_referral, referral_id)

    def send(self, values: dict[str, Any]) -> None:
        self.write(remove_suspect_status, self._event_id, values["on"], values["reason"])


class Withdraw(FormDialog):
    """A referral made in error, or a duplicate."""

    def __init__(self, desk: Desk, parent: QWidget, record: CaseRecord) -> None:
        today = today_of(desk)
        fields = (
            Day(name="on", label="Day", required=True, latest=today, half=True),
            Text(name="reason", label="Why it is withdrawn", required=True),
        )
        intro = "A referral made in error, or a duplicate: it leaves the figures and its case closes."
        super().__init__(
            desk, "Withdraw the referral", fields, parent, intro=intro, yes="Withdraw", values={"on": today}
        )
        self._referral = record.referral
        name_signed(self, signed_returns_of_referral, record.referral.referral_id)

    def send(self, values: dict[str, Any]) -> None:
        referral = self._referral
        self.write(
            withdraw_referral,
            referral.referral_id,
            referral.version,
            values["on"],
            "ERROR_OR_DUPLICATE",
            values["reason"],
        )
