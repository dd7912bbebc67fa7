"""What is typed about a sitting: planning, editing, holding, cancelling, and what is agreed there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.conferences.attendance import AttendanceEditor
from ui.conferences.record import Sitting
from ui.conferences.words import item_words, sitting_words
from ui.desk import Desk
from ui.late_reason import LateReasonDialog, late_reason_field
from ui.widgets.fields import Check, Choose, Day, FormPart, Lines, Number, Option, Own, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.actions.commands import add_action, carry_forward
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.commands import (
    cancel_conference,
    edit_conference,
    hold_conference,
    plan_again,
    plan_conference,
    take_off_agenda,
)
from vrp_desktop.conferences.forms import AttendanceForm, ConferenceForm, HoldForm
from vrp_desktop.conferences.item_commands import take_item_off
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord


class PlanConference(FormDialog):
    """Plans a sitting of a forum, or edits what stands on one."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord | None = None) -> None:
        form = record.form if record else None
        super().__init__(
            desk,
            "Edit the sitting" if record else "Plan a sitting",
            _sitting_fields(desk, form),
            parent,
            yes="Save" if record else "Plan",
            ems=(46, 0),
            draft=("conference", record.row.conference_id if record else "new"),
            version=record.version if record else None,
        )
        self._record = record
        if form is not None:
            self.form.set_values({name: getattr(form, name) for name in form.__slots__})
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        place = None if self._own_place(values["forum_code"]) else values["place_code"]
        form = ConferenceForm(**{**values, "place_code": place})
        if self._record is None:
            self.write(plan_conference, form)
        else:
            self.write(edit_conference, self._record.row.conference_id, self._record.version, form)

    def _own_place(self, forum_code: str | None) -> str | None:
        """The place that a forum sits for; None for one of the whole area."""
        entry = self.desk.shelf.lists.entry("forums", forum_code or "")
        return entry.extra.get("place") if entry else None

    def _follow(self) -> None:
        """A forum with a place of its own needs none typed."""
        forum = self.form.values()["forum_code"]
        self.form.set_shown("place_code", bool(forum) and self._own_place(str(forum)) is None)


class HoldConference(FormDialog):
    """Records that a sitting was held: its chair, who came, and whether the statement was read."""

    def __init__(
        self, desk: Desk, parent: QWidget, record: ConferenceRecord, attendance: Sequence[AttendanceForm]
    ) -> None:
        form, today = record.form, desk.today
        self._desk, self._record, self._attendance = desk, record, tuple(attendance)
        parts: list[FormPart] = [
            Day(name="held_on", label="Held on", required=True, latest=today, half=True),
            Day(name="next_on", label="Next sitting", half=True),
            Text(name="chair", label="Chair", half=True),
            Choose(
                name="chair_agency",
                label="The chair's agency",
                options=desk.shelf.options("agencies", today, form.chair_agency),
                half=True,
            ),
            Check(name="statement_read", label="The statement on confidentiality was read"),
            Own(name="attendance", label="Attendance", make=self._make_editor),
            Lines(name="note", label="Note", lines=2),
        ]
        super().__init__(
            desk,
            "Record as held",
            parts,
            parent,
            intro=f"{sitting_words(desk, record.row)}. Without its quorum it is recorded as not quorate.",
            yes="Record as held",
            ems=(50, 0),
            values={
                "held_on": min(form.held_on, today),
                "next_on": form.next_on,
                "chair": form.chair,
                "chair_agency": form.chair_agency,
                "statement_read": record.statement_read,
                "note": form.note,
                "attendance": self._attendance,
            },
            draft=("hold", record.row.conference_id),
            version=record.version,
        )
        self.form.edited.connect(self._follow)

    @property
    def editor(self) -> AttendanceEditor:
        """The list of agencies."""
        return cast(AttendanceEditor, self.form.editor("attendance"))

    def send(self, values: dict[str, Any]) -> None:
        self.write(hold_conference, self._record.row.conference_id, self._record.version, HoldForm(**values))

    def _make_editor(self) -> AttendanceEditor:
        return AttendanceEditor(self._desk, self._record, self._attendance)

    def _follow(self) -> None:
        self.editor.set_chair(str(self.form.values()["chair"] or ""))


class CancelConference(FormDialog):
    """Cancels a planned sitting; its cases wait for the next one."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        fields = (Text(name="reason", label="Why it is cancelled", required=True),)
        intro = f"{sitting_words(desk, record.row)}. Its cases wait for the next sitting."
        super().__init__(desk, "Cancel the sitting", fields, parent, intro=intro, yes="Cancel the sitting", ems=(38, 0))
        self.no_button.setText("Leave it planned")
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(cancel_conference, self._record.row.conference_id, self._record.version, values["reason"])


class PlanAgain(FormDialog):
    """Plans a cancelled sitting for another day."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        fields = (Day(name="held_on", label="Day", required=True, earliest=desk.today),)
        intro = f"{sitting_words(desk, record.row)}. It was cancelled, and is planned for another day."
        super().__init__(desk, "Plan again", fields, parent, intro=intro, yes="Plan", ems=(38, 0))
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(plan_again, self._record.row.conference_id, self._record.version, values["held_on"])


