"""The recovery sheet: one page, its code in groups, nothing else of the workspace."""

from __future__ import annotations

from datetime import date

import pytest

from tests.vrp_desktop.documents.reading import alternatives, page_texts, words
from vrp_desktop.documents.document import render
from vrp_desktop.documents.recovery_sheet import groups_of, recovery_sheet

CODE = "7KQ2-M9XW-4TRD-H6PV-3JNC-8YFA-W2KM-5ZQT"
MADE_ON = date(2026, 11, 21)


@pytest.mark.parametrize("with_square", [False, True])
def test_it_is_one_page_with_the_code_in_groups(with_square: bool) -> None:
    pdf = render(recovery_sheet("Sampleshire VRU", "Asha Example", CODE, MADE_ON, with_square))

    assert len(page_texts(pdf)) == 1
    assert CODE.replace("-", " ") in words(pdf, "P")
    assert words(pdf, "TD") == ["Sampleshire VRU", "Asha Example", "21 November 2026"]
    assert len(alternatives(pdf)) == with_square


@pytest.mark.parametrize("code", ["ABCD-EFGH-JK", "ABCD EFGH JK", "ABCDEFGHJK"])
def test_a_code_falls_into_the_same_groups_however_it_is_written(code: str) -> None:
    assert groups_of(code) == ("ABCD", "EFGH", "JK")


def test_a_long_name_does_not_push_it_to_a_second_page() -> None:
    name = "The Northbridge, Eastwick, Southmere and Westholme Violence Reduction Partnership and its neighbours"

    assert len(page_texts(render(recovery_sheet(name, name, CODE, MADE_ON)))) == 1
