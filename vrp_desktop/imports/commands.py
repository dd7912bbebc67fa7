"""What takes lists in, settles the rows on the desk and takes a whole batch back."""

from __future__ import annotations

from collections.abc import Mapping

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.imports import desk, taking, undoing
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.results import Settled, Taken, TakenBack


@command(Permission.IMPORT)
def take_in(work: Work, workbook: Workbook, settings: BatchSettings) -> Taken:
    """Take a list in: its good rows become children and referrals, the others wait on the desk. All of it or nothing.

    `work.progress` is told the rows done of all; where it raises `Cancelled`, nothing has happened.
    """
    return taking.take_in(work, workbook, settings)


@command(Permission.IMPORT)
def mend_row(work: Work, row_id: str, version: int, fields: Mapping[str, str]) -> Settled:
    """Put a held row right and check it again: it is taken where nothing holds it any more, else it waits on.

    Args:
        work: The unit of work.
        row_id: The row on the desk.
        version: The version of the row that the user saw.
        fields: New texts by heading, or by the code of a `Field` that the list had no column for.

    """
    return desk.mend(work, row_id, version, fields)


@command(Permission.IMPORT)
def join_row(work: Work, row_id: str, version: int, person_id: str) -> Settled:
    """A person has decided that a held row is of this child: it becomes a further referral of theirs."""
    return desk.join(work, row_id, version, person_id)


@command(Permission.IMPORT)
def take_row_as_new(work: Work, row_id: str, version: int) -> Settled:
    """A person has decided that a held row is of a child not on file; no one is asked again about the two."""
    return desk.take_as_new(work, row_id, version)


@command(Permission.IMPORT)
def set_row_aside(work: Work, row_id: str, version: int, reason: str) -> None:
    """Leave a held row out for good, with the reason; its cells go."""
    desk.set_aside(work, row_id, version, reason)


@command(Permission.IMPORT)
def take_back(work: Work, batch_id: str) -> TakenBack:
    """Take a whole batch back: what it made goes, except records changed since or counted in a signed return.

    `work.progress` is told the records done of all; where it raises `Cancelled`, nothing has happened.
    """
    return undoing.take_back(work, batch_id)
