"""Which column holds which field: guessed from headings and contents, one field for one column, settings first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from vrp_desktop.imports.reading.contents import (
    Contents,
    guess_by_contents,
    mostly_capitals,
    mostly_officer_seen,
    mostly_single_words,
    trust_heading,
)
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.headings import read_heading
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.reading.tables import Column, Table
from vrp_desktop.imports.reading.vocabulary import Vocabulary, shipped_vocabulary
from vrp_desktop.search.folding import fold

_LEAST: Final = 0.5
_PLAIN_DATE: Final = 0.6
_SPEAKS_FOR_ITSELF: Final = frozenset({Field.UPN, Field.NHS_NUMBER, Field.PNC, Field.OCCURRENCE})
_SAYS_NOTHING: Final = re.compile(r"|(col|column|field|f|c|v|var|unnamed)? ?([0-9]{1,3}|[a-z]{1,2})|unnamed")
_SURNAME_WORDS: Final = ("surname", "last name", "family name")
_FORENAME_WORDS: Final = ("forename", "first name", "given name")


class Because(StrEnum):
    """What a guess rests on."""

    SETTINGS = "SETTINGS"
    HEADING = "HEADING"
    CONTENTS = "CONTENTS"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column with its field, or None for one that is left out, and how sure that is."""

    column: Column
    field: Field | None = None
    confidence: float = 0.0
    because: Because = Because.NOTHING


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Every column of the list with its field. No field has two columns."""

    guesses: tuple[ColumnGuess, ...]
    surname_first: bool = False

    def column(self, field: Field) -> Column | None:
        """The column that holds a field."""
        return next((guess.column for guess in self.guesses if guess.field is field), None)

    @property
    def fields(self) -> Mapping[Field, int]:
        """Field -> place of its column in a row."""
        return {guess.field: guess.column.index for guess in self.guesses if guess.field is not None}

    @property
    def unused(self) -> tuple[Column, ...]:
        """The columns that are left out."""
        return tuple(guess.column for guess in self.guesses if guess.field is None)

    @property
    def names_someone(self) -> bool:
        """Whether a row can say who it is about; without it every row would be held."""
        fields = self.fields
        return Field.FULL_NAME in fields or (Field.SURNAME in fields and Field.FORENAMES in fields)

    def with_field(self, column: Column, field: Field | None) -> ColumnMap:
        """The same with one column set by hand; the field's former column is left out."""
        return replace(self, guesses=tuple(_set_by_hand(guess, column, field) for guess in self.guesses))


def _set_by_hand(guess: ColumnGuess, column: Column, field: Field | None) -> ColumnGuess:
    if guess.column == column:
        return ColumnGuess(column, field, 1.0, Because.SETTINGS)
    return replace(guess, field=None) if field is not None and guess.field is field else guess


def guess_columns(
    table: Table, settings: BatchSettings | None = None, vocabulary: Vocabulary | None = None
) -> ColumnMap:
    """Guess the field of each column. What the settings say of a heading comes first."""
    settings = settings or BatchSettings()
    guesser = _Guesser(table, settings, vocabulary or shipped_vocabulary())
    return guesser.run()


