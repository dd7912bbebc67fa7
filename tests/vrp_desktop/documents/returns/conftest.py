"""Returns rendered once for all tests that only read them."""

from __future__ import annotations

import pytest

from tests.vrp_desktop.documents.returns.sample import PRINTED_AT, sample_content, sample_signed, unfinished
from vrp_desktop.documents.return_pdf import render_return, render_signed
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.suppression import published


@pytest.fixture(scope="session")
def draft_content() -> ReturnContent:
    return unfinished(sample_content())


@pytest.fixture(scope="session")
def draft(draft_content: ReturnContent) -> bytes:
    return render_return(draft_content, printed_by="Asha Example", printed_at=PRINTED_AT)


@pytest.fixture(scope="session")
def second_version() -> Signed:
    return sample_signed(sample_content(), 2)


@pytest.fixture(scope="session")
def signed_pdf(second_version: Signed) -> bytes:
    return render_signed(second_version)


@pytest.fixture(scope="session")
def small_signed() -> Signed:
    """A signed return with many small numbers."""
    return sample_signed(sample_content(size=30), 2)


@pytest.fixture(scope="session")
def public_content(small_signed: Signed) -> ReturnContent:
    return published(small_signed.content)


@pytest.fixture(scope="session")
def public_pdf(small_signed: Signed, public_content: ReturnContent) -> bytes:
    return render_return(public_content, printed_by="Asha Example", printed_at=PRINTED_AT, signed=small_signed)
