"""Giving a child's own copy: with its receipt, its entry in the share log, and the day on the request, in one deed."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from db.attachments import Attachment
from db.rights import RightsRequest
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.restricted import handing_out
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.keeping import content_of
from vrp_desktop.documents.own_copy import OwnCopy, own_copy
from vrp_desktop.errors import RuleBroken
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.exports.writers import xlsx_bytes
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.partnership.sharing import log_share
from vrp_desktop.workspace.queries import about

PDF, XLSX, ZIP = "PDF", "XLSX", "ZIP"
PURPOSE: Final = "Answering a request for a copy of what is held (UK GDPR, Article 15)"
_SHARED: Final = "Copy of what is held"
_OWN: Final = "It is the child's own information."
_A_DAY_LONG_AGO: Final = (2000, 1, 1, 0, 0, 0)


@command(Permission.ANSWER_RIGHTS)
def give_own_copy(work: Work, request_id: str, receipt: ReceiptForm) -> bytes:
    """Make the copy and hand it out; refused while an item is undecided or it is not sure who asks."""
    work.actor.need(Permission.EXPORT)
    row = work.get(RightsRequest, request_id, "request")
    if row.outcome is not None:
        raise RuleBroken("The request is answered.", means="No copy was made.", do="Open it again first.")
    with handing_out(work):
        made = own_copy(work, request_id, about(work).area_name)
    content = _content(work, made, receipt.form)
    row.receipt_id = record_export(work, receipt, content)
    row.given_on, row.given_to = work.today, receipt.recipient.strip()[:200]
    log_share(
        work,
        ShareForm(
            person_id=row.person_id,
            shared_on=work.today,
            what=f"{_SHARED}, {row.code}",
            to_family=True,
            named=receipt.recipient,
            purpose=PURPOSE,
            reason=_OWN,
            about=("rights_request", row.id),
        ),
    )
    work.changed("person", row.person_id)
    work.names("rights_request", row.id, row.place_code)
    return content


def _content(work: Work, made: OwnCopy, form: str) -> bytes:
    workbook = xlsx_bytes([made.sheet], f"Own copy {made.code}") if form != PDF else b""
    if form == PDF:
        return made.pdf
    if form == XLSX:
        return workbook
    return _zipped([("own-copy.pdf", made.pdf), ("own-copy.xlsx", workbook), *_files(work, made)])


def _files(work: Work, made: OwnCopy) -> list[tuple[str, bytes]]:
    """The files that are released, under numbers: a file's own name may name someone."""
    found = []
    for at, file_id in enumerate(made.files, start=1):
        name = work.get(Attachment, file_id, "file").file_name
        ending = name.rpartition(".")[2].lower() if "." in name else "bin"
        found.append((f"file-{at:02d}.{ending}", content_of(work, file_id)))
    return found


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(zipfile.ZipInfo(name, _A_DAY_LONG_AGO), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
