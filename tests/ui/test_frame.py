"""The frame: pages, views, place and quarter, keys, locking."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPushButton, QToolButton, QWidget
from shiboken6 import delete

from tests.ui.desks import make_desk
from tests.ui.walking import nameless
from ui.action import Action
from ui.cover import CoverPage
from ui.desk import Desk
from ui.frame import Frame, FrameFacts
from ui.help_sheets import HelpSheet, ShortcutSheet
from ui.navigation import PageSpec
from ui.palette import Found, Palette, RecordSearch
from ui.reveal import Reveal
from ui.widgets.columns import question
from ui.widgets.fields import Option, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.text import label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.session_pin import MOST_TRIES, SessionPin
from vrp_desktop.calendar import Quarter
from vrp_desktop.changes import changes_of
from vrp_desktop.people.naming import PersonWords, View

ROBIN = PersonWords("p1", "YP-7K3M9QX", "Robin", "Madeup")


class NamesPage(Page):
    """Shows a name, and counts what is asked of it."""

    watches = ("person",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Names")
        self.fetched = 0
        self.opened: list[dict[str, str]] = []
        self.drafts = 0
        self.name = label(desk.view.name(ROBIN))
        self.content.addWidget(self.name)
        self.add_action(Action("names.add", "Add", "plus", "Ctrl+N", "Add a child"), self.add, "primary")
        self.added = 0

    def refresh(self):
        self.fetched += 1

    def open_at(self, where):
        self.opened.append(dict(where))

    def keep_drafts(self):
        self.drafts += 1

    def add(self):
        self.added += 1


class OtherPage(Page):
    """Another page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Other")


