"""The list of contents: its room is taken in the one pass, its page numbers are written when all pages are known."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Lines, Piece, draw_lines, first_baseline
from vrp_desktop.documents.structure import Element, Link, Place, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Line, Typesetter
from vrp_desktop.documents.vocabulary import Align

DEEPEST = 2
_NUMBER_ROOM = 40
_INDENT = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents, which leads to its place."""

    lines: tuple[Line, ...]
    look: Look
    element: Element
    place: Place
    setter: Typesetter
    indent: float
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return len(self.lines) * self.look.leading

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        look, foot = self.look, top - self.height()
        self.element.link = Link(self.place, canvas.page, (x, foot, x + width, top))
        with canvas.mark(self.element):
            draw_lines(canvas, self.lines, look, x + self.indent, top, width, Align.LEFT)
        baseline = first_baseline(look, top) - (len(self.lines) - 1) * look.leading

        def write_number(canvas: TaggedCanvas) -> None:
            line = self.setter.lines(str(self.place.page + 1), look, _NUMBER_ROOM)[0]
            with canvas.mark(self.element):
                canvas.write(line, x + width - line.width, baseline, look.size, look.colour)

        canvas.later(write_number)
        canvas.hairlines([(x, foot - 2, x + width, foot - 2)], 0.4, style.HAIRLINE)


def contents(places: list[Place], parent: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The pieces of the list: its heading, which is itself not listed, and an entry for each place."""
    look = style.HEADINGS[0]
    heading = parent.add(Role.HEADING_1)
    lines = tuple(setter.lines("Contents", look, width))
    pieces: list[Piece] = [Lines(lines, look, heading, before=look.before, after=look.after, holds_next=True)]
    root = parent.add(Role.CONTENTS)
    for place in places:
        if place.level > DEEPEST:
            continue
        link = root.add(Role.CONTENTS_ITEM).add(Role.REFERENCE).add(Role.LINK)
        entry_look = replace(style.BODY, bold=place.level == 1, before=0, after=0)
        indent = _INDENT * (place.level - 1)
        text = tuple(setter.lines(place.text, entry_look, width - indent - _NUMBER_ROOM))
        before = 8 if place.level == 1 else 4
        pieces.append(Entry(text, entry_look, link, place, setter, indent, before, after=4))
    return pieces
