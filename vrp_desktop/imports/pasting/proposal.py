"""What a paste proposes: rows, the text of each field, and how sure that is with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from vrp_desktop.imports.reading.fields import Field


class Sure(StrEnum):
    """How sure a proposed field is; one of low must be confirmed by a person."""

    HIGH = "HIGH"
    MEDIUM = "MEDIUM"
    LOW = "LOW"

    @property
    def less(self) -> Sure:
        """One step less sure."""
        return Sure.MEDIUM if self is Sure.HIGH else Sure.LOW


class PastedAs(StrEnum):
    """What was pasted."""

    TABLE = "TABLE"
    MAIL = "MAIL"


@dataclass(frozen=True, slots=True)
class ProposedField:
    """One field of a row as it was found."""

    field: Field
    text: str
    sure: Sure
    reason: str

    def less_sure(self, reason: str) -> ProposedField:
        """The same with one more doubt."""
        return replace(self, sure=self.sure.less, reason=f"{self.reason} {reason}".strip())


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """One child as proposed, with the very text that it was read from."""

    fields: tuple[ProposedField, ...]
    source: str

    def field(self, wanted: Field) -> ProposedField | None:
        """The proposal for one field."""
        return next((each for each in self.fields if each.field is wanted), None)


@dataclass(frozen=True, slots=True)
class Proposal:
    """All that a paste proposes, the whole of its text, and what was passed over, said and never silent."""

    kind: PastedAs
    rows: tuple[ProposedRow, ...]
    source: str
    left_out: tuple[str, ...] = ()
    digest: str = ""
    size: int = 0
