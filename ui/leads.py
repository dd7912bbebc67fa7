"""Who leads the work with a child: the dialog that changes it, from the child's record and from a panel case."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Choose, Day, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.people.around.commands import set_lead
from vrp_desktop.people.around.forms import LeadForm
from vrp_desktop.people.around.queries import LeadRow
from vrp_desktop.people.naming import contact_on_screen


class LeadDialog(FormDialog):
    """A new lead professional from a day on; whoever leads now ends the day before, and stays on file."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str, lead: LeadRow | None) -> None:
        fields = (
            Choose(
                name="agency_code", label="Agency that leads", options=desk.shelf.options("agencies", desk.today),
                required=True, half=True,
            ),
            Day(name="from_on", label="Leads from", required=True, latest=desk.today, half=True),
            Text(name="name", label="Lead professional", half=True),
            Text(name="job", label="Role", half=True, placeholder="For instance: Family Help worker"),
            Text(name="phone", label="Telephone", half=True),
            Text(name="email", label="E-mail", half=True),
        )  # fmt: skip
        now = f"Now: {lead_words(desk, lead)}." if lead else "Nobody leads yet."
        super().__init__(
            desk,
            "Change who leads",
            fields,
            parent,
            intro=f"{now} This holds for the child and for every panel case of theirs.",
            values={"from_on": desk.today},
            draft=("lead", person_id),
            version=lead.version if lead else None,
        )
        self._person_id, self._lead = person_id, lead

    def send(self, values: dict[str, Any]) -> None:
        seen = (self._lead.contact_id, self._lead.version) if self._lead else None
        self.write(set_lead, self._person_id, LeadForm(**values), seen)


def lead_words(desk: Desk, lead: LeadRow) -> str:
    """The lead in a line: agency, who, and since when."""
    who = ", ".join(
        filter(None, (contact_on_screen(lead.name, desk.view.mode), lead.job if desk.view.shows_names else ""))
    )
    agency = desk.shelf.label("agencies", lead.agency_code)
    since = f"since {british(lead.from_on)}" if lead.from_on else ""
    return " · ".join(filter(None, (agency, who, since)))
