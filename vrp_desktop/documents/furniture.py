"""What stands around the text of every page: marking, running title, page x of y, who printed it, watermark."""

from __future__ import annotations

from dataclasses import dataclass

from vrp_desktop.clock import LONDON
from vrp_desktop.documents import style
from vrp_desktop.documents.document import Document
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import Artifact, TaggedCanvas
from vrp_desktop.documents.typeset import Typesetter

_WATERMARK_WIDTH = 0.86


@dataclass(frozen=True, slots=True)
class Sheet:
    """The size of the pages and where their text stands."""

    width: float
    height: float

    @property
    def text_width(self) -> float:
        """The width of the column of text."""
        return self.width - 2 * style.MARGIN_SIDE


@dataclass(frozen=True, slots=True)
class Furniture:
    """Draws the furniture of one document's pages."""

    document: Document
    sheet: Sheet
    setter: Typesetter
    marking: Element | None

    def under(self, canvas: TaggedCanvas) -> None:
        """What lies under the text, drawn before it: the watermark."""
        word = self.document.watermark
        if not word:
            return
        look = Look(100, 100, style.WATERMARK, bold=True)
        across = self.setter.width(word, look)
        diagonal = (self.sheet.width**2 + self.sheet.height**2) ** 0.5
        look = look.scaled(min(_WATERMARK_WIDTH * diagonal * 0.72 / across, 1.7))
        line = self.setter.lines(word, look, diagonal)[0]
        with canvas.artifact(Artifact.GROUND):
            canvas.saveState()
            canvas.translate(self.sheet.width / 2, self.sheet.height / 2)
            canvas.rotate(52 if self.sheet.height > self.sheet.width else 34)
            canvas.write(line, -line.width / 2, -look.size * 0.35, look.size, look.colour)
            canvas.restoreState()

    def around(self, canvas: TaggedCanvas) -> None:
        """What stands around the text, drawn when the number of pages is known."""
        self._draw_marking(canvas, self.sheet.height - style.MARKING_TOP, is_top=True)
        self._draw_marking(canvas, style.MARKING_BOTTOM, is_top=False)
        with canvas.artifact(Artifact.PAGE):
            if canvas.page:
                self._text(canvas, self.document.title, style.MARGIN_SIDE, self.sheet.height - style.MARGIN_TOP + 16)
            rule = style.MARGIN_BOTTOM - 14
            right = self.sheet.width - style.MARGIN_SIDE
            canvas.hairlines([(style.MARGIN_SIDE, rule, right, rule)], 0.45, style.HAIRLINE)
            page = f"Page {canvas.page + 1} of {canvas.page_count}"
            wide = self.setter.width(page, style.FURNITURE)
            self._text(canvas, page, right - wide, rule - 11)
            for index, line in enumerate(self._foot()):
                self._text(canvas, line, style.MARGIN_SIDE, rule - 11 - index * style.FURNITURE.leading, wide + 12)

    def _draw_marking(self, canvas: TaggedCanvas, y: float, is_top: bool) -> None:
        if not self.document.marking:
            return
        if is_top and not canvas.page and self.marking is not None:
            canvas.begin_mark(self.marking)
            self._centred(canvas, self.document.marking.upper(), style.MARKING, y)
            canvas.end_mark()
        else:
            with canvas.artifact(Artifact.PAGE):
                self._centred(canvas, self.document.marking.upper(), style.MARKING, y)
        if self.document.handling:
            with canvas.artifact(Artifact.PAGE):
                self._centred(canvas, self.document.handling, style.HANDLING, y - style.HANDLING.leading)

    def _foot(self) -> list[str]:
        lines = []
        printed = self.document.printed
        if printed is not None:
            moment = printed.at.astimezone(LONDON)
            when = f"{moment.day} {moment:%B %Y} at {moment:%H:%M}"
            copy = f" · Copy {printed.copy}" if printed.copy is not None else ""
            lines.append(f"Printed by {printed.by} on {when}{copy}")
        if self.document.check:
            lines.append(self.document.check)
        return lines

    def _centred(self, canvas: TaggedCanvas, text: str, look: Look, y: float) -> None:
        line = self.setter.lines(text, look, self.sheet.text_width)[0]
        canvas.write(line, (self.sheet.width - line.width) / 2, y, look.size, look.colour)

    def _text(self, canvas: TaggedCanvas, text: str, x: float, y: float, kept_free: float = 0) -> None:
        look = style.FURNITURE
        lines = self.setter.lines(text, look, self.sheet.text_width - kept_free)
        canvas.write(lines[0], x, y, look.size, look.colour)
