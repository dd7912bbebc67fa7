"""All threads of the program: one writes, two read, two work without the store. Answers come on the main thread."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from inspect import ismethod
from threading import Condition, Thread
from typing import Any, Protocol
from weakref import WeakMethod

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from ui.collecting import collect_on_main_thread
from vrp_desktop.changes import Changes
from vrp_desktop.errors import Cancelled, KnownError, RecordRestricted

READERS, WRITERS, HANDS = "reader", "writer", "hand"
_CREWS = {READERS: 2, WRITERS: 1, HANDS: 2}


class Answer(Protocol):
    """What a command hands back."""

    @property
    def result(self) -> Any: ...

    @property
    def changes(self) -> Changes: ...


class Store(Protocol):
    """The open workspace, as the tasks use it."""

    def read(self, query: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a query."""
        ...

    def write(self, command: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        """Run a command; its `Outcome` has a result and changes."""
        ...

    def interrupt_reads(self, query: Callable[..., Any] | None = None) -> Any:
        """Stop the reads of a query that run now, or all reads."""
        ...


class Receiver:
    """A bound method held weakly: one whose owner was deleted, in Python or in Qt, is never called."""

    __slots__ = ("_method",)

    def __init__(self, method: Callable[..., Any]) -> None:
        if not ismethod(method):
            raise TypeError("an answer goes to a bound method, so that a closed page is not kept alive")
        self._method = WeakMethod(method)

    def call(self, *args: object) -> bool:
        """Call the method if its owner still lives; says whether it did."""
        method = self._method()
        if method is None:
            return False
        owner = method.__self__
        if isinstance(owner, QObject) and not isValid(owner):
            return False
        method(*args)
        return True


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work, and who hears of it. `cancel()` makes its answer go nowhere."""

    crew: str
    work: Callable[[Job], Any]
    done: Receiver | None
    failed: Receiver | None
    progress: Receiver | None = None
    key: Hashable = None
    about: object = None
    query: Callable[..., Any] | None = None
    stopped: bool = False
    silent: bool = False
    running: bool = False
    interrupts: int = 0
    told: deque[tuple[int, int]] = field(default_factory=lambda: deque(maxlen=1))
    tell: Callable[[Job], None] | None = None

    def stop(self) -> None:
        """Ask long work to stop: it fails with `Cancelled` at its next report."""
        self.stopped = True

    def cancel(self) -> None:
        """Stop it, and do not tell anybody."""
        self.stopped = self.silent = True

    def report(self, so_far: int, of: int) -> None:
        """Called by the work, on its own thread: how far it is. Raises `Cancelled` once it was stopped."""
        if self.stopped:
            raise Cancelled
        self.told.append((so_far, of))
        if self.tell is not None:
            self.tell(self)


class Tasks(QObject):
    """Runs queries, commands and other work away from the main thread, for as long as one workspace is open."""

    changed = Signal(object)
    working = Signal(bool)
    _arrived = Signal()

    def __init__(self, store: Store | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        collect_on_main_thread()
        self._store = store
        self._lock = Condition()
        self._waiting: dict[str, deque[Job]] = {crew: deque() for crew in _CREWS}
        self._threads: list[Thread] = []
        self._idle = dict.fromkeys(_CREWS, 0)
        self._closed = False
        self._interrupts = 0
        self._latest: dict[Hashable, Job] = {}
        self._running: set[Job] = set()
        self._answers: deque[tuple[Job, Any, BaseException | None]] = deque()
        self._unfinished = 0
        self._fallback: Receiver | None = None
        self._gate: Receiver | None = None
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def set_fallback(self, failed: Callable[[KnownError], None]) -> None:
        """Who hears of a known error when the asker named nobody."""
        self._fallback = Receiver(failed)

    def set_gate(self, stopped: Callable[[RecordRestricted, Job], None]) -> None:
        """Who asks for the reason where a restricted record stands in the way, and hands the job back."""
        self._gate = Receiver(stopped)

    def again(self, job: Job) -> None:
        """Run a job once more that the gate has kept; one that was overtaken meanwhile is let go."""
        if not job.silent and (job.key is None or job.key not in self._latest):
            if job.key is not None:
                self._latest[job.key] = job
            self._start(job)

    def refuse(self, job: Job, error: KnownError, *, is_told: bool = False) -> None:
        """Let a job fail that the gate has kept. With `is_told` the user knows already: only its asker hears of it."""
        hearer = job.failed or (None if is_told else self._fallback)
        if hearer is not None and not job.silent:
            hearer.call(error)

    def read(
        self,
        query: Callable[..., Any],
        *args: Any,
        done: Callable[..., Any],
        failed: Callable[..., Any] | None = None,
        key: str | None = None,
        about: object = None,
        progress: Callable[[int, int], Any] | None = None,
        **kwargs: Any,
    ) -> Job:
        """Run a query; `done(result)`. With a key, only the asker's latest read with that key is answered.

        With `about`, done is called as `done(result, about)`, for an asker that has several questions out.
        With `progress`, the query is handed `progress=report(so_far, of)`.
        """

        def work(job: Job) -> Any:
            extra = {"progress": job.report} if progress is not None else {}
            return self._open_store().read(query, *args, **kwargs, **extra)

        job = self._job(READERS, work, done, failed, progress)
        job.about = about
        job.query = query
        if key is not None:
            job.key = (id(getattr(done, "__self__", None)), key)
            self._supersede(job)
        return self._start(job)

    def write(
        self,
        command: Callable[..., Any],
        *args: Any,
        done: Callable[..., Any] | None = None,
        failed: Callable[..., Any] | None = None,
        progress: Callable[[int, int], Any] | None = None,
        on_behalf_of: str | None = None,
        **kwargs: Any,
    ) -> Job:
        """Run a command; `done(result)`, and afterwards `changed` tells everybody what changed."""

        def work(job: Job) -> Any:
            extra = dict(kwargs)
            if on_behalf_of:
                extra["on_behalf_of"] = on_behalf_of
            if progress is not None:
                extra["progress"] = job.report
            return self._open_store().write(command, *args, **extra)

        return self._start(self._job(WRITERS, work, done, failed, progress))

    def call(
        self,
        function: Callable[..., Any],
        *args: Any,
        done: Callable[..., Any] | None = None,
        failed: Callable[..., Any] | None = None,
        progress: Callable[[int, int], Any] | None = None,
        **kwargs: Any,
    ) -> Job:
        """Run any function without the store. With `progress`, it is handed `progress=report(so_far, of)`."""

        def work(job: Job) -> Any:
            extra = {"progress": job.report} if progress is not None else {}
            return function(*args, **kwargs, **extra)

        return self._start(self._job(HANDS, work, done, failed, progress))

    def is_idle(self) -> bool:
        """Whether every job has been answered."""
        return self._unfinished == 0

    def close(self) -> None:
        """Finish what is being written, drop the rest, and join every thread. Nobody is told anything after this."""
        with self._lock:
            self._closed = True
            self._waiting[READERS].clear()
            self._waiting[HANDS].clear()
            for job in self._running:
                if job.crew != WRITERS:
                    job.cancel()
            self._lock.notify_all()
        if self._store is not None:
            self._store.interrupt_reads()
        for thread in self._threads:
            thread.join()
        self._threads.clear()
        self._answers.clear()
        self._unfinished = 0

    def _open_store(self) -> Store:
        if self._store is None:
            raise RuntimeError("no workspace is open")
        return self._store

    def _job(
        self,
        crew: str,
        work: Callable[[Job], Any],
        done: Callable[..., Any] | None,
        failed: Callable[..., Any] | None,
        progress: Callable[..., Any] | None = None,
    ) -> Job:
        on_done, on_failed, on_progress = (
            None if method is None else Receiver(method) for method in (done, failed, progress)
        )
        return Job(crew, work, on_done, on_failed, on_progress, tell=self._tell)

    def _supersede(self, job: Job) -> None:
        """The latest read with a key wins: an older one is dropped if it waits, interrupted if it runs."""
        stale = self._latest.get(job.key)
        self._latest[job.key] = job
        if stale is None:
            return
        with self._lock:
            stale.cancel()
            if stale in self._waiting[READERS]:
                self._waiting[READERS].remove(stale)
                self._unfinished -= 1
                return
            is_running = stale in self._running
            self._interrupts += is_running
        if is_running:
            self._open_store().interrupt_reads(stale.query)

    def _start(self, job: Job) -> Job:
        with self._lock:
            if self._closed:
                job.cancel()
                return job
            self._unfinished += 1
            self._waiting[job.crew].append(job)
            if len(self._waiting[job.crew]) > self._idle[job.crew]:
                self._hire(job.crew)
            self._lock.notify_all()
        if self._unfinished == 1:
            self.working.emit(True)
        return job

    def _hire(self, crew: str) -> None:
        names = [thread.name for thread in self._threads if thread.name.startswith(crew)]
        if len(names) < _CREWS[crew]:
            thread = Thread(target=self._serve, args=(crew,), name=f"{crew} {len(names) + 1}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, crew: str) -> None:
        """The life of one thread."""
        while (job := self._next(crew)) is not None:
            result, error = None, None
            try:
                result = job.work(job)
            except BaseException as caught:  # it is told on the main thread
                error = caught
            with self._lock:
                self._running.discard(job)
                again = error is not None and not job.stopped and crew == READERS and job.interrupts < self._interrupts
                if again and not self._closed:
                    # Interrupting a stale read stops others of the same query too; those are run again.
                    self._waiting[crew].appendleft(job)
                    continue
            self._answers.append((job, result, error))
            self._arrived.emit()

    def _next(self, crew: str) -> Job | None:
        with self._lock:
            while not self._waiting[crew]:
                if self._closed:
                    return None
                self._idle[crew] += 1
                self._lock.wait()
                self._idle[crew] -= 1
            job = self._waiting[crew].popleft()
            job.interrupts = self._interrupts
            self._running.add(job)
            return job

    def _tell(self, _job: Job) -> None:
        self._answers.append((_job, None, _Progress()))
        self._arrived.emit()

    def _deliver(self) -> None:
        """On the main thread: hand over what has arrived."""
        while self._answers:
            job, result, error = self._answers.popleft()
            if isinstance(error, _Progress):
                if job.told and job.progress is not None and not job.silent:
                    job.progress.call(*job.told.pop())
                continue
            self._unfinished -= 1
            if self._latest.get(job.key) is job:
                del self._latest[job.key]
            if self._unfinished == 0:
                self.working.emit(False)
            self._answer(job, result, error)

    def _answer(self, job: Job, result: Any, error: BaseException | None) -> None:
        if error is None:
            if job.done is not None and not job.silent:
                result_of = result.result if job.crew == WRITERS else result
                job.done.call(*((result_of,) if job.about is None else (result_of, job.about)))
            if job.crew == WRITERS and result.changes:
                self.changed.emit(result.changes)
            return
        if job.silent and job.crew != WRITERS:
            return
        if isinstance(error, RecordRestricted) and self._gate is not None and not job.silent:
            self._gate.call(error, job)
            return
        if isinstance(error, KnownError):
            hearer = job.failed or self._fallback
            if hearer is not None:
                hearer.call(error)
            return
        # A bug: the page leaves its waiting state, and the crash dialog takes over.
        if job.failed is not None:
            job.failed.call(_plain(error))
        sys.excepthook(type(error), error, error.__traceback__)


class _Progress(BaseException):
    """Marks a report of progress in the queue of answers."""


def _plain(_error: BaseException) -> KnownError:
    return KnownError(
        "The program met a fault of its own.",
        means="What you see may not be up to date; nothing was half-written.",
        do="Try again. If it happens again, save the report and send it to whoever supports you.",
    )
