"""The sample report, rendered once for all tests that only read it."""

from __future__ import annotations

import pytest

from tests.vrp_desktop.documents.sample import ten_pages
from vrp_desktop.documents.document import render


@pytest.fixture(scope="session")
def report() -> bytes:
    return render(ten_pages())
