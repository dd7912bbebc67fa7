"""The same seed gives the same records, ids and moments; keys and salts alone differ."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from db.base import Base
from tests.support.workspaces import CHEAP
from tests.vrp_desktop.practice.reading import Row, rows_of
from vrp_desktop.clock import day_clock
from vrp_desktop.practice.making import PASSPHRASE, USER, make_practice
from vrp_desktop.workspace.workspace import Workspace

AS_AT = date(2026, 7, 20)
# What comes from the workspace's own key, or from a salt.
OWN = {"salt", "row_digest", "sent_digest", "changes_digest", "previous", "hash", "fingerprint", "audit_head"}
KEYED = {"person", "workspace_fact", "return_version", "import_row"}


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Row]]:
    """What the seed 5 made, the first time."""
    return contents(tmp_path_factory.mktemp("first") / "workspace", 5)


def contents(folder: Path, seed: int) -> dict[str, list[Row]]:
    make_practice(folder, children=40, seed=seed, as_at=AS_AT, cost=CHEAP)
    with Workspace.open(folder, USER, PASSPHRASE, day_clock(AS_AT)) as workspace:
        return {table: [shared(table, row) for row in rows_of(workspace, table)] for table in Base.metadata.tables}


def shared(table: str, row: Row) -> Row:
    """What two machines must agree on."""
    kept = {name: value for name, value in row.items() if name not in OWN}
    if table == "audit_change":
        del kept["digest"]
        if row["kind"] in KEYED:
            del kept["values"]
    if table == "workspace_fact" and row["key"] == "fingerprint_key":
        del kept["secret"]
    return kept


def test_two_makings_of_one_seed_give_equal_rows_in_every_table(first, tmp_path):
    second = contents(tmp_path / "two", 5)

    assert [table for table in first if first[table] != second[table]] == []
    assert len(first["audit_change"]) > 500


def test_another_seed_gives_other_children(first, tmp_path):
    second = contents(tmp_path / "two", 6)

    for table in ("person", "person_name", "referral", "panel_case", "panel_decision", "note", "action"):
        assert first[table] != second[table], table