class Dialog(FormDialog):
    """Saves nothing."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, "Add", (Text(name="surname", label="Surname"),), parent)


def find(_store, typed):
    return [ROBIN] if typed.casefold() in "robin madeup" else []


def build(desk: Desk) -> Frame:
    desk.navigation.register(
        PageSpec("home", "Home", "home", OtherPage),
        PageSpec("names", "Names", "people", NamesPage, opens=("person",)),
        PageSpec("audit", "Audit", "audit", OtherPage, Permission.ERASE),
    )
    search = RecordSearch(
        lambda typed: question(find, typed),
        lambda people: [Found("person", p.person_id, desk.view.name(p), p.code) for p in people],
    )
    facts = FrameFacts("Testshire", [Option("PO", "Portsmouth")], [Quarter(2026, 2), Quarter(2026, 1)], search=search)
    return Frame(desk, facts)


@pytest.fixture
def frame(desk, qtbot):
    made = build(desk)
    made.resize(1366, 768)
    made.show()
    made.start()
    qtbot.waitUntil(lambda: made.page is not None)
    yield made
    # At once: a window that is deleted later takes the activation from the next test's.
    delete(made)


def press(window: QWidget, keys: str) -> None:
    """Press keys in a window as a person does: once it is the active one, at whatever has the focus in it."""
    window.activateWindow()
    handle = window.windowHandle()
    assert handle is not None
    assert QTest.qWaitForWindowActive(handle)
    QTest.keySequence(handle, QKeySequence(keys))


def names_page(frame: Frame) -> NamesPage:
    frame.desk.navigation.go("names")
    page = frame.page
    assert isinstance(page, NamesPage)
    return page


def test_only_pages_of_the_role_are_offered(frame):
    assert frame.findChild(QPushButton, "go_names") is not None
    assert frame.findChild(QPushButton, "go_audit") is None


def test_a_press_in_the_navigation_shows_the_page(frame, qtbot):
    qtbot.mouseClick(frame.findChild(QPushButton, "go_names"), Qt.MouseButton.LeftButton)

    assert isinstance(frame.page, NamesPage)
    assert frame.findChild(QPushButton, "go_names").isChecked()


def press_as_a_screen_reader(button: QAbstractButton) -> None:
    """The first thing that the button offers to do, as another program asks for it."""
    asked = QAccessible.queryAccessibleInterface(button).actionInterface()
    asked.doAction(asked.actionNames()[0])


def test_a_screen_reader_goes_to_a_page_and_covers_the_names(frame):
    press_as_a_screen_reader(frame.findChild(QPushButton, "go_names"))
    assert isinstance(frame.page, NamesPage)

    press_as_a_screen_reader(frame.findChild(QToolButton, "view.initials_button"))
    assert frame.desk.view.mode is View.INITIALS


def test_ctrl_and_a_number_shows_a_page_and_alt_left_goes_back(frame):
    press(frame, "Ctrl+2")
    assert isinstance(frame.page, NamesPage)

    press(frame, "Alt+Left")
    assert isinstance(frame.page, OtherPage)


def test_a_page_is_fetched_when_shown_and_after_a_change_it_watches(frame, qtbot):
    page = names_page(frame)
    assert page.fetched == 1

    frame.desk.hub.announce(changes_of([("action", "a1")]))
    frame.desk.hub.announce(changes_of([("person", "p1")]))

    qtbot.waitUntil(lambda: page.fetched == 2)


def test_a_hidden_page_is_fetched_when_it_is_next_shown(frame, qtbot):
    page = names_page(frame)
    frame.desk.navigation.go("home")

    with qtbot.waitSignal(frame.desk.hub.changed):
        frame.desk.hub.announce(changes_of([("person", "p1")]))
    assert page.fetched == 1
    frame.desk.navigation.go("names")

    assert page.fetched == 2


def test_a_page_that_is_being_edited_is_not_fetched_again(frame, qtbot, monkeypatch):
    page = names_page(frame)
    monkeypatch.setattr(NamesPage, "is_editing", lambda _page: True)

    with qtbot.waitSignal(frame.desk.hub.changed):
        frame.desk.hub.announce(changes_of([("person", "p1")]))

    assert page.fetched == 1


def test_another_place_or_quarter_is_remembered_and_fetched(frame, qtbot):
    page = names_page(frame)

    frame.topbar.place.setCurrentIndex(1)
    frame.topbar.place.activated.emit(1)
    frame.topbar.quarter.setCurrentIndex(1)
    frame.topbar.quarter.activated.emit(1)

    assert (frame.desk.view.place, frame.desk.view.quarter) == ("PO", Quarter(2026, 1))
    assert (frame.desk.settings.now.place, frame.desk.settings.now.quarter) == ("PO", "2026-27Q1")
    assert page.fetched == 3


def test_changing_the_view_leaves_no_name_behind(frame, qtbot):
    page = names_page(frame)
    assert "Madeup" in page.name.text()

    with qtbot.waitSignal(page.destroyed):
        press(frame, "Ctrl+Shift+I")

    said = " ".join(part.text() for part in frame.findChildren(QLabel))
    assert "RM YP-7K3M9QX" in said
    assert "Madeup" not in said


def test_the_cover_hides_every_page_and_esc_does_not_lift_it(frame, qtbot):
    page = names_page(frame)

    with qtbot.waitSignal(page.destroyed):
        press(frame, "Ctrl+Shift+H")
    qtbot.keyClick(frame, Qt.Key.Key_Escape)

    assert isinstance(frame.stack.currentWidget(), CoverPage)
    assert frame.page is None
    assert frame.desk.view.is_covered

    press(frame, "Ctrl+Shift+N")
    assert isinstance(frame.page, NamesPage)


def test_no_page_can_be_reached_under_the_cover(frame):
    frame.desk.view.set_mode(View.COVERED)

    frame.desk.navigation.go("names")

    assert frame.page is None


def test_drafts_are_kept_before_pages_are_dropped(frame, monkeypatch):
    page = names_page(frame)
    kept: list[int] = []
    monkeypatch.setattr(page, "keep_drafts", lambda: kept.append(1))

    frame.desk.view.set_mode(View.INITIALS)

    assert kept


def test_a_pages_action_works_by_button_key_and_palette(frame, qtbot):
    page = names_page(frame)

    qtbot.mouseClick(frame.findChild(QPushButton, "names.add_button"), Qt.MouseButton.LeftButton)
    page.setFocus()
    press(frame, "Ctrl+N")
    frame.desk.actions.run("names.add")

    assert page.added == 3


def test_a_hidden_pages_action_is_not_offered(frame):
    names_page(frame)
    frame.desk.navigation.go("home")

    assert "names.add" not in {action.id for action, _made in frame.desk.actions.offered()}


def test_ctrl_k_finds_records_and_opens_them(frame, qtbot):
    press(frame, "Ctrl+K")
    palette = frame.findChild(Palette)
    qtbot.keyClicks(palette.box, "madeup")
    qtbot.waitUntil(lambda: "Robin Madeup" in palette.titles())

    qtbot.keyClick(palette.box, Qt.Key.Key_Return)

    assert frame.page.opened == [{"kind": "person", "record": "p1"}]


def test_ctrl_k_runs_actions(frame, qtbot):
    press(frame, "Ctrl+K")
    palette = frame.findChild(Palette)
    qtbot.keyClicks(palette.box, "show initials")
    assert palette.titles()[0].startswith("Show initials")

    qtbot.keyClick(palette.box, Qt.Key.Key_Return)

    assert frame.desk.view.mode is View.INITIALS


def test_the_palette_finds_no_record_under_the_cover(frame, qtbot):
    frame.desk.view.set_mode(View.COVERED)
    press(frame, "Ctrl+K")
    palette = frame.findChild(Palette)

    qtbot.keyClicks(palette.box, "madeup")

    assert palette.titles() == []


def test_the_palette_is_freed_when_it_closes(frame, qtbot):
    press(frame, "Ctrl+K")
    palette = frame.findChild(Palette)

    with qtbot.waitSignal(palette.destroyed):
        palette.close()


def test_f1_says_what_the_word_in_focus_means(frame, qtbot):
    frame.topbar.place.setFocus()
    qtbot.waitUntil(frame.topbar.place.hasFocus)

    press(frame, "F1")
    sheet = frame.findChild(HelpSheet)

    assert sheet.search.text() == "Place"
    assert "Place" in sheet.words()


def test_the_sheet_of_shortcuts_names_them_all(frame):
    press(frame, "Ctrl+/")
    sheet = frame.findChild(ShortcutSheet)
    said = " ".join(part.text() for part in sheet.findChildren(QLabel))

    assert all(words in said for words in ("Ctrl+K", "Ctrl+Shift+H", "Alt+Left", "Ctrl+2", "F5"))


def test_the_look_is_changed_by_keys_and_remembered(frame):
    press(frame, "Ctrl+Shift+D")
    press(frame, "Ctrl+=")

    assert (frame.desk.settings.now.theme, frame.desk.settings.now.font_scale) == ("dark", 1.15)
    press(frame, "Ctrl+-")
    press(frame, "Ctrl+Shift+D")
    assert (frame.desk.settings.now.theme, frame.desk.settings.now.font_scale) == ("light", 1.0)


def test_idleness_locks_and_a_key_puts_it_off(frame, desk, qtbot):
    locked: list[bool] = []
    frame.locked.connect(locked.append)
    desk.clock.advance(timedelta(minutes=9, seconds=30))
    frame.idle.look()
    assert frame.status._idle.text() == "Locks in 30 s"

    QTest.keyClick(frame.windowHandle(), Qt.Key.Key_Shift)
    desk.clock.advance(timedelta(minutes=9))
    frame.idle.look()
    assert locked == []

    desk.clock.advance(timedelta(minutes=2))
    frame.idle.look()
    qtbot.waitUntil(lambda: locked == [True])


def test_locking_closes_what_is_open_above_without_asking(frame, desk, door, qtbot):
    dialog = Dialog(desk, frame)
    dialog.open()
    qtbot.keyClicks(dialog.form.editor("surname").target(), "Made")

    with qtbot.waitSignal(frame.locked), qtbot.waitSignal(dialog.destroyed):
        press(dialog, "Ctrl+L")

    assert door.asked == []


def test_no_idle_lock_where_the_minutes_are_nought(frame, desk):
    locked: list[bool] = []
    frame.locked.connect(locked.append)
    frame.idle.set_minutes(0)

    desk.clock.advance(timedelta(hours=9))
    frame.idle.look()

    assert locked == []
    assert frame.status._idle.text() == ""


def test_what_was_done_is_noted_at_the_foot(frame, desk):
    desk.messages.note("The action was added.")

    assert frame.status._note.text() == "The action was added."


def test_every_control_of_the_frame_has_a_name(frame, qtbot):
    names_page(frame)
    press(frame, "Ctrl+K")

    assert nameless(frame) == []
    assert nameless(frame.findChild(Palette)) == []


def test_folded_navigation_keeps_its_names(frame):
    press(frame, "Ctrl+B")

    assert frame.findChild(QPushButton, "go_names").text() == ""
    assert nameless(frame) == []
    assert not frame.desk.settings.now.navigation_open


def test_the_frame_fits_a_small_screen_with_the_font_doubled(frame, desk):
    desk.theme.set_scale(2.0)
    names_page(frame)
    frame.resize(1366, 768)

    fits = frame.width() <= 1366 and frame.height() <= 768 and frame.minimumSizeHint().width() <= 1366
    desk.theme.set_scale(1.0)

    assert fits


def test_the_window_keeps_its_place(frame, desk):
    frame.resize(1_100, 700)
    frame.close()

    assert desk.settings.now.geometry


def test_a_frame_is_freed_when_its_session_ends(desk, qtbot):
    frame = build(desk)
    frame.show()
    names_page(frame)

    frame.drop_pages()
    with qtbot.waitSignal(frame.destroyed):
        frame.deleteLater()

    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Frame) and w.isVisible()]


def test_the_screen_is_covered_by_its_key_while_a_dialog_is_open(frame, desk, qtbot):
    dialog = Dialog(desk, frame)
    dialog.open()

    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, "Ctrl+Shift+H")

    assert desk.view.is_covered


def test_a_cover_that_has_been_on_for_a_while_is_lifted_by_the_passphrase_only(frame, desk, qtbot):
    desk.view.set_mode(View.COVERED)
    desk.clock.advance(timedelta(seconds=59))
    desk.actions.run("view.names")
    assert desk.view.mode is View.NAMES

    desk.view.set_mode(View.COVERED)
    desk.clock.advance(timedelta(seconds=61))
    with qtbot.waitSignal(frame.locked):
        desk.actions.run("view.names")

    assert desk.view.is_covered


def test_one_key_covers(frame, desk):
    press(frame, "F12")

    assert desk.view.is_covered


def test_an_observer_takes_names_off_and_they_stay_off_until_the_observer_left_and_the_pin_was_given(
    frame, desk, qtbot
):
    page = names_page(frame)
    desk.view.pin = SessionPin("7391")

    with qtbot.waitSignal(page.destroyed):
        desk.view.set_observed(True)
    assert not desk.view.shows_names
    desk.actions.run("view.names")
    assert not desk.view.shows_names

    desk.view.set_observed(False)
    desk.actions.run("view.names")
    dialog = frame.findChild(Reveal)
    assert not desk.view.shows_names
    dialog.form.put({"pin": "7392"})
    dialog.submit()
    assert not desk.view.shows_names
    dialog.form.put({"pin": "7391"})
    dialog.submit()
    assert desk.view.shows_names


def test_while_a_sitting_is_live_idleness_covers_and_the_pin_lifts_the_cover_at_once(frame, desk, qtbot):
    locked: list[bool] = []
    frame.locked.connect(locked.append)
    desk.view.pin = SessionPin("7391")
    desk.view.set_live(True)
    desk.view.cover_words = "Item 3 of 12"

    desk.clock.advance(timedelta(minutes=11))
    frame.idle.look()

    assert desk.view.is_covered
    assert "Item 3 of 12" in [part.text() for part in frame.findChildren(QLabel)]
    desk.actions.run("view.names")
    assert desk.view.is_covered
    dialog = frame.findChild(Reveal)
    dialog.form.put({"pin": "7391"})
    dialog.submit()
    assert desk.view.shows_names
    assert not locked


def test_without_a_pin_the_passphrase_brings_names_back(frame, desk, qtbot):
    desk.view.set_live(True)
    desk.view.take_names_off(View.COVERED)

    with qtbot.waitSignal(frame.locked):
        desk.actions.run("view.names")

    assert desk.view.is_covered


def test_too_many_wrong_pins_lock(frame, desk, qtbot):
    desk.view.pin = SessionPin("7391")
    desk.view.take_names_off(View.COVERED)
    desk.actions.run("view.names")
    dialog = frame.findChild(Reveal)

    with qtbot.waitSignal(frame.locked):
        for _ in range(MOST_TRIES):
            dialog.form.put({"pin": "7392"})
            dialog.submit()
            desk.clock.advance(timedelta(hours=1))


def test_a_page_that_wants_the_whole_window_has_it_until_the_cover_comes(frame, desk, monkeypatch):
    monkeypatch.setattr(NamesPage, "wants_window", lambda _page: True)
    names_page(frame)
    assert not frame.sidebar.isVisible()
    assert not frame.topbar.isVisible()

    desk.view.set_mode(View.COVERED)

    assert frame.topbar.isVisible()


def test_with_the_font_doubled_the_place_and_the_quarter_are_read_whole(qtbot):
    frame = build(make_desk(scale=2.0))
    qtbot.addWidget(frame)
    frame.resize(1366, 768)
    frame.show()
    frame.start()

    for name in ("Place", "Quarter"):
        [combo] = [each for each in frame.findChildren(QComboBox) if each.accessibleName() == name]
        assert combo.width() >= combo.sizeHint().width()
    frame.desk.tasks.close()
