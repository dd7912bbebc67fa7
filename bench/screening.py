"""Marking forty children in the screening table until it is painted anew, against bare rows and a bare table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from bench.row import AS_AT, Ground, Row, Sampler, in_turns
from bench.screen import Calm, Painted, open_session, open_store
from db.store import Store
from ui.panel.page import CasesPage
from ui.session import Session
from vrp_desktop.panel.screening.forms import MarkForm

_MANY: Final = 40
_MARK: Final = MarkForm("OUT_OF_AREA", AS_AT, "VRU")
_NOWHERE: Final = QModelIndex()
_ROWS: Final = """
SELECT n.surname || ', ' || n.forenames, c.code, p.born_on, c.status, r.referred_on, c.id,
(SELECT count(*) FROM eligibility_answer a WHERE a.case_id = c.id)
FROM panel_case c JOIN referral r ON r.id = c.referral_id JOIN person p ON p.id = c.person_id
JOIN person_name n ON n.person_id = p.id AND n.kind = 'CURRENT'
WHERE c.status IN ('IDENTIFIED', 'PARTNER_CHECKS') ORDER BY r.referred_on, c.id
"""
_ADD: Final = """
INSERT INTO eligibility_answer (id, case_id, person_id, fact, answer, service, lead_professional, note, version)
SELECT 'bench ' || c.id, c.id, c.person_id, 'LIVES_IN_AREA', 'NO', '', '', '', 1 FROM panel_case c WHERE c.id = ?
"""
_REMOVE: Final = "DELETE FROM eligibility_answer WHERE id LIKE 'bench %'"

Index = QModelIndex | QPersistentModelIndex


class BareModel(QAbstractTableModel):
    """The least that shows rows."""

    def __init__(self, rows: Sequence[Any]) -> None:
        super().__init__()
        self._rows = rows

    def show(self, rows: Sequence[Any]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 7

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """The page in the open frame, and a table on the same store in a window of its own."""
    with open_session(ground) as session:
        page = CasesPage(session.desk)
        session.frame.stack.addWidget(page)
        session.frame.stack.setCurrentWidget(page)
        page.screen_many()
        Calm(session.desk.tasks.is_idle).wait()
        store = open_store(session)
        model = BareModel(_read(store))
        view = QTableView()
        view.setModel(model)
        view.resize(session.frame.stack.size())
        samples = in_turns(lambda: _ours(session, page), lambda: _bare(store, model, view))
        yield lambda: next(samples)


def _ours(session: Session, page: CasesPage) -> float:
    screening, desk = page.screening, session.desk
    ids = [row.case_id for row in screening.table.model.loaded()[:_MANY]]
    before = screening.table.model.row(0)
    begun = perf_counter()
    waiting = Painted(screening.table.view.viewport(), lambda: screening.table.model.row(0) is not before)
    screening.send(_MARK, ids)
    waiting.wait()
    took = perf_counter() - begun
    Calm(desk.tasks.is_idle).wait()
    screening.undo()
    Calm(desk.tasks.is_idle).wait()
    return 1_000 * took


def _bare(store: Store, model: BareModel, view: QTableView) -> float:
    ids = [row[5] for row in _read(store)[:_MANY]]
    view.show()
    begun = perf_counter()
    with store.begin_write() as connection:
        for case_id in ids:
            connection.exec_driver_sql(_ADD, (case_id,))
    waiting = Painted(view.viewport(), lambda: True)
    model.show(_read(store))
    waiting.wait()
    took = perf_counter() - begun
    view.hide()
    with store.begin_write() as connection:
        connection.exec_driver_sql(_REMOVE)
    return 1_000 * took


def _read(store: Store) -> Sequence[Any]:
    with store.begin_read() as connection:
        return connection.exec_driver_sql(_ROWS).fetchall()


ROW = Row("screening", "ms", 600, prepare, goal_is_ratio=False)
