"""Search for duplicates while a child is added: one search, over many children typed with a slip in the forename.

The floor asks the same blocking keys of the same store in one bare statement and reads the names and birth dates that
share one, without weighing them. The goal bounds the search itself: it runs while the next field is being typed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, Final

from bench.row import Ground, Row, Sampler, in_turns, timed
from bench.screen import open_session, open_store, open_workspace_of
from vrp_desktop.access.work import Read
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.matching import blocking_keys
from vrp_desktop.people.queries import people_page, person_record

_MANY: Final = 40
_SHARING: Final = """
SELECT DISTINCT p.id, p.code, p.born_on, p.fingerprint, n.surname, n.forenames, n.kind
FROM match_key k JOIN person p ON p.id = k.person_id JOIN person_name n ON n.person_id = p.id WHERE k.key IN ({})
"""


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Children from all over the list, each typed anew."""
    with open_session(ground) as session, open_store(session).begin_snapshot() as connection:
        workspace = open_workspace_of(session)
        forms = workspace.read(_typed, ground.n)
        keys = [sorted(blocking_keys(form.candidate())) for form in forms]

        def ours() -> float:
            return timed(lambda: [workspace.read(find_likely, form) for form in forms])[0] / _MANY

        samples = in_turns(ours, lambda: timed(_bare, connection, keys)[0] / _MANY)
        yield lambda: next(samples)


def _typed(read: Read, n: int) -> list[PersonForm]:
    found = []
    for place in range(_MANY):
        (row,) = people_page(read, offset=place * (n // _MANY), limit=1)
        form = person_record(read, row.words.person_id).form
        found.append(replace(form, forenames=f"{form.forenames}e"))
    return found


def _bare(connection: Any, keys: list[list[str]]) -> None:
    for each in keys:
        connection.execute(_SHARING.format(", ".join("?" * len(each))), each).fetchall()


ROW = Row("duplicates", "ms", 50, prepare, goal_is_ratio=False)
