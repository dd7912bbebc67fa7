"""The words of kept files, read in memory."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.corpus.builders import csv_bytes
from tests.support.growth import IN_STEP, growth
from tests.support.kept_files import docx, pdf
from tests.support.zips import zipped
from vrp_desktop.attachments.sniffing import MAIL, ODT, TEXT, sniff
from vrp_desktop.documents.file_text import file_text
from vrp_desktop.documents.preview import page_at_width, page_count, page_words
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.reading.html_text import read_html

PAGE = (
    '<office:text xmlns:office="o" xmlns:text="t"><text:p>First<text:tab/>line</text:p>'
    "<text:p>Second</text:p></office:text>"
)


def test_word_and_opendocument_texts_are_read_paragraph_by_paragraph():
    content = docx("First", "Second")
    odt = zipped({"mimetype": ODT.media_type, "content.xml": PAGE})

    assert file_text(content, sniff(content)).split() == ["First", "Second"]
    assert file_text(odt, sniff(odt)).splitlines() == ["First\tline", "Second"]


def test_a_document_that_declares_entities_is_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="w"><w:t>&a;</w:t></w:document>'
    content = zipped({"[Content_Types].xml": "", "word/document.xml": bomb})

    with pytest.raises(KnownError):
        file_text(content, sniff(content))


def test_an_email_shows_its_heads_its_words_and_the_names_of_its_files():
    mail = (
        b"From: a@example.org\nTo: b@example.org\nSubject: Report\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/html\n\n"
        b"<p>Hello</p><script>bad()</script><img src='http://example.org/x.png'>\n"
        b"--x\nContent-Type: text/csv\nContent-Disposition: attachment; filename=list.csv\n\n"
        + csv_bytes([("a", "b")])
        + b"\n--x--\n"
    )

    words = file_text(mail, MAIL)

    assert "Subject: Report" in words
    assert "list.csv" in words
    assert "Hello" in words
    assert "bad()" not in words
    assert "http" not in words


def test_plain_text_in_any_encoding_is_read():
    assert file_text("naïve".encode("cp1252"), TEXT) == "naïve"
    assert file_text("naïve".encode("utf-16"), TEXT) == "naïve"


def nested(n: int) -> str:
    return "<div>" * n + "x" + "<table><tr>" * (n // 2) + "<td>" * 4 * n


@pytest.mark.parametrize(
    "hostile",
    [nested, lambda n: "<" * 10 * n, lambda n: "<!--" * 10 * n, lambda n: "<a " * 10 * n],
    ids=["nested", "openings", "comments", "unfinished"],
)
def test_what_hostile_html_costs_grows_in_step_with_its_length(hostile: Callable[[int], str]):
    assert growth(read_html, hostile, 2_000) < IN_STEP


def test_deeply_nested_html_keeps_its_words():
    assert "x" in read_html(nested(20_000)).words


def test_a_page_has_words_and_is_never_drawn_larger_than_bears():
    content = pdf("Going well", pages=3)

    assert page_count(content) == 3
    assert "part 2" in page_words(content, 1)
    assert max(page_at_width(content, 0, 100_000).width, page_at_width(content, 0, 100_000).height) <= 6_001


def test_a_damaged_pdf_is_told_in_plain_words():
    with pytest.raises(KnownError, match="damaged"):
        page_count(b"%PDF-1.7 nothing follows")
