"""The practice workspace of the tests: when it ends."""

from __future__ import annotations

from datetime import date
from typing import Final

AS_AT: Final = date(2026, 10, 14)
"""The last day that practice records know; the second quarter of 2026-27 is over, and its return is due."""
