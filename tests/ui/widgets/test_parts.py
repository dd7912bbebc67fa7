"""The smaller parts of the kit."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QVBoxLayout,
    QWidget,
)

from tests.ui.walking import nameless
from ui.tasks import Tasks
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.compare import LEFT, RIGHT, Compare, Pair
from ui.widgets.flow import FlowLayout, SideBySide
from ui.widgets.giving_way import LOW, GivingWay
from ui.widgets.page_head import PageHead
from ui.widgets.pill import Pill
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.states import States
from ui.widgets.tabs import Tabs
from ui.widgets.text import label, scrolling
from ui.widgets.tiles import StatTile, TileGrid
from ui.widgets.timeline import Moment, Timeline
from vrp_desktop.errors import Cancelled, KnownError


def shown(qtbot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def set_out(widget: QWidget) -> None:
    """Let a widget's layout do its work now."""
    layout = widget.layout()
    assert layout is not None
    layout.activate()


def said(widget: QWidget) -> list[str]:
    return [part.text() for part in widget.findChildren(QLabel) if part.text() and not part.isHidden()]


def test_short_loading_shows_nothing_and_long_loading_says_so(theme, qtbot):
    states = States(theme, label("content"))
    shown(qtbot, states)

    states.show_loading()
    assert states.state == "content"
    qtbot.waitUntil(lambda: states.state == "loading")
    states.show_content()

    assert states.state == "content"


def test_an_error_offers_to_try_again(theme, qtbot):
    class Page:
        tries = 0

        def retry(self):
            self.tries += 1

    page = Page()
    states = States(theme, label("content"))
    shown(qtbot, states)

    for _time in range(2):
        states.show_error(KnownError("It is locked.", do="Wait."), page.retry)
    qtbot.mouseClick(states.findChild(QPushButton), Qt.MouseButton.LeftButton)

    assert states.words == "It is locked. Wait."
    assert page.tries == 1


def test_a_tile_says_its_figure_and_opens_its_list_by_the_keyboard(theme, qtbot):
    tile = StatTile(theme, "overdue", "Overdue actions", "action")
    shown(qtbot, tile)
    tile.show_number(1234, "oldest 19 days", Tone.DANGER)
    tile.setFocus()

    with qtbot.waitSignal(tile.opened) as opened:
        QTest.keyClick(tile, Qt.Key.Key_Return)

    assert opened.args == ["overdue"]
    assert tile.accessibleName() == "Overdue actions: 1,234"
    assert tile.accessibleDescription() == "oldest 19 days"
    assert not tile.grab().isNull()


@pytest.mark.parametrize(("ems", "columns"), [(60, 4), (35, 2), (24, 2), (12, 1)])
def test_tiles_stand_in_as_many_columns_as_there_is_room_for(theme, qtbot, ems, columns):
    tiles = [StatTile(theme, str(n), "Tile") for n in range(4)]
    grid = TileGrid(theme, tiles)
    shown(qtbot, grid)

    grid.resize(theme.em(ems), 400)
    set_out(grid)

    assert len({tile.x() for tile in tiles}) == columns


def test_a_pill_says_its_status_and_grows_with_it(theme, qtbot):
    pill = Pill(theme, "Open", Tone.INFO)
    shown(qtbot, pill)
    before = pill.sizeHint().width()

    pill.show_status("Waiting for partner checks", Tone.CAUTION)

    assert pill.sizeHint().width() > before
    assert pill.accessibleName() == "Waiting for partner checks"


def test_a_timeline_shows_moments_and_opens_their_records(theme, qtbot):
    timeline = Timeline(theme)
    shown(qtbot, timeline)
    timeline.show_moments(
        [
            Moment(date(2026, 7, 14), "Discussed", "Offer support", "case", Tone.GOOD, "panel_case", "c1"),
            Moment(None, "Referred"),
        ]
    )
    link = next(button for button in timeline.findChildren(QPushButton) if button.text() == "Discussed")

    with qtbot.waitSignal(timeline.opened) as opened:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)

    assert opened.args == ["panel_case", "c1"]
    assert {"14 July 2026", "Offer support", "Referred"} <= set(said(timeline))
    assert not timeline.grab().isNull()


def test_a_long_timeline_grows_by_its_button(theme, qtbot):
    timeline = Timeline(theme)
    shown(qtbot, timeline)
    timeline.show_moments([Moment(date(2026, 7, 1), f"Moment {n}") for n in range(70)])
    assert "Moment 69" not in said(timeline)

    more = next(button for button in timeline.findChildren(QPushButton) if button.text() == "Show earlier")
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)

    assert "Moment 69" in said(timeline)
    assert more.isHidden()


def test_an_empty_timeline_says_so(theme, qtbot):
    timeline = Timeline(theme)
    shown(qtbot, timeline)

    timeline.show_moments([])

    qtbot.waitUntil(lambda: said(timeline) == ["Nothing recorded yet"])


