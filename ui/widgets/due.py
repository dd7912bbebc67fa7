"""Where an action stands, in words and a tone: overdue and due soon are computed, never kept."""

from __future__ import annotations

from datetime import date

from ui.shelf import Shelf
from ui.theme.tokens import Tone
from vrp_desktop.actions import rules
from vrp_desktop.actions.rows import ActionRow


def standing(shelf: Shelf, row: ActionRow, today: date) -> tuple[str, Tone]:
    """The words for a pill, with its tone."""
    if row.is_overdue:
        days = row.days_overdue(today)
        return f"Overdue by {days} {'day' if days == 1 else 'days'}", Tone.DANGER
    if row.is_due_soon:
        days = (row.due_on - today).days
        words = "Due today" if days == 0 else "Due tomorrow" if days == 1 else f"Due in {days} days"
        return words, Tone.CAUTION
    words = shelf.label(rules.STATUSES, row.status)
    if row.status == rules.COMPLETE:
        return words, Tone.GOOD
    if row.status == rules.NOT_DONE:
        return words, Tone.CAUTION
    return words, Tone.INFO if rules.is_open(row.status) else Tone.NEUTRAL
