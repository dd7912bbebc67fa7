"""Search as you type: from a letter to what it finds painted, at the 95th percentile of many letters.

The floor asks the same index with the same ranking and limit on the main thread and paints codes in a bare list.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import quantiles
from time import perf_counter
from typing import Any, Final

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView

from bench.row import Ground, Row, Sampler, in_turns
from bench.screen import Calm, Painted, open_session, open_store, open_workspace_of
from ui.palette import Palette, RecordSearch
from ui.session import Session
from vrp_desktop.access.work import Read
from vrp_desktop.people.queries import people_page
from vrp_desktop.search.folding import fold

_NAMES: Final = 8
_LIMIT: Final = 20
_FIND: Final = """
SELECT e.kind, e.record_id, p.code, n.surname || ', ' || n.forenames FROM (
  SELECT e.kind AS kind, e.record_id AS record_id, e.person_id AS person_id, e.kind <> 'person' AS later,
         search_index.rank AS ranked
  FROM search_index JOIN search_entry e ON e.id = search_index.rowid
  WHERE search_index MATCH ? ORDER BY 4, 5 LIMIT ?
) e LEFT JOIN person p ON p.id = e.person_id LEFT JOIN person_name n ON n.person_id = p.id AND n.kind = 'CURRENT'
ORDER BY e.later, e.ranked
"""


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Surnames from all over the list, typed letter by letter, a forename after each."""
    with open_session(ground) as session, open_store(session).begin_snapshot() as connection:
        typed = open_workspace_of(session).read(_what_is_typed, ground.n)
        samples = in_turns(lambda: _ours(session, typed), lambda: _bare(connection, typed))
        yield lambda: next(samples)


def _what_is_typed(read: Read, n: int) -> list[str]:
    found: list[str] = []
    for place in range(_NAMES):
        (row,) = people_page(read, offset=place * (n // _NAMES), limit=1)
        whole = f"{row.words.surname} {row.words.forenames[:3]}".strip()
        found += [whole[:length] for length in range(1, len(whole) + 1)]
    return found


def _ours(session: Session, typed: list[str]) -> float:
    search = session._records.search()
    answered: list[str] = []

    def words(result: Any) -> Any:
        answered.append("")
        return search.words(result)

    palette = Palette(session.desk, RecordSearch(search.ask, words), session.frame)
    palette.show()

    def press(text: str) -> None:
        answered.clear()
        palette.box.setText(text)

    took = _each_letter(palette.list.viewport(), typed, press, lambda: bool(answered))
    Calm(session.desk.tasks.is_idle).wait()
    palette.close()
    return took


def _bare(connection: Any, typed: list[str]) -> float:
    view, model = QListView(), QStringListModel()
    view.setModel(model)
    view.resize(600, 400)
    view.show()

    def press(text: str) -> None:
        words = " ".join(f'"{word}"*' for word in fold(text).split())
        rows = connection.execute(_FIND, (words, _LIMIT)).fetchall()
        model.setStringList([f"{name} {code}" for _kind, _id, code, name in rows])

    took = _each_letter(view.viewport(), typed, press, lambda: True)
    view.hide()
    view.deleteLater()
    return took


def _each_letter(seen: Any, typed: list[str], press: Callable[[str], None], is_so: Callable[[], bool]) -> float:
    times: list[float] = []
    for text in typed:
        begun = perf_counter()
        waiting = Painted(seen, is_so)
        press(text)
        seen.update()
        waiting.wait()
        times.append(1_000 * (perf_counter() - begun))
    return quantiles(times, n=20)[-1]


ROW = Row("search", "ms", 1.5, prepare)
