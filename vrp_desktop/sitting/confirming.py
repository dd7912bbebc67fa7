"""The record of a sitting: confirmed once nothing is undecided, then frozen; a correction is an addendum beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from db.access import UserAccount
from db.attachments import Attachment
from db.conferences import AgendaItem, Conference, RecordAddendum, SittingRecord
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.rules import CONFIRMED, TOOK_PLACE
from vrp_desktop.conferences.sittings import sitting_of
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.forums.confirmed import record_digest
from vrp_desktop.sitting.kept import is_as_kept, keep
from vrp_desktop.sitting.recording import record_now
from vrp_desktop.sitting.told import log_contributions
from vrp_desktop.workspace.users import OwnProof

PASSPHRASE, EMAIL = "PASSPHRASE", "EMAIL"
WAYS: Final = {PASSPHRASE: "by the chair's own passphrase", EMAIL: "by an e-mail that is filed with the sitting"}


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """A correction beside a confirmed record."""

    addendum_id: str
    item_id: str
    text: str
    written_by: str
    written_at: datetime
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class RecordState:
    """How far the record of a sitting is. `hinders` says in sentences what stands in the way of confirming it.

    `chair_uses` says that the sitting's chair is a user of this workspace, `you_chair` that it is who reads this.
    """

    conference_id: str
    version: int
    is_confirmed: bool
    how: str
    confirmed_by: str
    confirmed_at: datetime | None
    is_whole: bool
    is_as_kept: bool
    hinders: tuple[str, ...]
    addenda: tuple[AddendumRow, ...]
    chair: str = ""
    chair_uses: bool = False
    you_chair: bool = False

    @property
    def corrections(self) -> int:
        """How many addenda tell of something that was put right in the records themselves."""
        return sum(each.is_correction for each in self.addenda)


def record_state(read: Read, conference_id: str) -> RecordState:
    """The record of a sitting: what hinders its confirming, or by whom and when it was confirmed."""
    sitting = sitting_of(read, conference_id)
    row = record_of(read, conference_id)
    by = read.session.get(UserAccount, row.confirmed_by) if row else None
    chairs = chair_user(read, sitting)
    return RecordState(
        conference_id=conference_id,
        version=sitting.version,
        is_confirmed=row is not None,
        how=row.how if row else "",
        confirmed_by=by.full_name if by else "",
        confirmed_at=row.confirmed_at if row else None,
        is_whole=row is None or _is_whole(read, row),
        is_as_kept=row is None or is_as_kept(read, row),
        hinders=() if row else tuple(_hinders(read, sitting)),
        addenda=tuple(_addenda(read, conference_id)),
        chair=sitting.chair if read.actor.may(Permission.SEE_NOTES) else "",
        chair_uses=chairs is not None,
        you_chair=read.actor.user_id == chairs,
    )


@command(Permission.EDIT_CONFERENCES)
def confirm_record(
    work: Work, conference_id: str, version: int, proof: OwnProof | None, attachment_id: str | None = None
) -> str:
    """Freeze the record of a sitting, by the chair's own passphrase or by an e-mail filed with it; returns its id."""
    sitting = sitting_of(work, conference_id)
    check_version(sitting, version)
    if sitting.state == CONFIRMED:
        raise RuleBroken("This record is confirmed already.", means="Nothing was changed.")
    hinders = _hinders(work, sitting)
    if hinders:
        raise RuleBroken("The record cannot be confirmed yet.", means=" ".join(hinders), do="Settle this first.")
    how = _how(work, sitting, proof, attachment_id)
    row = SittingRecord(
        id=work.new_id(),
        conference_id=conference_id,
        how=how,
        attachment_id=attachment_id if how == EMAIL else None,
        digest=record_digest(work.session, conference_id),
        confirmed_by=work.actor.user_id,
        confirmed_at=work.now,
    )
    work.add(row)
    log_contributions(work, sitting)
    keep(work, row, record_now(work, conference_id))
    sitting.state = CONFIRMED
    work.names("conference", conference_id, sitting.place_code)
    return row.id


