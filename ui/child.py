"""Which child a page shows or a row is about, for deeds that work from anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from vrp_desktop.people.naming import PersonWords


@dataclass(frozen=True, slots=True)
class Child:
    """A child by id and words; where it was a case that was shown, that too."""

    words: PersonWords
    case_id: str | None = None

    @property
    def person_id(self) -> str:
        return self.words.person_id


def child_of_row(row: Any) -> Child | None:
    """The child of a list's row or of a record, by the way in which all of them say so; None where there is none."""
    words = getattr(row, "words", None)
    if not isinstance(words, PersonWords) or not words.person_id:
        return None
    case_id = getattr(row, "case_id", None)
    return Child(words, str(case_id) if case_id else None)
