"""The live view: one sitting, worked by keys alone."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.sitting import keys
from ui.sitting.answers import Answers
from ui.sitting.deciding import Deciding
from ui.sitting.drafting import Drafting
from ui.sitting.entry import Ask
from ui.sitting.face import Face
from ui.sitting.keyboard import Keyboard
from ui.sitting.keys import key_of
from ui.sitting.mode import Mode, Sent
from ui.sitting.panes import SAID
from ui.sitting.sending import Sending
from ui.sitting.showing import Showing
from vrp_desktop.access.permissions import Permission
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.chain import Chain
from vrp_desktop.sitting.flow import Flow, Ground
from vrp_desktop.sitting.queries import live_item, live_sitting
from vrp_desktop.sitting.rows import ItemRow, LiveItem, LiveSitting


class LiveView(Face):
    """Holds where the sitting stands and does what keys ask. `left` says that the user goes back to its record."""

    left = Signal(str)
    drawn = Signal()

    def __init__(self, desk: Desk, conference_id: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.conference_id = conference_id
        self.sitting: LiveSitting | None = None
        self.item: LiveItem | None = None
        self.item_id = ""
        self.mode = Mode.START
        self.flow: Flow | None = None
        self.for_item = False
        self.on_behalf = ""
        self.sentence_at = 0
        self.sent: deque[Sent] = deque()
        self.saved_words = ""
        self.chain = Chain()
        self._part_keys: tuple[str, int, date, dict[str, str]] | None = None
        self.showing, self.answers, self.deciding = Showing(self), Answers(self), Deciding(self)
        self.keyboard, self.sending, self.drafting = Keyboard(self), Sending(self), Drafting(self)
        self.key_pressed.connect(self._on_key)
        self.legend_pressed.connect(self._on_legend)
        self.fitted.connect(self.show_all)
        self.strip.currentRowChanged.connect(self._on_strip)
        self.entry.answered.connect(self._on_answered)
        self.entry.left.connect(self.go_back)
        self.entry.typed.connect(self._on_typed)
        self._ticks = QTimer(self)
        self._ticks.setInterval(1_000)
        self._ticks.timeout.connect(self._on_tick)
        self._ticks.start()

    def refresh(self) -> None:
        """Fetch the sitting again, and the item that is open in the view."""
        self.desk.tasks.read(live_sitting, self.conference_id, done=self._on_sitting, key="live")

    def show_all(self) -> None:
        """Paint what stands."""
        self.showing.all()

    def press(self, key: str) -> None:
        """What a key of the legend does."""
        self.keyboard.press(key)

    def send(self, command: Callable[..., Any], *args: Any, about: str = "", ask: Ask | None = None) -> None:
        """Do a deed; what was typed goes with it."""
        self.sending.send(command, *args, about=about, ask=ask)

    def show_legend(self) -> None:
        """Show the keys that do something now."""
        self.show_keys(self.answers.legend())

    def ask_for(self, ask: Ask) -> None:
        """Ask something at the foot. Words that the view hides are not put there to be changed."""
        if ask.text and not self.desk.view.shows_names:
            self.desk.messages.note("What stands there is hidden in this view. Show names to change it.")
            return
        self.entry.put(ask)
        self.show_legend()

    def go(self, mode: Mode) -> None:
        """Show another part of the sitting."""
        self.mode = mode
        self.show_all()
        self.focus_stage()

    def go_to(self, item: ItemRow) -> None:
        """Go to an item; its clock runs from now on."""
        self.item_id = item.item_id
        self.mode = Mode.CASE
        self.drop_entry()
        if self.item is not None and self.item.row.item_id != item.item_id:
            self.item = None
        self.desk.tasks.read(live_item, item.item_id, done=self._on_item, key="item")
        sitting = self.sitting
        is_on = sitting is not None and sitting.state in (rules.LIVE, rules.PAUSED)
        if is_on and item.state in (rules.WAITING, rules.OPEN) and self.may_write():
            self.sending.open(item)
        self.show_all()
        self.focus_stage()

    def leave(self) -> None:
        """Back to the record of the sitting; what is typed is kept."""
        if self.drafting.is_typing:
            self.drafting.keep_place()
        self.left.emit(self.conference_id)

    def go_back(self) -> None:
        """Esc: a step back, and from the first step away."""
        if self.deciding.back():
            return
        self.drop_entry()
        self.drafting.touch()
        self.show_legend()
        self.focus_stage()

    @property
    def ground(self) -> Ground:
        """What typing is understood by."""
        next_on = self.sitting.next_on if self.sitting is not None else None
        return Ground(self.desk.shelf.lists, self.desk.today, next_on)

    @property
    def saving(self) -> str:
        """What is on its way for the item in sight."""
        return "Saving…" if any(sent.item_id == self.item_id for sent in self.sent) else ""

    def outcome_keys(self) -> dict[str, ListEntry]:
        """The key of each outcome that the item in sight may have."""
        if self.item is None:
            return {}
        return rules.keys_of(self.desk.shelf.lists.choices(self.item.row.outcome_list, self.desk.today))

    def has_part(self, part: str) -> bool:
        """Whether the record of this forum holds a part of the discussion."""
        parts = self.sitting.parts if self.sitting is not None else frozenset()
        wanted = "CONTRIBUTIONS" if part == "TOLD" else part
        is_of_record = part == "TOLD" or any(each == part for _name, each, _title in SAID)
        return not parts or not is_of_record or wanted in parts

    def part_keys(self) -> dict[str, str]:
        """The key of each part of the view; worked out once for an item and the lists as they are."""
        name = self.item.row.outcome_list if self.item is not None else ""
        lists, day = self.desk.shelf.lists, self.desk.today
        if self._part_keys is None or self._part_keys[:3] != (name, id(lists), day):
            self._part_keys = (name, id(lists), day, keys.part_keys(self.outcome_keys()))
        return self._part_keys[3]

    def _on_key(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if not self.deciding.read_back_key(key):
            self.press(key)

    def _on_legend(self, key: str) -> None:
        if not self.deciding.read_back_key(key):
            if self.entry.ask is not None and key in (keys.ENTER, keys.ESC):
                self._on_answered(self.entry.text()) if key == keys.ENTER else self.go_back()
            else:
                self.press(key)
        self.focus_stage()

    def _on_answered(self, text: str) -> None:
        if self.entry.ask is None:
            return
        if self.flow is not None:
            self.deciding.take(self.flow, text)
        else:
            self.answers.answer(self.entry.ask, text)

    def _on_typed(self, text: str) -> None:
        self.drafting.touch()
        if self.flow is not None:
            self.deciding.say(self.flow, text)
        elif self.entry.ask is not None:
            self.entry.say(self.answers.preview(self.entry.ask, text))

    def _on_tick(self) -> None:
        self.showing.time()

    def drop_entry(self) -> None:
        """Nothing is asked or decided any more."""
        self.flow = None
        self.entry.open_line()
        self.entry.drop()

    def may_write(self) -> bool:
        """Whether this user may write this sitting now."""
        actor = self.desk.actor
        is_open = self.sitting is not None and self.sitting.state != rules.CONFIRMED
        return is_open and actor.may(Permission.EDIT_CONFERENCES) and actor.may(Permission.EDIT_CASES)

    def begin_statement(self) -> None:
        """The statement from its first sentence."""
        self.sentence_at = 0
        self.go(Mode.STATEMENT)

    def _on_sitting(self, sitting: LiveSitting) -> None:
        first, before = self.sitting is None, self.sitting
        self.sitting = sitting
        has_ended = sitting.state in (rules.ENDED, rules.CONFIRMED) and (
            before is None or before.state != sitting.state
        )
        self._settle_mode(sitting, first=first, has_ended=has_ended)
        self.desk.view.set_live(sitting.state in (rules.LIVE, rules.PAUSED))
        self.show_all()
        if self.item_id:
            self.desk.tasks.read(live_item, self.item_id, done=self._on_item, key="item")
        if first:
            self.focus_stage()
            self.drafting.read()
        watched = rules.observers(self.desk.shelf.lists, sitting.events)
        # Last: where an observer has come, names go and with them this view.
        self.desk.view.set_observed(bool(watched) and sitting.state in (rules.LIVE, rules.PAUSED))

    def _settle_mode(self, sitting: LiveSitting, *, first: bool, has_ended: bool) -> None:
        if sitting.state == rules.NOT_STARTED:
            if not self.sent:
                self.mode = Mode.START
        elif has_ended:
            self.mode = Mode.ENDED
        elif sitting.state in (rules.ENDED, rules.CONFIRMED):
            return
        elif first or self.mode in (Mode.START, Mode.ENDED):
            opened = next((item for item in sitting.items if item.state == rules.OPEN), None)
            self.item_id = opened.item_id if opened is not None else self.item_id
            self.mode = Mode.CASE if opened is not None else Mode.ROOM

    def _on_item(self, item: LiveItem) -> None:
        if item.row.item_id == self.item_id:
            self.item = item
            self.show_all()

    def _on_strip(self, at: int) -> None:
        if self.sitting is not None and 0 <= at < len(self.sitting.items) and self.mode is not Mode.START:
            self.go_to(self.sitting.items[at])

    def focus_stage(self) -> None:
        """The keyboard to where the next key belongs."""
        if self.entry.ask is not None and self.entry.line.isVisibleTo(self.entry):
            self.entry.line.setFocus()
        elif self.mode is Mode.ROOM:
            self.room_pane.seats.setFocus()
        else:
            self.strip.setFocus()
