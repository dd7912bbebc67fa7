"""Typing in the tick sheet of a sitting that was held on paper: who came, then each item by its key."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.conferences.attendance import AttendanceEditor
from ui.conferences.sheet_lines import SheetLinesEditor
from ui.conferences.words import sitting_words
from ui.desk import Desk
from ui.widgets.fields import Check, Day, FormPart, Own, Section, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.sitting.sheet import SheetForm, type_in_sheet

_HOW = (
    "A letter sets the outcome and goes on; Enter goes to the next line. Type an owner and a day as in the live view: "
    "yjs 2w, police fri, edu 4/12; weeks count from the day of the sitting. A semicolon stands between two actions."
)


class TypeInSheet(FormDialog):
    """One sitting from paper. What was not reached stays without an outcome and goes to the next agenda."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        self._desk, self._record = desk, record
        parts: list[FormPart] = [
            Text(name="chair", label="Chair", half=True),
            Day(name="next_on", label="Next sitting", half=True),
            Check(name="statement_read", label="The statement on confidentiality was read"),
            Section("Who was there"),
            Own(name="attendance", label="Attendance", make=self._make_attendance),
            Section("What became of each item", _HOW),
            Own(name="lines", label="Items", make=self._make_lines),
        ]
        intro = (
            f"{sitting_words(desk, record.row)}. All of it is kept at once, by the checks of the live sitting; until "
            "then what you type is a draft. Items without an outcome go to the next agenda."
        )
        super().__init__(
            desk, "Type in the tick sheet", parts, parent, intro=intro, yes="Keep the sitting", ems=(66, 0),
            values={
                "chair": record.form.chair,
                "next_on": record.form.next_on,
                "statement_read": record.statement_read,
                "attendance": tuple(row.form for row in record.attendance),
                "lines": (),
            },
            draft=("tick_sheet", record.row.conference_id),
            version=record.version,
        )  # fmt: skip
        self.form.edited.connect(self._follow)

    @property
    def attendance(self) -> AttendanceEditor:
        """Who was there."""
        return cast(AttendanceEditor, self.form.editor("attendance"))

    @property
    def lines(self) -> SheetLinesEditor:
        """The items."""
        return cast(SheetLinesEditor, self.form.editor("lines"))

    def submit(self) -> None:
        """What cannot be read is told at its own line, before anything is sent."""
        wrong = self.lines.first_wrong()
        if wrong:
            self.banner.show_text("One item cannot be kept yet.", wrong)
            return
        super().submit()

    def send(self, values: dict[str, Any]) -> None:
        form = SheetForm(**values)
        self.write(type_in_sheet, self._record.row.conference_id, self._record.version, form)

    def _make_attendance(self) -> AttendanceEditor:
        return AttendanceEditor(self._desk, self._record, ())

    def _make_lines(self) -> SheetLinesEditor:
        return SheetLinesEditor(self._desk, self._record)

    def _follow(self) -> None:
        self.attendance.set_chair(str(self.form.values()["chair"] or ""))
