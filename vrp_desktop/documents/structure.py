"""The tree of elements that says what the marks on the pages are: heading, paragraph, table, row, cell, figure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum


class Role(Enum):
    """The standard structure types that our documents use."""

    DOCUMENT = "Document"
    TITLE = "H1"
    HEADING_1 = "H2"
    HEADING_2 = "H3"
    HEADING_3 = "H4"
    PARAGRAPH = "P"
    GROUP = "Div"
    LIST = "L"
    ITEM = "LI"
    LABEL = "Lbl"
    ITEM_BODY = "LBody"
    TABLE = "Table"
    CAPTION = "Caption"
    TABLE_HEAD = "THead"
    TABLE_BODY = "TBody"
    ROW = "TR"
    HEAD_CELL = "TH"
    CELL = "TD"
    FIGURE = "Figure"
    CONTENTS = "TOC"
    CONTENTS_ITEM = "TOCI"
    REFERENCE = "Reference"
    LINK = "Link"


class Scope(Enum):
    """Which cells a head cell heads."""

    COLUMN = "Column"
    ROW = "Row"


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked stretch of a page's content."""

    page: int
    number: int


@dataclass(slots=True, eq=False)
class Element:
    """One node of the tree; its kids are elements and marks, in reading order."""

    role: Role
    kids: list[Element | Mark] = field(default_factory=list)
    alternative: str = ""
    actual_text: str = ""
    scope: Scope | None = None
    columns: int = 1
    rows: int = 1
    numbered: bool = False
    box: tuple[float, float, float, float] | None = None
    link: Link | None = None

    def add(self, role: Role) -> Element:
        """A new last kid."""
        kid = Element(role)
        self.kids.append(kid)
        return kid

    def walk(self) -> Iterator[Element]:
        """This element and all below it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(slots=True, eq=False)
class Place:
    """A place in the document that contents and bookmarks lead to; known when it has been drawn."""

    text: str
    level: int
    page: int = -1
    top: float = 0

    @property
    def is_drawn(self) -> bool:
        """Whether the place has found its page."""
        return self.page >= 0


@dataclass(slots=True, eq=False)
class Link:
    """The sensitive rectangle of a link, and where it leads."""

    target: Place
    page: int
    box: tuple[float, float, float, float]
