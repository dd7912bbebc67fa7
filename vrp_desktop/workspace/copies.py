"""The ageing of backups: which files were made, for how long they are kept, and which should be gone.

An old backup still holds children who were erased since; restoring it erases them again, but the file itself stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from db.access import UserAccount, WorkspaceFact
from db.backup_copies import BackupCopy
from db.people import Person
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.reference.lists import read_lists_of

RULE: Final = "backup_rule"
WAYS: Final = "destruction_ways"
DELETED: Final = "FILE_DELETED"
MOST_DAYS: Final = 3_650
MOST_KEPT: Final = 100


@dataclass(frozen=True, slots=True)
class BackupRule:
    """For how many days a backup is kept, and how many of the newest stay however old they are."""

    keep_days: int = 90
    keep_least: int = 3


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One backup file. `erased_since` counts the children that it still holds although they were erased."""

    copy_id: str
    version: int
    made_at: datetime
    made_by: str
    folder: str
    file_name: str
    size: int
    digest: str
    verified_at: datetime | None
    keep_until: date
    is_newest: bool
    is_past: bool
    erased_since: int
    gone_on: date | None
    gone_how: str | None
    gone_by: str
    gone_note: str

    @property
    def is_there(self) -> bool:
        """Whether nobody said that it is gone."""
        return self.gone_on is None


def backup_rule(read: Read) -> BackupRule:
    """The rule as it was set, or the proposal."""
    fact = read.session.get(WorkspaceFact, RULE)
    return BackupRule(**fact.value) if fact is not None else BackupRule()


@command(Permission.BACK_UP)
def copies(read: Read) -> list[CopyRow]:
    """Every backup file that was made: those that should be gone first, then the others, newest first."""
    found = _rows(read)
    return sorted(found, key=lambda row: (not row.is_past, not row.is_there, -row.made_at.timestamp()))


def past_age(read: Read) -> int:
    """How many backups should be gone, for those who may see to it."""
    return sum(row.is_past for row in _rows(read)) if read.actor.may(Permission.BACK_UP) else 0


@command(Permission.BACK_UP)
def note_gone(work: Work, copy_id: str, version: int, how: str, note: str = "") -> None:
    """Write that a backup file is gone, and how: deleted here, or destroyed where it lay."""
    row = work.get(BackupCopy, copy_id, "backup")
    check_version(row, version)
    if row.gone_on is not None:
        raise RuleBroken("This backup was ticked off already.", means="Nothing was changed.")
    if read_lists_of(work.session).entry(WAYS, how) is None:
        raise Invalid({"how": "Choose how it was destroyed."})
    refuse_newest(_rows(work), row.id)
    row.gone_on, row.gone_how, row.gone_by = work.today, how, work.actor.user_id
    row.gone_note = note.strip()[:200]
    work.names("backup_copy", row.id, None, row.gone_note)


@command(Permission.BACK_UP)
def note_here_again(work: Work, copy_id: str, version: int, reason: str) -> None:
    """Take a tick back: the file is there after all."""
    row = work.get(BackupCopy, copy_id, "backup")
    check_version(row, version)
    if row.gone_on is None:
        raise RuleBroken("This backup was not ticked off.", means="Nothing was changed.")
    if not reason.strip():
        raise Invalid({"reason": "Say why."})
    row.gone_on, row.gone_how, row.gone_by, row.gone_note = None, None, None, ""
    work.names("backup_copy", row.id, None, reason.strip())


@command(Permission.BACK_UP)
def note_verified(work: Work, copy_id: str) -> None:
    """Write that a backup file was read from end to end and is whole."""
    row = work.get(BackupCopy, copy_id, "backup")
    row.verified_at = work.now
    work.names("backup_copy", row.id)


@command(Permission.BACK_UP)
def note_found(work: Work, folder: str, file_name: str, size: int, digest: str, made_at: datetime) -> str:
    """List a backup that lies in the workspace's own folder and that nobody listed; returns its id."""
    row = BackupCopy(id=work.new_id(), made_at=made_at, folder=folder, file_name=file_name, size=size, digest=digest)
    work.add(row)
    work.names("backup_copy", row.id, None, "Found beside the store.")
    return row.id


@command(Permission.BACK_UP)
def note_trimmed(work: Work, folder: str, file_names: Sequence[str]) -> None:
    """Write that backups of the workspace's own folder made room for newer ones."""
    mine = select(BackupCopy).where(
        BackupCopy.folder == folder, BackupCopy.file_name.in_(file_names), BackupCopy.gone_on.is_(None)
    )
    for row in work.session.scalars(mine):
        row.gone_on, row.gone_how, row.gone_by = work.today, DELETED, work.actor.user_id
        row.gone_note = "Only the newest stay in the workspace's own folder."
        work.names("backup_copy", row.id)


@command(Permission.MANAGE_SETTINGS)
def set_backup_rule(work: Work, rule: BackupRule) -> None:
    """Say for how long backups are kept."""
    wrong = {}
    if not 1 <= rule.keep_days <= MOST_DAYS:
        wrong["keep_days"] = f"Give a number of days from 1 to {MOST_DAYS:,}."
    if not 1 <= rule.keep_least <= MOST_KEPT:
        wrong["keep_least"] = f"Give a number from 1 to {MOST_KEPT}."
    if wrong:
        raise Invalid(wrong)
    values = {"keep_days": rule.keep_days, "keep_least": rule.keep_least}
    work.session.merge(WorkspaceFact(key=RULE, value=values))
    said = f"Backups are kept {rule.keep_days} days, and the newest {rule.keep_least} in any case."
    work.names("workspace_fact", RULE, reason=said)


def refuse_newest(rows: Sequence[CopyRow], copy_id: str) -> None:
    """Refuse to let go of one of the newest backups: without them a lost computer is a lost workspace."""
    if any(row.copy_id == copy_id and row.is_newest for row in rows):
        raise RuleBroken(
            "This is one of the newest backups.",
            means="It stays: what was entered since the others would be lost with this computer.",
            do="Make a new backup first.",
        )


def _rows(read: Read) -> list[CopyRow]:
    rule = backup_rule(read)
    rows = list(read.session.scalars(select(BackupCopy).order_by(BackupCopy.made_at.desc(), BackupCopy.id.desc())))
    names = {row[0]: row[1] for row in read.session.execute(select(UserAccount.id, UserAccount.full_name))}
    gone = select(Person.entered_at, Person.erased_at).where(Person.erased_at.is_not(None))
    erased = [(row[0], row[1]) for row in read.session.execute(gone) if row[1] is not None]
    newest = {row.id for row in [row for row in rows if row.gone_on is None][: rule.keep_least]}
    return [_row(read, row, names, rule, erased, is_newest=row.id in newest) for row in rows]


def _row(
    read: Read,
    row: BackupCopy,
    names: dict[str, str],
    rule: BackupRule,
    erased: Sequence[tuple[datetime, datetime]],
    *,
    is_newest: bool,
) -> CopyRow:
    until = london_day(row.made_at) + timedelta(days=rule.keep_days)
    return CopyRow(
        row.id,
        row.version,
        row.made_at,
        names.get(row.made_by or "", ""),
        row.folder,
        row.file_name,
        row.size,
        row.digest,
        row.verified_at,
        until,
        is_newest,
        row.gone_on is None and not is_newest and read.today > until,
        sum(entered <= row.made_at < gone for entered, gone in erased),
        row.gone_on,
        row.gone_how,
        names.get(row.gone_by or "", ""),
        row.gone_note,
    )
