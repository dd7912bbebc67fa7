"""What a key does in the live view, by where the sitting stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.sitting import keys
from ui.sitting.mode import Mode
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.commands import break_off, read_statement, start_sitting
from vrp_desktop.sitting.rows import LiveSitting

if TYPE_CHECKING:
    from ui.sitting.live import LiveView


class Keyboard:
    """The keys of one live view."""

    def __init__(self, view: LiveView) -> None:
        self._view = view
        self._desk = view.desk

    def press(self, key: str) -> None:
        """What a key of the legend does."""
        view = self._view
        if view.sitting is None or self._is_common(key) or not view.may_write():
            return
        match view.mode:
            case Mode.START if key == keys.ENTER:
                self._start()
            case Mode.ROOM:
                view.answers.room_key(key)
            case Mode.STATEMENT:
                self._statement_key(key)
            case Mode.CASE:
                self._case_key(key)
            case Mode.ENDED if key == keys.ENTER:
                view.leave()

    def _is_common(self, key: str) -> bool:
        """The keys that work on every part of the view."""
        view = self._view
        if key == keys.LEAVE:
            view.leave()
        elif key == keys.UNDO and view.may_write():
            view.sending.undo()
        elif key == keys.END and view.may_write() and view.mode in (Mode.CASE, Mode.ROOM):
            view.answers.ask_end()
        elif key == keys.BREAK and view.may_write() and view.mode in (Mode.CASE, Mode.ROOM):
            view.sending.send(view.chain.keeping(break_off, view.conference_id), view.conference_id)
        else:
            return False
        return True

    def _start(self) -> None:
        view = self._view
        view.mode = Mode.ROOM
        view.for_item = False
        view.sending.send(start_sitting, view.conference_id)

    def _statement_key(self, key: str) -> None:
        view = self._view
        sitting = view.sitting
        if sitting is None:
            return
        if key == keys.ESC:
            view.go(Mode.ROOM)
        elif key in (keys.ENTER, keys.NEXT):
            view.sentence_at += 1
            if view.sentence_at >= len(sitting.statement):
                view.mode = Mode.ROOM
                view.sending.send(read_statement, view.conference_id)
            else:
                view.show_all()

    def _case_key(self, key: str) -> None:
        view = self._view
        parts = {wished: part for part, wished in view.part_keys().items()}
        outcome = view.outcome_keys().get(key)
        if key in (keys.NEXT, "Right"):
            self._step(1)
        elif key == "Left":
            self._step(-1)
        elif key in parts and view.has_part(parts[key]):
            view.answers.part(parts[key])
        elif outcome is not None:
            view.deciding.begin(outcome)

    def _step(self, by: int) -> None:
        view = self._view
        sitting = view.sitting
        if sitting is None or not sitting.items:
            return
        at = next((at for at, each in enumerate(sitting.items) if each.item_id == view.item_id), -1)
        to = at + by
        if by > 0 and to >= len(sitting.items):
            self._tell_the_end(sitting)
        elif to >= 0:
            view.go_to(sitting.items[to])

    def _tell_the_end(self, sitting: LiveSitting) -> None:
        waiting = [item for item in sitting.items if item.state in (rules.WAITING, rules.OPEN)]
        if waiting:
            numbers = ", ".join(str(item.position) for item in waiting)
            self._desk.messages.note(f"That was the last item. Not decided yet: {numbers}.")
        else:
            self._desk.messages.note("That was the last item. F8 ends the sitting.")
