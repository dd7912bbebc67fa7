"""Every page of the program, in the order of the navigation. Each feature folder has a `page.py` with its `SPEC`."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Final

from ui.navigation import PageSpec

PAGES: Final = (
    "ui.home.page",
    "ui.people.page",
    "ui.panel.page",
    "ui.interventions.page",
    "ui.conferences.page",
    "ui.actions.page",
    "ui.returns.page",
    "ui.imports.page",
    "ui.audit.page",
    "ui.settings.page",
)


def page_specs() -> list[PageSpec]:
    """The definitions of all pages; importing them is done while the passphrase is typed."""
    return [spec for name in PAGES if _exists(name) and isinstance(spec := import_module(name).SPEC, PageSpec)]


def _exists(name: str) -> bool:
    """A feature that is left out of a build has no folder."""
    folder = name.rpartition(".")[0]
    return find_spec(folder) is not None and find_spec(name) is not None
