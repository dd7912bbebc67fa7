"""From a filled-in check list to what it says of each case. Pure; knows no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vrp_desktop.errors import NotASpreadsheet
from vrp_desktop.imports.reading.dates import DateColumn, order_of
from vrp_desktop.imports.reading.sheets import Cell, Row, Sheet, Workbook
from vrp_desktop.imports.reading.values import text_of
from vrp_desktop.reference.lists import Lists
from vrp_desktop.search.folding import fold

_CASE, _AGENCY = ("case", "case code", "panel case"), ("asked of", "agency")
_ANSWERED, _SERVICE = ("answered on", "date answered", "day"), ("which service", "service")
_LEAD, _NOTE = ("lead professional", "lead"), ("note", "notes")


@dataclass(frozen=True, slots=True)
class SaidRow:
    """One row as it was filled in: words, not yet answers. `day` is None where none was given."""

    number: int
    case_code: str
    agency: str
    answers: Mapping[str, str]
    day: date | None
    day_fault: str
    service: str
    lead: str
    note: str


def read_check_list(workbook: Workbook, lists: Lists, today: date) -> tuple[SaidRow, ...]:
    """The rows of the first visible sheet that has a column of case codes and a column for any question."""
    for sheet in workbook.sheets:
        found = _table(sheet, lists) if sheet.visible else None
        if found is not None:
            head, columns, facts = found
            return tuple(_rows(workbook, sheet, head, columns, facts, today))
    raise NotASpreadsheet(
        "This is not a check list: no sheet has a column “Case” and a column for a question.",
        means="Nothing was read and nothing was changed.",
        do="Choose the sheet that went out and came back filled in. Its headings must stay as they were.",
    )


def _table(sheet: Sheet, lists: Lists) -> tuple[int, dict[str, int], dict[str, int]] | None:
    names = _names_of_facts(lists)
    for number, row in sheet.visible_rows():
        folded = [fold(text_of(cell)) if isinstance(cell, str) else "" for cell in row]
        facts = {names[text]: at for at, text in enumerate(folded) if text in names}
        columns = {
            key: next(at for at, text in enumerate(folded) if text in known)
            for key, known in (
                ("case", _CASE),
                ("agency", _AGENCY),
                ("day", _ANSWERED),
                ("service", _SERVICE),
                ("lead", _LEAD),
                ("note", _NOTE),
            )
            if any(text in known for text in folded)
        }
        if "case" in columns and facts:
            return number, columns, facts
    return None


def _names_of_facts(lists: Lists) -> dict[str, str]:
    """What each question may be called: by its words now, or by its short name."""
    found: dict[str, str] = {}
    for entry in lists.entries.get("eligibility_facts", {}).values():
        for words in (entry.label, str(entry.extra.get("short") or ""), entry.code):
            if words:
                found.setdefault(fold(words), entry.code)
    return found


def _rows(
    workbook: Workbook,
    sheet: Sheet,
    head: int,
    columns: Mapping[str, int],
    facts: Mapping[str, int],
    today: date,
) -> list[SaidRow]:
    below = [(number, row) for number, row in sheet.visible_rows() if number > head]
    days = [_cell(row, columns.get("day")) for _, row in below]
    reader = DateColumn(order_of(days), today, epoch_1904=workbook.epoch_1904)
    found = []
    for number, row in below:
        code = _text(row, columns.get("case"))
        answers = {fact: text for fact, at in facts.items() if (text := _text(row, at))}
        if not code and not answers:
            continue
        reading = reader.read(_cell(row, columns.get("day")))
        found.append(
            SaidRow(
                number=number,
                case_code=code.upper(),
                agency=_text(row, columns.get("agency")),
                answers=answers,
                day=reading.day,
                day_fault=_text(row, columns.get("day")) if reading.fault is not None else "",
                service=_text(row, columns.get("service"))[:200],
                lead=_text(row, columns.get("lead"))[:200],
                note=_text(row, columns.get("note"))[:2000],
            )
        )
    return found


def _cell(row: Row, at: int | None) -> Cell:
    return row[at] if at is not None and at < len(row) else None


def _text(row: Row, at: int | None) -> str:
    cell = _cell(row, at)
    return "" if cell is None else text_of(cell).strip().removeprefix("'")


def words_of(said: Sequence[SaidRow]) -> tuple[str, ...]:
    """The agencies that the rows name, as they are written."""
    return tuple(dict.fromkeys(row.agency for row in said if row.agency))
