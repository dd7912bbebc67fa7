"""The text that a pasted row was read from, kept beside the referral it made, and gone with it when taken back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select

from db.attachments import Attachment
from db.imports import ImportRow
from db.panel import Referral
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.keeping import Owner, keep
from vrp_desktop.imports.pasting.sheet import SOURCE_HEADING
from vrp_desktop.imports.reading.guard import Kind
from vrp_desktop.imports.reading.tables import Table
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.search import index

FILE_NAME: Final = "as-it-was-pasted.txt"
TITLE: Final = "As it was pasted"


def keep_sources(work: Work, workbook: Workbook, table: Table, batch_id: str) -> None:
    """Keep the source of each row that made a referral; a row that waits keeps its own among its cells."""
    if workbook.kind is not Kind.PASTED:
        return
    place = next((column.index for column in table.columns if column.heading == SOURCE_HEADING), None)
    if place is None:
        return
    sources = {row.number: str(row.cell(place) or "") for row in table.rows}
    made = (
        select(ImportRow.row_number, Referral)
        .join(Referral, Referral.id == ImportRow.referral_id)
        .where(ImportRow.batch_id == batch_id, Referral.batch_id == batch_id)
    )
    for number, referral in work.session.execute(made).all():
        text = sources.get(number, "").strip()
        if text:
            owner = Owner(referral.person_id, referral.place_code)
            form = AttachmentForm(TITLE, work.today, referral.sending_agency, file_name=FILE_NAME)
            keep(work, ("referral", referral.id), owner, form, f"{text}\n".encode())


def forget_sources(work: Work, referrals: Sequence[str]) -> None:
    """Remove the sources of referrals that are taken back."""
    statement = select(Attachment).where(
        Attachment.about_kind == "referral", Attachment.about_id.in_(referrals), Attachment.file_name == FILE_NAME
    )
    for row in work.session.scalars(statement):
        index.remove(work.session, "attachment", row.id)
        work.session.delete(row)
    work.session.flush()
