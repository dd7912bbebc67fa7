"""Progress and cancelling of a long read: one small object that each step reports to."""

from __future__ import annotations

from collections.abc import Callable

from vrp_desktop.errors import Cancelled

Progress = Callable[[float], None]
"""Told the share done, from 0 to 1; never goes back."""


def _never() -> bool:
    return False


class Watch:
    """Passes progress on when it moved by a percent, and raises `Cancelled` when the user has asked to stop."""

    def __init__(self, progress: Progress | None = None, cancelled: Callable[[], bool] = _never) -> None:
        self._progress = progress
        self._cancelled = cancelled
        self._from = 0.0
        self._to = 1.0
        self._told = -1.0

    def stage(self, start: float, end: float) -> None:
        """What follows is the part of the whole from `start` to `end`."""
        self._from, self._to = start, end
        self.step(0.0)

    def step(self, share: float) -> None:
        """Say how much of the present stage is done, and stop here if asked to."""
        if self._cancelled():
            raise Cancelled
        done = self._from + (self._to - self._from) * min(max(share, 0.0), 1.0)
        if self._progress is not None and (done >= self._told + 0.01 or (done >= 1.0 > self._told)):
            self._told = done
            self._progress(done)
