"""The names and sentences of practice records, from resources/practice."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from vrp_desktop.paths import resource
from vrp_desktop.practice.chance import Chance

_OTHER_NAMES: Final = 0.07
_SLOT: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class MadeUpName:
    """A name, and the ethnicities that go with it where it is of another script; empty where any may."""

    forenames: str
    surname: str
    ethnicities: tuple[str, ...] = ()


class Names:
    """Names that are obviously made up: usual forenames, and surnames that no family bears."""

    def __init__(self) -> None:
        data = _read("names")
        self._girls: Sequence[str] = data["forenames"]["girls"]
        self._boys: Sequence[str] = data["forenames"]["boys"]
        self._second: Mapping[bool, Sequence[str]] = {
            True: data["forenames"]["second_girls"],
            False: data["forenames"]["second_boys"],
        }
        self._first_halves: Sequence[str] = data["surnames"]["first"]
        self._last_halves: Sequence[str] = data["surnames"]["last"]
        self._other: Sequence[Mapping[str, Sequence[str]]] = data["other"]
        staff = data["professionals"]
        self._staff_forenames: Sequence[str] = staff["forenames"]
        self._staff_surnames: Sequence[str] = staff["surnames"]

    def draw(self, chance: Chance, is_girl: bool) -> MadeUpName:
        """A child's name; one in fourteen is in another script, or very long."""
        if chance.yes(_OTHER_NAMES):
            group = chance.one(self._other)
            forename = chance.one(group["girls" if is_girl else "boys"])
            return MadeUpName(forename, chance.one(group["surnames"]), tuple(group["ethnicity"]))
        forename = self.forename(chance, is_girl)
        if chance.yes(0.12):
            forename = f"{forename} {chance.one(self._second[is_girl])}"
        return MadeUpName(forename, self.surname(chance))

    def forename(self, chance: Chance, is_girl: bool) -> str:
        """A usual forename."""
        return chance.one(self._girls if is_girl else self._boys)

    def surname(self, chance: Chance) -> str:
        """An invented surname; a few are double."""
        first = chance.one(self._first_halves) + chance.one(self._last_halves)
        if chance.yes(0.05):
            return f"{first}-{chance.one(self._first_halves)}{chance.one(self._last_halves)}"
        return first

    def professional(self, chance: Chance) -> str:
        """Someone who works with children, as made up as they are."""
        return f"{chance.one(self._staff_forenames)} {chance.one(self._staff_surnames)}"


class Sentences:
    """Sentences whose gaps are filled by chance or by the program."""

    def __init__(self, names: Names) -> None:
        data = _read("sentences")
        self._fill: Mapping[str, Sequence[str]] = data.pop("fill")
        self._kinds: Mapping[str, Mapping[str, Sequence[str]]] = data
        self._pieces: dict[str, list[str]] = {}
        self._names = names

    def say(self, chance: Chance, kind: str, about: str = "any", **given: str) -> str:
        """One sentence of a kind, for instance a rationale for an outcome."""
        return self._filled(chance, chance.one(self._kinds[kind][about]), given)

    def knows(self, kind: str, about: str) -> bool:
        """Whether there are sentences for this."""
        return about in self._kinds[kind]

    def _filled(self, chance: Chance, template: str, given: Mapping[str, str]) -> str:
        pieces = self._pieces.get(template)
        if pieces is None:
            pieces = self._pieces[template] = _SLOT.split(template)
        if len(pieces) == 1:
            return template
        words = [piece if index % 2 == 0 else self._word(chance, piece, given) for index, piece in enumerate(pieces)]
        return "".join(words)

    def _word(self, chance: Chance, slot: str, given: Mapping[str, str]) -> str:
        if slot in given:
            return given[slot]
        if slot == "professional":
            return self._names.professional(chance)
        # What fills a slot may have slots of its own.
        return self._filled(chance, chance.one(self._fill[slot]), given)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Where a place's made-up children live and learn, and where its panel sits."""

    outward: tuple[str, ...]
    county: str | None
    schools: tuple[str, ...]
    venues: tuple[str, ...]


def neighbourhoods() -> dict[str, Neighbourhood]:
    """By place code; the empty code stands for every other place."""
    data = _read("schools")
    found = {code: _neighbourhood(entry) for code, entry in data["places"].items()}
    found[""] = _neighbourhood(data["elsewhere"])
    return found


def _neighbourhood(entry: Mapping[str, Any]) -> Neighbourhood:
    return Neighbourhood(tuple(entry["outward"]), entry.get("county"), tuple(entry["schools"]), tuple(entry["venues"]))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource("practice", f"{name}.toml").read_text(encoding="utf-8"))
