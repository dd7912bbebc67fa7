"""The open store: encrypted, one writer beside readers, interruptible, and plain about what goes wrong."""

from __future__ import annotations

import subprocess
import sys
import threading
import traceback
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from db.driver_errors import driver_problems, known_problem
from db.engine import open_by_any, open_connection, opens
from db.keys import DatabaseKey
from db.problems import (
    Busy,
    Closed,
    FileDamaged,
    FileMissing,
    Full,
    Interrupted,
    ReadOnly,
    Unreadable,
    WrongKey,
)
from db.store import Store
from tests.support.plaintext import assert_no_plaintext, files_with
from tests.support.stores import new_store

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"

PLAIN = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('create table t (a)')"


@pytest.fixture
def store(tmp_path: Path):
    opened = new_store(tmp_path)
    with opened.begin_write() as connection:
        connection.exec_driver_sql("CREATE TABLE note (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE)")
    yield opened
    opened.close()


def add(store: Store, words: str) -> None:
    with store.begin_write() as connection:
        connection.execute(text("INSERT INTO note (words) VALUES (:words)"), {"words": words})


def count(store: Store) -> int:
    with store.begin_read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM note")).scalar_one())


def setting(store: Store, name: str) -> object:
    with store.begin_snapshot() as connection:
        return connection.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("temp_store", 2),
        ("cache_size", -32000),
        ("trusted_schema", 0),
        ("cipher_status", "1"),
    ],
)
def test_every_connection_has_the_settings_of_the_house(store, name, value):
    assert setting(store, name) == value


def test_what_was_written_is_in_no_file_in_plain_text(store, tmp_path):
    add(store, "Zebedee Quillfeather")

    assert_no_plaintext(tmp_path, "Zebedee")
    store.close()
    assert_no_plaintext(tmp_path, "Zebedee")


def test_the_search_for_plain_text_would_find_it(tmp_path):
    (tmp_path / "leak").write_bytes("xx Zebedee".encode("utf-16-le"))

    assert files_with(tmp_path, "zebedee") == [tmp_path / "leak"]


def test_a_reader_keeps_its_snapshot_while_a_writer_commits(store):
    with store.begin_read() as reader:
        before = reader.execute(text("SELECT count(*) FROM note")).scalar_one()
        add(store, "later")
        after = reader.execute(text("SELECT count(*) FROM note")).scalar_one()

    assert (before, after, count(store)) == (0, 0, 1)


def test_a_write_that_fails_is_undone(store):
    add(store, "once")

    with pytest.raises(IntegrityError), store.begin_write() as connection:
        connection.exec_driver_sql("INSERT INTO note (words) VALUES ('other'), ('once')")

    assert count(store) == 1


def test_no_error_shows_what_was_bound(store):
    words = "Zebedee Quillfeather"
    add(store, words)

    with pytest.raises(IntegrityError) as told:
        add(store, words)

    assert words not in "".join(traceback.format_exception(told.value))


def test_readers_cannot_write(store):
    with pytest.raises(ReadOnly), store.begin_read() as connection:
        connection.exec_driver_sql("INSERT INTO note (words) VALUES ('x')")


