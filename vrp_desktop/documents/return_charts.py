"""The one chart of a section: the breakdown that its template names, with the words that stand for it."""

from __future__ import annotations

from vrp_desktop.documents.return_order import ordered
from vrp_desktop.documents.return_words import dimension_words, quarter_words, shown
from vrp_desktop.documents.vocabulary import Chart, ChartKind, Series
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.suppression import HIDDEN
from vrp_desktop.returns.template import Section

_FEWEST_BARS = 2
_MOST_UPRIGHT = 7
_LONGEST_UPRIGHT = 14


def section_chart(content: ReturnContent, section: Section, number: int) -> Chart | None:
    """The section's chart, numbered; None where the template names none or there is nothing to compare."""
    code, _, name = section.chart.partition(":")
    line = next((line for line in content.lines if line.spec.code == code), None)
    if line is None or sum(map(bool, line.breakdowns.get(name, {}).values())) < _FEWEST_BARS:
        return None
    labels = ordered(name, line.breakdowns[name])
    values = tuple(line.breakdowns[name][label] for label in labels)
    names = tuple(label if line.breakdowns[name][label] is not None else f"{label} {HIDDEN}" for label in labels)
    upright = len(labels) <= _MOST_UPRIGHT and max(len(label) for label in labels) <= _LONGEST_UPRIGHT
    return Chart(
        title=f"Figure {number}. {line.spec.label}, by {dimension_words(name)}, {quarter_words(content)}",
        alternative=_in_words(content, line, name, labels),
        categories=names,
        series=(Series(line.spec.label, values),),
        kind=ChartKind.BARS if upright else ChartKind.ROWS,
        unit=f"{line.spec.unit[:1].upper()}{line.spec.unit[1:]}",
    )


def _in_words(content: ReturnContent, line: Line, name: str, labels: list[str]) -> str:
    """What the chart shows, value by value."""
    cells = line.breakdowns[name]
    parts = ", ".join(f"{label} {HIDDEN if cells[label] is None else cells[label]}" for label in labels)
    words = f"{line.spec.label} by {dimension_words(name)}, {shown(content, line)} in all"
    return f"Bar chart of {words[:1].lower()}{words[1:]}: {parts}."
