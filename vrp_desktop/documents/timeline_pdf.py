"""A child's chronology on paper: what happened on which day, with names, or redacted to the person's code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby

from vrp_desktop.calendar import british
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.redaction import Redaction
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Column,
    Facts,
    Heading,
    Note,
    NoteKind,
    Row,
    Table,
    Text,
    section,
)
from vrp_desktop.partnership.audience import Audience, those_for
from vrp_desktop.people.naming import PersonWords, View, name_on_screen
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import Lists

MARKING = "OFFICIAL-SENSITIVE"
HANDLING = "Holds personal information about a child. Share only what is needed, and record that you did."

_REDACTED = (
    "Names that the program knows are replaced by codes. Nicknames, places and other details may still show who is "
    "meant: read it through before it leaves."
)


def timeline_document(
    person: PersonWords,
    entries: Sequence[TimelineEntry],
    *,
    printed_by: str,
    printed_at: datetime,
    area: str = "",
    facts: Sequence[tuple[str, str]] = (),
    redacted: bool = False,
    others: Sequence[PersonWords] = (),
    lists: Lists,
    audience: Audience,
) -> Document:
    """The chronology of one child, oldest entry first.

    Args:
        person: Whose it is. The name stands on the page alone, never in the file's title.
        entries: What happened, from any feature, in any order.
        printed_by: Who prints it.
        printed_at: When; aware.
        area: Whose records these are.
        facts: What else stands at the head, such as ("Age", "14"); leave out what a redacted copy must not say.
        redacted: Whether names are replaced by codes.
        others: Former names, and other people whose names may stand in the text; each with the code to put there.
        lists: The reference lists, which say whom each restriction keeps an entry from.
        audience: For whom the copy is made; what must not reach them is left out.
    """
    entries = those_for(lists, entries, audience)
    redaction = Redaction((person, *others))
    told = [_redacted(entry, redaction) for entry in entries] if redacted else list(entries)
    told.sort(key=lambda entry: entry.on)
    blocks: list[Block] = [
        _summary(person, told, facts),
        *([Note(_REDACTED, "Redacted copy", NoteKind.WARNING)] if redacted else []),
        Heading("What happened"),
        _table(told),
    ]
    return Document(
        title=f"Chronology of {person.code}",
        subtitle="" if redacted else name_on_screen(person, View.NAMES),
        blocks=tuple(blocks),
        made_at=printed_at,
        organisation=area,
        subject="Chronology",
        author=area,
        marking=MARKING,
        handling=HANDLING,
        printed=Printed(printed_by, printed_at),
    )


def render_timeline(
    person: PersonWords,
    entries: Sequence[TimelineEntry],
    *,
    printed_by: str,
    printed_at: datetime,
    area: str = "",
    facts: Sequence[tuple[str, str]] = (),
    redacted: bool = False,
    others: Sequence[PersonWords] = (),
    lists: Lists,
    audience: Audience,
) -> bytes:
    """The PDF of `timeline_document`."""
    return render(
        timeline_document(
            person,
            entries,
            printed_by=printed_by,
            printed_at=printed_at,
            area=area,
            facts=facts,
            redacted=redacted,
            others=others,
            lists=lists,
            audience=audience,
        )
    )


def _redacted(entry: TimelineEntry, redaction: Redaction) -> TimelineEntry:
    return TimelineEntry(
        entry.on,
        entry.kind,
        entry.record_id,
        redaction.of(entry.heading),
        redaction.of(entry.detail),
        entry.is_free_text,
        entry.restriction,
        entry.agency,
    )


def _summary(person: PersonWords, entries: Sequence[TimelineEntry], facts: Sequence[tuple[str, str]]) -> Facts:
    pairs: list[tuple[str, Text]] = [("Code", person.code), *facts]
    if entries:
        count = f"{len(entries):,} {'entry' if len(entries) == 1 else 'entries'}"
        pairs.append(("Period", f"{_span(entries[0].on, entries[-1].on)}, {count}"))
    return Facts(tuple(pairs))


def _span(first: date, last: date) -> str:
    return british(first) if first == last else f"{british(first)} to {british(last)}"


def _table(entries: Sequence[TimelineEntry]) -> Table:
    """A row for each entry, under its month."""
    columns = (
        Column("Day", Align.LEFT, 0.13),
        Column("What happened", Align.LEFT, 0.32, names_row=True),
        Column("More", Align.LEFT),
    )
    rows: list[Row] = []
    for _, month in groupby(entries, key=lambda entry: (entry.on.year, entry.on.month)):
        months = list(month)
        rows.append(section(f"{months[0].on:%B %Y}"))
        rows += [Row((f"{entry.on:%a} {entry.on.day}", entry.heading, entry.detail)) for entry in months]
    return Table(columns, tuple(rows), empty="Nothing has been recorded yet.")
