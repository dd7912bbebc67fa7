"""The page of children and young people: the list, and a record beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.action import Action
from ui.child import Child, child_of_row
from ui.desk import Desk
from ui.people.dialogs import AddPerson, EditNote, EditPerson, NewNote, SearchFirst
from ui.people.duplicates import DuplicatesBand, DuplicatesDialog, duplicates_shown
from ui.people.merging import ChooseOther, MergeDialog, UndoMerge, undo_facts
from ui.people.record import PersonView, whole_record
from ui.receipts import ListExport
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.concern_column import concern_column
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import KnownError, RecordRestricted
from vrp_desktop.people.commands import open_person
from vrp_desktop.people.duplicates import LikelyDuplicate
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.merge_queries import MergedRow, kept_of, merged_rows, newest_merge
from vrp_desktop.people.queries import NoteRow, PersonRow, people_count, people_page
from vrp_desktop.returns.queries import why_not_counted

NEW = Action(
    "people.new",
    "Add a child or young person",
    "plus",
    "Ctrl+N",
    "Search first, then add",
    Permission.EDIT_PEOPLE,
    group="Children and young people",
)


class PeoplePage(Page):
    """The list of children and young people; fetches again when one of them changes."""

    watches = (
        "person",
        "person_name",
        "person_profile",
        "note",
        "attachment",
        "panel_case",
        "import_batch",
        "likely_pair",
        "distinct_pair",
        "contact",
        "restriction",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Children and young people")
        self._open_id = ""
        shelf, view = desk.shelf, desk.view
        columns = (
            Column("name", "Name", lambda r: view.name(r.words), ems=16, sort="surname", stretch=True),
            concern_column(),
            Column("code", "Code", lambda r: r.words.code, ems=9, sort="code"),
            Column("age", "Age", lambda r: "" if r.age is None else str(r.age), ems=4, sort="born_on", right=True),
            Column("sex", "Sex", lambda r: shelf.label("sex", r.sex), ems=6),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=9),
            Column("school", "School", lambda r: view.text(r.school or ""), ems=12),
        )
        self.table = DataTable(
            desk,
            "children and young people",
            columns,
            key="people",
            row_id=lambda r: str(r.person_id),
            unit="child or young person",
        )
        self.table.set_source(self._rows, self._total, order="surname")
        self.table.set_empty(
            "Nobody is on file yet",
            "Take in a spreadsheet that a partner has sent, or add a child yourself.",
            "Add a child or young person",
            self.new,
            "people",
        )
        self.table.opened.connect(self._on_opened)
        ListExport(desk, self.table)
        self.panel = RecordPanel(desk.theme)
        self.person = PersonView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.duplicates = DuplicatesBand(desk)
        self.content.addWidget(self.duplicates)
        self.content.addWidget(self.split, 1)
        self.add_action(NEW, self.new, "primary")
        self._connect()

    def refresh(self) -> None:
        self.table.refresh()
        self.duplicates.refresh()
        if self._open_id and self.split.is_open:
            self._fetch_record(self._open_id)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._open(where["record"])

    def child(self) -> Child | None:
        return child_of_row(self.person.record) if self.split.is_open else super().child()

    def new(self) -> None:
        """Start adding: with a search."""
        dialog = SearchFirst(self.desk, self)
        dialog.use_record.connect(self._open)
        dialog.add_new.connect(self._on_add_new)
        dialog.open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        from ui.leaving_scenes import FileScenes
        from ui.people.scenes import Scenes

        scenes, files = Scenes(self), FileScenes(self.desk, self)
        return (
            ("search-first", self.new),
            ("edit", self._on_edit),
            ("note", self._on_note),
            ("duplicates", self._on_duplicates),
            ("find-other", self._on_merge),
            ("merge", self._show_first_duplicate),
            ("undo-merge", self._show_first_merge),
            *((name, getattr(scenes, method)) for name, method in Scenes.names),
            *((name, getattr(files, method)) for name, method in FileScenes.names),
        )

    def _show_first_duplicate(self) -> None:
        """For a picture: the surest duplicate side by side."""
        self.desk.tasks.read(duplicates_shown, None, done=self._show_pair)

    def _show_pair(self, found: tuple[int, Sequence[LikelyDuplicate]]) -> None:
        for pair in found[1][:1]:
            self._side_by_side(pair.one.person_id, pair.other.person_id)

    def _show_first_merge(self) -> None:
        """For a picture: undoing the newest merge."""
        self.desk.tasks.read(newest_merge, done=self._show_newest)

    def _show_newest(self, merge_id: str) -> None:
        if merge_id:
            self._on_undo_merge(merge_id)

    def _connect(self) -> None:
        self.panel.closed.connect(self._on_closed)
        self.person.edit.connect(self._on_edit)
        self.person.note.connect(self._on_note)
        self.person.edit_note.connect(self._on_edit_note)
        self.person.refer.connect(self._on_refer)
        self.person.erase.connect(self._on_erase)
        self.person.merge.connect(self._on_merge)
        self.person.undo_merge.connect(self._on_undo_merge)
        self.duplicates.asked.connect(self._on_duplicates)
        self.person.record_opened.connect(self.desk.navigation.open_record)
        self.person.counted_asked.connect(self._on_counted)

    def _rows(self, ask: Ask) -> Question:
        return question(
            people_page,
            ask.text,
            place=self.desk.view.place,
            order=ask.order or "surname",
            descending=ask.descending,
            offset=ask.offset,
            limit=ask.limit,
        )

    def _total(self, ask: Ask) -> Question:
        return question(people_count, ask.text, place=self.desk.view.place)

    def _on_opened(self, row: PersonRow) -> None:
        self._open(row.person_id)

    def _open(self, person_id: str) -> None:
        """Opening a record is written in the audit (M16), then it is read."""
        self._open_id = person_id
        self.desk.tasks.write(open_person, person_id, done=self._on_looked, failed=self._on_refused)

    def _on_looked(self, _result: object) -> None:
        self._fetch_record(self._open_id)

    def _fetch_record(self, person_id: str) -> None:
        self.desk.tasks.read(whole_record, person_id, done=self._show_record, failed=self._on_refused, key="record")

    def _show_record(self, found: tuple[Any, ...]) -> None:
        self.person.show(*found)
        self.split.open_record()

    def _on_refused(self, error: KnownError) -> None:
        """What could not be opened is not shown, and is not asked for again by itself."""
        self._open_id = ""
        self.split.shut()
        if not isinstance(error, RecordRestricted):
            self.desk.messages.failure(error)

    def _on_closed(self) -> None:
        self._open_id = ""

    def _on_add_new(self, typed: PersonForm, not_these: tuple[str, ...]) -> None:
        dialog = AddPerson(self.desk, self, typed, not_these)
        dialog.saved.connect(self._on_added)
        dialog.open()

    def _on_added(self, person_id: str) -> None:
        self.desk.messages.note("The record was added.")
        self._open(person_id)

    def _on_edit(self) -> None:
        if self.person.record is not None:
            EditPerson(self.desk, self, self.person.record).open()

    def _on_note(self) -> None:
        if self.person.record is not None:
            NewNote(self.desk, self, self.person.record.person_id).open()

    def _on_edit_note(self, note: NoteRow) -> None:
        EditNote(self.desk, self, note).open()

    def _on_refer(self) -> None:
        self.desk.navigation.go("cases", refer=self._open_id)

    def _on_counted(self) -> None:
        view = self.desk.view
        self.desk.tasks.read(
            why_not_counted, view.quarter, view.place, self._open_id, done=self.person.show_counted, key="why"
        )

    def _on_merge(self) -> None:
        if self.person.record is not None:
            dialog = ChooseOther(self.desk, self, self.person.record)
            dialog.chosen.connect(self._on_other_chosen)
            dialog.open()

    def _on_other_chosen(self, other_id: str) -> None:
        self._side_by_side(self._open_id, other_id)

    def _on_duplicates(self) -> None:
        dialog = DuplicatesDialog(self.desk, self)
        dialog.side_by_side.connect(self._side_by_side)
        dialog.open()

    def _side_by_side(self, one_id: str, other_id: str) -> None:
        dialog = MergeDialog(self.desk, self, one_id, other_id)
        dialog.saved.connect(self._on_merged)
        dialog.open()

    def _on_merged(self, merge_id: str) -> None:
        self.desk.messages.note("The two records are one now. Undo it on the record, any day.")
        self.desk.tasks.read(kept_of, merge_id, done=self._open)

    def _on_undo_merge(self, merge_id: str) -> None:
        self.desk.tasks.read(undo_facts, merge_id, done=self._show_undo)

    def _show_undo(self, found: tuple[Any, Any]) -> None:
        dialog = UndoMerge(self.desk, self, found)
        dialog.saved.connect(self._on_undone)
        dialog.open()

    def _on_undone(self, _person_id: str) -> None:
        self.desk.messages.note("The merge is undone: both children stand on their own records.")

    def _on_erase(self) -> None:
        self.desk.tasks.read(merged_rows, self._open_id, done=self._ask_erasing)

    def _ask_erasing(self, merged: Sequence[MergedRow]) -> None:
        also = ""
        if merged:
            codes = ", ".join(one.words.code for one in merged)
            also = f" {codes}, merged into this record, goes with it: both identities are erased."
        reason = self.desk.messages.type_in(
            "Erase this record",
            f"Names, notes and free text go for good; counts stay true.{also} Say why it is erased.",
        )
        if reason:
            self.desk.tasks.write(erase_person, self._open_id, reason, done=self._on_erased)

    def _on_erased(self, _result: object) -> None:
        self.desk.messages.note("The record was erased.")
        self.split.close_record()
        self._open_id = ""
