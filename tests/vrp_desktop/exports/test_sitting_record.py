"""The record of a sitting as a PDF, read back: it holds what its forum's list says, and whether it is confirmed."""

from __future__ import annotations

from datetime import date

import pytest

from db.conferences import Conference
from tests.support.making import Making
from tests.support.workspaces import FULL_NAME, PASSPHRASE
from tests.vrp_desktop.documents.reading import page_texts
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_record import print_record
from vrp_desktop.sitting.confirming import confirm_record, write_addendum
from vrp_desktop.workspace.users import prove_own
from vrp_desktop.workspace.workspace import Workspace

HELD = date(2026, 9, 22)
RECEIPT = ReceiptForm("x", "PDF", "For the members", "The members")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(HELD)
    return made


def record_of(make: Making, sitting: str) -> str:
    return " ".join(" ".join(page_texts(make.do(print_record, sitting, RECEIPT).content)).split())


def test_a_panels_record_tells_attendance_decision_reasons_and_actions_and_later_its_addenda(make: Making) -> None:
    sitting, case_id = make.sitting(HELD), make.screened(make.person("Zofia"))
    make.do(put_on_agenda, sitting, [case_id])
    make.hold(sitting, HELD, absent=("POLICE",), chair=FULL_NAME)
    make.decide(case_id, on=HELD, conference_id=sitting, rationale="Art lifts her", disagreement="Police would wait")
    make.action(date(2026, 10, 9), HELD, conference_id=sitting, case_id=case_id, text="Ring the mentor")

    draft = record_of(make, sitting)
    proof = prove_own(make.workspace, PASSPHRASE)
    make.do(confirm_record, sitting, make.version(Conference, sitting), proof)
    make.do(write_addendum, sitting, "Housing was there too")
    whole = record_of(make, sitting)

    for words in ("Zofia", "Offer support", "Art lifts her", "Police would wait", "Ring the mentor", "Absent"):
        assert words in draft
    assert "not confirmed yet" in draft
    assert "by the chair's own passphrase" in whole
    assert "Housing was there too" in whole


def test_a_record_of_attendance_and_actions_alone_says_nothing_of_decisions(make: Making) -> None:
    sitting = make.sitting(HELD, "DAP")
    make.action(date(2026, 10, 9), HELD, conference_id=sitting, text="Send the tracker")

    words = record_of(make, sitting)

    assert "Send the tracker" in words
    assert "Reasons" not in words
    assert "OFFICIAL" in words
