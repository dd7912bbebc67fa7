"""Pasting on the screen: proposed rows beside their text, confirmed, taken in row by row, and taken back."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit
from sqlalchemy import select

from db.attachments import Attachment, AttachmentContent
from db.drafts import Draft
from db.imports import ImportRow
from db.people import Person
from tests.corpus.pasted import MAIL_FILE
from tests.ui.imports.conftest import OpenScreen, Screen
from ui.imports.words import Verdict
from vrp_desktop.imports.commands import take_back
from vrp_desktop.imports.pasting.reading import Clip
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.people.naming import View

TWO = "Name: Tam Ash\nDOB: 14/03/2012\nReason: Seen late.\n\nName: Kit Elm\nDOB: 15/05/2011\nReason: Missing.\n"
UNSURE = "Could you please discuss Brightwater Marlowe at the next panel?"


def paste(screen: Screen, text: str) -> None:
    screen.page.read_clip(Clip(text))
    screen.settle()


def take(screen: Screen) -> None:
    screen.press(screen.page.pasted.go_button.text())
    form = screen.form()
    form.put({"sender": "Harbour Police", "place": "PORTSMOUTH", "referral_date": screen.desk.today})
    form.edited.emit()
    screen.settle()
    for _ in range(2):
        screen.page.take_in.next_button.click()
        screen.settle()
    screen.page.take_in.next_button.click()
    screen.settle()


def kept(screen: Screen, kind: type) -> list[Any]:
    return screen.intake.workspace.read(lambda read: list(read.session.scalars(select(kind))))


def test_rows_are_taken_one_by_one_keep_their_text_and_are_taken_back_by_one_click(screen: Screen):
    paste(screen, TWO)
    _, second = screen.page.pasted.rows
    assert screen.page.pasted.source.toPlainText() == TWO
    second.taken.setChecked(False)
    screen.door.will_answer("yes")

    take(screen)

    (person,) = kept(screen, Person)
    (source,) = kept(screen, Attachment)
    assert (source.about_kind, source.person_id) == ("referral", person.id)
    (content,) = screen.intake.workspace.read(
        lambda read: read.session.scalars(select(AttachmentContent.content)).all()
    )
    assert b"Tam Ash" in content
    assert b"Kit Elm" not in content
    assert [row.proposed for row in screen.page.pasted.rows] == [second.proposed]

    (row,) = kept(screen, ImportRow)
    screen.intake.workspace.write(take_back, row.batch_id)

    assert kept(screen, Person) == []
    assert kept(screen, Attachment) == []
    assert kept(screen, AttachmentContent) == []


def test_what_is_not_sure_must_be_confirmed_before_it_goes_on(screen: Screen):
    paste(screen, UNSURE)
    step = screen.page.pasted
    assert not step.go_button.isEnabled()

    for box in step.rows[0].findChildren(QCheckBox):
        box.setChecked(True)

    assert step.go_button.isEnabled()
    assert step.rows[0].values()


def test_a_dropped_e_mail_is_read_and_a_row_already_on_file_is_shown_as_such(screen: Screen):
    paste(screen, TWO)
    take(screen)
    path = screen.folder / "mail.eml"
    path.write_bytes(MAIL_FILE.replace(b"4 March 2012", b"14 March 2012").replace(b"03 Nov 2026", b"03 Jul 2026"))
    screen.page.read(path)
    screen.settle()
    assert len(screen.page.pasted.rows) == 1

    screen.press("Go on with 1 row")
    screen.to_preview()

    assert screen.page.take_in.preview.tiles.tiles[Verdict.JOINS.value].number == 1


def test_what_was_copied_is_pasted_by_key_and_what_names_nobody_is_told(screen: Screen, qapp):
    data = QMimeData()
    data.setText("See you at ten.")
    qapp.clipboard().setMimeData(data)

    screen.page.paste()
    screen.settle()

    assert "no name of a child" in screen.page.banner.text


def test_pasting_needs_names_in_sight(open_screen: OpenScreen):
    screen = open_screen(View.INITIALS)

    paste(screen, TWO)

    assert screen.page.pasted.proposal is None
    assert "view of names" in screen.door.said[-1]


def test_what_was_pasted_and_put_right_is_there_again_after_locking(screen: Screen, open_screen: OpenScreen):
    paste(screen, TWO)
    first, _ = screen.page.pasted.rows
    editor = first._editors[Field.REASON]
    assert isinstance(editor, QPlainTextEdit)
    editor.setPlainText("Seen at midnight.")
    screen.page.keep_drafts()
    screen.settle()

    again = open_screen()
    again.settle()

    assert [row.values()[Field.REASON] for row in again.page.pasted.rows] == ["Seen at midnight.", "Missing."]
    assert again.page.pasted.source.toPlainText() == TWO
    assert "is here again." in again.page.pasted.banner.text
    again.door.will_answer("yes")
    again.press("Leave this")
    again.settle()
    assert kept(again, Draft) == []
