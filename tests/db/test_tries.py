"""Wrong tries slow down the next one, survive a restart, and give nothing away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from db.tries import LONGEST_WAIT, Tries, pause_after

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def tries(tmp_path):
    return Tries(tmp_path / "store.tries")


def test_the_pauses_grow_to_a_minute_and_no_further():
    assert [pause_after(failures) for failures in range(10)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60]
    assert pause_after(10_000) == LONGEST_WAIT


def test_without_a_failure_nobody_waits(tries):
    assert tries.wait(NOW) == 0


def test_the_wait_runs_out(tries):
    for _ in range(4):
        tries.failed(NOW, "asha")

    assert tries.wait(NOW) == 2
    assert tries.wait(NOW + timedelta(seconds=1.5)) == 1
    assert tries.wait(NOW + timedelta(seconds=2)) == 0


def test_a_restart_does_not_forgive(tries, tmp_path):
    for _ in range(5):
        tries.failed(NOW, "asha")

    assert Tries(tmp_path / "store.tries").wait(NOW) == 4


def test_a_clock_set_back_neither_frees_nor_bars_for_long(tries):
    for _ in range(4):
        tries.failed(NOW, "asha")
    yesterday = NOW - timedelta(days=1)

    assert tries.wait(yesterday) == 2
    assert tries.wait(yesterday + timedelta(seconds=2)) == 0


def test_success_forgets_and_the_failures_can_be_told_before(tries):
    tries.failed(NOW, "asha")
    tries.failed(NOW + timedelta(seconds=1), "")

    assert [attempt.name for attempt in tries.failures()] == ["asha", ""]
    tries.clear()
    assert tries.failures() == ()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"failed": 7}', b"\xff\xfe"])
def test_a_damaged_file_counts_as_none(tries, tmp_path, content):
    (tmp_path / "store.tries").write_bytes(content)

    assert tries.wait(NOW) == 0


def test_a_folder_that_is_gone_is_no_reason_to_refuse(tmp_path):
    assert Tries(tmp_path / "gone" / "store.tries").failed(NOW) == 0
