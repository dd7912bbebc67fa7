"""A signed return is known again, offline: by its phrase, its square code, the filed file, or a copy printed since."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

import pikepdf
import pytest

from tests.support.returns import Returns
from tests.vrp_desktop.documents.reading import failed_checks, page_texts
from tests.vrp_desktop.documents.returns.sample import sample_content, sample_signed
from vrp_desktop.documents.return_pdf import render_return, render_signed
from vrp_desktop.documents.return_signing import code_words
from vrp_desktop.documents.return_words import check_phrase
from vrp_desktop.documents.verifying import verify_pdf
from vrp_desktop.errors import Invalid, KnownError
from vrp_desktop.returns.commands import begin_correction
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.verifying import Verdict, Verified, filed_pdf, verify_phrase


@pytest.fixture
def signed(filled: Returns) -> Signed:
    filled.complete()
    filled.sign()
    return filled.signed()


def of_pdf(filled: Returns, content: bytes) -> Verified:
    return filled.workspace.read(verify_pdf, content)


def of_phrase(filled: Returns, typed: str) -> Verified:
    return filled.workspace.read(verify_phrase, typed)


def test_the_phrase_the_code_the_file_and_a_copy_are_known_and_an_altered_page_is_named(
    filled: Returns, signed: Signed
) -> None:
    phrase = check_phrase(signed.digest)
    known = of_phrase(filled, phrase)
    filed = filled.workspace.read(filed_pdf, known.version_id)
    copy = render_return(signed.content, printed_by="Robin Madeup", printed_at=filled.clock.now(), signed=signed)

    assert (known.verdict, known.number, known.newest) == (Verdict.MATCH, 1, 1)
    for typed in (phrase.upper().replace(" ", ""), f" {phrase} ", code_words(signed.content, signed.digest)):
        assert of_phrase(filled, typed).verdict is Verdict.MATCH
    assert (of_pdf(filled, filed).verdict, of_pdf(filled, filed).is_byte_for_byte) == (Verdict.MATCH, True)
    assert (of_pdf(filled, copy).verdict, of_pdf(filled, copy).is_byte_for_byte) == (Verdict.MATCH, False)

    altered = render_return(_with_one_more(signed), printed_by="", printed_at=signed.signed_at, signed=signed)
    found = of_pdf(filled, altered)
    assert found.verdict is Verdict.ALTERED
    assert page_texts(altered)[found.page - 1] != page_texts(filed)[found.page - 1]
    draft = render_return(filled.content(), printed_by="", printed_at=filled.clock.now())
    assert of_pdf(filled, draft).verdict is Verdict.UNKNOWN

    filled.workspace.write(begin_correction, filled.ask, "One more was found.")
    filled.complete()
    filled.sign("One more was found.")
    older = of_pdf(filled, filed)
    assert (older.verdict, older.number, older.newest) == (Verdict.SUPERSEDED, 1, 2)


def test_what_is_no_phrase_and_no_pdf_is_refused_in_plain_words(filled: Returns) -> None:
    for typed in ("", "9f3a", "not a phrase at all"):
        with pytest.raises(Invalid):
            of_phrase(filled, typed)
    assert of_phrase(filled, "0" * 16).verdict is Verdict.UNKNOWN
    with pytest.raises(KnownError):
        of_pdf(filled, b"not a PDF")


def test_every_page_of_a_signed_return_has_its_square_code_and_stays_accessible() -> None:
    with_code = render_signed(sample_signed())
    without = render_return(sample_content(), printed_by="", printed_at=sample_signed().signed_at)

    assert failed_checks(with_code) == []
    assert all(_dark_modules(with_code, page) > 200 for page in range(len(page_texts(with_code))))
    assert _dark_modules(without, 0) < 50


def _dark_modules(pdf: bytes, page: int) -> int:
    """How many filled boxes stand in the corner of the code."""
    with pikepdf.open(BytesIO(pdf)) as document:
        drawn: Any = pikepdf.parse_content_stream(document.pages[page])
        boxes = [[float(part) for part in operands] for operands, operator in drawn if str(operator) == "re"]
    return sum(x > 490 and y > 780 and width < 40 and height < 3 for x, y, width, height in boxes)


def _with_one_more(signed: Signed) -> ReturnContent:
    lines = list(signed.content.lines)
    at = next(i for i, line in enumerate(lines) if line.spec.code == "YFPP_REFERRALS")
    lines[at] = replace(lines[at], value=int(str(lines[at].value)) + 1)
    return replace(signed.content, lines=tuple(lines))
