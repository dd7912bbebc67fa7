"""A key in the live view until *saved* is painted, against a bare commit with the same durability."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Final

from PySide6.QtCore import Qt

from bench.live import bare_commit, live_view, press, worst_of_twenty
from bench.row import Ground, Pair, Row, Sampler
from bench.screen import Calm, Painted, open_store
from ui.session import Session
from ui.sitting.live import LiveView

_KEYS: Final = 20


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """The live view in the open frame; its own store for the floor."""
    with live_view(ground) as (session, view):
        store = open_store(session)
        yield lambda: Pair(_ours(session, view), worst_of_twenty([bare_commit(store) for _ in range(_KEYS)]))


def _ours(session: Session, view: LiveView) -> float:
    times = []
    seats = view.room_pane.seats
    for turn in range(_KEYS):
        seats.setCurrentRow(0)
        begun = perf_counter()
        press(seats, Qt.Key.Key_A if turn % 2 else Qt.Key.Key_B, "a" if turn % 2 else "b")
        waiting = Painted(view.state_pill, lambda: view.state_pill.text.startswith("Saved"))
        times.append(1_000 * (waiting.wait() - begun))
        Calm(session.desk.tasks.is_idle).wait()
    return worst_of_twenty(times)


ROW = Row("live_saved", "ms", 2.0, prepare)
