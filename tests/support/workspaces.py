"""Workspaces for tests: one template made once, and fresh unlocked copies of it."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from db.slots import Cost
from vrp_desktop.clock import Clock, FixedClock
from vrp_desktop.identity import IdSource
from vrp_desktop.workspace.workspace import Workspace

CHEAP: Final = Cost(memory_kib=64, iterations=1, lanes=1)
"""What a try costs in tests; each slot records it, and the program's default stays what it is."""

USER: Final = "asha"
FULL_NAME: Final = "Asha Madeup"
PASSPHRASE: Final = "seven made-up words"
AREA: Final = "Testshire"
STARTS_AT: Final = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Template:
    """A closed workspace that is copied for each test, and its first user's recovery code."""

    folder: Path
    recovery_code: str

    def copy_to(self, folder: Path) -> Path:
        """A fresh copy of the workspace's files."""
        shutil.copytree(self.folder, folder)
        return folder


def make_template(folder: Path) -> Template:
    """Found the workspace that tests copy."""
    created = Workspace.create(
        folder,
        AREA,
        USER,
        PASSPHRASE,
        FixedClock(STARTS_AT),
        full_name=FULL_NAME,
        cost=CHEAP,
        ids=IdSource(random.Random(1)),
    )
    created.workspace.close()
    return Template(folder, created.recovery_code)


def open_workspace(
    folder: Path, clock: Clock | None = None, user: str = USER, passphrase: str = PASSPHRASE
) -> Workspace:
    """Open a copy; the clock stands at `STARTS_AT` where none is given."""
    return Workspace.open(folder, user, passphrase, clock or FixedClock(STARTS_AT))
