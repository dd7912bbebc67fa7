"""Verifying finds what was spoilt, wherever it is, and says nothing of a sound store."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.integrity import Area, verify
from db.migrate import create_schema
from db.store import Store
from tests.support.stores import new_store


@pytest.fixture
def store(tmp_path: Path):
    opened = new_store(tmp_path)
    with opened.begin_write() as connection:
        create_schema(connection)
        for number in range(200):
            connection.exec_driver_sql(
                "INSERT INTO search_entry (kind, record_id, folded) VALUES ('person', ?, ?)",
                (str(number), f"made up words {number} " * 20),
            )
    yield opened
    opened.close()


def areas(store: Store) -> set[Area]:
    return {problem.area for problem in verify(store, lambda _connection: ())}


def test_a_sound_store_has_no_problems(store):
    assert areas(store) == set()


def test_a_changed_page_is_found(store):
    store.close()
    content = bytearray(store.path.read_bytes())
    content[len(content) - 2000] ^= 1
    store.path.write_bytes(content)
    again = Store(store.path, store.key)

    found = verify(again, lambda _connection: ())

    assert Area.PAGES in {problem.area for problem in found}
    again.close()


def test_a_link_to_nowhere_is_found(store):
    with store.begin_snapshot() as connection:
        connection.execute("ROLLBACK")
        connection.execute("PRAGMA query_only = OFF")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("INSERT INTO user_place (user_id, place_code) VALUES ('nobody', 'NOWHERE')")
        connection.execute("BEGIN")

    assert areas(store) == {Area.LINKS}
    assert "user_place" in str(verify(store, lambda _connection: ())[0])


def test_a_search_index_that_fell_behind_is_found(store):
    with store.begin_write() as connection:
        connection.exec_driver_sql("DROP TRIGGER search_entry_changed")
        connection.exec_driver_sql("UPDATE search_entry SET folded = 'something else' WHERE id = 1")

    assert Area.SEARCH in areas(store)


def test_what_the_audits_check_says_is_told(store):
    found = verify(store, lambda _connection: ["Event 7 does not follow."])

    assert [str(problem) for problem in found] == ["Audit: Event 7 does not follow."]


def test_many_of_a_kind_are_not_all_told(store):
    assert len(verify(store, lambda _connection: map(str, range(1000)))) == 21
