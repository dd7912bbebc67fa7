"""When the program itself has a fault: a redacted report and a dialog that cannot itself crash."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TextIO

from PySide6.QtCore import QObject, Qt, Signal, qVersion

from ui.messages import Messages
from ui.theme.tokens import Tone
from vrp_desktop.clock import Clock
from vrp_desktop.errors import KnownError

HARD_CRASH = "hard-crash.log"
_KEPT_REPORTS = 10


def report_of(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What may be told of a fault: its kind and where it happened. Never its text, which may hold what was typed."""
    import platform

    lines = [
        f"VRP Desktop on {platform.system()} {platform.release()}, Python {platform.python_version()}, Qt {qVersion()}",
        f"Kind of fault: {kind.__module__}.{kind.__qualname__}",
        "Where, outermost first:",
    ]
    for frame in traceback.extract_tb(trace):
        lines.append(f"  {_place_of(frame.filename)}, line {frame.lineno}, in {frame.name}")
    return "\n".join(lines) + "\n"


class CrashGuard(QObject):
    """Catches what nothing else caught. One fault is told at a time; a fault while telling goes to the error output."""

    _caught = Signal(str)
    closing = Signal()

    def __init__(self, messages: Messages, folder: Callable[[], Path], clock: Clock) -> None:
        super().__init__()
        self._messages = messages
        self._folder = folder
        self._clock = clock
        self._is_telling = False
        self._file: TextIO | None = None
        # Queued, so that the box opens from the event loop and never from inside a half-done slot or another thread.
        self._caught.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Catch faults from now on."""
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread

    def watch_hard_crashes(self) -> bool:
        """Let the interpreter note a crash that no Python can catch; says whether the last start ended in one."""
        try:
            folder = self._folder()
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / HARD_CRASH
            had_one = path.exists() and path.stat().st_size > 0
            if had_one:
                path.replace(folder / f"crash-{self._stamp()}-hard.log")
            self._file = path.open("w", encoding="utf-8")
            faulthandler.enable(self._file)
        except OSError:
            return False
        return had_one

    def uninstall(self) -> None:
        """Put the usual handlers back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            self._file = None

    def caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The hook: must never raise."""
        try:
            if issubclass(kind, KeyboardInterrupt):
                self.closing.emit()
                return
            if isinstance(error, KnownError):
                self._messages.failure(error)
                return
            report = report_of(kind, trace)
            print(report, file=sys.stderr)  # noqa: T201 - the last resort where no window can be shown
            self._keep(report)
            self._caught.emit(report)
        except BaseException:  # noqa: S110 - whatever happens here must not happen again
            pass

    def _caught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self.caught(args.exc_type, args.exc_value, args.exc_traceback)

    def _tell(self, report: str) -> None:
        if self._is_telling:
            return
        self._is_telling = True
        try:
            self._ask(report)
        except BaseException:
            print("The fault could not be shown.", file=sys.stderr)  # noqa: T201
        finally:
            self._is_telling = False

    def _ask(self, report: str) -> None:
        taken = self._messages.choose(
            "The program met a fault of its own.",
            {"go_on": "Go on", "save": "Save the report…", "close": "Close the program"},
            means="Everything saved is safe, and what you were typing is kept as a draft.",
            do="The report says where in the program it happened and nothing of your records.",
            tone=Tone.DANGER,
            no="",
        )
        if taken == "save":
            path = self._messages.save_file("Save the report", "vrp-desktop-fault.txt", "Text (*.txt)")
            if path is not None:
                path.write_text(report, encoding="utf-8")
        elif taken == "close":
            self.closing.emit()

    def _keep(self, report: str) -> None:
        try:
            folder = self._folder()
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"crash-{self._stamp()}.log").write_text(report, encoding="utf-8")
            for old in sorted(folder.glob("crash-*.log"))[:-_KEPT_REPORTS]:
                old.unlink()
        except OSError:
            return

    def _stamp(self) -> str:
        return f"{self._clock.now():%Y%m%d-%H%M%S}"


def _place_of(filename: str) -> str:
    """A file of ours from our root, others by their last two parts: no user's folder names."""
    parts = Path(filename).parts
    for root in ("ui", "vrp_desktop", "db"):
        if root in parts:
            return "/".join(parts[len(parts) - 1 - parts[::-1].index(root) :])
    return "/".join(parts[-2:])
