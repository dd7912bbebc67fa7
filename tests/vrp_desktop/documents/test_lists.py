"""Any list on paper: its cells as people read them, what it was narrowed to, a wide one on its side."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tests.vrp_desktop.documents.reading import failed_checks, page_texts, words
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.lists import ListCell, list_document
from vrp_desktop.documents.vocabulary import Column

PRINTED_AT = datetime(2026, 10, 12, 9, 45, tzinfo=UTC)
HEADS = ("Code", "Referred", "Place", "Days", "Waiting")


def printed(rows: list[tuple[ListCell, ...]], heads: tuple[str | Column, ...] = HEADS) -> Document:
    return list_document(
        "Panel cases",
        heads,
        rows,
        "OFFICIAL-SENSITIVE",
        printed_by="Asha Example",
        printed_at=PRINTED_AT,
        area="Testshire",
        shown=(("Place", "Southampton"), ("State", "Open")),
    )


def test_cells_are_written_as_people_read_them() -> None:
    pdf = render(
        printed(
            [
                ("YP-1", date(2026, 9, 1), "Southampton", 1200, True),
                ("YP-2", datetime(2026, 9, 1, 9, 5, tzinfo=UTC), None, 8.5, False),
            ]
        )
    )

    assert failed_checks(pdf) == []
    assert words(pdf, "TD") == ["01/09/2026", "Southampton", "1,200", "Yes", "01/09/2026 10:05", "8.5", "No"]
    assert words(pdf, "TH") == [*HEADS, "YP-1", "YP-2"]


def test_it_says_how_many_rows_there_are_and_how_they_were_chosen() -> None:
    assert "1 row · Place: Southampton · State: Open" in words(render(printed([("YP-1", None, "", 1, True)])), "P")


def test_an_empty_list_says_so() -> None:
    pdf = render(printed([]))

    assert "Nothing to show." in words(pdf, "P")
    assert failed_checks(pdf) == []


def test_a_long_list_repeats_its_head_and_counts_its_pages() -> None:
    pages = page_texts(render(printed([(f"YP-{number}", None, "", number, True) for number in range(90)])))

    assert len(pages) > 2
    assert all("Referred" in text and f"of {len(pages)}" in text for text in pages)


def test_a_wide_list_lies_on_its_side() -> None:
    heads = tuple(f"Column {number}" for number in range(9))

    assert printed([], heads).landscape
    assert not printed([]).landscape


def test_an_author_may_say_which_column_names_the_rows() -> None:
    pdf = render(printed([("1", "Robin Madeup")], (Column("Place in line"), Column("Name", names_row=True))))

    assert words(pdf, "TH") == ["Place in line", "Name", "Robin Madeup"]
