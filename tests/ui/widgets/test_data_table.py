"""Lists: pages from a query, filter as you type, order, columns, views, taking rows out."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester

from ui.theme.tokens import Tone
from ui.widgets.columns import PAGE_ROWS, Ask, Column, question
from ui.widgets.data_table import DataTable, plural
from vrp_desktop.errors import KnownError


@dataclass(frozen=True, slots=True)
class Row:
    """A made-up row."""

    id: str
    name: str
    count: int


ROWS = [Row(f"r{n:04}", f"{'Even' if n % 2 == 0 else 'Odd'} {n}", n) for n in range(450)]
COLUMNS = (
    Column("name", "Name", lambda r: r.name, sort="name", stretch=True),
    Column("count", "Count", lambda r: f"{r.count}", sort="count", by=lambda r: r.count, right=True, link=True),
    Column("state", "State", lambda r: "Good" if r.count % 3 else "Poor", tone=lambda r: Tone.GOOD),
    Column("id", "Id", lambda r: r.id, hidden=True),
)


def rows_of(_store, text, order, descending, offset, limit):
    found = [row for row in ROWS if text.casefold() in row.name.casefold()]
    found.sort(key=lambda row: getattr(row, order), reverse=descending)
    return found[offset : offset + limit]


def total_of(_store: object, text: str) -> int:
    return sum(text.casefold() in row.name.casefold() for row in ROWS)


def refuse(_store):
    raise KnownError("The disk is full.", do="Make room.")


class Asker:
    """Turns what the table asks into queries, as a page does."""

    def __init__(self) -> None:
        self.asked: list[Ask] = []

    def rows(self, ask):
        self.asked.append(ask)
        return question(rows_of, ask.text, ask.order, ask.descending, ask.offset, ask.limit)

    def total(self, ask):
        return question(total_of, ask.text)

    def refused(self, _ask):
        return question(refuse)


@pytest.fixture
def asker():
    return Asker()


@pytest.fixture
def table(desk, qtbot):
    made = DataTable(desk, "children", COLUMNS, row_id=lambda r: r.id, unit="child")
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    return made


@pytest.fixture
def paged(table, asker, qtbot):
    table.set_source(asker.rows, asker.total, order="count")
    table.refresh()
    qtbot.waitUntil(lambda: table.total == 450)
    return table


def texts(table: DataTable, column: int = 0) -> list[str]:
    return [table.model.cell(place, column) for place in range(min(table.total, 5))]


def test_the_first_page_and_the_total_come_together(paged):
    assert texts(paged) == ["Even 0", "Odd 1", "Even 2", "Odd 3", "Even 4"]
    assert len(paged.model.loaded()) == PAGE_ROWS
    assert paged._count.text() == "450 children"


def test_a_page_is_fetched_when_it_comes_in_sight(paged, qtbot):
    paged.view.go_to(440)
    paged.view.scrollTo(paged.model.index(440, 0))

    qtbot.waitUntil(lambda: paged.model.cell(440, 0) == "Even 440")


def test_the_model_keeps_the_rules_of_models(paged, qtbot, table):
    tester = QAbstractItemModelTester(paged.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    paged.search.setText("Odd")
    qtbot.waitUntil(lambda: paged.total == 225)
    paged.search.clear()
    qtbot.waitUntil(lambda: paged.total == 450)
    paged.model.set_total(3)
    assert tester.model() is paged.model


def test_typing_filters_at_once_and_the_last_letter_wins(paged, asker, qtbot):
    qtbot.keyClicks(paged.search, "odd 1")

    qtbot.waitUntil(lambda: paged.total == total_of(None, "odd 1"))
    assert asker.asked[-1].text == "odd 1"
    assert texts(paged)[0] == "Odd 1"


def test_a_filter_that_finds_nothing_says_so(paged, qtbot):
    paged.search.setText("zzz")

    qtbot.waitUntil(lambda: paged.states.state == "quiet")
    assert "Nothing matches" in paged.states.words


def test_an_empty_list_says_what_to_do_first(table, qtbot):
    done = []

    class Page:
        def add(self):
            done.append(1)

    page = Page()
    table.set_empty("No children yet", "Add the first.", "Add", page.add)
    table.show_rows([])

    assert table.states.words == "No children yet Add the first."
    qtbot.mouseClick(table.states._quiet._button, Qt.MouseButton.LeftButton)
    assert done == [1]


def test_an_error_says_what_to_do_and_tries_again(table, asker, qtbot):
    table.set_source(asker.refused)
    table.refresh()
    qtbot.waitUntil(lambda: table.states.state == "quiet")
    assert table.states.words == "The disk is full. Make room."

    table.set_source(asker.rows, asker.total, order="count")
    qtbot.mouseClick(table.states._quiet._button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: table.states.state == "content")


def test_a_click_on_a_heading_orders_and_a_second_turns_it_round(paged, asker, qtbot):
    head = paged.view.horizontalHeader()

    head.sectionClicked.emit(1)
    qtbot.waitUntil(lambda: texts(paged)[0] == "Odd 449")

    assert asker.asked[-1].descending
    assert head.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder


def test_rows_in_memory_are_filtered_and_ordered_too(table, qtbot):
    table.show_rows(ROWS)
    table.view.horizontalHeader().sectionClicked.emit(1)
    table.view.horizontalHeader().sectionClicked.emit(1)
    table.search.setText("even")

    assert table.total == 225
    assert texts(table)[0] == "Even 448"


def test_fetching_again_keeps_the_cursor_on_its_record(paged, qtbot):
    paged.view.go_to(4)
    with qtbot.waitSignal(paged.loaded):
        paged.refresh()

    assert paged.current() == ROWS[4]


def test_enter_opens_the_row_and_letters_go_to_the_filter(paged, qtbot):
    opened: list[Row] = []
    paged.opened.connect(opened.append)
    paged.view.go_to(2)

    qtbot.keyClick(paged.view, Qt.Key.Key_Return)
    qtbot.keyClick(paged.view, "o")

    assert opened == [ROWS[2]]
    assert paged.search.text() == "o"


def test_down_in_the_filter_goes_into_the_list(paged, qtbot):
    paged.search.setFocus()

    qtbot.keyClick(paged.search, Qt.Key.Key_Down)

    assert paged.current() == ROWS[0]


def test_enter_on_a_figure_opens_the_figure(paged, qtbot):
    opened: list[tuple[Row, str]] = []
    rows: list[Row] = []
    paged.cell_opened.connect(lambda row, key: opened.append((row, key)))
    paged.opened.connect(rows.append)
    paged.view.setCurrentIndex(paged.model.index(3, 1))

    qtbot.keyClick(paged.view, Qt.Key.Key_Return)

    assert opened == [(ROWS[3], "count")]
    assert rows == []


def test_columns_are_chosen_and_remembered(desk, paged, qtbot):
    paged._layout.set_shown("id", True)
    paged._layout.set_shown("name", False)

    again = DataTable(desk, "children", COLUMNS)
    qtbot.addWidget(again)

    assert again._layout.shown() == ["count", "state", "id"]


def test_copying_waits_for_its_receipt(paged, qtbot):
    taken = []

    class Page:
        def take(self, what):
            taken.append(what)

    page = Page()
    QGuiApplication.clipboard().setText("before")
    paged.tools.set_copy_hook(page.take)
    paged.view.go_to(1)

    qtbot.keyClick(paged.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "before"
    assert (taken[0].rows, taken[0].columns) == (1, ("Name", "Count", "State"))
    assert taken[0].text == "Name\tCount\tState\nOdd 1\t1\tGood"


def test_nothing_can_be_copied_where_nobody_writes_the_receipt(paged, qtbot):
    QGuiApplication.clipboard().setText("before")
    paged.view.go_to(1)

    qtbot.keyClick(paged.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "before"
    assert paged.tools._copy.isHidden()


def test_an_export_is_of_what_the_filter_finds(paged, qtbot):
    taken = []

    class Page:
        def take(self, what):
            taken.append(what)

    page = Page()
    paged.tools.set_export_hook(page.take)
    paged.search.setText("odd")
    qtbot.waitUntil(lambda: paged.total == 225)

    paged.tools.export()

    assert (taken[0].rows, taken[0].ask.text) == (225, "odd")


def test_a_cell_says_its_heading_and_its_words_to_screen_readers(paged):
    said = paged.model.index(2, 2).data(Qt.ItemDataRole.AccessibleTextRole)

    assert said == "State: Good"


def test_a_pill_is_painted_in_its_tone(paged, theme):
    index = paged.model.index(1, 2)
    rect = paged.view.visualRect(index)
    picture = paged.view.viewport().grab(rect).toImage()
    ground = theme.colour(Tone.GOOD.ground)

    assert any(picture.pixelColor(x, picture.height() // 2) == ground for x in range(picture.width()))


def test_the_columns_fit_the_room(paged, theme):
    for width in (1_200, 700):
        paged.resize(width, 500)
        shown = sum(paged.view.columnWidth(place) for place in range(4))
        assert shown <= paged.view.viewport().width()


@pytest.mark.parametrize(
    ("unit", "many"),
    [("case", "cases"), ("query", "queries"), ("day", "days"), ("batch", "batches"), ("child", "children")],
)
def test_units_are_counted_in_plain_english(unit, many):
    assert plural(unit) == many


def test_the_table_has_no_rows_below_a_row(paged):
    assert paged.model.rowCount(paged.model.index(0, 0)) == 0
    assert paged.model.columnCount(QModelIndex()) == 4
