"""A copy that left is ticked off as destroyed, once, by someone who may; what is due is on the list until then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from db.exports import ExportReceipt
from tests.support.making import Making
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken, Stale
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.destroying import DestroyedForm, confirm_destroyed
from vrp_desktop.exports.queries import receipts, to_destroy
from vrp_desktop.workspace.workspace import Workspace

FORM = ReceiptForm("12 rows of panel cases", "CSV", "The panel", "Chair", ("Code",), 12, date(2026, 11, 10))
GONE = DestroyedForm(date(2026, 11, 20), "FILE_DELETED", "Chris Made-Up")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def receipt_id(make: Making) -> str:
    found = str(make.do(record_export, FORM))
    make.on(date(2026, 11, 20))
    return found


def test_it_is_kept_when_how_and_by_whom_a_copy_was_destroyed(make: Making, receipt_id: str):
    make.do(confirm_destroyed, receipt_id, 1, GONE)

    (row,) = make.see(receipts)
    assert (row.destroyed_on, row.destroyed_how, row.destroyed_by) == (GONE.on, "FILE_DELETED", "Chris Made-Up")
    assert make.row(ExportReceipt, receipt_id).confirmed_by == make.workspace.actor.user_id
    assert make.see(to_destroy) == []


def test_what_is_due_comes_first_and_stays_on_the_list_when_its_day_has_passed(make: Making, receipt_id: str):
    make.do(record_export, replace(FORM, what="No day", destroy_by=None))
    make.do(record_export, replace(FORM, what="Far off", destroy_by=date(2027, 6, 1)))
    make.do(record_export, replace(FORM, what="Soon", destroy_by=date(2026, 11, 27)))

    assert [row.what for row in make.see(receipts)] == [FORM.what, "Soon", "Far off", "No day"]
    due = make.see(to_destroy)
    assert [(row.what, row.is_overdue(date(2026, 11, 20))) for row in due] == [(FORM.what, True), ("Soon", False)]


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (replace(GONE, on=date(2026, 11, 21)), "on"),
        (replace(GONE, on=date(2026, 1, 1)), "on"),
        (replace(GONE, how="BURIED"), "how"),
        (replace(GONE, how="RECIPIENT_CONFIRMS"), "note"),
        (replace(GONE, by=" "), "by"),
    ],
)
def test_what_cannot_be_is_refused_under_its_field(make: Making, receipt_id: str, form: DestroyedForm, field: str):
    with pytest.raises(Invalid) as refused:
        make.do(confirm_destroyed, receipt_id, 1, form)

    assert set(refused.value.fields) == {field}


def test_a_copy_is_ticked_off_once(make: Making, receipt_id: str):
    with pytest.raises(Stale):
        make.do(confirm_destroyed, receipt_id, 7, GONE)
    make.do(confirm_destroyed, receipt_id, 1, GONE)

    with pytest.raises(RuleBroken):
        make.do(confirm_destroyed, receipt_id, 2, GONE)


def test_a_chair_sees_and_ticks_off_the_own_copies_alone(make: Making, receipt_id: str):
    me = make.actor(Role.CHAIR)
    other = Actor("someone-else", "else", "Someone Else", Role.CHAIR)

    assert [row.receipt_id for row in make.see_as(me, to_destroy)] == [receipt_id]
    assert make.see_as(other, to_destroy) == []
    assert make.see_as(make.actor(Role.VIEWER), to_destroy) == []
    with pytest.raises(NotPermitted):
        make.do_as(other, confirm_destroyed, receipt_id, 1, GONE)
    make.do_as(me, confirm_destroyed, receipt_id, 1, GONE)
