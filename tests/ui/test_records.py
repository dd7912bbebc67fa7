"""Ctrl+K over a real workspace: what is found, named in the view of the moment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.practice import AS_AT
from ui.navigation import Navigation, PageSpec
from ui.records import Records
from ui.view import ViewState
from ui.widgets.page import Page
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import day_clock
from vrp_desktop.people.naming import View
from vrp_desktop.people.queries import people_page
from vrp_desktop.practice.making import PASSPHRASE, USER
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture(scope="module")
def practice(practice_template: Path, tmp_path_factory):
    folder = Path(shutil.copytree(practice_template, tmp_path_factory.mktemp("records") / "workspace"))
    opened = Workspace.open(folder, USER, PASSPHRASE, day_clock(AS_AT))
    yield opened
    opened.close()


def found_by(practice: Workspace, typed: str, opens: tuple[str, ...], mode: View = View.NAMES):
    """What the palette would show."""
    navigation = Navigation(practice.actor)
    navigation.register(PageSpec("some", "Some", "home", Page, opens=opens))  # type: ignore[arg-type]
    search = Records(navigation, ViewState(Quarter(2026, 3), mode=mode)).search()
    asked = search.ask(typed)
    return search.words(practice.read(asked.query, *asked.args, **asked.kwargs))


@pytest.fixture
def child(practice):
    return practice.read(people_page, limit=1)[0].words


def test_a_child_is_found_by_the_beginning_of_a_name(practice, child, qapp):
    found = found_by(practice, child.surname[:4], ("person",))

    assert child.person_id in {item.record_id for item in found}
    assert any(child.surname in item.title for item in found)


def test_outside_the_view_of_names_only_initials_and_codes_are_shown(practice, child, qapp):
    found = found_by(practice, child.surname, ("person",), View.INITIALS)

    assert found
    assert not any(child.surname in f"{item.title} {item.detail}" for item in found)
    assert any(child.code in item.title for item in found)


def test_a_record_that_no_page_opens_leads_to_its_child(practice, child, qapp):
    found = found_by(practice, child.surname, ("person",))

    assert {item.kind for item in found} == {"person"}


def test_what_nothing_can_open_is_not_offered(practice, child, qapp):
    assert found_by(practice, child.surname, ()) == []
