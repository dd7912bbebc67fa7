"""Numbers in the form of a child: shown where they are asked, pointed out where they look wrong, never refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from db.people import PersonIdentifier
from tests.support.papers import agreement
from tests.ui.driving import save, type_into
from tests.ui.real_desk import make_real_desk
from ui.people.dialogs import AddPerson, EditPerson
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.queries import person_record
from vrp_desktop.workspace.commands import switch_identifier_on

TYPED = PersonForm("Tam", "Madeup", "PORTSMOUTH", date(2012, 3, 4), "KNOWN")


@pytest.fixture
def window(qtbot):
    """A window that dialogs belong to."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def agreed_desk(workspace, theme, door):
    workspace.write(switch_identifier_on, "NHS", agreement(workspace.write, "NHS"))
    made = make_real_desk(workspace, door=door, theme=theme)
    yield made
    made.tasks.close()


def open_form(qtbot, desk, dialog):
    dialog.show()
    qtbot.waitUntil(desk.tasks.is_idle)
    return dialog


def test_nhs_number_and_pnc_are_not_asked_without_an_agreement(qtbot, real_desk, window):
    form = open_form(qtbot, real_desk, AddPerson(real_desk, window, TYPED, ())).form

    assert {"UPN", "LOCAL"} <= set(form.values())
    assert not {"NHS", "PNC"} & set(form.values())


def test_only_what_the_agreement_names_is_asked(qtbot, agreed_desk, window):
    form = open_form(qtbot, agreed_desk, AddPerson(agreed_desk, window, TYPED, ())).form

    assert "NHS" in form.values()
    assert "PNC" not in form.values()


@pytest.mark.parametrize(
    ("name", "wrong", "right", "said"),
    [
        ("NHS", "943 476 5918", "943 476 5919", "last digit"),
        ("UPN", "B234", "", "12 characters"),
        ("postcode", "NOWHERE", "PO1 2AB", ""),
    ],
)
def test_a_number_that_looks_wrong_is_pointed_out_when_its_field_is_left(
    qtbot, agreed_desk, window, name, wrong, right, said
):
    form = open_form(qtbot, agreed_desk, AddPerson(agreed_desk, window, TYPED, ())).form
    type_into(form, name, wrong)
    assert form.box(name).warning == ""

    form.editor(name).left.emit()
    assert said in form.box(name).warning
    assert form.box(name).warning

    type_into(form, name, right)
    assert form.box(name).warning == ""


def test_a_number_that_looks_wrong_is_saved_all_the_same(qtbot, agreed_desk, window, workspace):
    dialog = open_form(qtbot, agreed_desk, AddPerson(agreed_desk, window, TYPED, ()))
    added: list[object] = []
    dialog.saved.connect(added.append)
    type_into(dialog.form, "NHS", "943 476 5918")
    save(dialog)
    qtbot.waitUntil(lambda: bool(added))

    numbers = workspace.read(lambda read: list(read.session.scalars(select(PersonIdentifier.value))))
    assert numbers == ["943 476 5918"]
    record = workspace.read(person_record, added[0])
    shown = open_form(qtbot, agreed_desk, EditPerson(agreed_desk, window, record)).form
    assert "last digit" in shown.box("NHS").warning


def test_a_number_kept_from_before_survives_an_edit_after_the_switch_is_off(qtbot, real_desk, window, workspace, make):
    person = make.person()
    record = workspace.read(person_record, person)

    workspace.write(edit_person, person, record.version, replace(record.form, identifiers={"NHS": "943 476 5919"}))
    dialog = open_form(qtbot, real_desk, EditPerson(real_desk, window, workspace.read(person_record, person)))
    done: list[object] = []
    dialog.saved.connect(done.append)
    type_into(dialog.form, "school", "A made-up school")
    save(dialog)
    qtbot.waitUntil(lambda: bool(done))

    numbers = workspace.read(lambda read: list(read.session.scalars(select(PersonIdentifier.value))))
    assert numbers == ["943 476 5919"]
