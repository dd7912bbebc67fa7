"""Nothing leaves without a receipt, and a receipt says what, why, to whom and until when."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from db.audit import AuditEvent
from db.exports import ExportReceipt
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Invalid, NotPermitted
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.queries import receipts
from vrp_desktop.workspace.workspace import Workspace

FORM = ReceiptForm("12 rows of panel cases", "CSV", "The panel of 4 November", "Chair of the panel", ("Code",), 12)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


def test_a_receipt_says_what_left_for_whom_and_why(make: Making):
    receipt_id = make.do(record_export, replace(FORM, destroy_by=date(2026, 12, 1)), b"bytes")

    (row,) = make.see(receipts)
    assert (row.receipt_id, row.what, row.form, row.rows) == (receipt_id, FORM.what, "CSV", 12)
    assert (row.purpose, row.recipient, row.made_by) == (FORM.purpose, FORM.recipient, "Asha Madeup")
    assert row.destroy_by == date(2026, 12, 1)
    assert make.row(ExportReceipt, receipt_id).sha256 == hashlib.sha256(b"bytes").hexdigest()


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"purpose": "  "}, "purpose"),
        ({"recipient": ""}, "recipient"),
        ({"destroy_by": date(2026, 11, 1)}, "destroy_by"),
    ],
)
def test_without_purpose_and_recipient_nothing_leaves(make: Making, change: dict[str, object], field: str):
    with pytest.raises(Invalid) as refused:
        make.do(record_export, replace(FORM, **change))  # type: ignore[arg-type]

    assert list(refused.value.fields) == [field]
    assert make.see(receipts) == []


def test_a_viewer_exports_nothing(make: Making):
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.VIEWER), record_export, FORM)


def test_every_export_is_an_event_of_the_audit_with_its_purpose(make: Making):
    receipt_id = make.do(record_export, FORM)

    event = make.see(lambda read: read.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc())).first())
    assert (event.deed, event.kind, event.record_id) == ("record_export", "export_receipt", receipt_id)
    assert event.reason == FORM.purpose


def test_the_newest_receipt_comes_first(make: Making, clock: FixedClock):
    make.do(record_export, FORM)
    make.on(date(2026, 11, 5))
    make.do(record_export, replace(FORM, form="XLSX"))

    assert [row.form for row in make.see(receipts)] == ["XLSX", "CSV"]
