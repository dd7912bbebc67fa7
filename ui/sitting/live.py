"""The live view: one sitting, worked by keys alone. What is typed is kept within a second and offered back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.desk import Desk
from ui.sitting import keys, words
from ui.sitting.answers import Answers
from ui.sitting.entry import Ask, EntryBox
from ui.sitting.keys import key_of
from ui.sitting.panes import CasePane, KeyList, RoomPane, WordsPane
from ui.theme.tokens import Tone
from ui.widgets.drafts import and_drop
from ui.widgets.key_legend import KeyLegend
from ui.widgets.pill import Pill
from ui.widgets.text import column, label, row, scrolling
from vrp_desktop.access.permissions import Permission
from vrp_desktop.drafts.commands import drop_draft, keep_draft
from vrp_desktop.drafts.queries import DraftRow, draft_of
from vrp_desktop.errors import KnownError, Stale
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.commands import break_off, open_item, read_statement, start_sitting
from vrp_desktop.sitting.deciding import decide_item
from vrp_desktop.sitting.flow import Flow, Ground, Step
from vrp_desktop.sitting.queries import live_item, live_sitting
from vrp_desktop.sitting.rows import ItemRow, LiveItem, LiveSitting
from vrp_desktop.sitting.sentences import AGREED, DEEDS
from vrp_desktop.sitting.undoing import Undone, undo_last

DRAFT = "sitting"
DRAFT_AFTER_MS = 700
_USUAL_EMS = 40.0
"""So many lines high is a window of the usual size; in a higher one the stage grows."""


class Mode(StrEnum):
    """What the stage shows."""

    START = "START"
    ROOM = "ROOM"
    STATEMENT = "STATEMENT"
    CASE = "CASE"
    ENDED = "ENDED"


@dataclass(slots=True)
class Sent:
    """A deed on its way to the store."""

    item_id: str
    ask: Ask | None = None
    flow: Flow | None = None


class LiveView(QWidget):
    """`left` says that the user goes back to the record of the sitting."""

    left = Signal(str)
    drawn = Signal()

    def __init__(self, desk: Desk, conference_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "page")
        self.conference_id = conference_id
        self.sitting: LiveSitting | None = None
        self.item: LiveItem | None = None
        self.mode = Mode.START
        self.flow: Flow | None = None
        self.for_item = False
        self.on_behalf = ""
        self._item_id = ""
        self._sentence_at = 0
        self._sent: deque[Sent] = deque()
        self._saved_words = ""
        self._draft_is_read = False
        self._is_kept = True
        self._build()
        self.answers = Answers(self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(DRAFT_AFTER_MS)
        self._soon.timeout.connect(self.keep)
        self._ticks = QTimer(self)
        self._ticks.setInterval(1_000)
        self._ticks.timeout.connect(self._show_time)
        self._ticks.start()

    def refresh(self) -> None:
        """Fetch the sitting again, and the item that is open in the view."""
        self.desk.tasks.read(live_sitting, self.conference_id, done=self._on_sitting, key="live")

    def keep(self) -> None:
        """Keep what is typed and where the view stands."""
        self._soon.stop()
        if not self._draft_is_read or self.sitting is None or not self._may_write():
            return
        if not self._is_kept or self._is_typing():
            self._is_kept = True
            self.desk.tasks.write(keep_draft, DRAFT, self.conference_id, self._content(), failed=self._on_draft_failed)

    def keep_place(self) -> None:
        """Keep where the view stands too, before its page is dropped."""
        self._is_kept = False
        self.keep()

    def press(self, key: str) -> None:
        """What a key of the legend does."""
        if self.sitting is None or self._is_common(key) or not self._may_write():
            return
        match self.mode:
            case Mode.START if key == keys.ENTER:
                self._start()
            case Mode.ROOM:
                self.answers.room_key(key)
            case Mode.STATEMENT:
                self._statement_key(key)
            case Mode.CASE:
                self._case_key(key)
            case Mode.ENDED if key == keys.ENTER:
                self.leave()

    def ask_for(self, ask: Ask) -> None:
        """Ask something at the foot. Words that the view hides are not put there to be changed."""
        if ask.text and not self.desk.view.shows_names:
            self.desk.messages.note("What stands there is hidden in this view. Show names to change it.")
            return
        self.entry.put(ask)
        self.show_keys()

    def send(self, command: Callable[..., Any], *args: Any, about: str = "", ask: Ask | None = None) -> None:
        """Do a deed: *saving* is painted at once, *saved* when it is, and what was typed goes with it."""
        flow, self.flow = self.flow, None
        self._sent.append(Sent(about or self._item_id, ask, flow))
        self._show_state()
        # At once, before the writer's thread begins to take its share of the time.
        self.state_pill.repaint()
        self._is_kept = True
        self.desk.tasks.write(
            and_drop(command, DRAFT, self.conference_id),
            *args,
            done=self._on_saved,
            failed=self._on_refused,
            on_behalf_of=self.on_behalf or None,
        )
        self.entry.drop()
        self._show_saving()
        QTimer.singleShot(0, self, self._after_sending)

    def _after_sending(self) -> None:
        self._show()
        self._focus()

    def _show_saving(self) -> None:
        """Say on its line of the agenda too that a deed is on its way."""
        sitting = self.sitting
        about = {sent.item_id for sent in self._sent}
        for at, item in enumerate(sitting.items if sitting is not None else ()):
            if item.item_id in about and at < self.strip.count():
                self.strip.item(at).setText(words.item_line(self.desk, item, "Saving…"))

    def go(self, mode: Mode) -> None:
        """Show another part of the sitting."""
        self.mode = mode
        self._show()
        self._focus()

    def go_to(self, item: ItemRow) -> None:
        """Go to an item; its clock runs from now on."""
        self._item_id = item.item_id
        self.mode = Mode.CASE
        self._drop_entry()
        if self.item is not None and self.item.row.item_id != item.item_id:
            self.item = None
        self.desk.tasks.read(live_item, item.item_id, done=self._on_item, key="item")
        sitting = self.sitting
        is_on = sitting is not None and sitting.state in (rules.LIVE, rules.PAUSED)
        if is_on and item.state in (rules.WAITING, rules.OPEN) and self._may_write():
            self.desk.tasks.write(open_item, item.item_id, failed=self._on_refused)
        self._show()
        self._focus()

    def leave(self) -> None:
        """Back to the record of the sitting; what is typed is kept."""
        if self._is_typing():
            self.keep_place()
        self.left.emit(self.conference_id)

    @property
    def ground(self) -> Ground:
        """What typing is understood by."""
        next_on = self.sitting.next_on if self.sitting is not None else None
        return Ground(self.desk.shelf.lists, self.desk.today, next_on)

    @property
    def saving(self) -> str:
        """What is on its way for the item in sight."""
        return "Saving…" if any(sent.item_id == self._item_id for sent in self._sent) else ""

    def outcome_keys(self) -> dict[str, ListEntry]:
        """The key of each outcome that the item in sight may have."""
        if self.item is None:
            return {}
        return rules.keys_of(self.desk.shelf.lists.choices(self.item.row.outcome_list, self.desk.today))

    def part_keys(self) -> dict[str, str]:
        """The key of each part of the view."""
        return keys.part_keys(self.outcome_keys())

    def _build(self) -> None:
        theme = self.desk.theme
        self._head = label("", "heading", wrap=True)
        self._behalf = label("", "muted")
        self._clock = label("", "stage_strong")
        self._pace, self._item_pace = Pill(theme), Pill(theme)
        self.state_pill, self._view_badge = Pill(theme), Pill(theme)
        top = row(theme, "snug", "snug")
        top.addWidget(self._head, 1)
        top.addWidget(self._behalf)
        for widget in (self.state_pill, self._item_pace, self._pace, self._view_badge, self._clock):
            top.addWidget(widget)
        # Of one width, so that another word in it moves nothing else.
        self.state_pill.setFixedWidth(theme.em(11))
        self.strip = KeyList("Agenda")
        self.strip.key_pressed.connect(self._on_key)
        self.strip.currentRowChanged.connect(self._on_strip)
        self.stage = QStackedWidget()
        self.case_pane, self.room_pane, self.words_pane = (
            CasePane(self.desk),
            RoomPane(self.desk),
            WordsPane(self.desk),
        )
        for pane in (self.case_pane, self.room_pane, self.words_pane):
            self.stage.addWidget(pane)
        self.room_pane.seats.key_pressed.connect(self._on_key)
        self.entry = EntryBox(theme)
        self.entry.answered.connect(self._on_answered)
        self.entry.left.connect(self._on_entry_left)
        self.entry.typed.connect(self._on_typed)
        middle = row(theme, "normal")
        middle.setContentsMargins(theme.space("snug"), 0, theme.space("snug"), 0)
        middle.addWidget(self.strip)
        right = column(theme, "snug")
        right.addWidget(self.stage, 1)
        right.addWidget(self.entry)
        middle.addLayout(right, 1)
        self._keys_area = scrolling(QWidget())
        self._keys_area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        foot = column(theme, "tight", "snug")
        foot.addWidget(self._keys_area)
        whole = column(theme, "tight")
        whole.addLayout(top)
        whole.addLayout(middle, 1)
        whole.addLayout(foot)
        self.setLayout(whole)
        self._keys: KeyLegend | None = None
        self._shown_keys: keys.Legend = []

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The stage grows with the window, so that it is read across a room; large text is not made larger twice."""
        theme = self.desk.theme
        plain, grown = theme.sized_font("body").pointSizeF(), self.height() / theme.em(1) / _USUAL_EMS
        usual = plain / theme.scale
        grows = max(1.0, grown * theme.scale)
        stage = max(plain, usual * 1.55 * grows)
        head = max(plain * 1.2, usual * 2.3 * grows)
        wanted = (
            f'QLabel[kind="stage"], QLabel[kind="stage_strong"] {{ font-size: {stage:.1f}pt }}'
            f' QPlainTextEdit[kind="stage"] {{ font-size: {stage:.1f}pt }}'
            f' QLabel[kind="stage_head"] {{ font-size: {head:.1f}pt }}'
            f' QLabel[kind="stage_name"], QListWidget[kind="stage"] {{ font-size: {max(plain, stage * 0.78):.1f}pt }}'
        )
        if wanted != self.styleSheet():
            self.setStyleSheet(wanted)
            self.case_pane.name_ems = 7 * stage / max(plain, usual * 1.55)
            self._show()
        self.strip.setFixedWidth(min(round(theme.em(15) * grows), round(self.width() * 0.24)))
        self._fit_keys()

    def _fit_keys(self) -> None:
        """The keys have their lines, and no more than a part of the window; the others are scrolled to."""
        if self._keys is not None:
            inside = self._keys.layout()
            wide = self.width() - 2 * self.desk.theme.space("normal")
            tall = inside.heightForWidth(wide) if inside is not None else 0
            self._keys_area.setFixedHeight(min(tall + self.desk.theme.space("tight"), round(self.height() * 0.24)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._on_key(event)

    def _on_key(self, event: QKeyEvent) -> None:
        key = key_of(event)
        if not self.read_back_key(key):
            self.press(key)

    def _may_write(self) -> bool:
        actor = self.desk.actor
        is_open = self.sitting is not None and self.sitting.state != rules.CONFIRMED
        return is_open and actor.may(Permission.EDIT_CONFERENCES) and actor.may(Permission.EDIT_CASES)

    def _is_common(self, key: str) -> bool:
        """The keys that work on every part of the view."""
        if key == keys.LEAVE:
            self.leave()
        elif key == keys.UNDO and self._may_write():
            self._undo()
        elif key == keys.END and self._may_write() and self.mode in (Mode.CASE, Mode.ROOM):
            self.answers.ask_end()
        elif key == keys.BREAK and self._may_write() and self.mode in (Mode.CASE, Mode.ROOM):
            self.send(break_off, self.conference_id)
        else:
            return False
        return True

    def _start(self) -> None:
        self.mode = Mode.ROOM
        self.for_item = False
        self.send(start_sitting, self.conference_id)

    def _statement_key(self, key: str) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        if key == keys.ESC:
            self.go(Mode.ROOM)
        elif key in (keys.ENTER, keys.NEXT):
            self._sentence_at += 1
            if self._sentence_at >= len(sitting.statement):
                self.mode = Mode.ROOM
                self.send(read_statement, self.conference_id)
            else:
                self._show()

    def begin_statement(self) -> None:
        """The statement from its first sentence."""
        self._sentence_at = 0
        self.go(Mode.STATEMENT)

    def _case_key(self, key: str) -> None:
        parts = {wished: part for part, wished in self.part_keys().items()}
        outcome = self.outcome_keys().get(key)
        if key in (keys.NEXT, "Right"):
            self._step(1)
        elif key == "Left":
            self._step(-1)
        elif key in parts:
            self.answers.part(parts[key])
        elif outcome is not None:
            self._decide(outcome)

    def _step(self, by: int) -> None:
        sitting = self.sitting
        if sitting is None or not sitting.items:
            return
        at = next((at for at, each in enumerate(sitting.items) if each.item_id == self._item_id), -1)
        to = at + by
        if by > 0 and to >= len(sitting.items):
            self._tell_the_end(sitting)
        elif to >= 0:
            self.go_to(sitting.items[to])

    def _tell_the_end(self, sitting: LiveSitting) -> None:
        waiting = [item for item in sitting.items if item.state in (rules.WAITING, rules.OPEN)]
        if waiting:
            numbers = ", ".join(str(item.position) for item in waiting)
            self.desk.messages.note(f"That was the last item. Not decided yet: {numbers}.")
        else:
            self.desk.messages.note("That was the last item. F8 ends the sitting.")

    def _decide(self, outcome: ListEntry) -> None:
        if self.item is None or self.saving:
            return
        if self.item.row.outcome is not None:
            self.desk.messages.note("This item is decided. Ctrl+Z takes the last deed back.")
            return
        self.flow = Flow(outcome.code, self.item.row.outcome_list)
        self.ask_flow()

    def ask_flow(self) -> None:
        """Ask for the next step of the decision that is on its way."""
        flow = self.flow
        if flow is None:
            return
        prompt, hint = flow.prompt(self.ground)
        outcome = self.desk.shelf.label(flow.list_name, flow.outcome)
        if flow.step is Step.READ:
            self.entry.put(Ask("FLOW", f"{flow.sentence(self.ground)} {AGREED}", hint))
            self.entry.line.setReadOnly(True)
            self.entry.line.hide()
            self.entry.setFocus()
            self.strip.setFocus()
        else:
            self._open_line()
            self.entry.put(Ask("FLOW", f"{outcome}: {prompt}", hint, text=flow.shown()))
            self.entry.say(words.agreed_words(self.desk, flow))
        self.show_keys()

    def _open_line(self) -> None:
        self.entry.line.setReadOnly(False)
        self.entry.line.show()

    def _on_answered(self, text: str) -> None:
        ask = self.entry.ask
        if ask is None:
            return
        if self.flow is None:
            self.answers.answer(ask, text)
            return
        wrong = self.flow.take(self.ground, text)
        if wrong:
            self.entry.refuse(wrong)
            return
        self._touched()
        self.ask_flow()

    def read_back_key(self, key: str) -> bool:
        """The keys while a decision is read back; says whether it was one."""
        flow = self.flow
        if flow is None or flow.step is not Step.READ or self.entry.ask is None:
            return False
        if key == keys.ENTER:
            self._keep_decision(flow)
        elif key == keys.DISAGREE:
            flow.disagree()
            self.ask_flow()
        elif key == keys.ESC:
            self._on_entry_left()
        return True

    def _keep_decision(self, flow: Flow) -> None:
        if self.item is None:
            return
        self._open_line()
        row_ = self.item.row
        self.send(decide_item, row_.item_id, row_.version, flow.form(), about=row_.item_id)

    def _on_entry_left(self) -> None:
        """Esc: a step back, and from the first step away."""
        if self.flow is not None and self.flow.back(self.ground):
            self._touched()
            self.ask_flow()
            return
        self._drop_entry()
        self._is_kept = False
        self._soon.start()
        self.show_keys()
        self._focus()

    def _drop_entry(self) -> None:
        self.flow = None
        self._open_line()
        self.entry.drop()

    def _on_typed(self, text: str) -> None:
        self._touched()
        if self.flow is not None:
            self.entry.say(self.flow.preview(self.ground, text) or words.agreed_words(self.desk, self.flow))
        elif self.entry.ask is not None:
            self.entry.say(self.answers.preview(self.entry.ask, text))

    def _touched(self) -> None:
        self._is_kept = False
        if not self._soon.isActive():
            self._soon.start()

    def _is_typing(self) -> bool:
        return self.entry.ask is not None or self.flow is not None

    def _content(self) -> dict[str, Any]:
        ask = self.entry.ask
        return {
            "item": self._item_id,
            "mode": self.mode.value,
            "for_item": self.for_item,
            "behalf": self.on_behalf,
            "flow": self.flow.as_draft() if self.flow is not None else None,
            "ask": [ask.kind, ask.detail, ask.prompt, ask.hint] if ask is not None else None,
            "text": self.entry.text() if ask is not None else "",
        }

    def _on_draft(self, draft: DraftRow | None) -> None:
        self._draft_is_read = True
        if draft is None or self._is_typing():
            return
        kept = draft.content
        self.on_behalf = str(kept.get("behalf", ""))
        self.for_item = bool(kept.get("for_item"))
        item = self.sitting.item(str(kept.get("item"))) if self.sitting is not None else None
        if item is not None:
            self.go_to(item)
        mode = Mode(str(kept.get("mode", Mode.CASE)))
        if self.mode not in (Mode.START, Mode.ENDED) and mode not in (Mode.START, Mode.ENDED):
            self.go(mode)
        self._put_typing_back(kept)
        if not self._is_typing():
            # It only said where the view stood.
            self.desk.tasks.write(drop_draft, DRAFT, self.conference_id, failed=self._on_draft_failed)

    def _put_typing_back(self, kept: Mapping[str, Any]) -> None:
        """What was typed before the program locked, ended or dropped the page stands in its line again."""
        text, flow, ask = str(kept.get("text", "")), kept.get("flow"), kept.get("ask")
        if not (text or flow):
            return
        if flow:
            self.flow = Flow.of_draft(flow)
            self.ask_flow()
        elif ask:
            kind, detail, prompt, hint = ask
            self.entry.put(Ask(kind, prompt, hint, detail))
        if text and self.entry.line.isVisibleTo(self.entry):
            self.entry.line.setPlainText(text)
            self.entry.line.moveCursor(self.entry.line.textCursor().MoveOperation.End)
        self.desk.messages.note("What you were typing is here again.")
        self.show_keys()

    def _undo(self) -> None:
        if self.sitting is None or self.sitting.last_deed is None:
            self.desk.messages.note("There is nothing to take back.")
            return
        about = self.sitting.last_deed.item_id or self._item_id
        self._drop_entry()
        self._sent.append(Sent(about))
        self.desk.tasks.write(undo_last, self.conference_id, done=self._on_undone, failed=self._on_refused)
        self._show()

    def _on_undone(self, undone: Undone) -> None:
        self._sent.popleft()
        self._saved_words = f"Taken back: {DEEDS.get(undone.kind, 'the last deed')}"
        self.desk.messages.note(f"{self._saved_words}.")
        item = self.sitting.item(undone.item_id) if self.sitting is not None and undone.item_id else None
        if undone.kind == "END":
            self.mode = Mode.CASE if self._item_id else Mode.ROOM
        if item is not None:
            self.go_to(item)
        self._show()

    def _on_saved(self, _result: object) -> None:
        self._sent.popleft()
        self._saved_words = f"Saved {words.clock_words(self.desk.clock.now())}"
        self._show_state()

    def _on_refused(self, error: KnownError) -> None:
        """Nothing was kept: what was typed stands in its line again, with the reason."""
        sent = self._sent.popleft() if self._sent else None
        self._saved_words = ""
        self.refresh()
        if sent is not None and sent.flow is not None:
            self.flow = sent.flow
            self.ask_flow()
        elif sent is not None and sent.ask is not None:
            self.entry.put(sent.ask)
        if self.entry.ask is not None:
            is_stale = isinstance(error, Stale)
            said = "This item was changed meanwhile. Look at it again, then go on." if is_stale else ""
            self.entry.refuse(said or " ".join(filter(None, (error.what, error.do))))
        else:
            self.desk.messages.failure(error)
        self._show()

    def _on_draft_failed(self, error: KnownError) -> None:
        self.desk.messages.note(f"What you type could not be kept. {error.what}")

    def _on_sitting(self, sitting: LiveSitting) -> None:
        first, before = self.sitting is None, self.sitting
        self.sitting = sitting
        has_ended = sitting.state in (rules.ENDED, rules.CONFIRMED) and (
            before is None or before.state != sitting.state
        )
        self._settle_mode(sitting, first=first, has_ended=has_ended)
        self.desk.view.set_live(sitting.state in (rules.LIVE, rules.PAUSED))
        self._show()
        if self._item_id:
            self.desk.tasks.read(live_item, self._item_id, done=self._on_item, key="item")
        if first:
            self._focus()
            self.desk.tasks.read(draft_of, DRAFT, self.conference_id, done=self._on_draft, key="draft")
        watched = rules.observers(self.desk.shelf.lists, sitting.events)
        # Last: where an observer has come, names go and with them this view.
        self.desk.view.set_observed(bool(watched) and sitting.state in (rules.LIVE, rules.PAUSED))

    def _settle_mode(self, sitting: LiveSitting, *, first: bool, has_ended: bool) -> None:
        if sitting.state == rules.NOT_STARTED:
            if not self._sent:
                self.mode = Mode.START
        elif has_ended:
            self.mode = Mode.ENDED
        elif sitting.state in (rules.ENDED, rules.CONFIRMED):
            return
        elif first or self.mode in (Mode.START, Mode.ENDED):
            opened = next((item for item in sitting.items if item.state == rules.OPEN), None)
            self._item_id = opened.item_id if opened is not None else self._item_id
            self.mode = Mode.CASE if opened is not None else Mode.ROOM

    def _on_item(self, item: LiveItem) -> None:
        if item.row.item_id == self._item_id:
            self.item = item
            self._show()

    def _on_strip(self, at: int) -> None:
        if self.sitting is not None and 0 <= at < len(self.sitting.items) and self.mode is not Mode.START:
            self.go_to(self.sitting.items[at])

    def _focus(self) -> None:
        if self.entry.ask is not None and self.entry.line.isVisibleTo(self.entry):
            self.entry.line.setFocus()
        elif self.mode is Mode.ROOM:
            self.room_pane.seats.setFocus()
        else:
            self.strip.setFocus()

    def _show(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        self._head.setText(words.title_words(self.desk, sitting))
        self._behalf.setText(f"Recorded on behalf of {self.desk.view.text(self.on_behalf)}" if self.on_behalf else "")
        saving = {sent.item_id for sent in self._sent}
        lines = [
            words.item_line(self.desk, item, "Saving…" if item.item_id in saving else "") for item in sitting.items
        ]
        at = next((at for at, each in enumerate(sitting.items) if each.item_id == self._item_id), 0)
        self.strip.show_lines(lines, at)
        self._show_stage(sitting)
        self._show_state()
        self._show_time()
        self.show_keys()
        item = self.item if self.mode is Mode.CASE else None
        self.desk.view.cover_words = words.cover_words(item, len(sitting.items))
        self.drawn.emit()

    def _show_stage(self, sitting: LiveSitting) -> None:
        if self.mode is Mode.CASE and self.item is not None:
            self.case_pane.show_item(self.item, sitting, self.part_keys(), self.saving)
            self.stage.setCurrentWidget(self.case_pane)
        elif self.mode is Mode.ROOM:
            at = self.room_pane.seats.currentRow()
            item = self.item if self.for_item else None
            self.room_pane.show_room(sitting, item, for_item=self.for_item, at=max(0, at))
            self.stage.setCurrentWidget(self.room_pane)
        elif self.mode is Mode.STATEMENT:
            at = min(self._sentence_at, len(sitting.statement) - 1)
            said = f"{at + 1} of {len(sitting.statement)}. Read it out, then press Enter."
            self.words_pane.show_words(sitting.statement[at], (), said)
            self.stage.setCurrentWidget(self.words_pane)
        elif self.mode in (Mode.START, Mode.ENDED):
            self.words_pane.show_words(*self.answers.plain_words(sitting, has_ended=self.mode is Mode.ENDED))
            self.stage.setCurrentWidget(self.words_pane)

    def _show_state(self) -> None:
        if self._sent:
            self.state_pill.show_status("Saving…", Tone.INFO)
        elif self.sitting is not None and self.sitting.state == rules.PAUSED:
            self.state_pill.show_status("A break: the clock rests", Tone.CAUTION)
        elif self._saved_words:
            self.state_pill.show_status(self._saved_words, Tone.GOOD)
        else:
            self.state_pill.show_status("Saved as you go", Tone.NEUTRAL)

    def _show_time(self) -> None:
        sitting = self.sitting
        if sitting is None:
            return
        now = self.desk.clock.now()
        runs = sitting.state == rules.LIVE
        self._clock.setText(words.clock_words(now))
        self._pace.show_status(
            *words.pace_words(rules.pace_of(sitting.items, sitting.started_at, sitting.minutes, now, runs=runs))
        )
        self._pace.setVisible(sitting.state in (rules.LIVE, rules.PAUSED))
        current = sitting.item(self._item_id) if self._item_id else None
        shows_item = current is not None and self.mode is Mode.CASE
        if current is not None and shows_item:
            self._item_pace.show_status(
                *words.item_clock(rules.seconds_on(current, now, runs=runs), current.target_minutes)
            )
        self._item_pace.setVisible(shows_item)
        self._view_badge.show_status(*self.answers.view_words())

    def show_keys(self) -> None:
        """Show the keys that do something now."""
        wanted = self.answers.legend()
        if wanted == self._shown_keys and self._keys is not None:
            return
        self._shown_keys = wanted
        self._keys = KeyLegend(self.desk.theme, wanted)
        self._keys.pressed.connect(self._on_legend)
        self._keys.setProperty("kind", "clear")
        # Not deleted at once: it may be one of its buttons that was pressed.
        before = self._keys_area.takeWidget()
        if before is not None:
            before.hide()
            before.deleteLater()
        self._keys_area.setWidget(self._keys)
        self._fit_keys()

    def _on_legend(self, key: str) -> None:
        if not self.read_back_key(key):
            if self.entry.ask is not None and key in (keys.ENTER, keys.ESC):
                self._on_answered(self.entry.text()) if key == keys.ENTER else self._on_entry_left()
            else:
                self.press(key)
        self._focus()
