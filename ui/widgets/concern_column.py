"""The mark that every list of children carries: the words, not the colour alone, say that a concern is open."""

from __future__ import annotations

from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from vrp_desktop.people.concerns import OPEN_CONCERN


def concern_column(ems: float = 9) -> Column:
    """A column for rows that know `has_concern`."""
    return Column(
        "concern",
        "Safeguarding",
        lambda r: OPEN_CONCERN if r.has_concern else "",
        ems=ems,
        on_demand=True,
        tone=lambda r: Tone.DANGER if r.has_concern else None,
    )
