"""A list ready to be taken in: the table of a workbook, its columns, and its rows read one after another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from vrp_desktop.access.work import Read
from vrp_desktop.imports.checking import USUAL_IDENTIFIERS, Checker
from vrp_desktop.imports.reading.columns import Because, ColumnGuess, ColumnMap, guess_columns
from vrp_desktop.imports.reading.fields import DATE_FIELDS, Field, catalogue
from vrp_desktop.imports.reading.header import find_table, table_at
from vrp_desktop.imports.reading.referrals import ReadRow
from vrp_desktop.imports.reading.rows import RowReader, read_rows
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.tables import Column, Table
from vrp_desktop.imports.reading.vocabulary import CODED_LISTS, Vocabulary, shipped_vocabulary
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.words import Words
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.facts import fingerprint_key
from vrp_desktop.workspace.queries import identifier_agreements

READ_AS: Final = "read_as"


@dataclass(frozen=True, slots=True)
class IncomingList:
    """The list that a workbook holds, by the settings of its batch."""

    workbook: Workbook
    table: Table
    mapping: ColumnMap
    settings: BatchSettings
    vocabulary: Vocabulary
    lists: Lists

    @property
    def date_columns(self) -> dict[str, Field]:
        """The headings of the columns that hold dates."""
        return {
            guess.column.label: guess.field
            for guess in self.mapping.guesses
            if guess.field is not None and guess.field in DATE_FIELDS
        }

    def rows(self, today: date) -> Iterator[ReadRow]:
        """Its rows, read one after another; may be asked for again."""
        return read_rows(
            self.table,
            self.mapping,
            self.settings,
            today,
            epoch_1904=self.workbook.epoch_1904,
            vocabulary=self.vocabulary,
        )

    def read_as(self) -> dict[str, Any]:
        """What the desk needs to read a mended row as the list was read."""
        columns = [[guess.column.label, guess.field.value if guess.field else ""] for guess in self.mapping.guesses]
        return {"columns": columns, "surname_first": self.mapping.surname_first}


def open_list(read: Read, workbook: Workbook, settings: BatchSettings) -> IncomingList:
    """Find the list in a workbook, by the settings or by its headings; raises `NoHeader`."""
    lists = read_lists_of(read.session)
    words = workspace_vocabulary(lists)
    if settings.sheet and settings.header_row:
        table = table_at(workbook, settings.sheet, settings.header_row, words)
    else:
        table = find_table(workbook, _sheet_that_is_there(workbook, settings), words)
    return IncomingList(workbook, table, guess_columns(table, settings, words), settings, words, lists)


def workspace_vocabulary(lists: Lists) -> Vocabulary:
    """The words that ship, with the workspace's own lists before them."""
    return shipped_vocabulary().with_lists({name: lists.entries.get(name, {}).values() for name in CODED_LISTS})


def checker_for(read: Read, settings: BatchSettings, lists: Lists) -> Checker:
    """The check of rows by these settings, for whoever asks."""
    words, key = Words(lists, read.today), fingerprint_key(read.session)
    kept = USUAL_IDENTIFIERS | {agreed.kind for agreed in identifier_agreements(read)}
    return Checker(settings, words, key, places=read.actor.places, identifiers=kept)


def row_reader(read_as: Mapping[str, Any], settings: BatchSettings, today: date, words: Vocabulary) -> RowReader:
    """Reads mended rows by the columns of their batch."""
    kept: list[list[str]] = read_as.get("columns", [])
    columns = tuple(Column(index, heading) for index, (heading, _) in enumerate(kept))
    guesses = tuple(
        ColumnGuess(column, Field(code) if code in set(Field) else None, 1.0, Because.SETTINGS)
        for column, (_, code) in zip(columns, kept, strict=True)
    )
    mapping = ColumnMap(guesses, bool(read_as.get("surname_first")))
    return RowReader(columns, mapping, today, settings, vocabulary=words)


def heading_for(field: Field) -> str:
    """What a column is called that the file did not have."""
    return catalogue().labels[field]


def _sheet_that_is_there(workbook: Workbook, settings: BatchSettings) -> str | None:
    """A remembered sheet that this file does not have is passed over."""
    sheet = workbook.sheet(settings.sheet) if settings.sheet else None
    return sheet.name if sheet is not None and sheet.visible else None
