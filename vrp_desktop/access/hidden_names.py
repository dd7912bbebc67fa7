"""The names of children whose records are closed to a reader, kept out of what was written about others (B15)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.access import UserAccount
from db.around import Contact
from db.covering import uncovered
from db.people import PersonName
from db.stand_in import IN_TEXT
from vrp_desktop.access.handed_out import HandedOut
from vrp_desktop.search.folding import fold
from vrp_desktop.search.index import borne_by_another
from vrp_desktop.search.name_spans import KnownNames, Span, ordinary_words, place_words, spans_in

NAMED_IN: Final = ("person", "person_name", "contact", "user_account", "place", "agency", "forum", "intervention")
"""Kinds of records whose change may change what is hidden."""

_CLOSED: Final = "closed"
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SURNAME_AFTER: Final = re.compile(r"[ \u00a0]([^\W\d_]+)")
_LEAST: Final = 3
_TITLES: Final = frozenset(
    "mr mrs miss ms dr mum dad mother father nan gran aunt auntie uncle carer foster step".split()  # noqa: SIM905
)


class HiddenNames:
    """The one matcher, over the names of some closed children and of those who care for them.

    A whole name is hidden in any case and order. A part of one is hidden by itself where nobody else on file bears it:
    else it would be hidden, and pointed at, wherever somebody else is meant.
    """

    def __init__(self, known: KnownNames, handed: HandedOut | None = None) -> None:
        self._known = known
        self._handed = HandedOut() if handed is None else handed
        parts = known.parts.get(_CLOSED, set())
        alone = known.near.keys() - known.places
        self._telling = frozenset(parts | alone | {f"{word}s" for word in alone})

    def hidden_in(self, text: str) -> str:
        """The text with a stand-in for each of the names."""
        even, spans = self._spans_in(text)
        if not spans:
            return text
        parts: list[str] = []
        end = 0
        for span in spans:
            parts += [even[end : span.start], IN_TEXT]
            end = span.end
        read = "".join([*parts, even[end:]])
        self._handed.note(read, text)
        return read

    def names_in(self, text: str) -> list[str]:
        """The names that stand in it, as they are written and in their order."""
        even, spans = self._spans_in(text)
        return [even[span.start : span.end] for span in spans]

    def _spans_in(self, text: str) -> tuple[str, list[Span]]:
        # Most texts name nobody of them: that must cost next to nothing.
        if self._telling.isdisjoint(_LETTERS.findall(fold(text))):
            return text, []
        even = text if text.isascii() else unicodedata.normalize("NFC", text)
        found = spans_in(even, self._known)
        return even, [span for span in found if span.code and not self._is_of_another(even, span)]

    def may_tell(self, typed: Iterable[str]) -> bool:
        """Whether one of these folded words begins a word of the names."""
        return any(word.startswith(each) for each in typed for word in self._telling)

    def is_found(self, folded: str, typed: Iterable[str]) -> bool:
        """Whether a folded text still holds all the words, each as the beginning of one, without the names."""
        left = self._left_of(folded.split())
        return all(any(word.startswith(each) for word in left) for each in typed)

    def _left_of(self, words: Sequence[str]) -> list[str]:
        """The words that no name takes away. In folded words it cannot be seen what was written as a name."""
        known, parts = self._known, self._known.parts.get(_CLOSED, set())
        gone = {at for at, word in enumerate(words) if known.near_codes(word)}
        for at, pair in enumerate(pairwise(words)):
            if pair in known.pairs:
                gone.update(_run(words, at, parts))
        return [word for at, word in enumerate(words) if at not in gone]

    def _is_of_another(self, text: str, span: Span) -> bool:
        """Whether a forename by itself is followed by another surname: then it is somebody else's."""
        if span.folded not in self._known.forenames or span.folded in self._known.surnames:
            return False
        after = _SURNAME_AFTER.match(text, span.end)
        if after is None or not after[1][:1].isupper() or after[1].isupper():
            return False
        return fold(after[1]) not in self._known.places


class KeptNames:
    """The matchers that were made, so that not every query makes one. Safe between threads."""

    INFO: Final = "kept_names"

    def __init__(self) -> None:
        self._round = 0
        self._kept: dict[frozenset[str], tuple[int, HiddenNames]] = {}
        self.handed: Final = HandedOut()

    def forget(self) -> None:
        """A name was changed: nothing that was begun before counts from now on."""
        self._round += 1

    def lend(self) -> dict[str, Any]:
        """What a session is told before its snapshot begins, so that it may use and keep them."""
        return {self.INFO: (self, self._round)}

    def of(self, session: Session, closed: frozenset[str], since: int) -> HiddenNames:
        """The matcher for these children; made in this session where nothing newer is kept."""
        kept = self._kept.get(closed)
        if kept is None or kept[0] != self._round or since != self._round:
            kept = (since, _made(session, closed, self.handed))
            # One reader, and one set of closed records at a time, with those of a moment ago.
            self._kept = {**dict(list(self._kept.items())[-1:]), closed: kept}
        return kept[1]


def hidden_names(session: Session, closed: frozenset[str]) -> HiddenNames | None:
    """What keeps the names of these children out of a text; None where there are none."""
    if not closed:
        return None
    lent: tuple[KeptNames, int] | None = session.info.get(KeptNames.INFO)
    return _made(session, closed) if lent is None else lent[0].of(session, closed, lent[1])


def _made(session: Session, closed: frozenset[str], handed: HandedOut | None = None) -> HiddenNames:
    with uncovered(), session.no_autoflush:
        known = KnownNames(places=place_words(session))
        own = select(PersonName.forenames, PersonName.surname).where(PersonName.person_id.in_(closed))
        for forenames, surname in session.execute(own):
            known.add(_CLOSED, forenames, surname)
        alone = {word for word in (*known.forenames, *known.surnames) if len(word) >= _LEAST}
        alone |= _of_carers(session, closed, known)
        borne = _words_of_users(session) | borne_by_another(session, sorted(alone), closed, set(known.pairs))
        for word in alone - borne:
            known.near[word].add(_CLOSED)
    return HiddenNames(known, handed)


def _of_carers(session: Session, closed: frozenset[str], known: KnownNames) -> set[str]:
    """Know by name who is around these children, except in their work; returns surnames, which may tell alone."""
    around = select(Contact.name).where(Contact.person_id.in_(closed), Contact.agency_code.is_(None))
    alone = set()
    for name in session.scalars(around):
        words = [word for word in fold(name).split() if word not in _TITLES]
        if len(words) > 1:
            known.add(_CLOSED, " ".join(words[:-1]), words[-1])
        if words and len(words[-1]) >= _LEAST and words[-1] not in ordinary_words() and fold(name) != words[-1]:
            alone.add(words[-1])
    return alone


def _words_of_users(session: Session) -> set[str]:
    return {word for name in session.scalars(select(UserAccount.full_name)) for word in fold(name).split()}


def _run(words: Sequence[str], at: int, parts: set[str]) -> range:
    """The two words at a place, with all beside them that may belong to the same name."""
    first, after = at, at + 2
    while first and words[first - 1] in parts:
        first -= 1
    while after < len(words) and words[after] in parts:
        after += 1
    return range(first, after)
