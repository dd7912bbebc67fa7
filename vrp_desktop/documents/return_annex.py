"""The annex: what each line of the form means, what it counts, and by which day and age."""

from __future__ import annotations

from vrp_desktop.documents.return_words import listed
from vrp_desktop.documents.vocabulary import Align, Block, Column, Heading, Paragraph, Row, Table, section
from vrp_desktop.figures.figure import Figure
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.returns.template import LineKind, LineSpec, Rule, Template

_QUARTERS = {2: "two", 3: "three", 4: "four"}
_TYPED = "Typed in, with its source."
_REPORTED = "The totals that providers report for the period, without names."


def annex_blocks(template: Template) -> list[Block]:
    """A table of every line, by section."""
    rows: list[Row] = []
    for part in template.sections:
        lines = [spec for spec in part.lines if spec.kind is not LineKind.TYPED or spec.help]
        rows += [section(f"{part.number}  {part.title}")] if lines else []
        rows += [Row((spec.number, spec.label, _meaning(template, spec), _how(spec))) for spec in lines]
    columns = (
        Column("Line", Align.LEFT, 0.07),
        Column("Label", Align.LEFT, 0.21, names_row=True),
        Column("What it means", Align.LEFT),
        Column("Counted by", Align.LEFT, 0.35),
    )
    said = (
        f"The form is {template.code}; its counting rules are version {template.rules}. Lines that are not listed here "
        "are typed in and say what their label says."
    )
    return [Heading("Annex: what each line means"), Paragraph(said), Table(columns, tuple(rows))]


def _meaning(template: Template, spec: LineSpec) -> str:
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
            return f"Worked out from {listed([f'line {part}' for part in parts])}."


def _number(template: Template, code: str) -> str:
    return next((spec.number for spec in template.lines() if spec.code == code), code)


def _how(spec: LineSpec) -> str:
    """The unit, the date test and the age test."""
    figure = FIGURES.get(spec.figure)
    unit = spec.unit or (figure.unit.value if figure else "")
    parts = [f"{unit[:1].upper()}{unit[1:]}"]
    if figure is not None:
        parts += [figure.date_test, f"Aged {figure.age_test}" if figure.age_test else ""]
    return ". ".join(part for part in parts if part) + ("." if any(parts) else "")
