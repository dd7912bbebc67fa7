"""A sitting beside the list: attendance, agenda, actions and what it is. Fetched again, it changes in place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from ui.attachments_part import AttachmentsPart
from ui.conferences.agenda import AgendaTab
from ui.conferences.brief_tab import BriefTab
from ui.conferences.record_tab import RecordTab
from ui.conferences.requests_tab import RequestsTab
from ui.conferences.tabs import AboutTab, ActionsTab, AttendanceTab
from ui.conferences.words import status_tone, status_words
from ui.desk import Desk
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.record_panel import RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import clear
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import actions_of_conference, actions_to_review
from vrp_desktop.actions.rows import ActionRow
from vrp_desktop.calendar import british
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.requests import RequestRow, requests_of
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.sitting.sheet import sheet_is_due


@dataclass(frozen=True, slots=True)
class Sitting:
    """All that the record shows."""

    record: ConferenceRecord
    agreed: tuple[ActionRow, ...]
    earlier: tuple[ActionRow, ...]
    requests: tuple[RequestRow, ...] = ()


def whole_sitting(read: Read, conference_id: str) -> Sitting:
    """A sitting with its actions, in one read."""
    return Sitting(
        conference_record(read, conference_id),
        tuple(actions_of_conference(read, conference_id)),
        tuple(actions_to_review(read, conference_id)),
        tuple(requests_of(read, conference_id)),
    )


class ConferenceView(QObject):
    """Fills the panel with one sitting; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)
    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.sitting: Sitting | None = None
        self.tabs: Tabs | None = None
        self.attendance: AttendanceTab | None = None
        self.brief: BriefTab | None = None
        self._key = "attendance"

    @property
    def record(self) -> ConferenceRecord | None:
        """The sitting that is shown."""
        return self.sitting.record if self.sitting is not None else None

    def show(self, sitting: Sitting) -> None:
        """Show a sitting. What is being typed in its attendance stays."""
        before, self.sitting = self.record, sitting
        record = sitting.record
        if before is None or self.tabs is None or _is_other(before, record):
            self._begin(record)
        self._head(record)
        if self.attendance is not None:
            self.attendance.show_record(record)
        self.agenda.show_record(record)
        self.actions_tab.show_actions(
            sitting.agreed, sitting.earlier, is_cancelled=record.row.status == rules.CANCELLED
        )
        self.requests.show_requests(record, sitting.requests)
        if self.brief is not None:
            self.brief.mark_stale()
        self.confirming.mark_stale()
        self.about.show_record(record)
        if self.tabs is not None:
            self.tabs.rename("agenda", f"Agenda ({len(record.agenda)})")
            waits = sum(each.is_open for each in sitting.requests)
            self.tabs.rename("requests", f"Asked ({waits} open)" if waits else "Asked")
            self.tabs.rename("actions", f"Actions ({len(sitting.agreed)})")

    def open_next_at(self, key: str) -> None:
        """Show a tab, of this sitting and of the one that is shown next."""
        self._key = key
        if self.tabs is not None:
            self.tabs.go(key)

    def keep_drafts(self) -> None:
        """Keep what is typed before the page goes."""
        if self.attendance is not None:
            self.attendance.keep_drafts()

    def _begin(self, record: ConferenceRecord) -> None:
        """Another sitting, or one that may no longer be changed: all tabs anew."""
        self.keep_drafts()
        self.panel.clear()
        self.attendance = AttendanceTab(self.desk, record)
        self.agenda = AgendaTab(self.desk)
        self.actions_tab = ActionsTab(self.desk)
        self.confirming = RecordTab(self.desk, record.row.conference_id)
        self.confirming.asked.connect(self.asked)
        self.brief = None
        if self.desk.actor.may(Permission.SEE_NOTES):
            self.brief = BriefTab(self.desk, record.row.conference_id)
            self.brief.asked.connect(self.asked)
        self.requests = RequestsTab(self.desk)
        self.requests.asked.connect(self.asked)
        self.about = AboutTab(self.desk)
        self.agenda.asked.connect(self.asked)
        self.actions_tab.asked.connect(self.asked)
        self.actions_tab.record_opened.connect(self.record_opened)
        made = self.tabs = Tabs(self.desk.theme, "Sitting")
        made.add("attendance", "Attendance", self.attendance)
        made.add("agenda", "Agenda", self.agenda)
        if self.brief is not None:
            made.add("brief", "Brief", self.brief)
        made.add("requests", "Asked", self.requests)
        made.add("actions", "Actions", self.actions_tab)
        made.add("record", "Record", self.confirming)
        made.add("about", "About", self.about)
        files = AttachmentsPart(self.desk, "conference", record.row.conference_id, "sitting")
        made.add("files", "Files", files, scrolls=True)
        made.go(self._key)
        made.currentChanged.connect(self._on_tab)
        self.panel.body.addWidget(made)

    def _head(self, record: ConferenceRecord) -> None:
        row, shelf = record.row, self.desk.shelf
        place = shelf.label("places", row.place_code, "the whole area")
        words = [british(row.held_on), place, row.venue]
        self.panel.set_title(shelf.label("forums", row.forum_code), " · ".join(filter(None, words)))
        self.panel.pill.show_status(status_words(self.desk, row.status), status_tone(row.status))
        self.panel.pill.show()
        clear(self.panel.buttons)
        deeds = self._deeds(record)
        if deeds:
            made = Deeds(self.desk.theme, deeds, "More for this sitting")
            made.asked.connect(self.asked)
            self.panel.buttons.addWidget(made)

    def _deeds(self, record: ConferenceRecord) -> list[Deed]:
        """What may be done now, most likely first."""
        if not self.desk.actor.may(Permission.EDIT_CONFERENCES):
            return []
        status = record.row.status
        if status == rules.CANCELLED:
            return [Deed("Plan again", "again", kind="primary"), Deed("Edit", "edit", icon="edit")]
        words = "Statement not read after all" if record.statement_read else "Statement read"
        statement = Deed(words, "statement", "" if record.statement_read else "yes")
        sheet = []
        if sheet_is_due(record.state, record.row.held_on, self.desk.today) and self.desk.actor.may(
            Permission.EDIT_CASES
        ):
            sheet = [Deed("Type in the tick sheet", "sheet", icon="edit")]
        if status == rules.PLANNED:
            is_due = record.row.held_on <= self.desk.today
            live = Deed("Run it live", "live", icon="forward", kind="primary" if is_due else "")
            hold = Deed("Record as held", "hold")
            edit, cancel = Deed("Edit", "edit", icon="edit"), Deed("Cancel the sitting", "cancel")
            return [live, *sheet, hold, edit, cancel, statement] if is_due else [edit, cancel, live, hold, statement]
        return [*sheet, Deed("Edit", "edit", icon="edit"), statement]

    def _on_tab(self, _at: int) -> None:
        if self.tabs is not None:
            self._key = self.tabs.key


def _is_other(before: ConferenceRecord, record: ConferenceRecord) -> bool:
    """Whether the tabs must be made anew: another sitting, another forum, or cancelled and planned again."""
    same = before.row.conference_id == record.row.conference_id and before.row.forum_code == record.row.forum_code
    return not same or (
        rules.CANCELLED in (before.row.status, record.row.status) and before.row.status != record.row.status
    )
