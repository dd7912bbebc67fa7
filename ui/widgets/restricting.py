"""The field of a form that says whom an item must not reach, and the pills that show it."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.fields import Several
from ui.widgets.pill import Pill
from vrp_desktop.partnership.audience import LIST, closed_to_some, codes_of
from vrp_desktop.people.forms import NO_RESTRICTION


def restriction_field(desk: Desk, help: str = "") -> Several:
    """Any number of the restrictions that keep something from someone; none leaves the item open."""
    closed = set(closed_to_some(desk.shelf.lists))
    options = [option for option in desk.shelf.options(LIST, desk.today) if option.code in closed]
    return Several(name="restrictions", label="Restrictions", options=options, help=help)


def add_pills(desk: Desk, inside: QBoxLayout, restriction: str) -> None:
    """A pill for each restriction, with its words."""
    for code in codes_of(restriction):
        if code != NO_RESTRICTION:
            inside.addWidget(Pill(desk.theme, desk.shelf.label(LIST, code), Tone.CAUTION, "lock"))