PAIRS = (
    Pair("surname", "Surname", "Smith", "Smyth", likeness="sounds alike"),
    Pair("born_on", "Date of birth", "4 March 2012", "4 March 2012"),
    Pair("sex", "Sex", "", "Male"),
)


def test_two_records_stand_side_by_side_and_differences_are_said_in_words(theme, qtbot):
    compare = Compare(theme, "On file", "New", PAIRS)
    shown(qtbot, compare)

    assert [pill.text for pill in compare.findChildren(Pill)] == ["sounds alike", "same", "differs"]
    assert {"Smith", "Smyth", "–"} <= set(said(compare))


def test_each_difference_can_be_chosen(theme, qtbot):
    compare = Compare(theme, "Theirs", "Yours", PAIRS, choosing=True)
    shown(qtbot, compare)
    assert compare.chosen() == {"surname": RIGHT, "sex": RIGHT}

    button = next(b for b in compare.findChildren(QRadioButton) if b.text() == "Smith")
    button.click()

    assert compare.chosen() == {"surname": LEFT, "sex": RIGHT}
    assert button.accessibleName() == "Surname, Theirs: Smith"
    assert nameless(compare) == []


def test_tabs_are_found_by_their_keys(theme, qtbot):
    tabs = Tabs(theme, "Parts of the record")
    tabs.add("summary", "Summary", label("one"))
    tabs.add("notes", "Notes", label("two"), scrolls=True)
    shown(qtbot, tabs)

    tabs.go("notes")
    tabs.rename("notes", "Notes (2)")
    tabs.go("nowhere")

    assert tabs.key == "notes"
    assert tabs.tabText(1) == "Notes (2)"
    assert nameless(tabs) == []


def test_long_work_shows_how_far_it_is_and_can_be_stopped(theme, qtbot):
    from threading import Event

    class Page:
        error: KnownError | None = None

        def failed(self, error):
            self.error = error

    page, bar, tasks, stopped = Page(), BusyBar(theme), Tasks(), Event()
    shown(qtbot, bar)

    def work(progress):
        progress(3, 10)
        stopped.wait(5)
        progress(4, 10)

    job = tasks.call(work, failed=page.failed, progress=bar.show_progress)
    bar.start("Reading the file", job)
    qtbot.waitUntil(lambda: bar._bar.value() == 3)
    qtbot.mouseClick(bar.findChild(QPushButton), Qt.MouseButton.LeftButton)
    stopped.set()
    qtbot.waitUntil(lambda: page.error is not None)
    bar.finish()
    tasks.close()

    assert isinstance(page.error, Cancelled)
    assert bar.isHidden()


def test_a_banner_says_a_known_error_and_is_silent_when_hidden(theme, qtbot):
    banner = Banner(theme)
    shown(qtbot, banner)

    banner.show_error(KnownError("The disk is full.", means="Nothing was saved.", do="Make room."))
    assert banner.text == "The disk is full. Nothing was saved. Make room."

    banner.hide()
    assert banner.text == ""


@pytest.fixture
def pair(theme, qtbot):
    panel = RecordPanel(theme)
    panel.set_title("Robin Madeup", "PC-0001")
    both = ListAndRecord(theme, QWidget(), panel)
    shown(qtbot, both)
    both.resize(theme.em(80), 400)
    return both, panel


def test_a_record_opens_beside_its_list_and_esc_closes_it(pair, qtbot):
    both, panel = pair
    both.open_record()
    assert panel.isVisible()
    assert both._list.isVisible()

    QTest.keyClick(panel, Qt.Key.Key_Escape)

    assert not panel.isVisible()
    assert not both.is_open


def test_where_there_is_no_room_the_record_takes_all_of_it(pair, theme):
    both, panel = pair
    both.open_record()

    both.resize(theme.em(40), 400)

    assert panel.isVisible()
    assert not both._list.isVisible()
    both.close_record()
    assert both._list.isVisible()


def test_f11_gives_the_record_all_the_room_and_takes_it_back(pair):
    both, panel = pair
    both.open_record()

    QTest.keyClick(panel, Qt.Key.Key_F11)
    assert not both._list.isVisible()
    assert panel.wide_button.accessibleName() == "Show the list beside the record"
    QTest.keyClick(panel.wide_button, Qt.Key.Key_F11)

    assert both._list.isVisible()


def test_tabs_without_room_are_named_in_a_menu(theme, qtbot):
    tabs = Tabs(theme, "Parts of the record")
    for key in ("Summary", "Timeline", "Notes", "In the return", "Who looked"):
        tabs.add(key, key, label(key))
    tabs.resize(theme.em(80), 200)
    shown(qtbot, tabs)
    assert not tabs.more.isVisible()

    tabs.resize(theme.em(20), 200)
    assert tabs.more.isVisible()
    tabs.more.menu().aboutToShow.emit()
    tabs.more.menu().actions()[4].trigger()

    assert tabs.key == "Who looked"


