"""A whole practice panel of twelve children, by keyboard alone on the real window, with a crash in the middle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QWindow
from PySide6.QtTest import QTest
from sqlalchemy import select

from db.actions import Action
from db.conferences import Conference
from db.panel import PanelDecision
from tests.support.making import Making
from tests.support.workspaces import PASSPHRASE, USER
from tests.ui.door import PreparedDoor
from ui.messages import Messages
from ui.session import Session
from ui.sitting.live import LiveView
from ui.sitting.mode import Mode
from ui.sitting.page import SittingPage
from ui.theme.theme import Theme
from ui.unlock.work import open_workspace
from vrp_desktop.access.session_pin import SessionPin
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.people.naming import View
from vrp_desktop.returns.queries import live_content
from vrp_desktop.settings import SettingsFile
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.queries import live_sitting
from vrp_desktop.sitting.rows import LiveItem, LiveSitting

DAY = date(2026, 9, 22)
CHILDREN = 12


@dataclass
class Hands:
    """A person at the keyboard: presses keys at whatever has the focus, and reads what stands on the screen."""

    qtbot: Any
    session: Session
    clock: FixedClock

    @property
    def page(self) -> SittingPage:
        page = self.session.frame.page
        assert isinstance(page, SittingPage)
        return page

    @property
    def live(self) -> LiveView:
        assert self.page.live is not None
        return self.page.live

    @property
    def sitting(self) -> LiveSitting:
        assert self.live.sitting is not None
        return self.live.sitting

    @property
    def item(self) -> LiveItem:
        assert self.live.item is not None
        return self.live.item

    def wait(self, is_so: Callable[[], bool] = lambda: True) -> None:
        tasks = self.session.desk.tasks
        self.qtbot.waitUntil(lambda: tasks.is_idle() and not self._is_behind() and is_so())

    def press(self, *keys: str) -> None:
        for key in keys:
            self.clock.advance(timedelta(seconds=1))
            QTest.keySequence(self._window(), QKeySequence(key))
            self.wait()

    def type(self, text: str) -> None:
        """Type into the line that asks, and press Enter."""
        self._window()
        self.wait(lambda: self.live.entry.line.hasFocus())
        QTest.keyClicks(self.live.entry.line, text)
        QTest.keyClick(self.live.entry.line, Qt.Key.Key_Return)
        self.clock.advance(timedelta(seconds=1))
        self.wait()

    def decide(self, key: str, *lines: str) -> None:
        """The key of an outcome, each answer, and Enter at the sentence that is read back."""
        self.press(key)
        for line in lines:
            self.type(line)
        assert self.live.entry.ask is not None
        assert "Agreed?" in self.live.entry.ask.prompt
        self.press("Return")
        self.wait(lambda: self.live.item is not None and self.live.item.row.outcome is not None)

    def next(self) -> None:
        before = self.live.item.row.item_id if self.live.item else ""
        self.press("Space")
        self.wait(lambda: self.live.item is not None and self.live.item.row.item_id != before)

    def _window(self) -> QWindow:
        """The window that has the keyboard."""
        frame = self.session.frame
        handle = frame.windowHandle()
        assert handle is not None
        if not frame.isActiveWindow():
            frame.activateWindow()
            assert QTest.qWaitForWindowActive(handle)
        return handle

    def _is_behind(self) -> bool:
        """Whether the view has yet to fetch what was just changed."""
        page = self.session.frame.page
        return isinstance(page, SittingPage) and page.live is not None and page.live.sitting is None


def start(qtbot, qapp, folder: Path, clock: FixedClock, sitting_id: str) -> Hands:
    """The program on the workspace, at the live view of the sitting."""
    opened = open_workspace(folder, USER, PASSPHRASE, clock, lambda _so_far, _of: None)
    session = Session(Theme(qapp), Messages(PreparedDoor()), SettingsFile(None), opened)
    session.frame.resize(1366, 768)
    session.start()
    session.desk.navigation.go("sitting", record=sitting_id)
    hands = Hands(qtbot, session, clock)
    hands.wait(lambda: hands.live.sitting is not None)
    return hands


@pytest.fixture
def panel(make: Making) -> str:
    """A sitting of today with twelve children on its agenda."""
    cases = [make.screened(on=date(2026, 9, 1)) for _ in range(CHILDREN)]
    make.on(DAY)
    sitting_id = make.sitting(DAY, chair="Chris Made-Up")
    make.do(put_on_agenda, sitting_id, cases)
    return sitting_id


def lines_of(read) -> dict[str, int]:
    """What the return of the quarter says, line by line."""
    content = live_content(read, Quarter.of(DAY), None)
    return {line.spec.code: int(line.value) for line in content.lines if isinstance(line.value, int)}


def test_a_whole_panel_is_run_by_keys_alone_over_a_crash(qtbot, qapp, make, panel, workspace_folder, clock):
    before = make.see(lines_of)
    make.workspace.close()
    hands = start(qtbot, qapp, workspace_folder, clock, panel)
    desk = hands.session.desk
    desk.view.pin = SessionPin("7391")

    # Seven agencies: five there, one by a deputy, one that sends apologies and had sent what it knows.
    hands.press("Return")
    hands.wait(lambda: hands.live.mode is Mode.ROOM and hands.sitting.state == rules.LIVE)
    hands.press("A", "A", "S", "A", "P")
    hands.press("Up", "F", "Down", "A")
    hands.press("+")
    hands.type("camhs")
    hands.press("M")
    while hands.live.mode is Mode.STATEMENT:
        hands.press("Return")
    hands.wait(lambda: hands.sitting.statement_read_at is not None)
    states = {seat.form.agency_code: seat.form for seat in hands.sitting.seats}
    assert states["CHILDRENS_SERVICES"].state == "SUBSTITUTE"
    assert states["HEALTH_ICB"].state == "APOLOGIES"
    assert states["HEALTH_ICB"].information_on == DAY
    assert len([form for form in states.values() if form.state]) == 7

    # The first child: agencies tell, the child's voice, and a decision with an action and a programme.
    hands.press("Space")
    hands.wait(lambda: hands.live.item is not None)
    hands.press("C")
    hands.type("1")
    hands.type("Seen twice at night")
    hands.press("C")
    hands.type("yjs")
    hands.type(".")
    hands.press("V")
    hands.type("Wants to go back to football")
    hands.decide("O", "He asked for a mentor", "yjs 15/1", "call mum 4/12", "", "mentoring", "")
    assert hands.item.row.read_back.startswith("Offer support: Mentoring; youth justice service to call mum")
    assert [(told.text, told.nothing_known) for told in hands.item.told] == [
        ("Seen twice at night", False),
        ("", True),
    ]

    # The second: a school joins for this child alone, online.
    hands.next()
    hands.press("H", "T", "Home", "Down", "Down", "Down", "J")
    hands.type("Head of year, online")
    hands.press("Space")
    hands.decide("N", "All is well at school", "edu", "", "")
    # The third and the fourth are put off.
    for _ in range(2):
        hands.next()
        hands.decide("D", "A word is missing", "edu 2w", "", "")
    # The fifth: the panel could not agree.
    hands.next()
    hands.decide("X", "Two views", "vru", "Police wished to wait", "", "")
    # The sixth: decided, taken back, and decided otherwise.
    hands.next()
    hands.decide("S", "A club is near", "vru", "", "")
    hands.press("Ctrl+Z")
    hands.wait(lambda: hands.item.row.outcome is None)
    hands.decide("A", "Help is there", "yjs", "", "")

    # The seventh: an observer arrives, and names are gone by themselves.
    hands.next()
    hands.press("H", "O")
    hands.type("A student")
    hands.wait(lambda: desk.view.mode is View.INITIALS and hands.live.sitting is not None)
    hands.wait(lambda: bool(hands.sitting.items))
    assert desk.view.is_observed
    hands.press("Space")
    hands.wait(lambda: hands.live.item is not None and hands.live.mode is Mode.CASE)

    # A crash in the middle of a decision: what was typed is kept within a second.
    hands.press("K")
    hands.type("He is settling")
    QTest.keyClicks(hands.live.entry.line, "vru 6w")
    hands.live.drafting.soon.timeout.emit()
    hands.wait()
    crashed = hands.session
    crashed.desk.tasks.close()
    crashed._workspace.close()
    crashed.frame.hide()

    again = start(qtbot, qapp, workspace_folder, clock, panel)
    again.wait(lambda: again.live.flow is not None and again.live.entry.text() == "vru 6w")
    QTest.keyClick(again.live.entry.line, Qt.Key.Key_Return)
    again.wait()
    again.type("")
    again.type("")
    again.press("Return")
    again.wait(lambda: again.item.row.outcome == "KEEP_UNDER_REVIEW")
    for _ in range(5):
        again.next()
        again.decide("O", "Asked for help", "yjs", "", "")
    again.press("F8")
    again.type("6/10")
    again.wait(lambda: again.live.mode is Mode.ENDED)

    opened = again.session.desk.workspace
    assert opened is not None
    see = opened.read
    ended = see(live_sitting, panel)
    assert [item.outcome for item in ended.items] == [
        "OFFER_SUPPORT", "NO_SUPPORT_NEEDED", "DEFER_INFO", "DEFER_INFO", "PANEL_COULD_NOT_AGREE", "ALREADY_SUPPORTED",
        "KEEP_UNDER_REVIEW", *["OFFER_SUPPORT"] * 5,
    ]  # fmt: skip
    row = see(lambda read: read.session.get(Conference, panel))
    assert (row.status, row.state, row.next_on) == ("HELD", rules.ENDED, date(2026, 10, 6))
    assert see(lambda read: read.session.scalars(select(Action.text)).all()) == ["Call mum"]
    made = see(lambda read: read.session.scalars(select(PanelDecision.outcome).order_by(PanelDecision.id)).all())
    assert made == [item.outcome for item in ended.items]
    after = see(lines_of)
    moved = {code: after[code] - before.get(code, 0) for code in after if after[code] != before.get(code, 0)}
    again.session.close()
    # Two were put off, so ten are counted as discussed; what was taken back left nothing behind.
    assert moved == {
        "YFPP_DISCUSSED": 10,
        "YFPP_DECISIONS": 10,
        "YFPP_OFFERED": 6,
        "YFPP_OPEN_CASES": 10,
        "CONFERENCES_HELD": 1,
        "CORE_EXPECTED": 6,
        "CORE_PRESENT": 5,
        "CORE_EXPECTED_4Q": 6,
        "CORE_PRESENT_4Q": 5,
        "ACTIONS_OPENED": 1,
        "ACTIONS_OPEN": 1,
    }
