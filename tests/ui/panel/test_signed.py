"""Dialogs that change what was counted name the signed returns that count it, before the deed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.support.making import DECIDED, REFERRED, Making
from tests.support.signing import sign_three_children
from tests.ui.driving import is_idle
from ui.desk import Desk
from ui.panel.dialogs import CloseCase, Decide, Reopen
from ui.panel.partner_checks import RemoveCheck
from ui.panel.referral_dialogs import EditReferral, RemoveStatus, Withdraw
from ui.signed_returns import SignedReturns
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.rows import CaseRecord, EventRow

Opened = Callable[[Desk, QWidget, CaseRecord], FormDialog]

DIALOGS: dict[str, Opened] = {
    "withdraw": Withdraw,
    "status removed": lambda desk, parent, record: RemoveStatus(
        desk, parent, EventRow("made-up", 1, DECIDED, "", None, None), record.referral.referral_id
    ),
    "correct the decision": lambda desk, parent, record: Decide(desk, parent, record, (), record.decisions[0]),
    "correct the referral": EditReferral,
    "reopen": Reopen,
    "correct the closing": lambda desk, parent, record: CloseCase(desk, parent, record, is_correction=True),
    "take off a check": lambda desk, parent, record: RemoveCheck(desk, parent, record, record.checks[0]),
}


def test_each_dialog_names_the_signed_return_that_counts_the_case(qtbot: QtBot, real_desk: Desk, make: Making) -> None:
    case_id = sign_three_children(make)[0]
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", answered_on=REFERRED))
    counted = make.see(case_record, case_id)
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    for name, opened in DIALOGS.items():
        dialog = opened(real_desk, window, counted)
        dialog.show()
        qtbot.waitUntil(lambda: is_idle(real_desk))
        [banner] = dialog.findChildren(SignedReturns)
        assert "1 signed return counts this." in banner.text, name
        assert "Q2 2026-27" in banner.text, name
        dialog.hide()


def test_what_no_signed_return_counts_is_not_warned_of(qtbot: QtBot, real_desk: Desk, make: Making) -> None:
    record = make.see(case_record, make.case())
    window = QWidget()
    qtbot.addWidget(window)
    window.show()

    dialog = Withdraw(real_desk, window, record)
    dialog.show()
    qtbot.waitUntil(lambda: is_idle(real_desk))

    assert not dialog.findChildren(SignedReturns)[0].isVisible()
