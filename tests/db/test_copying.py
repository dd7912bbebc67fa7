"""A change of key that fails half-way leaves a store that opens, and is ended later."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.copying import change_key, companions, copy_database, discard, fold_in, next_to, prove, settle
from db.engine import open_connection, opens
from db.keys import DatabaseKey, KeyFile
from db.problems import FileDamaged, StoreProblem
from tests.support.workspaces import CHEAP

PASSPHRASE = "seven made-up words"


class Closed:
    """A closed store of two users, and the ways to look at it."""

    def __init__(self, folder: Path) -> None:
        self.database, self.keys = folder / "store.db", folder / "store.keys"
        self.key = DatabaseKey.new()
        connection = open_connection(self.database, self.key, create=True)
        connection.execute("CREATE TABLE note (words TEXT)")
        connection.execute("INSERT INTO note VALUES ('kept')")
        connection.close()
        held = KeyFile.new(self.key)
        for name in ("asha", "bodil"):
            held = held.with_passphrase([self.key], name, PASSPHRASE, CHEAP)
        held.write(self.keys)

    @property
    def held(self) -> KeyFile:
        return KeyFile.read(self.keys)

    def settled(self, name: str = "asha") -> DatabaseKey:
        held = self.held
        return settle(self.database, self.keys, held, held.unlock(self.keys, name, PASSPHRASE))

    def words(self, key: DatabaseKey) -> str:
        connection = open_connection(self.database, key)
        try:
            return str(connection.execute("SELECT words FROM note").fetchone()[0])
        finally:
            connection.close()


@pytest.fixture
def store(tmp_path: Path) -> Closed:
    return Closed(tmp_path)


def test_a_changed_key_opens_the_same_records_and_the_old_one_nothing(store):
    new = change_key(store.database, store.keys, store.held, store.key, ["bodil"])

    assert store.words(new) == "kept"
    assert not opens(store.database, store.key)
    assert store.held.names == ("asha",)
    assert companions(store.database) == ()


def test_a_change_that_fails_is_undone_and_ended_at_the_next_opening(store):
    (next_to(store.database) / "in the way").mkdir(parents=True)

    with pytest.raises(StoreProblem):
        change_key(store.database, store.keys, store.held, store.key, ["bodil"])

    assert not store.held.re_keying
    assert store.words(store.key) == "kept"
    (next_to(store.database) / "in the way").rmdir()
    next_to(store.database).rmdir()
    new = store.settled()
    assert new != store.key
    assert store.words(new) == "kept"
    assert store.held.names == ("asha",)


def test_a_change_broken_off_before_the_database_was_replaced_is_begun_again(store):
    changing, _new = store.held.begin_change(store.key, ["bodil"])
    changing.write(store.keys)
    next_to(store.database).write_bytes(b"half a copy")

    key = store.settled()

    assert key not in (store.key, _new)
    assert store.words(key) == "kept"
    assert not next_to(store.database).exists()
    assert store.held.names == ("asha",)


def test_a_change_broken_off_after_the_database_was_replaced_is_ended(store):
    changing, new = store.held.begin_change(store.key, ["bodil"])
    changing.write(store.keys)
    source = open_connection(store.database, store.key)
    copy_database(source, next_to(store.database), new)
    fold_in(source)
    source.close()
    next_to(store.database).replace(store.database)

    assert store.settled() == new
    assert store.words(new) == "kept"
    assert not store.held.re_keying
    assert store.held.names == ("asha",)


def test_without_a_change_nothing_is_settled(store):
    content = store.keys.read_bytes()

    assert store.settled("bodil") == store.key
    assert store.keys.read_bytes() == content


def test_a_copy_with_a_broken_page_is_not_proven(store):
    content = bytearray(store.database.read_bytes())
    content[-100] ^= 1
    store.database.write_bytes(content)

    with pytest.raises(FileDamaged):
        prove(store.database, store.key)


def test_discarding_what_is_not_there_is_no_harm(tmp_path):
    discard(tmp_path / "nothing.db")
