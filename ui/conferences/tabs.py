"""The other tabs of a sitting: taking attendance, the actions, and what the sitting is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.conferences.attendance import AttendanceEditor
from ui.conferences.words import present_words, quorum_words
from ui.desk import Desk
from ui.widgets.banner import Banner
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.drafts import DraftKeeper
from ui.widgets.due import standing
from ui.widgets.facts import facts
from ui.widgets.fields import Own
from ui.widgets.form import Form
from ui.widgets.short_table import ShortTable
from ui.widgets.text import clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.actions.rules import is_open
from vrp_desktop.calendar import british, british_short
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.commands import record_attendance
from vrp_desktop.conferences.forms import AttendanceForm
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.errors import Invalid, KnownError


class AttendanceTab(QWidget):
    """Who comes or came. What is typed is kept as a draft, and stays when the sitting is fetched again."""

    def __init__(self, desk: Desk, record: ConferenceRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._id = record.row.conference_id
        self._record = record
        self._version, self._base = record.version, record.attendance
        self._sent: tuple[AttendanceForm, ...] = ()
        self._was_saved = False
        self.form = Form(desk.theme, (Own(name="attendance", label="Attendance", make=self._make_editor),))
        self.banner = Banner(desk.theme)
        self.save_button = push_button(desk.theme, "Save attendance", kind="primary")
        self.save_button.setObjectName("save_attendance")
        self.save_button.clicked.connect(self.save)
        inside = column(desk.theme, "normal")
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.banner)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.setLayout(inside)
        may = desk.actor.may(Permission.EDIT_CONFERENCES) and record.row.status != rules.CANCELLED
        self.form.set_read_only(not may)
        self.save_button.setVisible(may)
        self._keeper: DraftKeeper | None = None
        if may:
            self._keeper = DraftKeeper(desk, self.form, "attendance", self._id, record.version)
            self._keeper.found.connect(self._on_found)
        self.form.edited.connect(self._on_edited)
        self._on_edited()

    @property
    def editor(self) -> AttendanceEditor:
        """The list of agencies."""
        return cast(AttendanceEditor, self.form.editor("attendance"))

    def forms(self) -> tuple[AttendanceForm, ...]:
        """The attendance as it stands on the screen."""
        return self.editor.value()

    def show_record(self, record: ConferenceRecord) -> None:
        """The sitting was fetched again: what is being typed here stays, and a newer version is told on saving."""
        self._record = record
        self.editor.set_chair(record.form.chair)
        if self.form.is_dirty():
            if not self._was_saved and record.attendance != self._base:
                return
        elif self.forms() != _forms(record):
            self.form.set_values({"attendance": _forms(record)})
        self._version, self._base, self._was_saved = record.version, record.attendance, False

    def save(self) -> None:
        """Keep the attendance."""
        self.banner.hide()
        self.save_button.setEnabled(False)
        command = self._keeper.saving(record_attendance) if self._keeper is not None else record_attendance
        self._sent = self.forms()
        self.desk.tasks.write(command, self._id, self._version, self._sent, done=self._on_saved, failed=self._on_failed)

    def keep_drafts(self) -> None:
        """Keep what is typed before the page goes."""
        self.form.keep_draft()

    def _make_editor(self) -> AttendanceEditor:
        record = self._record
        return AttendanceEditor(self.desk, record, _forms(record))

    def _on_saved(self, _result: object) -> None:
        self.desk.messages.note("The attendance was saved.")
        self._was_saved = True
        now = self.forms()
        self.form.set_values({"attendance": self._sent})
        if now != self._sent:
            self.form.put({"attendance": now})
        if self._keeper is not None:
            self._keeper.go_on()
        self._on_edited()

    def _on_failed(self, error: KnownError) -> None:
        if self._keeper is not None:
            self._keeper.go_on()
        if isinstance(error, Invalid):
            elsewhere = self.form.show_invalid(error)
            if elsewhere:
                self.banner.show_text(error.what, " ".join(elsewhere.values()))
        else:
            self.banner.show_error(error)
        self._on_edited()

    def _on_found(self, _draft: object) -> None:
        self.banner.show_text("What you typed earlier stands here again.", "Save it, or go on.")
        self._on_edited()

    def _on_edited(self) -> None:
        self.save_button.setEnabled(self.form.is_dirty())


class ActionsTab(QWidget):
    """What was agreed here, and the earlier actions that come back to this sitting by themselves."""

    asked = Signal(str, str)
    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self.agreed = self._make_table("actions agreed here")
        self.earlier = self._make_table("earlier actions")
        self._none = label("Nothing was agreed here yet.", "muted", wrap=True)
        self._none_earlier = label("No earlier action of this forum is open.", "muted", wrap=True)
        self._new = Deeds(desk.theme, [Deed("New action", "action", icon="plus")])
        self._carry = Deeds(desk.theme, [Deed("Carry to this sitting", "carry")])
        inside = column(desk.theme, "normal")
        for widget in (
            self._new,
            label("Agreed here", "label"),
            self._none,
            self.agreed,
            label("Open from earlier sittings", "label"),
            self._none_earlier,
            self.earlier,
            self._carry,
        ):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._new.asked.connect(self.asked)
        self._carry.asked.connect(self._on_carry)
        for table in (self.agreed, self.earlier):
            table.opened.connect(self._on_opened)

    def show_actions(self, agreed: Sequence[ActionRow], earlier: Sequence[ActionRow], *, is_cancelled: bool) -> None:
        """Show both lists."""
        may = self.desk.actor.may(Permission.EDIT_ACTIONS) and not is_cancelled
        self._new.setVisible(may)
        self._carry.setVisible(may and bool(earlier))
        for table, none, rows in ((self.agreed, self._none, agreed), (self.earlier, self._none_earlier, earlier)):
            table.setVisible(bool(rows))
            none.setVisible(not rows)
            table.show_rows(rows)

    def chosen_earlier(self) -> tuple[str, ...]:
        """The earlier actions that are selected."""
        return tuple(row.action_id for row in self.earlier.view.chosen_rows())

    def _make_table(self, name: str) -> ShortTable:
        desk = self.desk
        columns = (
            Column("text", "Action", self._text, ems=13, stretch=True, tip=self._text),
            Column("owner", "Owner", lambda r: desk.shelf.label("agencies", r.owner_agency), ems=7),
            Column(
                "state",
                "State",
                self._state,
                ems=11.5,
                tone=lambda r: standing(desk.shelf, r, desk.today)[1],
            ),
        )
        return ShortTable(desk, name, columns, row_id=lambda r: str(r.action_id), unit="action", most=8)

    def _text(self, row: ActionRow) -> str:
        return self.desk.view.text(row.text) or row.code

    def _state(self, row: ActionRow) -> str:
        """Overdue or due soon in words; an open one that has time says until when."""
        if is_open(row.status) and not (row.is_overdue or row.is_due_soon):
            return f"Due {british_short(row.due_on)}"
        return standing(self.desk.shelf, row, self.desk.today)[0]

    def _on_opened(self, row: ActionRow) -> None:
        self.record_opened.emit("action", row.action_id)

    def _on_carry(self, _deed: str, _detail: str) -> None:
        if self.chosen_earlier():
            self.asked.emit("carry", "")
        else:
            self.desk.messages.note("Choose the actions to carry first.")


class AboutTab(QWidget):
    """What the sitting is, and its quorum in words."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._inside: QVBoxLayout = column(desk.theme, "normal")
        self.setLayout(self._inside)

    def show_record(self, record: ConferenceRecord) -> None:
        """Show the sitting's facts."""
        clear(self._inside)
        desk, form, shelf = self.desk, record.form, self.desk.shelf
        words, sentences, _tone = quorum_words(desk, record.forum, form.chair, _forms(record))
        core = [row.form.agency_code for row in record.attendance if row.is_core]
        pairs = [
            ("Forum", shelf.label("forums", form.forum_code)),
            ("Day", british(form.held_on)),
            ("Place", shelf.label("places", record.row.place_code, "The whole area")),
            ("Venue", form.venue),
            ("Chair", desk.view.text(form.chair)),
            ("Of", shelf.label("agencies", form.chair_agency)),
            ("Quorum", f"{words}. {sentences}"),
            ("Attendance", present_words(_forms(record), core)),
            ("Statement on confidentiality", "Read" if record.statement_read else "Not recorded as read"),
            ("Next sitting", british(form.next_on)),
            ("Note", desk.view.text(form.note)),
        ]
        self._inside.addWidget(facts(desk, pairs))
        self._inside.addStretch(1)


def _forms(record: ConferenceRecord) -> tuple[AttendanceForm, ...]:
    return tuple(row.form for row in record.attendance)
