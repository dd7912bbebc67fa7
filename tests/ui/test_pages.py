"""Every page of the program over practice records: named controls, a small screen, no name left outside the view."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLabel
from shiboken6 import isValid

from db.stand_in import STAND_IN
from tests.architecture.sources import ROOT
from tests.support.practice import AS_AT
from tests.ui.door import PreparedDoor
from tests.ui.walking import nameless
from ui.messages import Messages
from ui.pages import PAGES, Late
from ui.session import Session
from ui.theme.theme import Theme
from ui.unlock.scenes import EntryScenes
from ui.unlock.window import UnlockWindow
from ui.unlock.work import Opened, open_workspace
from ui.widgets.data_table import DataTable
from vrp_desktop.clock import day_clock
from vrp_desktop.people.naming import View
from vrp_desktop.people.queries import people_page
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.settings import SettingsFile

KEYS = [spec.key for spec in PAGES]
SLOW = 20_000


@pytest.fixture(scope="module")
def practice(practice_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A practice workspace of a few children."""
    return Path(shutil.copytree(practice_template, tmp_path_factory.mktemp("pages") / "workspace"))


@pytest.fixture(scope="module")
def windows(qapp: QApplication) -> Iterator[list[str]]:
    """The names of the windows that took the keyboard, dialogs aside."""
    taken: list[str] = []

    def take(window: QWindow | None) -> None:
        if window is not None and window.type() is Qt.WindowType.Window:
            taken.append(window.objectName())

    qapp.focusWindowChanged.connect(take)
    yield taken
    qapp.focusWindowChanged.disconnect(take)


@pytest.fixture(scope="module")
def opened(practice: Path) -> Opened:
    """The practice workspace, unlocked; the session closes it."""
    return open_workspace(practice, USER, PASSPHRASE, day_clock(AS_AT), lambda _so_far, _of: None)


@pytest.fixture(scope="module")
def session(qapp: QApplication, opened: Opened, windows: list[str]) -> Iterator[Session]:
    """The whole frame over the practice workspace; its view is put back by each test."""
    made = Session(Theme(qapp), Messages(PreparedDoor()), SettingsFile(None), opened)
    made.frame.resize(1366, 768)
    made.start()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def names(session: Session) -> Iterator[None]:
    """Names, light and the usual size after each test."""
    yield
    session.desk.view.set_mode(View.NAMES)
    session.desk.theme.set_scale(1.0)


def show(qtbot, session: Session, key: str):
    """Go to a page and wait until it has answered."""
    session.desk.navigation.go(key)
    qtbot.waitUntil(session.desk.tasks.is_idle, timeout=SLOW)
    page = session.frame.page
    assert page is not None
    return page


def test_every_page_that_there_is_stands_in_the_navigation():
    written = {f"ui.{path.parent.name}.page" for path in (ROOT / "ui").glob("*/page.py")} - {"ui.widgets.page"}

    assert {spec.factory.module for spec in PAGES if isinstance(spec.factory, Late)} == written
    assert len(KEYS) == len(written)


@pytest.mark.parametrize("key", KEYS)
def test_every_control_of_every_page_has_a_name(qtbot, session, key):
    page = show(qtbot, session, key)

    assert nameless(page) == []


def test_every_page_fits_a_small_screen_with_the_font_doubled(qtbot, session):
    session.desk.theme.set_scale(2.0)
    too_large = []

    for key in KEYS:
        show(qtbot, session, key)
        session.frame.resize(1366, 768)
        if session.frame.width() > 1366 or session.frame.height() > 768:
            too_large.append(key)

    assert too_large == []


@pytest.mark.parametrize("key", KEYS)
def test_every_dialog_of_every_page_has_named_controls_and_is_freed(qtbot, session, key):
    page = show(qtbot, session, key)
    for name, opener in page.scenes():
        opener()
        qtbot.waitUntil(session.desk.tasks.is_idle, timeout=SLOW)
        dialog = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if isinstance(dialog, QDialog):
            assert nameless(dialog) == [], name
            with qtbot.waitSignal(dialog.destroyed):
                dialog.done(0)


def test_the_unlock_window_and_its_dialogs_have_named_controls_and_are_freed(qtbot, session, opened):
    desk = session.desk
    window = UnlockWindow(desk.theme, desk.tasks, desk.messages, SettingsFile(None), desk.clock)
    qtbot.addWidget(window)
    window.show()
    scenes = EntryScenes(desk, window, opened)
    for name, method in scenes.names:
        getattr(scenes, method)()
        dialog = QApplication.activeModalWidget()
        assert nameless(dialog or window) == [], name
        if isinstance(dialog, QDialog):
            with qtbot.waitSignal(dialog.destroyed):
                dialog.done(0)


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("mode", [View.INITIALS, View.COVERED])
def test_outside_the_view_of_names_no_name_can_be_read(qtbot, session, key, mode):
    people = session.desk.tasks._open_store().read(people_page, limit=100)
    surnames = {person.words.surname for person in people} - {STAND_IN}
    show(qtbot, session, key)

    before = session.frame.page
    session.desk.view.set_mode(mode)
    qtbot.waitUntil(lambda: not isValid(before) and session.desk.tasks.is_idle(), timeout=SLOW)

    read = [*_labels(session), *_cells(session)]
    assert [text for text in read if any(surname in text for surname in surnames)] == []


def _labels(session: Session) -> list[str]:
    return [part.text() for part in session.frame.findChildren(QLabel)]


def _cells(session: Session) -> Iterator[str]:
    from PySide6.QtWidgets import QTableView

    for view in session.frame.findChildren(QTableView):
        model = view.model()
        for row in range(min(model.rowCount(), 100)):
            yield from (str(model.index(row, column).data() or "") for column in range(model.columnCount()))


def test_no_part_of_a_page_flashes_up_as_a_window_of_its_own_while_it_is_made(qtbot, session, windows):
    for key in KEYS:
        page = show(qtbot, session, key)
        for table in page.findChildren(DataTable):
            table.view.go_to(0)
            if table.isVisible() and table.current() is not None:
                table.opened.emit(table.current())
                qtbot.waitUntil(session.desk.tasks.is_idle, timeout=SLOW)

    assert "frameWindow" in windows
    assert set(windows) <= {"frameWindow", "unlockWindow"}
