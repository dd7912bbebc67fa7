"""The same check list on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from vrp_desktop.calendar import british_short
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.vocabulary import Column, Facts, Paragraph, Row, Table
from vrp_desktop.exports.partner_checks.sheet import MARKING, NOT_ASKED, CheckLine
from vrp_desktop.reference.lists import Lists

_HANDLING = "Holds personal information about children. Use it to answer these questions alone, then destroy it."
_HOW = (
    "For each child, write in every open cell what your service found: open now, known before and closed now, or "
    "nothing known; and the day. Nothing known is an answer. Leave a cell empty where you cannot answer yet."
)


def check_list_pdf(
    lists: Lists,
    agency_code: str,
    facts: Sequence[str],
    lines: Sequence[CheckLine],
    *,
    purpose: str,
    recipient: str,
    printed_by: str,
    printed_at: datetime,
) -> bytes:
    """The PDF of one agency's check list."""
    agency = lists.label("agencies", agency_code)
    about = Facts((("For", recipient), ("Purpose", purpose), ("Children", f"{len(lines):,}")))
    return render(
        Document(
            title=f"Partner checks for {agency}",
            blocks=(about, Paragraph(_HOW), _table(lists, facts, lines)),
            made_at=printed_at,
            subject="Partner checks",
            marking=MARKING,
            handling=_HANDLING,
            printed=Printed(printed_by, printed_at),
            landscape=True,
        )
    )


def _table(lists: Lists, facts: Sequence[str], lines: Sequence[CheckLine]) -> Table:
    questions = tuple(Column(lists.label("eligibility_facts", fact)) for fact in facts)
    columns = (
        Column("Case", names_row=True, share=0.11),
        Column("Name", share=0.16),
        Column("Born", share=0.1),
        Column("Postcode", share=0.09),
        *questions,
        Column("Answered on", share=0.1),
    )
    rows = [
        Row(
            (
                line.case_code,
                line.name,
                british_short(line.born_on),
                line.postcode,
                *("" if fact in line.facts else NOT_ASKED for fact in facts),
                "",
            )
        )
        for line in lines
    ]
    return Table(columns, tuple(rows))
