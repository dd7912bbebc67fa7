"""The workspace of a rehearsal: made-up children, a panel that sits today, and a passphrase that nobody keeps."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import Final

from db.slots import Cost
from vrp_desktop.practice.making import SEED, USER, make_practice

CHILDREN: Final = 90
_COST: Final = Cost(memory_kib=8 * 1024, iterations=1, lanes=1)


def make_rehearsal(folder: Path, today: date) -> tuple[str, str]:
    """Make it; returns the user and the passphrase. The same children each time, so that two people can compare."""
    passphrase = secrets.token_urlsafe(18)
    make_practice(folder, children=CHILDREN, seed=SEED, as_at=today, cost=_COST, passphrase=passphrase)
    return USER, passphrase
