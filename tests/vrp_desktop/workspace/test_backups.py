"""Backups are whole or not there, open with the passphrases of their day, and never restore over anything."""

from __future__ import annotations

import os
import threading
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from db.access import WorkspaceFact
from db.audit import AuditEvent
from tests.support.plaintext import assert_no_plaintext
from tests.support.workspaces import CHEAP, PASSPHRASE, USER, open_workspace
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import Cancelled, DamagedFile, DiskFull, KnownError, StoreError, StoreTooNew, WrongPassphrase
from vrp_desktop.workspace import backups
from vrp_desktop.workspace.backups import KEPT_HERE, back_up, back_up_here, last_backup, look_into, restore
from vrp_desktop.workspace.checks import audit_head, verify_workspace
from vrp_desktop.workspace.users import change_passphrase
from vrp_desktop.workspace.workspace import Workspace

NEW_WORDS = "eleven plain words"

WEEK = timedelta(days=7)


@command(Permission.MANAGE_SETTINGS)
def keep(work: Work, key: str, value: str = "x") -> None:
    work.add(WorkspaceFact(key=key, value=value))


def facts(read: Read) -> set[str]:
    return set(read.session.scalars(select(WorkspaceFact.key)))


def deeds(read: Read) -> list[str]:
    return list(read.session.scalars(select(AuditEvent.deed).order_by(AuditEvent.seq)))


@pytest.fixture
def backup(workspace: Workspace, tmp_path: Path) -> Path:
    workspace.write(keep, "before")
    path = tmp_path / "taken.vrpbackup"
    back_up(workspace, path)
    return path


def test_a_backup_brings_back_what_was_there_and_nothing_later(workspace, backup, tmp_path, clock):
    workspace.write(keep, "after")

    with restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock) as restored:
        found = restored.read(facts)
        assert "before" in found
        assert "after" not in found
        assert verify_workspace(restored) == []
        assert restored.read(deeds)[-1] == "note_restore"


def test_a_backup_says_where_the_audit_stood_and_is_itself_audited(workspace, tmp_path):
    before = audit_head(workspace)

    manifest = back_up(workspace, tmp_path / "taken.vrpbackup")

    assert manifest.audit_head == before
    assert workspace.read(deeds)[-1] == "note_backup"
    assert look_into(tmp_path / "taken.vrpbackup") == manifest


def test_a_backup_opens_with_the_passphrase_of_its_day(workspace, backup, tmp_path, clock, template_store):
    change_passphrase(workspace, PASSPHRASE, NEW_WORDS, CHEAP)

    assert backups.users_in(backup) == (USER,)
    with pytest.raises(WrongPassphrase):
        restore(backup, tmp_path / "a", USER, NEW_WORDS, clock)
    restore(backup, tmp_path / "a", USER, PASSPHRASE, clock).close()
    restore(backup, tmp_path / "b", USER, template_store.recovery_code, clock, by_code=True).close()


def test_a_wrong_passphrase_leaves_no_folder(backup, tmp_path, clock):
    with pytest.raises(WrongPassphrase, match=r"do not open the backup taken\.vrpbackup\."):
        restore(backup, tmp_path / "restored", USER, "wrong", clock)

    assert not (tmp_path / "restored").exists()


def test_restoring_never_goes_over_anything(backup, workspace_folder, tmp_path, clock):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "letter.txt").touch()

    for folder in (workspace_folder, tmp_path / "letters"):
        with pytest.raises(StoreError):
            restore(backup, folder, USER, PASSPHRASE, clock)

    assert [path.name for path in (tmp_path / "letters").iterdir()] == ["letter.txt"]


def test_a_backup_never_goes_over_a_file(workspace, backup):
    size = backup.stat().st_size

    with pytest.raises(StoreError):
        back_up(workspace, backup)

    assert backup.stat().st_size == size


def test_a_backup_is_taken_while_others_write(workspace, tmp_path, clock):
    stop = threading.Event()

    def write_on() -> None:
        number = 0
        while not stop.is_set():
            workspace.write(keep, f"meanwhile-{number}", "x" * 50_000)
            number += 1

    writer = threading.Thread(target=write_on)
    writer.start()
    try:
        back_up(workspace, tmp_path / "taken.vrpbackup")
    finally:
        stop.set()
        writer.join()

    with restore(tmp_path / "taken.vrpbackup", tmp_path / "restored", USER, PASSPHRASE, clock) as restored:
        assert verify_workspace(restored) == []


def test_a_backup_that_is_stopped_leaves_nothing(workspace, tmp_path):
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    (tmp_path / "out").mkdir()
    with pytest.raises(Cancelled):
        back_up(workspace, tmp_path / "out" / "taken.vrpbackup", stop)

    assert list((tmp_path / "out").iterdir()) == []
    assert last_backup(workspace.folder.path) is None


def test_a_folder_that_is_not_there_is_told(workspace, tmp_path):
    with pytest.raises(StoreError, match="The folder"):
        back_up(workspace, tmp_path / "gone" / "taken.vrpbackup")


def test_what_an_earlier_killed_backup_left_is_swept(workspace, tmp_path):
    left = tmp_path / "out" / ".vrp-part-12345678"
    left.mkdir(parents=True)
    (left / "store.db").write_bytes(b"half")

    back_up(workspace, tmp_path / "out" / "taken.vrpbackup")

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["taken.vrpbackup"]


