"""The record of a sitting on paper, by its forum's own list of what it holds; until it is confirmed it says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vrp_desktop.calendar import british, british_short
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.vocabulary import (
    Block,
    Bullets,
    Column,
    Facts,
    Heading,
    Note,
    Paragraph,
    Row,
    Table,
    Text,
)
from vrp_desktop.sitting.record_words import RecordAction, RecordItem

_BESIDE = "What was put right or added after the record was confirmed. All above stands as it was confirmed."
_ERASED = "The record of this child was erased. What was said of it here went with it."
_HANDLING = "Holds personal information about children. Share only what is needed, and record that you did."


@dataclass(frozen=True, slots=True)
class RecordPaper:
    """All that the record of a sitting says."""

    forum: str
    on: date
    marking: str
    parts: frozenset[str]
    facts: tuple[tuple[str, str], ...]
    attendance: tuple[tuple[str, str, str, str], ...]
    statement: str
    earlier: tuple[RecordAction, ...]
    items: tuple[RecordItem, ...]
    actions: tuple[RecordAction, ...]
    next_on: date | None
    confirmed: str
    addenda: tuple[str, ...]


def sitting_record_pdf(paper: RecordPaper, *, printed_by: str, printed_at: datetime, watermark: str = "") -> bytes:
    """The PDF of a record."""
    blocks: list[Block] = [Facts((("Day", british(paper.on)), *paper.facts))]
    blocks.append(
        Note(paper.confirmed or "This record is not confirmed yet.", "Confirmed" if paper.confirmed else "Draft")
    )
    if "ATTENDANCE" in paper.parts:
        blocks += [Heading("Attendance"), _attendance(paper.attendance)]
    if "STATEMENT" in paper.parts and paper.statement:
        blocks += [Heading("Read at the opening"), Paragraph(paper.statement)]
    if "EARLIER_ACTIONS" in paper.parts:
        blocks += [Heading("Actions of earlier sittings that are open"), _actions(paper.earlier)]
    for item in paper.items:
        blocks += _item(paper.parts, item)
    if "ACTIONS" in paper.parts:
        blocks += [Heading("Actions agreed"), _actions(paper.actions)]
    if "NEXT" in paper.parts:
        blocks += [Heading("Next sitting"), Paragraph(british(paper.next_on) or "Not planned yet.")]
    if paper.addenda:
        blocks += [Heading("Addenda"), Paragraph(_BESIDE), Bullets(paper.addenda)]
    return render(
        Document(
            title="Record of a sitting",
            subtitle=paper.forum,
            blocks=tuple(blocks),
            made_at=printed_at,
            subject="Record of a sitting",
            marking=paper.marking,
            handling=_HANDLING,
            printed=Printed(printed_by, printed_at),
            watermark=watermark or ("" if paper.confirmed else "DRAFT"),
        )
    )


def _attendance(rows: Sequence[tuple[str, str, str, str]]) -> Table:
    columns = (Column("Agency", names_row=True), Column("Came"), Column("Who"), Column("Information sent"))
    return Table(columns, tuple(Row(row) for row in rows), empty="Attendance was not recorded.")


def _actions(actions: Sequence[RecordAction]) -> Table:
    columns = (
        Column("Action", names_row=True, share=0.14),
        Column("What"),
        Column("Owner", share=0.2),
        Column("Due", share=0.14),
    )
    rows = tuple(Row((each.code, each.text, each.owner, british_short(each.due_on))) for each in actions)
    return Table(columns, rows, empty="None.")


_WORDS = (
    ("VOICE", "childs_voice", "In the child's own words"),
    ("STRENGTHS", "strengths", "Strengths"),
    ("NEEDS", "needs", "Needs"),
    ("SAFETY", "safety", "Safety"),
)


def _item(parts: frozenset[str], item: RecordItem) -> list[Block]:
    """An item, where the forum's record holds anything of it."""
    if item.is_erased:
        return [Heading(f"{item.number}. {item.title}"), Paragraph(_ERASED)]
    pairs: list[tuple[str, Text]] = []
    if "CONTRIBUTIONS" in parts:
        pairs += item.said
    pairs += [(words, item.words[name]) for part, name, words in _WORDS if part in parts and item.words.get(name)]
    if "DECISIONS" in parts:
        pairs.append(("Decision", item.outcome or "None"))
    if "REASONS" in parts and item.reasons:
        pairs.append(("Reasons", item.reasons))
    if "DISAGREEMENT" in parts and item.disagreement:
        pairs.append(("Disagreement", item.disagreement))
    if not pairs:
        return []
    return [Heading(f"{item.number}. {item.title}"), Facts(tuple(pairs))]
