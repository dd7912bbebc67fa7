"""Copies that left the practice workspace: one overdue to be destroyed, one due soon, one ticked off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.destroying import DestroyedForm, confirm_destroyed
from vrp_desktop.workspace.workspace import Workspace

_COPIES: Final = (
    ("Agenda of the panel", "PDF", "The next panel", "Chair of the panel", 1, 120),
    ("24 rows of panel cases", "XLSX", "Cases to look at together", "Youth justice service", 24, 45),
    ("11 rows of actions", "CSV", "What is overdue", "Children's services", 11, 12),
)
_KEPT_FOR: Final = timedelta(days=28)


def leave_receipts(workspace: Workspace, day: date, last: date) -> None:
    """The receipts of a day on which records are written, so many days before the last."""
    for what, form, purpose, recipient, rows, before in _COPIES:
        if not 0 <= (last - day).days - before < 31:
            continue
        left = ReceiptForm(what, form, purpose, recipient, (), rows, day + _KEPT_FOR)
        receipt_id = workspace.write(record_export, left).result
        if before > 90:
            gone = DestroyedForm(day, "PAPER_SHREDDED", workspace.actor.full_name)
            workspace.write(confirm_destroyed, receipt_id, 1, gone)
