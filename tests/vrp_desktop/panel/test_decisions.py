"""A decision needs an outcome, a rationale and an owner; one counts for a case at a sitting."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from db.conferences import Conference
from db.panel import PanelDecision
from tests.support.making import DECIDED, REFERRED, Making
from vrp_desktop.conferences.commands import cancel_conference
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel.deciding import correct_decision
from vrp_desktop.panel.forms import DecisionForm, FurtherForm
from vrp_desktop.panel.queries import case_record
from vrp_desktop.search.index import find


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"outcome": "NO_SUCH"}, "outcome"),
        ({"outcome": ""}, "outcome"),
        ({"rationale": "  "}, "rationale"),
        ({"owner_agency": ""}, "owner_agency"),
        ({"on": date(2026, 11, 3)}, "decided_on"),
        ({"outcome": "PANEL_COULD_NOT_AGREE"}, "disagreement"),
        ({"outcome": "DEFER_INFO"}, "keep_until"),
        ({"outcome": "KEEP_UNDER_REVIEW"}, "keep_until"),
        ({"outcome": "KEEP_UNDER_REVIEW", "keep_until": DECIDED}, "keep_until"),
        ({"outcome": "KEEP_UNDER_REVIEW", "keep_until": DECIDED + timedelta(weeks=12, days=1)}, "keep_until"),
    ],
)
def test_a_decision_that_lacks_something_is_refused_by_field(
    make: Making, values: dict[str, object], field: str
) -> None:
    case_id = make.screened()

    with pytest.raises(Invalid) as refused:
        make.decide(case_id, **values)  # type: ignore[arg-type]

    assert set(refused.value.fields) == {field}
    assert make.see(case_record, case_id).status == "SCREENED"


@pytest.mark.parametrize(
    ("outcome", "values", "status"),
    [
        ("OFFER_SUPPORT", {}, "AWAITING_ENGAGEMENT"),
        ("ALREADY_SUPPORTED_ENHANCE", {}, "AWAITING_ENGAGEMENT"),
        ("ALREADY_SUPPORTED", {}, "DISCUSSED"),
        ("REFER_STATUTORY", {}, "DISCUSSED"),
        ("SIGNPOST", {}, "DISCUSSED"),
        ("NO_SUPPORT_NEEDED", {}, "DISCUSSED"),
        ("DEFER_INFO", {"keep_until": date(2026, 10, 6)}, "DEFERRED"),
        ("KEEP_UNDER_REVIEW", {"keep_until": DECIDED + timedelta(weeks=12)}, "DISCUSSED"),
        ("PANEL_COULD_NOT_AGREE", {"disagreement": "Who leads"}, "DISCUSSED"),
    ],
)
def test_a_decision_takes_the_case_through_the_discussion_to_its_next_step(
    make: Making, outcome: str, values: dict[str, object], status: str
) -> None:
    case_id = make.screened()

    make.decide(case_id, outcome, **values)  # type: ignore[arg-type]

    record = make.see(case_record, case_id)
    assert record.status == status
    assert "DISCUSSED" in [step.status for step in record.steps if step.reached_on == DECIDED]
    assert [decision.outcome for decision in record.decisions] == [outcome]


def test_what_the_panel_comes_back_to_has_its_day(make: Making) -> None:
    case_id = make.screened()

    make.decide(case_id, "KEEP_UNDER_REVIEW", keep_until=date(2026, 10, 20))
    kept = make.see(case_record, case_id).review_due_on
    make.decide(case_id, "SIGNPOST", date(2026, 10, 20))

    assert kept == date(2026, 10, 20)
    assert make.see(case_record, case_id).review_due_on is None


def test_further_referrals_come_with_the_decision(make: Making) -> None:
    case_id = make.screened()

    make.decide(case_id, further=(FurtherForm("HEALTH_ICB"), FurtherForm(None, "MENTORING", "Starts in October")))

    further = make.see(case_record, case_id).decisions[0].further
    assert sorted(further, key=str) == sorted(
        [("HEALTH_ICB", None, ""), (None, "MENTORING", "Starts in October")], key=str
    )


def test_a_decision_before_the_cases_last_step_is_refused(make: Making) -> None:
    case_id = make.screened(on=REFERRED)
    make.move(case_id, "ON_AGENDA", date(2026, 9, 23))

    with pytest.raises(RuleBroken):
        make.decide(case_id, on=DECIDED)


def test_a_closed_case_is_not_decided(make: Making) -> None:
    from db.panel import PanelCase
    from vrp_desktop.panel.commands import close_case
    from vrp_desktop.panel.forms import ClosureForm

    case_id = make.case()
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("MOVED_AWAY", REFERRED))

    with pytest.raises(RuleBroken):
        make.decide(case_id)


def test_a_case_is_decided_once_at_a_sitting(make: Making) -> None:
    case_id, sitting = make.screened(), make.sitting()
    make.decide(case_id, "SIGNPOST", conference_id=sitting)

    with pytest.raises(RuleBroken):
        make.decide(case_id, "NO_SUPPORT_NEEDED", conference_id=sitting)

    assert len(make.see(case_record, case_id).decisions) == 1


def test_a_case_discussed_before_is_decided_again_at_a_later_sitting(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id, "SIGNPOST", conference_id=make.sitting())

    make.decide(case_id, "OFFER_SUPPORT", date(2026, 10, 6), conference_id=make.sitting(date(2026, 10, 6)))

    record = make.see(case_record, case_id)
    assert [decision.outcome for decision in record.decisions] == ["OFFER_SUPPORT", "SIGNPOST"]
    assert record.status == "AWAITING_ENGAGEMENT"


def test_a_cancelled_sitting_decides_nothing(make: Making) -> None:
    case_id, sitting = make.screened(), make.sitting()
    make.do(cancel_conference, sitting, make.version(Conference, sitting), "The chair is ill")

    with pytest.raises(RuleBroken):
        make.decide(case_id, conference_id=sitting)


def test_a_sitting_without_its_quorum_decides_nothing(make: Making) -> None:
    case_id, sitting = make.screened(), make.sitting()
    make.hold(sitting, absent=["CHILDRENS_SERVICES"])

    with pytest.raises(RuleBroken):
        make.decide(case_id, conference_id=sitting)


def test_a_decision_put_right_keeps_the_cases_status_and_says_why(make: Making) -> None:
    case_id = make.screened()
    decision_id = make.decide(case_id, further=(FurtherForm("HEALTH_ICB"),))
    form = DecisionForm("ALREADY_SUPPORTED", "Put right", "POLICE", DECIDED)

    with pytest.raises(Invalid):
        make.do(correct_decision, decision_id, 1, form, "")
    make.do(correct_decision, decision_id, 1, form, "Wrong line of the sheet")

    record = make.see(case_record, case_id)
    assert (record.status, record.decisions[0].outcome, record.decisions[0].further) == (
        "AWAITING_ENGAGEMENT",
        "ALREADY_SUPPORTED",
        (),
    )
    assert make.version(PanelDecision, decision_id) == 2


def test_a_decision_is_found_by_the_words_of_its_rationale(make: Making) -> None:
    case_id = make.screened()

    make.decide(case_id, rationale="Boxing club on Thursdays")

    assert [hit.kind for hit in make.see(find, "boxing thursd")] == ["panel_decision"]


def test_a_day_put_right_moves_what_the_panel_comes_back_to(make: Making) -> None:
    case_id = make.screened()
    decision_id = make.decide(case_id, "DEFER_INFO", keep_until=date(2026, 10, 6))

    form = DecisionForm("DEFER_INFO", "Put right", "POLICE", DECIDED, keep_until=date(2026, 10, 13))
    make.do(correct_decision, decision_id, 1, form, "The panel sits a week later")

    assert make.see(case_record, case_id).review_due_on == date(2026, 10, 13)
