"""The settings of a batch: what the file does not say of itself. They are remembered for each sender."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from vrp_desktop.imports.reading.dates import DateOrder
from vrp_desktop.imports.reading.fields import Field


class RowKind(StrEnum):
    """What a row is: one referral, or one police event of which those of one child make one referral."""

    REFERRAL = "REFERRAL"
    EVENT = "EVENT"


@dataclass(frozen=True, slots=True)
class BatchSettings:
    """What holds for the whole batch where a row does not say otherwise.

    `agreement` is an answer about support; `agreement_id` is the sharing agreement of the register it came under.
    `columns` has a field's code for each heading that a user has set by hand, or an empty text for "leave out".
    """

    sender: str = ""
    sending_agency: str | None = None
    source: str | None = None
    place: str | None = None
    referral_date: date | None = None
    agreement: str | None = None
    agreement_id: str | None = None
    rows: RowKind = RowKind.REFERRAL
    date_order: DateOrder | None = None
    sheet: str | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def with_column(self, heading: str, chosen: Field | None) -> BatchSettings:
        """The same with one column set by hand."""
        return replace(self, columns={**self.columns, heading: chosen.value if chosen else ""})

    def as_json(self) -> dict[str, object]:
        """What is kept with a batch and remembered for its sender; the row of headings belongs to one file."""
        return {
            "sending_agency": self.sending_agency,
            "source": self.source,
            "place": self.place,
            "referral_date": self.referral_date.isoformat() if self.referral_date else None,
            "agreement": self.agreement,
            "agreement_id": self.agreement_id,
            "rows": self.rows.value,
            "date_order": self.date_order.value if self.date_order else None,
            "sheet": self.sheet,
            "columns": dict(self.columns),
        }

    @classmethod
    def from_json(cls, sender: str, kept: Mapping[str, object]) -> BatchSettings:
        """What was remembered; a value that this version does not know is left out."""
        columns = kept.get("columns")
        rows, order = _text(kept, "rows") or "", _text(kept, "date_order") or ""
        return cls(
            sender=sender,
            sending_agency=_text(kept, "sending_agency"),
            source=_text(kept, "source"),
            place=_text(kept, "place"),
            referral_date=_day(kept, "referral_date"),
            agreement=_text(kept, "agreement"),
            agreement_id=_text(kept, "agreement_id"),
            rows=RowKind(rows) if rows in set(RowKind) else RowKind.REFERRAL,
            date_order=DateOrder(order) if order in set(DateOrder) else None,
            sheet=_text(kept, "sheet"),
            columns={str(key): str(value) for key, value in columns.items()} if isinstance(columns, Mapping) else {},
        )


def _day(kept: Mapping[str, object], key: str) -> date | None:
    try:
        return date.fromisoformat(_text(kept, key) or "")
    except ValueError:
        return None


def _text(kept: Mapping[str, object], key: str) -> str | None:
    value = kept.get(key)
    return value if isinstance(value, str) and value else None
