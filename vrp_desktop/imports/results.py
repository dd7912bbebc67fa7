"""What the deeds of intake give back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a list: `read` = `taken` + `held`. A row that is the same as one taken before counts as taken and
    joined, since its child is on file, and as `on_file`, since nothing new is made of it.
    """

    read: int = 0
    taken: int = 0
    held: int = 0
    joined: int = 0
    likely_duplicates: int = 0
    on_file: int = 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A batch that was taken in, with its counts."""

    batch_id: str
    read: int
    taken: int
    held: int
    joined: int
    likely_duplicates: int
    on_file: int = 0

    def as_json(self) -> dict[str, str | int]:
        """As the command line prints it."""
        plain = asdict(self)
        del plain["batch_id"], plain["on_file"]
        return {"batch": self.batch_id, **plain}


class Settlement(StrEnum):
    """What became of a row on the desk."""

    TAKEN = "TAKEN"
    JOINED = "JOINED"
    ON_FILE = "ON_FILE"
    HELD = "HELD"


@dataclass(frozen=True, slots=True)
class Settled:
    """A row after a deed on the desk; `reason` says why it still waits, where it does."""

    outcome: Settlement
    person_id: str | None = None
    referral_id: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """A record that taking a batch back leaves, and why."""

    kind: str
    record_id: str
    person_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What taking a batch back removed, and what it kept."""

    referrals: int
    people: int
    rows: int
    kept: tuple[Kept, ...] = ()
