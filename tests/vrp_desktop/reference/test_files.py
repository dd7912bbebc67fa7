"""Reading one list: what it gives, and the plain message when a file is not as it should be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vrp_desktop.errors import DamagedFile
from vrp_desktop.reference.files import Mark, read_glossary, read_list, read_lists

GOOD = """
list = "fruits"
source = "An orchard"
mark = "PD"

[[entry]]
code = "PEAR"
label = "Pear"
meaning = "A green fruit."
starts_on = 2020-04-01
ends_on = 2021-03-31
position = 20
mark = "K"
next = ["APPLE"]
sweet = true
youngest = 3

[[entry]]
code = "APPLE"
label = "Apple"
meaning = "A red fruit."
starts_on = 2020-04-01
position = 10
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "fruits.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_list_comes_in_order_of_position_with_its_marks_and_own_words(tmp_path):
    fruits = read_list(written(tmp_path, GOOD))

    apple, pear = fruits.entries
    assert fruits.codes == ("APPLE", "PEAR")
    assert (apple.mark, pear.mark) == (Mark.PROPOSED, Mark.GENERAL)
    assert pear.texts("next") == ("APPLE",)
    assert pear.flag("sweet")
    assert not apple.flag("sweet")
    assert (pear.number("youngest"), apple.number("youngest"), pear.number("sweet")) == (3, None, None)
    assert apple.text("provider") == ""


def test_an_entry_may_be_chosen_from_its_first_day_to_its_last(tmp_path):
    pear = read_list(written(tmp_path, GOOD)).entry("PEAR")

    assert pear is not None
    days = [date(2020, 3, 31), date(2020, 4, 1), date(2021, 3, 31), date(2021, 4, 1)]
    assert [pear.in_force_on(day) for day in days] == [False, True, True, False]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('code = "PEAR"', 'code = "APPLE"', "APPLE is there twice"),
        ('code = "PEAR"', 'code = "pear"', "pear is not a code"),
        ('label = "Pear"', 'label = " "', "label is empty"),
        ('label = "Pear"', f'label = "{"P" * 201}"', "label of PEAR is too long"),
        ("ends_on = 2021-03-31", "ends_on = 2020-03-31", "dates of PEAR are not in order"),
        ("position = 20", 'position = "last"', "position of PEAR is not a number"),
        ('mark = "K"', 'mark = "X"', "'X'"),
        ('list = "fruits"', 'list = "vegetables"', "vegetables"),
        ('source = "An orchard"', "", "'source' is missing"),
        ("sweet = true", "sweet = 2020-01-01", "kind of value"),
        ("sweet = true", "sweet = ", "Invalid value"),
    ],
)
def test_a_file_that_breaks_a_rule_is_named_with_what_is_wrong(tmp_path, old, new, said):
    path = written(tmp_path, GOOD.replace(old, new))

    with pytest.raises(DamagedFile) as caught:
        read_list(path)

    assert "fruits.toml" in str(caught.value)
    assert said in str(caught.value)
    assert "Nothing was changed." in str(caught.value)


def test_missing_lists_are_told_plainly(tmp_path):
    with pytest.raises(DamagedFile, match="missing"):
        read_lists(tmp_path)
    with pytest.raises(DamagedFile, match=r"glossary\.toml"):
        read_glossary(tmp_path)
