"""The words of the program and what each means: for F1 and for tooltips."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass

from vrp_desktop.paths import resource


@dataclass(frozen=True, slots=True)
class Meaning:
    """A word and its one-line meaning."""

    code: str
    label: str
    meaning: str


class Help:
    """A glossary that is read when first asked, and that pages add their own statuses and lines to."""

    def __init__(self) -> None:
        self._meanings: dict[str, Meaning] = {}
        self._is_read = False

    def add(self, meanings: Iterable[Meaning]) -> None:
        """Let F1 know more words: the statuses and lines of the reference lists and templates."""
        self._meanings.update({meaning.label.casefold(): meaning for meaning in meanings})

    def all(self) -> list[Meaning]:
        """Every known word, in the order of the alphabet."""
        self._read()
        return sorted(self._meanings.values(), key=_by_label)

    def of(self, word: str) -> Meaning | None:
        """What a word on the screen means."""
        self._read()
        return self._meanings.get(word.strip().rstrip(":").casefold())

    def find(self, typed: str) -> list[Meaning]:
        """Words whose label or meaning holds what is typed: the word itself first, then what begins with it."""
        wanted = typed.strip().casefold()
        found = [item for item in self.all() if wanted in f"{item.label} {item.meaning}".casefold()]
        return sorted(found, key=lambda item: _nearness(item.label.casefold(), wanted))

    def _read(self) -> None:
        if self._is_read:
            return
        self._is_read = True
        for path in sorted(resource("help").glob("*.toml")):
            entries = tomllib.loads(path.read_text(encoding="utf-8")).get("entry", [])
            for entry in entries:
                meaning = Meaning(entry["code"], entry["label"], entry["meaning"])
                self._meanings.setdefault(meaning.label.casefold(), meaning)


def _nearness(label: str, wanted: str) -> int:
    return (label != wanted) + (not label.startswith(wanted)) + (wanted not in label)


def _by_label(meaning: Meaning) -> str:
    return meaning.label.casefold()
