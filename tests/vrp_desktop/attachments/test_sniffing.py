"""What a file is stands in its bytes; what can do harm is refused with the reason."""

from __future__ import annotations

import pytest

from tests.support.kept_files import docx, pdf, png
from tests.support.zips import zipped
from vrp_desktop.attachments.sniffing import KINDS, ShownAs, sniff
from vrp_desktop.errors import KnownError

ODT = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def wide(name: str) -> bytes:
    return name.encode("utf-16-le")


@pytest.mark.parametrize(
    ("content", "ending", "shown"),
    [
        (pdf(), "pdf", ShownAs.PAGES),
        (png(), "png", ShownAs.PICTURE),
        (b"\xff\xd8\xff\xe0" + bytes(30) + b"x", "jpg", ShownAs.PICTURE),
        (docx("Words"), "docx", ShownAs.TEXT),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "xlsx", ShownAs.TEXT),
        (zipped(dict(ODT)), "odt", ShownAs.TEXT),
        (OLE + wide("WordDocument"), "doc", ShownAs.NOT_SHOWN),
        (b"From: a@example.org\nTo: b@example.org\nSubject: x\n\nWords", "eml", ShownAs.TEXT),
        ("Notes of a call, naïve or not".encode(), "txt", ShownAs.TEXT),
    ],
)
def test_a_kind_is_known_by_its_bytes(content: bytes, ending: str, shown: ShownAs):
    kind = sniff(content)

    assert (kind.ending, kind.shown_as) == (ending, shown)
    assert KINDS[kind.media_type] == kind


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"MZ\x90\x00" + bytes(60), "program"),
        (b"\x7fELF" + bytes(60), "program"),
        (b"#!/bin/sh\necho\n", "program"),
        (docx("x", more={"word/vbaProject.bin": b"\x00"}), "macros"),
        (zipped({"[Content_Types].xml": "macroEnabled", "word/document.xml": "<x/>"}), "macros"),
        (OLE + wide("WordDocument") + wide("_VBA_PROJECT"), "macros"),
        (OLE + wide("EncryptedPackage"), "password"),
        (docx("x", more={"word/embeddings/run.exe": b"MZ"}), "program inside"),
        (zipped({"a.txt": "x"}), "compressed folder"),
        (docx("x")[:-40], "damaged"),
        (b"\x1f\x8b" + bytes(30), "compressed"),
        (b"<!DOCTYPE html><script>alert(1)</script>", "web page"),
        (b"<svg onload='x'/>", "web page"),
        (b"   \n", "empty"),
        (bytes(range(256)) * 4, "not known"),
    ],
)
def test_what_can_do_harm_or_hides_what_it_holds_is_refused_with_the_reason(content: bytes, why: str):
    with pytest.raises(KnownError, match=why):
        sniff(content)
