"""Blocking keys: the few words under which someone is filed, so that likely duplicates are found among 100,000."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import Final

from vrp_desktop.people.candidate import Candidate
from vrp_desktop.people.first_names import usual_forms
from vrp_desktop.people.name_likeness import FoldedName, called, core_surname, folded_names
from vrp_desktop.people.sound import sound
from vrp_desktop.people.support import plain

_LONGEST_KEY: Final = 60


def blocking_keys(candidate: Candidate) -> set[str]:
    """Birth date with each name's sound, surname's with first name's sound, and identifiers.

    Two people who are never filed under one key are never called likely: what could not be found is not promised.
    """
    keys: set[str] = set()
    for name in folded_names(candidate):
        surnames, first_names = _surname_sounds(name), _first_name_sounds(name)
        keys.update(f"S{surname}:{first}" for surname, first in product(surnames, first_names))
        if candidate.born_on is not None:
            born = _date_key(candidate.born_on)
            keys.update(f"D{born}:{heard}" for heard in surnames | first_names)
    keys.update(_identifier_keys(candidate.identifiers.items()))
    return {key[:_LONGEST_KEY] for key in keys}


def _surname_sounds(name: FoldedName) -> set[str]:
    words = core_surname(name.surname)
    whole = ["".join(name.surname), "".join(words)] if len(name.surname) > 1 else []
    return {sound(word) for word in (*words, *whole)}


def _first_name_sounds(name: FoldedName) -> set[str]:
    words = called(name.forenames)
    return {sound(form) for word in words for form in (word, *usual_forms(word))}


def _date_key(born: date) -> str:
    """The date with day and month in order of size, so that a date and its swapped one share a key."""
    low, high = sorted((born.day, born.month))
    return f"{born.year:04}{low:02}{high:02}"


def _identifier_keys(identifiers: Iterable[tuple[str, str]]) -> set[str]:
    return {f"I{kind}:{plain(value)}" for kind, value in identifiers if plain(value)}
