"""What the intake asks the store: several questions of the WORK floor answered in one read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vrp_desktop.access.work import Read
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.listing import IncomingList, open_list
from vrp_desktop.imports.preview import Preview, preview
from vrp_desktop.imports.queries import (
    BatchRow,
    HeldRow,
    RowOfBatch,
    SenderRow,
    already_taken,
    batch_record,
    batch_rows,
    batches,
    held_by_reason,
    held_rows,
    senders,
)
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.sheets import Sheet
from vrp_desktop.imports.reading.values import text_of
from vrp_desktop.imports.reading.workbook import Workbook, read_workbook
from vrp_desktop.imports.results import Kept
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.queries import person_words

MOST_HELD = 2_000
"""How many held rows the desk lists at once; filter and order are done among them."""

_TOP_ROWS = 8
_TOP_COLUMNS = 7
_SAMPLES = 2


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before the first step: the senders, and the batches that this very file has made."""

    senders: tuple[SenderRow, ...]
    taken_before: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The list found in a file, with two values of each column by its place in the sheet."""

    listed: IncomingList
    samples: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """Every row's verdict, and the words for the children on file whom rows join or may be of."""

    preview: Preview
    people: Mapping[str, PersonWords]


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One row of a batch with the child that it became or joined."""

    row: RowOfBatch
    words: PersonWords | None


@dataclass(frozen=True, slots=True)
class HeldPage:
    """The rows on the desk, how many wait for which reason, and the batches for the filter."""

    rows: tuple[HeldRow, ...]
    reasons: Mapping[str, int]
    batches: tuple[BatchRow, ...]


@dataclass(frozen=True, slots=True)
class NamedKept:
    """A record that taking a batch back left, with the child that it is about."""

    kept: Kept
    words: PersonWords | None


def read_file(path: Path, progress: Callable[[int, int], None]) -> Workbook:
    """Read and guard a file, away from the main thread and without the store; `progress` may raise `Cancelled`."""

    def told(share: float) -> None:
        progress(round(share * 100), 100)

    return read_workbook(path, path.name, told)


def beginning(read: Read, digest: str) -> Beginning:
    """Ask before the first step."""
    return Beginning(tuple(senders(read)), tuple(already_taken(read, digest)))


def outline(read: Read, workbook: Workbook, settings: BatchSettings) -> Outline:
    """Find the list by the settings; raises `NoHeader`."""
    listed = open_list(read, workbook, settings)
    columns = [guess.column for guess in listed.mapping.guesses]
    samples = {column.index: tuple(_first_texts(listed, column.index)) for column in columns}
    return Outline(listed, samples)


def look_ahead(
    read: Read, workbook: Workbook, settings: BatchSettings, progress: Callable[[int, int], None] | None = None
) -> Ahead:
    """Every row's verdict; nothing is written."""
    found = preview(read, workbook, settings, progress)
    ids = {row.person_id for row in found.rows} | {row.likely.person_id for row in found.rows if row.likely}
    return Ahead(found, person_words(read, sorted(filter(None, ids))))


def held_page(read: Read, batch_id: str | None, reason: str | None) -> HeldPage:
    """The desk, all of it or of one batch or one reason."""
    rows = held_rows(read, batch_id, reason, limit=MOST_HELD)
    waiting = [batch for batch in batches(read, limit=MOST_HELD) if batch.waiting]
    return HeldPage(tuple(rows), held_by_reason(read, batch_id), tuple(waiting))


def named_rows(
    read: Read, batch_id: str, state: RowState | None = None, offset: int = 0, limit: int = 100
) -> list[NamedRow]:
    """One page of a batch's rows."""
    rows = batch_rows(read, batch_id, state, offset, limit)
    people = person_words(read, sorted({row.person_id for row in rows if row.person_id}))
    return [NamedRow(row, people.get(row.person_id or "")) for row in rows]


def rows_in_state(read: Read, batch_id: str, state: RowState | None = None) -> int:
    """How many rows of a batch stand where."""
    states = batch_record(read, batch_id).states
    return sum(states.values()) if state is None else states.get(state.value, 0)


def named_kept(read: Read, kept: Sequence[Kept]) -> list[NamedKept]:
    """What stays of a batch, with the words for its children."""
    people = person_words(read, sorted({one.person_id for one in kept}))
    return [NamedKept(one, people.get(one.person_id)) for one in kept]


def top_of(sheet: Sheet, header_row: int | None) -> list[tuple[int, tuple[str, ...]]]:
    """The first rows of a sheet that hold something, with their numbers; always the row of headings among them."""
    filled = [(number, row) for number, row in sheet.visible_rows() if row]
    first = filled[:_TOP_ROWS]
    if header_row is not None and all(number != header_row for number, _ in first):
        first = first[: _TOP_ROWS - 2] + [each for each in filled if header_row <= each[0] <= header_row + 1]
    return [(number, tuple(text_of(cell) for cell in row[:_TOP_COLUMNS])) for number, row in first]


def _first_texts(listed: IncomingList, index: int) -> list[str]:
    texts = dict.fromkeys(text for cell in listed.table.sample(index, 12) if (text := text_of(cell)))
    return list(texts)[:_SAMPLES]
