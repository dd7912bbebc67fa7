"""The base of dialogs about keys and files: their work is done beside the writer, with progress, errors in place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.busy import BusyBar
from ui.widgets.fields import FormPart, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.errors import KnownError


def passphrase_fields(what: str = "New passphrase") -> tuple[FormPart, ...]:
    """A passphrase, typed twice."""
    return (
        Text(
            name="passphrase",
            label=what,
            required=True,
            secret=True,
            half=True,
            limit=400,
            help="At least 12 characters, such as four words",
        ),
        Text(name="again", label="The same again", required=True, secret=True, half=True, limit=400),
    )


class KeyDialog(FormDialog):
    """`send` calls `self.run(words, function, ...)`; the dialog closes when that is done. `saved` brings its result."""

    on_behalf = False

    def __init__(
        self,
        desk: Desk,
        title: str,
        parts: Sequence[FormPart],
        parent: QWidget,
        *,
        intro: str = "",
        yes: str = "Save",
        values: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(desk, title, parts, parent, intro=intro, yes=yes, values=values, ems=(40, 0))
        self.busy = BusyBar(desk.theme)
        self.put_below(self.busy)

    def run(self, words: str, function: Callable[..., Any], *args: Any) -> None:
        """Do the work on another thread."""
        self.set_busy(True)
        self.no_button.setEnabled(False)
        self.busy.start(words)
        self.desk.tasks.call(function, *args, done=self._on_saved, failed=self.show_failure)

    def show_failure(self, error: KnownError) -> None:
        self.busy.finish()
        self.no_button.setEnabled(True)
        super().show_failure(error)

    def reject(self) -> None:
        """Work on keys is not left half-way."""
        if self.no_button.isEnabled():
            super().reject()

    def two_alike(self, values: Mapping[str, object]) -> bool:
        """Whether the passphrase was typed the same twice; says so where it was not."""
        if values["passphrase"] == values["again"]:
            return True
        self.form.set_errors({"again": "The two passphrases are not the same."})
        return False
