"""A key in the live view until *saving* is painted, against an empty key press in a bare window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from time import perf_counter
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from bench.row import Ground, Pair, Row, Sampler
from bench.screen import Calm, Painted, open_session, open_workspace_of
from db.store import Store
from ui.session import Session
from ui.sitting.live import LiveView
from ui.sitting.mode import Mode
from ui.sitting.page import SittingPage
from vrp_desktop.sitting.commands import start_sitting
from vrp_desktop.sitting.queries import sittings_to_run

_TOUCH: Final = """
UPDATE attendance SET representative = hex(randomblob(8)) WHERE id IN (SELECT min(id) FROM attendance)
"""
_KEYS: Final = 20
"""So many key presses make one sample; what counts is the slowest of twenty."""


class Bare(QWidget):
    """The least that answers a key: it paints itself again."""

    def keyPressEvent(self, _event: QKeyEvent) -> None:
        self.update()


@contextmanager
def live_view(ground: Ground) -> Iterator[tuple[Session, LiveView]]:
    """The live view of the sitting of the practice day, at who is here."""
    with open_session(ground) as session:
        workspace = open_workspace_of(session)
        sitting = workspace.read(sittings_to_run)[0]
        workspace.write(start_sitting, sitting.conference_id)
        session.desk.navigation.go("sitting", record=sitting.conference_id)
        Calm(session.desk.tasks.is_idle).wait()
        page = session.frame.page
        if not isinstance(page, SittingPage) or page.live is None:
            raise RuntimeError("the live view was not shown")
        page.live.go(Mode.ROOM)
        Calm(session.desk.tasks.is_idle).wait()
        yield session, page.live


def press(widget: QWidget, key: Qt.Key, text: str) -> None:
    """A key, as the window system would hand it on."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QCoreApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def worst_of_twenty(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20, method="inclusive")[-1]


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """The live view in the open frame, and an empty window of the same size."""
    with live_view(ground) as (session, view):
        bare = Bare()
        bare.resize(view.size())
        yield lambda: Pair(_ours(session, view), _bare(bare))


def _ours(session: Session, view: LiveView) -> float:
    """Attended and absent in turn on one agency: a deed that is kept each time."""
    times = []
    seats = view.room_pane.seats
    for turn in range(_KEYS):
        seats.setCurrentRow(0)
        begun = perf_counter()
        waiting = Painted(view.state_pill, lambda: view.state_pill.text == "Saving…")
        press(seats, Qt.Key.Key_A if turn % 2 else Qt.Key.Key_B, "a" if turn % 2 else "b")
        times.append(1_000 * (waiting.wait() - begun))
        Calm(session.desk.tasks.is_idle).wait()
    return worst_of_twenty(times)


def _bare(window: Bare) -> float:
    window.show()
    times = []
    for _ in range(_KEYS):
        begun = perf_counter()
        waiting = Painted(window, lambda: True)
        press(window, Qt.Key.Key_A, "a")
        times.append(1_000 * (waiting.wait() - begun))
    window.hide()
    return worst_of_twenty(times)


def bare_commit(store: Store) -> float:
    """One row changed and committed with the same durability."""
    begun = perf_counter()
    with store.begin_write() as connection:
        connection.exec_driver_sql(_TOUCH)
    return 1_000 * (perf_counter() - begun)


ROW = Row("live", "ms", 2.0, prepare)
