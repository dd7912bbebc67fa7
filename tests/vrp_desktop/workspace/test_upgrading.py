"""An older workspace is brought up to date at its opening, after a verified backup, whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import db.migrate
from db.migrate import HEAD
from tests.support.workspaces import PASSPHRASE, USER, open_workspace
from vrp_desktop.workspace.backups import look_into
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.unlocking import Stage
from vrp_desktop.workspace.workspace import Workspace

NEXT = "9001"
REVISION = """
import sqlalchemy as sa
from alembic import op

revision = "{next}"
down_revision = "{head}"


def upgrade():
    with op.batch_alter_table("user_account") as batch:
        batch.add_column(sa.Column("nickname", sa.String(20), nullable=True))
    op.execute("{last}")
"""


@pytest.fixture
def newer_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The program as it will be one revision later; the revision's last statement is handed in."""

    def become(last: str = "UPDATE user_account SET nickname = 'Ash'") -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(db.migrate.FOLDER, folder)
        (folder / "versions" / "r9001_nickname.py").write_text(REVISION.format(next=NEXT, head=HEAD, last=last))
        monkeypatch.setattr(db.migrate, "FOLDER", folder)
        monkeypatch.setattr(db.migrate, "REVISIONS", (*db.migrate.REVISIONS, NEXT))
        monkeypatch.setattr(db.migrate, "HEAD", NEXT)

    return become


def nicknames(workspace: Workspace) -> list[str]:
    with workspace.store.begin_read() as connection:
        return list(connection.exec_driver_sql("SELECT nickname FROM user_account").scalars())


def test_an_older_workspace_is_upgraded_after_a_verified_backup(workspace_folder, clock, newer_program):
    newer_program()
    stages: list[Stage] = []

    with Workspace.open(workspace_folder, USER, PASSPHRASE, clock, stages.append) as workspace:
        assert nicknames(workspace) == ["Ash"]
        assert verify_workspace(workspace) == []

    assert stages == [Stage.CHECKING, Stage.OPENING, Stage.BACKING_UP, Stage.UPGRADING, Stage.READY]
    [backup] = (workspace_folder / "backups").glob("before-upgrade-*.vrpbackup")
    assert look_into(backup).revision == HEAD


def test_the_second_opening_has_nothing_to_upgrade(workspace_folder, clock, newer_program):
    newer_program()
    open_workspace(workspace_folder, clock).close()
    stages: list[Stage] = []

    Workspace.open(workspace_folder, USER, PASSPHRASE, clock, stages.append).close()

    assert Stage.UPGRADING not in stages


def test_an_upgrade_that_fails_leaves_the_older_workspace_as_it_was(
    workspace_folder, clock, newer_program, monkeypatch
):
    newer_program("DELETE FROM nowhere")
    with pytest.raises(Exception, match="no such table"):
        open_workspace(workspace_folder, clock)
    monkeypatch.undo()

    with open_workspace(workspace_folder, clock) as workspace:
        assert verify_workspace(workspace) == []
        with workspace.store.begin_read() as connection:
            columns = connection.exec_driver_sql("SELECT name FROM pragma_table_info('user_account')").scalars()
            assert "nickname" not in set(columns)
