"""The vocabulary that every document is written in: frozen values that say what stands there, not how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Strong:
    """A stretch of text in bold."""

    text: str


Text = str | tuple["str | Strong", ...]
Cell = str | int | None


def plain(text: Text) -> str:
    """The words of a text without its emphasis."""
    if isinstance(text, str):
        return text
    return "".join(part if isinstance(part, str) else part.text for part in text)


class Tone(Enum):
    """How loudly a paragraph speaks."""

    BODY = "body"
    LEAD = "lead"
    QUIET = "quiet"


class Align(Enum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


class RowKind(Enum):
    """What a row of a table is: a record, a heading over the rows below it, or a sum of the rows above it."""

    BODY = "body"
    SECTION = "section"
    TOTAL = "total"


class NoteKind(Enum):
    """What a note asks of the reader."""

    NOTE = "note"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, 2 or 3, below the document's title; it never stands alone at the foot of a page."""

    text: str
    level: int = 1
    in_contents: bool = True

    def __post_init__(self) -> None:
        _need(self.level in (1, 2, 3), "a heading has level 1, 2 or 3")
        _need(bool(self.text.strip()), "a heading has words")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; a line break in it is kept. With `holds_next` it stays with what follows, as a heading does."""

    text: Text
    tone: Tone = Tone.BODY
    holds_next: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, where its text stands, its share of the width, and the head over its group.

    Without `align`, numbers and their heads stand at the right. `names_row` marks the cells that head their row.
    """

    head: str
    align: Align | None = None
    share: float | None = None
    names_row: bool = False
    group: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table. A section has one cell, which runs over the whole width."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.BODY


@dataclass(frozen=True, slots=True)
class Table:
    """A table of data. Its head is repeated on every page it runs over; long cells wrap.

    With `is_even` its columns of numbers are equally wide.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
    empty: str = "Nothing to show."
    is_even: bool = False

    def __post_init__(self) -> None:
        _need(bool(self.columns), "a table has columns")
        for row in self.rows:
            wanted = 1 if row.kind is RowKind.SECTION else len(self.columns)
            _need(len(row.cells) == wanted, f"a {row.kind.value} row of this table has {wanted} cells")


def table(
    heads: Sequence[str | Column], rows: Sequence[Sequence[Cell] | Row], title: str = "", notes: Sequence[str] = ()
) -> Table:
    """A table from plain sequences; its first column names the rows."""
    columns = tuple(
        head if isinstance(head, Column) else Column(head, names_row=not index) for index, head in enumerate(heads)
    )
    return Table(columns, tuple(r if isinstance(r, Row) else Row(tuple(r)) for r in rows), title, tuple(notes))


def section(text: str) -> Row:
    """A row that heads the rows below it."""
    return Row((text,), RowKind.SECTION)


def total(*cells: Cell) -> Row:
    """A row that sums the rows above it."""
    return Row(cells, RowKind.TOTAL)


@dataclass(frozen=True, slots=True)
class Facts:
    """A summary of named facts: the name at the left, the fact at the right."""

    pairs: tuple[tuple[str, Text], ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets, or numbered."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A note set apart from the text; its heading says what kind of note it is, so colour never does so alone."""

    text: Text
    heading: str = ""
    kind: NoteKind = NoteKind.NOTE


@dataclass(frozen=True, slots=True)
class Series:
    """One line or one set of bars of a chart; None where there is no value."""

    name: str
    values: tuple[float | None, ...]


class ChartKind(Enum):
    """How a chart shows its values."""

    BARS = "bars"
    LINES = "lines"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart that starts at zero, with the words that stand for it where it cannot be seen."""

    title: str
    alternative: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    kind: ChartKind = ChartKind.BARS
    unit: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        _need(bool(self.alternative.strip()), "a chart has a text alternative")
        _need(bool(self.categories) and bool(self.series), "a chart has categories and series")
        _need(len(self.series) <= 4, "a chart has at most four series")
        for each in self.series:
            _need(len(each.values) == len(self.categories), "a series has one value for each category")


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure set large: its value, what it is, and the lines that set it beside others."""

    value: str
    label: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Headlines:
    """Figures set large, side by side in rows, for who has a minute."""

    items: tuple[Headline, ...]
    across: int = 3


@dataclass(frozen=True, slots=True)
class Beside:
    """Small tables side by side, each under the shortest column so far; their notes stand once, below all."""

    tables: tuple[Table | Facts, ...]
    across: int = 2
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Someone who signs: in the program (then `signed` says when and how), or in ink on the line that is printed."""

    role: str
    name: str = ""
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The block at the end of a document where it is signed; it is never broken across pages within one signatory."""

    signatories: tuple[Signatory, ...]
    statement: Text = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A code to be read letter by letter, in groups; with `square`, a QR code of it stands beside them."""

    groups: tuple[str, ...]
    label: str = ""
    square: bool = False

    def __post_init__(self) -> None:
        _need(bool(self.groups) and all(self.groups), "a code has groups, none of them empty")


@dataclass(frozen=True, slots=True)
class Space:
    """White space, in lines of body text."""

    lines: float = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""


Block = (
    Heading
    | Paragraph
    | Table
    | Facts
    | Headlines
    | Beside
    | Bullets
    | Note
    | Chart
    | Signatures
    | Code
    | Space
    | PageBreak
)


def _need(holds: bool, rule: str) -> None:
    if not holds:
        raise ValueError(rule)
