"""Linking children on the screen: the sentence stands there before saving, and one end's deed shows on both records."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import (
    choose,
    dialog_of,
    is_idle,
    is_open,
    offered,
    pick,
    press,
    press_soon,
    save,
    type_into,
    words_in,
)
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.people.links.dialogs import EditLink, EndLink
from ui.people.links.sentences import LinkLines
from ui.people.page import PeoplePage
from ui.widgets.stale import StaleDialog
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.links.commands import add_link, edit_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.links.queries import links_of
from vrp_desktop.people.naming import View
from vrp_desktop.people.queries import person_record

TOGETHER = LinkForm(
    "", "AT_OCCURRENCE", "POLICE", date(2026, 3, 6), mine="HARMED", theirs="NAMED_AS_SUSPECT", occurrence="44-123",
    happened_on=date(2026, 3, 4),
)  # fmt: skip


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


def linked(make: Making, form: LinkForm = TOGETHER) -> tuple[str, str]:
    one, other = make.person("Ash"), make.person("Bo")
    make.do(add_link, one, replace(form, other_id=other))
    return one, other


def test_the_sentence_is_shown_from_both_ends_as_it_is_typed_and_kept_as_it_was_shown(show, real_desk, make, qtbot):
    one, other = make.person("Ash"), make.person("Bo")
    page = show(real_desk, one)

    press_soon(qtbot, page.panel, "Link to a child")
    dialog = dialog_of(page, EditLink)
    assert "the sentence stands here" in dialog.said
    choose(dialog.form, "kind", "AT_OCCURRENCE")
    choose(dialog.form, "mine", "HARMED")
    choose(dialog.form, "theirs", "NAMED_AS_SUSPECT")
    assert "Ash Madeup was harmed and the other child was named as suspect" in dialog.said
    pick(qtbot, dialog.form, "other_id", "Bo")
    type_into(dialog.form, "occurrence", "44-123")
    type_into(dialog.form, "happened_on", "04/03/2026")
    choose(dialog.form, "source_agency", "POLICE")
    type_into(dialog.form, "told_on", "06/03/2026")
    qtbot.waitUntil(lambda: "Bo Madeup" in dialog.said)
    here, there = dialog.said.splitlines()
    assert "Source: Police, told on 6 March 2026." in words_in(dialog)
    assert nameless(dialog) == []
    save(dialog)
    qtbot.waitUntil(lambda: "Named together at an occurrence" in words_in(page.panel))

    at = "In occurrence 44-123 on 4 March 2026"
    assert here == f"On this record: {at}, Ash Madeup was harmed and Bo Madeup was named as suspect."
    assert there == f"On the other record: {at}, Bo Madeup was named as suspect and Ash Madeup was harmed."
    assert here.removeprefix("On this record: ") in words_in(page.panel)
    assert there.removeprefix("On the other record: ") in words_in(show(real_desk, other).panel)


def test_a_kind_with_two_directions_is_chosen_and_edited_from_either_end(show, real_desk, make, qtbot):
    one, other = linked(make, LinkForm("", "EXPLOITED_BY", "POLICE", date(2026, 3, 6)))
    page = show(real_desk, other)
    assert "There is concern that Bo Madeup exploits Ash Madeup." in words_in(page.panel)

    press(page.person.around, "Edit")
    dialog = dialog_of(page, EditLink)
    assert dialog.form.values()["kind"] == "EXPLOITED_BY~"
    choose(dialog.form, "kind", "EXPLOITED_BY")
    save(dialog)
    qtbot.waitUntil(lambda: "Bo Madeup is exploited by Ash Madeup" in words_in(page.panel))

    assert make.see(links_of, one)[0].one.person_id == other


def test_two_who_edit_one_link_from_its_two_ends_meet_and_each_sees_the_other_part(show, real_desk, make, qtbot):
    one, other = linked(make)
    page = show(real_desk, other)
    press(page.person.around, "Edit")
    dialog = dialog_of(page, EditLink)
    type_into(dialog.form, "note", "Seen on camera")
    (row,) = make.see(links_of, one)
    make.do(edit_link, row.link_id, one, row.version, replace(TOGETHER, other_id=other, mine="WITNESS"))

    save(dialog)
    qtbot.waitUntil(lambda: is_open(page, StaleDialog))
    asked = dialog_of(page, StaleDialog)
    assert "Was a witness" in words_in(asked)
    press(asked, "Save what is chosen")
    qtbot.waitUntil(lambda: not is_open(page, EditLink))

    (row,) = make.see(links_of, other)
    roles = {row.one.person_id: row.role, row.other.person_id: row.other_role}
    assert (roles, row.note) == ({one: "WITNESS", other: "NAMED_AS_SUSPECT"}, "Seen on camera")


def test_ended_and_removed_on_one_record_is_so_on_the_other(show, workspace, make, qtbot):
    one, other = linked(make)
    door = PreparedDoor()
    desk = make_real_desk(workspace, door=door)
    page = show(desk, one)

    press(page.panel, "No longer so")
    dialog = dialog_of(page, EndLink)
    save(dialog)
    qtbot.waitUntil(lambda: "Ended" in {pill.text for pill in page.panel.findChildren(type(page.panel.pill))})
    assert make.see(links_of, other)[0].until_on is not None
    door.will_answer("yes")
    qtbot.waitUntil(lambda: is_idle(desk))
    press_soon(qtbot, page.person.around, "Remove")
    qtbot.waitUntil(lambda: "No link to another child is on file." in words_in(page.panel))

    assert make.see(links_of, other) == []
    desk.tasks.close()


def test_outside_names_a_link_reads_in_initials_and_codes_and_keeps_the_number_to_itself(show, workspace, make):
    one, other = linked(make, replace(TOGETHER, note="Said in confidence"))
    desk = make_real_desk(workspace, mode=View.INITIALS)

    said = words_in(show(desk, one).panel)

    code = make.see(person_record, other).words.code
    assert f"BM {code} was named as suspect" in said
    assert not [word for word in ("Madeup", "44-123", "confidence") if word in said]
    desk.tasks.close()


def test_a_child_in_another_place_is_a_code_that_opens_nothing(real_desk, make, qtbot):
    one, other = linked(make)
    form = make.see(person_record, other).form
    make.do(edit_person, other, 1, replace(form, place_code="SOUTHAMPTON"))
    code = make.see(person_record, other).words.code
    rows = make.see_as(make.actor(places=["PORTSMOUTH"]), links_of, one)

    lines = LinkLines(real_desk, one, rows, can_edit=True)
    qtbot.addWidget(lines)
    lines.show()

    assert f"Ash Madeup was harmed and {code} was named as suspect" in words_in(lines)
    assert offered(lines) == ["Edit", "No longer so", "Remove"]
