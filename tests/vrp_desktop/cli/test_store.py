"""practice, verify, backup and restore as they are typed."""

from __future__ import annotations

from tests.support.workspaces import CHEAP
from tests.vrp_desktop.cli.conftest import refused
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import SystemClock
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.workspace.users import add_user
from vrp_desktop.workspace.workspace import Workspace


def test_practice_makes_a_workspace_that_verify_finds_sound(run_apart, tmp_path):
    made = run_apart("practice", tmp_path / "new", "--children", 3, "--seed", 4, "--as-at", "2026-10-14")
    verified = run_apart("verify", tmp_path / "new")

    assert made.returncode == 0, made.stderr
    assert "3 made-up children as at 14/10/2026" in made.stdout
    assert (verified.returncode, verified.stderr) == (0, "")
    assert verified.stdout.startswith("Sound")


def test_practice_leaves_a_folder_with_other_things_alone(run, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("kept")

    assert "There is something in" in refused(run("practice", tmp_path / "full"))


def test_verify_says_what_is_damaged_and_ends_with_one(run, folder):
    store = folder / "store.db"
    content = bytearray(store.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 64] = bytes(64)
    store.write_bytes(content)

    done = run("verify", folder)

    assert done.returncode == 1
    assert done.stdout.strip()
    assert "Traceback" not in done.stderr


def test_verify_of_a_store_that_cannot_be_opened_ends_with_one(run, folder):
    (folder / "store.db").write_bytes(b"not a database" * 1000)

    done = run("verify", folder)

    assert done.returncode == 1
    assert "store.db is damaged" in done.stdout


def test_a_workspace_without_its_key_file_is_told_by_name(run, folder):
    (folder / "store.keys").unlink()

    assert "store.keys is missing" in refused(run("backup", folder, folder.parent / "b.vrpbackup"))


def test_a_backup_is_restored_into_a_new_folder_and_is_sound_there(run, folder, tmp_path):
    backed_up = run("backup", folder, tmp_path / "b.vrpbackup")
    restored = run("restore", tmp_path / "b.vrpbackup", tmp_path / "again")
    verified = run("verify", tmp_path / "again")

    assert (backed_up.returncode, restored.returncode, verified.returncode) == (0, 0, 0)
    assert "b.vrpbackup" in backed_up.stdout


def test_a_backup_into_a_folder_gets_a_name_that_tells_when_and_nothing_else(run, folder, tmp_path):
    (tmp_path / "backups").mkdir()

    done = run("backup", folder, tmp_path / "backups")

    assert done.returncode == 0
    assert [path.name.startswith("backup-") for path in (tmp_path / "backups").iterdir()] == [True]


def test_a_backup_never_overwrites_and_restoring_neither(run, folder, tmp_path):
    (tmp_path / "b.vrpbackup").write_text("kept")

    assert "There is something" in refused(run("backup", folder, tmp_path / "b.vrpbackup"))
    assert (tmp_path / "b.vrpbackup").read_text() == "kept"
    run("backup", folder, tmp_path / "real.vrpbackup")
    assert "There is something" in refused(run("restore", tmp_path / "real.vrpbackup", folder))


def test_a_damaged_backup_is_told(run, tmp_path):
    (tmp_path / "b.vrpbackup").write_bytes(b"PK\x03\x04 cut short")

    assert "b.vrpbackup" in refused(run("restore", tmp_path / "b.vrpbackup", tmp_path / "again"))
    assert not (tmp_path / "again" / "store.db").exists()


def test_an_open_workspace_is_not_opened_a_second_time(run, folder):
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()):
        assert "already open" in refused(run("verify", folder))


def test_where_there_are_several_users_one_is_named(run, folder):
    with Workspace.open(folder, USER, PASSPHRASE, SystemClock()) as workspace:
        add_user(workspace, UserForm("second", "Second Madeup", Role.VIEWER), "seven other made-up words", CHEAP)

    assert "--user with one of these names: practice, second" in refused(run("verify", folder))
    assert run("verify", folder, "--user", "practice").returncode == 0
    viewer = run("backup", folder, folder.parent / "b", "--user", "second", passphrase="seven other made-up words")
    assert "The role Viewer may not do this" in refused(viewer)
