"""The chronology of one child: a story in order, narrowed as the reader asks, and taken out as a marked PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ui.action import Action
from ui.chronology.copying import CopyDialog
from ui.chronology.lines import StoryDelegate, StoryModel, lines_of
from ui.desk import Desk
from ui.widgets.day_editor import DayEditor
from ui.widgets.fields import Day
from ui.widgets.filter_box import FilterBox
from ui.widgets.flow import FlowLayout
from ui.widgets.page import Page
from ui.widgets.search_box import SearchBox
from ui.widgets.states import States
from ui.widgets.text import label, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.chronology.sources import SOURCES
from vrp_desktop.chronology.story import Narrowing, Story, Told, agencies_in, narrowed, story
from vrp_desktop.errors import KnownError

TAKE_OUT: Final = Action(
    "chronology.copy",
    "Print or save a copy",
    "print",
    "Ctrl+P",
    "The story as a marked PDF, with names or redacted",
    Permission.EXPORT,
    group="Chronology",
)
RECORD: Final = Action(
    "chronology.record", "Open the record", "person", "Ctrl+R", "Back to the child's record", group="Chronology"
)
_AT_ONCE: Final = 40
_ON_THE_RECORD: Final = ("note", "attachment", "contact", "person_link")


class ChronologyPage(Page):
    """One child's story; fetches again when anything about the child changed."""

    watches = (
        "person",
        "note",
        "panel_case",
        "case_contact",
        "referral",
        "trigger_event",
        "panel_decision",
        "action",
        "intervention_referral",
        "safeguarding_concern",
        "share_entry",
        "letter",
        "attachment",
        "contact",
        "person_link",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Chronology")
        self._person_id = ""
        self.story: Story | None = None
        self.model = StoryModel()
        self.view = QListView()
        self.view.setAccessibleName("What happened, oldest first")
        self.view.setModel(self.model)
        self.view.setItemDelegate(StoryDelegate(desk.theme, self.view))
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setResizeMode(QListView.ResizeMode.Adjust)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Only what comes in sight is set out before the first paint; the rest follows a screenful at a time.
        self.view.setLayoutMode(QListView.LayoutMode.Batched)
        self.view.setBatchSize(_AT_ONCE)
        self.view.activated.connect(self._on_opened)
        self.states = States(desk.theme, self.view)
        self.said = label("", "muted")
        self._filters = FlowLayout(desk.theme)
        holder = QWidget()
        holder.setLayout(self._filters)
        self._make_filters()
        self.content.addWidget(holder)
        self.content.addWidget(self.said)
        self.content.addWidget(self.states, 1)
        self._deeds = (self.add_action(RECORD, self.open_record), self.add_action(TAKE_OUT, self.take_out, "primary"))
        self._holder = holder
        self._offer(False)

    def refresh(self) -> None:
        if not self._person_id:
            self.states.show_empty(
                "No child is chosen",
                "Open the chronology from a child's record.",
                "Children",
                self._to_people,
                "people",
            )
            self._offer(False)
            return
        self.desk.tasks.read(story, self._person_id, done=self._show, failed=self._on_failed, key="story")

    def _offer(self, is_chosen: bool) -> None:
        """Without a child there is nothing to narrow down, to open or to print."""
        self._holder.setVisible(is_chosen)
        self.said.setVisible(is_chosen)
        for button in self._deeds:
            button.setVisible(is_chosen)

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self._person_id = where["record"]
            self.states.show_loading()
            self.refresh()

    def take_out(self) -> None:
        """Make a copy for someone: only with names in sight, since names stand on it."""
        if self.story is None:
            return
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("Copies are made in the view of names.", do="Show names (Ctrl+Shift+N).")
            return
        CopyDialog(self.desk, self, self.story.words, self.narrowing()).open()

    def open_record(self) -> None:
        """Back to the child."""
        if self._person_id:
            self.desk.navigation.open_record("person", self._person_id)

    def narrowing(self) -> Narrowing:
        """What the filters ask for."""
        return Narrowing(
            source=self.source_box.code,
            agency=self.agency_box.code,
            first=self.first.value(),
            last=self.last.value(),
            text=self.search.text(),
        )

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("story", self._show_somebody), ("copy", self.take_out))

    def _show_somebody(self) -> object:
        """For a picture: a child with much on file."""
        from vrp_desktop.practice.showing import most_linked

        self.desk.tasks.read(most_linked, done=self._on_somebody, key="somebody")
        return self

    def _on_somebody(self, person_id: str) -> None:
        self.open_at({"record": person_id})

    def _make_filters(self) -> None:
        theme = self.desk.theme
        self.search = SearchBox(theme, "Words in the story", "Words in the story")
        self.source_box = FilterBox(
            theme, "Which records", [("All records", ""), *((source.label, source.key) for source in SOURCES)]
        )
        self.agency_box = FilterBox(theme, "Which agency", [("All agencies", "")])
        self.first = DayEditor(theme, Day(name="first", label="From"))
        self.last = DayEditor(theme, Day(name="last", label="To"))
        self.search.setMinimumWidth(theme.em(12))
        self._filters.addWidget(self.search)
        for box in (self.source_box, self.agency_box):
            self._filters.addWidget(box)
            box.activated.connect(self._on_narrowed)
        for words, editor in (("From", self.first), ("to", self.last)):
            editor.target().setAccessibleName(f"Happened {words.lower()}")
            day = QWidget()
            day.setProperty("kind", "clear")
            beside = row(theme, "snug")
            beside.addWidget(label(words, "muted"))
            beside.addWidget(editor)
            day.setLayout(beside)
            editor.setFixedWidth(theme.em(11))
            self._filters.addWidget(day)
            editor.edited.connect(self._on_narrowed)
        self.search.changed.connect(self._on_narrowed)

    def _show(self, found: Story) -> None:
        self.story = found
        self._offer(True)
        self.set_title(f"Chronology of {self.desk.view.name(found.words)}", found.words.code)
        chosen = self.agency_box.code
        self.agency_box.clear()
        self.agency_box.addItem("All agencies", "")
        for code in agencies_in(found.told):
            self.agency_box.addItem(self.desk.shelf.label("agencies", code), code)
        self.agency_box.choose(chosen)
        self._fill()

    def _fill(self) -> None:
        if self.story is None:
            return
        shown = narrowed(self.story.told, self.narrowing())
        self.model.show(lines_of(self.desk, shown))
        self.said.setText(_many(len(shown), len(self.story.told)))
        if shown:
            self.states.show_content()
        elif self.story.told:
            self.states.show_empty("Nothing like this is on file", "Change the filters to see more.", icon="filter")
        else:
            self.states.show_empty("Nothing has happened yet", "What is recorded about the child will stand here.")

    def _on_narrowed(self, *_what: object) -> None:
        self._fill()

    def _on_opened(self, index: QModelIndex) -> None:
        told: Told | None = self.model.lines[index.row()].told
        if told is None:
            return
        kind, record_id = told.entry.kind, told.entry.record_id
        if kind in _ON_THE_RECORD or not self.desk.navigation.opens(kind):
            kind, record_id = "person", self._person_id
        self.desk.navigation.open_record(kind, record_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Lines are as high as their words are in the width that there is now.
        self.view.scheduleDelayedItemsLayout()

    def _to_people(self) -> None:
        self.desk.navigation.go("people")

    def _on_failed(self, error: KnownError) -> None:
        self.states.show_error(error, self.refresh)


def _many(shown: int, of: int) -> str:
    whole = "1 entry" if of == 1 else f"{of:,} entries"
    return whole if shown == of else f"{shown:,} of {whole}"
