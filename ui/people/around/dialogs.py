"""Adding and editing someone around a child, and saying that they are no longer around."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.contact_card import is_family, is_professional, stops
from ui.desk import Desk
from ui.people.around.fields import FAMILY_ONLY, NEEDS, SAFE_WORDS, as_form, as_values, contact_fields
from ui.widgets.fields import Day, Option
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.people.around.commands import add_contact, edit_contact, end_contact
from vrp_desktop.people.around.forms import OWN, ContactForm
from vrp_desktop.people.around.queries import ContactRow
from vrp_desktop.people.naming import end_on_screen


class EditContact(FormDialog):
    """Someone around a child, or with `form.relationship` OWN the child's own details; new where `row` is None."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget,
        person_id: str,
        row: ContactRow | None = None,
        form: ContactForm | None = None,
    ) -> None:
        before = row.form if row else form or ContactForm("")
        search = PersonSearch(desk)
        tied = Option(row.other.person_id, end_on_screen(row.other, desk.view.mode)) if row and row.other else None
        record_id = row.contact_id if row else f"{before.relationship or 'new'}:{person_id}"
        super().__init__(
            desk,
            _title(row, before),
            contact_fields(desk, before, search.search),
            parent,
            yes="Save" if row else "Add",
            ems=(48, 36),
            values=as_values(before, tied),
            draft=("contact", record_id),
            version=row.version if row else None,
        )
        search.setParent(self)
        self._person_id, self._row, self._before = person_id, row, before
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        form = as_form(values, self._before)
        if self._row is None:
            self.write(add_contact, self._person_id, form)
        else:
            self.write(edit_contact, self._row.contact_id, self._row.version, form)

    def _follow(self) -> None:
        """Show the fields that the answers ask for."""
        form, lists = as_form(self.form.values(), self._before), self.desk.shelf.lists
        stopped, works = stops(self.desk, form), is_professional(self.desk, form)
        safe = lists.entry("safe_contact", form.safe_contact or "")
        shown = dict.fromkeys(NEEDS, not works)
        shown |= dict.fromkeys(SAFE_WORDS, bool(safe and safe.extra.get("words")))
        shown["no_contact_reason"] = stopped
        for name in ("access", "communication"):
            answer = lists.entry("needs_answers", getattr(form, f"{name}_needs") or "")
            shown[f"{name}_note"] = bool(answer and answer.extra.get("words")) and not works
        language = lists.entry("languages", form.language or "")
        shown["language_note"] = bool(language and language.extra.get("words")) and not works
        if form.relationship != OWN:
            shown |= dict.fromkeys(FAMILY_ONLY, is_family(self.desk, form))
            shown |= dict.fromkeys(("agency_code", "job"), not is_family(self.desk, form))
            shown["name"] = not form.other_id
        for name, is_shown in shown.items():
            self.form.set_shown(name, is_shown)


class EndContact(FormDialog):
    """Someone is no longer around the child; the record stays, with its days."""

    def __init__(self, desk: Desk, parent: QWidget, row: ContactRow) -> None:
        fields = (Day(name="until_on", label="Last day", required=True, latest=desk.today),)
        super().__init__(desk, "No longer around the child", fields, parent, values={"until_on": desk.today})
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(end_contact, self._row.contact_id, self._row.version, values["until_on"])


def _title(row: ContactRow | None, form: ContactForm) -> str:
    if form.relationship == OWN:
        return "The child's own details"
    return "Someone around the child" if row else "Add someone around the child"
