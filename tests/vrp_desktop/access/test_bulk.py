"""Many rows at once: inserted, set and removed as one by one, audited alike, and never all in memory."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from db.audit import AuditChange, AuditEvent
from db.people import Note, Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.audit.writing import json_text, plain, written_rows
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace


def people(work: Work, count: int) -> list[dict[str, object]]:
    ids, codes = work.ids.new_ids(work.now, count), work.ids.new_codes("YP", count)
    return [
        {
            "id": person_id,
            "code": code,
            "place_code": "PORTSMOUTH",
            "born_on": date(2012, 3, 4) if number % 2 else None,
            "born_basis": "KNOWN" if number % 2 else "NOT_KNOWN",
            "entered_at": work.now,
        }
        for number, (person_id, code) in enumerate(zip(ids, codes, strict=True))
    ]


@command(Permission.IMPORT)
def add_together(work: Work, count: int) -> int:
    """Rows at once; returns how many changes were still in memory at the end."""
    rows = people(work, count)
    for start in range(0, count, 500):
        work.bulk(Person, rows[start : start + 500])
    return len(work.capture.changes)


@command(Permission.IMPORT)
def add_one_by_one(work: Work, count: int) -> None:
    """The same through the flush hook."""
    for row in people(work, count):
        work.add(Person(**row))


@command(Permission.IMPORT)
def move_all(work: Work, ids: list[str], place: str) -> int:
    """Set one column of many rows."""
    return work.bulk_set(Person, "id", ids, place_code=place)


@command(Permission.IMPORT)
def remove_all(work: Work, ids: list[str]) -> int:
    """Remove many rows."""
    return work.bulk_remove(Person, "id", ids)


def everyone(workspace: Workspace) -> list[Person]:
    return workspace.read(lambda read: list(read.session.scalars(select(Person).order_by(Person.id))))


def changes_of(workspace: Workspace, deed: str) -> list[AuditChange]:
    statement = select(AuditChange).join(AuditEvent, AuditEvent.seq == AuditChange.seq).where(AuditEvent.deed == deed)
    return workspace.read(lambda read: list(read.session.scalars(statement.order_by(AuditChange.id))))


def test_rows_added_at_once_read_as_rows_added_one_by_one(workspace: Workspace):
    workspace.write(add_together, 4)
    workspace.write(add_one_by_one, 4)

    found = everyone(workspace)

    assert [(one.born_on, one.born_basis, one.version, one.entered_at) for one in found[:4]] == [
        (one.born_on, one.born_basis, one.version, one.entered_at) for one in found[4:]
    ]
    together, alone = changes_of(workspace, "add_together"), changes_of(workspace, "add_one_by_one")
    assert [(one.kind, one.operation, one.fields) for one in together] == [
        (one.kind, one.operation, one.fields) for one in alone
    ]
    assert [set(json.loads(str(one.values))) for one in together] == [set(json.loads(str(one.values))) for one in alone]


def test_a_deed_of_many_rows_writes_its_audit_as_it_goes(workspace: Workspace):
    left = workspace.write(add_together, 12_000).result

    event = workspace.read(
        lambda read: read.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first()
    )
    stored = workspace.read(lambda read: read.session.scalar(select(func.count()).where(AuditChange.seq == event.seq)))
    assert left < 6_000
    assert event.changes == stored == 12_000
    assert event.deed == "add_together"
    assert verify_workspace(workspace) == []


def test_rows_set_at_once_are_audited_with_what_they_were(workspace: Workspace):
    workspace.write(add_together, 3)
    ids = [one.id for one in everyone(workspace)]

    outcome = workspace.write(move_all, ids, "SOUTHAMPTON")

    found = everyone(workspace)
    assert outcome.result == 3
    assert outcome.changes.touches_record("person", ids[0])
    assert {(one.place_code, one.version) for one in found} == {("SOUTHAMPTON", 2)}
    values = [json.loads(str(one.values)) for one in changes_of(workspace, "move_all")]
    assert values == [{"place_code": ["PORTSMOUTH", "SOUTHAMPTON"]}] * 3
    assert verify_workspace(workspace) == []


def test_rows_removed_at_once_are_audited_with_what_they_held(workspace: Workspace):
    workspace.write(add_together, 3)
    ids = [one.id for one in everyone(workspace)]

    assert workspace.write(remove_all, ids).result == 3

    assert everyone(workspace) == []
    removed = changes_of(workspace, "remove_all")
    assert [one.record_id for one in removed] == ids
    assert json.loads(str(removed[0].values))["place_code"] == ["PORTSMOUTH", None]
    assert verify_workspace(workspace) == []


VALUES = st.none() | st.text() | st.integers() | st.booleans() | st.dates() | st.binary()
ROWS = st.lists(st.fixed_dictionaries({"id": st.text(min_size=1), "text": VALUES, "dated_on": VALUES}), min_size=1)


@given(rows=ROWS, deleted=st.booleans())
def test_rows_are_written_out_as_canonical_json(rows: list[dict[str, object]], deleted: bool):
    expected = []
    for row in rows:
        values = {
            name: [plain(value), None] if deleted else [None, plain(value)]
            for name, value in row.items()
            if value is not None
        }
        expected.append((sorted(values), json_text(values)))

    assert written_rows(Note, rows, deleted=deleted) == expected


def test_ids_made_at_once_rise_and_are_of_their_moment(workspace: Workspace):
    moment = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

    @command(Permission.IMPORT)
    def make_ids(work: Work) -> list[str]:
        return [work.ids.new_id(moment), *work.ids.new_ids(moment, 1_000), work.ids.new_id(moment)]

    ids = workspace.write(make_ids).result

    assert ids == sorted(ids)
    assert len(set(ids)) == 1_002
    assert {one[:14] for one in ids} == {ids[0][:14]}
    assert {one[14] for one in ids} == {"7"}
