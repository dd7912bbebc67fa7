"""What a command hands back through the runner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from vrp_desktop.changes import Changes

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """A command's own result, and what it changed in the store."""

    result: R
    changes: Changes
