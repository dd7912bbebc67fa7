"""The file itself: the same bytes for the same document, nothing left on the disk, nothing loaded too early."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.vrp_desktop.documents.reading import failed_checks
from tests.vrp_desktop.documents.sample import MADE_AT, small, ten_pages
from vrp_desktop.documents.document import Printed, render
from vrp_desktop.documents.vocabulary import Chart, Column, Heading, Paragraph, Row, Series, Table

ROOT = Path(__file__).resolve().parents[3]

_PROGRAM = """
import hashlib, json, sys
import vrp_desktop.documents, vrp_desktop.documents.vocabulary, vrp_desktop.documents.recovery_sheet
import vrp_desktop.documents.document, vrp_desktop.documents.preview
early = sorted({"reportlab", "pikepdf", "pypdfium2", "segno"} & set(sys.modules))
from tests.vrp_desktop.documents.reading import failed_checks
from tests.vrp_desktop.documents.sample import ten_pages
pdf = vrp_desktop.documents.document.render(ten_pages())
late = sorted({"reportlab.platypus", "reportlab.graphics"} & set(sys.modules))
print(json.dumps([early, late, hashlib.sha256(pdf).hexdigest()]))
"""


def test_another_process_makes_the_same_bytes_in_memory_only(report: bytes, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "5", "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"TMPDIR": str(tmp_path), "TEMP": str(tmp_path), "TMP": str(tmp_path), "HOME": str(tmp_path)}

    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=tmp_path, env=environment, capture_output=True, check=True, text=True
    )

    early, late, digest = json.loads(done.stdout)
    assert (early, late) == ([], [])
    assert digest == hashlib.sha256(report).hexdigest()
    assert list(tmp_path.iterdir()) == []


def test_the_same_document_gives_the_same_bytes_and_another_does_not(report: bytes) -> None:
    assert render(ten_pages()) == report
    assert render(replace(ten_pages(), check="another")) != report


def test_documents_rendered_at_the_same_time_do_not_mix(report: bytes) -> None:
    with ThreadPoolExecutor(2) as pool:
        others = pool.map(render, [small(Paragraph(f"Paper {number} Ж")) for number in range(6)])
        again = list(pool.map(render, [ten_pages()] * 3))

    assert again == [report] * 3
    assert list(others) == [render(small(Paragraph(f"Paper {number} Ж"))) for number in range(6)]


def test_no_stream_seems_shorter_than_it_says() -> None:
    files = [render(small(Paragraph(f"Paper {number}"), title=f"Number {number}")) for number in range(80)]

    assert not any(b"\r\nendstream" in each for each in files)
    mended = [each for each in files if b"/ObjStm" not in each]
    assert mended
    assert all(failed_checks(each) == [] for each in mended)


def test_title_language_and_properties_are_those_of_the_document(report: bytes) -> None:
    with pikepdf.open(BytesIO(report)) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Quarterly return to the Home Office"
        assert str(pdf.docinfo.Author) == "Sampleshire Violence Reduction Unit"
        metadata = pdf.open_metadata()
        assert metadata["dc:title"] == "Quarterly return to the Home Office"
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_bookmarks_follow_the_headings(report: bytes) -> None:
    with pikepdf.open(BytesIO(report)) as pdf, pdf.open_outline() as outline:
        found = [(item.title, [kid.title for kid in item.children]) for item in outline.root]

    assert found == [
        ("Summary", []),
        ("Figures", ["By place", "How the work has changed"]),
        ("Children and young people discussed", []),
        ("Notes and queries", ["Queries"]),
        ("Declaration", []),
    ]


def test_every_font_is_embedded_and_no_code_stands_for_the_null_character() -> None:
    pdf = render(small(Paragraph("Łódź Ωmega Ж ☐ נ □"), Heading("Bold Ж ☐")))

    with pikepdf.open(BytesIO(pdf)) as opened:
        fonts = [o for o in opened.objects if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font"]
        assert len(fonts) >= 4
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert b"<0000>" not in font.ToUnicode.read_bytes()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: small(title=" "),
        lambda: small(made_at=MADE_AT.replace(tzinfo=None)),
        lambda: small(printed=Printed("A", MADE_AT.replace(tzinfo=None))),
        lambda: small(Heading("Too deep", 2)),
        lambda: small(Heading("One"), Heading("Three", 3)),
        lambda: Heading("Four", 4),
        lambda: Heading(" "),
        lambda: Table((), ()),
        lambda: Table((Column("A"),), (Row((1, 2)),)),
        lambda: Chart("No words", " ", ("a",), (Series("s", (1,)),)),
        lambda: Chart("Uneven", "Words", ("a", "b"), (Series("s", (1,)),)),
    ],
)
def test_a_document_that_cannot_be_right_is_refused_at_once(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        wrong()
