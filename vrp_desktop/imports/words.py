"""The sender's words for places, agencies, sources, offences and agreement, as the workspace's own codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.reference.lists import ListEntry, Lists
from vrp_desktop.search.folding import fold

_LISTS: Final = ("places", "agencies", "identification_sources", "offence_kinds")
_AGREEMENT: Final = "agreement_to_support"
_SAID_BY_ROW: Final = {"NOT_ASKED": "NOT_ASKED", "REFUSED": "DECLINED"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """An answer about agreement to support, or the words that say what was sent where no code is meant by it."""

    code: str | None = None
    words: str = ""


class Words:
    """Folded code, label or alias -> code, for the lists that a referral draws on."""

    def __init__(self, lists: Lists, today: date) -> None:
        self._codes = {name: _words_of(lists.entries.get(name, {})) for name in _LISTS}
        self._lists = lists
        self.places = tuple(entry.code for entry in lists.choices("places", today))

    def code(self, list_name: str, text: str | None) -> str | None:
        """The code that a text means; None where it is blank or none of the list's words."""
        return self._codes[list_name].get(fold(text)) if text else None

    def place(self, text: str | None) -> str | None:
        """A place that the workspace uses."""
        code = self.code("places", text)
        return code if code in self.places else None

    def agreement(self, said: str | None, of_batch: str | None) -> Agreement:
        """What a row's own yes or no means. A bare yes does not say who agreed: the batch's answer may."""
        batch_code = of_batch if of_batch and self._lists.entry(_AGREEMENT, of_batch) else None
        if said is None:
            return Agreement(batch_code)
        if said == "YES":
            entry = self._lists.entry(_AGREEMENT, batch_code or "")
            agreed = entry is not None and entry.extra.get("answer") == "agreed"
            return Agreement(batch_code) if agreed else Agreement(None, "Agreement to support, as sent: yes.")
        if said in _SAID_BY_ROW:
            return Agreement(_SAID_BY_ROW[said])
        return Agreement(None, "Agreement to support, as sent: no." if said == "NO" else "")


def _words_of(entries: Mapping[str, ListEntry]) -> dict[str, str]:
    words: dict[str, str] = {}
    for entry in entries.values():
        aliases = entry.extra.get("aliases") or ()
        for word in (*aliases, entry.label, entry.code):
            words[fold(str(word))] = entry.code
    return words