class TakeOff(FormDialog):
    """Takes an item off the agenda; a case waits for another sitting."""

    def __init__(self, desk: Desk, parent: QWidget, conference_id: str, row: AgendaRow) -> None:
        fields = (Text(name="reason", label="Why", help="May be left empty."),)
        what = item_words(desk, row)
        words = f"{what}, case {row.case_code}, then waits for another sitting." if row.case_id else f"{what}."
        super().__init__(desk, "Take off the agenda", fields, parent, intro=words, yes="Take off", ems=(38, 0))
        self._conference_id, self._row = conference_id, row

    def send(self, values: dict[str, Any]) -> None:
        if self._row.case_id:
            self.write(take_off_agenda, self._conference_id, self._row.case_id, values["reason"])
        else:
            self.write(take_item_off, self._row.item_id, values["reason"])


class AgreeAction(LateReasonDialog):
    """An action agreed at this sitting, on a case of its agenda or on none."""

    def __init__(self, desk: Desk, parent: QWidget, sitting: Sitting) -> None:
        record = sitting.record
        cases = tuple(
            Option(row.case_id, f"{desk.view.name(row.words)} · {row.case_code}")
            for row in record.agenda
            if row.case_id and row.words is not None
        )
        parts: list[FormPart] = [
            Lines(name="text", label="What is to be done", required=True, lines=3),
            Choose(
                name="owner_agency",
                label="Owner",
                options=desk.shelf.options("agencies", desk.today),
                required=True,
                half=True,
            ),
            Text(name="owner_name", label="By name", half=True),
            Day(name="due_on", label="Due", required=True, half=True),
            Choose(name="case_id", label="On the case", options=cases, blank="On no case", half=True),
            late_reason_field(),
        ]
        conference_id = record.row.conference_id
        super().__init__(
            desk,
            "New action",
            parts,
            parent,
            intro=f"Agreed at the {sitting_words(desk, record.row)}.",
            yes="Add action",
            ems=(46, 0),
            draft=("agreed_action", conference_id),
        )
        self._conference_id = conference_id
        if record.state == rules.CONFIRMED:
            self.form.set_shown("late_reason", True)

    def send(self, values: dict[str, Any]) -> None:
        self.write(add_action, ActionForm(**values, conference_id=self._conference_id))


class CarryHere(FormDialog):
    """Carries open actions to this sitting, with another due date where one is agreed."""

    def __init__(self, desk: Desk, parent: QWidget, conference_id: str, action_ids: tuple[str, ...]) -> None:
        many = len(action_ids)
        words = "One action is" if many == 1 else f"{many} actions are"
        fields = (
            Day(name="due_on", label="New due date", earliest=desk.today, help="Left empty, the due dates stay."),
        )
        super().__init__(
            desk,
            "Carry to this sitting",
            fields,
            parent,
            intro=f"{words} carried forward.",
            yes="Carry forward",
            ems=(36, 0),
        )
        self._conference_id, self._action_ids = conference_id, action_ids

    def send(self, values: dict[str, Any]) -> None:
        self.write(carry_forward, self._action_ids, self._conference_id, values["due_on"])


def _sitting_fields(desk: Desk, form: ConferenceForm | None) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    forums = shelf.options("forums", today, form.forum_code if form else None)
    places = [option for option in shelf.options("places", today) if desk.actor.sees_place(option.code)]
    return [
        Choose(name="forum_code", label="Forum", options=forums, required=True),
        Choose(
            name="place_code",
            label="Place",
            options=places,
            blank="The whole area" if desk.actor.places is None else "",
            required=desk.actor.places is not None,
        ),
        Day(name="held_on", label="Day", required=True, half=True),
        Text(name="starts", label="Begins at", half=True, placeholder="10:00"),
        Number(name="minutes", label="Length", unit="minutes", most=1440, half=True),
        Choose(name="mode", label="Held", options=shelf.options("sitting_modes", today), blank="Not said", half=True),
        Choose(
            name="host_agency",
            label="Host",
            options=shelf.options("agencies", today, form.host_agency if form else None),
            blank="None",
            half=True,
        ),
        Text(name="venue", label="Venue", half=True, placeholder="Where, or online"),
        Text(name="chair", label="Chair", half=True),
        Choose(
            name="chair_agency",
            label="The chair's agency",
            options=shelf.options("agencies", today, form.chair_agency if form else None),
            half=True,
        ),
        Text(name="note_taker", label="Note-taker", half=True),
        Day(name="next_on", label="Next sitting", half=True),
        Lines(name="note", label="Note", lines=2),
    ]
