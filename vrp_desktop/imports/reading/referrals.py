"""One row read: the fields of a referral, what is wrong with it, and the row as it was sent."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.search.folding import fold_name


class ProblemCode(StrEnum):
    """What is wrong with a row. The first group holds it; the others are remarks."""

    NO_NAME = "NO_NAME"
    NO_REFERRAL_DATE = "NO_REFERRAL_DATE"
    NOT_A_DATE = "NOT_A_DATE"
    DATE_IN_FUTURE = "DATE_IN_FUTURE"
    BORN_AFTER_REFERRAL = "BORN_AFTER_REFERRAL"
    BORN_TOO_LONG_AGO = "BORN_TOO_LONG_AGO"

    VALUE_NOT_USED = "VALUE_NOT_USED"
    LOOKS_WRONG = "LOOKS_WRONG"
    AGE_DIFFERS = "AGE_DIFFERS"


HOLDING = frozenset(
    {
        ProblemCode.NO_NAME,
        ProblemCode.NO_REFERRAL_DATE,
        ProblemCode.NOT_A_DATE,
        ProblemCode.DATE_IN_FUTURE,
        ProblemCode.BORN_AFTER_REFERRAL,
        ProblemCode.BORN_TOO_LONG_AGO,
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about a row, in a plain sentence that quotes no value of it."""

    code: ProblemCode
    field: Field | None
    sentence: str

    @property
    def holds(self) -> bool:
        """Whether the row must wait on the desk for it."""
        return self.code in HOLDING


@dataclass(frozen=True, slots=True)
class ReferralFields:
    """What a row says. Codes are those of the reference lists; None and "" are blank; free words stay as written.

    `born_not_known` means that the sender wrote so. `place`, `source`, `sending_agency` and `agreement` are the
    sender's own words; where they are blank the batch's settings hold.
    """

    forenames: str = ""
    surname: str = ""
    known_as: str = ""
    written_name: str = ""
    born_on: date | None = None
    born_not_known: bool = False
    age: int | None = None
    sex: str | None = None
    ethnicity: str | None = None
    postcode: str | None = None
    address: str = ""
    place: str = ""
    home_authority: str = ""
    school: str = ""
    school_status: str | None = None
    send: str | None = None
    care_experience: str | None = None
    upn: str | None = None
    nhs_number: str | None = None
    pnc: str | None = None
    person_reference: str = ""
    referred_on: date | None = None
    is_batch_date: bool = False
    received_on: date | None = None
    reason: str = ""
    sender_reference: str = ""
    occurrence: str = ""
    event_on: date | None = None
    offence: str = ""
    source: str = ""
    sending_agency: str = ""
    referrer: str = ""
    agreement: str | None = None
    notes: str = ""

    @property
    def group_key(self) -> str:
        """Rows of one child within one file: folded name and date of birth, or the sender's or police number.

        Empty where nothing makes two rows of one name certainly the same child.
        """
        if not (self.forenames and self.surname):
            return ""
        name = fold_name(self.forenames, self.surname)
        if self.born_on is not None:
            return f"{name}|{self.born_on.isoformat()}"
        number = self.pnc or self.person_reference
        return f"{name}|#{number}" if number else ""


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row of the list with its number in the sheet. `cells` are its headings and texts, as kept for a held row."""

    number: int
    fields: ReferralFields
    problems: tuple[Problem, ...]
    cells: tuple[tuple[str, str], ...]

    @property
    def is_held(self) -> bool:
        return any(problem.holds for problem in self.problems)

    @property
    def held_because(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.holds)

    @property
    def digest(self) -> str:
        """A SHA-256 of the filled cells: the same row sent again has the same, whatever its place in the list."""
        filled = "\x1e".join(f"{heading}\x1f{text}" for heading, text in self.cells if text)
        return hashlib.sha256(filled.encode("utf-8", "surrogatepass")).hexdigest()
