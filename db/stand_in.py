"""What is read in place of words that a restricted record keeps back; apart, so that naming needs no store."""

from __future__ import annotations

from typing import Final

STAND_IN: Final = "Restricted record"
IN_TEXT: Final = "[restricted]"
"""Stands where a text about somebody else names a child whose record is restricted."""
