"""Outside the view of names nothing of the store gives a name or a free text away: every page, record and dialog."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from tests.support.marking import MARK, mark_everything
from tests.support.practice import AS_AT
from tests.ui.door import PreparedDoor
from tests.ui.seeing import given_away, painted
from ui.look import Photographer
from ui.messages import Messages
from ui.pages import PAGES
from ui.palette import Palette
from ui.session import Session
from ui.theme.theme import Theme
from ui.unlock.work import open_workspace
from vrp_desktop.clock import day_clock
from vrp_desktop.people.naming import View
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.settings import SettingsFile

KEYS = [spec.key for spec in PAGES]


class Watcher(Photographer):
    """Looks at every window where the photographer would take its picture."""

    def __init__(self, app: QApplication, session: Session) -> None:
        super().__init__(app, session, Path(), (1366, 768))
        self.leaks: dict[str, list[str]] = {}
        self.seen: list[str] = []

    def keep(self, widget: QWidget, name: str) -> Path:
        self.seen.append(name)
        frame = self._session.frame
        # Pages that were shown before stay in the frame; each is looked at in its own test.
        parts = [frame.page, frame.sidebar, frame.topbar, frame.status] if widget is frame else [widget]
        found = [leak for part in parts if part is not None for leak in given_away(part, MARK)]
        found += ["title"] if MARK in frame.windowTitle() else []
        if found:
            self.leaks[name] = found
        return Path(name)


@pytest.fixture(scope="module")
def session(qapp: QApplication, practice_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The frame over a practice workspace whose every name and free text is marked."""
    folder = Path(shutil.copytree(practice_template, tmp_path_factory.mktemp("marked") / "workspace"))
    opened = open_workspace(folder, USER, PASSPHRASE, day_clock(AS_AT), lambda _so_far, _of: None)
    opened.workspace.write(mark_everything)
    made = Session(Theme(qapp), Messages(PreparedDoor()), SettingsFile(None), opened)
    made.frame.resize(1366, 768)
    made.start()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def codes(session: Session) -> None:
    """Initials and codes before each test."""
    session.desk.view.set_mode(View.INITIALS)


@pytest.mark.parametrize("key", KEYS)
def test_initials_and_codes_give_no_name_and_no_free_text_away(qapp, session, key):
    watcher = Watcher(qapp, session)

    watcher.take_page(key)

    assert watcher.seen
    assert watcher.leaks == {}


def test_a_search_outside_names_gives_nothing_of_what_it_finds_away(qtbot, session):
    session.desk.navigation.go("people")
    session.desk.actions.run("find")
    palette = session.frame.findChild(Palette)
    qtbot.keyClicks(palette.box, MARK[:4])
    qtbot.waitUntil(lambda: any("YP-" in title for title in palette.titles()))

    assert given_away(palette, MARK) == []
    palette.close()


def test_the_cover_gives_nothing_away_and_the_watcher_sees_names_where_they_are_shown(qtbot, session):
    desk = session.desk
    desk.view.set_mode(View.NAMES)
    desk.navigation.go("people")
    qtbot.waitUntil(lambda: desk.tasks.is_idle() and MARK in painted(session.frame))

    page = session.frame.page
    desk.view.set_mode(View.COVERED)
    qtbot.waitUntil(lambda: not isValid(page))

    assert given_away(session.frame, MARK) == []
