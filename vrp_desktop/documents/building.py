"""Turns the blocks of a document into pieces for its pages, and grows the tree of elements in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from vrp_desktop.documents import style
from vrp_desktop.documents.beside import set_beside
from vrp_desktop.documents.charts import ChartPiece
from vrp_desktop.documents.codes import code_pieces
from vrp_desktop.documents.contents import contents
from vrp_desktop.documents.document import Document
from vrp_desktop.documents.headlines import set_headlines
from vrp_desktop.documents.pieces import Boxed, Gap, Ground, Hairline, Lines, Piece, Together
from vrp_desktop.documents.row_charts import RowChartPiece
from vrp_desktop.documents.signing import signature_pieces
from vrp_desktop.documents.structure import Element, Place, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.table_setting import set_facts, set_table
from vrp_desktop.documents.typeset import Typesetter, said
from vrp_desktop.documents.vocabulary import (
    Beside,
    Block,
    Bullets,
    Chart,
    ChartKind,
    Code,
    Facts,
    Heading,
    Headlines,
    Note,
    NoteKind,
    PageBreak,
    Paragraph,
    Signatures,
    Space,
    Table,
    Text,
    Tone,
)

_HEADING_ROLES = (Role.HEADING_1, Role.HEADING_2, Role.HEADING_3)
_TONES = {Tone.BODY: style.BODY, Tone.LEAD: style.LEAD, Tone.QUIET: style.SMALL}
_GROUNDS = {
    NoteKind.NOTE: Ground(style.PALE, style.ACCENT, style.NOTE_BAR, style.NOTE_PAD),
    NoteKind.WARNING: Ground(style.PALE_WARNING, style.WARNING, style.NOTE_BAR, style.NOTE_PAD),
}


@dataclass(slots=True)
class Builder:
    """Builds the pieces of one document."""

    document: Document
    root: Element
    setter: Typesetter
    width: float
    places: dict[int, Place] = field(default_factory=dict)

    def build(self) -> list[Piece]:
        """All pieces in order: title, the blocks before the contents, the contents, the other blocks."""
        blocks = self.document.blocks
        for index, block in enumerate(blocks):
            if isinstance(block, Heading):
                self.places[index] = Place(block.text, block.level)
        pieces = self._title()
        first = self.document.contents_after if self.document.contents else 0
        for index in range(min(first, len(blocks))):
            pieces.extend(self._block(index, blocks[index]))
        if self.document.contents:
            listed = [place for index, place in self.places.items() if _is_listed(blocks[index])]
            pieces.extend(contents(listed, self.root, self.setter, self.width))
        for index in range(first, len(blocks)):
            pieces.extend(self._block(index, blocks[index]))
        return pieces

    def _title(self) -> list[Piece]:
        document = self.document
        eyebrow = " · ".join(part for part in (document.organisation, document.watermark.capitalize()) if part)
        pieces: list[Piece] = []
        if eyebrow:
            pieces.append(self._lines(eyebrow, style.EYEBROW, Role.PARAGRAPH, holds_next=True))
        pieces.append(self._lines(document.title, style.TITLE, Role.TITLE, holds_next=True))
        if document.subtitle:
            pieces.append(self._lines(document.subtitle, style.SUBTITLE, Role.PARAGRAPH, holds_next=True))
        pieces.append(Hairline(style.ACCENT, 1.2, before=8, after=14))
        return pieces

    def _block(self, index: int, block: Block) -> list[Piece]:
        match block:
            case Heading():
                look, role = style.HEADINGS[block.level - 1], _HEADING_ROLES[block.level - 1]
                return [self._lines(block.text, look, role, place=self.places[index], holds_next=True)]
            case Paragraph():
                return [self._lines(block.text, _TONES[block.tone], Role.PARAGRAPH, holds_next=block.holds_next)]
            case Table():
                return set_table(block, self.root, self.setter, self.width)
            case Facts():
                return set_facts(block, self.root, self.setter, self.width)
            case Headlines():
                return set_headlines(block, self.root, self.setter, self.width)
            case Beside():
                return set_beside(block, self.root, self.setter, self.width)
            case Bullets():
                return self._bullets(block)
            case Note():
                return [self._note(block)]
            case Chart():
                return self._chart(block)
            case Signatures():
                return signature_pieces(block, self.root, self.setter, self.width)
            case Code():
                return self._code(block)
            case Space():
                return [Gap(block.lines * style.BODY.leading)]
            case PageBreak():
                return [Gap(ends_page=True)]

    def _bullets(self, block: Bullets) -> list[Piece]:
        root = self.root.add(Role.LIST)
        root.numbered = block.numbered
        look, pieces = style.BULLET, []
        for number, text in enumerate(block.items, 1):
            item = root.add(Role.ITEM)
            label = (item.add(Role.LABEL), self.setter.lines(f"{number}." if block.numbered else "•", look, 40)[0])
            body = item.add(Role.ITEM_BODY)
            body.actual_text = said(text)
            indent = style.BULLET_INDENT + (4 if block.numbered and len(block.items) > 9 else 0)
            lines = tuple(self.setter.lines(text, look, self.width - indent))
            after = style.BODY.after + 2 if number == len(block.items) else look.after
            pieces.append(Lines(lines, look, body, indent=indent, label=label, after=after))
        return [*pieces]

    def _note(self, block: Note) -> Piece:
        group = self.root.add(Role.GROUP)
        ground = _GROUNDS[block.kind]
        width = self.width - 2 * ground.pad - ground.bar_width
        inner: list[Piece] = []
        heading = block.heading or ("Warning" if block.kind is NoteKind.WARNING else "")
        if heading:
            look = Look(style.NOTE_HEADING.size, style.NOTE_HEADING.leading, ground.bar, bold=True, after=2)
            inner.append(self._lines(heading, look, Role.PARAGRAPH, parent=group, width=width, holds_next=True))
        inner.append(self._lines(block.text, style.BODY, Role.PARAGRAPH, parent=group, width=width))
        return Boxed(tuple(inner), ground, before=6, after=13)

    def _chart(self, block: Chart) -> list[Piece]:
        title = self._lines(block.title, style.CAPTION, Role.PARAGRAPH, holds_next=True)
        figure = self.root.add(Role.FIGURE)
        figure.alternative = block.alternative
        after = 4 if block.source else 14
        kind = RowChartPiece if block.kind is ChartKind.ROWS else ChartPiece
        pieces: list[Piece] = [title, kind(block, figure, self.setter, self.width, after=after)]
        if block.source:
            pieces.append(self._lines(block.source, style.TABLE_NOTE, Role.PARAGRAPH))
        return [Together(tuple(pieces), before=style.CAPTION.before, after=14)]

    def _code(self, block: Code) -> list[Piece]:
        pieces: list[Piece] = []
        if block.label:
            pieces.append(self._lines(block.label, style.SMALL, Role.PARAGRAPH, holds_next=True))
        return [*pieces, code_pieces(block, self.root, self.setter, self.width)]

    def _lines(
        self,
        text: Text,
        look: Look,
        role: Role,
        *,
        parent: Element | None = None,
        width: float | None = None,
        place: Place | None = None,
        holds_next: bool = False,
    ) -> Piece:
        element = (parent or self.root).add(role)
        element.actual_text = said(text)
        lines = tuple(self.setter.lines(text, look, self.width if width is None else width))
        return Lines(lines, look, element, place=place, holds_next=holds_next, before=look.before, after=look.after)


def _is_listed(block: Block) -> bool:
    return isinstance(block, Heading) and block.in_contents
