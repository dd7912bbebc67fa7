"""Partner checks: a question waits for its answer, an answer keeps its day, and either can be put right."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import Making
from vrp_desktop.errors import Invalid, NotFound, Stale
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import correct_check, record_check, remove_check
from vrp_desktop.panel.queries import case_record
from vrp_desktop.panel.rows import CheckRow

ASKED, ANSWERED = date(2026, 9, 2), date(2026, 9, 8)
ASKING = CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", asked_on=ASKED)


def checks(make: Making, case_id: str) -> tuple[CheckRow, ...]:
    return tuple(make.see(case_record, case_id).checks)


def test_an_answer_closes_the_question_to_the_same_agency_and_leaves_that_to_another(make: Making) -> None:
    case_id = make.case()
    make.do(record_check, case_id, ASKING)
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "VRU", asked_on=ASKED))

    form = CheckForm("LOOKED_AFTER", "YES", "CHILDRENS_SERVICES", answered_on=ANSWERED, finding="OPEN")
    make.do(record_check, case_id, form)

    assert [(c.agency_code, c.finding, c.asked_on, c.answered_on) for c in checks(make, case_id)] == [
        ("CHILDRENS_SERVICES", "OPEN", ASKED, ANSWERED),
        ("VRU", None, ASKED, None),
    ]


def test_the_same_question_is_not_put_twice_while_it_waits(make: Making) -> None:
    case_id = make.case()
    make.do(record_check, case_id, ASKING)

    with pytest.raises(Invalid) as refused:
        make.do(record_check, case_id, ASKING)

    assert refused.value.fields == {"asked_on": "This was asked on 2 September 2026 already, and has no answer yet."}


def test_an_answer_is_put_right_with_its_reason_and_against_the_version_seen(make: Making) -> None:
    case_id = make.case()
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "YES", answered_on=ANSWERED))
    (check,) = checks(make, case_id)
    right = CheckForm("LOOKED_AFTER", "NO", answered_on=ANSWERED, finding="CLOSED", lead_professional="Sam Made-Up")

    with pytest.raises(Invalid):
        make.do(correct_check, check.check_id, check.version, right, " ")
    make.do(correct_check, check.check_id, check.version, right, "Misread their letter")
    with pytest.raises(Stale):
        make.do(correct_check, check.check_id, check.version, right, "Again")

    assert [(c.answer, c.finding, c.lead_professional) for c in checks(make, case_id)] == [
        ("NO", "CLOSED", "Sam Made-Up")
    ]


def test_an_answer_that_belongs_to_another_case_is_taken_off(make: Making) -> None:
    case_id = make.case()
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "YES", answered_on=ANSWERED))
    (check,) = checks(make, case_id)

    make.do(remove_check, check.check_id, check.version, "Another child's answer")

    assert checks(make, case_id) == ()
    with pytest.raises(NotFound):
        make.do(remove_check, check.check_id, check.version, "Again")
