"""What is said about the figures: notes that answer queries, what a draft still needs, and what a version put right."""

from __future__ import annotations

from collections.abc import Sequence

from vrp_desktop.documents.return_words import amount, is_published, listed
from vrp_desktop.documents.vocabulary import (
    Align,
    Block,
    Bullets,
    Column,
    Heading,
    Paragraph,
    Row,
    Table,
    Tone,
    section,
)
from vrp_desktop.returns.bridge import BridgeRow
from vrp_desktop.returns.content import CheckResult, Grade, Line, ReturnContent
from vrp_desktop.returns.frozen import Signed

_GATHERED = {"NIL_": "Nil, to be confirmed or mended", "MISSING_": "Not filled in"}
_GRADES = ((Grade.ERROR, "Errors, which block signing"), (Grade.QUERY, "Queries, to be mended or answered with a note"))


def note_blocks(content: ReturnContent) -> list[Block]:
    """The queries that were answered, each with its note."""
    noted = [check for check in content.checks if check.note]
    if not noted:
        return []
    heading = Heading("Notes on the figures")
    if is_published(content):
        return [heading, Bullets(tuple(_published_note(content, check) for check in noted))]
    columns = (Column("Query", Align.LEFT, 0.4, names_row=True), Column("Note", Align.LEFT))
    rows = [Row((_sentence(content, check), check.note)) for check in noted]
    said = "Checks that asked a question of the figures, and what the unit answers."
    return [heading, Paragraph(said, Tone.QUIET, holds_next=True), Table(columns, tuple(rows))]


def outstanding_blocks(content: ReturnContent) -> list[Block]:
    """What stands in the way of signing a draft: errors first, what is alike gathered into one item."""
    blocks: list[Block] = []
    for grade, words in _GRADES:
        items = _gathered(content, [check for check in content.blocking if check.grade is grade])
        blocks += [Heading(words, 2, in_contents=False), Bullets(tuple(items))] if items else []
    return [Heading("Before this return is signed"), *blocks] if blocks else []


def bridge_blocks(content: ReturnContent, signed: Signed | None) -> list[Block]:
    """From the former version to this one: each line that changed, what happened, and by how much."""
    if signed is None or content.version < 2:
        return []
    blocks: list[Block] = [
        Heading(f"What version {content.version} puts right"),
        Paragraph(signed.reason or "No reason was given.", holds_next=True),
    ]
    if not signed.bridge:
        return [*blocks, Paragraph("No counted record has changed since the former version.")]
    if is_published(content):
        changed = listed([_name(content, code) for code in _by_line(signed.bridge)])
        return [*blocks, Paragraph(f"The figures that changed: {changed}.")]
    columns = (Column("What happened", Align.LEFT, names_row=True), Column("Change", Align.RIGHT, 0.24))
    rows: list[Row] = []
    for code, steps in _by_line(signed.bridge).items():
        rows.append(section(f"{_name(content, code)}{_from_to(content, code, steps)}"))
        rows += [Row((step.sentence, _change(step.change))) for step in steps]
    said = f"Each counted line from version {content.version - 1} to version {content.version}, record by record."
    return [*blocks, Paragraph(said, Tone.QUIET, holds_next=True), Table(columns, tuple(rows))]


def _gathered(content: ReturnContent, found: Sequence[CheckResult]) -> list[str]:
    places = {line.spec.code: index for index, line in enumerate(content.lines)}
    checks = sorted(found, key=lambda check: places.get(check.line, len(places)))
    items = [_sentence(content, check) for check in checks if not check.code.startswith(tuple(_GATHERED))]
    for start, words in _GATHERED.items():
        names = [_name(content, check.line) for check in checks if check.code.startswith(start)]
        items += [f"{words}: {'; '.join(names)}."] if names else []
    return items


def _by_line(bridge: Sequence[BridgeRow]) -> dict[str, list[BridgeRow]]:
    found: dict[str, list[BridgeRow]] = {}
    for row in bridge:
        found.setdefault(row.line, []).append(row)
    return found


def _from_to(content: ReturnContent, code: str, steps: Sequence[BridgeRow]) -> str:
    """The figure of the former version and of this one, which the steps between account for."""
    line = _find(content, code)
    if line is None or not isinstance(line.value, int):
        return ""
    before = line.value - sum(step.change for step in steps)
    return f": {_or_nil(before)}, now {_or_nil(line.value)}" if before != line.value else f": still {_or_nil(before)}"


def _or_nil(number: int) -> str:
    return amount(number, "") if number else "nil"


def _change(change: int) -> str:
    if not change:
        return "No change to the count"
    sign = "+" if change > 0 else "\u2212"
    return f"{sign}{abs(change):,}"


def _published_note(content: ReturnContent, check: CheckResult) -> str:
    return f"{_name(content, check.line)}: {check.note}" if check.line else check.note


def _sentence(content: ReturnContent, check: CheckResult) -> str:
    """What a check says, after the number of its line."""
    line = _find(content, check.line)
    is_numbered = line is None or check.sentence.startswith(f"{line.spec.number} ")
    return check.sentence if is_numbered or line is None else f"{line.spec.number}: {check.sentence}"


def _name(content: ReturnContent, code: str) -> str:
    line = _find(content, code)
    return f"{line.spec.number} {line.spec.label}" if line else code


def _find(content: ReturnContent, code: str) -> Line | None:
    return next((line for line in content.lines if line.spec.code == code), None)
