"""Charts of lying bars, for names too long or too many to stand below upright ones: the value stands at each bar."""

from __future__ import annotations

from dataclasses import dataclass, field

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Piece
from vrp_desktop.documents.scales import label
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Line, Typesetter
from vrp_desktop.documents.vocabulary import Chart

_BAR = 10
_GAP = 5
_SERIES_GAP = 1
_NAME_PART = 0.4
_NAME_GAP = 8
_VALUE_GAP = 4
_UNIT_HEIGHT = 15
_SWATCH = 8


@dataclass(frozen=True, slots=True)
class RowChartPiece:
    """A chart of lying bars as one figure that is never split."""

    chart: Chart
    element: Element
    setter: Typesetter = field(compare=False)
    width: float = 0
    before: float = 4
    after: float = 12
    holds_next: bool = False

    def height(self) -> float:
        return self._head_height() + sum(self._row_height(name) for name in self._names()) + _GAP

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        names = self._names()
        foot = top - self.height()
        self.element.box = (x, foot, x + width, top)
        edge = x + max(line.width for name in names for line in name) + _NAME_GAP
        with canvas.mark(self.element):
            self._draw_head(canvas, x, top)
            y = top - self._head_height()
            begin = y
            for index, name in enumerate(names):
                height = self._row_height(name)
                self._draw_name(canvas, name, edge - _NAME_GAP, y - height / 2)
                self._draw_bars(canvas, index, edge, x + width, y - height / 2)
                y -= height
            canvas.hairlines([(edge, begin, edge, y)], 0.8, style.RULE)

    def _names(self) -> list[list[Line]]:
        look = style.CHART_TEXT
        return [self.setter.lines(name, look, self.width * _NAME_PART) for name in self.chart.categories]

    def _row_height(self, name: list[Line]) -> float:
        bars = len(self.chart.series) * (_BAR + _SERIES_GAP)
        return max(bars, len(name) * style.CHART_TEXT.leading) + _GAP

    def _head_height(self) -> float:
        return _UNIT_HEIGHT if self.chart.unit or len(self.chart.series) > 1 else 0

    def _draw_head(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The unit, and the names of the series with their swatches where there are several."""
        look, y = style.CHART_TEXT, top - 9
        if self.chart.unit:
            line = self.setter.lines(self.chart.unit, look, self.width)[0]
            canvas.write(line, x, y, look.size, style.QUIET)
            x += line.width + 16
        if len(self.chart.series) < 2:
            return
        for index, series in enumerate(self.chart.series):
            canvas.fill_box(x, y - 1, _SWATCH, _SWATCH, style.SERIES[index])
            line = self.setter.lines(series.name, look, self.width)[0]
            canvas.write(line, x + _SWATCH + 4, y, look.size, style.INK)
            x += _SWATCH + 4 + line.width + 16

    def _draw_name(self, canvas: TaggedCanvas, name: list[Line], right: float, middle: float) -> None:
        look = style.CHART_TEXT
        y = middle + len(name) * look.leading / 2 - look.leading + look.size * 0.3
        for line in name:
            canvas.write(line, right - line.width, y, look.size, style.INK)
            y -= look.leading

    def _draw_bars(self, canvas: TaggedCanvas, index: int, left: float, right: float, middle: float) -> None:
        look = style.CHART_VALUE
        known = [value for series in self.chart.series for value in series.values if value is not None]
        most = max([1.0, *known])
        room = right - left - max((self.setter.width(label(value), look) for value in known), default=0) - _VALUE_GAP
        count = len(self.chart.series)
        for number, series in enumerate(self.chart.series):
            value = series.values[index]
            if value is None:
                continue
            foot = middle + (count / 2 - number) * (_BAR + _SERIES_GAP) - _BAR
            wide = max(value, 0) / most * room
            canvas.fill_box(left, foot, wide, _BAR, style.SERIES[number])
            line = self.setter.lines(label(value), look, self.width)[0]
            canvas.write(line, left + wide + _VALUE_GAP, foot + 2, look.size, look.colour)
