"""Revisions make the same store as the mapped classes, and run whole or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import text

from db.engine import revision_of
from db.migrate import HEAD, REVISIONS, configuration, create_schema, needs_upgrade, upgrade
from db.problems import FileDamaged, FileTooNew
from db.store import Store
from tests.support.stores import new_store, schema_of

REMAKE = "run `python scripts/make_first_revision.py`"


@pytest.fixture
def made(tmp_path: Path):
    folder = tmp_path / "made"
    folder.mkdir()
    store = new_store(folder)
    with store.begin_write() as connection:
        create_schema(connection)
    yield store
    store.close()


@pytest.fixture
def empty(tmp_path: Path):
    store = new_store(tmp_path)
    yield store
    store.close()


def stated(store: Store) -> str:
    with store.begin_snapshot() as connection:
        return revision_of(connection)


def test_the_revisions_make_the_same_store_as_the_mapped_classes(made, empty):
    with empty.begin_rebuild() as connection:
        upgrade(connection)

    assert schema_of(empty) == schema_of(made), REMAKE


def test_a_store_made_either_way_says_the_newest_revision(made, empty):
    with empty.begin_rebuild() as connection:
        upgrade(connection)

    assert stated(made) == stated(empty) == HEAD


def test_the_list_of_revisions_is_the_folder_of_revisions():
    scripts = ScriptDirectory.from_config(configuration())

    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS
    assert scripts.get_current_head() == HEAD


def test_every_revision_is_told_as_it_ends(empty):
    told: list[str] = []

    with empty.begin_rebuild() as connection:
        upgrade(connection, told=told.append)

    assert told == list(REVISIONS)


def fail(_revision: str) -> None:
    raise ZeroDivisionError


def test_an_upgrade_that_fails_leaves_nothing(empty):
    with pytest.raises(ZeroDivisionError), empty.begin_rebuild() as connection:
        upgrade(connection, told=fail)

    assert schema_of(empty) == {}
    assert stated(empty) == ""


def test_a_rebuild_that_loses_records_others_point_to_is_refused_and_undone(made):
    with made.begin_write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO user_account (id, name, full_name, role, started_on, version) "
            "VALUES ('u', 'asha', 'Asha Madeup', 'MANAGER', '2026-11-02', 1)"
        )
        connection.exec_driver_sql(
            "INSERT INTO draft (user_id, form, record_id, content, kept_at) VALUES ('u', 'f', 'r', '{}', '2026-11-02')"
        )

    with pytest.raises(FileDamaged), made.begin_rebuild() as connection:
        connection.execute(text("DELETE FROM user_account"))

    with made.begin_read() as connection:
        assert connection.execute(text("SELECT count(*) FROM user_account")).scalar_one() == 1


def test_foreign_keys_hold_again_after_a_rebuild(made):
    with made.begin_rebuild():
        pass

    with made.begin_write() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_revision_can_be_said_in_postgresql(revision):
    script = ScriptDirectory.from_config(configuration()).get_revision(revision)
    said = io.StringIO()
    context = MigrationContext.configure(dialect_name="postgresql", opts={"as_sql": True, "output_buffer": said})

    with Operations.context(context):
        script.module.upgrade()

    assert "fts5" not in said.getvalue()
    assert "CREATE" in said.getvalue()


def test_an_older_store_needs_an_upgrade_and_todays_does_not(tmp_path):
    assert not needs_upgrade(tmp_path, HEAD)


@pytest.mark.parametrize("revision", ["9999", "b7d1_counted"])
def test_a_store_from_a_newer_version_is_told_as_such_however_that_numbers_its_revisions(tmp_path, revision):
    with pytest.raises(FileTooNew):
        needs_upgrade(tmp_path, revision)


@pytest.mark.parametrize("revision", ["", "0000"])
def test_a_store_that_does_not_say_its_revision_is_told_as_damaged(tmp_path, revision):
    with pytest.raises(FileDamaged):
        needs_upgrade(tmp_path, revision)
