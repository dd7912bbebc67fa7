"""Drafts of forms: kept a moment after typing, offered back, and gone in the transaction that saves."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk
from ui.widgets.form import Form
from vrp_desktop.drafts.commands import NEW, drop_draft, keep_draft
from vrp_desktop.drafts.queries import DraftRow, draft_of
from vrp_desktop.errors import KnownError

R = TypeVar("R")


class DraftKeeper(QObject):
    """Ties a form to its draft in the store. `found` tells that an earlier draft was put into the form."""

    found = Signal(object)

    def __init__(
        self, desk: Desk, form: Form, name: str, record_id: str = NEW, base_version: int | None = None
    ) -> None:
        super().__init__(form)
        self._desk = desk
        self._form = form
        self._name = name
        self._record_id = record_id
        self._base_version = base_version
        self._is_over = False
        form.keep_drafts(self._keep)
        desk.tasks.read(draft_of, name, record_id, done=self._on_found, failed=self._on_failed)

    def saving(self, command: Callable[..., R]) -> Callable[..., R]:
        """The command, so that the draft goes in the same transaction in which it saves."""
        self._is_over = True
        return and_drop(command, self._name, self._record_id)

    def go_on(self) -> None:
        """Saving did not work: keep drafts again."""
        self._is_over = False
        self._form.keep_draft()

    def drop(self) -> None:
        """Throw the draft away."""
        self._is_over = True
        self._desk.tasks.write(drop_draft, self._name, self._record_id, failed=self._on_failed)

    def _keep(self, content: dict[str, object]) -> None:
        if not self._is_over:
            self._desk.tasks.write(
                keep_draft, self._name, self._record_id, content, self._base_version, failed=self._on_failed
            )

    def _on_found(self, draft: DraftRow | None) -> None:
        if draft is not None and not self._form.is_dirty():
            self._form.put_draft(dict(draft.content))
            self.found.emit(draft)

    def _on_failed(self, error: KnownError) -> None:
        self._desk.messages.note(f"Your draft could not be kept. {error.what}")


def and_drop(command: Callable[..., R], name: str, record_id: str = NEW) -> Callable[..., R]:
    """A command that also drops a draft; its permission and its name in the audit are the command's own."""

    @wraps(command)
    def saving(work: Any, *args: Any, **kwargs: Any) -> R:
        result = command(work, *args, **kwargs)
        drop_draft(work, name, record_id)
        return result

    return saving
