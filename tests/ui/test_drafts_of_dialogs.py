"""What is typed in a dialog about a child is there again after a lock, and goes with the child."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.driving import is_idle
from ui.desk import Desk
from ui.interventions.dialogs import Refer
from ui.letter_dialog import WriteLetter
from ui.panel.mark_dialog import MarkDialog
from ui.panel.partner_checks import AnswerChecks
from ui.retention.dialogs import NewHold
from ui.rights.dialogs import AnswerDialog, StopDialog
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.access.permissions import Role
from vrp_desktop.drafts.queries import drafts
from vrp_desktop.letters.queries import writing
from vrp_desktop.panel.queries import case_record
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.queries import person_row
from vrp_desktop.rights.commands import record_request
from vrp_desktop.rights.forms import RequestForm
from vrp_desktop.rights.queries import requests

TYPED = "Half a sentence that"


class Opening:
    """Opens each dialog about one child."""

    def __init__(self, desk: Desk, make: Making, parent: QWidget) -> None:
        self.desk, self.make, self.parent = desk, make, parent
        self.case_id = make.screened()
        self.record = make.see(case_record, self.case_id)
        make.do(record_request, self.record.person_id, RequestForm("ACCESS", "CHILD", date(2026, 10, 20)))

    def hold(self) -> FormDialog:
        return NewHold(self.desk, self.parent)

    def stop(self) -> FormDialog:
        return StopDialog(self.desk, self.parent, self.make.see(requests)[0])

    def answer(self) -> FormDialog:
        return AnswerDialog(self.desk, self.parent, self.make.see(requests)[0])

    def mark(self) -> FormDialog:
        entry = next(iter(self.desk.shelf.lists.choices("screening_marks", self.desk.today)))
        return MarkDialog(self.desk, self.parent, entry, [self.case_id], None)

    def check(self) -> FormDialog:
        return AnswerChecks(self.desk, self.parent, self.record, "CHILD_PROTECTION_PLAN")

    def letter(self) -> FormDialog:
        return WriteLetter(self.desk, self.parent, self.make.see(writing, self.case_id))

    def refer(self) -> FormDialog:
        person = self.make.see(person_row, self.record.person_id)
        return Refer(self.desk, self.parent, person=person, case_id=self.case_id)


@pytest.mark.parametrize(
    ("way", "field"),
    [
        (Opening.hold, "reason"),
        (Opening.stop, "reason"),
        (Opening.answer, "reply"),
        (Opening.mark, "note"),
        (Opening.check, "note"),
        (Opening.letter, "reason"),
        (Opening.refer, "safeguarding_reason"),
    ],
    ids=lambda part: part if isinstance(part, str) else part.__name__,
)
def test_what_was_typed_is_there_again_after_a_lock(
    qtbot: QtBot, real_desk: Desk, make: Making, way: Callable[[Opening], FormDialog], field: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    opening = Opening(real_desk, make, parent)
    dialog = _settled(qtbot, real_desk, way(opening))
    assert not dialog.form.is_dirty()
    dialog.form.put({field: TYPED})
    dialog.keep_drafts()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    dialog.hide()

    again = _settled(qtbot, real_desk, way(opening))

    assert again.form.values()[field] == TYPED
    again.hide()


def test_the_draft_of_a_partner_check_goes_with_the_child(qtbot: QtBot, real_desk: Desk, make: Making) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    opening = Opening(real_desk, make, parent)
    for way in (Opening.check, Opening.letter, Opening.stop):
        dialog = _settled(qtbot, real_desk, way(opening))
        dialog.form.put({next(iter({"note", "reason"} & set(dialog.form.values()))): TYPED})
        dialog.keep_drafts()
        qtbot.waitUntil(lambda: is_idle(real_desk))
        dialog.hide()
    assert len(make.see(drafts)) == 3

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, opening.record.person_id, "Asked for")

    assert make.see(drafts) == []


def _settled(qtbot: QtBot, desk: Desk, dialog: FormDialog) -> FormDialog:
    dialog.open()
    qtbot.waitUntil(lambda: is_idle(desk))
    return dialog
