"""The statement on confidentiality by itself, and naming sittings on other records."""

from __future__ import annotations

from datetime import date

import pytest

from db.conferences import Conference
from vrp_desktop.conferences.commands import cancel_conference, record_statement_read
from vrp_desktop.conferences.queries import sittings_by_id
from vrp_desktop.errors import RuleBroken, Stale

HELD_ON = date(2026, 9, 22)


def test_the_statement_is_recorded_and_taken_back(make):
    sitting = make.sitting(HELD_ON)

    make.do(record_statement_read, sitting, make.version(Conference, sitting), True)
    assert make.row(Conference, sitting).statement_read
    make.do(record_statement_read, sitting, make.version(Conference, sitting), False)

    assert not make.row(Conference, sitting).statement_read


def test_the_statement_needs_the_version_that_was_seen_and_a_sitting_that_stands(make):
    sitting = make.sitting(HELD_ON)
    seen = make.version(Conference, sitting)
    make.do(cancel_conference, sitting, seen, "Snow")

    with pytest.raises(Stale):
        make.do(record_statement_read, sitting, seen, True)
    with pytest.raises(RuleBroken):
        make.do(record_statement_read, sitting, make.version(Conference, sitting), True)


def test_sittings_are_named_by_their_ids_within_ones_places(make):
    here, there = make.sitting(HELD_ON), make.sitting(HELD_ON, "YFPP_SOUTHAMPTON")

    assert set(make.see(sittings_by_id, [here, there, here])) == {here, there}
    assert set(make.see_as(make.actor(places=["PORTSMOUTH"]), sittings_by_id, [here, there])) == {here}
    assert make.see(sittings_by_id, []) == {}
