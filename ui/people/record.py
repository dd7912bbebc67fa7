"""A child's record beside the list: summary, timeline, notes, and why the child is or is not counted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from ui.attachments_part import AttachmentsPart
from ui.child import Child
from ui.concern import ConcernButton
from ui.concern_part import ConcernPart
from ui.desk import Desk
from ui.people.around.part import AroundPart, SafeStrip
from ui.people.merged import MergedPart
from ui.people.notes import Notes
from ui.restricted_part import RestrictButton, RestrictedPart
from ui.rights_part import RightsList, RightsPart
from ui.shares_part import SharesPart
from ui.theme.tokens import Tone
from ui.widgets.facts import facts
from ui.widgets.moments import deed_words, moment
from ui.widgets.pill import Pill
from ui.widgets.record_panel import RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import card, clear, column, label, push_button, row
from ui.widgets.timeline import Moment, Timeline
from vrp_desktop.access.audit_queries import who_looked
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.audit.events import EventRow
from vrp_desktop.calendar import british
from vrp_desktop.chronology.story import story
from vrp_desktop.panel.queries import cases_of
from vrp_desktop.panel.rows import CaseRow
from vrp_desktop.people.forms import ESTIMATED, PersonForm
from vrp_desktop.people.queries import NoteRow, PersonRecord, notes_of, person_record
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.returns.queries import WhyRow

STAYS_HERE = ("note", "attachment", "contact", "person_link")
"""Kinds of the timeline that are shown on this record itself."""


def whole_record(
    read: Read, person_id: str
) -> tuple[PersonRecord, list[CaseRow], list[NoteRow], list[TimelineEntry], list[EventRow]]:
    """All that the record shows, in one read."""
    entries = [one.entry for one in story(read, person_id).told]
    record, looked = person_record(read, person_id), who_looked(read, person_id)
    return record, cases_of(read, person_id), notes_of(read, person_id), entries, looked


class PersonView(QObject):
    """Fills the panel with one child's record; asks for edits and for other records by its signals."""

    edit = Signal()
    note = Signal()
    edit_note = Signal(object)
    refer = Signal()
    erase = Signal()
    merge = Signal()
    undo_merge = Signal(str)
    record_opened = Signal(str, str)
    counted_asked = Signal()

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: PersonRecord | None = None
        self._why: QWidget | None = None
        self.around: AroundPart | None = None
        self._at = ""
        self._tabs: Tabs | None = None

    def show(
        self,
        record: PersonRecord,
        cases: Sequence[CaseRow],
        notes: Sequence[NoteRow],
        entries: Sequence[TimelineEntry],
        looked: Sequence[EventRow],
    ) -> None:
        """Show a record; the tab that was open stays open."""
        if self.record is None or self.record.person_id != record.person_id:
            self._at = ""
        self.record = record
        self.panel.clear()
        self.panel.set_title(self.desk.view.name(record.words), self._second_line(record))
        if record.erased_at is not None:
            self.panel.pill.show_status("Erased", Tone.NEUTRAL)
            self.panel.pill.show()
        elif record.merged_into is not None:
            self.panel.pill.show_status("Merged", Tone.NEUTRAL)
            self.panel.pill.show()
        self._buttons(record)
        self.panel.body.addWidget(ConcernPart(self.desk, record.person_id))
        restricted = RestrictedPart(self.desk, record.person_id)
        restricted.loaded.connect(self._restrict.follow)
        self.panel.body.addWidget(restricted)
        self.panel.body.addWidget(RightsPart(self.desk, record.person_id))
        made = self._tabs = Tabs(self.desk.theme, "Record")
        is_kept = record.erased_at is None and record.merged_into is None
        strip = SafeStrip(self.desk)
        around = AroundPart(self.desk, record.words, can_edit=is_kept)
        around.loaded.connect(strip.show_around)
        around.record_opened.connect(self.record_opened)
        self.around = around
        made.add("summary", "Summary", self._summary(record, cases, strip))
        made.add("around", "People around", around)
        made.add("timeline", "Timeline", self._timeline(entries))
        self._why = QWidget()
        self._why.setProperty("kind", "clear")
        self._why.setLayout(column(self.desk.theme, "normal"))
        made.add("notes", f"Notes ({len(notes)})", self._notes(notes))
        made.add("counted", "In the return", self._why)
        files = AttachmentsPart(self.desk, "person", record.person_id, record.words.code, can_add=is_kept)
        made.add("files", "Files", files)
        made.add("shared", "Shared", SharesPart(self.desk, record.words, can_add=is_kept))
        if self.desk.actor.may(Permission.ANSWER_RIGHTS):
            made.add("rights", "Data rights", RightsList(self.desk, record.words, can_add=is_kept))
        made.add("looked", "Who looked", self._looked(looked))
        made.go(self._at)
        made.currentChanged.connect(self._on_tab)
        self.panel.body.addWidget(made)
        if self._at == "counted":
            self.counted_asked.emit()

    def go(self, key: str) -> None:
        """Show a tab of the record; of none where the record was shut meanwhile."""
        if self._tabs is not None and isValid(self._tabs):
            self._tabs.go(key)

    def show_counted(self, rows: Sequence[WhyRow]) -> None:
        """Every line about people: counted, or the sentences of what fails (B3)."""
        inside = self._why.layout() if self._why is not None and isValid(self._why) else None
        if inside is None:
            return
        clear(inside)
        quarter = self.desk.view.quarter
        inside.addWidget(label(f"Each line about people in the return for {quarter.label}.", "muted", wrap=True))
        for why in sorted(rows, key=lambda r: (not r.is_counted, len(r.sentences))):
            inside.addWidget(self._why_card(why))

    def _timeline(self, entries: Sequence[TimelineEntry]) -> QWidget:
        holder = QWidget()
        holder.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        holder.setLayout(inside)
        line = row(self.desk.theme, "snug")
        button = push_button(self.desk.theme, "Read as a chronology", "clock")
        button.clicked.connect(self._on_chronology)
        line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        made = Timeline(self.desk.theme)
        inside.addWidget(made)
        moments = [
            Moment(
                entry.on,
                entry.heading,
                self.desk.view.text(entry.detail) if entry.is_free_text else entry.detail,
                kind=entry.kind if entry.kind not in STAYS_HERE else "",
                record_id=entry.record_id,
            )
            for entry in sorted(entries, key=_day, reverse=True)
        ]
        made.show_moments(moments, "Nothing has happened yet.")
        made.opened.connect(self.record_opened)
        return holder

    def _on_chronology(self) -> None:
        if self.record is not None:
            self.record_opened.emit("chronology", self.record.person_id)

    def _buttons(self, record: PersonRecord) -> None:
        self._restrict = RestrictButton(self.desk, record.words)
        if record.erased_at is not None or record.merged_into is not None:
            return
        offers = (
            ("Edit", "edit", Permission.EDIT_PEOPLE, self.edit),
            ("New referral", "case", Permission.EDIT_CASES, self.refer),
            ("New note", "plus", Permission.EDIT_CASES, self.note),
            ("Merge", "compare", Permission.EDIT_PEOPLE, self.merge),
            ("Erase", "trash", Permission.ERASE, self.erase),
        )
        for words, icon, permission, signal in offers:
            if self.desk.actor.may(permission):
                button = push_button(self.desk.theme, words, icon)
                button.clicked.connect(signal)
                self.panel.buttons.addWidget(button)
        self.panel.buttons.addWidget(self._restrict)
        self.panel.buttons.addWidget(ConcernButton(self.desk, Child(record.words)))
        self.panel.buttons.addStretch(1)

    def _second_line(self, record: PersonRecord) -> str:
        parts = [record.words.code]
        if record.age is not None:
            parts.append(f"aged {record.age}")
        parts.append(self.desk.shelf.label("places", record.form.place_code))
        return " · ".join(filter(None, parts))

    def _summary(self, record: PersonRecord, cases: Sequence[CaseRow], strip: SafeStrip) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        merged = MergedPart(self.desk, record)
        merged.undo.connect(self.undo_merge)
        merged.opened.connect(self.record_opened)
        inside.addWidget(merged)
        inside.addWidget(strip)
        inside.addWidget(self._cases(cases))
        inside.addWidget(facts(self.desk, self._facts(record)))
        if len(record.profiles) > 1:
            inside.addWidget(label("Earlier", "label"))
            for profile in record.profiles[1:]:
                words = self._attributes(profile.values)
                inside.addWidget(label(f"Until {british(profile.until_on)}: {words}", "help", wrap=True))
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _facts(self, record: PersonRecord) -> list[tuple[str, str]]:
        form, shelf = record.form, self.desk.shelf
        born = british(form.born_on) + (" (estimated)" if form.born_basis == ESTIMATED else "")
        is_open = self.desk.view.text("x") == "x"
        hidden = "Hidden in this view"
        identifiers = ", ".join(f"{kind} {value}" for kind, value in sorted(form.identifiers.items()))
        return [
            ("Date of birth", (born or "Not known") if is_open else hidden),
            ("Former names", self.desk.view.text(_former(form))),
            ("Sex", shelf.label("sex", form.sex)),
            ("Ethnicity", shelf.label("ethnicity", form.ethnicity)),
            ("Postcode", self.desk.view.text(form.postcode or "")),
            ("Home authority", shelf.label("places", form.home_authority)),
            ("School", self.desk.view.text(form.school or "")),
            ("School status", shelf.label("school_statuses", form.school_status)),
            ("SEND and EHCP", shelf.label("send_statuses", form.send)),
            ("Care experience", shelf.label("care_experience", form.care_experience)),
            ("Identifiers", self.desk.view.text(identifiers)),
        ]

    def _attributes(self, values: object) -> str:
        lists = {"sex": "sex", "ethnicity": "ethnicity", "school_status": "school_statuses", "send": "send_statuses"}
        found = dict(values) if isinstance(values, dict) else {}
        words = [self.desk.shelf.label(lists[name], code) for name, code in found.items() if name in lists and code]
        return ", ".join(words) or "nothing entered"

    def _cases(self, cases: Sequence[CaseRow]) -> QWidget:
        made, inside = card(self.desk.theme, "Panel cases")
        if not cases:
            inside.addWidget(label("No referral into the panel yet.", "muted"))
        for case in cases:
            line = row(self.desk.theme, "snug")
            button = push_button(self.desk.theme, case.code, kind="link")
            button.setAccessibleName(f"Open panel case {case.code}")
            button.setProperty("case", case.case_id)
            button.clicked.connect(self._on_case)
            line.addWidget(button)
            line.addWidget(label(f"referred {british(case.referred_on)}", "muted"))
            line.addStretch(1)
            pill = Pill(self.desk.theme)
            pill.show_status(self.desk.shelf.label("case_statuses", case.status), Tone.NEUTRAL)
            line.addWidget(pill)
            inside.addLayout(line)
        return made

    def _notes(self, notes: Sequence[NoteRow]) -> QWidget:
        made = Notes(self.desk, notes)
        made.edit.connect(self.edit_note)
        return made

    def _looked(self, events: Sequence[EventRow]) -> QWidget:
        """Who opened or changed the record, newest first (M16)."""
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        if not events:
            inside.addWidget(label("Nobody has opened this record since it was made.", "muted"))
        inside.addWidget(facts(self.desk, [(moment(e.at), f"{e.user_name}: {deed_words(e.deed)}") for e in events]))
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _why_card(self, why: WhyRow) -> QWidget:
        made, inside = card(self.desk.theme)
        line = row(self.desk.theme, "snug")
        line.addWidget(label(f"{why.line.number} {why.line.label}", "label", wrap=True), 1)
        pill = Pill(self.desk.theme)
        pill.show_status("Counted" if why.is_counted else "Not counted", Tone.GOOD if why.is_counted else Tone.NEUTRAL)
        line.addWidget(pill)
        inside.addLayout(line)
        for sentence in why.sentences:
            inside.addWidget(label(sentence, "help", wrap=True))
        return made

    def _on_tab(self, _at: int) -> None:
        self._at = self._tabs.key if self._tabs is not None else ""
        if self._at == "counted":
            self.counted_asked.emit()

    def _on_case(self) -> None:
        button = self.sender()
        if button is not None:
            self.record_opened.emit("panel_case", str(button.property("case")))


def _former(form: PersonForm) -> str:
    return ", ".join(f"{first} {last}".strip() for first, last in form.former_names)


def _day(entry: TimelineEntry) -> date:
    return entry.on
