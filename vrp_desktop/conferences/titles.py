"""What an item of an agenda is called on paper. Of a person under MAPPA it says the flag and the lead agency alone."""

from __future__ import annotations

from vrp_desktop.conferences import rules
from vrp_desktop.conferences.rows import AgendaRow
from vrp_desktop.people.naming import View, name_on_screen
from vrp_desktop.reference.lists import Lists


def mappa_words(lists: Lists, lead_agency: str | None) -> str:
    """A person managed under MAPPA: no name, no code, in any view."""
    lead = lists.label("agencies", lead_agency) if lead_agency else "its lead agency"
    return f"A person managed under MAPPA; {lead} leads"


def item_title(lists: Lists, row: AgendaRow) -> str:
    """What an item is about, with the name of whoever it is about."""
    if row.is_mappa:
        return mappa_words(lists, row.lead_agency)
    if row.words is not None and row.kind != rules.ACTION:
        return name_on_screen(row.words, View.NAMES)
    return row.title or row.action_code or lists.label("agenda_kinds", row.kind)
