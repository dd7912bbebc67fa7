"""The sections of a return in the template's order: lines, chart, breakdowns, and what was written in words."""

from __future__ import annotations

from collections.abc import Sequence

from vrp_desktop.documents.return_breakdowns import breakdown_blocks
from vrp_desktop.documents.return_charts import section_chart
from vrp_desktop.documents.return_tables import lines_table
from vrp_desktop.documents.return_words import is_text, shown
from vrp_desktop.documents.vocabulary import Block, Facts, Heading, Paragraph, Tone
from vrp_desktop.returns.content import Line, ReturnContent
from vrp_desktop.returns.template import Section

_SHORT = 110


def section_blocks(content: ReturnContent, section: Section, figure: int) -> list[Block]:
    """One section; `figure` is the number of its chart."""
    lines = [content.line(spec.code) for spec in section.lines]
    numbers = [line for line in lines if not is_text(line.spec)]
    blocks: list[Block] = [section_heading(section)]
    if section.intro:
        blocks.append(Paragraph(section.intro, Tone.QUIET, holds_next=True))
    if numbers:
        blocks.append(lines_table(content, numbers))
    chart = section_chart(content, section, figure)
    if chart is not None:
        blocks.append(chart)
    return [
        *blocks,
        *breakdown_blocks(content, section),
        *_words(content, [line for line in lines if is_text(line.spec)]),
    ]


def section_heading(section: Section) -> Heading:
    """The heading of a section: its number and title."""
    return Heading(f"{section.number}  {section.title}")


def _words(content: ReturnContent, lines: Sequence[Line]) -> list[Block]:
    """Lines of words: short ones together as facts, else each under its own heading."""
    said = [(line, str(shown(content, line))) for line in lines]
    if all(len(text) <= _SHORT and "\n" not in text for _, text in said):
        facts = tuple((f"{line.spec.number}  {line.spec.label}", text) for line, text in said)
        return [Facts(facts)] if facts else []
    blocks: list[Block] = []
    for line, text in said:
        blocks += [Heading(f"{line.spec.number}  {line.spec.label}", 2, in_contents=False), Paragraph(text)]
    return blocks
