"""Every export leaves a receipt before its bytes leave the workspace; copying a list counts as one."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from db.attachments import Attachment
from db.exports import ExportReceipt
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.keeping import content_of
from vrp_desktop.errors import Invalid


@dataclass(frozen=True, slots=True)
class ReceiptForm:
    """Why something leaves and to whom. `what` names the list or document, never a child."""

    what: str
    form: str
    purpose: str
    recipient: str
    fields: tuple[str, ...] = ()
    rows: int = 0
    destroy_by: date | None = None
    names_found: int = 0
    names_kept: int = 0
    agreement_id: str | None = None


@command(Permission.EXPORT)
def record_export(work: Work, form: ReceiptForm, content: bytes = b"") -> str:
    """Write the receipt; returns its id. Without purpose and recipient nothing leaves."""
    _check(form, work.today)
    receipt = ExportReceipt(
        id=work.new_id(),
        made_at=work.now,
        made_by=work.actor.user_id,
        what=form.what,
        form=form.form,
        fields=list(form.fields),
        rows=form.rows,
        purpose=form.purpose.strip(),
        recipient=form.recipient.strip(),
        destroy_by=form.destroy_by,
        sha256=hashlib.sha256(content).hexdigest() if content else "",
        names_found=form.names_found,
        names_kept=form.names_kept,
        agreement_id=form.agreement_id,
    )
    work.add(receipt)
    work.names("export_receipt", receipt.id, None, form.purpose.strip())
    return receipt.id


def _check(form: ReceiptForm, today: date) -> None:
    wrong = {}
    if not form.purpose.strip():
        wrong["purpose"] = "Say what this is for."
    if not form.recipient.strip():
        wrong["recipient"] = "Say who it is for."
    if form.destroy_by is not None and form.destroy_by < today:
        wrong["destroy_by"] = "The day by which it is destroyed has passed."
    if wrong:
        raise Invalid(wrong)


@command(Permission.EXPORT)
def export_attachment(work: Work, attachment_id: str, form: ReceiptForm) -> bytes:
    """Hand out a kept file to be saved outside, with its receipt; only to who may read free text."""
    work.actor.need(Permission.SEE_NOTES)
    row = work.get(Attachment, attachment_id, "file")
    content = content_of(work, row.id)
    record_export(work, form, content)
    return content
