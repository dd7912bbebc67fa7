"""The quarterly return as flat sheets: lines, breakdowns, checks and notes."""

from __future__ import annotations

from vrp_desktop.exports.sheets import Cell, Sheet
from vrp_desktop.returns.content import Audience, Line, ReturnContent, State
from vrp_desktop.returns.suppression import HIDDEN, RULE

_LINE_HEADS = ("Line", "Code", "Label", "Unit", "Kind", "Quarter", "State", "Year to date", "Last quarter", "Source")


def return_sheets(content: ReturnContent, digest: str) -> list[Sheet]:
    """The sheets of a return, for the audience whose content it is."""
    return [_about(content, digest), _lines(content), _breakdowns(content), _notes(content)]


def flat_sheet(content: ReturnContent) -> Sheet:
    """Everything in one table, for CSV: a row for each line and for each cell of its breakdowns."""
    rows: list[tuple[Cell, ...]] = []
    for line in content.lines:
        rows.append((line.spec.number, line.spec.code, line.spec.label, line.spec.unit, "", "", *_values(line)))
        for name, cells in line.breakdowns.items():
            for label, number in cells.items():
                shown = HIDDEN if number is None else number
                head = (line.spec.number, line.spec.code, line.spec.label, line.spec.unit)
                rows.append((*head, breakdown_title(name), label, shown, "", "", ""))
    heads = (
        "Line",
        "Code",
        "Label",
        "Unit",
        "Broken down by",
        "Group",
        "Quarter",
        "State",
        "Year to date",
        "Last quarter",
    )
    return Sheet("Return", heads, rows)


def breakdown_title(name: str) -> str:
    """A breakdown's name for people: "age_band by sex" becomes "Age band by sex"."""
    titles = {
        "send": "SEND",
        "source": "identification source",
        "action_end": "what became of it",
        "undone_reason": "why it was not done",
    }
    words = " by ".join(titles.get(part, part.replace("_", " ")) for part in name.split(" by "))
    return words[0].upper() + words[1:]


def _about(content: ReturnContent, digest: str) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        ("Return", content.template.title),
        ("Funder", content.template.funder),
        ("Area", content.area_name),
        ("Place", content.place_label),
        ("Quarter", content.quarter),
        ("As at", content.as_at),
        ("Version", f"{content.version}" if content.version else "Draft"),
        ("Audience", "Published" if content.audience is Audience.PUBLISHED else "Funder (exact)"),
        ("Marking", content.template.marking),
        ("Digest", digest),
    ]
    if content.audience is Audience.PUBLISHED:
        rows.append(("Small numbers", RULE))
    return Sheet("About", ("Item", "Value"), rows)


def _lines(content: ReturnContent) -> Sheet:
    rows = [
        (
            line.spec.number,
            line.spec.code,
            line.spec.label,
            line.spec.unit,
            line.spec.kind.value,
            *_values(line),
            line.source,
        )
        for line in content.lines
    ]
    return Sheet("Lines", _LINE_HEADS, rows)


def _breakdowns(content: ReturnContent) -> Sheet:
    rows = [
        (line.spec.number, line.spec.code, breakdown_title(name), label, HIDDEN if number is None else number)
        for line in content.lines
        for name, cells in line.breakdowns.items()
        for label, number in cells.items()
    ]
    return Sheet("Breakdowns", ("Line", "Code", "Broken down by", "Group", "Number"), rows)


def _notes(content: ReturnContent) -> Sheet:
    rows = [(check.grade.value, check.line, check.sentence, check.note) for check in content.checks]
    return Sheet("Checks and notes", ("Grade", "Line", "Check", "Note"), rows)


def _values(line: Line) -> tuple[Cell, ...]:
    hidden = line.state is State.HIDDEN
    value = HIDDEN if hidden else line.value
    year, before = (HIDDEN if item is None and hidden else item for item in (line.year_to_date, line.last_quarter))
    return (value, line.state.value, year, before)
