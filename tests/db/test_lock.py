"""The lock keeps a second process out and dies with its holder."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from db.lock import StoreLock
from db.problems import FileMissing, InUse

HOLD = """
import sys
from pathlib import Path
from db.lock import StoreLock
StoreLock(Path(sys.argv[1])).acquire()
print("held", flush=True)
sys.stdin.read()
"""


def test_a_second_holder_is_refused_and_told_who_holds_it(tmp_path):
    first, second = StoreLock(tmp_path / "store.lock"), StoreLock(tmp_path / "store.lock")
    first.acquire()

    with pytest.raises(InUse) as told:
        second.acquire()

    assert (told.value.process, told.value.host) == (os.getpid(), platform.node())
    assert first.held
    assert not second.held
    first.release()


def test_what_was_released_can_be_taken(tmp_path):
    first, second = StoreLock(tmp_path / "store.lock"), StoreLock(tmp_path / "store.lock")
    first.acquire()
    first.acquire()
    first.release()
    first.release()

    second.acquire()

    assert second.held
    second.release()


def test_the_lock_dies_with_a_killed_process(tmp_path):
    path = tmp_path / "store.lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(InUse) as told:
            StoreLock(path).acquire()
        assert told.value.process == holder.pid
        holder.kill()
        holder.wait()

    lock = StoreLock(path)
    lock.acquire()
    assert lock.was_left
    lock.release()

    again = StoreLock(path)
    again.acquire()
    assert not again.was_left
    again.release()


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FileMissing):
        StoreLock(tmp_path / "gone" / "store.lock").acquire()


def test_a_torn_note_of_the_holder_is_no_trouble(tmp_path):
    path = tmp_path / "store.lock"
    lock = StoreLock(path)
    lock.acquire()
    path.write_text("{")

    with pytest.raises(InUse) as told:
        StoreLock(path).acquire()

    assert told.value.process is None
    lock.release()
