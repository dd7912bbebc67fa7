"""Opening a workspace: who gets in, who waits, and what is said when a file is not as it must be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.audit import AuditEvent
from tests.support.workspaces import CHEAP, PASSPHRASE, USER, open_workspace
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import (
    DamagedFile,
    KnownError,
    NotPermitted,
    ReadOnlyFolder,
    StoreInUse,
    StoreTooNew,
    TooManyTries,
    WrongPassphrase,
)
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.folder import WorkspaceFolder
from vrp_desktop.workspace.unlocking import Stage, seconds_to_wait, unlock
from vrp_desktop.workspace.users import add_user
from vrp_desktop.workspace.workspace import Workspace

NOBODY = 65534


def failed_tries(read: Read) -> list[tuple[str, str]]:
    events = select(AuditEvent).where(AuditEvent.deed == "unlock_failed").order_by(AuditEvent.seq)
    return [(event.at.isoformat(), event.user_name) for event in read.session.scalars(events)]


def refused(folder: Path, passphrase: str = PASSPHRASE, user: str = USER) -> KnownError:
    with pytest.raises(KnownError) as told:
        open_workspace(folder, user=user, passphrase=passphrase)
    return told.value


def test_the_right_passphrase_opens_it_and_tells_how_far_it_is(workspace_folder, clock):
    stages: list[Stage] = []

    with Workspace.open(workspace_folder, "Asha", PASSPHRASE, clock, stages.append) as workspace:
        assert workspace.actor.name == USER

    assert stages == [Stage.CHECKING, Stage.OPENING, Stage.READY]


@pytest.mark.parametrize(("user", "passphrase"), [(USER, "wrong"), ("nobody", PASSPHRASE), ("", "")])
def test_it_is_never_said_whether_the_user_or_the_passphrase_was_wrong(workspace_folder, user, passphrase):
    told = refused(workspace_folder, passphrase, user)

    assert type(told) is WrongPassphrase
    assert str(told) == str(refused(workspace_folder, "also wrong"))
    assert str(workspace_folder) in told.what


def test_wrong_tries_slow_down_across_restarts_and_the_right_one_ends_it(workspace_folder, clock):
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            open_workspace(workspace_folder, clock, passphrase="wrong")
    assert seconds_to_wait(workspace_folder, clock) == 1

    with pytest.raises(TooManyTries) as told:
        open_workspace(workspace_folder, clock)
    clock.advance(timedelta(seconds=told.value.wait_seconds))
    open_workspace(workspace_folder, clock).close()

    assert seconds_to_wait(workspace_folder, clock) == 0


def test_wrong_tries_are_told_to_the_audit_with_their_moments_and_without_what_was_typed(workspace_folder, clock):
    first = clock.now()
    for user in (USER, "my secret typed into the wrong field"):
        with pytest.raises(WrongPassphrase):
            open_workspace(workspace_folder, clock, user, "wrong")
        clock.advance(timedelta(minutes=1))

    with open_workspace(workspace_folder, clock) as workspace:
        assert workspace.read(failed_tries) == [
            (first.isoformat(), USER),
            ((first + timedelta(minutes=1)).isoformat(), ""),
        ]
        assert verify_workspace(workspace) == []
    with open_workspace(workspace_folder, clock) as workspace:
        assert len(workspace.read(failed_tries)) == 2


def test_a_second_writer_is_refused_with_a_plain_message(workspace, workspace_folder):
    told = refused(workspace_folder)

    assert isinstance(told, StoreInUse)
    assert f"process {os.getpid()}" in told.what


def test_a_wrong_try_gives_the_lock_back(workspace_folder):
    refused(workspace_folder, "wrong")

    open_workspace(workspace_folder).close()


def test_what_was_unlocked_and_not_wanted_can_be_given_back(workspace_folder, clock):
    unlock(workspace_folder, USER, PASSPHRASE, clock).release()

    open_workspace(workspace_folder).close()


@pytest.mark.parametrize("name", ["store.db", "store.keys"])
@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.unlink(), id="missing"),
        pytest.param(lambda path: path.write_bytes(b""), id="emptied"),
        pytest.param(lambda path: os.truncate(path, path.stat().st_size // 2), id="cut"),
        pytest.param(lambda path: path.write_bytes(b"Dear Sir or Madam, " * 2000), id="overwritten"),
    ],
)
def test_a_spoilt_file_is_named_and_the_passphrase_is_not_blamed(workspace_folder, name, spoil):
    spoil(workspace_folder / name)

    told = refused(workspace_folder)

    assert isinstance(told, DamagedFile)
    assert name in told.what
    assert "backup" in told.do
    assert not (workspace_folder / "store.tries").exists()


def test_a_flipped_bit_in_the_database_is_found_at_the_latest_by_verifying(workspace_folder):
    database = workspace_folder / "store.db"
    content = bytearray(database.read_bytes())
    content[len(content) // 2] ^= 1
    database.write_bytes(content)

    try:
        with open_workspace(workspace_folder) as workspace:
            found = [str(problem) for problem in verify_workspace(workspace)]
    except DamagedFile as told:
        found = [told.what]

    assert found


def test_the_key_file_of_another_workspace_does_not_open_it_and_the_database_is_named(
    workspace_folder, tmp_path, clock
):
    from tests.support.workspaces import make_template

    other = make_template(tmp_path / "other").folder
    shutil.copy(other / "store.keys", workspace_folder / "store.keys")

    assert "store.db" in refused(workspace_folder).what


def test_a_folder_that_is_no_workspace_is_told(tmp_path):
    assert isinstance(refused(tmp_path), DamagedFile)
    assert isinstance(refused(tmp_path / "gone"), DamagedFile)


def test_a_store_from_a_newer_version_is_left_alone(workspace, workspace_folder):
    with workspace.store.begin_write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    workspace.close()

    assert isinstance(refused(workspace_folder), StoreTooNew)


def test_a_key_file_from_a_newer_version_is_left_alone(workspace_folder):
    keys = workspace_folder / "store.keys"
    keys.write_text(keys.read_text().replace('"version": 1', '"version": 2'))

    assert isinstance(refused(workspace_folder), StoreTooNew)


OPEN = """
import sys
from pathlib import Path
from tests.support.workspaces import open_workspace
from vrp_desktop.errors import KnownError
try:
    open_workspace(Path(sys.argv[1]))
