"""A workspace with every kind of record in each of two places, made once: nothing that is tried in it is kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.making import Making
from tests.support.sides import Stage, make_stage
from tests.support.workspaces import STARTS_AT, Template, open_workspace
from vrp_desktop.clock import FixedClock


@pytest.fixture(scope="package")
def stage(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Both sides, in one open workspace."""
    folder = template_store.copy_to(tmp_path_factory.mktemp("sides") / "workspace")
    clock = FixedClock(STARTS_AT)
    opened = open_workspace(folder, clock)
    yield make_stage(Making(opened, clock))
    opened.close()
