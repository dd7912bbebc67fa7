"""An open concern is marked on every row that shows the child, wherever one works, until its outcome is in."""

from __future__ import annotations

from datetime import date

import pytest

from db.safeguarding import SafeguardingConcern
from tests.support.making import Making
from vrp_desktop.actions.queries import actions_page
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.on_agenda import agenda_of, cases_for_agenda
from vrp_desktop.interventions.queries import referrals_page
from vrp_desktop.panel.screening.queries import screening_rows
from vrp_desktop.safeguarding.commands import raise_concern, record_concern_outcome
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.workspace.workspace import Workspace

DAY = date(2026, 9, 25)


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


def marks(make: Making, sitting_id: str) -> list[bool]:
    lists = (
        make.see(referrals_page),
        make.see(screening_rows),
        make.see(actions_page),
        make.see(agenda_of, sitting_id),
        make.see(cases_for_agenda, sitting_id),
    )
    assert all(len(rows) == 1 for rows in lists), [len(rows) for rows in lists]
    return [rows[0].has_concern for rows in lists]


def test_an_open_concern_is_marked_wherever_the_child_is_listed(make: Making) -> None:
    person_id = make.person("Robin")
    make.case(person_id)
    on_agenda, _waiting = make.screened(person_id), make.screened(person_id)
    make.intervention_referral(person_id)
    make.action(date(2026, 12, 1), case_id=on_agenda)
    sitting_id = make.sitting()
    make.do(put_on_agenda, sitting_id, [on_agenda])
    assert marks(make, sitting_id) == [False] * 5

    concern_id = make.do(raise_concern, ForWhom(person_id), ConcernForm("Said that home is not safe", DAY, sent_on=DAY))
    assert marks(make, sitting_id) == [True] * 5

    version = make.version(SafeguardingConcern, concern_id)
    make.do(record_concern_outcome, concern_id, version, "ASSESSMENT", DAY, "Being assessed")
    assert marks(make, sitting_id) == [False] * 5
