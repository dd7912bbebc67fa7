"""Where a live view stands, and a deed that is on its way from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from ui.sitting.entry import Ask
from vrp_desktop.sitting.flow import Flow


class Mode(StrEnum):
    """What the stage shows."""

    START = "START"
    ROOM = "ROOM"
    STATEMENT = "STATEMENT"
    CASE = "CASE"
    ENDED = "ENDED"


@dataclass(slots=True)
class Sent:
    """A deed on its way to the store."""

    item_id: str
    ask: Ask | None = None
    flow: Flow | None = None
