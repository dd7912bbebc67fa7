"""Texts that were handed out without a name, remembered with what stands in the store: they come back in forms."""

from __future__ import annotations

import dataclasses
from typing import Any, Final, TypeVar

from db.stand_in import IN_TEXT

T = TypeVar("T")

_REMEMBERED: Final = 2_000


class HandedOut:
    """The texts that were handed out without a name, each with what stands in the store. Safe between threads."""

    def __init__(self) -> None:
        self._truth: dict[str, str | None] = {}

    def __bool__(self) -> bool:
        return bool(self._truth)

    def note(self, read: str, truth: str) -> None:
        """Remember one; where two texts read alike it cannot be told which comes back."""
        known = self._truth.pop(read, truth)
        self._truth[read] = truth if known == truth else None
        while len(self._truth) > _REMEMBERED:
            self._truth.pop(next(iter(self._truth)))

    def truth_of(self, text: str) -> str:
        """What stands in the store where this is what was handed out of it; else the text itself."""
        # The bare stand-in may be anybody's.
        return text if IN_TEXT not in text or text.strip() == IN_TEXT else self._truth.get(text) or text


def as_it_was(value: T, handed: HandedOut) -> T:
    """What a deed is given, with each text that came back unchanged as it stands in the store."""
    return _as_it_was(value, handed) if handed else value


def _as_it_was(value: Any, handed: HandedOut) -> Any:
    match value:
        case str():
            return handed.truth_of(value)
        case tuple() | list() if type(value) in (tuple, list):
            found = [_as_it_was(each, handed) for each in value]
            same = all(one is other for one, other in zip(found, value, strict=True))
            return value if same else type(value)(found)
        case dict():
            return {key: _as_it_was(each, handed) for key, each in value.items()}
        case _ if dataclasses.is_dataclass(value) and not isinstance(value, type):
            return _form_as_it_was(value, handed)
        case _:
            return value


def _form_as_it_was(form: Any, handed: HandedOut) -> Any:
    given = {each.name: getattr(form, each.name) for each in dataclasses.fields(form) if each.init}
    found = {name: _as_it_was(value, handed) for name, value in given.items()}
    changed = {name: value for name, value in found.items() if value is not given[name]}
    return dataclasses.replace(form, **changed) if changed else form
