"""Taking in a list of 10,000 rows, against calamine and bare `executemany` of the same rows in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree, rmtree
from typing import Any, Final

from python_calamine import CalamineWorkbook

from bench.referral_list import write_list
from bench.row import PASSPHRASE, USER, Ground, Pair, Row, Sampler, timed
from db.engine import open_connection
from db.store import Store
from vrp_desktop.imports.commands import take_in
from vrp_desktop.imports.queries import settings_for
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.workspace.workspace import Workspace

ROWS: Final = 10_000
_TABLES: Final = (
    "import_sender",
    "import_batch",
    "person",
    "person_name",
    "person_profile",
    "person_identifier",
    "match_key",
    "referral",
    "trigger_event",
    "panel_case",
    "case_status",
    "support_agreement",
    "search_entry",
    "import_row",
    "audit_event",
    "audit_change",
)
"""All that taking in writes, parents first; the search index follows by its triggers."""

Written = dict[str, list[tuple[Any, ...]]]


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Each sample on fresh copies of the workspace, whose files are in the system's cache."""
    sheet = ground.scratch / "list.xlsx"
    write_list(sheet, ROWS)

    def sample() -> Pair:
        folder = ground.scratch / "copy"
        _copied(ground.folder, folder)
        ours, written = _ours(ground, folder, sheet)
        _copied(ground.folder, folder)
        floor = _bare(ground, folder, sheet, written)
        rmtree(folder)
        return Pair(ours, floor)

    yield sample


def _copied(source: Path, folder: Path) -> None:
    rmtree(folder, ignore_errors=True)
    copytree(source, folder, ignore=lambda _folder, names: [name for name in names if name == "backups"])


def _ours(ground: Ground, folder: Path, sheet: Path) -> tuple[float, Written]:
    with Workspace.open(folder, USER, PASSPHRASE, ground.clock) as workspace:
        last = _last_rows(workspace.store)
        settings = workspace.read(settings_for, "The made-up police")

        def take() -> Any:
            return workspace.write(take_in, read_workbook(sheet, sheet.name), settings).result

        took, taken = timed(take)
        assert taken.read == ROWS, taken
        return took, _rows_after(workspace.store, last)


def _last_rows(store: Store) -> dict[str, int]:
    with store.begin_snapshot() as connection:
        return {name: connection.execute(f"SELECT max(rowid) FROM {name}").fetchone()[0] or 0 for name in _TABLES}


def _rows_after(store: Store, last: dict[str, int]) -> Written:
    with store.begin_snapshot() as connection:
        return {
            name: connection.execute(f"SELECT * FROM {name} WHERE rowid > ? ORDER BY rowid", (last[name],)).fetchall()
            for name in _TABLES
        }


def _bare(ground: Ground, folder: Path, sheet: Path, written: Written) -> float:
    with Workspace.open(folder, USER, PASSPHRASE, ground.clock) as workspace:
        connection = open_connection(workspace.store.path, workspace.store.key)

        def take() -> None:
            CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()
            connection.execute("BEGIN IMMEDIATE")
            for name, rows in written.items():
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    connection.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)
            connection.execute("COMMIT")

        took, _ = timed(take)
        connection.close()
        return took


ROW = Row("intake", "ms", 2.5, prepare, warm_ups=0)
