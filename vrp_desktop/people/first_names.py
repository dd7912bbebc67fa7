"""First names and their forms: short names, pet names and the spellings that a name takes in English."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from vrp_desktop.paths import resource

_UNKNOWN: frozenset[str] = frozenset()


def usual_forms(name: str) -> frozenset[str]:
    """The usual forms that a folded first name may stand for; empty for a name that is not on the list."""
    return _forms().get(name, _UNKNOWN)


def is_known(name: str) -> bool:
    """Whether a folded first name is on the list."""
    return name in _forms()


def same_name(one: str, other: str) -> bool:
    """Whether two folded first names are forms of one name; a name that is not on the list is a form of none."""
    return not usual_forms(one).isdisjoint(usual_forms(other))


@cache
def _forms() -> Mapping[str, frozenset[str]]:
    """Every name of the lists with the usual forms (first on its line) that it may stand for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for words in _lines("forms.txt"):
        for word in words:
            found[word].add(words[0])
    for words in _lines("others.txt"):
        for word in words:
            found[word].add(word)
    return {word: frozenset(usual) for word, usual in found.items()}


def _lines(name: str) -> list[list[str]]:
    text = resource("names", name).read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]
