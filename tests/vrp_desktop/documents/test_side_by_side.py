"""Figures set large, small tables side by side, even columns and lying bars, whatever they hold."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vrp_desktop.documents.reading import Said, alternatives, failed_checks, page_texts, said, words
from tests.vrp_desktop.documents.sample import small
from vrp_desktop.documents.columns import Need, column_widths, evened
from vrp_desktop.documents.document import render
from vrp_desktop.documents.vocabulary import (
    Align,
    Beside,
    Block,
    Chart,
    ChartKind,
    Column,
    Facts,
    Heading,
    Headline,
    Headlines,
    Paragraph,
    Series,
    Table,
    table,
)


def listing(rows: int, title: str = "") -> Table:
    return table(["Group", "Number"], [(f"group {number}", number) for number in range(rows)], title)


def lying(*values: float | None) -> Chart:
    names = tuple(f"A rather long name of a made-up intervention {number}" for number in range(len(values)))
    return Chart("Bars", "Bars in words.", names, (Series("Started", values),), ChartKind.ROWS, "People")


ODD: tuple[Block, ...] = (
    Headlines(()),
    Headlines(tuple(Headline("1,234,567,890,123 people", f"label {number} " * 9, ("a", "b")) for number in range(4))),
    Beside(()),
    Beside((listing(0, "Empty"), Facts((("a", "b"),))), notes=("A note.",)),
    Beside((listing(90, "Long"), listing(3, "Short"), listing(70, "Longer")), across=3),
    lying(None),
    lying(3, None, 0, 12.5),
    lying(-3, 1),
    replace(lying(3, 4), series=(Series("One", (3, 4)), Series("Two", (None, 9)))),
    replace(listing(40), is_even=True),
    Table((Column("Names alone", names_row=True),), (), is_even=True),
)


@pytest.mark.parametrize("block", ODD, ids=range(len(ODD)))
def test_odd_blocks_keep_both_standards(block: Block) -> None:
    assert failed_checks(render(small(Heading("Figures"), block, Paragraph("After.")))) == []


def test_a_large_figure_is_read_before_what_it_is() -> None:
    pdf = render(small(Headlines((Headline("148", "Discussed", ("Last quarter: 137",)), Headline("9", "Held")))))

    found = [each.text for each in said(pdf) if each.path.endswith("LBody/P")]
    assert found == ["148", "Discussed", "Last quarter: 137", "9", "Held"]


def test_tables_side_by_side_are_read_one_after_another() -> None:
    pdf = render(small(Beside((listing(2, "First"), listing(1, "Second")), notes=("Both.",))))

    assert words(pdf, "Caption") == ["First", "Second"]
    assert words(pdf, "TD") == ["0", "1", "0"]
    assert "Both." in words(pdf, "P")
    assert len(page_texts(pdf)) == 1


def test_small_tables_are_never_parted() -> None:
    tables = tuple(listing(12, f"Table {number}") for number in range(9))

    pdf = render(small(Beside(tables)))

    homes = {each.text: each.page for each in said(pdf) if each.role == "Caption"}
    assert len(set(homes.values())) > 1
    assert "(continued)" not in "".join(page_texts(pdf))


@pytest.mark.parametrize("lines", range(36, 46))
def test_a_note_never_stands_alone_on_the_next_page(lines: int) -> None:
    for block in (replace(listing(5), notes=("The note.",)), Beside((listing(5),), 1, ("The note.",))):
        found = said(render(small(Paragraph("line\n" * lines), block)))

        assert _home(found, "The note.") == _home(found, "group 4")


def test_notes_longer_than_a_page_run_on() -> None:
    notes = ("A long note. " * 400,)
    tall = table(["Group", "Number"], [("word " * 40, number) for number in range(26)], notes=notes)

    for block in (tall, Beside((replace(tall, notes=()),), 1, ("A note.",) * 9)):
        pdf = render(small(block))
        assert len(page_texts(pdf)) > 1
        assert failed_checks(pdf) == []


def _home(found: list[Said], text: str) -> int:
    return next(each.page for each in found if each.text == text)


def test_a_paragraph_may_stay_with_what_follows() -> None:
    filler = [Paragraph("line\n" * 44)]
    pdf = render(small(*filler, Paragraph("An introduction", holds_next=True), Beside((listing(12),), 1)))

    assert _home(said(pdf), "An introduction") == _home(said(pdf), "group 0")


def test_lying_bars_have_their_words_and_values() -> None:
    pdf = render(small(lying(3, 1200)))

    assert alternatives(pdf) == ["Bars in words."]
    assert any("1,200" in text for text in page_texts(pdf))


def test_columns_of_numbers_are_equally_wide_where_the_author_asks() -> None:
    needs = [Need(60, 200, True), Need(30, 40, False), Need(45, 80, False)]

    widths = column_widths(evened(needs, 400), 400)

    assert widths == [pytest.approx(240), pytest.approx(80), pytest.approx(80)]


@given(
    st.lists(st.builds(Need, st.floats(5, 60), st.floats(60, 200), st.booleans()), min_size=1, max_size=8),
    st.floats(200, 600),
)
def test_even_columns_fill_the_width(needs: list[Need], width: float) -> None:
    widths = column_widths(evened(needs, width), width)

    assert sum(widths) == pytest.approx(width)
    assert all(each > 0 for each in widths)


def test_no_word_of_a_head_is_broken_for_evenness() -> None:
    heads = [Column("Place", names_row=True), *(Column(name, Align.RIGHT) for name in ("Basingstoke", "Southampton"))]
    rows = [("A made-up place with a name that is longer than its column is wide, by far", 1, 2)] * 2
    pdf = render(small(Beside((replace(table(heads, rows), is_even=True),))))

    assert "Basingstoke" in page_texts(pdf)[0]
    assert "Southampton" in page_texts(pdf)[0]