def test_a_cleared_panel_holds_nothing_of_the_record(pair, qtbot):
    _both, panel = pair
    panel.body.addWidget(label("A note"))
    panel.buttons.addWidget(QPushButton("Edit"))

    panel.clear()
    qtbot.waitUntil(lambda: "A note" not in said(panel))

    assert "Robin Madeup" not in said(panel)
    assert panel.buttons.count() == panel.body.count() == 0


def test_buttons_go_on_to_a_next_line(theme, qtbot):
    holder = QWidget()
    flow = FlowLayout(theme)
    buttons = [QPushButton(f"A button {n}") for n in range(4)]
    for button in buttons:
        flow.addWidget(button)
    holder.setLayout(flow)
    shown(qtbot, holder)

    holder.resize(flow.sizeHint().width(), 300)
    flow.activate()
    one_line = len({button.y() for button in buttons})
    holder.resize(flow.sizeHint().width() // 2 + 20, 300)
    flow.activate()

    assert (one_line, len({button.y() for button in buttons})) == (1, 2)
    assert flow.heightForWidth(40) > flow.heightForWidth(4_000)


def test_parts_stand_below_one_another_where_it_is_narrow(theme, qtbot):
    parts = [QWidget(), QWidget()]
    both = SideBySide(theme, parts)
    shown(qtbot, both)

    both.resize(theme.em(50), 300)
    set_out(both)
    wide = parts[1].x()
    both.resize(theme.em(20), 300)
    set_out(both)

    assert wide > 0
    assert parts[1].x() == 0


def test_the_buttons_of_a_page_go_below_a_long_title(theme, qtbot):
    head = PageHead(theme, "Return for Q3 2026-27 (October to December 2026)", "All places")
    button = QPushButton("Preview and print")
    head.add_button(button)
    shown(qtbot, head)

    head.resize(theme.em(80), 100)
    set_out(head)
    beside = button.mapTo(head, button.rect().topLeft()).y()
    head.resize(theme.em(22), 160)
    set_out(head)

    assert button.mapTo(head, button.rect().topLeft()).y() > beside + 10


def in_a_page(theme, qtbot, content: QWidget, lines: float) -> QScrollArea:
    """A page of so many lines that scrolls, with this in it."""
    inner = QWidget()
    inside = QVBoxLayout(inner)
    inside.addWidget(content)
    page = scrolling(inner)
    page.resize(theme.em(40), theme.em(lines))
    shown(qtbot, page)
    set_out(inner)
    return page


@pytest.mark.parametrize(("lines", "scrolls_by_itself"), [(LOW - 5, False), (LOW + 5, True)])
def test_a_tall_tab_scrolls_by_itself_only_where_there_is_room_for_that(theme, qtbot, lines, scrolls_by_itself):
    tall = QWidget()
    tall.setMinimumHeight(theme.em(3 * LOW))
    tabs = Tabs(theme, "Parts of the record")
    tabs.add("short", "Short", label("Short"), scrolls=True)
    tabs.add("tall", "Tall", tall, scrolls=True)

    page = in_a_page(theme, qtbot, tabs, lines)
    assert page.verticalScrollBar().maximum() == 0
    tabs.go("tall")

    [inner] = [area for area in tabs.findChildren(GivingWay) if area.isVisible()]
    qtbot.waitUntil(lambda: (inner.verticalScrollBar().maximum() > 0) is scrolls_by_itself)
    qtbot.waitUntil(lambda: (page.verticalScrollBar().maximum() > 0) is not scrolls_by_itself)
    tabs.go("short")
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == 0)


def test_in_a_low_window_the_head_of_a_record_scrolls_with_it_and_is_never_cut(theme, qtbot):
    panel = RecordPanel(theme)
    panel.set_title("Tam Ash", "YP-1")
    for words in ("Edit", "New referral", "New note", "Merge", "Restrict", "Safeguarding concern now"):
        panel.buttons.addWidget(QPushButton(words))
    [area] = panel.findChildren(QScrollArea)
    panel.resize(theme.em(20), theme.em(LOW - 10))
    shown(qtbot, panel)

    assert area.isAncestorOf(panel.close_button)
    qtbot.waitUntil(lambda: panel.buttons.geometry().height() >= panel.buttons.heightForWidth(theme.em(18)))

    panel.resize(theme.em(20), theme.em(LOW + 10))
    assert not area.isAncestorOf(panel.close_button)
    qtbot.waitUntil(panel.close_button.isVisible)


def test_a_combo_box_says_by_dots_that_its_words_have_no_room(theme, qtbot):
    combo, other = WheelSafeCombo(), WheelSafeCombo()
    combo.addItem("Basingstoke and Deane")
    width = combo.sizeHint().width() * 2 // 3
    for each in (combo, other):
        each.setFixedWidth(width)
        shown(qtbot, each)
    option = QStyleOptionComboBox()
    combo.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    room = combo.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, combo).width()
    dotted = combo.fontMetrics().elidedText(combo.currentText(), Qt.TextElideMode.ElideRight, room)
    other.addItem(dotted)

    assert dotted.endswith("…")
    assert combo.grab().toImage() == other.grab().toImage()
