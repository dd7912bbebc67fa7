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
_GUTTER = 18


@dataclass(frozen=True, slots=True)
class InkLine:
    """Lines to write on, side by side, each with its label below; `parts` says how much of the width each takes."""

    labels: tuple[tuple[Element, Line], ...]
    parts: tuple[float, ...]
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
        y, left = top - _INK_SPACE, x
        room = width - _GUTTER * (len(self.parts) - 1)
        for part, (element, line) in zip(self.parts, self.labels, strict=True):
            wide = part * room
            canvas.hairlines([(left, y, left + wide, y)], 0.7, style.RULE)
            with canvas.mark(element):
                draw_lines(canvas, (line,), _ROLE, left, y - 2, wide, Align.LEFT)
            left += wide + _GUTTER


def signature_pieces(block: Signatures, root: Element, setter: Typesetter, width: float) -> list[Piece]:
    """The statement, then one unbroken piece for each signatory."""
    pieces: list[Piece] = []
    if block.statement:
        pieces.append(_lines(block.statement, style.BODY, root, setter, width, holds_next=True))
    for signatory in block.signatories:
        pieces.append(_signatory(signatory, root.add(Role.GROUP), setter, width))
    return pieces


def _signatory(signatory: Signatory, group: Element, setter: Typesetter, width: float) -> Piece:
    """The name and role, then when it was signed, or lines for ink; one for the name too where it is not known yet."""
    heading = [text for text in (signatory.name, signatory.role) if text]
    inner = [_lines(text, _ROLE if index else _NAME, group, setter, width) for index, text in enumerate(heading)]
    if signatory.signed:
        inner.append(_lines(signatory.signed, _SIGNED, group, setter, width, before=4))
    elif signatory.name:
        inner.append(InkLine(_labels(("Signature", "Date"), group, setter), (0.68, 0.32)))
    else:
        inner.append(InkLine(_labels(("Name", "Signature", "Date"), group, setter), (0.36, 0.38, 0.26)))
    return Together(tuple(inner), before=16, after=10)


def _labels(texts: tuple[str, ...], group: Element, setter: Typesetter) -> tuple[tuple[Element, Line], ...]:
    return tuple((group.add(Role.PARAGRAPH), setter.lines(text, _ROLE, 200)[0]) for text in texts)


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
