"""Reading sittings: the list, one whole, the cases that wait, the work lists, and what is withheld."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from db.conferences import Conference
from tests.support.making import DECIDED, PANEL, PLACE, Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.conferences.commands import cancel_conference, put_on_agenda
from vrp_desktop.conferences.queries import (
    agenda_of,
    cases_for_agenda,
    conference_record,
    conferences_count,
    conferences_page,
    decisions_at,
    next_sitting_of,
    next_sittings,
    work_lists,
)
from vrp_desktop.conferences.rows import Waits
from vrp_desktop.errors import NotFound

SOON, LATER = date(2026, 11, 10), date(2026, 11, 24)


def numbers(make: Making) -> Mapping[str, int]:
    return {each.code: each.number for each in make.see(work_lists) if each.number}


def test_the_list_is_latest_first_with_its_numbers(make: Making) -> None:
    past, coming = make.sitting(), make.sitting(SOON)
    case_id = make.screened()
    make.do(put_on_agenda, past, [case_id])
    make.decide(case_id, conference_id=past)
    make.hold(past, absent=["VRU"])

    rows = make.see(conferences_page)

    assert [row.conference_id for row in rows] == [coming, past]
    assert (rows[1].cases, rows[1].decided, rows[1].core_expected, rows[1].core_present) == (1, 1, 6, 5)


def test_filters_narrow_the_page_and_its_count_alike(make: Making) -> None:
    mine = make.sitting(SOON, venue="Guildhall")
    make.hold(make.sitting(forum="YFPP_SOUTHAMPTON"))

    for filters in (
        {"typed": "portsm"},
        {"typed": "guild"},
        {"forum": PANEL},
        {"status": "PLANNED"},
        {"place": PLACE},
        {"work_list": "COMING"},
    ):
        assert [row.conference_id for row in make.see(conferences_page, **filters)] == [mine]
        assert make.see(conferences_count, **filters) == 1


def test_sittings_of_other_places_are_not_seen(make: Making) -> None:
    here, elsewhere = make.sitting(SOON), make.sitting(SOON, "YFPP_SOUTHAMPTON")
    make.sitting(SOON, "SVRP")
    limited = make.actor(places=[PLACE])

    assert [row.conference_id for row in make.see_as(limited, conferences_page)] == [here]
    assert [row.conference_id for row in make.see_as(limited, next_sittings)] == [here]
    for query in (conference_record, agenda_of, decisions_at, cases_for_agenda, next_sitting_of):
        with pytest.raises(NotFound):
            make.see_as(limited, query, elsewhere)


def test_home_shows_the_next_sittings_the_soonest_first(make: Making) -> None:
    later, soon = make.sitting(LATER), make.sitting(SOON)
    make.sitting()

    assert [row.conference_id for row in make.see(next_sittings)] == [soon, later]
    assert make.see(next_sitting_of, soon).conference_id == later
    assert make.see(next_sitting_of, later) is None


def test_a_work_list_holds_a_sitting_until_it_was_recorded(make: Making) -> None:
    seen = []
    sitting = make.sitting()
    case_id = make.screened()
    make.do(put_on_agenda, sitting, [case_id])
    seen.append(numbers(make))
    make.hold(sitting)
    seen.append(numbers(make))
    make.decide(case_id, conference_id=sitting)
    seen.append(numbers(make))

    assert seen == [{"TO_RECORD": 1}, {"UNDECIDED": 1}, {}]


def test_the_cases_that_wait_say_why_carried_ones_first(make: Making) -> None:
    ready, deferred, carried, planned, unscreened = (make.screened() for _ in range(5))
    make.decide(deferred, "DEFER_INFO", keep_until=SOON)
    cancelled = make.sitting(date(2026, 10, 6))
    make.do(put_on_agenda, cancelled, [carried])
    make.do(cancel_conference, cancelled, make.version(Conference, cancelled), "Snow")
    make.do(put_on_agenda, make.sitting(LATER), [planned])
    make.screened(place="SOUTHAMPTON")
    make.decide(unscreened, "SIGNPOST")

    waiting = make.see(cases_for_agenda, make.sitting(SOON))

    assert [(case.case_id, case.waits) for case in waiting] == [
        (carried, Waits.CARRIED),
        (ready, Waits.READY),
        (deferred, Waits.DEFERRED),
    ]
    assert waiting[2].back_on == SOON


def test_a_case_left_undecided_is_carried_to_the_next_agenda(make: Making) -> None:
    first, second, case_id = make.sitting(), make.sitting(SOON), make.screened()
    make.do(put_on_agenda, first, [case_id])
    make.hold(first)

    waiting = [case.case_id for case in make.see(cases_for_agenda, second)]
    make.do(put_on_agenda, second, [case_id])

    assert waiting == [case_id]
    assert [row.is_carried for row in make.see(agenda_of, second)] == [True]
    assert [row.is_carried for row in make.see(agenda_of, first)] == [False]


def test_the_record_holds_agenda_decisions_and_actions(make: Making) -> None:
    sitting, decided, waiting = make.sitting(), make.screened(make.person("Zofia")), make.screened()
    make.do(put_on_agenda, sitting, [decided, waiting])
    make.decide(decided, "SIGNPOST", conference_id=sitting)
    action = make.action(SOON, conference_id=sitting)

    record = make.see(conference_record, sitting)

    assert [(row.case_id, row.outcome) for row in record.agenda] == [(decided, "SIGNPOST"), (waiting, None)]
    assert record.agenda[0].words.forenames == "Zofia"
    assert [row.case_id for row in record.undecided] == [waiting]
    assert [(row.case_id, row.outcome) for row in record.decisions] == [(decided, "SIGNPOST")]
    assert record.action_ids == (action,)


def test_free_text_is_withheld_from_roles_that_may_not_read_notes(make: Making) -> None:
    sitting, case_id = make.sitting(note="SECRET"), make.screened()
    make.decide(
        case_id, "PANEL_COULD_NOT_AGREE", DECIDED, conference_id=sitting, rationale="SECRET", disagreement="SECRET"
    )

    for query in (conference_record, decisions_at):
        assert "SECRET" in str(make.see(query, sitting))
        assert "SECRET" not in str(make.see_as(make.actor(Role.DATA_PROTECTION), query, sitting))
