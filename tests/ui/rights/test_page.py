"""The page of data rights over a real workspace: recording, reviewing and giving a copy, deciding, telling."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from db.panel import TriggerEvent
from tests.support.making import Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import dialog_of, is_idle, offered, pick, press, press_soon, save
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.receipts import ReceiptDialog
from ui.rights.dialogs import AnswerDialog, DecideDialog, IdentityDialog, SettleDialog, ToldDialog, UndoDialog
from ui.rights.page import RightsPage
from ui.rights.review import ReasonDialog
from ui.rights_part import NewRequest
from ui.widgets.fields import Choose
from vrp_desktop.access.work import Read
from vrp_desktop.panel.forms import EventForm
from vrp_desktop.panel.referring import remove_suspect_status
from vrp_desktop.partnership.commands import record_share
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm
from vrp_desktop.people.commands import add_note
from vrp_desktop.rights.commands import record_request
from vrp_desktop.rights.forms import RequestForm
from vrp_desktop.rights.queries import Show, requests
from vrp_desktop.rights.removals import CLOCK, removals

DAY = date(2026, 10, 20)


@pytest.fixture
def child(make: Making) -> str:
    added = make.person("Ingrid")
    make.do(add_contact, added, ContactForm("MOTHER", "Quorra Madeup"))
    make.do(add_note, added, "Quorra rang about Ingrid.", DAY)
    make.do(record_share, ShareForm(added, DAY, "Attendance", agencies=("POLICE",), reason="Asked for"))
    return added


def shown(qtbot: QtBot, desk: Desk, **where: str) -> RightsPage:
    page = RightsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    page.open_at(where)
    qtbot.waitUntil(lambda: is_idle(desk))
    return page


def test_a_copy_is_reviewed_item_by_item_and_given_with_a_receipt(
    qtbot: QtBot, real_desk: Desk, door: PreparedDoor, make: Making, child: str, tmp_path: Path
):
    request_id = make.do(record_request, child, RequestForm("ACCESS", "CHILD", DAY, "Ingrid"))
    page = shown(qtbot, real_desk, record=request_id)
    press_soon(qtbot, page, "Who asks")
    who = dialog_of(page, IdentityDialog)
    who.form.put({"on": DAY, "how": "Known to her worker"})
    save(who)
    qtbot.waitUntil(lambda: is_idle(real_desk))
    press_soon(qtbot, page, "Review the copy")
    qtbot.waitUntil(lambda: bool(page.copy.items) and is_idle(real_desk))
    assert page.tabs.key == "copy"
    press(page.copy, "Give the copy")
    qtbot.waitUntil(lambda: page.copy.banner.isVisible())

    door.will_answer("yes")
    press(page.copy, "All as proposed")
    qtbot.waitUntil(lambda: all(one.decided.decision for one in page.copy.items) and is_idle(real_desk))
    door.will_pick(tmp_path / "copy.zip")
    press(page.copy, "Give the copy")
    qtbot.waitUntil(lambda: bool(page.copy.findChildren(ReceiptDialog)))
    receipt = dialog_of(page.copy, ReceiptDialog)
    receipt.form.put({"form": "ZIP"})
    qtbot.waitUntil(lambda: receipt.yes_button.isEnabled())
    save(receipt)
    qtbot.waitUntil(lambda: (tmp_path / "copy.zip").exists() and is_idle(real_desk))

    names = zipfile.ZipFile(io.BytesIO((tmp_path / "copy.zip").read_bytes())).namelist()
    assert names == ["own-copy.pdf", "own-copy.xlsx"]
    assert "Answer" in offered(page)


def test_an_item_is_withheld_only_by_an_exemption_that_fits_who_asks(
    qtbot: QtBot, real_desk: Desk, make: Making, child: str
):
    request_id = make.do(record_request, child, RequestForm("ACCESS", "CHILD", DAY))
    page = shown(qtbot, real_desk, record=request_id)
    press_soon(qtbot, page, "Review the copy")
    qtbot.waitUntil(lambda: bool(page.copy.items) and is_idle(real_desk))
    page.copy.table.view.go_to(0)

    press(page.copy, "Withhold")

    dialog = dialog_of(page.copy, ReasonDialog)
    (why,) = [field for field in dialog.form.fields() if isinstance(field, Choose)]
    codes = {option.code for option in why.options}
    assert "CRIME" in codes
    assert "CHILD_ABUSE" not in codes


def test_what_is_wrong_is_decided_answered_and_its_recipients_told(
    qtbot: QtBot, real_desk: Desk, make: Making, child: str
):
    wrong = RequestForm("RECTIFICATION", "CHILD", DAY, wrong="The school", should_be="Another")
    request_id = make.do(record_request, child, wrong)
    page = shown(qtbot, real_desk, record=request_id)
    press_soon(qtbot, page, "Decide")
    decide = dialog_of(page, DecideDialog)
    decide.form.put({"decision": "CHANGED"})
    save(decide)
    qtbot.waitUntil(lambda: page.record is not None and page.record.undecided == 0 and is_idle(real_desk))
    qtbot.waitUntil(lambda: "Answer" in offered(page))
    press(page, "Answer")
    answer = dialog_of(page, AnswerDialog)
    answer.form.put({"outcome": "DONE", "reply": "It was put right."})
    save(answer)
    qtbot.waitUntil(lambda: page.record is not None and page.record.untold == 1 and is_idle(real_desk))

    qtbot.waitUntil(lambda: "Record" in offered(page))
    press(page, "Record")
    told = dialog_of(page, ToldDialog)
    told.form.put({"told_on": real_desk.today, "how": "Telephone"})
    save(told)

    qtbot.waitUntil(lambda: make.see(requests, Show.TO_TELL) == [] and is_idle(real_desk))


def test_a_request_is_recorded_about_a_child_who_is_looked_for(qtbot: QtBot, real_desk: Desk, make: Making, child: str):
    page = shown(qtbot, real_desk)
    page.new()
    dialog = dialog_of(page, NewRequest)
    assert nameless(dialog) == []
    pick(qtbot, dialog.form, "person_id", "Ingrid")
    dialog.form.put({"kind": "OBJECTION", "capacity": "CHILD", "text": "Not to the school."})
    save(dialog)

    qtbot.waitUntil(lambda: page.record is not None and page.table.total == 1 and is_idle(real_desk))


def test_a_removed_suspect_status_waits_for_a_decision_and_can_be_undone(
    qtbot: QtBot, real_desk: Desk, make: Making, child: str
):
    make.referral(child, events=[EventForm(DAY, "44260000001")])
    event_id = make.see(_first_event)
    make.do(remove_suspect_status, event_id, DAY, "The police said so")
    page = shown(qtbot, real_desk, list=CLOCK)
    assert page.tabs.key == "removed"
    press(page.removed, "Decide")
    settle = dialog_of(page, SettleDialog)
    settle.form.put({"outcome": "KEPT", "reason": "A hold stands."})
    save(settle)
    qtbot.waitUntil(lambda: is_idle(real_desk) and not page.removed.table.current().is_open)

    press(page.removed, "Undo the decision")
    undo = dialog_of(page, UndoDialog)
    undo.form.put({"reason": "The hold was lifted."})
    save(undo)

    qtbot.waitUntil(lambda: [row.is_open for row in make.see(removals)] == [True] and is_idle(real_desk))


def test_all_of_the_page_has_names_to_read_out(qtbot: QtBot, real_desk: Desk, make: Making, child: str):
    request_id = make.do(record_request, child, RequestForm("ACCESS", "CHILD", DAY))
    page = shown(qtbot, real_desk, record=request_id)

    assert nameless(page) == []


def _first_event(read: Read) -> str:
    return str(read.session.scalar(select(TriggerEvent.id)))
