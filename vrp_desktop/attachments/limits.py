"""How large a kept file may be: a setting of the workspace."""

from __future__ import annotations

from typing import Final

from db.access import WorkspaceFact
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.errors import Invalid, KnownError

LIMIT: Final = "attachment_limit_mb"
USUAL: Final = 25
MOST: Final = 200
MEBIBYTE: Final = 1024 * 1024


def size_limit(read: Read) -> int:
    """The largest file that is kept, in bytes."""
    return limit_mb(read) * MEBIBYTE


def limit_mb(read: Read) -> int:
    """The same in megabytes, as it is set."""
    fact = read.session.get(WorkspaceFact, LIMIT)
    return int(fact.value) if fact is not None else USUAL


@command(Permission.MANAGE_SETTINGS)
def set_size_limit(work: Work, megabytes: int) -> None:
    """Change how large a kept file may be; files that are kept already stay."""
    if not 1 <= megabytes <= MOST:
        raise Invalid({"megabytes": f"Give a number from 1 to {MOST}."})
    work.session.merge(WorkspaceFact(key=LIMIT, value=megabytes))
    work.names("workspace_fact", LIMIT, reason=f"Files up to {megabytes} MB are kept.")


def too_large(size: int, limit: int) -> KnownError:
    """What is said of a file beyond the limit."""
    return KnownError(
        f"This file is too large to be kept: {words_for(size)}, and the limit is {words_for(limit)}.",
        means="Nothing was added.",
        do="Save only the pages that are needed, or ask a manager to raise the limit in Settings, Files kept.",
    )


def words_for(size: int) -> str:
    """A size as people say it."""
    if size < 1024:
        return f"{size:,} bytes"
    if size < MEBIBYTE:
        return f"{size / 1024:,.0f} KB"
    return f"{size / MEBIBYTE:,.1f}".removesuffix(".0") + " MB"
