"""The canvas that tags what it draws: a mark belongs to an element of the tree, or is an artifact that readers skip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import Enum
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfgen.canvas import Canvas

from vrp_desktop.documents.fonts import TEXT, fonts
from vrp_desktop.documents.structure import Element, Mark
from vrp_desktop.documents.style import rgb
from vrp_desktop.documents.typeset import Line


class Artifact(Enum):
    """Why a mark is no part of the text."""

    LAYOUT = "/Layout"
    PAGE = "/Pagination"
    GROUND = "/Background"


Later = Callable[["TaggedCanvas"], None]


class TaggedCanvas(Canvas):
    """A canvas that brackets what it draws by `mark` or `artifact`; its pages wait for what is known last."""

    # Of the library's canvas, not in its published types.
    _code: list[str]
    _doc: PDFDocument
    _escape: Callable[[bytes], str]
    _startPage: Callable[[], None]  # noqa: N815

    def __init__(self, size: tuple[float, float]) -> None:
        fonts()
        start: dict[str, Any] = {"initialFontName": TEXT, "pdfVersion": (1, 7)}
        super().__init__(BytesIO(), pagesize=size, invariant=1, pageCompression=1, **start)
        self.page = 0
        self.marked: list[list[Element]] = [[]]
        self._later: list[list[Later]] = [[]]
        self._waiting: list[dict[str, Any]] = []
        self.page_count = 0
        self._is_open = False
        self._ink = ""
        self._face = ("", -1, 0.0)

    @contextmanager
    def mark(self, element: Element) -> Iterator[None]:
        """Whatever is drawn inside belongs to the element."""
        self.begin_mark(element)
        yield
        self.end_mark()

    @contextmanager
    def artifact(self, kind: Artifact = Artifact.LAYOUT) -> Iterator[None]:
        """Whatever is drawn inside is decoration or page furniture."""
        self._open(f"/Artifact <</Type {kind.value}>> BDC")
        yield
        self.end_mark()

    def begin_mark(self, element: Element) -> None:
        """Open a mark without the cost of a context manager, for the many cells of a table."""
        marks = self.marked[self.page]
        number = len(marks)
        marks.append(element)
        element.kids.append(Mark(self.page, number))
        self._open(f"/{element.role.value} <</MCID {number}>> BDC")

    def end_mark(self) -> None:
        """Close what was opened last."""
        self._code.append("EMC")
        self._is_open = False

    def write(self, line: Line, x: float, y: float, size: float, colour: str) -> None:
        """One line of text with its baseline at y."""
        code = self._code
        self.ink(colour)
        code.append(f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm")
        for run in line.runs:
            font = fonts()[run.font]
            for subset, encoded in font.splitString(run.text, self._doc):
                face = (run.font, subset, size)
                if face != self._face:
                    self._face = face
                    code.append(f"{font.getSubsetInternalName(subset, self._doc)} {size:g} Tf")
                code.append(f"({self._escape(encoded)}) Tj")
        code.append("ET")

    def ink(self, colour: str) -> None:
        """Fill and write in this colour from here on."""
        if colour != self._ink:
            self._ink = colour
            self._code.append("{:.4g} {:.4g} {:.4g} rg".format(*rgb(colour)))

    def fill_box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """A filled rectangle with its lower left corner at x, y."""
        self.ink(colour)
        self._code.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def hairlines(self, lines: Sequence[tuple[float, float, float, float]], weight: float, colour: str) -> None:
        """Straight lines of one weight and colour, as an artifact unless a mark is open."""
        if not lines:
            return
        is_loose = not self._is_open
        if is_loose:
            self._open(f"/Artifact <</Type {Artifact.LAYOUT.value}>> BDC")
        self._code.append("{:.4g} {:.4g} {:.4g} RG {:g} w".format(*rgb(colour), weight))
        self._code.extend(f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l" for x0, y0, x1, y1 in lines)
        self._code.append("S")
        if is_loose:
            self.end_mark()

    def path(self, operators: Sequence[str], colour: str, state: str = "") -> None:
        """A path in raw operators, stroked in this colour, after a change of the line's state."""
        if state:
            self._code.append(("{:.4g} {:.4g} {:.4g} RG " + state).format(*rgb(colour)))
        self._code.extend(operators)

    def later(self, draw: Later) -> None:
        """Draw on this page once all pages are known."""
        self._later[self.page].append(draw)

    def next_page(self) -> None:
        """Lay this page aside and begin another."""
        self._waiting.append(dict(self.__dict__))
        self._startPage()
        self.page += 1
        self.marked.append([])
        self._later.append([])
        self._forget()

    def finish(self, furnish: Later) -> bytes:
        """The bytes of all pages, after what was to be drawn later and each page's furniture."""
        self._waiting.append(dict(self.__dict__))
        self.page_count = len(self._waiting)
        for state in self._waiting:
            count = self.page_count
            self.__dict__.update(state)
            self.page_count = count
            for draw in self._later[self.page]:
                draw(self)
            furnish(self)
            super().showPage()
        data: Any = self.getpdfdata()  # type: ignore[no-untyped-call]
        return bytes(data)

    def saveState(self) -> None:
        super().saveState()
        self._forget()

    def restoreState(self) -> None:
        super().restoreState()
        self._forget()

    def _open(self, operator: str) -> None:
        if self._is_open:
            raise RuntimeError("a mark was opened inside another")
        self._is_open = True
        self._code.append(operator)

    def _forget(self) -> None:
        """Trust nothing about the font and colour in force."""
        self._ink = ""
        self._face = ("", -1, 0.0)
