"""Work away from the main thread, and who hears of it."""

from __future__ import annotations

import gc
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QObject

from tests.ui.desks import Outcome, SmallStore
from ui.tasks import Tasks
from vrp_desktop.changes import Changes, changes_of
from vrp_desktop.errors import Cancelled, KnownError


class Listener(QObject):
    """Hears answers and remembers on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []
        self.errors: list[KnownError] = []
        self.on_main = True
        self.steps: list[tuple[int, int]] = []

    def hear(self, result: object) -> None:
        self.on_main &= current_thread() is main_thread()
        self.heard.append(result)

    def hear_about(self, result: object, about: object) -> None:
        self.heard.append((result, about))

    def fail(self, error: KnownError) -> None:
        self.errors.append(error)

    def step(self, so_far: int, of: int) -> None:
        self.steps.append((so_far, of))


@pytest.fixture
def store():
    return SmallStore()


@pytest.fixture
def tasks(qapp, store):
    made = Tasks(store)
    yield made
    made.close()


def thread_of(_store):
    return current_thread()


def double(_store, number):
    return number * 2


def refuse(_store):
    raise KnownError("The disk is full.")


def test_a_read_runs_on_another_thread_and_answers_on_the_main_one(qtbot, tasks):
    listener = Listener()

    tasks.read(thread_of, done=listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard[0] is not main_thread()
    assert listener.on_main


def test_what_a_question_was_about_comes_back_with_its_answer(qtbot, tasks):
    listener = Listener()

    tasks.read(double, 4, done=listener.hear_about, about="page 4")
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert listener.heard == [(8, "page 4")]


def test_a_write_answers_with_the_result_and_then_tells_what_changed(qtbot, tasks):
    listener = Listener()
    changes = changes_of([("action", "a1")])
    tasks.changed.connect(listener.hear)

    tasks.write(lambda _store: Outcome("a1", changes), done=listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 2)

    assert listener.heard == ["a1", changes]


def test_a_write_that_changed_nothing_tells_nobody(qtbot, tasks):
    listener, changed = Listener(), Listener()
    tasks.changed.connect(changed.hear)

    tasks.write(lambda _store: Outcome(1, Changes()), done=listener.hear)
    qtbot.waitUntil(lambda: bool(listener.heard))

    assert changed.heard == []


def test_a_known_error_goes_to_failed_or_else_to_the_fallback(qtbot, tasks):
    named, fallback = Listener(), Listener()
    tasks.set_fallback(fallback.fail)

    tasks.read(refuse, done=named.hear, failed=named.fail)
    tasks.read(refuse, done=named.hear)
    qtbot.waitUntil(lambda: bool(named.errors and fallback.errors))

    assert [error.what for error in named.errors + fallback.errors] == ["The disk is full."] * 2
    assert named.heard == []


def test_a_bug_frees_the_page_and_reaches_the_hook_for_bugs(qtbot, tasks):
    listener = Listener()

    def broken(_store):
        raise ZeroDivisionError

    with qtbot.captureExceptions() as caught:
        tasks.read(broken, done=listener.hear, failed=listener.fail)
        qtbot.waitUntil(lambda: bool(listener.errors and caught))

    assert caught[0][0] is ZeroDivisionError
    assert "fault of its own" in listener.errors[0].what


def test_only_the_latest_read_with_a_key_is_answered_and_the_stale_one_is_interrupted(qtbot, tasks, store):
    listener, started = Listener(), Event()

    def slow(held):
        started.set()
        held.interrupted.wait(5)
        raise Cancelled

    tasks.read(slow, done=listener.hear, failed=listener.fail, key="list")
    started.wait(5)
    tasks.read(double, 1, done=listener.hear, failed=listener.fail, key="list")
    qtbot.waitUntil(tasks.is_idle)

    assert listener.heard == [2]
    assert listener.errors == []
    assert store.interrupts == 1


def test_a_read_that_was_interrupted_beside_a_stale_one_is_run_again(qtbot, tasks, store):
    stale, innocent = Listener(), Listener()
    started = [Event(), Event()]
    runs: list[int] = []

    def slow(held, at):
        started[at].set()
        held.interrupted.wait(5)
        if at not in runs:
            runs.append(at)
            raise Cancelled
        return "again"

    tasks.read(slow, 0, done=stale.hear, key="list")
    tasks.read(slow, 1, done=innocent.hear, failed=innocent.fail)
    started[0].wait(5)
    started[1].wait(5)
    tasks.read(double, 3, done=stale.hear, key="list")
    qtbot.waitUntil(tasks.is_idle)

    assert innocent.heard == ["again"]
    assert innocent.errors == []


def test_keys_of_two_askers_do_not_meet(qtbot, tasks):
    one, other = Listener(), Listener()

    tasks.read(double, 1, done=one.hear, key="list")
    tasks.read(double, 2, done=other.hear, key="list")
    qtbot.waitUntil(tasks.is_idle)

    assert (one.heard, other.heard) == ([2], [4])


def test_writes_run_one_after_another_in_their_order(qtbot, tasks):
    listener, order = Listener(), []

    for number in range(20):
        tasks.write(lambda _store, at: order.append(at), number, done=listener.hear)
    qtbot.waitUntil(lambda: len(listener.heard) == 20)

    assert order == list(range(20))


def test_an_asker_that_is_gone_is_never_called(qtbot, tasks):
    listener, go = Listener(), Event()
    tasks.read(lambda _store: go.wait(5), done=listener.hear)

    del listener
    gc.collect()
    go.set()
    qtbot.waitUntil(tasks.is_idle)


def test_an_asker_that_qt_deleted_is_never_called(qtbot, tasks):
    from shiboken6 import delete

    listener, go = Listener(), Event()
    heard = listener.heard
    tasks.read(lambda _store: go.wait(5), done=listener.hear)

    delete(listener)
    go.set()
    qtbot.waitUntil(tasks.is_idle)

    assert heard == []


def test_an_answer_goes_to_a_bound_method_only(tasks):
    with pytest.raises(TypeError, match="bound method"):
        tasks.read(double, 1, done=print)


def test_a_call_reports_progress_and_can_be_stopped(qtbot, tasks):
    listener, reached, stopped = Listener(), Event(), Event()

    def count(progress):
        progress(1, 3)
        reached.set()
        stopped.wait(5)
        progress(2, 3)

    job = tasks.call(count, done=listener.hear, failed=listener.fail, progress=listener.step)
    reached.wait(5)
    job.stop()
    stopped.set()
    qtbot.waitUntil(lambda: bool(listener.errors))

    assert listener.steps == [(1, 3)]
    assert isinstance(listener.errors[0], Cancelled)


def test_a_cancelled_job_tells_nobody(qtbot, tasks):
    listener, go = Listener(), Event()

    job = tasks.call(lambda: go.wait(5), done=listener.hear, failed=listener.fail)
    job.cancel()
    go.set()
    qtbot.waitUntil(tasks.is_idle)

    assert (listener.heard, listener.errors) == ([], [])


def test_closing_finishes_what_is_being_written_and_joins_every_thread(qapp, store):
    import threading

    tasks, listener, written = Tasks(store), Listener(), []
    for number in range(5):
        tasks.write(lambda _store, at: written.append(at), number, done=listener.hear)

    tasks.close()
    qapp.sendPostedEvents()

    assert written == list(range(5))
    assert listener.heard == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith(("writer", "reader", "hand"))]


def test_nothing_starts_after_closing(qapp, store):
    tasks, listener = Tasks(store), Listener()
    tasks.close()

    job = tasks.read(double, 1, done=listener.hear)

    assert job.silent


def test_working_says_when_there_is_something_to_wait_for(qtbot, tasks):
    listener = Listener()
    seen: list[bool] = []
    tasks.working.connect(seen.append)

    tasks.read(double, 1, done=listener.hear)
    qtbot.waitUntil(tasks.is_idle)

    assert seen == [True, False]
