"""Deeds, short tables, filter boxes and the grid of numbers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from ui.theme.theme import Theme
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.fields import Numbers, Option
from ui.widgets.filter_box import FilterBox
from ui.widgets.form import Form
from ui.widgets.number_grid import NumberGrid
from ui.widgets.short_table import ShortTable

DEEDS = [Deed("Complete", "move", "COMPLETE", kind="primary"), Deed("Edit", "edit"), Deed("Carry forward", "carry")]
BANDS = (Option("A", "10 to 13"), Option("B", "14 to 15"))
SEXES = (Option("F", "Female"), Option("M", "Male"))


@pytest.fixture
def deeds(theme: Theme, qtbot):
    made = Deeds(theme, DEEDS, "More for this")
    qtbot.addWidget(made)
    made.resize(theme.em(60), theme.em(3))
    made.show()
    return made


def buttons(deeds: Deeds) -> list[str]:
    return [found.text() for found in deeds.findChildren(QPushButton) if found.isVisible()]


def test_with_room_every_deed_has_its_button(deeds):
    assert buttons(deeds) == ["Complete", "Edit", "Carry forward"]
    assert deeds.menu_entries() == []


def test_without_room_the_last_ones_go_into_a_menu_and_the_first_stays(deeds, theme):
    deeds.resize(theme.em(14), theme.em(3))

    assert buttons(deeds)[0] == "Complete"
    assert buttons(deeds)[-1] == "More"
    assert [entry.text() for entry in deeds.menu_entries()][-1] == "Carry forward"


def test_a_button_and_a_menu_entry_ask_for_the_same(deeds, theme):
    asked: list[tuple[str, str]] = []
    deeds.asked.connect(lambda code, detail: asked.append((code, detail)))

    QTest.mouseClick(deeds.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    deeds.resize(theme.em(10), theme.em(3))
    deeds.menu_entries()[-1].trigger()

    assert asked == [("move", "COMPLETE"), ("carry", "")]


def test_a_short_table_is_as_high_as_its_rows_and_no_higher_than_its_bound(desk, qtbot):
    columns = (Column("name", "Name", lambda row: str(row), stretch=True),)
    table = ShortTable(desk, "rows", columns, most=4, in_order=True)
    qtbot.addWidget(table)
    table.resize(600, 800)
    table.show()

    heights = []
    for many in (1, 3, 4, 9):
        table.show_rows(list(range(many)))
        heights.append(table.states.height())
    each = table.view.verticalHeader().defaultSectionSize()

    assert heights[1] - heights[0] == 2 * each
    assert heights[2] == heights[3]


def test_a_short_table_in_order_is_not_sorted_by_its_heads(desk, qtbot):
    table = ShortTable(desk, "rows", (Column("name", "Name", lambda row: str(row)),), in_order=True)
    qtbot.addWidget(table)
    table.show_rows([3, 1, 2])

    assert not table.view.horizontalHeader().sectionsClickable()
    assert table.model.loaded() == [3, 1, 2]


def test_a_filter_box_knows_codes_and_falls_back_to_the_first(theme, qtbot):
    box = FilterBox(theme, "Which", [("All", ""), ("Open", "OPEN")])
    qtbot.addWidget(box)

    box.choose("OPEN")
    chosen = box.code
    box.choose("GONE")

    assert (chosen, box.code) == ("OPEN", "")


@pytest.fixture
def form(theme: Theme, qtbot):
    made = Form(theme, (Numbers(name="numbers", label="Numbers", rows=BANDS, columns=SEXES),))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def grid(form: Form):
    made = form.editor("numbers")
    assert isinstance(made, NumberGrid)
    return made


def test_an_empty_cell_has_no_number_and_nought_is_one(grid):
    QTest.keyClicks(grid.cell("A", "F"), "0")
    QTest.keyClicks(grid.cell("B", "M"), "12")

    assert grid.value() == {("A", "F"): 0, ("B", "M"): 12}
    assert grid.sum_words == "12"


def test_arrows_and_enter_go_to_the_neighbours(grid):
    moved: list[tuple[int, int]] = []
    cell = grid.cell("A", "F")
    cell.moved.connect(lambda down, right: moved.append((down, right)))

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(cell, key)
    QTest.keyClicks(cell, "12")
    QTest.keyClick(cell, Qt.Key.Key_Left)

    assert moved == [(1, 0), (0, 1), (1, 0)]
    assert cell.cursorPosition() == 1


def test_a_draft_of_numbers_goes_through_json_and_comes_back(grid):
    import json

    QTest.keyClicks(grid.cell("A", "M"), "7")
    kept = json.loads(json.dumps(grid.draft()))
    grid.set_value({})
    grid.put_draft(kept)

    assert grid.value() == {("A", "M"): 7}


def test_every_cell_says_its_band_and_sex(grid):
    assert grid.cell("B", "F").accessibleName() == "14 to 15, Female"
