"""What each line of a form means, in one sentence or two: on the screen and in the annex of the document."""

from __future__ import annotations

from typing import Final

from vrp_desktop.figures.figure import Figure
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.returns.template import LineKind, LineSpec, Rule, Template

_QUARTERS: Final = {2: "two", 3: "three", 4: "four"}
_TYPED: Final = "Typed in, with its source."
_REPORTED: Final = "The totals that providers report for the period, without names."


def meaning_of(template: Template, spec: LineSpec) -> str:
    """What a line of a form means."""
    figure = FIGURES.get(spec.figure)
    if spec.help:
        return spec.help
    if spec.kind is LineKind.DERIVED:
        return _worked_out(template, spec, figure)
    if spec.kind is LineKind.REPORTED:
        return _REPORTED
    meaning = figure.meaning if figure is not None and figure.meaning else _TYPED
    return f"{meaning} Over {_QUARTERS.get(spec.quarters, spec.quarters)} quarters." if spec.is_rolling else meaning


def _worked_out(template: Template, spec: LineSpec, figure: Figure | None) -> str:
    parts = [_number(template, code) for code in spec.parts]
    match spec.rule:
        case Rule.PER_CENT:
            return f"Line {parts[0]} as a share of line {parts[1]}."
        case Rule.DIFFERENCE:
            return f"Line {parts[0]} less line {parts[1]}."
        case Rule.MEDIAN:
            meaning = figure.meaning.rstrip(".") if figure else spec.label
            return f"The median: half are below it and half above. {meaning}."
        case None:
            return f"Worked out from {' and '.join(f'line {part}' for part in parts)}."


def _number(template: Template, code: str) -> str:
    return next((spec.number for spec in template.lines() if spec.code == code), code)
