"""What adds, changes, opens and removes kept files."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from db.attachments import Attachment
from db.letters import Letter
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work, check_version
from vrp_desktop.attachments.forms import AttachmentForm, check_form
from vrp_desktop.attachments.keeping import content_of, index_file, keep, owner_of
from vrp_desktop.attachments.limits import size_limit, too_large
from vrp_desktop.attachments.sniffing import KINDS, FileKind
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.people.living import kept_person
from vrp_desktop.search import index


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as it is shown, held in memory alone."""

    attachment_id: str
    title: str
    kind: FileKind
    content: bytes


@command(Permission.EDIT_CASES)
def add_attachment(work: Work, about: tuple[str, str], form: AttachmentForm, content: bytes) -> str:
    """Keep a file with a record; returns its id. What it is is read from its bytes."""
    check_form(form, work.today)
    owner = owner_of(work, *about)
    limit = size_limit(work)
    if len(content) > limit:
        raise too_large(len(content), limit)
    return keep(work, about, owner, form, content)


@command(Permission.EDIT_CASES)
def edit_attachment(work: Work, attachment_id: str, version: int, form: AttachmentForm) -> None:
    """Put the words of an attachment right; its bytes never change."""
    check_form(form, work.today)
    row = _living(work, attachment_id)
    check_version(row, version)
    row.title, row.dated_on = form.title.strip()[:200], form.dated_on
    row.source_agency, row.restriction = form.source_agency, form.restriction
    index_file(work, row)
    work.names(row.about_kind, row.about_id, row.place_code)


@command(Permission.EDIT_CASES)
def remove_attachment(work: Work, attachment_id: str, version: int, reason: str) -> None:
    """Remove a file that should not be kept; its bytes are overwritten in the store."""
    if not reason.strip():
        raise Invalid({"reason": "Say why this file is removed."})
    row = _living(work, attachment_id)
    check_version(row, version)
    if work.session.scalar(select(Letter.id).where(Letter.attachment_id == row.id)) is not None:
        raise RuleBroken(
            "This is a letter as it was sent.",
            means="It stays, so that it can always be seen what was told. Nothing was removed.",
            do="It goes when the child's record is erased.",
        )
    index.remove(work.session, "attachment", row.id)
    work.names(row.about_kind, row.about_id, row.place_code, reason.strip())
    work.session.delete(row)


@command(Permission.SEE_NOTES)
def open_attachment(work: Work, attachment_id: str) -> Opened:
    """Hand out a file to be shown in the program; that it was opened is recorded as a look at its record."""
    row = work.get(Attachment, attachment_id, "file")
    work.names(row.about_kind, row.about_id, row.place_code)
    return Opened(row.id, row.title, KINDS[row.media_type], content_of(work, row.id))


def _living(work: Work, attachment_id: str) -> Attachment:
    row = work.get(Attachment, attachment_id, "file")
    if row.person_id is not None:
        kept_person(work, row.person_id)
    return row
