"""Fills pages with pieces: nothing is left alone that holds on to what follows it, and what is too high is split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vrp_desktop.documents.pieces import Gap, Piece
from vrp_desktop.documents.tagging import TaggedCanvas

_SLACK = 0.01


@dataclass(frozen=True, slots=True)
class Column:
    """The part of a page that text flows through."""

    left: float
    top: float
    bottom: float
    width: float

    @property
    def height(self) -> float:
        """How much fits on an empty page."""
        return self.top - self.bottom


class Flow:
    """Lays pieces on pages, from top to bottom."""

    def __init__(self, canvas: TaggedCanvas, column: Column, begin_page: Callable[[TaggedCanvas], None]) -> None:
        self._canvas = canvas
        self._column = column
        self._begin_page = begin_page
        self._y = column.top
        self._after = 0.0
        self._is_fresh = True
        begin_page(canvas)

    def lay(self, pieces: list[Piece]) -> None:
        """Lay all pieces in turn."""
        for index, piece in enumerate(pieces):
            if isinstance(piece, Gap) and piece.ends_page:
                self._turn()
                continue
            self._lay_one(piece, _beginning(pieces, index))

    def _lay_one(self, piece: Piece, wanted: float) -> None:
        if not self._is_fresh and self._room(piece) + _SLACK < min(wanted, self._column.height):
            self._turn()
        while piece.height() > self._room(piece) + _SLACK:
            parts = piece.split(self._room(piece))
            if parts is not None:
                self._draw(parts[0])
                piece = parts[1]
            elif self._is_fresh:
                break
            self._turn()
        if isinstance(piece, Gap) and self._is_fresh:
            return
        self._draw(piece)

    def _draw(self, piece: Piece) -> None:
        top = self._y - self._gap(piece)
        piece.draw(self._canvas, self._column.left, top, self._column.width)
        self._y = top - piece.height()
        self._after = piece.after
        self._is_fresh = False

    def _turn(self) -> None:
        if self._is_fresh:
            return
        self._canvas.next_page()
        self._begin_page(self._canvas)
        self._y, self._after, self._is_fresh = self._column.top, 0.0, True

    def _gap(self, piece: Piece) -> float:
        return 0.0 if self._is_fresh else max(self._after, piece.before)

    def _room(self, piece: Piece) -> float:
        return self._y - self._gap(piece) - self._column.bottom


def _beginning(pieces: list[Piece], index: int) -> float:
    """The height that a piece needs here, with the beginnings of those it holds on to."""
    height = pieces[index].least()
    while pieces[index].holds_next and index + 1 < len(pieces):
        upper, index = pieces[index], index + 1
        if isinstance(gap := pieces[index], Gap) and gap.ends_page:
            break
        height += max(upper.after, pieces[index].before) + pieces[index].least()
    return height
