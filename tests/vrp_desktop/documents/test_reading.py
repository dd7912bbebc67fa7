"""What is read back is what was put in, in order."""

from __future__ import annotations

from collections import Counter

from tests.vrp_desktop.documents.reading import Said, actual_texts, page_texts, said, words
from tests.vrp_desktop.documents.sample import NAMES, small, ten_pages
from vrp_desktop.documents.document import render
from vrp_desktop.documents.table_setting import format_cell
from vrp_desktop.documents.vocabulary import (
    Bullets,
    Column,
    Facts,
    Heading,
    Note,
    Paragraph,
    Row,
    RowKind,
    Strong,
    Table,
    plain,
    section,
    table,
    total,
)


def test_every_cell_is_read_back_in_order(report: bytes) -> None:
    tables = [block for block in ten_pages().blocks if isinstance(block, Table)]
    expected = [
        " ".join(format_cell(cell).split()) for each in tables for row in each.rows for cell in row.cells if cell != ""
    ]

    cells = [each.text for each in said(report) if each.path.startswith("/Document/Table/TBody/TR")]

    facts = next(block for block in ten_pages().blocks if isinstance(block, Facts))
    assert cells == [*(words for name, fact in facts.pairs for words in (name, plain(fact))), *expected]


def test_headings_and_paragraphs_are_read_back_in_order(report: bytes) -> None:
    roles = {1: "H2", 2: "H3", 3: "H4"}
    expected: list[tuple[str, str]] = []
    for block in ten_pages().blocks:
        if isinstance(block, Heading):
            expected.append((roles[block.level], block.text))
        elif isinstance(block, Paragraph):
            expected.append(("P", plain(block.text)))

    found = [(each.role, each.text) for each in said(report)]

    assert [pair for pair in found if pair in set(expected)] == expected


def test_the_title_is_the_only_heading_of_the_first_level(report: bytes) -> None:
    assert words(report, "H1") == ["Quarterly return to the Home Office"]


def test_names_in_other_scripts_are_read_back(report: bytes) -> None:
    cells = Counter(words(report, "TD"))

    assert all(cells[name] == 15 for name in NAMES)


def test_a_list_has_labels_and_bodies() -> None:
    pdf = render(small(Bullets(("first", ("second, ", Strong("strong"))), numbered=True)))

    assert words(pdf, "Lbl") == ["1.", "2."]
    assert words(pdf, "LBody") == ["first", "second, strong"]


def test_a_note_is_read_with_its_kind() -> None:
    pdf = render(small(Note("Wait.", "Before you sign")))

    assert [each.text for each in said(pdf) if each.path == "/Document/Div/P"] == ["Before you sign", "Wait."]


def test_rows_are_headed_by_the_column_that_names_them() -> None:
    columns = (Column("Line", names_row=True), Column("Value"))
    pdf = render(small(Table(columns, (section("Part"), Row(("a", 1200)), Row(("b", None)), total("All", 1200)))))

    found = [(each.role, each.text) for each in said(pdf) if "Table" in each.path]
    assert found == [
        ("TH", "Line"),
        ("TH", "Value"),
        ("TH", "Part"),
        ("TH", "a"),
        ("TD", "1,200"),
        ("TH", "b"),
        ("TH", "All"),
        ("TD", "1,200"),
    ]


def test_a_character_that_no_font_can_draw_is_shown_as_a_box_and_said_in_full() -> None:
    pdf = render(small(Paragraph("Name: 李小明"), table(["Name"], [("देव",)])))

    assert "Name: □□□" in words(pdf, "P")
    assert "Name: 李小明" in actual_texts(pdf)
    assert "देव" in actual_texts(pdf)


def test_text_that_is_drawn_as_it_is_needs_no_other_words(report: bytes) -> None:
    assert actual_texts(report) == []


def test_a_name_from_right_to_left_is_drawn_as_seen_and_said_as_written() -> None:
    pdf = render(small(Paragraph("שרה לוי")))

    assert "שרה לוי" in actual_texts(pdf)
    assert "שרה לוי"[::-1] in page_texts(pdf)[0] or "שרה לוי" in page_texts(pdf)[0]


def test_control_characters_leave_no_trace() -> None:
    pdf = render(small(Paragraph("a\x00b\u200bc\ufeff\td\u00a0e\u2028f")))

    assert "abc d e f" in words(pdf, "P")


def test_a_cell_over_two_pages_stays_one_cell() -> None:
    long = " ".join(f"word{number}" for number in range(1500))
    pdf = render(small(table(["Row", "Text"], [("long", long)])))

    parts = [each for each in said(pdf) if each.role == "TD"]
    assert len({each.page for each in parts}) > 1
    assert " ".join(each.text for each in parts) == long
    assert _count(said(pdf), "TH", "long") == 1


def _count(found: list[Said], role: str, text: str) -> int:
    return sum(each.role == role and each.text == text for each in found)


def test_kinds_of_rows_have_the_cells_they_need() -> None:
    assert section("Part").kind is RowKind.SECTION
    assert total("All", 1).cells == ("All", 1)
