"""The chronology on screen: many entries in a virtual list, filters, the way to the record, and a redacted copy."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.support.making import Making
from tests.ui.driving import is_idle, press, type_into
from ui.chronology.copying import CopyDialog
from ui.chronology.page import ChronologyPage
from ui.desk import Desk
from vrp_desktop.documents.chronology_pdf import ChronologyCopy
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.naming import View


@pytest.fixture
def page(qtbot, real_desk: Desk, make: Making) -> ChronologyPage:
    """The page on a child with some years of notes."""
    child = make.person("Ingrid")
    for week in range(40):
        make.do(add_note, child, f"Seen in week {week} with Ingrid.", date(2025, 1, 6) + timedelta(weeks=week))
    shown = ChronologyPage(real_desk)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.open_at({"record": child})
    shown.show()
    qtbot.waitUntil(lambda: shown.story is not None)
    return shown


def words(page: ChronologyPage) -> str:
    return " ".join(f"{line.words} {line.more}" for line in page.model.lines)


def test_the_story_has_a_heading_for_each_month_and_is_narrowed_while_typing(page: ChronologyPage):
    assert "January 2025" in words(page)
    page.search.setText("week 17")
    page.search.changed.emit("week 17")

    assert "week 17" in words(page)
    assert "week 18" not in words(page)
    assert page.said.text() == "1 of 40 entries"


def test_outside_names_the_notes_are_hidden(page: ChronologyPage):
    page.desk.view.set_mode(View.INITIALS)
    page.refresh()
    page._fill()

    assert "Ingrid" not in words(page)


def test_a_redacted_copy_shows_what_it_replaced_and_strikes_more(page: ChronologyPage, qtbot):
    page.take_out()
    dialog = next(found for found in page.findChildren(CopyDialog))
    qtbot.waitUntil(lambda: dialog.made is not None and is_idle(page.desk))
    assert dialog.made is not None
    assert {one.words for one in dialog.made.replaced} == {"Ingrid"}
    first: ChronologyCopy | None = dialog.made

    type_into(dialog.form, "strike", "week")
    press(dialog, "Make it again")
    qtbot.waitUntil(lambda: dialog.made is not first)

    second = dialog.made
    assert isinstance(second, ChronologyCopy)
    assert ("week", "[removed]") in {(one.words, one.code) for one in second.replaced}
    assert "Ingrid" not in " ".join(entry.detail for entry in second.entries)
