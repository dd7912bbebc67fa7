"""The words of a return on paper: a nought, a gap, a hidden number and a line that does not apply never look alike."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.vocabulary import Cell
from vrp_desktop.returns.content import Audience, Line, ReturnContent, State, Value
from vrp_desktop.returns.suppression import HIDDEN
from vrp_desktop.returns.template import LineKind, LineSpec, Rule

NIL = "Nil"
NIL_CONFIRMED = "Nil, confirmed"
NIL_TO_CONFIRM = "Nil, to confirm"
UNKNOWN = "Not filled in"
NOT_APPLICABLE = "n/a"
NOT_COMPARED = "Not compared"
NONE = "\u2013"
"""Stands in a breakdown where nothing was counted: the nought itself is said by its line."""

_UNIT_WORDS = {"children and young people": ("child", "young people"), "people": ("people", "person")}
_LONG_STARTS = ("children and young people ", "young people who ")
_LONG_ENDS = (" to interventions", " at the end of the quarter")
_TITLES = {
    "action_end": "what became of it",
    "entry_delay": "days to being entered",
    "place": "place",
    "send": "SEND",
    "source": "identification source",
    "undone_reason": "why it was not done",
}


class Span(Enum):
    """Which of a line's three values is meant."""

    QUARTER = "value"
    YEAR = "year_to_date"
    BEFORE = "last_quarter"


def amount(value: Value, unit: str) -> str:
    """A number as readers expect it: commas, pounds before it, per cent behind it, a true minus."""
    if value is None or isinstance(value, str):
        return value or ""
    whole = float(value).is_integer()
    if unit == "pounds":
        sign = "\u2212" if value < 0 else ""
        return f"{sign}£{abs(value):,.0f}" if whole else f"{sign}£{abs(value):,.2f}"
    text = f"{value:,.0f}" if whole else f"{value:,.2f}".rstrip("0")
    return text.replace("-", "\u2212") + ("%" if unit == "per cent" else "")


def shown(content: ReturnContent, line: Line, span: Span = Span.QUARTER) -> str:
    """One value of a line in words; nought never stands bare."""
    value: Value = getattr(line, span.value)
    if value is None:
        return _gap(content, line, span)
    # A median of nought days is a number like any other; only a count of nought is a nil.
    if isinstance(value, str) or value != 0 or line.spec.rule is Rule.MEDIAN:
        return amount(value, line.spec.unit)
    if span is not Span.QUARTER:
        return NIL
    if line.state is State.NIL_TO_CONFIRM:
        return NIL_TO_CONFIRM
    return NIL_CONFIRMED if line.spec.nil_needs_confirming and line.state is State.NIL else NIL


def cell(number: int | None) -> Cell:
    """One cell of a breakdown: nothing counted and hidden each have their sign."""
    return HIDDEN if number is None else number or NONE


def short_label(spec: LineSpec) -> str:
    """A line's label for the head of a column: without the words that it shares with its neighbours."""
    if spec.kind is LineKind.REPORTED:
        return "Reported without names"
    for start in _LONG_STARTS:
        if spec.label.lower().startswith(start) and len(spec.label) > len(start) + 3:
            return first_up(spec.label[len(start) :])
    for end in _LONG_ENDS:
        if spec.label.endswith(end):
            return spec.label.removesuffix(end)
    return spec.label


def label_with_unit(spec: LineSpec) -> str:
    """A line's label, with its unit where the label and the values do not say it."""
    if not spec.unit or spec.unit in ("pounds", "per cent"):
        return spec.label
    words = _UNIT_WORDS.get(spec.unit, (spec.unit.split()[-1].rstrip("s"),))
    is_said = any(word in spec.label.lower() for word in words)
    return spec.label if is_said else f"{spec.label} ({spec.unit})"


def dimension_words(name: str) -> str:
    """A breakdown's name within a sentence: "age_band by sex" becomes "age band and sex"."""
    return " and ".join(_TITLES.get(part, part.replace("_", " ")) for part in name.split(" by "))


def first_up(text: str) -> str:
    """The text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def quarter_of(content: ReturnContent) -> Quarter:
    """The quarter of a return."""
    return Quarter.parse(content.quarter)


def quarter_words(content: ReturnContent) -> str:
    """The quarter as a reader says it: July to September 2026 (Q2 2026-27)."""
    quarter = quarter_of(content)
    return f"{quarter.start:%B} to {quarter.end:%B %Y} (Q{quarter.number} {quarter.financial_year})"


def in_groups(digest: str, size: int = 8) -> str:
    """A digest in groups that an eye can compare."""
    return " ".join(digest[start : start + size] for start in range(0, len(digest), size))


def check_phrase(digest: str) -> str:
    """The short form of a digest that stands on every page."""
    return in_groups(digest[:16], 4)


def listed(words: Sequence[str]) -> str:
    """Words joined as in a sentence: a, b and c."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def is_text(spec: LineSpec) -> bool:
    """Whether a line is words and not a number."""
    return spec.kind is LineKind.TYPED and spec.value_type == "text"


def is_published(content: ReturnContent) -> bool:
    """Whether small numbers have been hidden in this content."""
    return content.audience is Audience.PUBLISHED


def _gap(content: ReturnContent, line: Line, span: Span) -> str:
    """Why a value is not there: hidden, not filled in, not compared, or nothing that this line could have."""
    spec = line.spec
    if span is Span.YEAR and spec.is_rolling:
        return NOT_APPLICABLE
    if line.state is State.HIDDEN and (span is Span.QUARTER or spec.kind is LineKind.DERIVED):
        return HIDDEN
    if spec.kind is LineKind.TYPED or _is_of_typed(content, line):
        return UNKNOWN if span is Span.QUARTER else NOT_APPLICABLE
    if span is Span.BEFORE and not _is_compared(content):
        return NOT_COMPARED
    if spec.kind is LineKind.DERIVED:
        return _derived_gap(content, line, span)
    if span is Span.QUARTER:
        return UNKNOWN
    if is_published(content):
        return HIDDEN
    return NOT_COMPARED if span is Span.BEFORE else NOT_APPLICABLE


def _is_of_typed(content: ReturnContent, line: Line) -> bool:
    """Whether a derived line is worked out from typed ones alone, which have no other period."""
    parts = [part for part in content.lines if part.spec.code in line.spec.parts]
    return bool(parts) and all(part.spec.kind is LineKind.TYPED for part in parts)


def _derived_gap(content: ReturnContent, line: Line, span: Span) -> str:
    """A rate goes with its parts: hidden or not filled in where one of them is; else there is nothing to divide by."""
    parts = [part for part in content.lines if part.spec.code in line.spec.parts]
    gaps = [part for part in parts if getattr(part, span.value) is None]
    if is_published(content) and gaps:
        return HIDDEN
    return UNKNOWN if gaps and span is Span.QUARTER else NOT_APPLICABLE


def _is_compared(content: ReturnContent) -> bool:
    """Whether there is a quarter before to compare with: else no line has a value of it."""
    return any(line.last_quarter is not None for line in content.lines)
