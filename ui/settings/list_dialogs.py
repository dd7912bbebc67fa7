"""Adding an entry to a reference list, changing its words, its last day, and confirming it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.reference.editing import EntryForm, kinds_of, mark_words, title_of
from vrp_desktop.reference.files import LONGEST_LABEL
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.workspace.commands import add_list_entry, confirm_list_entry, edit_list_entry, end_list_entry

_WORDS: tuple[FormPart, ...] = (
    Text(name="label", label="Words that people choose", required=True, limit=LONGEST_LABEL),
    Lines(name="meaning", label="Meaning", lines=3, limit=2000, help="One line for F1 and for those who choose"),
)


class AddEntry(FormDialog):
    """A local entry, offered from its first day."""

    def __init__(self, desk: Desk, parent: QWidget, list_name: str) -> None:
        parts: list[FormPart] = [*_WORDS]
        kinds = kinds_of(list_name)
        if kinds:
            options = [Option(code, words) for code, words in kinds.items()]
            parts.append(Choose(name="kind", label="Kind", options=options, required=True, half=True))
        if list_name == "forums":
            places = desk.shelf.options("places", desk.today)
            parts.append(Choose(name="place_code", label="Place", options=places, half=True, blank="The whole area"))
        parts.append(Day(name="starts_on", label="Chosen from", required=True, half=True))
        intro = f"To the list “{title_of(list_name)}” of this workspace."
        super().__init__(
            desk, "Add an entry", parts, parent, intro=intro, yes="Add", values={"starts_on": desk.today}, ems=(40, 0)
        )
        self._list = list_name

    def send(self, values: dict[str, Any]) -> None:
        form = EntryForm(
            values["label"],
            values["meaning"],
            values["starts_on"],
            values.get("kind") or "",
            values.get("place_code"),
        )
        self.write(add_list_entry, self._list, form)


class EditWords(FormDialog):
    """The code and all that is recorded with it stay."""

    def __init__(self, desk: Desk, parent: QWidget, entry: ListEntry) -> None:
        intro = "Every record shows the new words, also older ones. Say the same thing better: never another thing."
        values = {"label": entry.label, "meaning": entry.meaning}
        super().__init__(desk, "Change the words", _WORDS, parent, intro=intro, values=values, ems=(40, 0))
        self._entry = entry

    def send(self, values: dict[str, Any]) -> None:
        entry = self._entry
        self.write(edit_list_entry, entry.list_name, entry.code, entry.version, values["label"], values["meaning"])


class EndEntry(FormDialog):
    """The last day on which it can be chosen."""

    def __init__(self, desk: Desk, parent: QWidget, entry: ListEntry) -> None:
        parts = (
            Day(
                name="ends_on",
                label="The last day on which it is chosen",
                help="Empty: it has no end. Records that have it keep it.",
            ),
        )
        values = {"ends_on": entry.ends_on or desk.today}
        super().__init__(desk, f"End-date “{entry.label}”", parts, parent, values=values, ems=(34, 0))
        self._entry = entry

    def send(self, values: dict[str, Any]) -> None:
        entry = self._entry
        self.write(end_list_entry, entry.list_name, entry.code, entry.version, values["ends_on"])


class ConfirmEntry(FormDialog):
    """Says by what the entry is confirmed."""

    def __init__(self, desk: Desk, parent: QWidget, entry: ListEntry) -> None:
        parts = (
            Text(
                name="source",
                label="What confirms it",
                required=True,
                placeholder="A paper, a website, or who said so",
                help="Kept in the audit",
            ),
        )
        intro = f"{mark_words(entry.mark)}. Confirm that it is so: {entry.meaning or entry.label}"
        super().__init__(desk, f"Confirm “{entry.label}”", parts, parent, intro=intro, yes="Confirm", ems=(38, 0))
        self._entry = entry

    def send(self, values: dict[str, Any]) -> None:
        entry = self._entry
        self.write(confirm_list_entry, entry.list_name, entry.code, entry.version, values["source"])
