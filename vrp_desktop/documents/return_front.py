"""The first pages of a return: what it is, the figures that are read in a minute, who has supplied data, the key."""

from __future__ import annotations

from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.documents import return_words as words
from vrp_desktop.documents.return_supply import supply_blocks
from vrp_desktop.documents.return_words import Span, is_published, quarter_words, shown
from vrp_desktop.documents.vocabulary import (
    Beside,
    Block,
    Facts,
    Heading,
    Headline,
    Headlines,
    Note,
    NoteKind,
    Paragraph,
    Strong,
    Text,
    Tone,
)
from vrp_desktop.returns.content import Audience, Grade, Line, ReturnContent
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.suppression import HIDDEN, RULE

HEADLINES = (
    "YFPP_IDENTIFIED",
    "YFPP_DISCUSSED",
    "YFPP_OFFERED",
    "YFPP_STARTED",
    "REACH",
    "CONFERENCES_HELD",
)
"""The lines on the first page, where the form has them."""

PREPARED_BY = "PREPARED_BY"


def front_blocks(content: ReturnContent, signed: Signed | None, marking: str) -> list[Block]:
    """The first page: everything before the list of contents."""
    blocks: list[Block] = [_cover(content, signed, marking)]
    if signed is None:
        blocks.append(_standing(content))
    return [*blocks, *glance_blocks(content), *supply_blocks(content.supply)]


def glance_blocks(content: ReturnContent) -> list[Block]:
    """The headline figures, or none where the form has none of their lines."""
    lines = {line.spec.code: line for line in content.lines}
    items = [_headline(content, lines[code]) for code in HEADLINES if code in lines]
    return [Heading("At a glance"), Headlines(tuple(items))] if items else []


def key_blocks(content: ReturnContent, is_draft: bool) -> list[Block]:
    """How to read the figures: a nought, a gap and a hidden number never look alike."""
    pairs: list[tuple[str, Text]] = [
        (words.NIL_CONFIRMED, "Nothing was counted, and someone confirmed by name that this is true."),
    ]
    if is_draft:
        pairs.append((words.NIL_TO_CONFIRM, "Nothing was counted, and nobody has confirmed yet that this is true."))
    pairs += [
        (words.NIL, "Nought, typed in or worked out, or the count of another period."),
        (words.NONE, "In a breakdown: none of the line\u2019s count falls into this group."),
        (words.UNKNOWN, "It is not known, because the line has not been filled in."),
        (words.NOT_APPLICABLE, "The line has no such figure, or there is nothing to divide by."),
        (words.NOT_COMPARED, "There is no figure of the last quarter to set beside it."),
    ]
    if is_published(content):
        pairs.append((HIDDEN, RULE))
    return [
        Heading("How to read the figures", 2, in_contents=False),
        Facts(tuple(pairs)),
        Paragraph(
            "The quarter, the year to date and the last quarter each count distinct children, young people or "
            "people, so quarters do not add up to the year. Totals that providers report without names are never "
            "added to people counted by name.",
            Tone.QUIET,
        ),
    ]


def version_words(content: ReturnContent, signed: Signed | None) -> str:
    """The version and how it stands, for the cover and the foot of each page."""
    return f"Version {content.version}, signed" if signed is not None else "Draft, not signed"


def audience_words(content: ReturnContent) -> str:
    """Who reads, and what that means for small numbers."""
    return "Published (small numbers hidden)" if is_published(content) else "Funder (exact figures)"


def _cover(content: ReturnContent, signed: Signed | None, marking: str) -> Block:
    prepared = next((line for line in content.lines if line.spec.code == PREPARED_BY), None)
    left: list[tuple[str, Text]] = [
        ("Area", content.area_name or words.UNKNOWN),
        ("Place", content.place_label),
        ("Quarter", quarter_words(content)),
        ("Funder", content.template.funder),
        ("Grant", content.template.grant or words.UNKNOWN),
    ]
    right: list[tuple[str, Text]] = [
        ("Version", _state(content, signed)),
        ("Figures as at", british(content.as_at)),
        ("Prepared by", shown(content, prepared) if prepared else words.UNKNOWN),
        ("Audience", audience_words(content)),
        ("Marking", marking),
    ]
    return Beside((Facts(tuple(left)), Facts(tuple(right))))


def _state(content: ReturnContent, signed: Signed | None) -> Text:
    if signed is None:
        return (Strong("Draft"), ", not signed")
    day = british(london_day(signed.signed_at))
    return (Strong(f"{content.version}"), f", signed on {day} by {signed.signed_by}")


def _standing(content: ReturnContent) -> Block:
    """What a draft still needs before it can be signed."""
    if content.audience is Audience.PUBLISHED:
        # What the checks say is not for publication, so nothing can be said of them either.
        return Note("Not signed. The figures may still change until then.", "Draft")
    errors = sum(check.grade is Grade.ERROR for check in content.blocking)
    queries = len(content.blocking) - errors
    if not content.blocking:
        return Note("No check stands in the way of signing. The figures may still change until then.", "Draft")
    parts = [
        part
        for part in (_count(errors, "error"), f"{_count(queries, 'query')} without an answer" if queries else "")
        if part
    ]
    text = f"Before signing: {' and '.join(parts)}. They are listed under \u201cBefore this return is signed\u201d."
    return Note(text, "Draft", NoteKind.WARNING)


def _count(number: int, what: str) -> str:
    plural = {"error": "errors", "query": "queries"}[what]
    return f"{number} {what if number == 1 else plural}" if number else ""


def _headline(content: ReturnContent, line: Line) -> Headline:
    details = (
        f"Last quarter: {shown(content, line, Span.BEFORE)}",
        f"Year to date: {shown(content, line, Span.YEAR)}",
    )
    return Headline(shown(content, line), line.spec.label, details)
