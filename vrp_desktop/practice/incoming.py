"""A school's list as it came on the last day: children on file, one spelled otherwise, and rows that must wait."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from db.people import Person, PersonName
from vrp_desktop.access.work import Read
from vrp_desktop.imports.commands import take_in
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.people.forms import KNOWN
from vrp_desktop.practice.chance import Chance
from vrp_desktop.practice.children import one_letter_less
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

_HEADS: Final = ("Surname", "Forename", "DOB", "Referral date", "Reason for referral")
_SENDER: Final = "Lanternside Academy"
_PLACE: Final = "PORTSMOUTH"
_JOINING: Final = 3


def take_in_a_list(workspace: Workspace, world: World, chance: Chance) -> None:
    """Take the list in; no child comes new with it, so that there are as many as were asked for."""
    place = _PLACE if _PLACE in world.place_codes else world.place_codes[0]
    known = workspace.read(_known_children, place)
    rows = [_row(world, chance, *child) for child in known[:_JOINING]]
    for forenames, surname, born in known[_JOINING : _JOINING + 1]:
        rows.append(_row(world, chance, forenames, one_letter_less(chance, surname), born))
    rows.append(("", "", "12/03/2013", _day(world, 6), world.sentences.say(chance, "reason", "SCHOOL")))
    rows.append(("Teapotwaffle", "Kit", "31/02/2012", _day(world, 5), world.sentences.say(chance, "reason", "SCHOOL")))
    out = io.StringIO(newline="")
    csv.writer(out).writerows([_HEADS, *rows])
    settings = BatchSettings(sender=_SENDER, sending_agency="EDUCATION", source="SCHOOL_ABSENCE", place=place)
    workspace.write(take_in, read_workbook(out.getvalue().encode(), "list.csv"), settings)


def _row(world: World, chance: Chance, forenames: str, surname: str, born: str) -> tuple[str, ...]:
    reason = world.sentences.say(chance, "reason", "SCHOOL")
    return surname, forenames, born, _day(world, chance.between(1, 9)), reason


def _day(world: World, days_ago: int) -> str:
    return f"{world.order.as_at - timedelta(days=days_ago):%d/%m/%Y}"


def _known_children(read: Read, place: str) -> list[tuple[str, str, str]]:
    """Some children of a place, as a school would write them."""
    statement = (
        select(PersonName.forenames, PersonName.surname, Person.born_on)
        .join(Person, Person.id == PersonName.person_id)
        .where(PersonName.kind == "CURRENT", Person.place_code == place, Person.born_basis == KNOWN)
        .order_by(Person.id.desc())
        .limit(40)
    )
    return [
        (row.forenames, row.surname, f"{row.born_on:%d/%m/%Y}")
        for row in read.session.execute(statement)
        if row.surname.isascii()
    ]
