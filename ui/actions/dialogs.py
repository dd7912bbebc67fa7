"""What is typed about an action: a new one, its words, its next status, and carrying it to a sitting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.late_reason import LateReasonDialog, late_reason_field
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Pick, Radio, Section, Text
from ui.widgets.finding import CaseSearch
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.actions import rules
from vrp_desktop.actions.commands import add_action, carry_forward, edit_action, move_action
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.actions.rows import ActionRecord
from vrp_desktop.calendar import british

KINDS = (Option("could_not", "It could not be done"), Option("did_not", "It was not done"))
"""Could not and did not are kept apart, so that an agency is treated fairly (M5)."""


class NewAction(LateReasonDialog):
    """Adds an action: what, by whom and by when; agreed at a sitting, on a case, or neither."""

    def __init__(self, desk: Desk, parent: QWidget, sittings: tuple[Option, ...]) -> None:
        self._cases = CaseSearch(desk)
        places = desk.shelf.options("places", desk.today)
        if desk.actor.places is not None:
            places = tuple(option for option in places if desk.actor.sees_place(option.code))
        parts: list[FormPart] = [
            *_wording(desk),
            Section("Where it was agreed"),
            Choose(name="conference_id", label="Sitting", options=sittings, blank="Not at a sitting", half=True),
            Day(name="opened_on", label="Agreed on", latest=desk.today, half=True, help=_AGREED),
            Pick(
                name="case_id",
                label="Panel case",
                search=self._cases.search,
                placeholder="Type a name or a code",
                half=True,
            ),
            Choose(
                name="place_code",
                label="Place",
                options=places,
                required=desk.actor.places is not None,
                blank="The whole area" if desk.actor.places is None else "",
                help="A case or a sitting brings its own place.",
                half=True,
            ),
            late_reason_field(),
        ]
        super().__init__(desk, "New action", parts, parent, yes="Add action", ems=(48, 34), draft=("action", "new"))
        self._cases.setParent(self)
        self.form.set_values({"priority": "NORMAL", "place_code": desk.view.place})
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        place = None if self._brings_place(values) else values["place_code"]
        self.write(
            add_action, ActionForm(**{**values, "place_code": place, "priority": values["priority"] or "NORMAL"})
        )

    def _brings_place(self, values: dict[str, Any]) -> bool:
        return bool(values["case_id"] or values["conference_id"])

    def _follow(self) -> None:
        self.form.set_shown("place_code", not self._brings_place(self.form.values()))


_AGREED = "Left empty, it is the day of the sitting, or today."


class EditAction(LateReasonDialog):
    """Puts an action's words right, or agrees another due date."""

    def __init__(self, desk: Desk, parent: QWidget, record: ActionRecord) -> None:
        parts = [
            *_wording(desk, record),
            Day(name="opened_on", label="Agreed on", required=True, latest=desk.today, half=True),
            late_reason_field(),
        ]
        form = _form_of(record)
        names = ("text", "owner_agency", "owner_name", "due_on", "opened_on", "priority", "serves")
        super().__init__(
            desk,
            f"Edit action {record.row.code}",
            parts,
            parent,
            intro="A new due date is agreed today; until then the old one stood.",
            ems=(48, 0),
            values={name: getattr(form, name) for name in names},
            draft=("action", record.row.action_id),
            version=record.version,
        )
        self._record, self._before = record, form

    def send(self, values: dict[str, Any]) -> None:
        form = replace(self._before, **values)
        self.write(edit_action, self._record.row.action_id, self._record.version, form)


