"""What is typed in the live view, kept within a second, and offered back after a lock, a crash or a flat battery."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from ui.sitting.entry import Ask
from ui.sitting.mode import Mode
from vrp_desktop.drafts.commands import drop_draft, keep_draft
from vrp_desktop.drafts.queries import DraftRow, draft_of
from vrp_desktop.errors import KnownError
from vrp_desktop.sitting.flow import Flow

if TYPE_CHECKING:
    from ui.sitting.live import LiveView

DRAFT = "sitting"
_AFTER_MS = 700


class Drafting(QObject):
    """Keeps the typing of one live view, and where that view stands."""

    def __init__(self, view: LiveView) -> None:
        super().__init__(view)
        self._view = view
        self._desk = view.desk
        self._is_read = False
        self._is_kept = True
        self.soon = QTimer(self)
        self.soon.setSingleShot(True)
        self.soon.setInterval(_AFTER_MS)
        self.soon.timeout.connect(self.keep)

    @property
    def is_typing(self) -> bool:
        """Whether a question is open or a decision on its way."""
        return self._view.entry.ask is not None or self._view.flow is not None

    def touch(self) -> None:
        """Something was typed: it is kept soon."""
        self._is_kept = False
        if not self.soon.isActive():
            self.soon.start()

    def settle(self) -> None:
        """A deed takes what was typed with it, and drops the draft in its own transaction."""
        self._is_kept = True

    def keep(self) -> None:
        """Keep what is typed and where the view stands."""
        view = self._view
        self.soon.stop()
        if not self._is_read or view.sitting is None or not view.may_write():
            return
        if not self._is_kept or self.is_typing:
            self._is_kept = True
            self._desk.tasks.write(keep_draft, DRAFT, view.conference_id, self._content(), failed=self._on_failed)

    def keep_place(self) -> None:
        """Keep where the view stands too, before its page is dropped."""
        self._is_kept = False
        self.keep()

    def read(self) -> None:
        """Look whether something is to be offered back."""
        self._desk.tasks.read(draft_of, DRAFT, self._view.conference_id, done=self._on_draft, key="draft")

    def _content(self) -> dict[str, Any]:
        view, ask = self._view, self._view.entry.ask
        return {
            "item": view.item_id,
            "mode": view.mode.value,
            "for_item": view.for_item,
            "behalf": view.on_behalf,
            "flow": view.flow.as_draft() if view.flow is not None else None,
            "ask": [ask.kind, ask.detail, ask.prompt, ask.hint] if ask is not None else None,
            "text": view.entry.text() if ask is not None else "",
        }

    def _on_draft(self, draft: DraftRow | None) -> None:
        view = self._view
        self._is_read = True
        if draft is None or self.is_typing:
            return
        kept = draft.content
        view.on_behalf = str(kept.get("behalf", ""))
        view.for_item = bool(kept.get("for_item"))
        item = view.sitting.item(str(kept.get("item"))) if view.sitting is not None else None
        if item is not None:
            view.go_to(item)
        mode = Mode(str(kept.get("mode", Mode.CASE)))
        if view.mode not in (Mode.START, Mode.ENDED) and mode not in (Mode.START, Mode.ENDED):
            view.go(mode)
        self._put_back(kept)
        if not self.is_typing:
            # It only said where the view stood.
            self._desk.tasks.write(drop_draft, DRAFT, view.conference_id, failed=self._on_failed)

    def _put_back(self, kept: Mapping[str, Any]) -> None:
        """What was typed before the program locked, ended or dropped the page stands in its line again."""
        view = self._view
        text, flow, ask = str(kept.get("text", "")), kept.get("flow"), kept.get("ask")
        if not (text or flow):
            return
        if flow:
            view.flow = Flow.of_draft(flow)
            view.deciding.ask()
        elif ask:
            kind, detail, prompt, hint = ask
            view.entry.put(Ask(kind, prompt, hint, detail, choices=view.answers.choices(kind)))
        if text:
            view.entry.put_text(text)
        self._desk.messages.note("What you were typing is here again.")
        view.show_legend()

    def _on_failed(self, error: KnownError) -> None:
        self._desk.messages.note(f"What you type could not be kept. {error.what}")
