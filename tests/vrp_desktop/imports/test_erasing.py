"""Erasing a child who came by a list: nothing of the list still names it, and the list's counts stand."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from db.audit import AuditChange
from db.imports import ImportRow
from db.people import Person
from tests.support.making import Making
from tests.vrp_desktop.imports.lists import Intake, row
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.imports import commands, queries
from vrp_desktop.people.erasure import erase_person


@pytest.fixture
def make(intake: Intake, clock: FixedClock) -> Making:
    """Factories in the same workspace."""
    return Making(intake.workspace, clock)


def test_a_child_and_the_rows_that_may_be_of_it_are_forgotten(intake: Intake, make: Making):
    batch = intake.take(row("Quetzalco", "John"), row("Quetzalko", "Jon"))
    (person,) = intake.all(Person)

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, person.id, "Asked for by the family")

    changes = intake.workspace.read(lambda read: list(read.session.scalars(select(AuditChange))))
    assert not any("Quetzal" in (change.values or "") for change in changes)
    assert not any("Quetzal" in json.dumps(one.cells) for one in intake.all(ImportRow))
    assert intake.held() == []
    assert intake.workspace.read(queries.batch_record, batch.batch_id).row.counts.read == 2


def test_a_batch_with_an_erased_child_is_taken_back_but_for_what_is_left_of_it(intake: Intake, make: Making):
    batch = intake.take(row("Quetzalco", "John"), row("Ash"))
    first = intake.all(Person)[0]
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, first.id, "Asked for by the family")

    back = intake.do(commands.take_back, batch.batch_id)

    assert {one.person_id for one in back.kept} == {first.id}
    assert [one.id for one in intake.all(Person)] == [first.id]


def test_the_next_row_of_an_erased_child_makes_a_new_one(intake: Intake, make: Making):
    intake.take(row("Ash"))
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, intake.all(Person)[0].id, "Asked for by the family")

    assert intake.take(row("Ash", referred="05/09/2026")).joined == 0
    assert intake.counts()["person"] == 2
