"""Deeds of the live view on their way to the store: painted as *saving*, then *saved*, or put back into the line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from ui.sitting import words
from ui.sitting.drafting import DRAFT
from ui.sitting.entry import Ask
from ui.sitting.mode import Mode, Sent
from ui.widgets.drafts import and_drop
from vrp_desktop.errors import KnownError, Stale
from vrp_desktop.sitting.commands import open_item
from vrp_desktop.sitting.rows import ItemRow
from vrp_desktop.sitting.sentences import DEEDS
from vrp_desktop.sitting.undoing import Undone, undo_last

if TYPE_CHECKING:
    from ui.sitting.live import LiveView


_REST_MS: Final = 40
"""What nobody sees late, and what would take the time of the deed itself."""


class Sending(QObject):
    """Sends the deeds of one live view, one after the other."""

    def __init__(self, view: LiveView) -> None:
        super().__init__(view)
        self._view = view
        self._desk = view.desk
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._after_sending)

    def send(self, command: Callable[..., Any], *args: Any, about: str = "", ask: Ask | None = None) -> None:
        """Do a deed: *saving* is painted at once, *saved* when it is, and what was typed goes with it."""
        view = self._view
        flow, view.flow = view.flow, None
        view.sent.append(Sent(about or view.item_id, ask, flow))
        view.showing.state()
        # At once, before the writer's thread begins to take its share of the time.
        view.state_pill.repaint()
        view.drafting.settle()
        self._desk.tasks.write(
            and_drop(command, DRAFT, view.conference_id),
            *args,
            done=self._on_saved,
            failed=self._on_refused,
            on_behalf_of=view.on_behalf or None,
        )
        view.entry.drop()
        view.showing.saving()
        # The next key belongs to the stage at once; the rest of the window is painted when the deed is kept, or soon.
        view.focus_stage()
        self._rest.start()

    def _after_sending(self) -> None:
        view = self._view
        self._rest.stop()
        view.show_all()
        view.focus_stage()

    def undo(self) -> None:
        view = self._view
        if view.sitting is None or view.sitting.last_deed is None:
            self._desk.messages.note("There is nothing to take back.")
            return
        about = view.sitting.last_deed.item_id or view.item_id
        view.drop_entry()
        view.sent.append(Sent(about))
        self._desk.tasks.write(
            view.chain.keeping(undo_last, view.conference_id),
            view.conference_id,
            done=self._on_undone,
            failed=self._on_refused,
        )
        view.show_all()

    def _on_undone(self, undone: Undone) -> None:
        view = self._view
        view.sent.popleft()
        view.saved_words = f"Taken back: {DEEDS.get(undone.kind, 'the last deed')}"
        self._desk.messages.note(f"{view.saved_words}.")
        item = view.sitting.item(undone.item_id) if view.sitting is not None and undone.item_id else None
        if undone.kind == "END":
            view.mode = Mode.CASE if view.item_id else Mode.ROOM
        if item is not None:
            view.go_to(item)
        view.show_all()

    def _on_saved(self, _result: object) -> None:
        view = self._view
        view.sent.popleft()
        view.saved_words = f"Saved {words.clock_words(self._desk.clock.now())}"
        view.showing.state()
        # Before every page asks what changed.
        view.state_pill.repaint()
        if self._rest.isActive():
            QTimer.singleShot(0, self, self._after_sending)

    def _on_refused(self, error: KnownError) -> None:
        """Nothing was kept: what was typed stands in its line again, with the reason."""
        view = self._view
        sent = view.sent.popleft() if view.sent else None
        view.saved_words = ""
        view.refresh()
        if sent is not None and sent.flow is not None:
            view.flow = sent.flow
            view.deciding.ask()
        elif sent is not None and sent.ask is not None:
            view.entry.put(sent.ask)
        if view.entry.ask is not None:
            is_stale = isinstance(error, Stale)
            said = "This item was changed meanwhile. Look at it again, then go on." if is_stale else ""
            view.entry.refuse(said or " ".join(filter(None, (error.what, error.do))))
        else:
            self._desk.messages.failure(error)
        view.show_all()

    def open(self, item: ItemRow) -> None:
        """The clock of an item runs from now on."""
        view = self._view
        opening = view.chain.keeping(open_item, view.conference_id)
        self._desk.tasks.write(opening, item.item_id, failed=self._on_not_opened)

    def _on_not_opened(self, error: KnownError) -> None:
        self._view.refresh()
        self._desk.messages.failure(error)
