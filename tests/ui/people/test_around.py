"""The people around a child on the record: the safe way first, who may see a number, adding and editing by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.driving import choose, dialog_of, is_idle, is_open, offered, press, press_soon, save, type_into, words_in
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.contact_card import ContactCard
from ui.desk import Desk
from ui.leads import LeadDialog
from ui.pages import page_of
from ui.people.around.dialogs import EditContact, EndContact
from ui.people.around.ways import WaysEditor
from ui.people.page import PeoplePage
from ui.reach_part import ReachPart
from ui.records import Records, find_records
from ui.widgets.stale import StaleDialog
from vrp_desktop.access.permissions import Role
from vrp_desktop.people.around.commands import add_contact, edit_contact
from vrp_desktop.people.around.forms import OWN, ContactForm, WayForm
from vrp_desktop.people.around.queries import Around, around_child, leads_of
from vrp_desktop.people.naming import View

MOTHER = ContactForm(
    "MOTHER",
    "Quorra Madeup",
    safe_contact="ONLY_THIS_WAY",
    safe_how="By text",
    safe_when="Mornings",
    ways=(WayForm("MOBILE", "07700 900 123", "Texts"),),
)
STOPPED = ContactForm(
    "FATHER", "Flynn Madeup", safe_contact="DO_NOT_CONTACT", no_contact_reason="A court order", ways=MOTHER.ways
)


@pytest.fixture
def show(qtbot: QtBot):
    """Show a child's record at the people around the child."""

    def made(desk: Desk, person_id: str) -> PeoplePage:
        page = PeoplePage(desk)
        qtbot.addWidget(page)
        page.resize(1300, 1400)
        page.open_at({"record": person_id})
        page.show()
        qtbot.waitUntil(lambda: page.person.around is not None and page.person.around.around is not None)
        qtbot.waitUntil(lambda: is_idle(desk))
        page.person.go("around")
        # A record that was filled anew is laid out in the next turn of the event loop.
        qtbot.waitUntil(lambda: page.person.around is not None and page.person.around.isVisible())
        return page

    return made


def around(make: Making, person_id: str) -> Around:
    found: Around = make.see(around_child, person_id)
    return found


def cards(page: PeoplePage) -> list[ContactCard]:
    return [card for card in page.findChildren(ContactCard) if card.isVisible()]


def lines(card: ContactCard) -> list[str]:
    """What the card says, from top to bottom."""
    labels = [found for found in card.findChildren(QLabel) if found.isVisible() and found.text()]
    return [found.text() for found in sorted(labels, key=lambda one: one.mapTo(card, one.rect().topLeft()).y())]


def test_the_safe_way_is_the_first_thing_that_a_card_says(show, real_desk, make):
    child = make.person()
    make.do(add_contact, child, MOTHER)

    said = lines(cards(show(real_desk, child))[0])

    assert said[0] == "Only in this way"
    assert said[1] == "By text. When: Mornings."
    assert said.index("Only in this way") < said.index("Quorra Madeup") < said.index("07700 900 123 · Texts")


def test_whom_nobody_contacts_is_said_on_the_summary_and_the_number_must_be_asked_for(show, real_desk, make, qtbot):
    child = make.person()
    make.do(add_contact, child, STOPPED)
    page = show(real_desk, child)

    assert "07700" not in words_in(page.panel)
    press(page.panel, "Show the numbers all the same")
    qtbot.waitUntil(lambda: "07700 900 123" in words_in(page.panel))
    page.person.go("summary")
    assert "Flynn Madeup (Father): do not contact\nA court order" in words_in(page.panel)


@pytest.mark.parametrize("answer", [None, "NOT_ASKED", "NOT_KNOWN", "REFUSED"])
def test_a_safe_way_that_nobody_knows_is_said_too(show, real_desk, make, answer):
    child = make.person()
    make.do(add_contact, child, ContactForm("MOTHER", "Quorra Madeup", safe_contact=answer))
    words = {None: "blank", "NOT_ASKED": "not asked", "NOT_KNOWN": "not known", "REFUSED": "refused"}

    assert lines(cards(show(real_desk, child))[0])[0] == f"Safe way to contact: {words[answer]}"


def test_outside_names_neither_name_number_nor_safe_words_are_shown_but_the_warning_is(show, workspace, make):
    child = make.person()
    for form in (MOTHER, STOPPED):
        make.do(add_contact, child, form)
    desk = make_real_desk(workspace, mode=View.INITIALS)

    said = words_in(show(desk, child).panel)

    assert not [word for word in ("Quorra", "Flynn", "07700", "By text", "court") if word in said]
    assert "Do not contact" in said
    desk.tasks.close()


def test_a_role_without_notes_sees_no_number_and_may_erase_only(show, workspace, make):
    child = make.person()
    make.do(add_contact, child, MOTHER)
    desk = make_real_desk(workspace, actor=make.actor(Role.DATA_PROTECTION))

    buttons = offered(show(desk, child).panel)

    assert "Erase" in buttons
    assert not {"Add someone", "Edit", "Remove"} & set(buttons) - {"Edit"}
    assert "No longer around" not in buttons
    desk.tasks.close()


