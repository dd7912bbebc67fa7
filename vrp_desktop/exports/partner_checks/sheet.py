"""The sheet of one agency: a row for each child, a column for each question, and room for the answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vrp_desktop.calendar import british
from vrp_desktop.exports.sheets import Cell, Sheet
from vrp_desktop.panel.asking import choices_for
from vrp_desktop.reference.lists import Lists

CASE, AGENCY, NAME, BORN, POSTCODE = "Case", "Asked of", "Name", "Date of birth", "Postcode"
ANSWERED_ON, SERVICE, LEAD, NOTE = "Answered on", "Which service", "Lead professional", "Note"
NOT_ASKED = "not asked"
MARKING = "OFFICIAL-SENSITIVE"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One child on the sheet."""

    case_code: str
    name: str
    born_on: date | None
    postcode: str
    facts: tuple[str, ...]


def check_sheet(lists: Lists, agency_code: str, facts: Sequence[str], lines: Sequence[CheckLine], on: date) -> Sheet:
    """The sheet as it goes out; it comes back with answers chosen from lists."""
    agency = lists.label("agencies", agency_code)
    questions = tuple(lists.label("eligibility_facts", fact) for fact in facts)
    heads = (CASE, AGENCY, NAME, BORN, POSTCODE, *questions, ANSWERED_ON, SERVICE, LEAD, NOTE)
    choices = {5 + at: tuple(choices_for(lists, fact)) for at, fact in enumerate(facts)}
    rows: list[Sequence[Cell]] = [
        (line.case_code, agency, line.name, line.born_on, line.postcode, *_cells(facts, line), None, "", "", "")
        for line in lines
    ]
    above = (
        MARKING,
        f"Partner checks for {agency}, asked on {british(on)}. Choose an answer in each open cell, give the day, and "
        "send the sheet back. Leave a cell empty if you cannot answer yet.",
    )
    return Sheet("Partner checks", heads, rows, above=above, choices=choices)


def _cells(facts: Sequence[str], line: CheckLine) -> list[Cell]:
    return [None if fact in line.facts else NOT_ASKED for fact in facts]


def fields_of(facts: Sequence[str], lists: Lists) -> tuple[str, ...]:
    """What the receipt says about the fields that left."""
    questions: Mapping[str, str] = {fact: lists.label("eligibility_facts", fact) for fact in facts}
    return (CASE, NAME, BORN, POSTCODE, *questions.values())
