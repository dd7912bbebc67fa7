"""Figures in words for the screen: nil, unknown and hidden are each told apart."""

from __future__ import annotations

from ui.theme.tokens import Tone
from vrp_desktop.returns.content import Line, State, Value

STATE_WORDS = {
    State.VALUE: ("Value", Tone.GOOD),
    State.NIL: ("Nil, confirmed", Tone.GOOD),
    State.NIL_TO_CONFIRM: ("Nil to confirm", Tone.CAUTION),
    State.UNKNOWN: ("Not known yet", Tone.INFO),
    State.HIDDEN: ("Hidden", Tone.NEUTRAL),
}
RETURN_STATES = {
    "DRAFT": ("Draft", Tone.INFO),
    "COMPLETE": ("Complete, to be signed", Tone.ACCENT),
    "SIGNED": ("Signed", Tone.GOOD),
    "SUBMITTED": ("Submitted", Tone.GOOD),
}


def amount(value: Value, unit: str) -> str:
    """A value as it is read: pounds with their sign, per cent with theirs, thousands apart."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if unit == "pounds":
        return f"£{value:,.2f}" if isinstance(value, float) else f"£{value:,}"
    if unit == "per cent":
        return f"{value:g}%"
    return f"{value:,}" if isinstance(value, int) else f"{value:g}"


def of_line(line: Line) -> str:
    """A line's value for a table cell; long text is shortened there and read whole beside it."""
    words = amount(line.value, line.spec.unit)
    return words if len(words) <= 40 else words[:38].rstrip() + " …"
