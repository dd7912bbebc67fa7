"""Making a new workspace: where, the area and its places, the first user."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.unlock import work
from ui.unlock.entry_dialog import EntryDialog
from ui.widgets.fields import Option, Section, Several, Text
from ui.widgets.text import push_button
from vrp_desktop.clock import Clock, london_day
from vrp_desktop.paths import default_workspace_folder


class MakeDialog(EntryDialog):
    """All of it on one page: nothing is made before *Make the workspace* is pressed."""

    def __init__(self, theme: Theme, tasks: Tasks, messages: Messages, clock: Clock, parent: QWidget) -> None:
        places = work.place_choices(london_day(clock.now()))
        parts = (
            Text(name="area_name", label="Name of the area", required=True, help="As it stands on documents"),
            Text(name="folder", label="Folder", required=True, limit=2000, help="New or empty, on this computer"),
            Section("You, the first user", "Who makes the workspace is its manager and can add others."),
            Text(name="full_name", label="Your full name", required=True, half=True),
            Text(name="user", label="User name to unlock with", required=True, half=True, limit=60),
            Text(name="passphrase", label="Passphrase", required=True, secret=True, half=True, limit=400),
            Text(name="again", label="Passphrase again", required=True, secret=True, half=True, limit=400),
            Section("Places", "Where the partnership works. Settings changes this at any time."),
            Several(name="places", label="In use", options=[Option(place.code, place.label) for place in places]),
        )
        super().__init__(
            theme,
            tasks,
            "Make a new workspace",
            parts,
            parent,
            "A workspace is one encrypted folder that holds all records. Afterwards you get a recovery sheet to print.",
            "Make the workspace",
        )
        self._messages = messages
        self._clock = clock
        usual = tuple(place.code for place in places if place.is_usual)
        self.form.put({"folder": str(default_workspace_folder()), "places": usual})
        self.form.box("passphrase").set_help("At least 12 characters, such as four words")
        browse = push_button(theme, "Choose the folder…", "folder")
        browse.clicked.connect(self._on_browse)
        self.add_button(browse)
        self._warn_of(default_workspace_folder())

    def submit(self) -> None:
        values = {name: value if isinstance(value, str) else "" for name, value in self.form.values().items()}
        if not self.form.check():
            return
        if values["passphrase"] != values["again"]:
            self.form.set_errors({"again": "The two passphrases are not the same."})
            return
        chosen = self.form.values()["places"]
        if not chosen:
            self.form.set_errors({"places": "Choose at least one place: every record belongs to one."})
            return
        new = work.NewWorkspace(
            Path(values["folder"]),
            values["area_name"],
            chosen if isinstance(chosen, tuple) else (),
            values["user"],
            values["full_name"],
            values["passphrase"],
        )
        self.run("Making the workspace", work.make_workspace, new, self._clock)

    def _on_browse(self) -> None:
        folder = self._messages.folder("Choose a new or empty folder")
        if folder is None:
            return
        self.form.put({"folder": str(folder)})
        self._warn_of(folder)

    def _warn_of(self, folder: Path) -> None:
        warnings = work.warnings_of(folder)
        if warnings:
            self.banner.show_text("This folder is not a good place.", " ".join(warnings), Tone.CAUTION)
        else:
            self.banner.hide()
