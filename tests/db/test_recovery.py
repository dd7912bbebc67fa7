"""The recovery code survives paper, handwriting and a telephone line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from db.recovery import LENGTH, SYMBOLS, new_code, normalised, printed

bodies = st.text(alphabet=SYMBOLS, min_size=LENGTH, max_size=LENGTH)


def test_a_new_code_is_printed_in_groups_and_reads_back():
    code = new_code()

    assert [len(group) for group in code.split("-")] == [4] * 8 + [1]
    assert normalised(code) == code.replace("-", "")


def test_two_codes_are_never_the_same():
    assert len({new_code() for _ in range(50)}) == 50


def test_small_letters_blanks_and_look_alikes_do_not_matter():
    code = new_code()
    scribbled = code.lower().replace("0", "o").replace("1", "l").replace("-", "  ")

    assert normalised(scribbled) == normalised(code)
    assert normalised(code.replace("1", "I")) == normalised(code)


@given(st.integers(0, LENGTH), st.sampled_from(SYMBOLS))
def test_one_wrong_symbol_is_noticed(place, symbol):
    code = new_code().replace("-", "")
    wrong = code[:place] + symbol + code[place + 1 :]

    assert wrong == code or normalised(wrong) is None


@given(st.integers(0, LENGTH - 2))
def test_two_swapped_neighbours_are_noticed(place):
    code = new_code().replace("-", "")
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert swapped == code or normalised(swapped) is None


@given(st.text())
def test_anything_typed_is_a_code_or_is_not_and_never_an_error(typed):
    plain = normalised(typed)

    assert plain is None or normalised(printed(plain)) == plain


def test_a_code_cut_short_is_no_code():
    assert normalised(new_code()[:-2]) is None
