"""Every document keeps PDF/UA-1 and PDF/A-2a, whatever it holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vrp_desktop.documents.reading import alternatives, failed_checks
from tests.vrp_desktop.documents.sample import small, ten_pages
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.recovery_sheet import recovery_sheet
from vrp_desktop.documents.vocabulary import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    Code,
    Column,
    Facts,
    Heading,
    Note,
    PageBreak,
    Paragraph,
    Row,
    Series,
    Signatory,
    Signatures,
    Space,
    Strong,
    Table,
    section,
    table,
    total,
)

ODD = (
    small(),
    small(marking="", handling="", subtitle="Only a title"),
    small(Heading("Wide"), table(["A", "B"], [("one", 1)]), landscape=True, watermark="SPECIMEN", contents=True),
    small(Heading("Nothing to list", in_contents=False), contents=True),
    small(Table((Column("Alone"),), ())),
    small(Table((Column("Head", group="Group"), Column("Other", group="Group")), (Row((1, None)), total(1, 2)))),
    small(Facts(()), Bullets(()), Signatures(()), Space(3), PageBreak(), Space(1), PageBreak(), PageBreak()),
    small(Code(("AB12", "CD34"), square=True), Bullets(tuple("abcdefghijkl"), numbered=True)),
    small(Chart("Below zero", "Change.", ("a", "b"), (Series("s", (-3, 4.5)),)), Note("No heading")),
    small(Chart("Nothing", "No values.", ("a",), (Series("s", (None,)),), ChartKind.LINES)),
    small(
        table(["Row", "Text"], [("long", "word " * 2500), ("longer", "x" * 3000)]), Paragraph("line\n\nbreaks\n" * 60)
    ),
    small(title="<b>&amp; (brackets) \\ 50% </b>", subject="a < b & c", author='"quoted"'),
)


def test_the_report_keeps_both_standards(report: bytes) -> None:
    assert failed_checks(report) == []


@pytest.mark.parametrize("document", ODD, ids=range(len(ODD)))
def test_odd_documents_keep_both_standards(document: Document) -> None:
    assert failed_checks(render(document)) == []


@pytest.mark.parametrize("with_square", [False, True])
def test_the_recovery_sheet_keeps_both_standards(with_square: bool) -> None:
    sheet = recovery_sheet("Sampleshire", "Asha Example", "7KQ2-M9XW-4TRD-H6PV", date(2026, 11, 21), with_square)

    assert failed_checks(render(sheet)) == []


def test_every_chart_has_its_words(report: bytes) -> None:
    charts = [block for block in ten_pages().blocks if isinstance(block, Chart)]

    assert alternatives(report) == [chart.alternative for chart in charts]


texts = st.text(max_size=60)
cells = st.one_of(texts, st.integers(-(10**9), 10**9), st.none())
tables = st.integers(1, 6).flatmap(
    lambda count: st.lists(st.lists(cells, min_size=count, max_size=count), max_size=12).map(
        lambda rows: table([f"Column {index}" for index in range(count)], rows, title="A table")
    )
)
blocks: st.SearchStrategy[Block] = st.one_of(
    tables,
    texts.map(Paragraph),
    st.tuples(texts, texts.map(Strong), texts).map(Paragraph),
    st.lists(texts, max_size=4).map(lambda items: Bullets(tuple(items))),
    st.tuples(texts, texts).map(lambda pair: Note(*pair)),
    texts.map(lambda text: Table((Column("A", names_row=True), Column("B")), (section(text), Row((text, 1))))),
    texts.map(lambda text: Signatures((Signatory("Chair", text),))),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(blocks, max_size=6), st.booleans())
def test_any_words_keep_both_standards(some: list[Block], lies: bool) -> None:
    document = replace(small(*some), landscape=lies, watermark="DRAFT")

    assert failed_checks(render(document)) == []
