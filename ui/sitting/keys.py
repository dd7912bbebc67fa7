"""The keys of the live view: those of the lists' own data first, and those of the view where they are free."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from vrp_desktop.reference.lists import ListEntry

Legend = list[tuple[str, str, str]]
"""Key, words, tip."""

NEXT, ENTER, ESC, UNDO, BREAK, END, LEAVE, DISAGREE = "Space", "Enter", "Esc", "Ctrl+Z", "F7", "F8", "F10", "D"
WISHED: Final = {
    "ROOM": "H",
    "TOLD": "C",
    "VOICE": "V",
    "STRENGTHS": "G",
    "NEEDS": "W",
    "SAFETY": "Y",
    "BEHALF": "B",
    "STATEMENT": "M",
}
"""The letter that each part wishes; an outcome of the forum's list comes first."""

_NAMES: Final = {
    Qt.Key.Key_Space: "Space",
    Qt.Key.Key_Return: "Enter",
    Qt.Key.Key_Enter: "Enter",
    Qt.Key.Key_Escape: "Esc",
    Qt.Key.Key_Left: "Left",
    Qt.Key.Key_Right: "Right",
}


def part_keys(outcome_keys: Iterable[str]) -> dict[str, str]:
    """The key of each part of the view: its own letter, or with Alt where an outcome has that letter."""
    taken = set(outcome_keys)
    return {part: f"Alt+{key}" if key in taken else key for part, key in WISHED.items()}


def key_of(event: QKeyEvent) -> str:
    """What was pressed, as the legend writes it; a letter without Shift."""
    named = _NAMES.get(Qt.Key(event.key()))
    modifiers = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    if named is not None and not modifiers:
        return named
    if not modifiers and event.text().strip():
        return event.text().upper()
    return QKeySequence(event.keyCombination()).toString(QKeySequence.SequenceFormat.PortableText)


def of_entries(entries: Iterable[ListEntry]) -> Legend:
    """The keys that a list's own data give its entries."""
    return [(str(e.extra["key"]).upper(), e.label, e.meaning) for e in entries if e.extra.get("key")]
