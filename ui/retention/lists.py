"""The four lists of the page: what is due, what was proposed and decided, legal holds, and the rules."""

from __future__ import annotations

from typing import Any

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from vrp_desktop.calendar import british_short
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.retention.figures import ERASED, KEPT, PROPOSED

STATES = {PROPOSED: ("Waits for approval", Tone.CAUTION), KEPT: ("Kept", Tone.INFO), ERASED: ("Erased", Tone.NEUTRAL)}


def due_table(desk: Desk) -> DataTable:
    """What may go now."""
    table = DataTable(
        desk,
        "records due to go",
        (
            *_who(desk),
            Column(
                "rule", "By which rule", lambda r: desk.shelf.label("retention_rules", r.rule), ems=15, stretch=True
            ),
            Column("last", "Last event", lambda r: british_short(r.last_on), ems=8.5, by=lambda r: r.last_on),
            Column("due", "Due since", lambda r: british_short(r.due_on), ems=8.5, by=lambda r: r.due_on),
        ),
        key="retention-due",
        row_id=lambda r: str(r.words.person_id),
        unit="record",
    )
    table.set_empty("Nothing is due to go", "Records come here when the period of their rule has passed.", icon="ok")
    return table


def item_table(desk: Desk) -> DataTable:
    """What was proposed, and what became of it."""
    table = DataTable(
        desk,
        "records proposed to go",
        (
            *_who(desk),
            Column(
                "rule", "By which rule", lambda r: desk.shelf.label("retention_rules", r.rule), ems=13, stretch=True
            ),
            Column("state", "State", lambda r: STATES[r.state][0], ems=11, tone=lambda r: STATES[r.state][1]),
            Column("proposed", "Proposed", lambda r: _day_and(r.proposed_on, r.proposed_by), ems=13),
            Column("decided", "Decided", lambda r: _day_and(r.decided_on, r.decided_by), ems=13),
            Column("until", "Kept until", lambda r: british_short(r.keep_until), ems=8.5),
            Column("reason", "Reason", lambda r: desk.view.text(r.reason), ems=14, hidden=True),
        ),
        key="retention-items",
        row_id=lambda r: str(r.item_id),
        unit="record",
    )
    table.set_empty("Nothing was proposed yet", "Propose what is due; someone with the data protection role approves.")
    return table


def hold_table(desk: Desk) -> DataTable:
    """Holds, standing ones first."""
    table = DataTable(
        desk,
        "legal holds",
        (
            Column("what", "What is held", lambda r: _held(desk, r), ems=16, stretch=True),
            Column("authority", "Ordered by", lambda r: desk.view.text(r.authority), ems=13),
            Column("state", "State", _hold_state, ems=9, tone=lambda r: Tone.NEUTRAL if r.lifted_on else Tone.CAUTION),
            Column("set", "Since", lambda r: british_short(r.set_on), ems=8.5),
            Column("review", "Look again on", lambda r: british_short(r.review_on), ems=9),
            Column("reason", "What it is for", lambda r: desk.view.text(r.reason), ems=14),
        ),
        key="legal-holds",
        row_id=lambda r: str(r.hold_id),
        unit="legal hold",
    )
    table.set_empty(
        "No legal hold stands", "Place one where a court, a coroner or an inquiry asks that records are kept."
    )
    return table


def rule_table(desk: Desk) -> DataTable:
    """The rules and their periods."""
    return DataTable(
        desk,
        "rules of retention",
        (
            Column("rule", "Rule", lambda r: r.label, ems=16),
            Column("days", "Days", lambda r: f"{r.days:,}", ems=5, right=True),
            Column("due", "Due now", lambda r: f"{r.due:,}", ems=6, right=True),
            Column("meaning", "What it says", lambda r: r.meaning, ems=30, stretch=True, tip=lambda r: r.meaning),
        ),
        key="retention-rules",
        row_id=lambda r: str(r.rule),
        unit="rule",
    )


def _who(desk: Desk) -> tuple[Column, ...]:
    return (
        Column("name", "Name", lambda r: _name(desk, r.words), ems=13),
        Column("code", "Code", lambda r: r.words.code, ems=9),
        Column("place", "Place", lambda r: desk.shelf.label("places", r.place_code), ems=8),
    )


def _name(desk: Desk, words: PersonWords) -> str:
    return desk.view.name(words) if words.forenames or words.surname else "Erased"


def _held(desk: Desk, row: Any) -> str:
    if row.words is not None:
        return _name(desk, row.words)
    return desk.shelf.label("places", row.place_code) if row.place_code else "Everything"


def _hold_state(row: Any) -> str:
    return f"Lifted {british_short(row.lifted_on)}" if row.lifted_on else "Stands"


def _day_and(day: Any, who: str) -> str:
    return f"{british_short(day)}, {who}" if day else ""
