"""A child's chronology: every source in one order, narrowed as asked, and redacted with steady codes."""

from __future__ import annotations

from datetime import date

import pytest

from db.people import Person
from tests.support.making import Making
from tests.vrp_desktop.documents.reading import failed_checks, page_texts
from vrp_desktop.access.permissions import Role
from vrp_desktop.chronology.names import names_around, steady_code
from vrp_desktop.chronology.story import Narrowing, Story, narrowed, story
from vrp_desktop.documents.chronology_pdf import ChronologyCopy, chronology_copy
from vrp_desktop.errors import NotPermitted
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm
from vrp_desktop.people.commands import add_note


@pytest.fixture
def child(make: Making) -> str:
    """A child with a note from before, a panel case with a decision, and a mother who is named."""
    added = make.person("Ingrid")
    make.do(add_note, added, "Quorra Madeup rang about ingrid.", date(2026, 8, 1))
    make.decide(make.screened(added))
    make.do(add_contact, added, ContactForm("MOTHER", "Quorra Madeup"))
    return added


def told(make: Making, child: str) -> Story:
    found: Story = make.see(story, child)
    return found


def copy(make: Making, child: str, **more: object) -> ChronologyCopy:
    asked = {"by": Narrowing(), "redacted": True, **more}
    found: ChronologyCopy = make.see(chronology_copy, child, Audience.PANEL, **asked)
    return found


def test_the_story_is_in_order_and_each_day_lies_in_its_phase(make: Making, child: str):
    found = told(make, child)

    days = [one.entry.on for one in found.told]
    assert days == sorted(days)
    phases = list(dict.fromkeys(one.phase for one in found.told))
    assert phases == ["BEFORE", "CHECKS", "SUPPORT"]


@pytest.mark.parametrize(
    "by",
    [Narrowing(source="notes"), Narrowing(last=date(2026, 8, 1)), Narrowing(text="quorra RANG")],
)
def test_each_filter_finds_the_note_alone(make: Making, child: str, by: Narrowing):
    assert [one.entry.kind for one in narrowed(told(make, child).told, by)] == ["note"]


def test_a_redacted_copy_names_nobody_and_says_what_it_replaced(make: Making, child: str):
    made = copy(make, child)

    text = " ".join(page_texts(made.pdf))
    assert failed_checks(made.pdf) == []
    assert not [name for name in ("Quorra", "Ingrid", "ingrid") if name in text]
    code = make.row(Person, child).code
    assert {one.words: one.code for one in made.replaced}["ingrid"] == code


def test_a_person_has_the_same_code_around_every_child_and_another_in_another_workspace(make: Making, child: str):
    other = make.person("Solveig")
    make.do(add_contact, other, ContactForm("MOTHER", "Quorra Madeup"))

    codes = {
        words.code
        for one in (child, other)
        for words in make.see(names_around, one).others
        if words.forenames == "Quorra"
    }

    assert len(codes) == 1
    assert steady_code("00" * 32, "quorra madeup") not in codes


def test_what_the_reader_strikes_out_is_gone(make: Making, child: str):
    made = copy(make, child, strike=("rang",))

    assert "[removed]" in " ".join(entry.detail for entry in made.entries)
    assert "rang" not in " ".join(page_texts(made.pdf))


def test_who_may_not_read_notes_takes_no_copy(make: Making, child: str):
    with pytest.raises(NotPermitted):
        make.see_as(
            make.actor(Role.DATA_PROTECTION), chronology_copy, child, Audience.PANEL, by=Narrowing(), redacted=True
        )
