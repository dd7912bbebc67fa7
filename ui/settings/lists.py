"""The reference lists: every choice that forms offer, where it comes from, and what this workspace made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from ui.desk import Desk
from ui.settings.list_dialogs import AddEntry, ConfirmEntry, EditWords, EndEntry
from ui.settings.section import Section
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british, british_short
from vrp_desktop.reference.editing import LOCAL, LOCAL_CODE, OPEN_LISTS, mark_label, mark_words, title_of
from vrp_desktop.reference.files import Mark
from vrp_desktop.reference.lists import ListEntry, Lists
from vrp_desktop.workspace.queries import reference_lists

TO_CONFIRM: Final = ""
"""Stands for the entries of all lists that are known from general knowledge alone."""


class ListsSection(Section):
    """One list at a time; an entry opens beside it."""

    key = "lists"
    title = "Reference lists"
    permission = Permission.MANAGE_SETTINGS
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lists: Lists = desk.shelf.lists
        self.which = WheelSafeCombo()
        self.which.setAccessibleName("Which list")
        self.which.setSizeAdjustPolicy(WheelSafeCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.which.setMinimumContentsLength(18)
        self.add_button = push_button(desk.theme, "Add an entry…", "plus")
        self.add_button.clicked.connect(self.add)
        self.table = self._table()
        self._about = label("", "muted", wrap=True)
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self._about)
        self.content.addWidget(self.split, 1)
        self.entry: ListEntry | None = None
        self._fill()
        self.which.currentIndexChanged.connect(self._on_which)
        self.table.opened.connect(self._on_opened)
        self.panel.closed.connect(self._on_closed)

    def refresh(self) -> None:
        self.desk.tasks.read(reference_lists, done=self._show, key="lists")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("agencies", self._agencies),
            ("add", self.add),
            ("words", self._words),
            ("end", self._end),
            ("confirm", self._first_k),
        )

    def show_list(self, name: str) -> None:
        """Show one list, or with `TO_CONFIRM` all that is to be confirmed."""
        self.which.setCurrentIndex(max(0, self.which.findData(name)))

    @property
    def list_name(self) -> str:
        return str(self.which.currentData() or TO_CONFIRM)

    def add(self) -> None:
        """Add a local entry to the list in sight."""
        if self.list_name in OPEN_LISTS:
            AddEntry(self.desk, self, self.list_name).open()

    def _table(self) -> DataTable:
        columns = (
            Column("label", "Words", lambda e: e.label, ems=14, stretch=True),
            Column("list", "List", lambda e: title_of(e.list_name), ems=10, hidden=True),
            Column("meaning", "Meaning", lambda e: e.meaning, ems=18, stretch=True),
            Column("from", "From", lambda e: british_short(e.starts_on), ems=7, by=lambda e: str(e.starts_on or "")),
            Column("until", "Until", lambda e: british_short(e.ends_on), ems=7, by=lambda e: str(e.ends_on or "")),
            Column("origin", "Origin", origin_words, ems=9),
            Column("mark", "Known", lambda e: mark_label(e.mark), ems=9.5, tone=_tone),
        )
        table = DataTable(
            self.desk, "entries of reference lists", columns, row_id=lambda e: f"{e.list_name}/{e.code}", unit="entry"
        )
        table.add_filter(self.which)
        table.add_filter(self.add_button)
        table.set_empty("Nothing waits to be confirmed", "Choose a list to see its entries.", icon="ok")
        return table

    def _fill(self) -> None:
        self.which.addItem("All that is to be confirmed", TO_CONFIRM)
        for name in sorted(self._lists.entries, key=title_of):
            self.which.addItem(title_of(name), name)
        self.which.setCurrentIndex(max(0, self.which.findData("agencies")))

    def _show(self, lists: Lists) -> None:
        self._lists = lists
        self.desk.shelf.put(lists)
        self._show_list()

    def _show_list(self) -> None:
        name = self.list_name
        every = [e for entries in self._lists.entries.values() for e in entries.values()]
        rows = [e for e in every if (e.list_name == name if name else e.mark == Mark.GENERAL)]
        rows.sort(key=lambda e: (e.list_name, e.position, e.label))
        self.table.show_rows(rows)
        self.add_button.setEnabled(name in OPEN_LISTS)
        self._about.setText(_about(name))
        if self.entry is not None:
            self.entry = self._lists.entry(self.entry.list_name, self.entry.code)
            self._show_entry()

    def _on_which(self, _place: int) -> None:
        self.entry = None
        self.split.close_record()
        self._show_list()

    def _on_opened(self, entry: ListEntry) -> None:
        self.entry = entry
        self._show_entry()
        self.split.open_record()

    def _on_closed(self) -> None:
        self.entry = None

    def _show_entry(self) -> None:
        entry = self.entry
        if entry is None:
            self.split.close_record()
            return
        self.panel.clear()
        self.panel.set_title(entry.label, title_of(entry.list_name))
        deeds = Deeds(self.desk.theme, _deeds(entry), "More to do with this entry")
        deeds.asked.connect(self._on_asked)
        self.panel.buttons.addWidget(deeds)
        said = [
            ("Meaning", entry.meaning),
            ("Chosen from", british(entry.starts_on)),
            ("Chosen until", british(entry.ends_on) or "No end"),
            ("Origin", origin_words(entry)),
            ("How well known", mark_words(entry.mark)),
            ("Code", entry.code),
        ]
        self.panel.body.addWidget(facts(self.desk, said))
        note = "A newer program adds entries and end-dates its own; what was changed here it leaves alone."
        self.panel.body.addWidget(label(note, "help", wrap=True))

    def _on_asked(self, deed: str, _detail: str) -> None:
        {"words": self._words, "end": self._end, "confirm": self._confirm}[deed]()

    def _words(self) -> None:
        if self.entry is not None:
            EditWords(self.desk, self, self.entry).open()

    def _end(self) -> None:
        if self.entry is not None:
            EndEntry(self.desk, self, self.entry).open()

    def _confirm(self) -> None:
        if self.entry is not None:
            ConfirmEntry(self.desk, self, self.entry).open()

    def _agencies(self) -> object:
        """For the pictures: an entry beside its list."""
        self.show_list("agencies")
        if self.table.total:
            self._on_opened(self.table.model.row(0))
        return self.page()

    def _first_k(self) -> None:
        """For the pictures: the first entry that is to be confirmed."""
        self.show_list(TO_CONFIRM)
        if self.table.total:
            self._on_opened(self.table.model.row(0))
            self._confirm()


def origin_words(entry: ListEntry) -> str:
    """Shipped, changed here, or of this workspace's own."""
    if entry.origin != LOCAL:
        return "Shipped"
    return "Local" if entry.code.startswith(LOCAL_CODE) else "Changed here"


def _tone(entry: ListEntry) -> Tone | None:
    return Tone.CAUTION if entry.mark == Mark.GENERAL else None


def _deeds(entry: ListEntry) -> list[Deed]:
    deeds = [Deed("Change its words…", "words", icon="edit")]
    if entry.mark == Mark.GENERAL:
        deeds.insert(0, Deed("Confirm…", "confirm", icon="ok", kind="primary"))
    if entry.list_name in OPEN_LISTS:
        deeds.append(Deed("Change its last day…" if entry.ends_on else "End-date…", "end", icon="calendar"))
    return deeds


def _about(name: str) -> str:
    if not name:
        return "These were written down from general knowledge. Confirm each, or change its words."
    if name in OPEN_LISTS:
        return "Entries of your own can be added, and any entry can be given a last day."
    if name == "interventions":
        return "Interventions are added and ended on their own page. Their words can be changed here too."
    return "This list carries rules or the funder's groups: words can be changed, entries neither added nor ended."
