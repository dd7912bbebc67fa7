"""What a list would make, row by row, before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.listing import IncomingList, checker_for, open_list
from vrp_desktop.imports.matching import Likely, Matcher
from vrp_desktop.imports.planning import Planned, Planner, StandIns, latest_dates
from vrp_desktop.imports.queries import BatchRow, already_taken
from vrp_desktop.imports.reading.columns import ColumnMap
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.results import Counts
from vrp_desktop.imports.taking import count


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row's verdict. `person_id` is the child on file that it joins; `likely` the one that it may be.

    `same_as_row` is the number of the row of this list that makes the child it joins, or may be.
    """

    number: int
    state: RowState
    forenames: str
    surname: str
    reason: str = ""
    remarks: tuple[str, ...] = ()
    person_id: str | None = None
    likely: Likely | None = None
    same_as_row: int | None = None

    @property
    def verdict(self) -> str:
        """The verdict in plain words."""
        match self.state:
            case RowState.TAKEN:
                return "Taken as new"
            case RowState.JOINED:
                return "Joins a child on file"
            case RowState.ON_FILE:
                return "Already on file: the same row was taken before"
            case _:
                return "Held"


@dataclass(frozen=True, slots=True)
class Preview:
    """The verdicts of a whole list, with what is left out of it and what stands beside it."""

    settings: BatchSettings
    sheet: str
    header_row: int
    mapping: ColumnMap
    rows: tuple[PreviewRow, ...]
    counts: Counts
    left_out: tuple[str, ...]
    other_sheets: tuple[str, ...]
    hidden_sheets: tuple[str, ...]
    remarks: tuple[str, ...]
    taken_before: tuple[BatchRow, ...]


def preview(
    read: Read, workbook: Workbook, settings: BatchSettings, progress: Callable[[int, int], None] | None = None
) -> Preview:
    """Every row's verdict. Nothing is written; `progress` may raise `Cancelled`."""
    read.actor.need(Permission.IMPORT)
    listed = open_list(read, workbook, settings)
    checker = checker_for(read, settings, listed.lists)
    planner = Planner(read, checker, settings.rows, StandIns(), Matcher(read))
    if settings.rows is RowKind.EVENT:
        planner.latest = latest_dates(checker, listed.rows(read.today))
    counts, rows, made = Counts(), list[PreviewRow](), dict[str, int]()
    for chunk in planner.plan(listed.rows(read.today)):
        counts = count(counts, chunk)
        rows += [_row(planned, made) for planned in chunk]
        if progress is not None:
            progress(counts.read, len(listed.table.rows))
    return _preview(read, listed, tuple(rows), counts)


def _preview(read: Read, listed: IncomingList, rows: tuple[PreviewRow, ...], counts: Counts) -> Preview:
    table = listed.table
    return Preview(
        settings=listed.settings,
        sheet=table.sheet,
        header_row=table.header_row,
        mapping=listed.mapping,
        rows=rows,
        counts=counts,
        left_out=table.left_out.sentences(),
        other_sheets=table.other_sheets,
        hidden_sheets=table.hidden_sheets,
        remarks=listed.workbook.remarks,
        taken_before=tuple(already_taken(read, listed.workbook.digest)),
    )


def _row(planned: Planned, made: dict[str, int]) -> PreviewRow:
    """One verdict; `made` remembers which row makes which child of this list."""
    fields, number = planned.row.fields, planned.row.number
    if planned.makes_person and planned.person_id is not None:
        made[planned.person_id] = number
    whom = planned.likely.person_id if planned.likely else planned.person_id
    same = made.get(whom) if whom else None
    in_list = whom in made
    return PreviewRow(
        number=number,
        state=planned.state,
        forenames=fields.forenames,
        surname=fields.surname,
        reason=" ".join(hold.sentence for hold in planned.holds),
        remarks=(
            *(problem.sentence for problem in planned.row.problems if not problem.holds),
            *((planned.checked.remark,) if planned.checked.remark else ()),
        ),
        person_id=None if in_list else planned.person_id,
        likely=None if in_list else planned.likely,
        same_as_row=same if same != number else None,
    )
