"""Changing the panel's rhythm: one clock at a time, for all panels and for single ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.errors import Invalid, NotFound
from vrp_desktop.panel.rhythm import CLOCKS
from vrp_desktop.reference.editing import LOCAL
from vrp_desktop.reference.lists import row_of

MOST: Final = 400


@command(Permission.MANAGE_SETTINGS)
def set_clock(work: Work, code: str, version: int, amount: int | None, places: Mapping[str, int | None]) -> None:
    """Say how long something may take; `places` holds what single panels have instead, None for the same as all."""
    row = row_of(work.session, CLOCKS, code)
    if row is None:
        raise NotFound("This time limit is not in the workspace.", do="Go back to the list.")
    check_version(row, version)
    own = {place: number for place, number in places.items() if number is not None and number != amount}
    wrong = {f"at_{place}": _RANGE for place, number in own.items() if not 0 < number <= MOST}
    if amount is None or not 0 < amount <= MOST:
        wrong["amount"] = _RANGE
    if wrong:
        raise Invalid(wrong)
    # A new value: a change within the old one would not be seen.
    row.extra = {**row.extra, "amount": amount, "places": own}
    row.origin, row.version = LOCAL, row.version + 1
    work.names("code_entry", code, None)


_RANGE: Final = f"Give a number from 1 to {MOST}."
