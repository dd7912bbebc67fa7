"""What stands around the text of every page: marking, running title, page x of y, who printed it, watermark."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from math import atan2, degrees, hypot

from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.documents import style
from vrp_desktop.documents.document import Document, Printed
from vrp_desktop.documents.structure import Element, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import Artifact, TaggedCanvas
from vrp_desktop.documents.typeset import Line, Typesetter

_WATERMARK_PART = 0.62
_ABOVE_RULE, _BELOW_RULE, _ABOVE_TEXT = 14, 11, 16


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of the pages and where their text stands."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        """The width of the column of text."""
        return self.width - 2 * style.MARGIN_SIDE


class Furniture:
    """Draws the furniture of one document's pages."""

    def __init__(self, document: Document, sheet: Sheet, setter: Typesetter, root: Element) -> None:
        self._document = document
        self._sheet = sheet
        self._setter = setter
        self._code = _dark_runs(document.code) if document.code else ()
        self._page_room = setter.width("Page 0000 of 0000", style.FURNITURE)
        self._markings = self._read_once(root)
        self._foot = self._foot_lines()

    @property
    def top(self) -> float:
        """Where the text may begin."""
        return self._sheet.height - style.MARGIN_TOP - self._extra_handling()

    @property
    def bottom(self) -> float:
        """Where the text must end."""
        return self._rule + _ABOVE_RULE

    def under(self, canvas: TaggedCanvas) -> None:
        """What lies under the text, drawn before it: the watermark."""
        word = self._document.watermark
        if not word:
            return
        diagonal = hypot(self._sheet.width, self._sheet.height)
        look = Look(100, 100, style.WATERMARK, bold=True)
        look = look.scaled(min(_WATERMARK_PART * diagonal / self._setter.width(word, look), 1.7))
        line = self._setter.lines(word, look, diagonal)[0]
        with canvas.artifact(Artifact.GROUND):
            canvas.saveState()
            canvas.translate(self._sheet.width / 2, self._sheet.height / 2)
            canvas.rotate(degrees(atan2(self._sheet.height, self._sheet.width)))
            canvas.write(line, -line.width / 2, -look.size * 0.35, look.size, look.colour)
            canvas.restoreState()

    def around(self, canvas: TaggedCanvas) -> None:
        """What stands around the text, drawn when the number of pages is known."""
        lowest = style.MARKING_BOTTOM + self._extra_handling()
        self._draw_markings(canvas, self._sheet.height - style.MARKING_TOP, is_read=not canvas.page)
        self._draw_markings(canvas, lowest, is_read=False)
        left, right = style.MARGIN_SIDE, self._sheet.width - style.MARGIN_SIDE
        with canvas.artifact(Artifact.PAGE):
            self._draw_code(canvas)
            if canvas.page:
                self._draw_title(canvas, left, self.top + _ABOVE_TEXT)
            canvas.hairlines([(left, self._rule, right, self._rule)], 0.45, style.HAIRLINE)
            page = self._setter.lines(f"Page {canvas.page + 1} of {canvas.page_count}", style.FURNITURE, right)[0]
            self._write(canvas, page, right - page.width, self._rule - _BELOW_RULE)
            for index, line in enumerate(self._foot):
                self._write(canvas, line, left, self._rule - _BELOW_RULE - index * style.FURNITURE.leading)

    @property
    def _rule(self) -> float:
        """The hairline above the foot, raised where the foot has more than two lines."""
        more = max(len(self._foot) - 2, 0) * style.FURNITURE.leading
        return style.MARGIN_BOTTOM - _ABOVE_RULE + more + self._extra_handling()

    def _extra_handling(self) -> float:
        """The height of the handling instruction's lines after the first."""
        lines = [lines for _, look, lines in self._markings if look is style.HANDLING]
        return (len(lines[0]) - 1) * style.HANDLING.leading if lines else 0

    def _read_once(self, root: Element) -> list[tuple[Element, Look, list[Line]]]:
        """Marking and handling, each with the element by which the first page says it."""
        document, width = self._document, self._sheet.text_width - 2 * self._code_room
        texts = ((document.marking.upper(), style.MARKING), (document.handling, style.HANDLING))
        return [(root.add(Role.PARAGRAPH), look, self._setter.lines(text, look, width)) for text, look in texts if text]

    def _draw_markings(self, canvas: TaggedCanvas, y: float, is_read: bool) -> None:
        for element, look, lines in self._markings:
            with canvas.mark(element) if is_read else canvas.artifact(Artifact.PAGE):
                for line in lines:
                    canvas.write(line, (self._sheet.width - line.width) / 2, y, look.size, look.colour)
                    y -= style.HANDLING.leading

    def _foot_lines(self) -> list[Line]:
        """Who printed it and the check phrase, all of it, left of the page's number."""
        room = self._sheet.text_width - self._page_room
        texts = [_printed(self._document.printed)] if self._document.printed is not None else []
        texts += [self._document.check] if self._document.check else []
        return [line for text in texts for line in self._setter.lines(text, style.FURNITURE, room)]

    def _draw_title(self, canvas: TaggedCanvas, x: float, y: float) -> None:
        """The running title; a long one is cut short, since the first page has it in full."""
        lines = self._setter.lines(self._document.title, style.FURNITURE, self._sheet.text_width - 12 - self._code_room)
        self._write(canvas, lines[0], x, y)
        if len(lines) > 1:
            self._write(canvas, self._setter.lines("…", style.FURNITURE, 12)[0], x + lines[0].width, y)

    @property
    def _code_room(self) -> float:
        return style.CODE_SIDE + 8 if self._code else 0

    def _draw_code(self, canvas: TaggedCanvas) -> None:
        """The square code in the corner: the check phrase for a telephone's camera; the foot says it in letters."""
        if not self._code:
            return
        side = len({row for row, _, _ in self._code})
        module = style.CODE_SIDE / side
        left = self._sheet.width - style.MARGIN_SIDE - style.CODE_SIDE
        top = self._sheet.height - style.CODE_TOP
        for at, first, many in self._code:
            # A hair taller than its row, so that no white line shows between two rows.
            canvas.fill_box(left + first * module, top - (at + 1) * module, many * module, module + 0.05, style.INK)

    def _write(self, canvas: TaggedCanvas, line: Line, x: float, y: float) -> None:
        canvas.write(line, x, y, style.FURNITURE.size, style.FURNITURE.colour)


def _dark_runs(text: str) -> tuple[tuple[int, int, int], ...]:
    """The dark stretches of a square code: row, first module, how many."""
    import segno

    found: list[tuple[int, int, int]] = []
    for at, modules in enumerate(segno.make_qr(text, error="m").matrix):
        first = 0
        for is_dark, group in groupby(modules):
            many = len(list(group))
            if is_dark:
                found.append((at, first, many))
            first += many
    return tuple(found)


def _printed(printed: Printed) -> str:
    moment = printed.at.astimezone(london())
    copy = f" · Copy {printed.copy}" if printed.copy is not None else ""
    return f"Printed by {printed.by} on {british(moment.date())} at {moment:%H:%M}{copy}"
