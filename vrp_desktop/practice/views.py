"""Saved views of the practice user: one's own and one for everybody, so that lists and Home show what they are for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from vrp_desktop.views.commands import save_view
from vrp_desktop.views.forms import ViewContent, ViewForm

_VIEWS: Final = (
    ViewForm("cases", "cases", "Reviews overdue", ViewContent(filters={"Which cases": "list:REVIEW_OVERDUE"})),
    ViewForm("cases", "cases", "In support now", ViewContent(filters={"Which cases": "status:IN_SUPPORT"}), True),
    ViewForm(
        "actions",
        "actions",
        "Overdue, of the police",
        ViewContent(filters={"Which actions": "OVERDUE", "Which agency": "POLICE"}),
        True,
    ),
)


def save_views(do: Callable[..., None]) -> None:
    """Save them, in their order."""
    for form in _VIEWS:
        do(save_view, form)
