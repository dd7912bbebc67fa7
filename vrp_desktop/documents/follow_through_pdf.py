"""An agency's follow-through on paper: a table for its slip, and a fair letter of one page to its lead (B5)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from vrp_desktop.actions.follow_through import ENDS, SITTINGS, FollowRow, FollowThrough, Part
from vrp_desktop.calendar import british
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.vocabulary import Align, Block, Column, Paragraph, Row, Table, Tone, section

MARKING: Final = "OFFICIAL"
FAIR: Final = (
    "Could not and did not are kept apart: what could not be done for a reason outside the agency is not held against "
    "it. The due date that counts is the one that stood on the day; one moved beforehand is another day. The numbers "
    "are for the agency and the chair alone, and are set beside those of no other agency."
)
_SHARE: Final = 0.15
_INSET: Final = "\u00a0" * 4
"""Before what is a part of the line above."""


def follow_table(found: FollowThrough) -> Table:
    """The numbers: what became of the actions, and the sittings."""
    columns = (
        Column("What", names_row=True),
        Column(_quarter(found), Align.RIGHT, _SHARE),
        Column("Four quarters", Align.RIGHT, _SHARE),
    )
    actions = [row for row in found.rows if row.part not in SITTINGS]
    sittings = [row for row in found.rows if row.part in SITTINGS]
    rows = [section("Actions"), *map(_row, actions), section("Sittings"), *map(_row, sittings)]
    notes = (f"Four quarters: {british(found.from_on)} to {british(found.until)}.",)
    return Table(columns, tuple(rows), notes=notes)


def follow_letter(
    found: FollowThrough, agency: str, area: str, *, printed_by: str, printed_at: datetime, watermark: str = ""
) -> bytes:
    """One page to the agency's lead: thanks, the numbers, and what the chair asks."""
    blocks: tuple[Block, ...] = (
        Paragraph(f"To the lead of {agency}"),
        Paragraph(_opening(found)),
        follow_table(found),
        Paragraph(_asking(found)),
        Paragraph(FAIR, Tone.QUIET),
    )
    return render(
        Document(
            title="How agreed actions went",
            subtitle=f"{agency}, {_quarter(found)}",
            blocks=blocks,
            made_at=printed_at,
            organisation=area,
            subject=f"Follow-through of {agency}",
            author=area,
            marking=MARKING,
            handling="For the agency named and the chair alone.",
            watermark=watermark,
            printed=Printed(printed_by, printed_at),
        )
    )


def _opening(found: FollowThrough) -> str:
    due, done = found.of(Part.CAME_DUE).year or 0, sum(_year(found, part) for part in (Part.ON_TIME, Part.LATE))
    if not due:
        return "Thank you for your part in our panels and conferences. Over the last four quarters no action came due."
    return (
        f"Thank you for your part in our panels and conferences. Over the last four quarters {due:g} of your agreed "
        f"actions came due; {done:g} of them {'was' if done == 1 else 'were'} done, "
        f"{_year(found, Part.ON_TIME):g} on time."
    )


def _asking(found: FollowThrough) -> str:
    """What the numbers ask for, if anything; nothing is asked where nothing waits."""
    waits = found.of(Part.OVERDUE).quarter or 0
    words = []
    if waits:
        is_one = waits == 1
        words.append(
            f"{waits:g} action{' is' if is_one else 's are'} overdue: please tell us by its reply code whether it is "
            "done, in hand, or could not be done and why."
        )
    if _year(found, Part.COULD_NOT):
        words.append("What could not be done tells us where a service is missing: we take it to the partnership.")
    if _year(found, Part.SILENT):
        words.append("Where nobody can come, a deputy or a few lines of information beforehand help the children most.")
    return " ".join(words) or "Nothing waits for you at present."


def _year(found: FollowThrough, part: Part) -> float:
    row = next((row for row in found.rows if row.part is part), None)
    return (row.year if row is not None else None) or 0


def _row(row: FollowRow) -> Row:
    label = f"{_INSET}{row.label}" if row.part in (*ENDS, Part.OVERDUE) else row.label
    return Row((label, row.words(row.quarter), row.words(row.year)))


def _quarter(found: FollowThrough) -> str:
    return f"Q{found.quarter.number} {found.quarter.financial_year}"
