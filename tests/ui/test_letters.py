"""Writing a letter on the screen: its words from the record, what is missing said, kept and shown again."""

from __future__ import annotations

from datetime import date

import pytest

from tests.ui.driving import dialog_of, press, press_soon, words_in
from tests.ui.real_desk import settled
from ui.attachment_viewer import AttachmentViewer
from ui.letter_dialog import WriteLetter
from ui.letters_part import LettersPart
from vrp_desktop.letters.commands import set_sender
from vrp_desktop.letters.fields import Sender


@pytest.fixture
def part(qtbot, real_desk, make):
    make.on(date(2026, 10, 1))
    make.do(set_sender, Sender("Asha Madeup", "Coordinator", "01632 960123"))
    case_id = make.screened(make.person("Quillon"), sending_agency="POLICE")
    make.decide(case_id)
    made = LettersPart(real_desk, case_id)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: settled(real_desk, made))
    return made


def writing(qtbot, real_desk, part):
    press(part, "Write a letter…")
    qtbot.waitUntil(lambda: bool(part.window().findChildren(WriteLetter)))
    dialog = dialog_of(part, WriteLetter)
    qtbot.waitUntil(lambda: real_desk.tasks.is_idle() and dialog.yes_button.isEnabled())
    return dialog


def test_a_letter_is_previewed_looked_through_kept_and_shown_again(qtbot, real_desk, part, door, tmp_path):
    dialog = writing(qtbot, real_desk, part)
    assert "The panel decided to offer support." in dialog.words.toPlainText()
    assert dialog.form.values()["recipient"] == "Police"
    assert "No names" in dialog.review.banner.text
    door.will_answer("save")
    door.will_pick(tmp_path / "letter.pdf")

    dialog.form.put({"reason": "Police made the referral"})
    press(dialog, "Make and keep")
    qtbot.waitUntil((tmp_path / "letter.pdf").exists)
    qtbot.waitUntil(lambda: settled(real_desk, part))

    assert "1 sent." in words_in(part)
    assert "YP" not in door.asked[-1].start
    press_soon(qtbot, part, "Show what was sent")
    qtbot.waitUntil(lambda: bool(part.window().findChildren(AttachmentViewer)))
    viewer = dialog_of(part, AttachmentViewer)
    qtbot.waitUntil(lambda: "Page 1 of 1" in viewer.said.text())


def test_what_the_record_lacks_is_said_with_where_to_fill_it_in(qtbot, real_desk, part):
    dialog = writing(qtbot, real_desk, part)

    dialog.form.put({"template": "FAMILY_INVITATION"})
    dialog.form.edited.emit()

    qtbot.waitUntil(lambda: not dialog.yes_button.isEnabled())
    assert "the agenda of a planned sitting" in dialog.missing.text
    dialog.done(0)
