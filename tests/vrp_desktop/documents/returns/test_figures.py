"""What is read back from the paper is what the return says: every line, every cell of every breakdown."""

from __future__ import annotations

from tests.vrp_desktop.documents.reading import alternatives, words
from tests.vrp_desktop.documents.returns.reading_back import cells_of, holds_row, row_after
from tests.vrp_desktop.documents.returns.sample import PLACES
from vrp_desktop.documents.return_order import crossed
from vrp_desktop.documents.return_words import label_with_unit, short_label
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.template import LineKind

COUNTS = (LineKind.COUNTED, LineKind.REPORTED)


def as_read(number: object) -> str:
    assert isinstance(number, int)
    return f"{number:,}"


def test_every_counted_line_says_its_three_values(signed_pdf: bytes, second_version: Signed) -> None:
    cells = cells_of(signed_pdf)

    counted = [line for line in second_version.content.lines if line.spec.kind in COUNTS]

    assert len(counted) > 20
    for line in counted:
        expected = [as_read(line.value), as_read(line.year_to_date), as_read(line.last_quarter)]
        assert row_after(cells, line.spec.number, label_with_unit(line.spec), 3) == expected


def test_typed_money_stands_with_its_source(signed_pdf: bytes, second_version: Signed) -> None:
    cells = cells_of(signed_pdf)

    money = [line for line in second_version.content.lines if line.spec.value_type == "money"]

    assert money
    for line in money:
        amount, source = row_after(cells, line.spec.number, line.spec.label, 2)
        assert (amount, source) == (f"£{line.value:,}", "Finance ledger, as at 30/09/2026")


def test_rates_have_their_sign_and_a_loss_its_minus(signed_pdf: bytes) -> None:
    cells = cells_of(signed_pdf)

    assert row_after(cells, "5.4", "Repeat referrals as a share of referrals", 3) == ["12.5%", "13.5%", "11.5%"]
    assert row_after(cells, "2.4", "Actual less planned", 2) == ["\u2212£1,250", "Worked out from the lines above"]


def test_interventions_are_one_table_with_a_column_for_each_figure(signed_pdf: bytes, second_version: Signed) -> None:
    content, cells = second_version.content, cells_of(signed_pdf)
    lines = [content.line(code) for code in INTERVENTION_LINES]

    for name in {label for line in lines for label in line.breakdowns["intervention"]}:
        numbers = [line.breakdowns["intervention"].get(name, 0) for line in lines]
        assert holds_row(cells, [name, *(as_read(number) if number else "\u2013" for number in numbers)])
    assert holds_row(cells, ["All", *(as_read(line.value) for line in lines)])
    assert {"Named young people", "Not named"} <= set(cells)


INTERVENTION_LINES = (
    "INTERVENTION_REFERRALS",
    "INTERVENTION_STARTS",
    "INTERVENTION_COMPLETIONS",
    "INTERVENTION_LEFT_EARLY",
    "INTERVENTION_REACH_EACH",
    "REPORTED_REACH",
)


def test_age_bands_by_sex_are_crossed_with_their_sums(signed_pdf: bytes, second_version: Signed) -> None:
    line, cells = second_version.content.line("REACH"), cells_of(signed_pdf)

    table = crossed("age_band by sex", line.breakdowns["age_band by sex"])

    for band, number in line.breakdowns["age_band"].items():
        row = [table.get((band, sex), 0) for sex in ("Female", "Male", "Not known")]
        assert sum(filter(None, row)) == number
        assert holds_row(cells, [band, *(as_read(each) if each else "\u2013" for each in row), as_read(number)])


def test_many_lines_by_few_places_are_rows(signed_pdf: bytes, second_version: Signed) -> None:
    content, cells = second_version.content, cells_of(signed_pdf)
    by_place = [line for line in content.lines if line.spec.number.startswith("5.") and "place" in line.breakdowns]

    assert len(by_place) > 10
    for line in by_place:
        numbers = [line.breakdowns["place"].get(place, 0) for place in PLACES]
        row = [*(as_read(number) if number else "\u2013" for number in numbers), as_read(line.value)]
        assert holds_row(cells, [line.spec.number, short_label(line.spec), *row])


def test_ethnicity_is_told_by_nineteen_and_by_five(signed_pdf: bytes, second_version: Signed) -> None:
    line, cells = second_version.content.line("REACH"), cells_of(signed_pdf)
    other = second_version.content.line("REPORTED_REACH_GROUPS")

    asian = [
        sum(n or 0 for label, n in each.breakdowns["ethnicity"].items() if label.startswith("Asian"))
        for each in (line, other)
    ]

    assert holds_row(cells, ["Asian", *(as_read(number) for number in asian)])
    assert "Asian: Pakistani" in cells


def test_each_chart_says_in_words_what_it_shows(signed_pdf: bytes, second_version: Signed) -> None:
    content = second_version.content

    said = alternatives(signed_pdf)

    assert len(said) == sum(bool(section.chart) for section in content.template.sections)
    for label, number in content.line("REACH").breakdowns["age_band"].items():
        assert f"{label} {number}" in said[1]


def test_the_first_page_gives_the_headline_figures(signed_pdf: bytes, second_version: Signed) -> None:
    line = second_version.content.line("YFPP_IDENTIFIED")

    paragraphs = words(signed_pdf, "P")

    first = paragraphs.index("Children and young people identified")
    assert paragraphs[first - 1] == as_read(line.value)
    expected = [f"Last quarter: {as_read(line.last_quarter)}", f"Year to date: {as_read(line.year_to_date)}"]
    assert paragraphs[first + 1 : first + 3] == expected


def test_it_says_which_places_have_supplied_data(signed_pdf: bytes, draft_content: ReturnContent) -> None:
    cells = cells_of(signed_pdf)

    assert "All 4 places have supplied data for the quarter." in words(signed_pdf, "P")
    for place in draft_content.supply:
        assert holds_row(cells, [place.label, as_read(place.quarter), as_read(place.year)])
