"""A case's clocks: each thing on its way with the day by which it is wanted, by the panel's own rhythm."""

from __future__ import annotations

from datetime import date

from db.panel import PanelCase
from tests.support.making import DECIDED, REFERRED, Making
from vrp_desktop.panel.clock_settings import set_clock
from vrp_desktop.panel.commands import close_case, record_agreement, record_told
from vrp_desktop.panel.contacts import CaseContactForm, record_contact
from vrp_desktop.panel.forms import AgreementForm, CheckForm, ClosureForm, ToldForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.panel.rhythm import CLOCKS
from vrp_desktop.panel.way import Milestone, Standing, way_of
from vrp_desktop.reference.lists import row_of

ASKED = date(2026, 9, 3)


def way(make: Making, case_id: str) -> dict[str, Milestone]:
    return {milestone.code: milestone for milestone in make.see(way_of, case_id)}


def test_a_new_case_has_only_the_clock_of_its_checks_and_a_panel_may_have_another_time(make: Making) -> None:
    case_id = make.case()
    make.on(date(2026, 9, 9))

    found = way(make, case_id)
    version = make.see(lambda read: row_of(read.session, CLOCKS, "CHECKS_OUT").version)
    make.do(set_clock, "CHECKS_OUT", version, 5, {"PORTSMOUTH": 10})

    assert list(found) == ["CHECKS_OUT"]
    assert (found["CHECKS_OUT"].due_on, found["CHECKS_OUT"].standing) == (date(2026, 9, 8), Standing.OVERDUE)
    assert way(make, case_id)["CHECKS_OUT"].standing is Standing.IN_TIME


def test_an_open_question_keeps_the_checks_open_and_the_panel_is_the_first_that_sits_late_enough(make: Making) -> None:
    case_id = make.case()
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", asked_on=ASKED))
    make.sitting(date(2026, 9, 8))

    assert way(make, case_id)["BEFORE_PANEL"].due_on is None
    make.sitting(date(2026, 9, 15))

    found = way(make, case_id)
    assert found["CHECKS_OUT"].done_on == ASKED
    assert (found["CHECKS_BACK"].done_on, found["CHECKS_BACK"].due_on) == (None, date(2026, 9, 17))
    assert found["BEFORE_PANEL"].due_on == date(2026, 9, 15)
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", asked_on=ASKED, answered_on=date(2026, 9, 21)))
    assert way(make, case_id)["CHECKS_BACK"].standing is Standing.DONE_LATE


def test_after_an_offer_each_step_to_support_has_its_clock_and_says_what_was_late(make: Making) -> None:
    case_id = make.screened(sending_agency="EDUCATION")
    make.decide(case_id)
    make.on(date(2026, 10, 14))
    late = ("FAMILY_ANSWER_LATE", "TOLD_LATE", "FIRST_CONTACT")

    found = way(make, case_id)
    assert [found[code].due_on for code in ("TOLD", "FAMILY_ANSWER", "FIRST_CONTACT", "START_SUPPORT")] == [
        date(2026, 9, 29),
        date(2026, 10, 6),
        date(2026, 9, 29),
        date(2026, 10, 20),
    ]
    assert found["REFERRER_TOLD"].standing is Standing.OVERDUE
    assert all(make.see(cases_page, work_list=code) for code in late)
    assert not make.see(cases_page, work_list="START_LATE")

    make.do(record_told, case_id, ToldForm(why_not="Nobody could be found"))
    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", date(2026, 10, 1)))
    make.do(record_contact, case_id, CaseContactForm(date(2026, 10, 1), "SEEN"))
    found = way(make, case_id)
    assert [found[code].standing for code in ("TOLD", "FAMILY_ANSWER", "FIRST_CONTACT")] == [
        Standing.DONE,
        Standing.DONE,
        Standing.DONE_LATE,
    ]
    assert not any(make.see(cases_page, work_list=code) for code in late)
    make.on(date(2026, 10, 22))
    assert make.see(cases_page, work_list="START_LATE")


def test_what_a_closed_case_left_open_is_no_longer_due_but_the_referrer_still_waits(make: Making) -> None:
    case_id = make.screened(sending_agency="EDUCATION")
    make.decide(case_id)
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("MOVED_AWAY", DECIDED))

    found = way(make, case_id)

    assert found["FIRST_CONTACT"].standing is Standing.NO_LONGER
    assert found["REFERRER_TOLD"].standing is not Standing.NO_LONGER
    assert found["CHECKS_OUT"].done_on == REFERRED
