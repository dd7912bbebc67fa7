"""The nursery, started once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.kill.harness import Nursery

TIMES = [20, pytest.param(200, marks=pytest.mark.soak)]
"""Each workload is killed so many times: in `make test`, and in `make soak`."""


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """The process that forks the children to be killed."""
    process = Nursery()
    yield process
    process.close()


@pytest.fixture(params=TIMES)
def times(request: pytest.FixtureRequest) -> int:
    """How often to kill."""
    return int(request.param)