def test_progress_is_told_to_the_end(workspace, tmp_path):
    told: list[tuple[int, int]] = []

    back_up(workspace, tmp_path / "taken.vrpbackup", lambda done, total: told.append((done, total)))

    assert told[-1][0] == told[-1][1] > 0


def test_a_name_in_the_store_is_in_no_backup_in_plain_text(workspace, tmp_path, clock):
    workspace.write(keep, "planted", "Zebedee Quillfeather")
    back_up(workspace, tmp_path / "taken.vrpbackup")
    restore(tmp_path / "taken.vrpbackup", tmp_path / "restored", USER, PASSPHRASE, clock).close()
    workspace.close()

    assert_no_plaintext(tmp_path, "Zebedee")


@pytest.mark.parametrize("part", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_backup_cut_short_is_told_as_damaged(backup, tmp_path, clock, part):
    os.truncate(backup, int(backup.stat().st_size * part))

    with pytest.raises(DamagedFile) as told:
        restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock)

    assert "taken.vrpbackup" in told.value.what
    assert not (tmp_path / "restored" / "store.db").exists()


@pytest.mark.parametrize("part", [0.001, 0.005, 0.05, 0.3, 0.6, 0.95])
def test_a_backup_with_a_flipped_bit_is_told_as_damaged(backup, tmp_path, clock, part):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * part)] ^= 4
    backup.write_bytes(content)

    with pytest.raises(KnownError):
        restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock)
    assert not (tmp_path / "restored").exists()


@pytest.mark.parametrize("content", [b"", b"Dear Sir or Madam", b"PK\x03\x04 not really"])
def test_something_that_is_no_backup_is_told(tmp_path, content):
    (tmp_path / "x.vrpbackup").write_bytes(content)

    with pytest.raises(DamagedFile):
        look_into(tmp_path / "x.vrpbackup")
    with pytest.raises(DamagedFile):
        look_into(tmp_path / "missing.vrpbackup")


def repacked(backup: Path, name: str, content: bytes, packing: int = zipfile.ZIP_STORED) -> None:
    with zipfile.ZipFile(backup) as old:
        parts = {entry: old.read(entry) for entry in old.namelist()} | {name: content}
    with zipfile.ZipFile(backup, "w", packing) as new:
        for entry, held in parts.items():
            new.writestr(entry, held)


def test_a_zip_that_swells_is_not_unpacked(backup):
    with zipfile.ZipFile(backup) as old:
        database = old.read("store.db")
    repacked(backup, "store.db", database, zipfile.ZIP_DEFLATED)

    with pytest.raises(DamagedFile):
        look_into(backup)


def test_a_zip_of_something_else_is_told(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.vrpbackup", "w") as container:
        container.writestr("photo.jpg", b"x")

    with pytest.raises(DamagedFile):
        look_into(tmp_path / "x.vrpbackup")


def test_a_manifest_written_by_another_hand_is_told(backup, tmp_path, clock):
    with zipfile.ZipFile(backup) as container:
        manifest = container.read("manifest.json")
    repacked(backup, "manifest.json", manifest.replace(b'"made_at": "2026', b'"made_at": "2025'))

    with pytest.raises(DamagedFile):
        restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock)


def test_a_backup_from_a_newer_version_is_told(backup, tmp_path, clock):
    with zipfile.ZipFile(backup) as container:
        manifest = container.read("manifest.json")
    repacked(backup, "manifest.json", manifest.replace(b'"revision": "0001"', b'"revision": "9999"'))

    with pytest.raises(StoreTooNew):
        restore(backup, tmp_path / "restored", USER, PASSPHRASE, clock)


def test_the_last_backup_is_remembered_and_a_new_one_is_due_after_a_week(workspace, clock):
    folder = workspace.folder.path
    assert backups.is_backup_due(folder, clock.now(), WEEK)

    path = back_up_here(workspace)

    last = last_backup(folder)
    assert last is not None
    assert (last.made_at, last.name) == (clock.now(), path.name)
    assert not backups.is_backup_due(folder, clock.now() + timedelta(days=6), WEEK)
    assert backups.is_backup_due(folder, clock.now() + timedelta(days=7), WEEK)


def test_only_the_newest_few_are_kept_in_the_workspace(workspace, clock):
    paths = []
    for _ in range(KEPT_HERE + 2):
        clock.advance(timedelta(minutes=1))
        paths.append(back_up_here(workspace).name)

    kept = sorted(path.name for path in workspace.folder.backups.glob("*.vrpbackup"))

    assert kept == paths[2:]


FULL = """
import resource, sys
from pathlib import Path
from tests.support.workspaces import open_workspace
from vrp_desktop.errors import KnownError
from vrp_desktop.workspace.backups import back_up
import signal
folder = Path(sys.argv[1])
workspace = open_workspace(folder)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
try:
    back_up(workspace, folder / "backups" / "taken.vrpbackup")
except KnownError as told:
    print(type(told).__name__)
"""


def test_a_disk_that_is_full_is_told_and_leaves_no_half_backup(workspace_folder, run_apart):
    assert run_apart(FULL, workspace_folder) in (DiskFull.__name__, StoreError.__name__)

    assert not list((workspace_folder / "backups").iterdir())
    open_workspace(workspace_folder).close()
