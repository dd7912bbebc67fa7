"""Safeguarding concern now, on the screen: from any row by one key, kept at every letter, in sight to its outcome."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driving import choose, dialog_of, press, press_soon, save, type_into, words_in
from tests.ui.real_desk import make_real_desk
from ui.child import Child
from ui.concern import RaiseConcern
from ui.concern_part import ConcernPart
from ui.people.page import PeoplePage
from ui.safeguarding.dialogs import RecordOutcome
from ui.safeguarding.page import SafeguardingPage
from vrp_desktop.drafts.queries import drafts
from vrp_desktop.people.queries import person_record
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.safeguarding.queries import concerns_page

SENTENCE = "Afraid to go home"


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def opened(qtbot, desk, window, child=None):
    dialog = RaiseConcern(desk, window, child)
    dialog.open()
    qtbot.waitUntil(desk.tasks.is_idle)
    return dialog


def test_a_sentence_about_the_child_in_sight_is_enough(qtbot, real_desk, window, make, workspace):
    words = make.see(person_record, make.person()).words
    dialog = opened(qtbot, real_desk, window, Child(words))

    type_into(dialog.form, "text", SENTENCE)
    save(dialog)

    qtbot.waitUntil(lambda: bool(workspace.read(concerns_page)))
    assert [row.person_id for row in workspace.read(concerns_page)] == [words.person_id]


def test_without_a_child_it_asks_for_one_and_takes_a_name_that_is_not_on_file(qtbot, real_desk, window, workspace):
    dialog = opened(qtbot, real_desk, window)
    type_into(dialog.form, "text", SENTENCE)
    save(dialog)
    assert dialog.form.box("person_id").error

    type_into(dialog.form, "surname", "Madeup")
    choose(dialog.form, "place_code", "PORTSMOUTH")
    save(dialog)

    qtbot.waitUntil(lambda: bool(workspace.read(concerns_page)))
    assert workspace.read(concerns_page)[0].words.surname == "Madeup"


def test_what_is_typed_is_kept_as_a_draft(qtbot, real_desk, window, make, workspace):
    words = make.see(person_record, make.person()).words
    dialog = opened(qtbot, real_desk, window, Child(words))

    type_into(dialog.form, "text", SENTENCE)
    dialog.keep_drafts()

    qtbot.waitUntil(lambda: bool(workspace.read(drafts)))
    assert workspace.read(drafts)[0].content["text"] == SENTENCE


def test_the_chosen_row_of_a_list_says_which_child(qtbot, real_desk, make):
    person_id = make.person()
    page = PeoplePage(real_desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.table.total == 1)

    page.table.view.go_to(0)

    child = page.child()
    assert child is not None
    assert child.person_id == person_id


def test_the_band_stands_on_the_record_until_the_outcome_is_recorded(qtbot, real_desk, window, make, workspace):
    person_id = make.person()
    make.do(raise_concern, ForWhom(person_id), ConcernForm(SENTENCE, sent_on=real_desk.today))
    part = ConcernPart(real_desk, person_id)
    qtbot.addWidget(part)
    part.show()
    qtbot.waitUntil(lambda: "To be acknowledged" in words_in(part))

    page = SafeguardingPage(real_desk)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.table.total == 1)
    page.open_at({"record": workspace.read(concerns_page)[0].concern_id})
    press_soon(qtbot, page, "Record the outcome")
    dialog = dialog_of(page, RecordOutcome)
    choose(dialog.form, "outcome", "FAMILY_HELP")
    press(dialog, "Record the outcome")

    qtbot.waitUntil(lambda: not workspace.read(concerns_page))


def test_a_viewer_has_the_button_too(qtbot, workspace, theme, door, make):
    from vrp_desktop.access.permissions import Role

    desk = make_real_desk(workspace, door=door, theme=theme, actor=make.actor(Role.VIEWER))
    page = SafeguardingPage(desk)
    qtbot.addWidget(page)
    page.show()
    press_soon(qtbot, page, "Safeguarding concern now")
    assert dialog_of(page, RaiseConcern).isVisible()
    desk.tasks.close()
