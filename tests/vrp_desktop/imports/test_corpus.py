"""What partners really send, taken into a real store: what its labels say is taken, held and left out."""

from __future__ import annotations

import pytest

from db.panel import Referral
from db.people import PersonName
from tests.corpus.partners import SENT, TODAY, Sent
from tests.support.making import Making
from tests.vrp_desktop.imports.lists import Intake
from vrp_desktop.clock import FixedClock
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.preview import preview
from vrp_desktop.imports.reading.settings import RowKind
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.people.naming import full_name


@pytest.mark.parametrize("what", SENT)
def test_a_partners_list_is_taken_in_as_its_label_says(intake: Intake, clock: FixedClock, what: str):
    sent: Sent = SENT[what]
    Making(intake.workspace, clock).on(TODAY)
    before = intake.counts()
    workbook = read_workbook(sent.build(), sent.file)

    seen = intake.workspace.read(preview, workbook, sent.settings)
    taken = intake.do(commands.take_in, workbook, sent.settings)

    assert taken.read == taken.taken + taken.held == len(sent.taken) + len(sent.held)
    assert (seen.counts.taken, seen.counts.held) == (taken.taken, taken.held)
    wrong = {one.number: one.reason_code for one in intake.held() if not one.likely_id}
    assert wrong == {number: code.value for number, code in sent.held.items()}
    names = {full_name(one.forenames, one.surname) for one in intake.all(PersonName)}
    assert names <= set(sent.taken)
    if sent.referred and sent.settings.rows is RowKind.REFERRAL:
        assert {one.referred_on for one in intake.all(Referral)} <= set(sent.referred)
    assert len(intake.workspace.read(queries.held_sheet, taken.batch_id).rows) == taken.held

    assert intake.do(commands.take_back, taken.batch_id).kept == ()
    assert intake.counts() == before
