"""The reference lists of the open workspace, for labels and choices on every page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ui.widgets.fields import Option
from vrp_desktop.reference.lists import Lists


class Shelf:
    """Holds the lists as they were last read; whoever opens the workspace, or changes a list, puts them here anew."""

    def __init__(self, lists: Lists | None = None, identifiers: Iterable[str] = ()) -> None:
        self._lists = lists or Lists({})
        self._identifiers = frozenset(identifiers)

    @property
    def lists(self) -> Lists:
        return self._lists

    def put(self, lists: Lists) -> None:
        """Use these from now on."""
        self._lists = lists

    def put_identifiers(self, kinds: Iterable[str]) -> None:
        """Ask for these identifiers from now on, besides the usual ones."""
        self._identifiers = frozenset(kinds)

    def asks_for(self, kind: str) -> bool:
        """Whether an agreement lets this workspace ask for NHS numbers ("NHS") or PNC IDs ("PNC")."""
        return kind in self._identifiers

    def label(self, list_name: str, code: str | None, blank: str = "") -> str:
        """The words for a code; `blank` where there is none."""
        return self._lists.label(list_name, code) if code else blank

    def options(self, list_name: str, day: date, keep: str | None = None) -> tuple[Option, ...]:
        """What may be chosen on a day, and the code that is already kept, even where its entry has ended."""
        chosen = [Option(e.code, e.label, e.meaning) for e in self._lists.choices(list_name, day)]
        if keep and keep not in {option.code for option in chosen}:
            chosen.append(Option(keep, self.label(list_name, keep)))
        return tuple(chosen)
