"""Merging on the screen: from the line above the list to one record, and back to two."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLabel, QPushButton

from db.people import Person
from tests.support.making import Making
from tests.ui.driving import save, type_into
from tests.ui.real_desk import make_real_desk
from ui.people.duplicates import DuplicatesDialog
from ui.people.merging import ChooseOther, MergeDialog, UndoMerge
from ui.people.page import PeoplePage
from vrp_desktop.people.queries import people_count


def buttons(inside, name):
    visible = [one for one in inside.findChildren(QPushButton) if one.isVisible()]
    return [one for one in visible if name in (one.accessibleName() or one.text())]


def press(inside, name):
    buttons(inside, name)[0].click()


def said(inside):
    return " ".join(one.text() for one in inside.findChildren(QLabel) if one.isVisible())


def dialog_of(qtbot, page, kind):
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(kind)))
    qtbot.waitUntil(page.desk.tasks.is_idle)
    return next(one for one in page.findChildren(kind) if one.isVisible())


def test_a_likely_duplicate_is_merged_side_by_side_and_taken_apart_again(qtbot, workspace, clock, theme, door):
    make = Making(workspace, clock)
    kept, merged = make.person("Jonathan", school="Elm Academy"), make.person("Jonathon", school="Oak School")
    make.referral(merged)
    desk = make_real_desk(workspace, door=door, theme=theme)
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.refresh()
    qtbot.waitUntil(lambda: page.duplicates.link.text() == "1 likely duplicate to look at")

    page.duplicates.link.click()
    offered = dialog_of(qtbot, page, DuplicatesDialog)
    qtbot.waitUntil(lambda: bool(buttons(offered, "side by side")))
    press(offered, "side by side")
    merging = dialog_of(qtbot, page, MergeDialog)
    assert "1 referral into the panel" in said(merging)
    type_into(merging.form, "reason", "The school says so")
    save(merging)

    qtbot.waitUntil(lambda: page.person.record is not None and page.person.record.person_id == kept)
    qtbot.waitUntil(lambda: "Also on file as" in said(page))
    assert workspace.read(people_count) == 1
    assert not page.duplicates.isVisible()

    press(page, "Undo the merge of")
    undoing = dialog_of(qtbot, page, UndoMerge)
    type_into(undoing.form, "reason", "They are twins")
    save(undoing)
    qtbot.waitUntil(lambda: make.row(Person, merged).merged_into_id is None)
    assert workspace.read(people_count) == 2
    qtbot.waitUntil(desk.tasks.is_idle)
    desk.tasks.close()


def test_the_other_record_is_found_by_likeness_or_by_a_search(qtbot, workspace, clock, theme, door):
    make = Making(workspace, clock)
    one, alike, other = make.person("Jonathan"), make.person("Jonathon"), make.person("Quentin", date(2009, 7, 19))
    desk = make_real_desk(workspace, door=door, theme=theme)
    page = PeoplePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open_at({"record": one})
    qtbot.waitUntil(lambda: page.person.record is not None)

    page.person.merge.emit()
    choosing = dialog_of(qtbot, page, ChooseOther)
    qtbot.waitUntil(lambda: make.row(Person, alike).code in said(choosing))
    type_into(choosing.form, "typed", "Quentin")
    qtbot.waitUntil(lambda: make.row(Person, other).code in said(choosing))
    assert make.row(Person, alike).code not in said(choosing)
    press(choosing, "side by side")
    merging = dialog_of(qtbot, page, MergeDialog)
    press(merging, "The other record carries on")
    qtbot.waitUntil(lambda: f"Carries on: {make.row(Person, other).code}" in said(merging))
    qtbot.waitUntil(desk.tasks.is_idle)
    desk.tasks.close()
