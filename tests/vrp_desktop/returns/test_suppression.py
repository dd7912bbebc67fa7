"""What is published never shows, nor gives away, a number from 1 to 4."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from tests.support.returns import QUARTER, Returns
from vrp_desktop.returns.content import as_json
from vrp_desktop.returns.publishing import published_content
from vrp_desktop.returns.suppression import SMALLEST_SHOWN, hidden_cells
from vrp_desktop.returns.template import LineKind

CELLS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 40), min_size=1, max_size=6)


@given(CELLS)
def test_no_small_number_is_left_in_sight(cells: dict[str, int]) -> None:
    hidden = hidden_cells(cells, sum(cells.values()))

    assert all(label in hidden for label, n in cells.items() if 0 < n < SMALLEST_SHOWN)


@given(CELLS)
def test_hidden_cells_cannot_be_worked_out_from_the_total(cells: dict[str, int]) -> None:
    total = sum(cells.values())
    hidden = hidden_cells(cells, total)
    if total < SMALLEST_SHOWN or not hidden:
        return
    rest = total - sum(n for label, n in cells.items() if label not in hidden)

    for label in hidden:
        others = len(hidden) - 1
        possible = [n for n in range(1, rest + 1) if _can_be(rest - n, others)]
        assert len(possible) > 1 or total - rest == 0, label


def _can_be(rest: int, cells: int) -> bool:
    """Whether some cells of at least 1 each can add up to the rest."""
    return rest == 0 if cells == 0 else rest >= cells


def test_a_published_return_has_no_evidence_and_no_small_number(returns: Returns) -> None:
    said = as_json(returns.workspace.read(published_content, returns.content(), QUARTER))

    for line in said["lines"]:
        assert line["evidence"] == []
        if line["kind"] in ("counted", "reported"):
            numbers = [line["value"], line["year_to_date"], line["last_quarter"]]
            numbers += itertools.chain.from_iterable(cells.values() for cells in line["breakdowns"].values())
            assert all(n is None or n == 0 or n >= SMALLEST_SHOWN for n in numbers), line["code"]
    assert all(check["records"] == [] for check in said["checks"])
    assert said["places"] == []


def test_a_small_quarter_is_not_given_away_by_the_year_to_date(returns: Returns) -> None:
    shown = returns.workspace.read(published_content, returns.content(), QUARTER)

    for line in shown.lines:
        if line.spec.kind is LineKind.COUNTED and line.value is None:
            assert line.year_to_date is None


def test_a_place_that_the_area_hides_is_hidden_in_its_own_return(returns: Returns) -> None:
    from vrp_desktop.returns.queries import live_content

    area = returns.workspace.read(published_content, returns.content(), QUARTER)
    for place in returns.content().supply:
        own = returns.workspace.read(
            published_content, returns.workspace.read(live_content, QUARTER, place.place_code), QUARTER
        )
        for line in area.lines:
            cells = line.breakdowns.get("place", {})
            if line.spec.kind is LineKind.COUNTED and place.label in cells and cells[place.label] is None:
                assert own.line(line.spec.code).value is None
