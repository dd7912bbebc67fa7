"""Every page of the program, in the order of the navigation. Each feature folder has a `page.py` with its `SPEC`."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from ui.navigation import PageSpec

PAGES: Final = (
    "ui.home.page",
    "ui.people.page",
    "ui.chronology.page",
    "ui.panel.page",
    "ui.interventions.page",
    "ui.conferences.page",
    "ui.actions.page",
    "ui.returns.page",
    "ui.imports.page",
    "ui.safeguarding.page",
    "ui.sharing.page",
    "ui.retention.page",
    "ui.audit.page",
    "ui.settings.page",
)


def page_specs() -> list[PageSpec]:
    """The definitions of all pages; importing them is done while the passphrase is typed."""
    return [import_module(name).SPEC for name in PAGES]
