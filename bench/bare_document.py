"""The floor for printed documents: the same contents through bare reportlab, nothing tagged or embedded."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.charts.linecharts import HorizontalLineChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, SimpleDocTemplate, Spacer
from reportlab.platypus import Paragraph as Words
from reportlab.platypus import Table as Grid

from vrp_desktop.documents.document import Document
from vrp_desktop.documents.table_setting import format_cell
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
    Paragraph,
    RowKind,
    Signatures,
    Table,
    Text,
    plain,
)
from vrp_desktop.documents.vocabulary import PageBreak as NewPage

_STYLES = getSampleStyleSheet()
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.75, leading=14.25)
_CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=8.75, leading=12)
_WIDTH = A4[0] - 113.4


def bare_pdf(document: Document) -> bytes:
    """The document's contents as a person in a hurry would print them."""
    out = BytesIO()
    template = SimpleDocTemplate(out, pagesize=A4, leftMargin=56.7, rightMargin=56.7, topMargin=74, bottomMargin=76)
    story: list[Flowable] = [Words(escape(document.title), _STYLES["Title"])]
    for block in document.blocks:
        story.extend(_flowables(block))

    def furnish(canvas: Canvas, doc: object) -> None:  # noqa: ARG001
        canvas.setFont("Helvetica", 7.5)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 30, document.marking)
        canvas.drawCentredString(A4[0] / 2, 24, document.marking)
        canvas.drawRightString(A4[0] - 57, 50, f"Page {canvas.getPageNumber()}")

    template.build(story, onFirstPage=furnish, onLaterPages=furnish)
    return out.getvalue()


def _flowables(block: Block) -> list[Flowable]:
    match block:
        case Heading():
            return [_words(block.text, _STYLES[f"Heading{block.level}"])]
        case Paragraph():
            return [_words(block.text, _BODY), Spacer(1, 7)]
        case Note():
            return [_words(block.heading, _BODY), _words(block.text, _BODY), Spacer(1, 7)]
        case Bullets():
            return [_words(item, _BODY) for item in block.items]
        case Facts():
            return [_grid([[name, _words(fact, _CELL)] for name, fact in block.pairs], [90, _WIDTH - 90], 0)]
        case Table():
            return [_words(block.title, _BODY), _table(block), *[_words(note, _CELL) for note in block.notes]]
        case Beside():
            parts = [part for each in block.tables for part in _flowables(each)]
            return [*parts, *[_words(note, _CELL) for note in block.notes]]
        case Headlines():
            return [_words(" ".join((each.value, each.label, *each.details)), _BODY) for each in block.items]
        case Chart():
            return [_words(block.title, _BODY), _chart(block)]
        case Signatures():
            return [_words(f"{each.name}, {each.role}: {each.signed}", _BODY) for each in block.signatories]
        case Code():
            return [_words(" ".join(block.groups), _BODY)]
        case NewPage():
            return [PageBreak()]
        case _:
            return [Spacer(1, 14)]


def _words(text: Text, style: Any) -> Words:
    return Words(escape(plain(text)).replace("\n", "<br/>"), style)


def _table(block: Table) -> Grid:
    """Text that may wrap is a paragraph, as bare reportlab needs; numbers are plain strings."""
    count = len(block.columns)
    data: list[list[object]] = [[_words(column.head, _CELL) for column in block.columns]]
    for row in block.rows:
        if row.kind is RowKind.SECTION:
            data.append([format_cell(row.cells[0]), *[""] * (count - 1)])
        else:
            data.append([format_cell(c) if isinstance(c, int) else _words(format_cell(c), _CELL) for c in row.cells])
    return _grid(data, [_WIDTH * 0.25, *[_WIDTH * 0.75 / (count - 1)] * (count - 1)], 1)


def _grid(data: list[list[object]], widths: list[float], heads: int) -> Grid:
    style: list[Any] = [
        ("FONT", (0, 0), (-1, -1), "Helvetica", 8.75),
        ("ALIGN", (1, heads), (-1, -1), "RIGHT"),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.45, HexColor("#c8ced6")),
    ]
    return Grid(data, colWidths=widths, repeatRows=heads, style=style)


def _chart(block: Chart) -> Drawing:
    drawing = Drawing(_WIDTH, 180)
    chart: Any = VerticalBarChart() if block.kind is ChartKind.BARS else HorizontalLineChart()
    chart.x, chart.y, chart.width, chart.height = 30, 25, _WIDTH - 40, 145
    chart.data = [series.values for series in block.series]
    chart.categoryAxis.categoryNames = list(block.categories)
    chart.valueAxis.valueMin = 0
    if isinstance(chart, VerticalBarChart):
        chart.barLabelFormat = "%d"
    drawing.add(chart)
    return drawing
