"""A nought, a gap, a hidden number and a line that does not apply never look alike (B4)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.vrp_desktop.documents.returns.sample import changed, sample_content
from vrp_desktop.documents.return_order import crossed, ordered
from vrp_desktop.documents.return_words import (
    Span,
    amount,
    cell,
    check_phrase,
    in_groups,
    label_with_unit,
    listed,
    short_label,
    shown,
)
from vrp_desktop.returns.content import State
from vrp_desktop.returns.suppression import published
from vrp_desktop.returns.template import LineKind, LineSpec


@pytest.mark.parametrize(
    ("code", "value", "state", "words"),
    [
        ("YFPP_DECLINED", 12, State.VALUE, "12"),
        ("YFPP_DECLINED", 1234, State.VALUE, "1,234"),
        ("YFPP_DECLINED", 0, State.NIL, "Nil, confirmed"),
        ("YFPP_DECLINED", 0, State.NIL_TO_CONFIRM, "Nil, to confirm"),
        ("YFPP_DECLINED", None, State.HIDDEN, "[c]"),
        ("GRANT_YEAR", 0, State.NIL, "Nil"),
        ("GRANT_YEAR", None, State.UNKNOWN, "Not filled in"),
        ("GRANT_REFERENCE", None, State.UNKNOWN, "Not filled in"),
        ("YFPP_REPEAT_RATE", 0.0, State.VALUE, "Nil"),
        ("YFPP_REPEAT_RATE", None, State.UNKNOWN, "n/a"),
        ("YFPP_DAYS_TO_PANEL", 8.5, State.VALUE, "8.5"),
    ],
)
def test_a_value_is_said_by_its_state(code: str, value: int | float | None, state: State, words: str) -> None:
    content = changed(sample_content(), code, value=value, state=state)

    assert shown(content, content.line(code)) == words


def test_a_worked_out_line_is_not_filled_in_while_its_parts_are_not() -> None:
    content = changed(sample_content(), "SPENT_TO_DATE", value=None, state=State.UNKNOWN)
    content = changed(content, "VARIANCE_TO_DATE", value=None, state=State.UNKNOWN)

    assert shown(content, content.line("VARIANCE_TO_DATE")) == "Not filled in"


def test_a_line_without_another_period_says_so() -> None:
    content = sample_content()

    assert [shown(content, content.line("GRANT_YEAR"), span) for span in (Span.YEAR, Span.BEFORE)] == ["n/a", "n/a"]


def test_without_a_last_quarter_nothing_is_compared() -> None:
    content = sample_content()
    content = replace(content, lines=tuple(replace(line, last_quarter=None) for line in content.lines))

    assert shown(content, content.line("YFPP_IDENTIFIED"), Span.BEFORE) == "Not compared"
    assert shown(content, content.line("YFPP_REPEAT_RATE"), Span.BEFORE) == "Not compared"
    assert shown(content, content.line("VARIANCE_TO_DATE"), Span.BEFORE) == "n/a"


def test_a_nought_of_another_period_is_nil() -> None:
    content = changed(sample_content(), "YFPP_DECLINED", year_to_date=0, last_quarter=0)

    assert [shown(content, content.line("YFPP_DECLINED"), span) for span in (Span.YEAR, Span.BEFORE)] == ["Nil", "Nil"]


def test_a_rate_is_hidden_with_its_parts() -> None:
    content = changed(sample_content(), "YFPP_REPEAT", value=3, year_to_date=4, last_quarter=2)
    content = published(content)

    assert [shown(content, content.line("YFPP_REPEAT_RATE"), span) for span in Span] == ["[c]", "[c]", "[c]"]
    assert [shown(content, content.line("VARIANCE_TO_DATE"), span) for span in Span][1:] == ["n/a", "n/a"]


def test_cells_of_breakdowns_are_never_bare_noughts() -> None:
    assert [cell(12), cell(0), cell(None)] == [12, "\u2013", "[c]"]


def test_amounts_are_written_by_their_unit() -> None:
    assert [amount(1234.5, "pounds"), amount(-20, "pounds"), amount(12.0, "per cent"), amount("text", "")] == [
        "£1,234.50",
        "\u2212£20",
        "12%",
        "text",
    ]


def _spec(label: str, unit: str, kind: LineKind = LineKind.COUNTED) -> LineSpec:
    return LineSpec("X", "1.1", label, kind, unit)


def test_a_unit_stands_only_where_it_is_not_said() -> None:
    assert label_with_unit(_spec("Referrals received", "referrals")) == "Referrals received"
    assert label_with_unit(_spec("Agreed to support", "children and young people")).endswith("young people)")
    assert label_with_unit(_spec("Attendance of core agencies", "per cent")) == "Attendance of core agencies"


def test_heads_of_columns_are_short() -> None:
    assert short_label(_spec("Children and young people identified", "")) == "Identified"
    assert short_label(_spec("Referrals to interventions", "referrals")) == "Referrals"
    assert short_label(_spec("Anything", "people", LineKind.REPORTED)) == "Reported without names"
    assert short_label(_spec("People reached", "people")) == "People reached"


def test_rows_stand_in_the_order_of_the_reference_list_and_what_is_not_known_last() -> None:
    assert ordered("age_band", ["25 and over", "Under 10", "Not known", "10 to 13"]) == [
        "Under 10",
        "10 to 13",
        "25 and over",
        "Not known",
    ]
    assert ordered("place", ["Blank", "Our own place", "Southampton"]) == ["Southampton", "Our own place", "Blank"]
    assert ordered("no_such_list", ["b", "a"]) == ["a", "b"]


def test_crossed_labels_are_parted_even_where_one_holds_a_comma() -> None:
    long = "White: English, Welsh, Scottish, Northern Irish or British"
    cells: dict[str, int | None] = {f"{long}, Female": 1, "Our own, Male": 2}

    assert crossed("ethnicity by sex", cells) == {(long, "Female"): 1, ("Our own", "Male"): 2}


def test_a_digest_is_read_in_groups() -> None:
    assert in_groups("0123456789abcdef") == "01234567 89abcdef"
    assert check_phrase("0123456789abcdef" * 4) == "0123 4567 89ab cdef"


def test_words_are_joined_as_in_a_sentence() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
