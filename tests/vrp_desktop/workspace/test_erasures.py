"""A restored backup does not bring back who was erased since it was made."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from db.people import Person
from tests.support.making import Making
from tests.support.workspaces import PASSPHRASE, USER, open_workspace
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid
from vrp_desktop.people.erased_again import erase_again
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.workspace.backups import back_up, back_up_here, restore
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace

NAME = "Zebedee"


@command(Permission.OWN_WORK)
def erase(work: Work, person_id: str) -> None:
    """The deed of someone who has the right, done here by the manager at hand."""
    erase_person(work, person_id, "Asked for by the family.")


def erased(read: Read, person_id: str) -> bool:
    person = read.session.get(Person, person_id)
    return person is not None and person.erased_at is not None


def store_holds(workspace: Workspace, words: str) -> bool:
    with workspace.store.begin_read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = (row for table in tables for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"'))
        return any(words.casefold() in repr(tuple(row)).casefold() for row in rows)


@pytest.fixture
def person_id(workspace: Workspace, clock: FixedClock) -> str:
    return Making(workspace, clock).person(NAME)


@pytest.fixture
def backup(workspace: Workspace, person_id: str) -> Path:
    return back_up_here(workspace)


def test_who_was_erased_since_the_backup_is_erased_again(workspace, backup, person_id, tmp_path, clock):
    workspace.write(erase, person_id)
    workspace.close()

    with restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock) as restored:
        assert store_holds(restored, NAME)
        assert restored.to_erase_again == (person_id,)
        assert erase_again(restored, restored.to_erase_again) == 1
        assert restored.read(erased, person_id)
        assert not store_holds(restored, NAME)
        assert verify_workspace(restored) == []


def test_a_backup_kept_elsewhere_is_told_by_the_former_folder(workspace, backup, person_id, tmp_path, clock):
    workspace.write(erase, person_id)
    workspace.close()
    (tmp_path / "stick").mkdir()
    moved = Path(shutil.move(backup, tmp_path / "stick"))

    with restore(moved, tmp_path / "a", USER, PASSPHRASE, clock) as unaware:
        assert unaware.to_erase_again == ()
    with restore(moved, tmp_path / "b", USER, PASSPHRASE, clock, former=workspace.folder.path) as told:
        assert told.to_erase_again == (person_id,)


def test_a_list_beside_a_later_backup_tells_where_the_former_folder_is_lost(
    workspace, backup, person_id, tmp_path, clock
):
    stick = tmp_path / "stick"
    stick.mkdir()
    moved = Path(shutil.move(backup, stick))
    workspace.write(erase, person_id)
    back_up(workspace, stick / "later.vrpbackup")
    workspace.close()
    shutil.rmtree(workspace.folder.path)

    assert not any(NAME.encode() in path.read_bytes() for path in stick.glob("*.vrperased"))
    with restore(moved, tmp_path / "a", USER, PASSPHRASE, clock) as restored:
        assert restored.to_erase_again == (person_id,)


def test_the_list_alone_may_be_named_in_place_of_the_former_folder(workspace, backup, person_id, tmp_path, clock):
    workspace.write(erase, person_id)
    workspace.close()
    kept = Path(shutil.copy(workspace.folder.erased, tmp_path / "kept.list"))
    stick = Path(shutil.copy(backup, tmp_path / "alone.vrpbackup"))

    with restore(stick, tmp_path / "a", USER, PASSPHRASE, clock, former=kept) as restored:
        assert (restored.to_erase_again, restored.is_list_foreign) == ((person_id,), False)


def test_what_is_no_list_is_refused_before_anything_is_restored(workspace, backup, tmp_path, clock):
    workspace.close()
    (tmp_path / "letter.txt").write_text("Dear all")

    for former in (tmp_path / "letter.txt", tmp_path / "nowhere", tmp_path):
        with pytest.raises(Invalid):
            restore(backup, tmp_path / "a", USER, PASSPHRASE, clock, former=former)
    assert not (tmp_path / "a").exists()


def test_another_workspaces_list_erases_nobody_and_is_told(workspace, backup, person_id, tmp_path, clock):
    workspace.close()
    foreign = tmp_path / "foreign.list"
    foreign.write_text(json.dumps({"erased": [person_id], "seal": "00" * 32}))

    with restore(backup, tmp_path / "a", USER, PASSPHRASE, clock, former=foreign) as restored:
        assert (restored.to_erase_again, restored.is_list_foreign) == ((), True)


def test_a_list_written_by_another_hand_erases_nobody(workspace, backup, person_id, tmp_path, clock):
    workspace.close()
    workspace.folder.erased.write_text(json.dumps({"erased": [person_id], "seal": "00" * 32}))

    with restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock) as restored:
        assert restored.to_erase_again == ()


def test_a_list_that_was_lost_is_written_again(workspace, person_id, clock):
    workspace.write(erase, person_id)
    workspace.close()
    kept = workspace.folder.erased.read_bytes()
    workspace.folder.erased.unlink()

    open_workspace(workspace.folder.path, clock).close()

    assert workspace.folder.erased.read_bytes() == kept


def test_after_a_crash_the_list_is_written_at_the_opening(workspace, person_id, clock):
    workspace.write(erase, person_id)
    workspace.close()
    workspace.folder.erased.unlink()
    workspace.folder.lock.write_text('{"process": 1, "host": "elsewhere"}')

    with open_workspace(workspace.folder.path, clock):
        assert workspace.folder.erased.exists()


def test_without_erasures_there_is_no_list(workspace):
    workspace.close()

    assert not workspace.folder.erased.exists()


def test_erasing_again_who_is_not_there_does_nothing(workspace):
    assert erase_again(workspace, ("nobody",)) == 0
