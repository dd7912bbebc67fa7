"""Attendance as a compact list: each agency with its state by one key, and who came for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QToolButton, QWidget

from ui.conferences.attendance_details import AttendanceDetails, details_words
from ui.conferences.state_box import STATES, StateBox
from ui.conferences.words import present_words, quorum_words
from ui.desk import Desk
from ui.widgets.editors import Editor
from ui.widgets.filter_box import FilterBox
from ui.widgets.pill import Pill
from ui.widgets.text import column, icon_button, label, row
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.rows import ConferenceRecord

_INVITED = "INVITED"


@dataclass(slots=True)
class Line:
    """The controls of one agency, and what only the details show."""

    form: AttendanceForm
    state: StateBox
    representative: QLineEdit
    said: QLabel
    more: QToolButton
    is_hidden: bool

    def read(self) -> AttendanceForm:
        """The agency as it stands now; a name that the view hides stays what it was."""
        name = self.form.representative if self.is_hidden else self.representative.text().strip()
        return replace(self.form, state=self.state.code, representative=name)


class AttendanceEditor(Editor):
    """The core agencies of the forum, always all of them, then others that came; the quorum follows as one types."""

    def __init__(
        self, desk: Desk, record: ConferenceRecord, forms: Sequence[AttendanceForm], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._forum, self._core = record.forum, record.core
        self._chair = record.form.chair
        self._lines: list[Line] = []
        self._is_read_only = False
        self._pill = Pill(desk.theme)
        self._said = label("", wrap=True)
        self._present = label("", "muted", wrap=True)
        self._keys = label(_keys_words(desk), "help", wrap=True)
        self._grid = QGridLayout()
        self._add = self._make_add()
        self._build()
        self.set_value(tuple(forms))

    def value(self) -> tuple[AttendanceForm, ...]:
        return tuple(line.read() for line in self._lines)

    def set_value(self, value: object) -> None:
        forms = [form for form in value if isinstance(form, AttendanceForm)] if isinstance(value, tuple | list) else []
        known = {form.agency_code for form in forms}
        missing = [AttendanceForm(code, "") for code in self._core if code not in known]
        order = {code: at for at, code in enumerate(self._core)}
        wanted = sorted([*forms, *missing], key=lambda form: order.get(form.agency_code, len(order)))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._lines = []
        for form in wanted:
            self._append(form)
        self._follow()

    def draft(self) -> object:
        return [
            {
                "agency": form.agency_code,
                "state": form.state,
                "name": form.representative,
                "role": form.role,
                "mode": form.mode,
                "information": form.information_on.isoformat() if form.information_on else None,
            }
            for form in self.value()
        ]

    def put_draft(self, kept: object) -> None:
        self.set_value([_from_draft(each) for each in kept if isinstance(each, dict)] if isinstance(kept, list) else [])

    def set_chair(self, chair: str) -> None:
        """The chair counts for the quorum."""
        self._chair = chair
        self._follow()

    def set_read_only(self, read_only: bool) -> None:
        self._is_read_only = read_only
        for line in self._lines:
            self._settle_line(line)
        self._add.setVisible(not read_only)
        self._keys.setVisible(not read_only)

    def set_bad(self, bad: bool) -> None:
        """The words under the list say it."""

    def target(self) -> QWidget:
        return self._lines[0].state if self._lines else self._add

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def is_empty(self) -> bool:
        return not any(form.state for form in self.value())

    @property
    def quorum(self) -> str:
        """The quorum as it is told now."""
        return f"{self._pill.text}. {self._said.text()}".strip()

    def line(self, agency_code: str) -> Line:
        """The controls of an agency."""
        return next(line for line in self._lines if line.form.agency_code == agency_code)

    def _build(self) -> None:
        theme = self._desk.theme
        head = row(theme, "snug")
        head.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignTop)
        words = column(theme, "hair")
        words.addWidget(self._said)
        words.addWidget(self._present)
        head.addLayout(words, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.space("snug"))
        self._grid.setVerticalSpacing(theme.space("tight"))
        self._grid.setColumnStretch(0, 5)
        self._grid.setColumnStretch(1, 3)
        self._grid.setColumnStretch(2, 4)
        inside = column(theme, "snug")
        inside.addLayout(head)
        inside.addWidget(self._keys)
        inside.addLayout(self._grid)
        foot = row(theme)
        foot.addWidget(self._add)
        foot.addStretch(1)
        inside.addLayout(foot)
        self.setLayout(inside)

    def _make_add(self) -> FilterBox:
        options = self._desk.shelf.options("agencies", self._desk.today)
        items = [(option.label, option.code) for option in options if option.code not in self._core]
        made = FilterBox(self._desk.theme, "Add an agency", [("Add an agency", ""), *items])
        made.activated.connect(self._on_add)
        return made

    def _append(self, form: AttendanceForm) -> Line:
        name = self._desk.shelf.label("agencies", form.agency_code)
        made = Line(
            form,
            StateBox(self._desk),
            QLineEdit(self._desk.view.text(form.representative)),
            label("", "small", wrap=True),
            icon_button(self._desk.theme, "more", f"Details of {name}", "Role, how they took part, information sent"),
            is_hidden=bool(form.representative) and self._desk.view.text("x") != "x",
        )
        made.state.set_code(form.state)
        made.state.setAccessibleName(f"{name}: attendance")
        made.representative.setAccessibleName(f"{name}: who came")
        made.representative.setPlaceholderText("Who came")
        made.representative.setCursorPosition(0)
        made.representative.setMinimumWidth(self._desk.theme.em(6))
        words = QWidget()
        words.setProperty("kind", "clear")
        inside = column(self._desk.theme, "hair")
        inside.addWidget(label(name, wrap=True))
        inside.addWidget(made.said)
        words.setLayout(inside)
        at = len(self._lines)
        for place, widget in enumerate((words, made.state, made.representative, made.more)):
            self._grid.addWidget(widget, at, place, Qt.AlignmentFlag.AlignVCenter)
        made.state.stated.connect(self._on_stated)
        made.state.moved.connect(self._on_moved)
        made.representative.textEdited.connect(self._on_typed)
        made.more.clicked.connect(self._on_more)
        self._watch_line(made)
        self._lines.append(made)
        self._settle_line(made)
        return made

    def _watch_line(self, line: Line) -> None:
        for control in (line.state, line.representative):
            control.installEventFilter(self)

    def _settle_line(self, line: Line) -> None:
        """Show what the details say, and what may be changed. Hidden names are never typed over."""
        line.said.setText(details_words(self._desk, line.form))
        line.said.setVisible(bool(line.said.text()))
        line.state.setEnabled(not self._is_read_only)
        line.representative.setReadOnly(self._is_read_only or line.is_hidden)
        line.more.setVisible(not self._is_read_only)

    def _follow(self) -> None:
        forms = self.value()
        words, sentences, tone = quorum_words(self._desk, self._forum, self._chair, forms)
        self._pill.show_status(words, tone)
        self._said.setText(sentences)
        self._present.setText(present_words(forms, self._core))

    def _on_stated(self, go_on: bool) -> None:
        self._follow()
        self.edited.emit()
        if go_on:
            self._on_moved(1)

    def _on_moved(self, down: int) -> None:
        at = next((place for place, line in enumerate(self._lines) if line.state is self.sender()), None)
        if at is not None and 0 <= at + down < len(self._lines):
            self._lines[at + down].state.setFocus()

    def _on_typed(self, _text: str) -> None:
        self.edited.emit()

    def _on_add(self, _at: int) -> None:
        code = self._add.code
        self._add.setCurrentIndex(0)
        found = next((line for line in self._lines if line.form.agency_code == code), None)
        if code:
            line = found or self._append(AttendanceForm(code, "", role=_INVITED))
            line.state.setFocus()
            self._follow()
            self.edited.emit()

    def _on_more(self) -> None:
        line = next((each for each in self._lines if each.more is self.sender()), None)
        if line is not None:
            self._show_details(line)

    def show_first_details(self) -> None:
        """What is asked less often of the first agency."""
        for line in self._lines[:1]:
            self._show_details(line)

    def _show_details(self, line: Line) -> None:
        dialog = AttendanceDetails(self._desk, self, line.read())
        dialog.taken.connect(self._on_details)
        dialog.open()

    def _on_details(self, form: AttendanceForm) -> None:
        line = self.line(form.agency_code)
        line.form = form
        self._settle_line(line)
        self._follow()
        self.edited.emit()


def _keys_words(desk: Desk) -> str:
    entries = desk.shelf.lists.choices(STATES, desk.today)
    keys = [f"{entry.extra['key']} for {entry.label.lower()}" for entry in entries if entry.extra.get("key")]
    return f"On a state press {', '.join(keys)}; arrows go to the next agency."


def _from_draft(kept: dict[str, Any]) -> AttendanceForm:
    day = kept.get("information")
    return AttendanceForm(
        agency_code=str(kept.get("agency", "")),
        state=str(kept.get("state", "")),
        representative=str(kept.get("name", "")),
        role=str(kept.get("role") or AttendanceForm("", "").role),
        mode=kept.get("mode"),
        information_on=date.fromisoformat(day) if day else None,
    )