except KnownError as told:
    print(type(told).__name__)
"""


def test_a_read_only_folder_is_told_to_a_user_who_may_not_write(workspace_folder, as_nobody):
    workspace_folder.chmod(0o555)
    for path in workspace_folder.iterdir():
        path.chmod(0o555 if path.is_dir() else 0o444)

    assert as_nobody(OPEN, workspace_folder) == ReadOnlyFolder.__name__


def test_unlocking_does_not_load_sqlalchemy(workspace_folder):
    program = """
import sys
from pathlib import Path
from tests.support.workspaces import PASSPHRASE, STARTS_AT, USER
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.unlocking import unlock
unlock(Path(sys.argv[1]), USER, PASSPHRASE, FixedClock(STARTS_AT)).release()
sys.exit("sqlalchemy" in sys.modules)
"""

    assert subprocess.run([sys.executable, "-c", program, str(workspace_folder)], check=False).returncode == 0


def test_the_unlock_window_can_list_the_users_without_unlocking(workspace_folder):
    assert WorkspaceFolder(workspace_folder).users() == (USER,)


def test_a_closed_workspace_can_be_opened_again_and_closing_twice_is_no_harm(workspace_folder, clock: FixedClock):
    workspace = open_workspace(workspace_folder, clock)
    workspace.close()
    workspace.close()

    open_workspace(workspace_folder, clock).close()


def test_lists_that_a_newer_program_ships_are_taken_in_once(workspace, workspace_folder, clock):
    with workspace.store.begin_write() as connection:
        connection.exec_driver_sql("DELETE FROM code_entry WHERE list_name = 'closure_reasons'")
        connection.exec_driver_sql("UPDATE workspace_fact SET value = '\"older\"' WHERE key = 'shipped_lists'")
    workspace.close()

    for _ in range(2):
        with open_workspace(workspace_folder, clock) as opened, opened.store.begin_read() as connection:
            counted = "SELECT count(*) FROM code_entry WHERE list_name = 'closure_reasons'"
            told = "SELECT count(*) FROM audit_event WHERE deed = 'take_in_shipped_lists'"
            assert connection.exec_driver_sql(counted).scalar_one() > 0
            assert connection.exec_driver_sql(told).scalar_one() == 1


def test_a_user_who_left_is_told_so_even_where_the_slot_is_still_there(workspace, workspace_folder):
    add_user(workspace, UserForm("bodil", "Bodil Madeup", Role.CHAIR), "eleven plain words", CHEAP)
    with workspace.store.begin_write() as connection:
        connection.exec_driver_sql("UPDATE user_account SET left_on = '2026-11-01' WHERE name = 'bodil'")
    workspace.close()

    assert isinstance(refused(workspace_folder, "eleven plain words", "bodil"), NotPermitted)
    open_workspace(workspace_folder).close()
    assert isinstance(refused(workspace_folder, "eleven plain words", "bodil"), WrongPassphrase)
