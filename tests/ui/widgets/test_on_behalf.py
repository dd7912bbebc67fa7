"""A deed can be recorded on someone's behalf, and says so in the audit."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from sqlalchemy import select

from db.audit import AuditEvent
from tests.ui.driving import press, save
from tests.ui.walking import nameless
from ui.widgets.fields import Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.partnership.commands import add_register_entry
from vrp_desktop.partnership.register import RegisterForm


class SwitchOnDialog(FormDialog):
    """A real command behind a small form."""

    def __init__(self, desk, parent):
        super().__init__(desk, "Keep a paper", (Text(name="title", label="Name"),), parent)
        self.form.put({"title": "Panel assessment"})

    def send(self, values):
        self.write(add_register_entry, RegisterForm("DPIA", values["title"], owner="Asha Madeup"))


@pytest.fixture
def dialog(qtbot, real_desk):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    made = SwitchOnDialog(real_desk, window)
    made.open()
    yield made
    window.hide()


def behalf(read):
    newest = select(AuditEvent.on_behalf_of).order_by(AuditEvent.seq.desc()).limit(1)
    return read.session.scalars(newest).one()


def send(qtbot, dialog):
    done: list[object] = []
    dialog.saved.connect(done.append)
    save(dialog)
    qtbot.waitUntil(lambda: bool(done))


def test_the_line_is_shut_away_and_the_deed_is_the_users_own(qtbot, dialog, workspace):
    assert not dialog._behalf.isVisible()

    send(qtbot, dialog)

    assert workspace.read(behalf) == ""


def test_whose_deed_it_is_stands_in_the_audit(qtbot, dialog, workspace):
    press(dialog, "On behalf of …")
    editor = dialog._behalf.box.editor
    assert editor.target().isVisible()
    assert nameless(dialog) == []
    editor.set_value("  Bodil Madeup, chair ")

    send(qtbot, dialog)

    assert workspace.read(behalf) == "Bodil Madeup, chair"


def test_a_line_that_is_shut_again_counts_for_nothing(qtbot, dialog, workspace):
    press(dialog, "On behalf of …")
    dialog._behalf.box.editor.set_value("Bodil Madeup")
    press(dialog, "Not on behalf of anyone")

    send(qtbot, dialog)

    assert workspace.read(behalf) == ""
