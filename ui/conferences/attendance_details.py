"""What is asked less often of an agency at a sitting: role, how it took part, when its information came."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Choose, Day
from ui.widgets.form import Form
from vrp_desktop.calendar import british_short
from vrp_desktop.conferences.forms import AttendanceForm


class AttendanceDetails(Dialog):
    """What is asked less often of an agency: its role, how it took part, when its information came."""

    taken = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, form: AttendanceForm) -> None:
        name = desk.shelf.label("agencies", form.agency_code)
        super().__init__(desk.theme, name, parent, yes="Keep", ems=(38, 0))
        self._before = form
        shelf = desk.shelf
        self.form = Form(
            desk.theme,
            (
                Choose(
                    name="role", label="Role", options=shelf.options("attendance_roles", desk.today), required=True,
                    help="An observer and a note-taker do not count for the quorum.",
                ),
                Choose(
                    name="mode", label="Took part", options=shelf.options("attendance_modes", desk.today),
                    blank="Not said",
                ),
                Day(name="information_on", label="Information received on", latest=desk.today),
            ),
        )  # fmt: skip
        self.form.set_values({"role": form.role, "mode": form.mode, "information_on": form.information_on})
        self.body.addWidget(self.form)
        self.form.focus_first()

    def submit(self) -> None:
        if self.form.check():
            values: dict[str, Any] = self.form.values()
            self.taken.emit(replace(self._before, **values))
            self.accept()


def details_words(desk: Desk, form: AttendanceForm) -> str:
    """What differs from the usual, in a few words."""
    shelf = desk.shelf
    parts = [
        shelf.label("attendance_roles", form.role) if form.role != AttendanceForm("", "").role else "",
        shelf.label("attendance_modes", form.mode),
        f"information {british_short(form.information_on)}" if form.information_on else "",
    ]
    return " · ".join(filter(None, parts))
