"""Batches on the screen: the list, one with its rows, and taking one back."""

from __future__ import annotations

from PySide6.QtCore import Qt

from db.imports import ImportRow
from db.people import Person
from tests.ui.imports.conftest import Screen
from tests.vrp_desktop.imports.lists import row
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.forms import KNOWN, PersonForm
from vrp_desktop.people.queries import person_record

BAD_DATE = row("Elm", "Kit", "31/02/2012")


def open_batch(screen: Screen) -> None:
    """Open the newest batch by Enter."""
    screen.page.open_at({"tab": "batches"})
    screen.settle()
    table = screen.page.batches.table
    table.view.go_to(0)
    table.view.setFocus()
    screen.key(Qt.Key.Key_Return)
    screen.settle()


def test_a_batch_tells_its_numbers_and_opens_with_its_rows(screen: Screen):
    screen.take(row("Ash"), row("Oak", "Lee"), BAD_DATE)
    open_batch(screen)

    model = screen.page.batches.table.model
    assert [model.cell(0, place) for place in range(7)] == [
        "2 Nov 2026", "Harbour Police", "1 waits", "3", "2", "0", "1",
    ]  # fmt: skip
    assert "Asha Madeup" in screen.words(screen.page.batches.panel)
    rows = screen.page.batches.batch.table
    assert rows is not None
    assert [rows.model.cell(at, 1) for at in range(3)] == [
        "Tam Ash",
        "Lee Oak",
        "The date of birth is a day that does not exist.",
    ]
    assert [rows.model.cell(at, 2) for at in range(3)] == ["Taken as new", "Taken as new", "Held"]


def test_a_held_row_of_a_batch_opens_on_the_desk_and_a_taken_one_at_its_child(screen: Screen):
    screen.take(row("Ash"), BAD_DATE)
    open_batch(screen)
    rows = screen.page.batches.batch.table
    assert rows is not None
    asked: list[tuple[str, str]] = []
    screen.page.batches.record_asked.connect(lambda kind, record_id: asked.append((kind, record_id)))

    rows.opened.emit(rows.model.row(0))
    rows.opened.emit(rows.model.row(1))
    screen.settle()

    assert asked == [("person", screen.intake.all(Person)[0].id)]
    assert screen.page.tabs.key == "desk"
    assert screen.page.held.row.record is not None


def test_a_batch_is_taken_back_after_asking(screen: Screen):
    screen.take(row("Ash"), BAD_DATE)
    open_batch(screen)
    screen.door.will_answer("no", "yes")

    screen.press("Take the batch back")
    assert len(screen.intake.all(Person)) == 1
    screen.press("Take the batch back")

    assert "1 child and 1 referral of this batch were removed." in screen.words(screen.dialog())
    assert "Nothing of it was kept." in screen.words(screen.dialog())
    screen.dialog().accept()
    assert screen.intake.all(Person) == []
    assert {one.state for one in screen.intake.all(ImportRow)} == {"TAKEN_BACK"}
    assert screen.intake.held() == []


def test_what_was_changed_since_is_kept_and_listed_with_its_reason(screen: Screen):
    screen.take(row("Ash"), row("Oak", "Lee"))
    person = next(one for one in screen.intake.all(Person))
    record = screen.intake.workspace.read(person_record, person.id)
    form = PersonForm("Tam", "Ashworth", "PORTSMOUTH", born_on=record.form.born_on, born_basis=KNOWN)
    screen.intake.do(edit_person, person.id, record.version, form)
    screen.page.refresh()
    screen.settle()
    open_batch(screen)
    screen.door.will_answer("yes")

    screen.press("Take the batch back")

    dialog = screen.dialog()
    kept = dialog.table.model  # type: ignore[attr-defined]
    assert any("changed after the batch" in kept.cell(at, 2) for at in range(kept.rowCount()))
    assert kept.cell(0, 0) == "Tam Ashworth"
    dialog.accept()
    assert [one.id for one in screen.intake.all(Person)] == [person.id]
