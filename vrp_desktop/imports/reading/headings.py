"""What one heading says: the field it names, and how sure that is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from vrp_desktop.imports.reading.fields import NAME_FIELDS, Catalogue, Field, catalogue
from vrp_desktop.imports.reading.sheets import Cell
from vrp_desktop.search.folding import fold

EXACT = 0.98
CORE = 0.9
PART = 0.7
SPELT_ALIKE = 0.75
_LONGEST_HEADING = 80
_SPELLING_CUTOFF = 90
_BRACKETED = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_TELLING = frozenset({"dob", "postcode", "upn", "pnc", "ethnicity", "ehcp", "gender", "age", "sex"})
_SAYS_LITTLE = frozenset(
    {
        "full",
        "home",
        "main",
        "legal",
        "registered",
        "number",
        "no",
        "code",
        "id",
        "status",
        "y",
        "n",
        "yes",
        "or",
        "and",
    }
)
# Fields of other people that are worth keeping: who sent the referral, and whether a parent agreed.
_ABOUT_OTHERS = frozenset({Field.REFERRER, Field.AGREEMENT, Field.SENDING_AGENCY, Field.OFFICER_SEEN_ETHNICITY})


@dataclass(frozen=True, slots=True)
class HeadingGuess:
    """A field and how sure the heading makes it, from 0 to 1; `other_person` says that it is not about the child."""

    field: Field | None
    confidence: float
    other_person: bool = False


UNKNOWN = HeadingGuess(None, 0.0)


def heading_text(cell: Cell) -> str:
    """A heading as one line; a date or a number is none."""
    if not isinstance(cell, str):
        return ""
    return " ".join(cell.split())


@lru_cache(maxsize=4096)
def read_heading(text: str) -> HeadingGuess:
    """The field that a heading names. First as it stands, then without brackets and fillers, then by spelling."""
    if not text or len(text) > _LONGEST_HEADING:
        return UNKNOWN
    known = catalogue()
    whole, bare = fold(text), fold(_BRACKETED.sub(" ", text))
    for heading in (whole, bare):
        if heading in known.headings:
            return HeadingGuess(known.headings[heading], EXACT)
    other = bool(known.other_people.intersection(whole.split()))
    guess = _by_core(known, bare, whole) or _by_spelling(known, bare) or _by_part(known, bare)
    if guess is None:
        return HeadingGuess(None, 0.0, other)
    if other and guess.field not in _ABOUT_OTHERS:
        return HeadingGuess(None, 0.0, True)
    return guess


def _by_core(known: Catalogue, bare: str, whole: str) -> HeadingGuess | None:
    for heading in (known.core(bare), known.core(whole)):
        if heading in known.headings:
            return HeadingGuess(known.headings[heading], CORE)
    return None


def _by_spelling(known: Catalogue, bare: str) -> HeadingGuess | None:
    if len(bare) < 5:
        return None
    found = process.extractOne(bare, known.headings.keys(), scorer=fuzz.ratio, score_cutoff=_SPELLING_CUTOFF)
    return HeadingGuess(known.headings[found[0]], SPELT_ALIKE) if found else None


def _by_part(known: Catalogue, bare: str) -> HeadingGuess | None:
    """The longest known heading of two words or more that stands within a longer one, or one telling word."""
    words = known.core(bare).split()
    for length in range(min(len(words), 5), 1, -1):
        for start in range(len(words) - length + 1):
            field = known.headings.get(" ".join(words[start : start + length]))
            if field is not None and field not in NAME_FIELDS:
                return HeadingGuess(field, PART)
    # "Full UPN code" is an UPN; "Incident postcode" and "School postcode" are not the child's.
    telling = [word for word in words if word not in _SAYS_LITTLE]
    if len(telling) == 1 and telling[0] in _TELLING:
        return HeadingGuess(known.headings[telling[0]], PART)
    return None
