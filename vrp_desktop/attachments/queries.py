"""Reading which files are kept; their bytes are handed out by a command of their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from db.access import UserAccount
from db.attachments import Attachment
from db.letters import Letter
from db.panel import PanelCase
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.attachments.limits import size_limit
from vrp_desktop.attachments.sniffing import KINDS, FileKind
from vrp_desktop.people.timeline import TimelineEntry


@dataclass(frozen=True, slots=True)
class AttachmentRow:
    """One file as a list shows it."""

    attachment_id: str
    version: int
    person_id: str | None
    about_kind: str
    about_id: str
    title: str
    dated_on: date
    source_agency: str | None
    restriction: str
    file_name: str
    kind: FileKind
    size: int
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Kept:
    """The files of one record, what they weigh together, and the largest that is taken."""

    rows: tuple[AttachmentRow, ...]
    limit: int
    may_read: bool = True

    @property
    def total(self) -> int:
        """All their bytes."""
        return sum(row.size for row in self.rows)


def attachments_of(read: Read, person_id: str) -> Kept:
    """Every file of a child, whichever record it is kept with."""
    return _kept(read, Attachment.person_id == person_id)


def attachments_about(read: Read, kind: str, record_id: str) -> Kept:
    """The files of one record; of a child, all of theirs; of a case, those of its referral too."""
    if kind == "person":
        return attachments_of(read, record_id)
    about = (Attachment.about_kind == kind) & (Attachment.about_id == record_id)
    if kind == "panel_case":
        referral = select(PanelCase.referral_id).where(PanelCase.id == record_id).scalar_subquery()
        about |= (Attachment.about_kind == "referral") & (Attachment.about_id == referral)
    return _kept(read, about)


def attachment_row(read: Read, attachment_id: str) -> AttachmentRow:
    """One file's line; raises NotFound."""
    read.actor.need(Permission.SEE_NOTES)
    row = read.get(Attachment, attachment_id, "file")
    name = read.session.scalar(select(UserAccount.full_name).where(UserAccount.id == row.added_by)) or ""
    return _row(row, name)


def attachments_timeline(read: Read, person_id: str) -> list[TimelineEntry]:
    """The files of a child as entries of the timeline; a letter that was sent has an entry of its own."""
    letters = set(read.session.scalars(select(Letter.attachment_id).where(Letter.person_id == person_id)))
    return [
        TimelineEntry(
            row.dated_on,
            "attachment",
            row.attachment_id,
            f"File: {row.kind.label}",
            row.title,
            is_free_text=True,
            restriction=row.restriction,
        )
        for row in attachments_of(read, person_id).rows
        if row.attachment_id not in letters
    ]


def _kept(read: Read, condition: object) -> Kept:
    """Roles that may not read free text see none: a file is free text."""
    limit = size_limit(read)
    if not read.actor.may(Permission.SEE_NOTES):
        return Kept((), limit, may_read=False)
    statement = (
        select(Attachment, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == Attachment.added_by)
        .where(condition)  # type: ignore[arg-type]
        .order_by(Attachment.dated_on.desc(), Attachment.added_at.desc())
    )
    if read.actor.places is not None:
        statement = statement.where(Attachment.place_code.in_(sorted(read.actor.places)))
    return Kept(tuple(_row(row, name) for row, name in read.session.execute(statement)), limit)


def _row(row: Attachment, name: str) -> AttachmentRow:
    return AttachmentRow(
        attachment_id=row.id,
        version=row.version,
        person_id=row.person_id,
        about_kind=row.about_kind,
        about_id=row.about_id,
        title=row.title,
        dated_on=row.dated_on,
        source_agency=row.source_agency,
        restriction=row.restriction,
        file_name=row.file_name,
        kind=KINDS[row.media_type],
        size=row.size,
        added_by=name,
        added_at=row.added_at,
    )
