"""What stands on every page, and where pages end."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from tests.vrp_desktop.documents.reading import page_texts, said, words
from tests.vrp_desktop.documents.sample import MADE_AT, small
from vrp_desktop.documents.document import Printed, render
from vrp_desktop.documents.vocabulary import (
    Chart,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Series,
    Signatory,
    Signatures,
    section,
    table,
    total,
)

HANDLING = "Not to be shared outside the partnership without the agreement of the author"


def test_every_page_says_which_it_is_and_of_how_many(report: bytes) -> None:
    texts = page_texts(report)

    assert len(texts) >= 10
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text


def test_the_marking_and_its_handling_stand_top_and_bottom_of_every_page(report: bytes) -> None:
    for text in page_texts(report):
        assert text.count("OFFICIAL-SENSITIVE") == 2
        assert text.count(HANDLING) == 2


def test_the_marking_is_in_capitals_and_read_once(report: bytes) -> None:
    pdf = render(small(Paragraph("x"), marking="official"))

    assert page_texts(pdf)[0].count("OFFICIAL") == 2
    assert words(pdf, "P")[0] == "OFFICIAL"
    assert words(report, "P").count("OFFICIAL-SENSITIVE") == 1


def test_a_draft_says_so_on_every_page_and_once_aloud(report: bytes) -> None:
    assert all("DRAFT" in text for text in page_texts(report))
    assert sum("DRAFT" in each.text for each in said(report)) == 0
    assert sum(each.text.endswith("· Draft") for each in said(report)) == 1


def test_what_is_no_draft_has_no_watermark() -> None:
    assert "DRAFT" not in page_texts(render(small(Paragraph("x"))))[0].upper()


def test_the_foot_says_who_printed_it_when_and_which_copy() -> None:
    printed = Printed("Asha Example", datetime(2026, 7, 3, 13, 5, tzinfo=UTC), 2)
    text = page_texts(render(small(Paragraph("x"), printed=printed, check="Digest 8f3a 41c0")))[0]

    assert "Printed by Asha Example on 3 July 2026 at 14:05 · Copy 2" in text
    assert "Digest 8f3a 41c0" in text


def test_a_long_foot_and_handling_instruction_are_printed_whole() -> None:
    check = " ".join(f"check{number}" for number in range(60))
    handling = " ".join(f"handle{number}" for number in range(30))
    pdf = render(small(Paragraph("line\n" * 120), check=check, handling=handling, printed=Printed("Asha", MADE_AT)))

    for text in page_texts(pdf):
        assert all(f"check{number}" in text for number in range(60))
        assert text.count("handle29") == 2
    assert handling in words(pdf, "P")


def test_a_table_repeats_its_head_on_every_page_but_says_it_once() -> None:
    rows = [(f"Row {number}", number) for number in range(150)]
    pdf = render(small(table(["Name of the row", "Number of things"], rows, title="The table")))

    texts = page_texts(pdf)
    assert len(texts) > 3
    assert all("Number of things" in text and "The table" in text for text in texts)
    assert words(pdf, "TH").count("Number of things") == 1
    assert words(pdf, "Caption") == ["The table"]
    assert all("The table (continued)" in text for text in texts[1:])


def test_contents_give_the_pages_on_which_headings_stand(report: bytes) -> None:
    found = said(report)
    headings = {each.text: each.page + 1 for each in found if each.role in ("H2", "H3")}
    listed = dict(each.text.split("|") for each in found if each.role == "Link")

    assert listed == {text: str(page) for text, page in headings.items() if text != "Contents"}


def test_long_contents_run_over_pages_and_stay_right() -> None:
    blocks = [part for n in range(90) for part in (Heading(f"Heading {n}"), Paragraph("text " * 90))]
    pdf = render(small(*blocks, contents=True))

    found = said(pdf)
    headings = {each.text: str(each.page + 1) for each in found if each.role == "H2" and each.text != "Contents"}
    links = [each for each in found if each.role == "Link"]
    assert len({each.page for each in links}) > 1
    assert dict(each.text.split("|") for each in links) == headings


@pytest.mark.parametrize("lines", range(24, 50))
def test_a_heading_never_stands_alone_at_the_foot_of_a_page(lines: int) -> None:
    pdf = render(small(Paragraph("line\n" * lines), Heading("Above"), Heading("Below", 2), Paragraph("text " * 80)))

    pages = {each.text: each.page for each in reversed(said(pdf)) if each.role in ("H2", "H3")}
    text = next(each.page for each in said(pdf) if each.text.startswith("text text"))
    assert pages["Above"] == pages["Below"] == text


@pytest.mark.parametrize("before", range(20, 34))
def test_sections_keep_a_row_and_totals_stay_with_rows(before: int) -> None:
    rows: list[Row] = [Row((f"r{n}", n)) for n in range(before)]
    rows += [section("Section"), Row(("after", 1)), Row(("last", 2)), total("Total", 3)]
    pdf = render(small(table(["Name", "Number"], rows)))

    pages = {each.text: each.page for each in said(pdf) if each.role == "TH"}
    assert pages["Section"] == pages["after"]
    assert pages["last"] == pages["Total"]


def test_a_signatory_is_never_broken_across_pages() -> None:
    people = tuple(Signatory(f"Role {number}", f"Made-Up Person {number}") for number in range(14))
    pdf = render(small(Signatures(people)))

    pages: dict[str, set[int]] = {}
    for each in said(pdf):
        if found := re.search(r"(?:Role|Made-Up Person) (\d+)", each.text):
            pages.setdefault(found.group(1), set()).add(each.page)
    assert len(pages) == 14
    assert all(len(numbers) == 1 for numbers in pages.values())


def test_a_chart_stays_with_its_title() -> None:
    chart = Chart("The title", "Words.", ("a", "b"), (Series("s", (1, 2)),), unit="Things")
    pdf = render(small(Paragraph("line\n" * 34), chart))

    pages = [each.page for each in said(pdf) if each.text in ("The title",) or each.role == "Figure"]
    assert pages == [1, 1]


def test_a_page_break_starts_a_page_but_never_an_empty_one() -> None:
    pdf = render(small(Paragraph("one"), PageBreak(), PageBreak(), Paragraph("two"), PageBreak()))

    assert [each.page for each in said(pdf) if each.text in ("one", "two")] == [0, 1]


def test_a_sheet_on_its_side_is_wider_than_high() -> None:
    from vrp_desktop.documents.preview import page_sizes

    size = page_sizes(render(small(Paragraph("x"), landscape=True)))[0]
    assert size.width > size.height
