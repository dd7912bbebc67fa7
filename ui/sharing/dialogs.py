"""The dialogs of the register: which kind of paper, the paper itself, and when somebody is reminded."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Radio, Section, Several, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.errors import Invalid
from vrp_desktop.partnership.commands import add_register_entry, edit_register_entry, set_reminders
from vrp_desktop.partnership.queries import RegisterRow
from vrp_desktop.partnership.register import KINDS, RegisterForm, asks
from vrp_desktop.workspace.facts import SWITCHED_IDENTIFIERS


class EditPaper(FormDialog):
    """A paper of the register; what its kind is not asked for is not shown."""

    def __init__(self, desk: Desk, parent: QWidget, kept: RegisterRow | None = None) -> None:
        self._kept = kept
        title = f"Edit: {desk.shelf.label(KINDS, kept.form.kind)}" if kept else "Add a paper to the register"
        super().__init__(
            desk,
            title,
            paper_parts(desk, is_new=kept is None),
            parent,
            yes="Save" if kept else "Add",
            ems=(46, 34),
            values=_as_values(kept.form) if kept else {"owner": desk.actor.full_name},
            draft=("register", kept.entry_id if kept else "new"),
            version=kept.version if kept else None,
        )
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        kind = self._kept.form.kind if self._kept else str(values["kind"])
        form = RegisterForm(**{**values, "kind": kind})
        if self._kept is None:
            self.write(add_register_entry, form)
        else:
            self.write(edit_register_entry, self._kept.entry_id, self._kept.version, form)

    def _follow(self) -> None:
        kind = self._kept.form.kind if self._kept else str(self.form.values()["kind"] or "")
        asked = asks(self.desk.shelf.lists, kind)
        for name in RegisterForm.__slots__:
            if name != "kind":
                self.form.set_shown(name, name in asked)


class Reminders(FormDialog):
    """How many days before an end or a review somebody is reminded."""

    def __init__(self, desk: Desk, parent: QWidget, days: tuple[int, ...]) -> None:
        parts = (Text(name="days", label="Days before", required=True, placeholder="90, 30, 0"),)
        words = "Home shows what ends or is to be reviewed from the first of these days on."
        super().__init__(
            desk, "Reminders", parts, parent, intro=words, ems=(34, 0), values={"days": ", ".join(map(str, days))}
        )

    def send(self, values: dict[str, Any]) -> None:
        parts = str(values["days"]).replace(",", " ").split()
        if not all(part.isdigit() for part in parts):
            self.show_failure(Invalid({"days": "Give whole numbers of days, with commas between."}))
            return
        self.write(set_reminders, [int(part) for part in parts])


def paper_parts(desk: Desk, *, is_new: bool) -> tuple[FormPart, ...]:
    """Every field that some kind of paper has."""
    shelf, today = desk.shelf, desk.today
    identifiers = [Option(code, words) for code, words in SWITCHED_IDENTIFIERS.items()]
    parts: list[FormPart] = [
        Text(name="title", label="Name", required=True),
        Text(name="reference", label="Reference", half=True),
        Text(name="owner", label="Who looks after it", required=True, half=True),
        Text(name="contact", label="Data protection contact", placeholder="Name, e-mail, telephone"),
        Lines(name="purpose", label="What is shared under it, and for what", lines=3),
        Several(name="parties", label="Parties", options=shelf.options("agencies", today)),
        Text(name="other_parties", label="Other parties"),
        Several(name="gateways", label="Gateways it rests on", options=shelf.options("legal_gateways", today)),
        Several(name="identifiers", label="Allows to hold", options=identifiers),
        Text(name="notice_version", label="Version", half=True),
        Radio(name="child_friendly", label="Written for children", half=True),
        Text(name="kept_where", label="Where the paper is kept"),
        Section("Days"),
        Day(name="starts_on", label="In force from", half=True),
        Day(name="ends_on", label="Ends on", half=True),
        Day(name="review_on", label="To be reviewed on", half=True),
        Day(name="settled_on", label="Replaced or not needed since", half=True, help="Nobody is reminded after this."),
        Lines(name="note", label="Note", lines=2),
    ]
    if is_new:
        parts.insert(0, Choose(name="kind", label="Kind of paper", options=shelf.options(KINDS, today), required=True))
    return tuple(parts)


def _as_values(form: RegisterForm) -> dict[str, object]:
    return {name: getattr(form, name) for name in RegisterForm.__slots__ if name != "kind"}
