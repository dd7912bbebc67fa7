"""Ticking off copies that left the workspace: when each was destroyed, how and by whom (B7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from db.exports import ExportReceipt
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.exports.queries import sees_all_receipts
from vrp_desktop.reference.lists import read_lists_of

WAYS = "destruction_ways"


@dataclass(frozen=True, slots=True)
class DestroyedForm:
    """That a copy is destroyed. `by` is whoever did it, who need not be a user."""

    on: date
    how: str
    by: str
    note: str = ""


@command(Permission.EXPORT)
def confirm_destroyed(work: Work, receipt_id: str, version: int, form: DestroyedForm) -> None:
    """Confirm that a copy was destroyed; by who exported it, or who sees all receipts."""
    receipt = work.get(ExportReceipt, receipt_id, "receipt")
    if receipt.made_by != work.actor.user_id and not sees_all_receipts(work):
        raise NotPermitted("Someone else exported this.", means="Nothing was changed.", do="Ask them to confirm it.")
    if receipt.destroyed_on is not None:
        raise RuleBroken("This copy is ticked off already.", means="Nothing was changed.")
    check_version(receipt, version)
    _check(work, receipt, form)
    receipt.destroyed_on, receipt.destroyed_how = form.on, form.how
    receipt.destroyed_by, receipt.destroyed_note = form.by.strip(), form.note.strip()
    receipt.confirmed_by, receipt.confirmed_at = work.actor.user_id, work.now
    work.names("export_receipt", receipt_id, None, form.note.strip())


def _check(work: Work, receipt: ExportReceipt, form: DestroyedForm) -> None:
    entry = read_lists_of(work.session).entry(WAYS, form.how)
    wrong: dict[str, str] = {}
    if entry is None:
        wrong["how"] = "Choose what became of it."
    elif entry.extra.get("needs_note") and not form.note.strip():
        wrong["note"] = "Say who told you, or where it is kept."
    if form.on > work.today:
        wrong["on"] = "That day is in the future."
    if form.on < london_day(receipt.made_at):
        wrong["on"] = "That day is before it left."
    if not form.by.strip():
        wrong["by"] = "Say who did it."
    if wrong:
        raise Invalid(wrong)
