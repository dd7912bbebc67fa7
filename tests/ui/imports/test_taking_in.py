"""Taking a list in on the screen: three steps by keyboard and clicks, refusals, and what is remembered."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton

from db.imports import ImportBatch
from db.people import Person, PersonName
from tests.corpus.builders import csv_bytes
from tests.corpus.hostile import REFUSED
from tests.corpus.partners import SENT
from tests.ui.imports.conftest import OpenScreen, Screen
from tests.vrp_desktop.imports.lists import HEAD, row
from ui.imports.page import ImportsPage
from ui.imports.take_in import COLUMNS, PREVIEW, WHAT
from ui.imports.words import Verdict
from vrp_desktop.audit.events import events
from vrp_desktop.imports.reading.columns import Because
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.settings import RowKind
from vrp_desktop.people.naming import View
from vrp_desktop.practice.sample_list import sample_workbook

CTRL = Qt.KeyboardModifier.ControlModifier
HOSTILE = ("far cell", "cut off", "workbook with a password", "PDF called xlsx", "empty file", "no ending")


def test_a_messy_workbook_goes_in_by_keyboard_alone(screen: Screen):
    path = screen.file(sample_workbook(date(2026, 11, 2)))
    screen.open_file(path)

    take_in = screen.page.take_in
    assert take_in.step == WHAT
    assert "197 rows found" in screen.words(take_in.what)
    assert "Old list (hidden)" in screen.words(take_in.what)
    assert "3 rows hidden in the sheet: left out." in screen.words(take_in.what)

    screen.type_into(screen.form().editor("sender").target(), "Harbour Police")
    screen.type_into(screen.form().editor("place").target(), "Portsmouth")
    screen.key(Qt.Key.Key_PageDown, CTRL)
    screen.settle()
    assert take_in.step == COLUMNS
    assert "8 of 12" in screen.words(take_in.grid) or "9 of 12" in screen.words(take_in.grid)

    screen.key(Qt.Key.Key_PageDown, CTRL)
    screen.settle()
    assert take_in.step == PREVIEW
    numbers = {key: tile.number for key, tile in take_in.preview.tiles.tiles.items()}
    assert numbers["ALL"] == 197
    assert sum(numbers[kind.value] for kind in Verdict) == 197
    assert take_in.next_button.text() == f"Take in {numbers['NEW'] + numbers['JOINS']} rows"

    screen.key(Qt.Key.Key_PageUp, CTRL)
    screen.key(Qt.Key.Key_PageUp, CTRL)
    assert take_in.step == WHAT
    screen.key(Qt.Key.Key_PageDown, CTRL)
    screen.key(Qt.Key.Key_PageDown, CTRL)
    screen.settle()
    screen.key(Qt.Key.Key_PageDown, CTRL)
    screen.settle()

    assert screen.page.stack.currentWidget() is screen.page.outcome
    assert "wait on the desk" in screen.words(screen.page.outcome)
    (batch,) = screen.intake.all(ImportBatch)
    assert batch.rows_read == 197
    assert batch.rows_taken - batch.rows_joined == numbers["NEW"] == len(screen.intake.all(Person))
    assert batch.rows_held == numbers["HELD"] + numbers["LIKELY"] == len(screen.intake.held())


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_no_list_meets_its_plain_message_and_nothing_changes(screen: Screen, what: str):
    name, build, says = REFUSED[what]
    before = screen.intake.counts()

    screen.open_file(screen.file(build(), name))

    assert says in screen.page.banner.text
    assert "nothing was changed" in screen.page.banner.text
    assert not screen.page.busy.isVisible()
    assert screen.page.take_in.way is None
    assert screen.intake.counts() == before


@pytest.mark.parametrize(
    "what", ["merged titles above", "CSV of Windows", "OpenDocument", "second sheet after a cover"]
)
def test_what_partners_send_is_found_and_taken(screen: Screen, what: str):
    sent = SENT[what]

    screen.open_file(screen.file(sent.build(), sent.file))
    screen.to_preview()
    screen.page.take_in.next_button.click()
    screen.settle()

    names = {f"{name.forenames} {name.surname}" for name in screen.intake.all(PersonName)}
    assert names == set(sent.taken)


def test_a_file_dropped_on_the_page_is_read(screen: Screen):
    path = screen.file(SENT["plain workbook"].build())
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, dropped, left, Qt.KeyboardModifier.NoModifier)

    screen.page.dropEvent(event)
    screen.settle()

    assert "2 rows found" in screen.words(screen.page.take_in)


def test_the_same_file_twice_asks_and_may_be_left(screen: Screen):
    screen.take(row("Ash"))
    screen.door.will_answer("no")

    screen.open_rows(row("Ash"))

    assert screen.door.said[-1] == "This very file was taken in before."
    assert screen.page.take_in.way is None


def test_the_same_file_looked_at_again_makes_nothing_new(screen: Screen):
    screen.take(row("Ash"))
    screen.door.will_answer("yes")
    screen.open_rows(row("Ash"))
    screen.to_preview()

    take_in = screen.page.take_in
    assert take_in.preview.tiles.tiles["ON_FILE"].number == 1
    assert take_in.next_button.text() == "Nothing to take in"
    assert not take_in.next_button.isEnabled()


def test_the_first_step_asks_for_sender_and_place(screen: Screen):
    screen.open_rows(row("Ash"))

    screen.page.take_in.next_button.click()
    assert screen.form().box("sender").error == "Who sent it is needed."
    screen.type_into(screen.form().editor("sender").target(), "Harbour Police")
    screen.form().editor("place").set_value(None)
    screen.page.take_in.next_button.click()

    assert "Say which place" in screen.form().box("place").error
    assert screen.page.take_in.step == WHAT


def test_the_settings_of_a_known_sender_are_used_again(screen: Screen):
    screen.open_rows(row("Ash"))
    screen.form().put({"rows": RowKind.EVENT.value, "sending_agency": "POLICE", "source": "POLICE_OTHER"})
    screen.to_preview()
    screen.page.take_in.grid.focus_first()
    screen.page.take_in.go(WHAT)
    screen.form().put({"rows": RowKind.REFERRAL.value})
    screen.to_preview()
    screen.page.take_in.next_button.click()
    screen.settle()

    screen.open_rows(row("Elm", "Kit"), name="other.csv")
    screen.type_into(screen.form().editor("sender").target(), "harbour police")
    screen.settle()

    values = screen.form().values()
    assert values["sender"] == "Harbour Police"
    assert (values["sending_agency"], values["source"], values["place"]) == ("POLICE", "POLICE_OTHER", "PORTSMOUTH")
    assert "are used" in screen.words(screen.page.take_in.what)


def test_a_column_set_by_hand_moves_the_field_and_is_remembered(screen: Screen):
    head = ("Surname", "Forename", "Date of birth", "Sex", "Postcode", "Referral date", "Odd words")
    screen.open_rows(row("Ash", reason="Seen with a knife"), head=head)
    screen.form().put({"sender": "Harbour Police", "place": "PORTSMOUTH"})
    screen.form().edited.emit()
    screen.page.take_in.go(COLUMNS)
    screen.settle()

    combo = screen.page.take_in.grid.findChildren(QComboBox)[6]
    assert combo.accessibleName() == "Column G, Odd words, holds"
    combo.setFocus()
    combo.setCurrentIndex(combo.findData(Field.REASON.value))
    combo.activated.emit(combo.currentIndex())
    screen.settle()

    found = screen.page.take_in.found
    assert found is not None
    assert found.listed.mapping.guesses[6].because is Because.SETTINGS
    assert "Chosen by you" in combo.accessibleDescription()
    screen.page.take_in.go(PREVIEW)
    screen.settle()
    screen.page.take_in.take()
    screen.settle()
    screen.open_rows(row("Elm", "Kit"), head=head, name="next.csv")
    screen.type_into(screen.form().editor("sender").target(), "Harbour Police")
    screen.settle()
    screen.page.take_in.go(COLUMNS)
    again = screen.page.take_in.grid.findChildren(QComboBox)[6]
    assert again.currentData() == Field.REASON.value
    assert "As last time" in again.accessibleDescription()


def test_without_a_column_of_names_the_second_step_stays(screen: Screen):
    screen.open_rows(
        row("Ash"), head=("Surname", "Forename", "Date of birth", "Sex", "Postcode", "Referral date", "Why")
    )
    screen.form().put({"sender": "Harbour Police", "place": "PORTSMOUTH"})
    screen.form().edited.emit()
    screen.page.take_in.go(COLUMNS)
    combo = screen.page.take_in.grid.findChildren(QComboBox)[0]
    combo.setCurrentIndex(0)
    combo.activated.emit(0)
    screen.settle()

    screen.page.take_in.next_button.click()

    assert screen.page.take_in.step == COLUMNS
    assert "No column says whom a row is about." in screen.page.take_in.grid.banner.text


def test_the_tiles_filter_the_rows_and_a_row_opens_with_its_cells(screen: Screen):
    screen.open_rows(row("Ash"), row("Elm", "Kit", "31/02/2012"), row("", ""))
    screen.to_preview()
    preview = screen.page.take_in.preview

    QTest.mouseClick(preview.tiles.tiles["HELD"], Qt.MouseButton.LeftButton)
    assert [each.number for each in preview.table.model.loaded()] == [3, 4]
    preview.table.view.go_to(0)
    preview.table.view.setFocus()
    screen.key(Qt.Key.Key_Return)

    assert "31/02/2012" in screen.words(preview.panel)
    assert "does not exist" in screen.words(preview.panel)
    screen.key(Qt.Key.Key_Escape)
    QTest.mouseClick(preview.tiles.tiles["ALL"], Qt.MouseButton.LeftButton)
    assert preview.table.total == 3


def test_stopping_while_rows_are_taken_changes_nothing(screen: Screen):
    screen.open_file(screen.file(sample_workbook(date(2026, 11, 2))))
    screen.to_preview()
    before = screen.intake.counts()

    screen.page.take_in.next_button.click()
    (stop,) = screen.page.take_in.busy.findChildren(QPushButton)
    stop.click()
    screen.settle()

    assert "Nothing was taken in" in screen.page.take_in.preview.banner.text
    assert screen.intake.counts() == before
    assert screen.intake.all(ImportBatch) == []
    assert screen.page.take_in.next_button.isEnabled()


def test_a_list_without_headings_can_be_pointed_at(screen: Screen):
    screen.open_rows(["Ash", "Tam"], ["Elm", "Kit"], head=("What", "We know"))
    assert "No row of column headings" in screen.page.take_in.what.banner.text
    assert screen.page.take_in.step == WHAT

    screen.type_into(screen.form().editor("header_row").target(), "1")
    screen.settle()

    assert "2 rows found" in screen.words(screen.page.take_in.what)
    assert not screen.page.take_in.what.banner.isVisible()


def test_leaving_a_list_asks_and_changes_nothing(screen: Screen):
    screen.open_rows(row("Ash"))
    screen.door.will_answer("no")
    screen.press("Leave this list")
    assert screen.page.take_in.way is not None
    screen.door.will_answer("yes")

    screen.press("Leave this list")

    assert screen.page.stack.currentWidget() is screen.page.tabs
    assert screen.intake.all(ImportBatch) == []


def test_outside_the_view_of_names_cells_are_hidden_and_the_intake_says_so(open_screen: OpenScreen):
    screen = open_screen(View.INITIALS)
    screen.open_rows(row("Teapotwaffle", reason="Seen with a knife"))
    screen.to_preview()

    assert "hidden in this view" in screen.page.take_in.hidden_note.text
    preview = screen.page.take_in.preview
    assert preview.table.model.cell(0, 1) == "TT Row 2"
    preview.table.opened.emit(preview.table.model.row(0))
    shown = screen.words()
    assert "Teapotwaffle" not in shown
    assert "knife" not in shown


def test_a_list_on_its_way_in_outlives_a_change_of_view(screen: Screen):
    screen.open_rows(row("Ash"))
    screen.to_preview()

    again = ImportsPage(screen.desk)
    screen.qtbot.addWidget(again)
    again.show()
    screen.qtbot.waitUntil(screen.desk.tasks.is_idle)

    assert again.take_in.step == PREVIEW
    assert again.take_in.what.form is not None
    assert again.take_in.what.form.values()["sender"] == "Harbour Police"


def test_the_source_is_offered_to_be_deleted_only_once_its_batch_is_in(screen: Screen):
    path = screen.file(csv_bytes([list(HEAD), row("Ash")]), "source.csv")
    screen.open_file(path)
    screen.to_preview()
    assert "Delete the file that was read?" not in screen.door.said
    screen.door.will_answer("yes")

    screen.page.take_in.next_button.click()
    screen.settle()

    assert screen.door.said[-1] == "Delete the file that was read?"
    assert not path.exists()
    deeds = [event.deed for event in screen.intake.workspace.read(lambda read: events(read.session))]
    assert "note_source_deleted" in deeds


def test_a_source_that_changed_since_it_was_read_is_left(screen: Screen):
    path = screen.file(csv_bytes([list(HEAD), row("Ash")]), "source.csv")
    screen.open_file(path)
    screen.to_preview()
    path.write_bytes(b"Something else by now")
    screen.door.will_answer("yes")

    screen.page.take_in.next_button.click()
    screen.settle()

    assert path.exists()
    assert "changed since" in screen.page.banner.text
