"""Names in free text are found before it leaves, whoever they belong to, and replaced by steady codes."""

from __future__ import annotations

import pytest

from db.people import Person
from tests.support.making import Making
from vrp_desktop.clock import FixedClock
from vrp_desktop.exports.names import Passage, find_names, replaced
from vrp_desktop.exports.passages import passages_of_sheet, without_names
from vrp_desktop.exports.sheets import Sheet
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


def names_in(make: Making, text: str, near=(), allowed=()) -> dict[str, str]:
    found = make.see(find_names, [Passage("Reason", text)], near, allowed)
    return {name.words: name.stand_in for name in found}


def test_a_name_on_file_is_found_in_any_case_and_order_and_gets_its_code(make: Making):
    child = make.person("Quillon")
    code = make.row(Person, child).code

    for text in ("quillon madeup ran", "Seen with MADEUP, Quillon"):
        assert set(names_in(make, text).values()) == {code}, text


def test_half_a_name_is_only_said_to_be_of_somebody_whom_the_export_is_about(make: Making):
    child = make.person("Quillon")
    code = make.row(Person, child).code

    assert names_in(make, "He is called Quillon.") == {"Quillon": "[name]"}
    assert names_in(make, "He is called Quillon.", near=[child]) == {"Quillon": code}


def test_a_name_of_another_place_is_found_too(make: Making):
    make.person("Quillon", place="BASINGSTOKE")

    assert names_in(make, "With Quillon again")


def test_common_first_names_are_found_though_nobody_on_file_has_them(make: Making):
    found = names_in(make, "His brother Aaliyah Fernsby came; Zachary was told.")

    assert set(found) == {"Aaliyah Fernsby", "Zachary"}
    assert set(found.values()) == {"[name]"}


@pytest.mark.parametrize(
    "text",
    [
        "Will be seen in May at Portsmouth school.",
        "The police will mark the road and ask the young person.",
        "Education to send the report to Health by Friday.",
        "Hope and faith helped. Grace was shown.",
    ],
)
def test_ordinary_words_are_not_taken_for_names(make: Making, text: str):
    make.person("Quillon")

    assert names_in(make, text) == {}


def test_the_names_of_those_whom_the_export_is_about_are_found_however_written(make: Making):
    child = make.person("Tamsel")

    assert names_in(make, "went with tamsel to town", near=[child])
    assert not names_in(make, "went with tamsel to town")


def test_whoever_it_is_written_to_may_be_named(make: Making):
    make.person("Quillon")

    assert names_in(make, "Dear Quillon Madeup", allowed=["Quillon Madeup"]) == {}


def test_a_sheet_is_cleaned_in_its_free_text_alone(make: Making):
    child = make.person("Quillon")
    sheet = Sheet("List", ("Name", "Reason"), [("Quillon Madeup", "QUILLON was seen"), ("Other", "nothing")])
    found = make.see(find_names, passages_of_sheet(sheet, ("Name",)), [child])

    clean = without_names(sheet, {name.folded: name.stand_in for name in found}, ("Name",))

    assert clean.rows[0] == ("Quillon Madeup", f"{make.row(Person, child).code} was seen")
    assert clean.rows[1] == ("Other", "nothing")


def test_the_longest_name_is_replaced_first():
    assert replaced("Kit Example and kit", {"kit example": "A", "kit": "B"}) == "A and B"
