"""Ctrl+K over the open workspace: which records hold the typed words, and their words in the view of the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ui.navigation import Navigation
from ui.palette import Found, RecordSearch
from ui.view import ViewState
from ui.widgets.columns import Question, question
from vrp_desktop.access.work import Read
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words
from vrp_desktop.search.index import Hit, find

# The icon and the words for each kind of record that can be found.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "person": ("people", "Child or young person"),
    "referral": ("case", "Referral"),
    "panel_case": ("case", "Panel case"),
    "panel_decision": ("case", "Decision"),
    "note": ("note", "Note"),
    "attachment": ("attachment", "File"),
    "contact": ("person", "Someone around this child"),
    "person_link": ("link", "Link between children"),
    "action": ("action", "Action"),
    "safeguarding_concern": ("flag", "Safeguarding concern"),
    "share_entry": ("export", "Share log"),
    "conference": ("conference", "Conference"),
    "intervention_referral": ("intervention", "Intervention"),
}


@dataclass(frozen=True, slots=True)
class Finds:
    """What was found, and the names that belong to it."""

    hits: Sequence[Hit]
    people: Mapping[str, PersonWords]


def find_records(read: Read, typed: str) -> Finds:
    """The records that hold every typed word."""
    hits = find(read, typed, limit=20)
    ids = sorted({hit.person_id for hit in hits if hit.person_id} | {h.record_id for h in hits if h.kind == "person"})
    return Finds(hits, person_words(read, ids))


class Records:
    """Asks for the palette, and names what was found. Free text is never shown there, only whose record it is in."""

    def __init__(self, navigation: Navigation, view: ViewState) -> None:
        self._navigation = navigation
        self._view = view

    def search(self) -> RecordSearch:
        """What the palette is handed."""
        return RecordSearch(self._ask, self._words)

    def _ask(self, typed: str) -> Question:
        return question(find_records, typed)

    def _words(self, finds: Finds) -> list[Found]:
        return [found for hit in finds.hits if (found := self._found(hit, finds.people)) is not None]

    def _found(self, hit: Hit, people: Mapping[str, PersonWords]) -> Found | None:
        icon, kind = KINDS.get(hit.kind, ("search", "Record"))
        person_id = hit.record_id if hit.kind == "person" else hit.person_id
        person = people.get(person_id or "")
        title = self._view.name(person) if person is not None else kind
        detail = person.code if person is not None and hit.kind == "person" else kind
        if self._navigation.opens(hit.kind):
            return Found(hit.kind, hit.record_id, title, detail, icon)
        if person_id is not None and self._navigation.opens("person"):
            return Found("person", person_id, title, detail, icon)
        return None
