"""Files of a record on the screen: added, shown without a plain copy, saved only with a receipt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from tests.support.kept_files import WORDS, docx, pdf, png
from tests.support.plaintext import files_with
from tests.ui.driving import dialog_of, press, press_soon, words_in
from tests.ui.real_desk import make_real_desk, settled
from ui.attachment_dialogs import AddAttachment
from ui.attachment_viewer import AttachmentViewer
from ui.attachments_part import AttachmentsPart
from ui.receipts import ReceiptDialog
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.queries import attachments_of
from vrp_desktop.exports.queries import receipts
from vrp_desktop.people.naming import View

NEEDLE = "Qvorzintal"


@pytest.fixture
def child(make):
    return make.person()


@pytest.fixture
def part(qtbot, real_desk, child):
    made = AttachmentsPart(real_desk, "person", child, "YP-TEST")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: settled(real_desk, made))
    return made


def keep(make, child, content, title="School report"):
    make.do(add_attachment, ("person", child), AttachmentForm(title, date(2026, 9, 1)), content)


def shown(qtbot, desk, part):
    part.refresh()
    qtbot.waitUntil(lambda: settled(desk, part))
    press_soon(qtbot, part, "Open")
    qtbot.waitUntil(lambda: desk.tasks.is_idle() and bool(part.window().findChildren(AttachmentViewer)))
    viewer = dialog_of(part, AttachmentViewer)
    qtbot.waitUntil(desk.tasks.is_idle)
    return viewer


def test_a_chosen_file_is_kept_and_its_source_deleted_where_one_agrees(
    qtbot, real_desk, part, make, child, door, tmp_path
):
    path = tmp_path / "Report_autumn.pdf"
    path.write_bytes(pdf())
    door.will_pick(path)
    door.will_answer("yes")

    press(part, "Add a file…")
    qtbot.waitUntil(lambda: bool(part.window().findChildren(AddAttachment)))
    dialog = dialog_of(part, AddAttachment)
    assert dialog.form.values()["title"] == "Report autumn"
    press(dialog, "Add file")
    qtbot.waitUntil(lambda: not path.exists())
    qtbot.waitUntil(lambda: settled(real_desk, part))

    (row,) = make.see(attachments_of, child).rows
    assert row.file_name == "Report_autumn.pdf"
    assert "1 file" in words_in(part)


def test_a_program_is_refused_in_plain_words(qtbot, real_desk, part, tmp_path):
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"MZ" + bytes(100))

    part.take([path])
    qtbot.waitUntil(lambda: "program" in part.banner.text)


def test_a_pdf_is_shown_page_by_page_by_keys_with_its_words_for_a_screen_reader(qtbot, real_desk, part, make, child):
    keep(make, child, pdf(pages=3))
    viewer = shown(qtbot, real_desk, part)

    qtbot.waitUntil(lambda: "Page 1 of 3" in viewer.said.text())
    assert WORDS in viewer.picture.accessibleDescription()
    QTest.keyClick(viewer, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: "Page 2 of 3" in viewer.said.text())
    wide = viewer.picture.pixmap().width()
    viewer.larger()
    qtbot.waitUntil(lambda: "150%" in viewer.said.text())
    assert viewer.picture.pixmap().width() > wide


def test_pictures_and_words_are_shown_and_nothing_is_written_outside(
    qtbot, real_desk, part, make, child, tmp_path, monkeypatch
):
    for name in ("TMPDIR", "TMP", "TEMP", "HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    keep(make, child, docx(f"{NEEDLE} reads well"), "A letter")
    viewer = shown(qtbot, real_desk, part)
    qtbot.waitUntil(lambda: NEEDLE in viewer.text.toPlainText())
    assert files_with(tmp_path, NEEDLE) == []
    viewer.reject()
    make.do(add_attachment, ("person", child), AttachmentForm("A drawing", date(2026, 9, 2)), png())

    viewer = shown(qtbot, real_desk, part)

    qtbot.waitUntil(lambda: not viewer.picture.pixmap().isNull())
    assert "A drawing" in viewer.picture.accessibleName()


def test_a_saved_copy_needs_a_receipt_and_is_named_by_the_code(qtbot, real_desk, part, make, child, door, tmp_path):
    keep(make, child, docx("Words"))
    part.refresh()
    target = tmp_path / "saved.docx"
    door.will_pick(target)
    press_soon(qtbot, part, "Save a copy…")
    dialog = dialog_of(part, ReceiptDialog)
    assert "not encrypted" in dialog.banner.text
    dialog.form.set_values({"purpose": "For the meeting", "recipient": "Head teacher"})
    press(dialog, "Save a copy")
    qtbot.waitUntil(target.exists)

    assert target.read_bytes() == docx("Words")
    assert door.asked[-1].start == "YP-TEST-file.docx"
    assert [row.purpose for row in make.see(receipts)] == ["For the meeting"]


def test_a_copied_picture_and_a_dropped_file_are_kept(qtbot, real_desk, part, tmp_path, qapp):
    image = QImage(8, 8, QImage.Format.Format_RGB888)
    image.fill(0)
    qapp.clipboard().setImage(image)
    part.paste()
    qtbot.waitUntil(lambda: bool(part.window().findChildren(AddAttachment)))
    assert "Picture (PNG)" in words_in(dialog_of(part, AddAttachment))
    dialog_of(part, AddAttachment).reject()
    path = tmp_path / "note.txt"
    path.write_text("A note")
    qapp.clipboard().clear()
    part.paste()

    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(path))])
    part._take_data(dropped)
    qtbot.waitUntil(lambda: any(d.isVisible() for d in part.window().findChildren(AddAttachment)))
    assert "Plain text" in words_in(dialog_of(part, AddAttachment))


def test_outside_the_view_of_names_titles_are_hidden_and_nothing_opens(
    qtbot, workspace, theme, door, make, child, tmp_path: Path
):
    keep(make, child, docx("Words"), f"{NEEDLE} report")
    desk = make_real_desk(workspace, door=door, theme=theme, mode=View.INITIALS)
    made = AttachmentsPart(desk, "person", child, "YP-TEST")
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: settled(desk, made) and bool(made.kept.rows))

    assert NEEDLE not in words_in(made)
    press_soon(qtbot, made, "Open")
    assert "hidden" in door.said[-1]
    desk.tasks.close()
