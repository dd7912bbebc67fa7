"""Bars over time, drawn with pyqtgraph; the same numbers stand below, so that no picture tells anything alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.facts import facts
from ui.widgets.text import column, label


class Bars(QWidget):
    """A bar for each label. pyqtgraph costs a quarter of a second to import: it comes with the first picture."""

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("kind", "clear")
        self.setAccessibleName(name)
        self._inside = column(desk.theme, "normal")
        self._said = label("Counting the quarters …", "muted")
        self._inside.addWidget(self._said)
        self._inside.addStretch(1)
        self.setLayout(self._inside)

    def show_values(self, values: Sequence[tuple[str, int]]) -> None:
        """Draw the bars, from nought, and write the numbers below."""
        self._said.setVisible(not values)
        self._said.setText("There is nothing to compare yet.")
        if not values:
            return
        self._inside.insertWidget(0, self._plot(values))
        self._inside.insertWidget(1, facts(self._desk, [(words, f"{number:,}") for words, number in values]))

    def _plot(self, values: Sequence[tuple[str, int]]) -> QWidget:
        import pyqtgraph

        theme = self._desk.theme
        plot: Any = pyqtgraph.PlotWidget(background=theme.colour("surface"))
        places = list(range(len(values)))
        heights = [number for _words, number in values]
        brush, pen = theme.colour("accent"), pyqtgraph.mkPen(theme.colour("accent"))
        plot.addItem(pyqtgraph.BarGraphItem(x=places, height=heights, width=0.6, brush=brush, pen=pen))
        for place, (_words, number) in enumerate(values):
            written = pyqtgraph.TextItem(f"{number:,}", color=theme.colour("text"), anchor=(0.5, 1))
            written.setPos(place, number)
            plot.addItem(written)
        bottom = plot.getAxis("bottom")
        bottom.setTicks([[(place, words) for place, (words, _number) in enumerate(values)]])
        bottom.setTextPen(theme.colour("text"))
        plot.hideAxis("left")
        plot.setYRange(0, max(*heights, 1) * 1.15, padding=0)
        plot.setMouseEnabled(x=False, y=False)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMinimumHeight(theme.em(14))
        plot.setAccessibleName(", ".join(f"{words}: {number}" for words, number in values))
        made: QWidget = plot
        return made
