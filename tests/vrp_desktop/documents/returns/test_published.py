"""What is published: small numbers hidden and marked, the rule below every table, no record behind any figure."""

from __future__ import annotations

from tests.vrp_desktop.documents.reading import alternatives, page_texts, said, words
from tests.vrp_desktop.documents.returns.reading_back import cells_of, holds_row, row_after
from vrp_desktop.documents.return_words import label_with_unit
from vrp_desktop.returns.content import ReturnContent, State
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.suppression import RULE
from vrp_desktop.returns.template import LineKind


def test_hidden_values_are_marked_and_shown_nowhere(public_pdf: bytes, public_content: ReturnContent) -> None:
    cells = cells_of(public_pdf)

    for line in public_content.lines:
        if line.spec.kind is LineKind.COUNTED:
            first = row_after(cells, line.spec.number, label_with_unit(line.spec), 1)
            expected = "[c]" if line.state is State.HIDDEN else f"{line.value:,}"
            assert first == [expected]
    assert cells.count("[c]") > 50


def test_no_cell_holds_a_number_from_1_to_4(public_pdf: bytes) -> None:
    assert not {"1", "2", "3", "4"} & set(cells_of(public_pdf))


def test_a_broad_group_is_hidden_with_any_of_its_parts(public_pdf: bytes, public_content: ReturnContent) -> None:
    cells, line = cells_of(public_pdf), public_content.line("REACH")
    asian = [number for label, number in line.breakdowns["ethnicity"].items() if label.startswith("Asian")]

    assert None in asian
    assert any(holds_row(cells, ["Asian", "[c]", other]) for other in set(cells))


def test_charts_draw_and_say_nothing_that_is_hidden(public_pdf: bytes) -> None:
    assert all(f" {number}," not in words_ for words_ in alternatives(public_pdf) for number in range(1, 5))
    assert any("[c]" in words_ for words_ in alternatives(public_pdf))


def test_the_rule_stands_below_every_table_of_figures(public_pdf: bytes) -> None:
    elements = said(public_pdf)

    tables = sum(each.text in ("Quarter", "Amount") and each.role == "TH" for each in elements)
    assert words(public_pdf, "P").count(RULE) >= tables / 2
    assert words(public_pdf, "P").count(RULE) >= 10


def test_it_is_marked_official_and_says_who_reads(public_pdf: bytes) -> None:
    pages = page_texts(public_pdf)

    assert all("OFFICIAL" in text and "OFFICIAL-SENSITIVE" not in text for text in pages)
    assert "Published (small numbers hidden)" in cells_of(public_pdf)


def test_a_query_is_answered_without_the_numbers_that_it_asked_about(public_pdf: bytes) -> None:
    assert not any("went from 97 to 148" in text for text in page_texts(public_pdf))
    assert any(
        text.startswith("5.1 Children and young people identified: Referrals") for text in words(public_pdf, "LBody")
    )


def test_a_new_version_names_what_changed_but_not_by_how_much(public_pdf: bytes, small_signed: Signed) -> None:
    assert small_signed.bridge
    assert "Entered after signing" not in cells_of(public_pdf)
    both = "5.1 Children and young people identified and 5.6 Children and young people discussed"
    assert f"The figures that changed: {both}." in words(public_pdf, "P")


def test_no_place_is_told_by_its_numbers(public_pdf: bytes) -> None:
    assert "Places that have supplied data" not in words(public_pdf, "H3")
