"""A child's chronology of 500 entries to its first paint, against a bare list of as many rows from the same store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView

from bench.row import Ground, Row, Sampler, in_turns
from bench.screen import Calm, Painted, open_session, open_store
from ui.chronology.page import ChronologyPage
from ui.session import Session
from vrp_desktop.people.commands import add_note

_ENTRIES: Final = 500
_FIRST: Final = date(2024, 1, 1)
_CHILD: Final = "SELECT id FROM person WHERE erased_at IS NULL AND merged_into_id IS NULL ORDER BY code LIMIT 1"
_NOTES: Final = "SELECT dated_on || ' ' || text FROM note WHERE person_id = ? ORDER BY dated_on"
_MANY: Final = "SELECT count(*) FROM note WHERE person_id = ?"


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """A child is given so many notes by the real command, once; then page and list are made anew each time."""
    with open_session(ground) as session:
        with open_store(session).begin_read() as connection:
            person_id = str(connection.exec_driver_sql(_CHILD).scalar_one())
            many = int(connection.exec_driver_sql(_MANY, (person_id,)).scalar_one())
        workspace = session.desk.workspace
        assert workspace is not None
        for number in range(many, _ENTRIES):
            workspace.write(add_note, person_id, f"Seen at school, talk {number}.", _FIRST + timedelta(days=number))
        samples = in_turns(lambda: _ours(session, person_id), lambda: _bare(session, person_id))
        yield lambda: next(samples)


def _ours(session: Session, person_id: str) -> float:
    frame, desk = session.frame, session.desk
    begun = perf_counter()
    page = ChronologyPage(desk)
    frame.stack.addWidget(page)
    waiting = Painted(page.view.viewport(), lambda: page.model.rowCount() >= _ENTRIES)
    page.open_at({"record": person_id})
    frame.stack.setCurrentWidget(page)
    waiting.wait()
    took = perf_counter() - begun
    Calm(desk.tasks.is_idle).wait()
    frame.stack.removeWidget(page)
    page.deleteLater()
    return 1_000 * took


def _bare(session: Session, person_id: str) -> float:
    begun = perf_counter()
    with open_store(session).begin_read() as connection:
        rows: list[Any] = list(connection.exec_driver_sql(_NOTES, (person_id,)))
    view = QListView()
    view.setModel(QStringListModel([row[0] for row in rows]))
    view.resize(session.frame.stack.size())
    waiting = Painted(view.viewport(), lambda: True)
    view.show()
    waiting.wait()
    took = perf_counter() - begun
    view.hide()
    view.deleteLater()
    return 1_000 * took


ROW = Row("chronology", "ms", 400, prepare, goal_is_ratio=False)
