"""Notes on a child's record: written, marked with whom they must not reach, and put right."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.driving import press, save
from ui.people.dialogs import EditNote, NewNote
from ui.people.notes import Notes
from ui.widgets.pill import Pill
from vrp_desktop.people.commands import add_note, add_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.queries import NoteRow, notes_of


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def child(workspace):
    return workspace.write(add_person, PersonForm("Tam", "Madeup", "PORTSMOUTH")).result


def test_a_note_keeps_whom_it_must_not_reach(qtbot, real_desk, workspace, window, child):
    dialog = NewNote(real_desk, window, child)
    dialog.show()
    dialog.form.put({"text": "Told in confidence", "kept_from": ("NOT_FOR_FAMILY",)})

    save(dialog)
    qtbot.waitUntil(real_desk.tasks.is_idle)

    assert [note.restriction for note in workspace.read(notes_of, child)] == ["NOT_FOR_FAMILY"]


def test_a_note_shows_its_restrictions_and_can_be_put_right(qtbot, real_desk, workspace, window, child):
    workspace.write(add_note, child, "Plays the trombone", date(2026, 9, 1), None, "NOT_FOR_PROVIDER")
    notes = Notes(real_desk, workspace.read(notes_of, child))
    qtbot.addWidget(notes)
    notes.show()
    asked: list[NoteRow] = []
    notes.edit.connect(asked.append)

    press(notes, "Edit")
    dialog = EditNote(real_desk, window, asked[0])
    dialog.show()
    dialog.form.put({"text": "Plays the euphonium", "kept_from": ()})
    save(dialog)
    qtbot.waitUntil(real_desk.tasks.is_idle)

    assert [pill.text for pill in notes.findChildren(Pill)] == ["Not for the provider"]
    [note] = workspace.read(notes_of, child)
    assert (note.text, note.restriction) == ("Plays the euphonium", "MAY_BE_DISCUSSED")
