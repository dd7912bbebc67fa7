"""HTML read for its words and tables alone: nothing in it is run, drawn or fetched, and its cost grows with its size.

The reader of the standard library takes minutes over a hostile page; this one looks at each letter once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Final

MOST_CHARACTERS: Final = 4_000_000
"""More than any list or letter; a longer text is cut before it is looked at."""

_MOST_CELLS: Final = 60_000
_WIDEST: Final = 200
_SILENT: Final = frozenset({"script", "style", "head", "title", "template", "noscript", "svg", "math", "object"})
_BLOCKS: Final = frozenset(
    {"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "table"}
)
_TOKEN: Final = re.compile(r"<!--|<(/?)([A-Za-z][\w:-]{0,30})([^<>]{0,20000})>|<[!?][^<>]{0,4000}>")
_ACROSS: Final = re.compile(r"colspan\s*=\s*[\"']?(\d{1,3})", re.I)


@dataclass(frozen=True, slots=True)
class HtmlRead:
    """The words of a page, line by line, and its tables as rows of cells."""

    words: str
    tables: tuple[list[list[str]], ...]


def read_html(text: str) -> HtmlRead:
    """The words and the tables of some HTML."""
    reader = _Reader()
    reader.read(text[:MOST_CHARACTERS])
    lines = "".join(reader.parts).splitlines()
    words = "\n".join(" ".join(line.split()) for line in lines)
    return HtmlRead(words, tuple(table for table in reader.tables if any(table)))


def html_words(text: str) -> str:
    """The words alone."""
    return read_html(text).words


@dataclass(slots=True)
class _Reader:
    """Gathers text; what stands in scripts and styles is passed over."""

    parts: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    _open: list[list[list[str]]] = field(default_factory=list)
    _cell: list[str] | None = None
    _across: int = 1
    _cells: int = 0
    _silent: str = ""

    def read(self, text: str) -> None:
        at, comments_end = 0, True
        while (found := _TOKEN.search(text, at)) is not None:
            self._say(text[at : found.start()])
            at = found.end()
            if found[0] == "<!--":
                end = text.find("-->", at) if comments_end else -1
                comments_end = end >= 0
                at = end + 3 if comments_end else at
            elif found[2]:
                self._tag(found[2].lower(), found[1] == "/", found[3])
        self._say(text[at:])
        self._end_cell()

    def _tag(self, tag: str, is_end: bool, rest: str) -> None:
        if self._silent:
            if is_end and tag == self._silent:
                self._silent = ""
            return
        if tag in _SILENT and not is_end and not rest.rstrip().endswith("/"):
            self._silent = tag
        elif tag == "table":
            self._table(is_end)
        elif tag in ("tr", "td", "th") and self._open:
            self._row_or_cell(tag, is_end, rest)
        if tag in _BLOCKS:
            self._put("\n")

    def _table(self, is_end: bool) -> None:
        self._end_cell()
        if not is_end:
            self._open.append([])
            self.tables.append(self._open[-1])
        elif self._open:
            self._open.pop()

    def _row_or_cell(self, tag: str, is_end: bool, rest: str) -> None:
        self._end_cell()
        rows = self._open[-1]
        if is_end:
            return
        if tag == "tr" or not rows:
            rows.append([])
        if tag != "tr" and self._cells < _MOST_CELLS and len(rows[-1]) < _WIDEST:
            self._cells += 1
            across = _ACROSS.search(rest)
            self._across = max(1, min(int(across[1]) if across else 1, _WIDEST - len(rows[-1])))
            self._cell = []

    def _end_cell(self) -> None:
        if self._cell is not None and self._open and self._open[-1]:
            self._open[-1][-1] += [" ".join("".join(self._cell).split()), *[""] * (self._across - 1)]
            self.parts.append("\t")
        self._cell = None

    def _say(self, text: str) -> None:
        if text and not self._silent:
            self._put(unescape(text))

    def _put(self, text: str) -> None:
        if self._cell is not None:
            text = " " if text == "\n" else text
            self._cell.append(text)
        self.parts.append(text)
