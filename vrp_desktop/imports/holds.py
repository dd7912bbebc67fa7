"""Why rows wait on the desk, and where a row of a batch stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vrp_desktop.imports.reading.referrals import Problem


class HoldCode(StrEnum):
    """Reasons that come from what is on file and from the batch; `ProblemCode` has those of the row itself."""

    NO_EVENT_DATE = "NO_EVENT_DATE"
    NO_PLACE = "NO_PLACE"
    NOT_YOUR_PLACE = "NOT_YOUR_PLACE"
    OTHER_PLACE = "OTHER_PLACE"
    LIKELY_DUPLICATE = "LIKELY_DUPLICATE"
    SEVERAL_ON_FILE = "SEVERAL_ON_FILE"


LIKELY: Final = (HoldCode.LIKELY_DUPLICATE.value, HoldCode.SEVERAL_ON_FILE.value)
"""The reasons that count as likely duplicates: the row may be of a child on file."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A reason for holding a row, as a sentence that repeats nothing personal."""

    code: str
    sentence: str

    @classmethod
    def of(cls, problem: Problem) -> Hold:
        """What reading found wrong, as a reason."""
        return cls(problem.code.value, problem.sentence)


class RowState(StrEnum):
    """Where a row of a batch stands. ON_FILE: the same row was taken before, so that nothing new is made of it."""

    TAKEN = "TAKEN"
    JOINED = "JOINED"
    ON_FILE = "ON_FILE"
    HELD = "HELD"
    SET_ASIDE = "SET_ASIDE"
    TAKEN_BACK = "TAKEN_BACK"


SETTLED: Final = (RowState.TAKEN.value, RowState.JOINED.value, RowState.ON_FILE.value)
"""The states in which a row that is seen again is on file already."""
