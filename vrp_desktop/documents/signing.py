"""The signature block on pages: who signs in which role, with when it was signed in the program, or lines for ink."""

from __future__ import annotations

from dataclasses import dataclass

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Lines, Piece, Together, draw_lines
from vrp_desktop.documents.structure import Element, Role
from vrp_desktop.documents.style import Look
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Line, Typesetter, said
from vrp_desktop.documents.vocabulary import Align, Signatory, Signatures, Text

_NAME = Look(10.5, 14.5, style.INK, bold=True)
_ROLE = Look(8.75, 12, style.QUIET)
_SIGNED = Look(9.25, 13, style.INK)
_INK_SPACE = 30
_SIGNATURE_PART, _DATE_PART, _GUTTER = 0.62, 0.34, 0.04


@dataclass(frozen=True, slots=True)
class InkLine:
    """A line to sign on and one for the date, each with its label below."""

    signature: tuple[Element, Line]
    date: tuple[Element, Line]
    before: float = 0
    after: float = 0
    holds_next: bool = False

    def height(self) -> float:
        return _INK_SPACE + _ROLE.leading + 2

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        y = top - _INK_SPACE
        starts = (
            (x, width * _SIGNATURE_PART, self.signature),
            (x + width * (1 - _DATE_PART), width * _DATE_PART, self.date),
        )
        for left, wide, (element, line) in starts:
            canvas.hairlines([(left, y, left + wide, y)], 0.7, style.RULE)
            with canvas.mark(element):
                draw_lines(canvas, (line,), _ROLE, left, y - 2, wide, Align.LEFT)


def signature_pieces(block: Signatures, root: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The statement, then one unbroken piece for each signatory."""
    pieces: list[Piece] = []
    if block.statement:
        pieces.append(_lines(block.statement, style.BODY, root, setter, width, holds_next=True))
    for signatory in block.signatories:
        pieces.append(_signatory(signatory, root.add(Role.GROUP), setter, width))
    return pieces


def _signatory(signatory: Signatory, group: Element, setter: Typesetter, width: float) -> Piece:
    name = signatory.name or "Name:"
    inner = [
        _lines(name, _NAME, group, setter, width),
        _lines(signatory.role, _ROLE, group, setter, width),
    ]
    if signatory.signed:
        inner.append(_lines(signatory.signed, _SIGNED, group, setter, width, before=4))
    else:
        inner.append(InkLine(_label("Signature", group, setter), _label("Date", group, setter)))
    return Together(tuple(inner), before=16, after=10)


def _label(text: str, group: Element, setter: Typesetter) -> tuple[Element, Line]:
    return group.add(Role.PARAGRAPH), setter.lines(text, _ROLE, 200)[0]


def _lines(
    text: Text,
    look: Look,
    parent: Element,
    setter: Typesetter,
    width: float,
    *,
    before: float = 0,
    holds_next: bool = False,
) -> Piece:
    element = parent.add(Role.PARAGRAPH)
    element.actual_text = said(text)
    lines = tuple(setter.lines(text, look, width))
    return Lines(lines, look, element, before=before, after=look.after, holds_next=holds_next)
