"""Moments and deeds in words, as the audit and each record tell them."""

from __future__ import annotations

from datetime import datetime

from vrp_desktop.audit.words import deed_words
from vrp_desktop.calendar import british_short
from vrp_desktop.clock import london, london_day

__all__ = ["deed_words", "moment"]


def moment(at: datetime) -> str:
    """A moment as a clock on the wall in England shows it."""
    return f"{british_short(london_day(at))}, {at.astimezone(london()):%H:%M}"