def test_someone_is_added_with_two_ways_by_hand(show, real_desk, make, qtbot):
    child = make.person()
    page = show(real_desk, child)

    press(page.panel, "Add someone")
    dialog = dialog_of(page, EditContact)
    choose(dialog.form, "relationship", "GRANDPARENT")
    type_into(dialog.form, "name", "Nan Madeup")
    choose(dialog.form, "safe_contact", "ONLY_THIS_WAY")
    type_into(dialog.form, "safe_how", "The landline")
    choose(dialog.form, "interpreter", "REFUSED")
    ways = dialog.form.editor("ways")
    assert isinstance(ways, WaysEditor)
    ways.lines[0].details.setText("07700 900 777")
    press(dialog, "Another way")
    ways.lines[1].details.setText("01632 960 777")
    ways.lines[1].used_for.setText("Evenings")
    assert nameless(dialog) == []
    save(dialog)
    qtbot.waitUntil(lambda: "Nan Madeup" in words_in(page.panel))

    (row,) = around(make, child).contacts
    assert row.form.ways == (WayForm("MOBILE", "07700 900 777"), WayForm("PHONE", "01632 960 777", "Evenings"))
    assert (row.form.interpreter, row.form.language, row.form.safe_how) == ("REFUSED", None, "The landline")


def test_the_form_asks_only_what_the_answers_leave_open(show, real_desk, make, qtbot):
    page = show(real_desk, make.person())
    page.person.around.add()
    dialog = dialog_of(page, EditContact)

    def shown() -> set[str]:
        return {name for name in dialog.form.values() if not dialog.form.box(name).isHidden()}

    choose(dialog.form, "relationship", "MOTHER")
    assert {"parental_responsibility", "language"} <= shown()
    assert not {"agency_code", "no_contact_reason", "safe_how", "access_note"} & shown()
    choose(dialog.form, "safe_contact", "DO_NOT_CONTACT")
    choose(dialog.form, "access_needs", "HAS_NEEDS")
    assert {"no_contact_reason", "access_note"} <= shown()
    choose(dialog.form, "relationship", "SOCIAL_WORKER")
    assert {"agency_code", "job"} <= shown()
    assert not {"parental_responsibility", "language"} & shown()
    save(dialog)
    qtbot.waitUntil(lambda: bool(dialog.form.box("no_contact_reason").error))


def test_who_leads_is_changed_once_and_the_childs_own_details_are_entered_once(show, real_desk, make, qtbot):
    child = make.person()
    page = show(real_desk, child)

    press(page.panel, "Change who leads")
    dialog = dialog_of(page, LeadDialog)
    choose(dialog.form, "agency_code", "EDUCATION")
    type_into(dialog.form, "name", "Pat Madeup")
    save(dialog)
    qtbot.waitUntil(lambda: "Pat Madeup" in words_in(page.panel))
    assert [lead.name for lead in make.see(leads_of, child)] == ["Pat Madeup"]

    press_soon(qtbot, page.panel, "The child's own details")
    own = dialog_of(page, EditContact)
    choose(own.form, "language", "BSL")
    save(own)
    qtbot.waitUntil(lambda: "British Sign Language" in words_in(page.panel))
    assert "The child's own details" not in offered(page.panel)
    assert around(make, child).own is not None
    assert own.form is not None


def test_a_panel_case_shows_the_same_cards_to_read_only(real_desk, make, qtbot):
    child = make.person()
    make.do(add_contact, child, MOTHER)
    part = ReachPart(real_desk, child)
    qtbot.addWidget(part)
    part.show()

    qtbot.waitUntil(lambda: "Quorra Madeup" in words_in(part))

    assert words_in(part).index("Only in this way") < words_in(part).index("07700")
    assert offered(part) == []


def test_an_adult_typed_into_the_search_leads_to_the_child(real_desk, make):
    child = make.person("Robin")
    make.do(add_contact, child, MOTHER)
    real_desk.navigation.register(page_of("people"))

    found = Records(real_desk.navigation, real_desk.view)._words(make.see(find_records, "quorra"))

    assert [(each.kind, each.record_id, each.title) for each in found] == [("person", child, "Robin Madeup")]


def test_two_who_edit_one_contact_choose_between_the_numbers_too(show, real_desk, make, qtbot):
    child = make.person()
    contact_id = make.do(add_contact, child, MOTHER)
    page = show(real_desk, child)
    press(page.person.around, "Edit")
    dialog = dialog_of(page, EditContact)
    type_into(dialog.form, "safe_when", "Evenings")
    make.do(edit_contact, contact_id, 1, replace(MOTHER, ways=(WayForm("MOBILE", "07700 900 999"),)))

    save(dialog)
    qtbot.waitUntil(lambda: is_open(page, StaleDialog))
    asked = dialog_of(page, StaleDialog)
    assert "07700 900 999" in words_in(asked)
    press(asked, "Save what is chosen")
    qtbot.waitUntil(lambda: not is_open(page, EditContact))

    (row,) = around(make, child).contacts
    assert (row.form.safe_when, row.form.ways) == ("Evenings", (WayForm("MOBILE", "07700 900 999"),))


def test_no_longer_around_keeps_the_card_below(show, real_desk, make, qtbot):
    child = make.person()
    make.do(add_contact, child, MOTHER)
    make.do(add_contact, child, ContactForm(OWN))
    page = show(real_desk, child)

    press(page.panel, "No longer around")
    dialog = dialog_of(page, EndContact)
    type_into(dialog.form, "until_on", "01/10/2026")
    save(dialog)
    qtbot.waitUntil(lambda: "No longer around the child" in words_in(page.panel))

    assert not is_open(page, EndContact)
    assert around(make, child).contacts[0].form.until_on == date(2026, 10, 1)
