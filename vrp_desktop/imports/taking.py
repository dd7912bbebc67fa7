"""Taking a list in: planned and written chunk by chunk within one transaction."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import func, select

from db.imports import ImportBatch, ImportRow, ImportSender
from db.people import MatchKey, Person, PersonIdentifier, PersonName, PersonProfile
from vrp_desktop.access.work import Work
from vrp_desktop.imports.holds import LIKELY, RowState
from vrp_desktop.imports.listing import READ_AS, IncomingList, checker_for, open_list
from vrp_desktop.imports.matching import Matcher
from vrp_desktop.imports.pasted_sources import keep_sources
from vrp_desktop.imports.planning import CHUNK, Planned, Planner, latest_dates
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.results import Counts, Taken
from vrp_desktop.imports.senders import sender_named
from vrp_desktop.imports.writing import BatchWriter, WorkIds
from vrp_desktop.workspace.facts import fingerprint_key

_LOOKED_UP: Final = (Person, PersonName, PersonProfile, PersonIdentifier, MatchKey, ImportRow)
"""What each chunk of rows is compared with."""

UNNAMED_SENDER: Final = "Sender not named"


def take_in(work: Work, workbook: Workbook, settings: BatchSettings) -> Taken:
    """Take the list of a workbook in."""
    listed = open_list(work, workbook, settings)
    batch = _begin(work, listed)
    ids = WorkIds(work)
    planner = _planner(work, listed, ids)
    writer = BatchWriter(work, batch.id, ids, fingerprint_key(work.session), listed.date_columns)
    counts, total, growth = Counts(), len(listed.table.rows), _Growth.begin(work)
    _tell(work, 0, total)
    with _without_collecting():
        for chunk in planner.plan(listed.rows(work.today)):
            writer.write(chunk)
            planner.matcher.forget_new()
            counts = count(counts, chunk)
            growth.note(work, counts.read)
            _tell(work, counts.read, total)
    keep_sources(work, workbook, listed.table, batch.id)
    batch.rows_read, batch.rows_taken, batch.rows_held = counts.read, counts.taken, counts.held
    batch.rows_joined, batch.rows_likely, batch.rows_on_file = (
        counts.joined,
        counts.likely_duplicates,
        counts.on_file,
    )
    work.names("import_batch", batch.id)
    return Taken(
        batch.id, counts.read, counts.taken, counts.held, counts.joined, counts.likely_duplicates, counts.on_file
    )


@dataclass(slots=True)
class _Growth:
    """How far the store has grown beyond what it knows of itself: a first list into an empty one would else be looked
    up as if nobody were on file, everyone for every row.
    """

    known: int

    @classmethod
    def begin(cls, work: Work) -> _Growth:
        return cls(work.session.scalar(select(func.count()).select_from(Person)) or 0)

    def note(self, work: Work, read: int) -> None:
        """Tell the store whenever the list has doubled it."""
        if read >= max(CHUNK, self.known):
            work.outgrew(_LOOKED_UP)
            self.known += read


def _planner(work: Work, listed: IncomingList, ids: WorkIds) -> Planner:
    """The planner of a list that will be written."""
    checker = checker_for(work, listed.settings, listed.lists)
    planner = Planner(work, checker, listed.settings.rows, ids, Matcher(work))
    if listed.settings.rows is RowKind.EVENT:
        planner.latest = latest_dates(checker, listed.rows(work.today))
    return planner


def count(counts: Counts, chunk: Sequence[Planned]) -> Counts:
    """The counts with some more rows."""
    states = [one.state for one in chunk]
    held, on_file = states.count(RowState.HELD), states.count(RowState.ON_FILE)
    likely = sum(bool(one.holds) and one.holds[0].code in LIKELY for one in chunk)
    return replace(
        counts,
        read=counts.read + len(chunk),
        taken=counts.taken + len(chunk) - held,
        held=counts.held + held,
        joined=counts.joined + states.count(RowState.JOINED) + on_file,
        likely_duplicates=counts.likely_duplicates + likely,
        on_file=counts.on_file + on_file,
    )


def _begin(work: Work, listed: IncomingList) -> ImportBatch:
    """The batch's own row, and the settings remembered for its sender."""
    settings = listed.settings
    name = settings.sender.strip() or UNNAMED_SENDER
    sender = sender_named(work.session, name)
    if sender is None:
        sender = work.add(ImportSender(id=work.new_id(), name=name, settings=settings.as_json()))
    else:
        sender.settings = settings.as_json()
    work.session.flush()
    batch = ImportBatch(
        id=work.new_id(),
        sender_id=sender.id,
        file_kind=listed.workbook.kind.value,
        file_digest=listed.workbook.digest,
        settings={**settings.as_json(), READ_AS: listed.read_as()},
        taken_at=work.now,
        taken_by=work.actor.user_id,
    )
    work.add(batch)
    work.session.flush()
    return batch


@contextmanager
def _without_collecting() -> Iterator[None]:
    """The rows of a list are in no cycles: looking for some among hundreds of thousands costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _tell(work: Work, done: int, total: int) -> None:
    if work.progress is not None:
        work.progress(done, total)
