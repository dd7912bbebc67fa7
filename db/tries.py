"""Wrong tries at unlocking, kept in a small file beside the store so that a restart does not forgive them.

It never sleeps: it says how long to wait. It never keeps what was typed, only the name of a user who exists.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from db.files import write_atomically
from db.problems import StoreProblem

LONGEST_WAIT: Final = 60
_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class FailedTry:
    """One wrong try: when, and whose slot was tried, or empty where there is no such user."""

    at: datetime
    name: str


class Tries:
    """The failed tries since the last success."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def failures(self) -> tuple[FailedTry, ...]:
        """The failed tries that are still to be told, oldest first; a damaged file counts as none."""
        try:
            data = json.loads(self._path.read_bytes())
            return tuple(FailedTry(datetime.fromisoformat(at), str(name)) for at, name in data["failed"])
        except (OSError, ValueError, KeyError, TypeError):
            return ()

    def wait(self, now: datetime) -> int:
        """How many seconds to wait before the next try is allowed; 0 where none."""
        failed = self.failures()
        if not failed:
            return 0
        if now < failed[-1].at:
            # A clock that was set back must neither free the way nor bar it for longer than the pause.
            failed = (*failed[:-1], FailedTry(now, failed[-1].name))
            self._write(failed)
        return max(0, math.ceil(pause_after(len(failed)) - (now - failed[-1].at).total_seconds()))

    def failed(self, now: datetime, name: str = "") -> int:
        """Note a failed try; returns the seconds to wait from now."""
        failed = (*self.failures(), FailedTry(now, name))[-_KEPT:]
        self._write(failed)
        return pause_after(len(failed))

    def clear(self) -> None:
        """Forget the failures: someone has unlocked, and the audit knows of them."""
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def _write(self, failed: Iterable[FailedTry]) -> None:
        content = json.dumps({"failed": [[attempt.at.isoformat(), attempt.name] for attempt in failed]})
        # Whoever can copy the folder can try elsewhere: a folder that cannot be written is not worth refusing over.
        with suppress(StoreProblem):
            write_atomically(self._path, content.encode())


def pause_after(failures: int) -> int:
    """The pause in seconds: none for the first two, then 1, 2, 4 and so on up to a minute."""
    if failures <= 2:
        return 0
    return min(1 << min(failures - 3, 10), LONGEST_WAIT)
