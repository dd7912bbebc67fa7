"""What a table shows: one small value for each column, and what a table asks of its source."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ui.theme.tokens import Tone

PAGE_ROWS = 100
_OF_NAMES = ("name", "child", "who", "person")


@dataclass(frozen=True, slots=True)
class Column:
    """A column over rows that are frozen values. `text` makes a cell's words, once for each row that is loaded.

    `sort` is the query's word for ordering by this column; `by` is a key for tables that hold all their rows.
    `tone` makes the cell a pill. `link` makes it a figure that opens: the table's `cell_opened(row, key)`.
    `ems` is the width in lines of text; `stretch` takes the room that is left. A column `on_demand` stands only while
    a row that is here says something in it: its room is the names' otherwise.
    """

    key: str
    title: str
    text: Callable[[Any], str]
    ems: float = 8
    sort: str = ""
    by: Callable[[Any], Any] | None = None
    tone: Callable[[Any], Tone | None] | None = None
    right: bool = False
    link: bool = False
    stretch: bool = False
    hidden: bool = False
    on_demand: bool = False
    tip: Callable[[Any], str] | None = None

    @property
    def holds_names(self) -> bool:
        """Whether it is a column of names: there a name is meant to stand, and no scan of free text looks at it."""
        return self.key in _OF_NAMES


@dataclass(frozen=True, slots=True)
class Ask:
    """What a table wants from its query now."""

    text: str = ""
    order: str = ""
    descending: bool = False
    offset: int = 0
    limit: int = PAGE_ROWS


@dataclass(frozen=True, slots=True)
class Question:
    """A query and what to call it with; made by `question(query, ...)`."""

    query: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


def question(query: Callable[..., Any], *args: Any, **kwargs: Any) -> Question:
    """A query with its arguments, for a table to run."""
    return Question(query, args, kwargs)
