"""Which places have supplied data, for the quarter and the year to date: distinct people, not added quarters."""

from __future__ import annotations

from collections.abc import Sequence

from vrp_desktop.documents.return_words import listed
from vrp_desktop.documents.vocabulary import Align, Beside, Block, Column, Heading, Paragraph, Row, Strong, Table, Text
from vrp_desktop.returns.content import PlaceSupply

_HEADING = "Places that have supplied data"
_FEW_PLACES = 4
_MANY_PLACES = 12
_NONE = "None yet"
_NOTE = "Distinct children and young people referred into a panel; someone referred in two places counts in each."


def supply_blocks(supply: Sequence[PlaceSupply]) -> list[Block]:
    """What the first page says: in words, and by place unless there are too many for it."""
    if not supply:
        return []
    tables = [] if len(supply) > _MANY_PLACES else [_tables(supply)]
    return [Heading(_HEADING, 2, in_contents=False), Paragraph(_in_words(supply), holds_next=bool(tables)), *tables]


def late_supply_blocks(supply: Sequence[PlaceSupply]) -> list[Block]:
    """The table by place on a later page, where there are too many for the first."""
    return [Heading(_HEADING), _tables(supply)] if len(supply) > _MANY_PLACES else []


def _in_words(supply: Sequence[PlaceSupply]) -> Text:
    wanting = [place.label for place in supply if not place.quarter]
    if not wanting:
        return (Strong(f"All {len(supply)} places"), " have supplied data for the quarter.")
    given = Strong(f"{len(supply) - len(wanting)} of {len(supply)} places")
    return (given, f" have supplied data for the quarter. Nothing has come from {listed(wanting)}.")


def _tables(supply: Sequence[PlaceSupply]) -> Block:
    """The places one below another, or in two columns."""
    across = 1 if len(supply) <= _FEW_PLACES else 2
    size = -(-len(supply) // across)
    tables = [_table(supply[start : start + size]) for start in range(0, len(supply), size)]
    return Beside(tuple(tables), across, notes=(_NOTE,))


def _table(places: Sequence[PlaceSupply]) -> Table:
    columns = (Column("Place", names_row=True), Column("Quarter", Align.RIGHT), Column("Year to date", Align.RIGHT))
    rows = [Row((place.label, place.quarter or _NONE, place.year or _NONE)) for place in places]
    return Table(columns, tuple(rows), is_even=True)
