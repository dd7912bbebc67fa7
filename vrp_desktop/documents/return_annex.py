"""The annex: what each line of the form means, what it counts, and by which day and age."""

from __future__ import annotations

from vrp_desktop.documents.vocabulary import Align, Block, Column, Heading, Paragraph, Row, Table, section
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.returns.meanings import meaning_of
from vrp_desktop.returns.template import LineKind, LineSpec, Template


def annex_blocks(template: Template) -> list[Block]:
    """A table of every line, by section."""
    rows: list[Row] = []
    for part in template.sections:
        lines = [spec for spec in part.lines if spec.kind is not LineKind.TYPED or spec.help]
        rows += [section(f"{part.number}  {part.title}")] if lines else []
        rows += [Row((spec.number, spec.label, meaning_of(template, spec), _how(spec))) for spec in lines]
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


def _how(spec: LineSpec) -> str:
    """The unit, the date test and the age test."""
    figure = FIGURES.get(spec.figure)
    unit = spec.unit or (figure.unit.value if figure else "")
    parts = [f"{unit[:1].upper()}{unit[1:]}"]
    if figure is not None:
        parts += [figure.date_test, f"Aged {figure.age_test}" if figure.age_test else ""]
    return ". ".join(part for part in parts if part) + ("." if any(parts) else "")
