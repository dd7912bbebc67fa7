"""The page of children to its first paint with rows, against a bare table on a minimal paged model, same store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from bench.row import Ground, Row, Sampler, in_turns
from bench.screen import Calm, Painted, open_session, open_store
from ui.people.page import PeoplePage
from ui.session import Session

_PAGE: Final = 200
_NOWHERE: Final = QModelIndex()
_COUNT: Final = "SELECT count(*) FROM person WHERE erased_at IS NULL"
_ROWS: Final = """
SELECT n.surname || ', ' || n.forenames, p.code, p.born_on, f.sex, p.place_code, f.school
FROM person_name n JOIN person p ON p.id = n.person_id
JOIN person_profile f ON f.person_id = p.id AND f.until_on = '9999-12-31'
WHERE n.kind = 'CURRENT' AND p.erased_at IS NULL
ORDER BY n.surname, n.forenames, n.person_id LIMIT ? OFFSET ?
"""

Index = QModelIndex | QPersistentModelIndex


class PagedModel(QAbstractTableModel):
    """The least that shows a long list: how many rows, and pages of them when they come in sight."""

    def __init__(self, connection: Any) -> None:
        super().__init__()
        self._connection = connection
        self._total = connection.execute(_COUNT).fetchone()[0]
        self._pages: dict[int, list[Any]] = {}

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else int(self._total)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 6

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        page, place = divmod(index.row(), _PAGE)
        if page not in self._pages:
            self._pages[page] = self._connection.execute(_ROWS, (_PAGE, page * _PAGE)).fetchall()
        return self._pages[page][place][index.column()]


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """A page made anew each time in the open frame, and a table made anew each time in a window of its own."""
    with open_session(ground) as session, open_store(session).begin_snapshot() as connection:
        samples = in_turns(lambda: _ours(session), lambda: _bare(connection, session))
        yield lambda: next(samples)


def _ours(session: Session) -> float:
    frame, desk = session.frame, session.desk
    begun = perf_counter()
    page = PeoplePage(desk)
    frame.stack.addWidget(page)
    waiting = Painted(page.table.view.viewport(), lambda: page.table.total > 0)
    frame.stack.setCurrentWidget(page)
    waiting.wait()
    took = perf_counter() - begun
    Calm(desk.tasks.is_idle).wait()
    frame.stack.removeWidget(page)
    page.deleteLater()
    return 1_000 * took


def _bare(connection: Any, session: Session) -> float:
    begun = perf_counter()
    model = PagedModel(connection)
    view = QTableView()
    view.setModel(model)
    view.resize(session.frame.stack.size())
    waiting = Painted(view.viewport(), lambda: True)
    view.show()
    waiting.wait()
    took = perf_counter() - begun
    view.hide()
    view.deleteLater()
    return 1_000 * took


ROW = Row("people_list", "ms", 1.5, prepare)
