"""Writing a file and its bytes into the store, and reading them again, for the commands of this room and others."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import undefer

from db.attachments import Attachment, AttachmentContent
from db.schema import metadata
from vrp_desktop.access.work import Work
from vrp_desktop.attachments.forms import ABOUT, AttachmentForm
from vrp_desktop.attachments.sniffing import sniff
from vrp_desktop.errors import NotFound, RuleBroken
from vrp_desktop.people.living import kept_person
from vrp_desktop.search import index


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a file is: the child, where it is of one, and the place."""

    person_id: str | None
    place_code: str | None


def keep(work: Work, about: tuple[str, str], owner: Owner, form: AttachmentForm, content: bytes) -> str:
    """Write an attachment and its bytes, for this command and for what the program itself makes (letters)."""
    kind, digest = sniff(content), hashlib.sha256(content).hexdigest()
    _refuse_twice(work, about, digest)
    row = Attachment(
        id=work.new_id(),
        person_id=owner.person_id,
        place_code=owner.place_code,
        about_kind=about[0],
        about_id=about[1],
        title=form.title.strip()[:200],
        dated_on=form.dated_on,
        source_agency=form.source_agency,
        restriction=form.restriction,
        file_name=form.file_name[:200],
        media_type=kind.media_type,
        size=len(content),
        sha256=digest,
        added_by=work.actor.user_id,
        added_at=work.now,
    )
    work.add(row)
    work.session.flush()
    work.add(AttachmentContent(attachment_id=row.id, content=content))
    index_file(work, row)
    work.names(*about, owner.place_code)
    return row.id


def content_of(work: Work, attachment_id: str) -> bytes:
    """The bytes of a file."""
    statement = select(AttachmentContent).where(AttachmentContent.attachment_id == attachment_id)
    row = work.session.scalars(statement.options(undefer(AttachmentContent.content))).one_or_none()
    if row is None:
        raise NotFound("This file is no longer kept.", do="Go back to the record.")
    content = row.content
    work.session.expunge(row)
    return content


def owner_of(work: Work, kind: str, record_id: str) -> Owner:
    """The child and the place of a record that files are kept with; raises NotFound and for an erased child."""
    table = metadata.tables.get(kind) if kind in ABOUT else None
    row = work.session.execute(select(table).where(table.c.id == record_id)).first() if table is not None else None
    if row is None:
        raise NotFound("This record is not in the workspace.", means="Nothing was added.", do="Go back to the list.")
    person_id = record_id if kind == "person" else getattr(row, "person_id", None)
    place = getattr(row, "place_code", None)
    if person_id is not None:
        place = place or kept_person(work, person_id).place_code
    work.need_place(place)
    return Owner(person_id, place)


def _refuse_twice(work: Work, about: tuple[str, str], digest: str) -> None:
    same = select(Attachment.id).where(
        Attachment.about_kind == about[0], Attachment.about_id == about[1], Attachment.sha256 == digest
    )
    if work.session.scalar(same) is not None:
        raise RuleBroken(
            "This very file is kept here already.", means="Nothing was added twice.", do="Look at the list of files."
        )


def index_file(work: Work, row: Attachment) -> None:
    """Let a file be found by its title and its own name."""
    words = [row.title, row.file_name]
    index.put(work.session, "attachment", row.id, words, person_id=row.person_id, place_code=row.place_code)
