"""One's own key to the workspace: changing the passphrase, and a new recovery sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.recovery_sheet import RecoverySheet, SheetFacts
from ui.settings.key_dialog import KeyDialog, passphrase_fields
from ui.settings.section import Section
from ui.widgets.fields import Text
from ui.widgets.text import card, label, push_button
from vrp_desktop.workspace.queries import about
from vrp_desktop.workspace.users import change_passphrase, new_recovery_code
from vrp_desktop.workspace.workspace import Workspace

_OLD = Text(name="old", label="Your present passphrase", required=True, secret=True, limit=400)


class OwnKeySection(Section):
    """For every role."""

    key = "own_key"
    title = "My passphrase"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._add(
            "Passphrase",
            "It opens this workspace for you and nobody else knows it. Change it whenever someone may have seen it.",
            "Change the passphrase…",
            self.change,
        )
        self._add(
            "Recovery sheet",
            "A printed page with a code that sets a new passphrase when you have forgotten yours. "
            "If the sheet is lost, or someone may have seen it, make a new one: the old code then opens nothing.",
            "Make a new recovery sheet…",
            self.make_sheet,
        )
        self.content.addStretch(1)

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("change", self.change), ("sheet", self.make_sheet))

    def change(self) -> None:
        """Change the own passphrase."""
        dialog = ChangePassphrase(self.desk, self)
        dialog.saved.connect(self._on_changed)
        dialog.open()

    def make_sheet(self) -> None:
        """Make a new recovery code and show its sheet."""
        dialog = NewSheet(self.desk, self)
        dialog.saved.connect(self._on_code)
        dialog.open()

    def _add(self, heading: str, words: str, button_words: str, handler: Callable[[], None]) -> None:
        frame, inside = card(self.desk.theme, heading)
        inside.addWidget(label(words, wrap=True))
        button = push_button(self.desk.theme, button_words, "key")
        button.clicked.connect(handler)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)

    def _on_changed(self, _result: object) -> None:
        self.desk.messages.note("The passphrase was changed.")

    def _on_code(self, code: str) -> None:
        show_sheet(self.desk, self, self.desk.actor.full_name, code)


class ChangePassphrase(KeyDialog):
    """The present one is asked, since a window left open is not its user."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, "Change the passphrase", (_OLD, *passphrase_fields()), parent, yes="Change it")

    def send(self, values: dict[str, Any]) -> None:
        if self.two_alike(values):
            run = change_passphrase
            self.run("Changing the passphrase", run, open_workspace_of(self.desk), values["old"], values["passphrase"])


class NewSheet(KeyDialog):
    """The code that was printed before no longer opens anything."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        intro = "The code on the sheet that you have now stops working as soon as the new one is made."
        super().__init__(desk, "Make a new recovery sheet", (_OLD,), parent, intro=intro, yes="Make the sheet")

    def send(self, values: dict[str, Any]) -> None:
        self.run("Making a new code", new_recovery_code, open_workspace_of(self.desk), values["old"])


def open_workspace_of(desk: Desk) -> Workspace:
    """The open workspace: for keys, backups and checks alone."""
    if desk.workspace is None:
        raise RuntimeError("no workspace is open")
    return desk.workspace


def show_sheet(desk: Desk, parent: QWidget, user: str, code: str) -> None:
    """Show a recovery code, once."""
    facts = SheetFacts(open_workspace_of(desk).read(about).area_name, user, code)
    intro = f"If {user} forgets the passphrase, this code sets a new one. It is shown this once."
    RecoverySheet(desk.theme, desk.tasks, desk.messages, facts, desk.clock, parent, intro=intro).open()
