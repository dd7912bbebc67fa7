"""Charts on pages: bars and lines from zero, values written beside them, series told apart by more than colour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vrp_desktop.documents import style
from vrp_desktop.documents.pieces import Piece
from vrp_desktop.documents.scales import Scale, label, scale_for
from vrp_desktop.documents.structure import Element
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Typesetter
from vrp_desktop.documents.vocabulary import Chart, ChartKind

_DASHES = ("[] 0 d", "[5 2] 0 d", "[1.5 2] 0 d", "[6 2 1.5 2] 0 d")
_LEGEND_HEIGHT = 18
_LABEL_GAP = 5
_ROUND = 0.5523


@dataclass(frozen=True, slots=True)
class ChartPiece:
    """A chart as one figure that is never split."""

    chart: Chart
    element: Element
    setter: Typesetter = field(compare=False)
    width: float = 0
    before: float = 4
    after: float = 12
    holds_next: bool = False

    def height(self) -> float:
        return style.CHART_HEIGHT + self._head_height() + self._foot_height()

    def least(self) -> float:
        return self.height()

    def split(self, room: float) -> tuple[Piece, Piece] | None:
        return None

    def draw(self, canvas: TaggedCanvas, x: float, top: float, width: float) -> None:
        foot = top - self.height()
        self.element.box = (x, foot, x + width, top)
        with canvas.mark(self.element):
            self._draw_head(canvas, x, top)
            plot = self._plot(x, foot + self._foot_height(), width, style.CHART_HEIGHT - 6)
            plot.draw_axis(canvas, self.setter)
            self._draw_categories(canvas, plot)
            if self.chart.kind is ChartKind.BARS:
                plot.draw_bars(canvas, self.chart, self.setter)
            else:
                plot.draw_lines(canvas, self.chart, self.setter)

    def _head_height(self) -> float:
        return _LEGEND_HEIGHT if self.chart.unit or len(self.chart.series) > 1 else 6

    def _foot_height(self) -> float:
        slot = (self.width - 40) / len(self.chart.categories) - 4
        lines = max(len(self.setter.lines(name, style.CHART_TEXT, slot)) for name in self.chart.categories)
        return lines * style.CHART_TEXT.leading + _LABEL_GAP

    def _draw_head(self, canvas: TaggedCanvas, x: float, top: float) -> None:
        """The unit, and the names of the series with their swatches where there are several."""
        y = top - 9
        if self.chart.unit:
            x = _write(canvas, self.setter, self.chart.unit, x, y, style.QUIET) + 16
        if len(self.chart.series) < 2:
            return
        for index, series in enumerate(self.chart.series):
            if self.chart.kind is ChartKind.BARS:
                canvas.fill_box(x, y - 1, 8, 8, style.SERIES[index])
                x += 12
            else:
                _stroke(canvas, index, [(x, y + 3), (x + 22, y + 3)])
                _marker(canvas, index, x + 11, y + 3)
                x += 27
            x = _write(canvas, self.setter, series.name, x, y, style.INK) + 16

    def _draw_categories(self, canvas: TaggedCanvas, plot: _Plot) -> None:
        look = style.CHART_TEXT
        for index, name in enumerate(self.chart.categories):
            y = plot.foot - _LABEL_GAP - look.size
            for line in self.setter.lines(name, look, plot.slot - 4):
                canvas.write(line, plot.centre(index) - line.width / 2, y, look.size, look.colour)
                y -= look.leading

    def _plot(self, x: float, foot: float, width: float, height: float) -> _Plot:
        scale = scale_for(value for series in self.chart.series for value in series.values)
        labels = max(self.setter.width(label(tick), style.CHART_TEXT) for tick in scale.ticks)
        left = x + labels + 7
        return _Plot(left, foot, x + width - left, height, scale, len(self.chart.categories))


@dataclass(frozen=True, slots=True)
class _Plot:
    """The field of a chart: where values and categories stand."""

    left: float
    foot: float
    width: float
    height: float
    scale: Scale
    count: int

    @property
    def slot(self) -> float:
        """The width of one category."""
        return self.width / self.count

    def centre(self, index: int) -> float:
        """The middle of a category."""
        return self.left + (index + 0.5) * self.slot

    def y(self, value: float) -> float:
        """The height of a value."""
        return self.foot + self.scale.part(value) * self.height

    def draw_axis(self, canvas: TaggedCanvas, setter: Typesetter) -> None:
        """Hairlines at the ticks, a rule at zero, the values at the left."""
        look, right = style.CHART_TEXT, self.left + self.width
        canvas.hairlines([(self.left, self.y(t), right, self.y(t)) for t in self.scale.ticks if t], 0.4, style.HAIRLINE)
        for tick in self.scale.ticks:
            line = setter.lines(label(tick), look, self.width)[0]
            canvas.write(line, self.left - 6 - line.width, self.y(tick) - look.size * 0.35, look.size, look.colour)

    def draw_bars(self, canvas: TaggedCanvas, chart: Chart, setter: Typesetter) -> None:
        """Bars side by side, each with its value where there is room for it, on the rule at zero."""
        wide = min(self.slot * 0.72 / len(chart.series), 46)
        for number, series in enumerate(chart.series):
            for index, value in enumerate(series.values):
                if value is None:
                    continue
                x = self.centre(index) + (number - len(chart.series) / 2) * wide
                zero, top = self.y(0), self.y(value)
                canvas.fill_box(x + 0.75, min(zero, top), wide - 1.5, abs(top - zero), style.SERIES[number])
                line = setter.lines(label(value), style.CHART_VALUE, self.width)[0]
                if line.width <= wide + 2:
                    y = max(zero, top) + 3
                    canvas.write(line, x + (wide - line.width) / 2, y, style.CHART_VALUE.size, style.INK)
        self._draw_zero(canvas)

    def draw_lines(self, canvas: TaggedCanvas, chart: Chart, setter: Typesetter) -> None:
        """Lines with a dash and a marker of their own, and the last value of each."""
        self._draw_zero(canvas)
        for number, series in enumerate(chart.series):
            points = [(self.centre(i), self.y(v)) if v is not None else None for i, v in enumerate(series.values)]
            for stretch in _stretches(points):
                _stroke(canvas, number, stretch)
            for point in filter(None, points):
                _marker(canvas, number, *point)
        for at, value in self._last_labels(chart):
            line = setter.lines(label(value), style.CHART_VALUE, self.width)[0]
            canvas.write(line, at[0] + 6, at[1] - style.CHART_VALUE.size * 0.35, style.CHART_VALUE.size, style.INK)

    def _last_labels(self, chart: Chart) -> list[tuple[tuple[float, float], float]]:
        """Where the last value of each series is written, pushed apart where they would overlap."""
        lasts = []
        for series in chart.series:
            known = [(index, value) for index, value in enumerate(series.values) if value is not None]
            if known:
                lasts.append((self.y(known[-1][1]), self.centre(known[-1][0]), known[-1][1]))
        placed: list[tuple[tuple[float, float], float]] = []
        lowest = float("-inf")
        for y, x, value in sorted(lasts):
            lowest = max(y, lowest + style.CHART_VALUE.size + 1)
            placed.append(((x, lowest), value))
        return placed

    def _draw_zero(self, canvas: TaggedCanvas) -> None:
        canvas.hairlines([(self.left, self.y(0), self.left + self.width, self.y(0))], 0.8, style.RULE)


def _write(canvas: TaggedCanvas, setter: Typesetter, text: str, x: float, y: float, colour: str) -> float:
    """Write one line; the place where it ends."""
    line = setter.lines(text, style.CHART_TEXT, 10_000)[0]
    canvas.write(line, x, y, style.CHART_TEXT.size, colour)
    return x + line.width


def _stretches(points: list[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """The parts of a line between its gaps."""
    parts: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            parts.append([])
        else:
            parts[-1].append(point)
    return [part for part in parts if len(part) > 1]


def _stroke(canvas: TaggedCanvas, number: int, points: list[tuple[float, float]]) -> None:
    (x, y), *rest = points
    canvas.path(
        [f"{x:.2f} {y:.2f} m", *(f"{a:.2f} {b:.2f} l" for a, b in rest), "S"],
        style.SERIES[number],
        f"1.6 w 1 J 1 j {_DASHES[number]}",
    )
    canvas.path([], style.SERIES[number], "0 J 0 j [] 0 d")


def _marker(canvas: TaggedCanvas, number: int, x: float, y: float) -> None:
    canvas.ink(style.SERIES[number])
    canvas.path(_MARKERS[number](x, y, 2.6), style.SERIES[number])


def _disc(x: float, y: float, r: float) -> list[str]:
    k = r * _ROUND
    return [
        f"{x + r:.2f} {y:.2f} m",
        f"{x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c",
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c",
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c",
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c f",
    ]


def _box(x: float, y: float, r: float) -> list[str]:
    return [f"{x - r:.2f} {y - r:.2f} {2 * r:.2f} {2 * r:.2f} re f"]


def _triangle(x: float, y: float, r: float) -> list[str]:
    return [f"{x:.2f} {y + r * 1.2:.2f} m {x + r * 1.2:.2f} {y - r:.2f} l {x - r * 1.2:.2f} {y - r:.2f} l h f"]


def _diamond(x: float, y: float, r: float) -> list[str]:
    wide = r * 1.3
    return [f"{x:.2f} {y + wide:.2f} m {x + wide:.2f} {y:.2f} l {x:.2f} {y - wide:.2f} l {x - wide:.2f} {y:.2f} l h f"]


_MARKERS: tuple[Callable[[float, float, float], list[str]], ...] = (_disc, _box, _triangle, _diamond)
