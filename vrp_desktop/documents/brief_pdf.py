"""The chair's brief on paper: one page for each case, with what changed, what is missing and what is open."""

from __future__ import annotations

from datetime import datetime

from vrp_desktop.briefing.brief import Brief, CaseBrief, Fact
from vrp_desktop.calendar import british, british_short
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.vocabulary import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
    Tone,
)
from vrp_desktop.people.naming import View, name_on_screen
from vrp_desktop.reference.lists import Lists

_HANDLING = "For the chair alone. Holds personal information about children: destroy it after the sitting."
_LONGEST = 220
"""Letters of one fact: a brief is read while people wait."""


def brief_pdf(
    lists: Lists, brief: Brief, *, marking: str, printed_by: str, printed_at: datetime, watermark: str = ""
) -> bytes:
    """The PDF of a brief."""
    blocks: list[Block] = []
    for at, case in enumerate(brief.cases):
        if at:
            blocks.append(PageBreak())
        blocks += _case(lists, case)
    return render(
        Document(
            title="Chair's brief",
            subtitle=f"{lists.label('forums', brief.forum_code)}, {british(brief.held_on)}",
            blocks=tuple(blocks) or (Paragraph("No panel case is on the agenda."),),
            made_at=printed_at,
            subject="Chair's brief",
            marking=marking,
            handling=_HANDLING,
            printed=Printed(printed_by, printed_at),
            watermark=watermark,
        )
    )


def _case(lists: Lists, case: CaseBrief) -> list[Block]:
    why = lists.label("agenda_reasons", case.reason) if case.reason else ""
    last = f"{british(case.since)}: {case.last_outcome}" if case.was_discussed else "This is the first time"
    pairs: list[tuple[str, Text]] = [
        ("Why it is here", ", ".join(filter(None, (why, "repeat within 12 months" if case.is_repeat else "")))),
        ("Last time", last),
    ]
    more = f"{case.more} more in the chronology." if case.more else ""
    return [
        Heading(f"{case.number}. {name_on_screen(case.words, View.NAMES)}, {case.case_code}"),
        Facts(tuple(pairs)),
        Heading("What has changed" if case.was_discussed else "What is known since the referral", 2),
        _changed(case.changed),
        *([Paragraph(more, Tone.QUIET)] if more else []),
        Heading("What is missing", 2),
        Bullets(case.missing) if case.missing else Paragraph("Nothing that the program knows of."),
        Heading("What is open to decide", 2),
        Bullets(case.open, numbered=True),
    ]


def _changed(facts: tuple[Fact, ...]) -> Table:
    columns = (Column("Day", share=0.16), Column("What", names_row=True, share=0.34), Column("More"))
    rows = tuple(Row((british_short(fact.on), fact.heading, _short(fact.detail))) for fact in facts)
    return Table(columns, rows, empty="Nothing is recorded since then.")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rsplit(' ', 1)[0]} ..."
