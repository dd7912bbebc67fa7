"""Following a concern: completing it, its dated steps, its outcome, opening it again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.concern import as_form, as_values, concern_parts
from ui.desk import Desk
from ui.widgets.fields import Choose, Day, Lines
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.safeguarding import rules
from vrp_desktop.safeguarding.commands import (
    complete_concern,
    open_concern_again,
    record_concern_outcome,
    take_concern_step,
)
from vrp_desktop.safeguarding.queries import ConcernRecord


class CompleteConcern(FormDialog):
    """What was written in haste is completed or put right."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConcernRecord) -> None:
        super().__init__(
            desk,
            f"Complete {record.row.code}",
            concern_parts(desk),
            parent,
            ems=(46, 34),
            values=as_values(record.form),
            draft=("concern-edit", record.row.concern_id),
            version=record.version,
        )
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(complete_concern, self._record.row.concern_id, self._record.version, as_form(values))


class TakeStep(FormDialog):
    """One dated step."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConcernRecord) -> None:
        steps = [o for o in desk.shelf.options(rules.STEPS, desk.today) if o.code not in rules.BY_OTHER_DEEDS]
        parts = (
            Choose(name="step", label="Step", options=steps, required=True),
            Day(name="on", label="Day", required=True, latest=desk.today, half=True),
            Lines(name="note", label="Note", lines=3),
        )
        usual = rules.ACKNOWLEDGED if record.row.sent_on is not None else rules.SENT
        super().__init__(
            desk,
            "Record a step",
            parts,
            parent,
            ems=(38, 0),
            values={"on": desk.today, "step": usual},
            draft=("concern-step", record.row.concern_id),
        )
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        told = (values["step"], values["on"], values["note"])
        self.write(take_concern_step, self._record.row.concern_id, self._record.version, *told)


class RecordOutcome(FormDialog):
    """What came of it, which alone closes a concern."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConcernRecord) -> None:
        parts = (
            Choose(
                name="outcome",
                label="What came of it",
                options=desk.shelf.options(rules.OUTCOMES, desk.today),
                required=True,
            ),
            Day(name="on", label="Day", required=True, latest=desk.today, half=True),
            Lines(name="note", label="Who decided, and what happens now", lines=3),
        )
        super().__init__(
            desk,
            "Record the outcome",
            parts,
            parent,
            intro="The concern stays in sight until this is recorded; then it stands on the child's record.",
            yes="Record the outcome",
            ems=(40, 0),
            values={"on": desk.today},
            draft=("concern-outcome", record.row.concern_id),
        )
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        told = (values["outcome"], values["on"], values["note"])
        self.write(record_concern_outcome, self._record.row.concern_id, self._record.version, *told)


class OpenAgain(FormDialog):
    """Takes an outcome back, with the reason."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConcernRecord) -> None:
        parts = (Lines(name="reason", label="Why it is opened again", required=True, lines=3),)
        super().__init__(desk, f"Open {record.row.code} again", parts, parent, yes="Open again", ems=(38, 0))
        self._record = record

    def send(self, values: dict[str, Any]) -> None:
        self.write(open_concern_again, self._record.row.concern_id, self._record.version, values["reason"])
