"""Papers of the register for tests that rest on one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from vrp_desktop.partnership.commands import add_register_entry
from vrp_desktop.partnership.register import AGREEMENT, RegisterForm

SINCE = date(2026, 9, 1)


def agreement(do: Callable[..., Any], *identifiers: str, **values: Any) -> str:
    """A sharing agreement in force, which allows these identifiers; returns its id."""
    said = {"title": "Health data agreement", "owner": "Asha Madeup", "purpose": "To find a child", "starts_on": SINCE}
    done = do(add_register_entry, RegisterForm(AGREEMENT, identifiers=identifiers, **{**said, **values}))
    return str(getattr(done, "result", done))
