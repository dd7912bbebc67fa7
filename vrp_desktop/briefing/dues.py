"""What else falls due in the diary beside sittings: reviews of cases, by their codes alone, and quarterly returns."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from db.panel import PanelCase
from db.returns import QuarterlyReturn
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter
from vrp_desktop.conferences.diary import DiaryEntry, DiaryKind, diary
from vrp_desktop.panel import rules
from vrp_desktop.returns.compute import AREA
from vrp_desktop.returns.rows import SUBMITTED
from vrp_desktop.returns.template import all_templates


def diary_with_dues(read: Read, start: date, end: date, place: str | None = None) -> list[DiaryEntry]:
    """All that lies or falls due between two days, in their order: sittings first, then returns, then reviews."""
    dues = [*returns_between(read, start, end, place), *reviews_between(read, start, end, place)]
    return sorted([*diary(read, start, end, place), *dues], key=lambda each: each.on)


def reviews_between(read: Read, start: date, end: date, place: str | None = None) -> list[DiaryEntry]:
    """The open cases whose review falls due then, within the reader's places."""
    statement = select(PanelCase.id, PanelCase.code, PanelCase.place_code, PanelCase.review_due_on).where(
        PanelCase.review_due_on.between(start, end), PanelCase.status != rules.CLOSED
    )
    if place is not None:
        statement = statement.where(PanelCase.place_code == place)
    rows = read.session.execute(statement.order_by(PanelCase.review_due_on, PanelCase.code))
    return [
        DiaryEntry(
            on=row.review_due_on,
            kind=DiaryKind.REVIEW,
            place_code=row.place_code,
            title=row.code,
            status=_when(row.review_due_on, read.today),
            record_id=row.id,
        )
        for row in rows
        if read.actor.sees_place(row.place_code)
    ]


def returns_between(read: Read, start: date, end: date, place: str | None = None) -> list[DiaryEntry]:
    """The quarterly returns that fall due then; those of long ago only where they were begun."""
    begun = select(QuarterlyReturn.quarter, QuarterlyReturn.state).where(QuarterlyReturn.scope == (place or AREA))
    states = {row.quarter: row.state for row in read.session.execute(begun)}
    oldest = Quarter.of(read.today).previous()
    return [
        DiaryEntry(
            on=due,
            kind=DiaryKind.RETURN,
            place_code=place,
            title=quarter.label,
            status="DONE" if states.get(quarter.code) == SUBMITTED else _when(due, read.today),
            record_id=quarter.code,
        )
        for template in all_templates()
        for number, due in template.due.items()
        for quarter in (Quarter(template.year_start, number),)
        if start <= due <= end and (quarter >= oldest or quarter.code in states)
    ]


def _when(due: date, today: date) -> str:
    return "OVERDUE" if due < today else "DUE"
