"""Lines, columns, scales and colours: the rules by which a page is set."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vrp_desktop.documents import style
from vrp_desktop.documents.columns import Need, column_widths
from vrp_desktop.documents.fonts import clean, runs
from vrp_desktop.documents.scales import label, scale_for
from vrp_desktop.documents.scripts import joined, seen
from vrp_desktop.documents.table_setting import format_cell
from vrp_desktop.documents.typeset import Line, Typesetter
from vrp_desktop.documents.vocabulary import Strong, Text, plain

latin = st.text(st.characters(codec="latin-1", categories=("L", "N", "P", "Zs")), max_size=200)


def text_of(lines: list[Line]) -> str:
    return "".join(run.text for line in lines for run in line.runs)


@settings(max_examples=60, deadline=None)
@given(latin, st.floats(20, 400))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(text: str, width: float) -> None:
    setter = Typesetter()

    lines = setter.lines(text, style.BODY, width)

    assert all(line.width <= width + 0.01 for line in lines)
    assert "".join(text_of(lines).split()) == "".join(clean(text).split())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["one", "two", "three-four", "five"]), min_size=1, max_size=40), st.floats(60, 300))
def test_words_on_different_lines_can_be_read_apart(words: list[str], width: float) -> None:
    lines = Typesetter().lines(" ".join(words), style.BODY, width)

    assert text_of(lines) == " ".join(words)


@pytest.mark.parametrize(
    "text", [("The time was ", Strong("nine days"), ", not ten."), ("a", Strong("b"), "c"), (Strong("a "), " b")]
)
def test_emphasis_changes_no_word(text: Text) -> None:
    assert text_of(Typesetter().lines(text, style.BODY, 60)).split() == plain(text).split()


def test_line_breaks_of_the_author_are_kept() -> None:
    assert len(Typesetter().lines("one\ntwo\n\nthree", style.BODY, 400)) == 4


def test_a_last_line_is_not_one_short_word() -> None:
    setter = Typesetter()
    text = "Support was offered to them and they took it up"
    width = setter.width(text, style.BODY) - 1

    assert text_of(setter.lines(text, style.BODY, width)[-1:]) == "it up"


needs = st.lists(
    st.builds(
        lambda least, more, is_text: Need(least, least + more, is_text),
        st.floats(5, 90),
        st.floats(0, 500),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


@given(needs, st.floats(200, 800))
def test_columns_fill_the_width_and_none_is_lost(some: list[Need], width: float) -> None:
    widths = column_widths(some, width)

    assert sum(widths) == pytest.approx(width)
    assert all(each > 0 for each in widths)


def test_narrow_columns_are_served_before_wide_ones() -> None:
    widths = column_widths([Need(30, 40, False), Need(40, 900, True)], 300)

    assert widths == [pytest.approx(40, abs=1), pytest.approx(260, abs=1)]


@given(st.lists(st.none() | st.floats(-1e6, 1e6, allow_nan=False).map(lambda v: round(v, 2)), max_size=8))
def test_every_chart_starts_at_zero_and_holds_its_values(values: list[float | None]) -> None:
    scale = scale_for(values)

    assert scale.low <= 0 <= scale.high
    assert 0 in scale.ticks
    assert len(scale.ticks) <= 12
    assert all(-1e-6 <= scale.part(value) <= 1 + 1e-6 for value in values if value is not None)
    assert scale.low == 0 or min(value for value in values if value is not None) < 0


def test_ticks_of_whole_numbers_are_whole() -> None:
    assert scale_for([1, 2, 3]).ticks == [0, 1, 2, 3]
    assert scale_for([]).ticks == [0, 1]


def test_numbers_are_written_as_readers_expect() -> None:
    assert [format_cell(cell) for cell in (1234567, -1200, 0, None, "£5")] == ["1,234,567", "-1,200", "0", "", "£5"]
    assert [label(value) for value in (1500, 8.5, -3)] == ["1,500", "8.5", "−3"]


@pytest.mark.parametrize(("words", "ground"), style.READ_ON)
def test_text_can_be_read_on_its_ground(words: str, ground: str) -> None:
    assert style.contrast(words, ground) >= 4.5


def test_series_of_a_chart_stand_out_from_the_page() -> None:
    assert all(style.contrast(colour, style.WHITE) >= 3 for colour in style.SERIES)


def test_a_letter_takes_the_first_font_that_has_it() -> None:
    assert [(run.font, run.text) for run in runs("Aж☐李", "VRPText")] == [("VRPText", "Aж"), ("VRPSpare", "☐□")]


def test_arabic_letters_are_joined_and_turned_round() -> None:
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"
    assert seen("a שלום 12 (ב) b") == "a (ב) 12 םולש b"
    assert joined("plain") == seen("plain") == "plain"
