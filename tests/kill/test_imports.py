"""Intake killed at random moments: a batch is there whole or not at all, and what was acknowledged is there."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from sqlalchemy import func, select

from db.imports import ImportBatch, ImportRow
from db.panel import Referral
from db.people import Person
from tests.kill.harness import Nursery, kill_again_and_again
from tests.kill.import_workloads import ROWS
from tests.support.workspaces import Template, open_workspace
from vrp_desktop.access.work import Read
from vrp_desktop.imports.holds import RowState
from vrp_desktop.workspace.checks import verify_workspace

WORKLOAD = "tests.kill.import_workloads:take_lists_in"
TAKEN = ROWS - ROWS // 10


def rows_by_batch(read: Read) -> dict[str, int]:
    grouped = select(ImportRow.batch_id, func.count()).group_by(ImportRow.batch_id)
    return {batch_id: count for batch_id, count in read.session.execute(grouped)}  # noqa: C416


def check(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []
        see = workspace.read
        batches = {one.id: one for one in see(lambda read: list(read.session.scalars(select(ImportBatch))))}
        said = [line.split() for line in acknowledged]
        assert set(see(rows_by_batch).values()) <= {ROWS}
        assert {id_ for word, id_ in said if word == "took"} <= set(batches)
        assert all(batches[id_].taken_back_at for word, id_ in said if word == "undid")
        referrals = set(see(lambda read: set(read.session.scalars(select(Referral.id)))))
        undone = {one.id for one in batches.values() if one.taken_back_at}
        for (_, batch_id), (word, referral_id) in pairwise(said):
            if word == "mended" and batch_id not in undone:
                assert referral_id in referrals
        settled = (RowState.TAKEN.value, RowState.JOINED.value)
        taken = select(func.count()).select_from(ImportRow).where(ImportRow.state.in_(settled))
        assert see(lambda read: read.session.scalar(taken)) == len(referrals)
        people = see(lambda read: read.session.scalar(select(func.count()).select_from(Person)))
        assert people == len(referrals) >= TAKEN * (len(batches) - len(undone))


def test_a_batch_is_whole_or_not_there(nursery: Nursery, times: int, template_store: Template, tmp_path):
    killed = kill_again_and_again(nursery, WORKLOAD, tmp_path, times, template_store.copy_to, check)

    assert killed > times / 2
