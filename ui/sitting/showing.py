"""What the live view paints of the sitting as it stands: the agenda, the stage, the state of saving, the time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.sitting import words
from ui.sitting.mode import Mode
from ui.theme.tokens import Tone
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.rows import LiveSitting

if TYPE_CHECKING:
    from ui.sitting.live import LiveView


class Showing:
    """Paints one live view."""

    def __init__(self, view: LiveView) -> None:
        self._view = view
        self._desk = view.desk

    def all(self) -> None:
        """The whole window."""
        view, sitting = self._view, self._view.sitting
        if sitting is None:
            return
        view.show_title(words.title_words(self._desk, sitting))
        on_behalf = self._desk.view.text(view.on_behalf)
        view.behalf.setText(f"Recorded on behalf of {on_behalf}" if view.on_behalf else "")
        saving = {sent.item_id for sent in view.sent}
        lines = [
            words.item_line(self._desk, item, "Saving…" if item.item_id in saving else "") for item in sitting.items
        ]
        at = next((at for at, each in enumerate(sitting.items) if each.item_id == view.item_id), 0)
        view.strip.show_lines(lines, at)
        self._stage(sitting)
        self.state()
        self.time()
        view.show_legend()
        item = view.item if view.mode is Mode.CASE else None
        self._desk.view.cover_words = words.cover_words(item, len(sitting.items))
        view.drawn.emit()

    def saving(self) -> None:
        """Say on its line of the agenda too that a deed is on its way."""
        view, sitting = self._view, self._view.sitting
        about = {sent.item_id for sent in view.sent}
        for at, item in enumerate(sitting.items if sitting is not None else ()):
            if item.item_id in about and at < view.strip.count():
                view.strip.item(at).setText(words.item_line(self._desk, item, "Saving…"))

    def state(self) -> None:
        """Whether what was done is kept."""
        view, pill = self._view, self._view.state_pill
        if view.sent:
            pill.show_status("Saving…", Tone.INFO)
        elif view.sitting is not None and view.sitting.state == rules.PAUSED:
            pill.show_status("A break: the clock rests", Tone.CAUTION)
        elif view.saved_words:
            pill.show_status(view.saved_words, Tone.GOOD)
        else:
            pill.show_status("Saved as you go", Tone.NEUTRAL)

    def time(self) -> None:
        """The clock, the pace of the sitting and of the item, and the view that names are seen in."""
        view, sitting = self._view, self._view.sitting
        if sitting is None:
            return
        now = self._desk.clock.now()
        runs = sitting.state == rules.LIVE
        view.clock.setText(words.clock_words(now))
        pace = rules.pace_of(sitting.items, sitting.started_at, sitting.minutes, now, runs=runs)
        view.pace.show_status(*words.pace_words(pace))
        view.pace.setVisible(sitting.state in (rules.LIVE, rules.PAUSED))
        current = sitting.item(view.item_id) if view.item_id else None
        shows_item = current is not None and view.mode is Mode.CASE
        if current is not None and shows_item:
            seconds = rules.seconds_on(current, now, runs=runs)
            view.item_pace.show_status(*words.item_clock(seconds, current.target_minutes))
        view.item_pace.setVisible(shows_item)
        view.view_badge.show_status(*view.answers.view_words())

    def _stage(self, sitting: LiveSitting) -> None:
        view = self._view
        if view.mode is Mode.CASE and view.item is not None:
            view.case_pane.show_item(view.item, sitting, view.part_keys(), view.saving)
            view.stage.setCurrentWidget(view.case_pane)
        elif view.mode is Mode.ROOM:
            at = view.room_pane.seats.currentRow()
            item = view.item if view.for_item else None
            view.room_pane.show_room(sitting, item, for_item=view.for_item, at=max(0, at))
            view.stage.setCurrentWidget(view.room_pane)
        elif view.mode is Mode.STATEMENT:
            at = min(view.sentence_at, len(sitting.statement) - 1)
            said = f"{at + 1} of {len(sitting.statement)}. Read it out, then press Enter."
            view.words_pane.show_words(sitting.statement[at], (), said)
            view.stage.setCurrentWidget(view.words_pane)
        elif view.mode in (Mode.START, Mode.ENDED):
            view.words_pane.show_words(*view.answers.plain_words(sitting, has_ended=view.mode is Mode.ENDED))
            view.stage.setCurrentWidget(view.words_pane)
