"""What gets the room: names before empty columns, short tabs, boxes with all their words, no holes in forms."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from tests.ui.desks import make_desk
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Option, Several, Text
from ui.widgets.form import Form
from ui.widgets.page_head import PageHead
from ui.widgets.short_table import ShortTable
from ui.widgets.table_view import TableView
from ui.widgets.tabs import Tabs
from ui.widgets.text import push_button


@dataclass(frozen=True, slots=True)
class Child:
    """A made-up row."""

    name: str
    has_concern: bool = False


COLUMNS = (
    Column("name", "Name", lambda r: r.name, ems=14, stretch=True),
    Column(
        "concern", "Safeguarding", lambda r: "Open" if r.has_concern else "", tone=lambda r: Tone.DANGER, on_demand=True
    ),
    Column("school", "School", lambda r: "Oak Lane", ems=12),
)


@pytest.fixture
def desk():
    made = make_desk()
    yield made
    made.tasks.close()


def shown_table(qtbot, desk, width=900) -> DataTable:
    table = DataTable(desk, "children", COLUMNS)
    qtbot.addWidget(table)
    table.resize(width, 400)
    table.show()
    return table


def test_a_column_that_says_nothing_gives_its_room_away_until_it_does(qtbot, desk):
    table = shown_table(qtbot, desk)
    table.show_rows([Child("Kit"), Child("Ash")])
    without = table.view.columnWidth(0)
    assert table.view.isColumnHidden(1)

    table.show_rows([Child("Kit"), Child("Ash", has_concern=True)])

    assert not table.view.isColumnHidden(1)
    assert table.view.columnWidth(1) >= table.view.fontMetrics().horizontalAdvance("Safeguarding")
    assert table.view.columnWidth(0) < without


def test_a_column_put_away_stays_away_and_one_without_words_still_counts_as_chosen(qtbot, desk):
    table = shown_table(qtbot, desk)
    table.show_rows([Child("Kit")])
    assert table._layout.shown() == ["name", "concern", "school"]

    table._layout.set_shown("concern", False)
    table.show_rows([Child("Ash", has_concern=True)])

    assert table.view.isColumnHidden(1)
    assert table._layout.shown() == ["name", "school"]


def test_a_list_that_has_to_scroll_to_the_side_does_not_cut_names_as_well(qtbot, desk):
    table = shown_table(qtbot, desk, width=240)
    table.show_rows([Child("Kit")])

    assert table.view.columnWidth(0) >= desk.theme.em(14)


def test_a_short_table_without_rows_is_as_high_as_the_words_that_say_so(qtbot, desk):
    table = ShortTable(desk, "requests", COLUMNS)
    table.set_empty("Nothing was asked yet", "A copy, something put right: record it here.")
    qtbot.addWidget(table)
    table.resize(400, 600)
    table.show()

    table.show_rows([])

    assert table.states.height() >= 4 * table.fontMetrics().height()


def test_a_short_tab_is_not_as_high_as_a_long_one(qtbot, theme):
    tabs, high = Tabs(theme, "Record"), QWidget()
    high.setMinimumHeight(2000)
    tabs.add("short", "Short", QPushButton("One"))
    tabs.add("long", "Long", high)
    qtbot.addWidget(tabs)
    tabs.show()
    assert tabs.minimumSizeHint().height() < 500

    tabs.go("long")
    assert tabs.minimumSizeHint().height() > 2000

    tabs.go("short")
    assert tabs.minimumSizeHint().height() < 500


def test_boxes_stand_in_two_columns_only_where_no_word_of_them_is_cut(qtbot, theme):
    options = tuple(Option(f"C{n}", f"Fire and rescue service of the area {n}") for n in range(8))
    form = Form(theme, [Several(name="agencies", label="One of", options=options)])
    qtbot.addWidget(form)

    boxes = form.findChildren(QCheckBox)
    wide = boxes[0].sizeHint().width()
    form.show()

    for width, columns in ((3 * wide, 2), (round(1.5 * wide), 1)):
        form.resize(width, 900)
        qtbot.waitUntil(lambda wanted=columns: len({box.x() for box in boxes}) == wanted)
        assert all(box.width() >= box.sizeHint().width() for box in boxes)


def test_a_half_field_that_is_hidden_leaves_no_hole_beside_the_next(qtbot, theme):
    form = Form(theme, [Text(name="one", label="One", half=True), Text(name="two", label="Two", half=True)])
    qtbot.addWidget(form)
    form.resize(theme.em(60), 200)
    form.show()
    two = form.box("two")
    qtbot.waitUntil(lambda: two.x() > 0)

    form.set_shown("one", False)
    qtbot.waitUntil(lambda: two.x() == 0)

    form.set_shown("one", True)
    qtbot.waitUntil(lambda: two.x() > 0)


def test_the_main_button_of_a_page_comes_last_whenever_it_was_added(qtbot, theme):
    head = PageHead(theme, "Cases", "")
    qtbot.addWidget(head)
    main, other = push_button(theme, "New referral", kind="primary"), push_button(theme, "Screen many")
    head.add_button(main)
    head.add_button(other)
    head.resize(theme.em(80), theme.em(4))
    head.show()

    assert main.mapTo(head, main.rect().topLeft()).x() > other.mapTo(head, other.rect().topLeft()).x()


def test_a_dialog_begins_where_something_is_to_be_filled_in(qtbot, theme):
    dialog = Dialog(theme, "Find the other record")
    line = QLineEdit()
    dialog.body.addWidget(line)
    qtbot.addWidget(dialog)

    dialog.open()

    qtbot.waitUntil(lambda: dialog.focusWidget() is line)


def test_pills_begin_below_the_words_of_their_head(qtbot, desk):
    table = shown_table(qtbot, desk)
    table.show_rows([Child("Ash", has_concern=True)])
    view: TableView = table.view
    picture = view.viewport().grab().toImage()
    place = view.visualRect(table.model.index(0, 1))
    line = place.center().y()
    ground = picture.pixelColor(place.left() + 1, line)
    first = next(x for x in range(place.left() + 2, place.right()) if picture.pixelColor(x, line) != ground)

    assert abs(first - place.left() - desk.theme.space("snug") - 3) <= 3
