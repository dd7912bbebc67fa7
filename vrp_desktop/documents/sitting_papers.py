"""Papers of a sitting: the agenda, the tick sheet in the order of the keys, and the request to an agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vrp_desktop.calendar import british
from vrp_desktop.documents.document import Document, Printed, render
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Heading,
    Paragraph,
    Row,
    Table,
    Tone,
)

_HANDLING = "Holds personal information about children. Use it for this sitting alone, then destroy it."
_TICKS = (
    "Ring one letter in each line: it is the key that records it on the screen. For each item write whose it is, who "
    "does what by when, and the reason in a few words. It is typed in afterwards in the same order: Panels and "
    "conferences, this sitting, Type in the tick sheet."
)
_ASK = (
    "Please answer for every child, by the day given above. Nothing known is an answer too. Write only what helps to "
    "decide on support, and say if something may not be written into the record or must not reach the family."
)


@dataclass(frozen=True, slots=True)
class PaperItem:
    """One item as it is printed: a case by code and name, anything else by its words."""

    number: int
    code: str
    name: str
    about: str
    minutes: int | None
    notes: str = ""
    born_on: date | None = None
    keys: tuple[str, ...] = ()
    is_mappa: bool = False


@dataclass(frozen=True, slots=True)
class Ticks:
    """What can be ringed on a tick sheet: the keys of attendance by agency, and those of the outcomes, with words."""

    agencies: tuple[str, ...]
    states: tuple[tuple[str, str], ...]
    outcomes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    """Each list of outcomes under its heading."""


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands at the head of a sitting's papers."""

    forum: str
    on: date
    facts: tuple[tuple[str, str], ...]
    marking: str
    statement: str = ""
    agency: str = ""


def agenda_pdf(
    head: PaperHead,
    items: Sequence[PaperItem],
    ticks: Ticks | None,
    *,
    printed_by: str,
    printed_at: datetime,
    watermark: str = "",
) -> bytes:
    """The agenda, for one agency or for the chair; with ticks the tick sheet follows it."""
    blocks: list[Block] = [Facts((("Day", british(head.on)), *head.facts))]
    if head.statement:
        blocks += [Heading("Read at the opening"), Paragraph(head.statement)]
    blocks += [Heading("Agenda"), _agenda(items)]
    if ticks is not None:
        blocks += [Heading("Tick sheet"), Paragraph(_TICKS), _room(ticks)]
        for title, outcomes in ticks.outcomes:
            blocks += [Heading(title, 2), _legend(outcomes)]
        blocks.append(_ticks(items))
    title = f"Agenda for {head.agency}" if head.agency else "Agenda"
    return _pdf(head, title, blocks, printed_by, printed_at, watermark, landscape=ticks is not None)


def request_pdf(
    head: PaperHead, items: Sequence[PaperItem], *, printed_by: str, printed_at: datetime, watermark: str = ""
) -> bytes:
    """What an agency is asked about the children of a sitting, with room for its answers."""
    columns = (
        Column("Case", names_row=True, share=0.14),
        Column("Name", share=0.22),
        Column("Born", share=0.15),
        Column("What your agency knows, or: nothing known"),
    )
    rows = tuple(Row((each.code, each.name, british(each.born_on), "\n\n")) for each in items)
    blocks: list[Block] = [
        Facts((("Sitting", british(head.on)), *head.facts)),
        Paragraph(_ASK),
        Table(columns, rows),
    ]
    return _pdf(head, f"What {head.agency} knows", blocks, printed_by, printed_at, watermark)


def _agenda(items: Sequence[PaperItem]) -> Table:
    columns = (
        Column("No.", Align.RIGHT, 0.06),
        Column("Case", share=0.14, names_row=True),
        Column("What", share=0.28),
        Column("Why", share=0.16),
        Column("Minutes", Align.RIGHT, 0.1),
        Column("For this item"),
    )
    rows = tuple(
        Row((each.number, each.code or "–", each.name, each.about, each.minutes, each.notes)) for each in items
    )
    total = sum(each.minutes or 0 for each in items)
    notes = (f"{total} minutes together.",) if total else ()
    return Table(columns, rows, notes=notes, empty="Nothing is on the agenda for this agency.")


def _legend(outcomes: Sequence[tuple[str, str]]) -> Bullets:
    return Bullets(tuple(f"{key}: {words}" for key, words in outcomes))


def _room(ticks: Ticks) -> Table:
    """Who was there, the chair and the statement: what is typed in first."""
    keys = "  ".join(key for key, _ in ticks.states)
    said = ", ".join(f"{key} {words.lower()}" for key, words in ticks.states)
    columns = (Column("Agency", names_row=True, share=0.4), Column("There", share=0.2), Column("Who came"))
    rows = [Row((agency, keys, "")) for agency in ticks.agencies]
    rows += [Row(("Chair", "", "")), Row(("The statement was read", "Yes   No", "")), Row(("Next sitting", "", ""))]
    return Table(columns, tuple(rows), notes=(f"{said[:1].upper()}{said[1:]}.",))


def _ticks(items: Sequence[PaperItem]) -> Table:
    columns = (
        Column("No.", Align.RIGHT, 0.05),
        Column("Case", names_row=True, share=0.12),
        Column("What", share=0.15),
        Column("Outcome", share=0.16),
        Column("Reason", share=0.2),
        Column("Whose, by when", share=0.12),
        Column("Who does what by when"),
    )
    rows = tuple(
        Row((each.number, each.code or "–", each.name, "  ".join(each.keys), *(_room_to_write(each),) * 3))
        for each in items
    )
    return Table(columns, rows, empty="Nothing is on the agenda.")


def _room_to_write(item: PaperItem) -> Cell:
    """Of a person under MAPPA nothing is written down but the outcome."""
    return "–" if item.is_mappa else "\n\n"


def _pdf(
    head: PaperHead,
    title: str,
    blocks: Sequence[Block],
    printed_by: str,
    printed_at: datetime,
    watermark: str,
    *,
    landscape: bool = False,
) -> bytes:
    return render(
        Document(
            title=title,
            subtitle=head.forum,
            blocks=(*blocks, Paragraph("Nothing here is to be copied or passed on.", Tone.QUIET)),
            made_at=printed_at,
            subject="Papers of a sitting",
            marking=head.marking,
            handling=_HANDLING,
            printed=Printed(printed_by, printed_at),
            watermark=watermark,
            landscape=landscape,
        )
    )