def test_two_writers_wait_for_each_other(store):
    def add_twenty(writer: int) -> None:
        for number in range(20):
            add(store, f"{writer}-{number}")

    threads = [threading.Thread(target=add_twenty, args=(writer,)) for writer in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert count(store) == 60


def begun_reading(store: Store, purpose: object, began: threading.Event, caught: list[BaseException]) -> None:
    try:
        with store.begin_read(purpose) as connection:
            connection.exec_driver_sql("SELECT 1")
            began.set()
            connection.exec_driver_sql(ENDLESS).all()
    except Interrupted as stopped:
        caught.append(stopped)


def test_a_read_is_interrupted_by_its_purpose_and_others_are_not(store):
    began, caught = threading.Event(), list[BaseException]()
    reader = threading.Thread(target=begun_reading, args=(store, "search", began, caught))
    reader.start()
    began.wait()

    with store.begin_read("list") as other:
        while reader.is_alive():
            assert store.interrupt("search") <= 1
            reader.join(0.05)
        assert other.execute(text("SELECT 7")).scalar_one() == 7

    assert len(caught) == 1
    assert count(store) == 0


@pytest.mark.parametrize("ends", [Interrupted, LookupError])
def test_a_read_that_did_not_end_well_leaves_nothing_to_the_next_one(store, ends):
    for words in ("one", "two", "three"):
        add(store, words)
    kept = []

    def read_half() -> None:
        with store.begin_read() as connection:
            kept.append(connection.exec_driver_sql("SELECT words FROM note ORDER BY id"))
            if ends is LookupError:
                raise LookupError
            store.interrupt()
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(ends):
        read_half()
    with store.begin_read() as connection:
        rows = connection.exec_driver_sql("SELECT words FROM note ORDER BY id")
        found = [rows.fetchone()]
        kept.clear()
        found += rows.fetchall()

    assert [row.words for row in found] == ["one", "two", "three"]


def test_a_write_that_failed_halfway_leaves_nothing_to_the_next_one(store):
    for words in ("one", "two", "three"):
        add(store, words)
    kept = []

    def write_half() -> None:
        with store.begin_write() as connection:
            kept.append(connection.exec_driver_sql("SELECT words FROM note ORDER BY id"))
            raise LookupError

    with pytest.raises(LookupError):
        write_half()
    with store.begin_write() as connection:
        rows = connection.exec_driver_sql("SELECT words FROM note ORDER BY id")
        found = [rows.fetchone()]
        kept.clear()
        found += rows.fetchall()

    assert [row.words for row in found] == ["one", "two", "three"]


def test_a_read_interrupted_between_two_statements_goes_no_further(store):
    def read_on() -> None:
        with store.begin_read() as connection:
            connection.exec_driver_sql("SELECT 1")
            store.interrupt()
            connection.exec_driver_sql("SELECT 1")

    with pytest.raises(Interrupted):
        read_on()


def test_a_read_that_ended_is_not_there_to_interrupt(store):
    count(store)

    assert store.interrupt() == 0


def test_closing_stops_reads_and_refuses_what_comes_after(store):
    began, caught = threading.Event(), list[BaseException]()
    reader = threading.Thread(target=begun_reading, args=(store, None, began, caught))
    reader.start()
    began.wait()

    store.close()
    reader.join()

    with pytest.raises(Closed):
        count(store)
    with pytest.raises(Closed), store.begin_write():
        pass


def test_closing_folds_the_log_into_the_one_file(store, tmp_path):
    add(store, "kept")

    store.close()

    assert [path.name for path in tmp_path.iterdir()] == ["store.db"]


def test_a_full_disk_is_told_and_undone(store):
    many = [{"words": f"{number}" + "x" * 4000} for number in range(40)]
    with store.begin_write() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 10")

    with pytest.raises(Full), store.begin_write() as connection:
        connection.execute(text("INSERT INTO note (words) VALUES (:words)"), many)

    assert count(store) == 0


def test_a_wrong_key_and_a_missing_file_are_told(store, tmp_path):
    with pytest.raises(FileDamaged):
        open_connection(store.path, DatabaseKey.new())
    with pytest.raises(FileMissing):
        open_connection(tmp_path / "gone.db", store.key)
    with pytest.raises(WrongKey):
        open_by_any(store.path, ())


def test_the_key_that_opens_is_found_among_several(store):
    assert open_by_any(store.path, (DatabaseKey.new(), store.key)) == store.key
    assert not opens(store.path, DatabaseKey.new())
    with pytest.raises(FileDamaged):
        open_by_any(store.path, (DatabaseKey.new(),))


@pytest.mark.parametrize("size", [0, 100, 4096, 5000])
def test_a_database_cut_short_is_damaged(store, size):
    for number in range(50):
        add(store, f"{number}" + "x" * 500)
    store.close()
    with store.path.open("rb+") as file:
        file.truncate(size)

    with pytest.raises(FileDamaged):
        count(Store(store.path, store.key))


def test_a_database_overwritten_with_something_else_is_damaged(store):
    store.close()
    store.path.write_bytes(b"this is a letter, not a database" * 500)

    with pytest.raises(FileDamaged):
        Store(store.path, store.key)


def test_an_unencrypted_database_is_not_taken(tmp_path):
    subprocess.run(
        [sys.executable, "-c", PLAIN, str(tmp_path / "plain.db")],
        check=True,
    )

    with pytest.raises(FileDamaged):
        open_connection(tmp_path / "plain.db", DatabaseKey.new())


def test_a_wrong_key_says_nothing_on_the_console(store, capfd):
    assert not opens(store.path, DatabaseKey.new())

    assert capfd.readouterr() == ("", "")


def test_paused_readers_wait_and_go_on(store):
    add(store, "kept")
    found: list[int] = []
    with store.paused():
        waiting = threading.Thread(target=lambda: found.append(count(store)))
        waiting.start()
        assert found == []
    waiting.join()

    assert found == [1]


def test_opening_does_not_need_sqlalchemy():
    program = "import sys, db.engine, db.keys, db.lock, db.copying; sys.exit('sqlalchemy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("database or disk is full", Full),
        ("disk I/O error", Unreadable),
        ("file is not a database", FileDamaged),
        ("attempt to write a readonly database", ReadOnly),
        ("database is locked", Busy),
        ("Cannot operate on a closed database.", Closed),
    ],
)
def test_an_error_without_a_code_is_known_by_its_words(tmp_path, message, kind):
    assert isinstance(known_problem(dbapi2.OperationalError(message), tmp_path / "store.db"), kind)


def test_an_error_that_is_a_bug_stays_one(tmp_path):
    assert known_problem(dbapi2.OperationalError("no such table: x"), tmp_path) is None
    assert known_problem(ValueError("disk is full"), tmp_path) is None
    with pytest.raises(ValueError, match="bug"), driver_problems(tmp_path):
        raise ValueError("bug")
