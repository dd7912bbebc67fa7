"""Whatever the cells hold, a list comes in whole or not at all, the counts add up and the store stays sound."""

from __future__ import annotations

import hashlib
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vrp_desktop.imports.lists import EVENT_HEAD, HEAD, SETTINGS, Intake
from tests.vrp_desktop.imports.test_events import EVENTS
from vrp_desktop.imports import commands
from vrp_desktop.imports.preview import preview
from vrp_desktop.imports.reading.guard import Kind
from vrp_desktop.imports.reading.sheets import Cell, Sheet, Workbook, trimmed

ODD_TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.none(),
    ODD_TEXT,
    st.sampled_from(["Ash", "O'Brien-Elm", "=1+1", "Total", "N/A", "04/03/2012", "1e400", "9" * 400, "\x00", "Ł ß İ"]),
    st.integers(-(10**20), 10**20),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(),
    st.datetimes(),
)
GOOD = st.tuples(
    st.sampled_from(["Ash", "Elm", "Fir"]), st.sampled_from(["Tam", "Kit"]), st.just(date(2012, 3, 4)), CELLS, CELLS,
    st.just("01/09/2026"), ODD_TEXT,
)  # fmt: skip
ROWS = st.lists(st.tuples(*[CELLS] * len(HEAD)) | GOOD, min_size=1, max_size=8)


def made(head: tuple[str, ...], rows: list[tuple[Cell, ...]]) -> Workbook:
    """A workbook of these cells, as if some program had written them."""
    digest = hashlib.sha256(repr(rows).encode()).hexdigest()
    cleaned = [trimmed([None if isinstance(cell, str) and not cell.strip() else cell for cell in row]) for row in rows]
    return Workbook(Kind.XLSX, digest, 1, (Sheet("Referrals", True, [head, *cleaned]),))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, events=st.booleans())
def test_any_cells_leave_a_sound_store(intake: Intake, rows, events):
    before = intake.counts()
    head = (*EVENT_HEAD[:5], "Offence", "Reason") if events else HEAD
    workbook, chosen = made(head, rows), EVENTS if events else SETTINGS

    seen = intake.workspace.read(preview, workbook, chosen)
    taken = intake.do(commands.take_in, workbook, chosen)

    assert taken.read == taken.taken + taken.held == seen.counts.read <= len(rows)
    assert (taken.taken, taken.joined, taken.held) == (seen.counts.taken, seen.counts.joined, seen.counts.held)
    assert taken.likely_duplicates <= taken.held
    assert intake.do(commands.take_back, taken.batch_id).kept == ()
    assert intake.counts() == before
