"""The ageing of backups: a list of files, a rule, deleting within reach, ticking off, and never the newest."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from db.backup_copies import BackupCopy
from tests.support.making import Making
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid, KnownError, NotPermitted, RuleBroken
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.workspace.backups import KEPT_HERE, back_up, back_up_here, delete_copy, list_found, verify_copy
from vrp_desktop.workspace.copies import (
    BackupRule,
    CopyRow,
    copies,
    note_gone,
    note_here_again,
    past_age,
    set_backup_rule,
)
from vrp_desktop.workspace.workspace import Workspace

DAYS = timedelta(days=40)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def old(make: Making, clock: FixedClock, tmp_path: Path) -> CopyRow:
    """The oldest of two backups, 40 days old, by a rule of 30 days that keeps one."""
    make.do(set_backup_rule, BackupRule(30, 1))
    back_up(make.workspace, tmp_path / "old.vrpbackup")
    clock.advance(DAYS)
    back_up(make.workspace, tmp_path / "new.vrpbackup")
    found: CopyRow = next(row for row in make.see(copies) if row.file_name == "old.vrpbackup")
    return found


def test_each_backup_is_listed_with_where_it_went_and_ages_by_the_rule(make: Making, old: CopyRow, tmp_path: Path):
    assert [(row.file_name, row.is_past, row.is_newest) for row in make.see(copies)] == [
        ("old.vrpbackup", True, False),
        ("new.vrpbackup", False, True),
    ]
    assert (old.folder, old.made_by, old.verified_at is not None) == (str(tmp_path), "Asha Madeup", True)
    assert make.see(past_age) == 1

    make.do(set_backup_rule, BackupRule(60, 1))

    assert make.see(past_age) == 0
    with pytest.raises(Invalid):
        make.do(set_backup_rule, BackupRule(0, 0))


def test_a_backup_says_how_many_children_it_holds_who_were_erased_since(
    make: Making, clock: FixedClock, tmp_path: Path
):
    child = make.person("Ingrid")
    back_up(make.workspace, tmp_path / "before.vrpbackup")
    clock.advance(DAYS)
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, child, "Asked for")
    back_up(make.workspace, tmp_path / "after.vrpbackup")

    held = {row.file_name: row.erased_since for row in make.see(copies)}
    assert held == {"before.vrpbackup": 1, "after.vrpbackup": 0}


def test_a_file_within_reach_is_deleted_and_said_to_be_gone(make: Making, old: CopyRow, tmp_path: Path):
    delete_copy(make.workspace, old)

    assert not (tmp_path / "old.vrpbackup").exists()
    gone = next(row for row in make.see(copies) if row.copy_id == old.copy_id)
    assert (gone.gone_how, gone.gone_by, gone.is_past) == ("FILE_DELETED", "Asha Madeup", False)


def test_the_newest_are_never_let_go(make: Making, old: CopyRow, tmp_path: Path):
    new = next(row for row in make.see(copies) if row.is_newest)

    with pytest.raises(RuleBroken, match="newest"):
        delete_copy(make.workspace, new)
    with pytest.raises(RuleBroken, match="newest"):
        make.do(note_gone, new.copy_id, new.version, "FILE_DELETED")

    assert (tmp_path / "new.vrpbackup").exists()


def test_another_file_in_its_place_is_left_alone(make: Making, old: CopyRow, tmp_path: Path):
    (tmp_path / "old.vrpbackup").unlink()
    with pytest.raises(KnownError):
        delete_copy(make.workspace, old)
    (tmp_path / "new.vrpbackup").rename(tmp_path / "old.vrpbackup")

    with pytest.raises(RuleBroken, match="another backup"):
        delete_copy(make.workspace, old)

    assert (tmp_path / "old.vrpbackup").exists()
    assert make.see(past_age) == 1


def test_one_out_of_reach_is_ticked_off_and_the_tick_taken_back(make: Making, old: CopyRow):
    with pytest.raises(Invalid):
        make.do(note_gone, old.copy_id, old.version, "NO_SUCH_WAY")
    make.do(note_gone, old.copy_id, old.version, "RECIPIENT_CONFIRMS", "The stick was wiped")
    assert make.see(past_age) == 0
    with pytest.raises(RuleBroken):
        make.do(note_gone, old.copy_id, old.version + 1, "FILE_DELETED")

    make.do(note_here_again, old.copy_id, old.version + 1, "It lay in the drawer")

    assert make.see(past_age) == 1


def test_a_backup_is_read_back_again_and_a_damaged_one_is_told(make: Making, old: CopyRow, clock: FixedClock):
    verify_copy(make.workspace, old)
    again = next(row for row in make.see(copies) if row.copy_id == old.copy_id)
    assert again.verified_at == clock.now()

    path = Path(old.folder) / old.file_name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(KnownError):
        verify_copy(make.workspace, old)


def test_backups_beside_the_store_are_listed_and_those_that_made_room_are_gone(make: Making, clock: FixedClock):
    back_up(make.workspace, make.workspace.folder.backups / "before-upgrade-from-r0001.vrpbackup")
    make.do(_forget_all)
    assert list_found(make.workspace) == 1
    assert list_found(make.workspace) == 0
    assert [row.made_by for row in make.see(copies)] == [""]

    for _ in range(KEPT_HERE + 1):
        clock.advance(timedelta(minutes=1))
        back_up_here(make.workspace)

    gone = [row for row in make.see(copies) if not row.is_there]
    assert [row.gone_how for row in gone] == ["FILE_DELETED"]


def test_only_who_may_back_up_sees_the_list(make: Making, old: CopyRow):
    viewer = make.actor(Role.VIEWER)

    assert make.see_as(viewer, past_age) == 0
    with pytest.raises(NotPermitted):
        make.do_as(viewer, note_gone, old.copy_id, old.version, "FILE_DELETED")


@command(Permission.BACK_UP)
def _forget_all(work: Work) -> None:
    work.session.execute(delete(BackupCopy))
