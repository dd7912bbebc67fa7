"""What is closed is asked of the store once for each of its states, and never held a moment longer than it is true."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, text

from db.store import Store, state_seen
from tests.support.making import Making
from vrp_desktop.access.work import Read
from vrp_desktop.clock import FixedClock
from vrp_desktop.people.queries import person_words
from vrp_desktop.restricted.commands import close_restricted, open_restricted, restrict_record
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.workspace.workspace import Workspace

WHY = LookForm("WORKING_ON_CASE", "To agree the next step with school")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def child(make: Making) -> str:
    """A restricted child whose record is closed to everybody."""
    person_id = make.person("Robin")
    make.do(restrict_record, person_id, "A relative works in the unit")
    make.do(close_restricted, person_id)
    return person_id


def name_of(make: Making, person_id: str) -> str:
    return str(make.see(person_words, [person_id])[person_id].forenames)


def state(store: Store) -> int | None:
    with store.begin_read() as connection:
        return state_seen(connection)


def closed(read: Read) -> frozenset[str]:
    return read.closed


def test_reading_twice_asks_once_what_is_closed(make: Making, child: str) -> None:
    make.see(closed)
    asked: list[str] = []
    event.listen(make.workspace.store._readers, "before_cursor_execute", lambda _c, _k, sql, *_r: asked.append(sql))

    assert make.see(closed) == {child}

    assert [sql for sql in asked if "restriction" in sql] == []


def test_an_open_record_closes_when_its_hours_run_out_though_nothing_was_written(make: Making, child: str) -> None:
    make.do(open_restricted, child, WHY)
    assert name_of(make, child) == "Robin"

    make.clock.advance(timedelta(hours=2, minutes=59))
    assert name_of(make, child) == "Robin"
    make.clock.advance(timedelta(minutes=1))

    assert name_of(make, child) != "Robin"


def test_every_reader_sees_at_once_what_another_connection_wrote_past_the_runner(make: Making, child: str) -> None:
    store = make.workspace.store
    assert name_of(make, child) != "Robin"

    with store.begin_write() as connection:
        connection.execute(text("UPDATE restriction SET lifted_at = set_at"))
    assert name_of(make, child) == "Robin"

    with store.begin_write() as connection:
        connection.execute(text("UPDATE restriction SET lifted_at = NULL"))
    assert name_of(make, child) != "Robin"


def test_the_state_of_a_store_is_that_of_the_snapshot_and_no_writer_is_told_one(workspace: Workspace) -> None:
    store = workspace.store
    before = state(store)
    assert before is not None
    assert state(store) == before
    with store.begin_read() as reader:
        seen = state_seen(reader)
        with store.begin_write() as writer:
            assert state_seen(writer) is None
            writer.execute(text("UPDATE workspace_fact SET key = key"))
        assert state_seen(reader) == seen
    assert state(store) != before
