"""What the cells of the screening table say: short, and never by colour alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.concern_column import concern_column
from vrp_desktop.calendar import british, british_short
from vrp_desktop.panel import rules
from vrp_desktop.panel.screening.queries import FACTS, FactState, ScreeningRow

_AREA = "LIVES_IN_AREA"


def columns_of(desk: Desk) -> tuple[Column, ...]:
    """The columns: who, how long, each partner fact, and what it comes to."""
    view, shelf = desk.view, desk.shelf
    return (
        Column("name", "Name", lambda r: view.name(r.words), ems=12, stretch=True),
        Column("code", "Case", lambda r: r.code, ems=7.5),
        concern_column(8),
        Column("age", "Age", lambda r: "" if r.age is None else str(r.age), ems=3, right=True, by=lambda r: r.age or 0),
        Column("days", "Days", lambda r: str(r.waiting_days), ems=3.2, right=True, by=lambda r: r.waiting_days),
        Column("events", "Events", lambda r: str(r.events), ems=3.6, right=True, by=lambda r: r.events),
        Column("result", "Eligible", result_words, ems=6.8, tone=_result_tone, tip=lambda r: result_tip(desk, r)),
        *(_fact_column(desk, fact) for fact in FACTS),
        Column("missing", "What is missing", lambda r: missing_words(desk, r), ems=11, stretch=True),
        Column("need", "Unmet need", _need_words, ems=6, tip=lambda r: view.text(r.unmet_need)),
        Column("repeat", "Repeat", lambda r: "Repeat" if r.is_repeat else "", ems=5, tone=_repeat_tone, on_demand=True),
        Column("source", "Identified through", lambda r: shelf.label("identification_sources", r.source), ems=10),
        Column("referred", "Referred", lambda r: british_short(r.referred_on), ems=7, by=lambda r: r.referred_on),
        Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=7),
        Column("status", "Status", lambda r: status_words(desk, r), ems=8, hidden=True),
    )


def short_label(desk: Desk, fact: str) -> str:
    """A fact in a word or two, for the head of a column."""
    entry = desk.shelf.lists.entry("eligibility_facts", fact)
    return str(entry.extra.get("short") or entry.label) if entry is not None else fact


def fact_words(desk: Desk, fact: str, state: FactState) -> str:
    """Where a check stands, in a word."""
    if state.answer is None:
        return "Not asked"
    if not state.is_answered:
        days = (desk.today - state.on).days if state.on is not None else 0
        return f"Asked {days} d"
    if state.answer == "NOT_KNOWN":
        return "Unsure"
    if fact != _AREA and state.answer == "YES":
        return "Open"
    return "Closed" if state.finding == "CLOSED" else ("Yes" if state.answer == "YES" else "No")


def fact_tip(desk: Desk, fact: str, state: FactState) -> str:
    """The whole of it: what was asked, of whom, and when it was asked or answered."""
    shelf = desk.shelf
    words = shelf.label("eligibility_facts", fact)
    if state.answer is None:
        return f"{words}: nobody was asked yet."
    agency = shelf.label("agencies", state.agency_code) if state.agency_code else "an agency that is not named"
    if not state.is_answered:
        asked = f"{words}: {agency} was asked on {british(state.on)}, and has not answered."
        return " ".join(filter(None, (asked, desk.view.text(state.note))))
    lists = ("partner_check_answers", state.finding) if state.finding else ("yes_no_known", state.answer)
    said = f"{words}: {shelf.label(*lists).lower()}, said by {agency} on {british(state.on)}."
    service = f"Service: {desk.view.text(state.service)}." if state.service else ""
    return " ".join(filter(None, (said, service, desk.view.text(state.note))))


def result_words(row: ScreeningRow) -> str:
    """Eligible, not eligible, or not known yet."""
    return {True: "Yes", False: "No", None: "Not known"}[row.is_eligible]


def result_tip(desk: Desk, row: ScreeningRow) -> str:
    """What stands in the way."""
    if row.is_eligible:
        return "Every check is answered and passed."
    return f"Not passed: {_joined(desk, row.failed)}." if row.failed else f"Missing: {_joined(desk, row.missing)}."


def missing_words(desk: Desk, row: ScreeningRow) -> str:
    """What is not passed, and what is not known."""
    if row.redirect_reason:
        return desk.shelf.label("redirect_reasons", row.redirect_reason)
    failed = f"Not passed: {_short(desk, row.failed)}" if row.failed else ""
    return "; ".join(part for part in (failed, _short(desk, row.missing)) if part) or "Nothing"


def status_words(desk: Desk, row: ScreeningRow) -> str:
    """Where the case stands."""
    return desk.shelf.label(rules.STATUSES, row.status)


def _fact_column(desk: Desk, fact: str) -> Column:
    def text(row: ScreeningRow) -> str:
        return fact_words(desk, fact, row.facts[fact])

    return Column(
        fact.lower(),
        short_label(desk, fact),
        text,
        ems=6.3,
        tone=lambda r: _fact_tone(fact, r.facts[fact]),
        tip=lambda r: fact_tip(desk, fact, r.facts[fact]),
    )


def _fact_tone(fact: str, state: FactState) -> Tone:
    if state.answer is None:
        return Tone.NEUTRAL
    if not state.is_answered or state.answer == "NOT_KNOWN":
        return Tone.INFO
    return Tone.GOOD if (state.answer == "YES") == (fact == _AREA) else Tone.CAUTION


def _result_tone(row: ScreeningRow) -> Tone:
    return {True: Tone.GOOD, False: Tone.CAUTION, None: Tone.INFO}[row.is_eligible]


def _repeat_tone(row: ScreeningRow) -> Tone | None:
    return Tone.CAUTION if row.is_repeat else None


def _need_words(row: ScreeningRow) -> str:
    if row.has_need:
        return "Written"
    is_open = any(state.answer == "YES" for fact, state in row.facts.items() if fact != _AREA)
    return "Asked for" if is_open else ""


def _short(desk: Desk, codes: Sequence[str]) -> str:
    return _listed(codes, lambda code: short_label(desk, code.upper()))


def _joined(desk: Desk, codes: Sequence[str]) -> str:
    return _listed(codes, lambda code: desk.shelf.label("eligibility_facts", code.upper()).lower())


def _listed(codes: Sequence[str], words: Callable[[str], str]) -> str:
    return ", ".join(map(words, codes))
