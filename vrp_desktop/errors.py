"""The known errors: things that go wrong in the world, told in plain words. Anything else is a bug."""

from __future__ import annotations

from collections.abc import Mapping


class KnownError(Exception):
    """What happened, what it means for the data, and what to do next. Never holds personal data."""

    def __init__(self, what: str, *, means: str = "", do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.means = means
        self.do = do

    def __str__(self) -> str:
        """One plain line: the three sentences in order."""
        return " ".join(part for part in (self.what, self.means, self.do) if part)


class Invalid(KnownError):
    """What was typed cannot be kept: a sentence for each field that must be mended."""

    def __init__(self, fields: Mapping[str, str], what: str = "Some of what was typed needs mending.") -> None:
        super().__init__(what, means="Nothing was saved.", do=" ".join(fields.values()))
        self.fields = dict(fields)


class Stale(KnownError):
    """Someone saved this record first. `theirs` holds their values by field, for the side-by-side dialog."""

    def __init__(self, kind: str, record_id: str, theirs: Mapping[str, object]) -> None:
        super().__init__(
            "This record was changed by someone else after you opened it.",
            means="Your changes are not saved yet and theirs are kept.",
            do="Compare both and choose which values to keep.",
        )
        self.kind = kind
        self.record_id = record_id
        self.theirs = dict(theirs)


class NotFound(KnownError):
    """The record asked for is not in the store, or not in the user's places."""


class RecordRestricted(KnownError):
    """The record is restricted and the user has not opened it: the screen asks for the reason, and tries again."""

    def __init__(self, person_id: str, code: str) -> None:
        super().__init__(
            f"The record {code} is restricted.",
            means="It opens on a stated reason, which stays with the record. Nothing was changed.",
            do="Open the record and say why you need it.",
        )
        self.person_id = person_id
        self.code = code


class NamesRestricted(KnownError):
    """A text comes back changed, of which the writer could not read all: a name in it is of a restricted record."""

    def __init__(self) -> None:
        super().__init__(
            "This text names somebody whose record is restricted.",
            means="Where it says [restricted] stands a name that you cannot read. Nothing was changed.",
            do="Leave [restricted] where it stands, or open that record on a reason first, then open this again.",
        )


class NotPermitted(KnownError):
    """The user's role or places do not allow the deed."""


class RuleBroken(KnownError):
    """The rules of the work do not allow this deed now, for instance a status that may not follow another."""


class StoreError(KnownError):
    """Something is wrong with the workspace's files."""


class WrongPassphrase(StoreError):
    """The user name and passphrase do not open this workspace; it is never said which."""


class TooManyTries(StoreError):
    """Unlocking must wait after wrong tries; `wait_seconds` says how long."""

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(
            f"After several wrong tries, unlocking waits for {wait_seconds} more seconds.",
            means="Nothing is lost.",
            do="Wait, then try again, or use the recovery sheet.",
        )
        self.wait_seconds = wait_seconds


class DamagedFile(StoreError):
    """A file of the workspace is truncated, overwritten or missing."""


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program."""


class StoreInUse(StoreError):
    """Another process holds the workspace's lock."""


class DiskFull(StoreError):
    """There is no room to write."""


class ReadOnlyFolder(StoreError):
    """The folder does not let us write."""


class NotASpreadsheet(KnownError):
    """The file is not a spreadsheet that can be read."""


class Cancelled(KnownError):
    """The user stopped a long job; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Stopped.", means="Nothing was changed.")
