"""The pages of a return: marking, number, check phrase, watermark, contents, notes, and tables that run on."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pytest

from tests.vrp_desktop.documents.reading import failed_checks, page_texts, said, words
from tests.vrp_desktop.documents.returns.reading_back import cells_of
from tests.vrp_desktop.documents.returns.sample import LONG_NOTE, PRINTED_AT, changed, sample_content
from vrp_desktop.documents.return_marking import marking_of
from vrp_desktop.documents.return_pdf import render_return
from vrp_desktop.documents.return_words import check_phrase
from vrp_desktop.returns.content import Audience, CheckResult, Grade, ReturnContent, as_json
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.template import parse_template


def printed(content: ReturnContent) -> bytes:
    return render_return(content, printed_by="Asha Example", printed_at=PRINTED_AT)


@pytest.mark.parametrize("name", ["draft", "signed_pdf", "public_pdf"])
def test_it_keeps_both_standards(name: str, request: pytest.FixtureRequest) -> None:
    assert failed_checks(request.getfixturevalue(name)) == []


def test_every_page_has_its_number_and_the_check_phrase(signed_pdf: bytes, second_version: Signed) -> None:
    pages = page_texts(signed_pdf)

    assert len(pages) < 23
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert f"Version 2, signed · Check phrase {check_phrase(second_version.digest)}" in text


def test_every_page_is_marked_at_its_head_and_foot(signed_pdf: bytes) -> None:
    assert all(text.count("OFFICIAL-SENSITIVE") >= 2 for text in page_texts(signed_pdf))


def test_only_drafts_are_watermarked(draft: bytes, signed_pdf: bytes, public_pdf: bytes) -> None:
    assert all("DRAFT" in text for text in page_texts(draft))
    assert not any("DRAFT" in text for pdf in (signed_pdf, public_pdf) for text in page_texts(pdf))


def test_a_draft_says_what_stands_in_the_way(draft: bytes) -> None:
    items = words(draft, "LBody")

    assert "5.6: 3 decisions have no reasons written down." in items
    assert "Nil, to be confirmed or mended: 5.11 Declined support." in items
    assert "Not filled in: 1.1 Grant reference; 2.3 Actual spend to the end of the quarter." in items
    assert any("4 errors and 1 query without an answer" in text for text in words(draft, "P"))


def test_a_draft_with_nothing_in_the_way_says_so() -> None:
    content = replace(sample_content(), checks=())

    pdf = printed(content)

    assert any(text.startswith("No check stands in the way") for text in words(pdf, "P"))
    assert "Before this return is signed" not in words(pdf, "H2")


def test_a_draft_for_publication_does_not_say_that_nothing_stands_in_the_way() -> None:
    content = replace(sample_content(), checks=(), audience=Audience.PUBLISHED)

    said = words(printed(content), "P")

    assert any(text.startswith("Not signed.") for text in said)
    assert not any("stands in the way" in text for text in said)


def test_sections_stand_in_the_order_of_the_form(signed_pdf: bytes, second_version: Signed) -> None:
    sections = second_version.content.template.sections

    headings = words(signed_pdf, "H2")

    found = [heading for heading in headings if heading[0].isdigit()]
    numbered = [section for section in sections if section.number[0].isdigit()]
    assert found == [f"{section.number} {section.title}" for section in numbered]
    assert all(f"{section.number} {section.title}" in headings for section in sections)
    assert headings[-1] == "Annex: what each line means"


def test_contents_and_bookmarks_lead_to_every_section(signed_pdf: bytes) -> None:
    listed = [each.text.split("|")[0] for each in said(signed_pdf) if each.role == "Link"]

    with pikepdf.open(BytesIO(signed_pdf)) as pdf, pdf.open_outline() as outline:
        marks = [str(item.title) for item in outline.root]
    assert [" ".join(mark.split()) for mark in marks if mark != "Contents"] == listed


def test_notes_that_answer_queries_are_printed_whole(signed_pdf: bytes) -> None:
    assert len(LONG_NOTE) > 400
    assert LONG_NOTE in cells_of(signed_pdf)


def test_written_lines_are_paragraphs(signed_pdf: bytes, second_version: Signed) -> None:
    text = second_version.content.line("RISKS").value

    assert words(signed_pdf, "P").count(str(text)) > 1


def test_the_annex_tells_what_each_line_means(signed_pdf: bytes) -> None:
    cells = cells_of(signed_pdf)

    assert "Children and young people on whom the panel made a counted main decision in the period." in cells
    assert any("Aged 10 to 17 on the referral date." in cell for cell in cells)
    assert "Line 5.3 as a share of line 5.2." in cells


def test_many_groups_run_over_pages_under_repeated_heads() -> None:
    labels = {f"Made-up place {number:02}": 5 + number for number in range(60)}
    content = changed(sample_content(), "YFPP_IDENTIFIED", value=sum(labels.values()))
    lines = [replace(line, breakdowns={"place": labels}) for line in content.lines if line.breakdowns]
    by_code = {line.spec.code: line for line in lines}
    content = replace(content, lines=tuple(by_code.get(line.spec.code, line) for line in content.lines))

    pdf = printed(content)

    pages = page_texts(pdf)
    assert failed_checks(pdf) == []
    continued = [text for text in pages if "By place" in text and "(continued)" in text]
    assert len(continued) > 4
    assert all("Place" in text for text in continued)
    assert {*labels} <= set(cells_of(pdf))


def test_long_labels_wrap_and_nothing_leaves_the_page() -> None:
    form = sample_content().template
    long = "Children and young people identified by anyone who works with them, wherever they live or learn"
    text = form.text.replace('"Children and young people identified"', f'"{long}"')
    content = sample_content(template=parse_template(text))

    pdf = printed(content)

    assert long in cells_of(pdf)
    with pdfium.PdfDocument(pdf) as document:
        for page in document:
            reader = page.get_textpage()
            boxes = [reader.get_charbox(index) for index in range(reader.count_chars())]
            assert all(box[0] >= 50 and box[2] <= page.get_width() - 50 for box in boxes if box[2] > box[0])
            reader.close()


def test_a_return_of_nothing_but_noughts_is_short() -> None:
    content = sample_content(size=5)
    lines = [replace(line, breakdowns={}) for line in content.lines]

    assert len(page_texts(printed(replace(content, lines=tuple(lines))))) <= 11


def test_small_numbers_make_it_sensitive() -> None:
    content = replace(sample_content(), supply=())
    counts = [line for line in content.lines if isinstance(line.value, int)]
    large = replace(
        content,
        lines=tuple(
            replace(line, value=50, year_to_date=90, last_quarter=60, breakdowns={"place": {"Southampton": 50}})
            if line in counts
            else line
            for line in content.lines
        ),
    )

    assert marking_of(large) == "OFFICIAL"
    assert marking_of(changed(large, "YFPP_REPEAT", last_quarter=4)) == "OFFICIAL-SENSITIVE"
    assert marking_of(changed(large, "YFPP_REPEAT", breakdowns={"place": {"A": 48, "B": 2}})) == "OFFICIAL-SENSITIVE"
    assert marking_of(changed(large, "GRANT_YEAR", value=3)) == "OFFICIAL"


def test_a_user_may_choose_another_marking() -> None:
    pdf = render_return(
        sample_content(), printed_by="Asha Example", printed_at=PRINTED_AT, marking="OFFICIAL-SENSITIVE PERSONAL"
    )

    assert all("OFFICIAL-SENSITIVE PERSONAL" in text for text in page_texts(pdf))


def test_a_draft_has_the_digest_of_its_own_content(draft: bytes, draft_content: ReturnContent) -> None:
    phrase = check_phrase(str(as_json(draft_content)["digest"]))

    assert all(f"Draft, not signed · Check phrase {phrase}" in text for text in page_texts(draft))
    assert all("Printed by Asha Example on 12 October 2026 at 10:45" in text for text in page_texts(draft))


def test_places_that_sent_nothing_are_named() -> None:
    content = sample_content()
    supply = (replace(content.supply[0], quarter=0, year=0), *content.supply[1:])

    pdf = printed(replace(content, supply=supply))

    said_so = "3 of 4 places have supplied data for the quarter. Nothing has come from Basingstoke."
    assert said_so in words(pdf, "P")
    assert cells_of(pdf).count("None yet") == 2


def test_a_query_about_the_whole_return_stands_without_a_number() -> None:
    content = sample_content()
    check = CheckResult("HELD_ROWS", Grade.QUERY, "12 rows of spreadsheets still wait.")

    pdf = printed(replace(content, checks=(check,)))

    assert "12 rows of spreadsheets still wait." in words(pdf, "LBody")


def test_more_places_than_the_first_page_holds_stand_on_a_later_one() -> None:
    content = sample_content()
    supply = tuple(replace(content.supply[0], label=f"Made-up place {number}", quarter=9) for number in range(24))

    pdf = printed(replace(content, supply=supply))

    assert "Places that have supplied data" in words(pdf, "H2")
    assert "Made-up place 23" not in page_texts(pdf)[0]
    assert "All 24 places have supplied data for the quarter." in words(pdf, "P")


def test_a_return_of_one_place_says_nothing_of_others() -> None:
    content = replace(sample_content(), place_code="SOUTHAMPTON", place_label="Southampton", supply=())

    pdf = printed(content)

    assert "Places that have supplied data" not in words(pdf, "H2", "H3")
    assert "Southampton" in words(pdf, "TD")