@command(Permission.EDIT_CONFERENCES)
def write_addendum(work: Work, conference_id: str, text: str, item_id: str | None = None) -> str:
    """Correct a confirmed record beside it; returns the addendum's id."""
    sitting = sitting_of(work, conference_id)
    if sitting.state != CONFIRMED:
        raise RuleBroken(
            "This record is not confirmed yet.", means="Nothing was added.", do="Correct the record itself."
        )
    item = work.session.get(AgendaItem, item_id) if item_id else None
    if not text.strip():
        raise Invalid({"text": "Write what is to be put right."})
    if item_id and (item is None or item.conference_id != conference_id):
        raise Invalid({"item_id": "Choose an item of this sitting."})
    if item is not None:
        work.need_open(item.person_id)
    row = RecordAddendum(
        id=work.new_id(),
        conference_id=conference_id,
        item_id=item.id if item else None,
        person_id=item.person_id if item else None,
        text=text.strip(),
        written_by=work.actor.user_id,
        written_at=work.now,
    )
    work.add(row)
    work.changed("conference", conference_id)
    work.names("conference", conference_id, sitting.place_code)
    return row.id


def _is_whole(read: Read, row: SittingRecord) -> bool:
    """Whether the record says what was confirmed, or what its newest correction made of it."""
    mine = select(RecordAddendum.digest).where(
        RecordAddendum.conference_id == row.conference_id, RecordAddendum.digest != ""
    )
    newest = mine.order_by(RecordAddendum.written_at.desc(), RecordAddendum.id.desc()).limit(1)
    return (read.session.scalar(newest) or row.digest) == record_digest(read.session, row.conference_id)


def chair_user(read: Read, sitting: Conference) -> str | None:
    """The user who chaired the sitting; none where the chair does not use the program, or has left."""
    user = read.session.get(UserAccount, sitting.chair_user_id) if sitting.chair_user_id else None
    return user.id if user is not None and user.left_on is None else None


def record_of(read: Read, conference_id: str) -> SittingRecord | None:
    """The confirmed record of a sitting, where it is confirmed."""
    return read.session.scalars(select(SittingRecord).where(SittingRecord.conference_id == conference_id)).one_or_none()


def _hinders(read: Read, sitting: Conference) -> list[str]:
    """What stands in the way, a sentence each."""
    if sitting.status not in TOOK_PLACE:
        return ["The sitting is not recorded as held."]
    undecided = conference_record(read, sitting.id).undecided
    if not undecided:
        return []
    many = len(undecided)
    codes = ", ".join(row.case_code or f"item {row.position}" for row in undecided)
    words = "One item is" if many == 1 else f"{many} items are"
    return [f"{words} without a decision: {codes}."]


def _how(work: Work, sitting: Conference, proof: OwnProof | None, attachment_id: str | None) -> str:
    if proof is not None:
        if proof.user_id != work.actor.user_id:
            raise NotPermitted("The passphrase was another user's.", means="Nothing was confirmed.")
        _need_chair(work, sitting)
        return PASSPHRASE
    filed = work.session.get(Attachment, attachment_id) if attachment_id else None
    if filed is None or (filed.about_kind, filed.about_id) != ("conference", sitting.id):
        raise Invalid({"attachment_id": "File the chair's e-mail with this sitting, and choose it here."})
    return EMAIL


def _need_chair(work: Work, sitting: Conference) -> None:
    """One's own passphrase confirms only what one has chaired oneself."""
    if work.actor.user_id == chair_user(work, sitting):
        return
    who = sitting.chair.strip()
    raise NotPermitted(
        f"This sitting was chaired by {who}, not by you." if who else "No chair is named for this sitting.",
        means="Nothing was confirmed.",
        do="The chair confirms with their own passphrase, or file the chair's e-mail with the sitting and choose it."
        if who
        else "Edit the sitting and name its chair first.",
    )


def _addenda(read: Read, conference_id: str) -> list[AddendumRow]:
    hide = not read.actor.may(Permission.SEE_NOTES)
    statement = (
        select(RecordAddendum, UserAccount.full_name)
        .join(UserAccount, UserAccount.id == RecordAddendum.written_by)
        .where(RecordAddendum.conference_id == conference_id)
        .order_by(RecordAddendum.written_at, RecordAddendum.id)
    )
    return [
        AddendumRow(row.id, row.item_id or "", "" if hide else row.text, name, row.written_at, bool(row.digest))
        for row, name in read.session.execute(statement)
    ]