class MoveAction(FormDialog):
    """The next status with its day; closed undone, whether it could not be done or was not, and why."""

    def __init__(self, desk: Desk, parent: QWidget, record: ActionRecord, status: str) -> None:
        self._is_undone = status == rules.NOT_DONE
        parts: list[FormPart] = [Day(name="on", label="Day", required=True, latest=desk.today, half=True)]
        if self._is_undone:
            parts += [
                Radio(name="kind", label="Which of the two", options=KINDS, required=True),
                Choose(name="undone_reason", label="Why", required=True),
            ]
        entry = desk.shelf.lists.entry(rules.STATUSES, status)
        needs_note = self._is_undone or bool(entry and entry.extra.get("needs_note"))
        words = "What stood in the way" if self._is_undone else "Why" if needs_note else "Note"
        parts.append(Lines(name="note", label=words, lines=3, required=needs_note))
        label = desk.shelf.label(rules.STATUSES, status)
        title = f"{record.row.code}: {'open again' if status == rules.OPEN else label.lower()}"
        super().__init__(desk, title, parts, parent, yes="Record", ems=(38, 0), values={"on": desk.today})
        self._record, self._status = record, status
        self._kind = ""
        if self._is_undone:
            self.form.edited.connect(self._follow)
            self._follow()

    def send(self, values: dict[str, Any]) -> None:
        self.write(
            move_action,
            self._record.row.action_id,
            self._record.version,
            self._status,
            values["on"],
            values.get("undone_reason"),
            values["note"],
        )

    def _follow(self) -> None:
        """Only the reasons of the kind that was chosen are offered."""
        kind = str(self.form.values()["kind"] or "")
        editor = self.form.editor("undone_reason")
        if kind != self._kind and isinstance(editor, ChooseEditor):
            self._kind = kind
            codes = set(self.desk.shelf.lists.codes("undone_reasons", kind=kind))
            offered = self.desk.shelf.options("undone_reasons", self.desk.today)
            editor.set_options([_short(option) for option in offered if option.code in codes])


class CarryForward(FormDialog):
    """Takes an open action to a sitting to come, with another due date where one is agreed."""

    def __init__(self, desk: Desk, parent: QWidget, record: ActionRecord, sittings: tuple[Option, ...]) -> None:
        parts = (
            Choose(name="conference_id", label="To the sitting", options=sittings, required=True),
            Day(
                name="due_on",
                label="New due date",
                earliest=desk.today,
                half=True,
                help=f"Left empty, it stays due on {british(record.row.due_on)}.",
            ),
        )
        title = f"Carry {record.row.code} forward"
        super().__init__(desk, title, parts, parent, yes="Carry forward", ems=(38, 0))
        self._action_id = record.row.action_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(carry_forward, (self._action_id,), values["conference_id"], values["due_on"])


def _wording(desk: Desk, record: ActionRecord | None = None) -> list[FormPart]:
    """What, by whom, by when: the fields that every form of an action has."""
    agency = record.row.owner_agency if record else None
    return [
        Lines(name="text", label="What is to be done", required=True, lines=3),
        Choose(
            name="owner_agency",
            label="Owner",
            options=desk.shelf.options("agencies", desk.today, agency),
            required=True,
            half=True,
        ),
        Text(name="owner_name", label="By name", half=True),
        Day(name="due_on", label="Due", required=True, half=True),
        Choose(
            name="priority",
            label="Priority",
            options=desk.shelf.options("action_priorities", desk.today),
            required=True,
            half=True,
        ),
        Text(name="serves", label="What it is to bring about", help="The outcome for the child that it serves."),
    ]


def _form_of(record: ActionRecord) -> ActionForm:
    row = record.row
    return ActionForm(
        text=row.text,
        owner_agency=row.owner_agency,
        due_on=row.due_on,
        opened_on=row.opened_on,
        owner_name=row.owner_name,
        priority=row.priority,
        serves=record.serves,
        conference_id=row.conference_id,
        case_id=row.case_id,
        place_code=row.place_code,
    )


def _short(option: Option) -> Option:
    """The kind stands in the field above, so it is left out of the reason."""
    words = option.label.partition(": ")[2] or option.label
    return replace(option, label=words[:1].upper() + words[1:])
