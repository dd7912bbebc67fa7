"""The forms about kept files: adding one, and putting its words right."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.attachments.commands import add_attachment, edit_attachment
from vrp_desktop.attachments.files import Incoming
from vrp_desktop.attachments.forms import OPEN, AttachmentForm
from vrp_desktop.attachments.limits import words_for
from vrp_desktop.attachments.queries import AttachmentRow


class AddAttachment(FormDialog):
    """Says what a file is before it is kept."""

    def __init__(self, desk: Desk, parent: QWidget, about: tuple[str, str], incoming: Incoming) -> None:
        intro = f"{incoming.kind.label}, {words_for(len(incoming.content))}. It is kept encrypted in the workspace."
        values = {"title": _stem(incoming.file_name), "dated_on": desk.today, "restriction": OPEN}
        super().__init__(desk, "Add a file", _parts(desk), parent, intro=intro, yes="Add file", values=values)
        self._about, self._incoming = about, incoming

    def send(self, values: dict[str, Any]) -> None:
        form = AttachmentForm(**_values(values), file_name=self._incoming.file_name)
        self.write(add_attachment, self._about, form, self._incoming.content)


class EditAttachment(FormDialog):
    """Puts the words of a kept file right; the file itself never changes."""

    def __init__(self, desk: Desk, parent: QWidget, kept: AttachmentRow) -> None:
        values = {
            "title": kept.title,
            "dated_on": kept.dated_on,
            "source_agency": kept.source_agency,
            "restriction": kept.restriction,
        }
        super().__init__(desk, "Edit the file's details", _parts(desk), parent, values=values)
        self._kept = kept

    def send(self, values: dict[str, Any]) -> None:
        self.write(edit_attachment, self._kept.attachment_id, self._kept.version, AttachmentForm(**_values(values)))


def _parts(desk: Desk) -> tuple[FormPart, ...]:
    return (
        Text(name="title", label="What it is", required=True, placeholder="School report, autumn term"),
        Day(name="dated_on", label="Date of the document", required=True, latest=desk.today, half=True),
        Choose(
            name="source_agency",
            label="Who it came from",
            options=desk.shelf.options("agencies", desk.today),
            blank="Not said",
            half=True,
        ),
        Choose(
            name="restriction",
            label="How it may be shared",
            options=desk.shelf.options("restrictions", desk.today),
            required=True,
        ),
    )


def _values(values: dict[str, Any]) -> dict[str, Any]:
    return {name: values[name] for name in ("title", "dated_on", "source_agency", "restriction")}


def _stem(file_name: str) -> str:
    """The file's name without its ending, as a beginning for the title."""
    return " ".join(file_name.rpartition(".")[0].replace("_", " ").split())[:200] or file_name[:200]