class _Guesser:
    """The guesses as they are made: first one by one, then against one another."""

    def __init__(self, table: Table, settings: BatchSettings, words: Vocabulary) -> None:
        self._table = table
        self._words = words
        self._rows = settings.rows
        self._by_hand = {fold(heading): code for heading, code in settings.columns.items()}
        self._contents = {column.index: Contents.of(table.sample(column.index)) for column in table.columns}
        years = [each.year for each in self._contents.values() if each.dates >= 0.5 and each.year is not None]
        self._newest_year = max(years, default=None)

    def run(self) -> ColumnMap:
        guesses = [self._guess(column) for column in self._table.columns]
        guesses = self._one_column_each(guesses)
        guesses = self._lone_dates(guesses)
        guesses = self._names(guesses)
        guesses = self._references(guesses)
        full = next((guess for guess in guesses if guess.field is Field.FULL_NAME), None)
        return ColumnMap(tuple(guesses), full is not None and _says_surname_first(full.column.heading))

    def _guess(self, column: Column) -> ColumnGuess:
        chosen = self._by_hand.get(fold(column.label))
        if chosen is not None:
            field = Field(chosen) if chosen in set(Field) else None
            return ColumnGuess(column, field, 1.0, Because.SETTINGS)
        contents = self._contents[column.index]
        heading = read_heading(column.heading)
        if heading.other_person:
            return ColumnGuess(column)
        if heading.field is not None:
            field = heading.field
            if field is Field.ETHNICITY and mostly_officer_seen(contents, self._words):
                field = Field.OFFICER_SEEN_ETHNICITY
            sure = heading.confidence + trust_heading(field, contents)
            if sure >= _LEAST:
                return ColumnGuess(column, field, round(sure, 2), Because.HEADING)
        return self._by_contents(column, contents)

    def _by_contents(self, column: Column, contents: Contents) -> ColumnGuess:
        folded = fold(column.heading)
        if folded in ("date", "dates") and contents.dates >= _LEAST:
            field = Field.EVENT_DATE if self._rows is RowKind.EVENT else Field.REFERRAL_DATE
            return ColumnGuess(column, field, _PLAIN_DATE, Because.HEADING)
        found, sure = guess_by_contents(contents, self._newest_year, self._words)
        # Under a heading that says something else, names, dates and places may be anybody's: only numbers that are
        # given to one child or one occurrence speak for themselves.
        if found is None or (found not in _SPEAKS_FOR_ITSELF and not _SAYS_NOTHING.fullmatch(folded)):
            return ColumnGuess(column)
        return ColumnGuess(column, found, round(sure, 2), Because.CONTENTS)

    def _one_column_each(self, guesses: list[ColumnGuess]) -> list[ColumnGuess]:
        """Where two columns seem to hold one field, the surer one does; when even, the fuller, then the first."""

        def rank(guess: ColumnGuess) -> tuple[bool, float, int, int]:
            filled = len(self._contents[guess.column.index].cells)
            return guess.because is Because.SETTINGS, guess.confidence, filled, -guess.column.index

        best: dict[Field, ColumnGuess] = {}
        for guess in guesses:
            if guess.field is not None and (guess.field not in best or rank(guess) > rank(best[guess.field])):
                best[guess.field] = guess
        return [
            guess if guess.field is None or best[guess.field] is guess else ColumnGuess(guess.column)
            for guess in guesses
        ]

    def _lone_dates(self, guesses: list[ColumnGuess]) -> list[ColumnGuess]:
        """One column of recent dates whose heading says nothing, in a list without that date, must be it."""
        field = Field.EVENT_DATE if self._rows is RowKind.EVENT else Field.REFERRAL_DATE
        if any(guess.field is field for guess in guesses):
            return guesses
        open_dates = [
            guess
            for guess in guesses
            if guess.field is None
            and _SAYS_NOTHING.fullmatch(fold(guess.column.heading))
            and guess.because is Because.NOTHING
            and self._contents[guess.column.index].dates >= 0.8
        ]
        if len(open_dates) != 1:
            return guesses
        found = ColumnGuess(open_dates[0].column, field, _LEAST, Because.CONTENTS)
        return [found if guess is open_dates[0] else guess for guess in guesses]

    def _names(self, guesses: list[ColumnGuess]) -> list[ColumnGuess]:
        """ "Name" beside "Surname" is the forename; "Name" merged over two columns of single words is both."""
        fields = {guess.field for guess in guesses}
        full = next((guess for guess in guesses if guess.field is Field.FULL_NAME), None)
        if full is None or full.because is Because.SETTINGS or Field.FORENAMES in fields:
            return guesses
        if Field.SURNAME in fields:
            return [replace(guess, field=Field.FORENAMES) if guess is full else guess for guess in guesses]
        beside = next((guess for guess in guesses if guess.column.index == full.column.index + 1), None)
        if beside is None or beside.column.heading or beside.because is Because.SETTINGS:
            return guesses
        one, other = self._contents[full.column.index], self._contents[beside.column.index]
        if not (mostly_single_words(one) and mostly_single_words(other)):
            return guesses
        capitals_say_so = mostly_capitals(one) and not mostly_capitals(other)
        surname_first = capitals_say_so or _says_surname_first(full.column.heading)
        pair = (Field.SURNAME, Field.FORENAMES) if surname_first else (Field.FORENAMES, Field.SURNAME)
        split = {id(full): pair[0], id(beside): pair[1]}
        return [
            ColumnGuess(guess.column, split[id(guess)], _LEAST, Because.CONTENTS) if id(guess) in split else guess
            for guess in guesses
        ]

    def _references(self, guesses: list[ColumnGuess]) -> list[ColumnGuess]:
        """In a list of police events a plain "Reference" is the occurrence's."""
        fields = {guess.field for guess in guesses}
        if self._rows is not RowKind.EVENT or Field.OCCURRENCE in fields:
            return guesses
        return [
            replace(guess, field=Field.OCCURRENCE, confidence=_PLAIN_DATE)
            if guess.field is Field.SENDER_REFERENCE and guess.because is not Because.SETTINGS
            else guess
            for guess in guesses
        ]


def _says_surname_first(heading: str) -> bool:
    folded = fold(heading)
    surname = min((folded.find(word) for word in _SURNAME_WORDS if word in folded), default=-1)
    forename = min((folded.find(word) for word in _FORENAME_WORDS if word in folded), default=-1)
    return 0 <= surname < forename
