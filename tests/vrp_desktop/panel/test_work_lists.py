"""The panel's work lists by its own rhythm, what clears each, and working days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from db.panel import CaseReview, PanelCase
from db.reference import CodeEntry
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import Invalid, NotPermitted, Stale
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import why_record
from vrp_desktop.panel.clock_settings import set_clock
from vrp_desktop.panel.commands import close_case, hold_review, record_agreement
from vrp_desktop.panel.contacts import CaseContactForm, contacts_of, record_contact
from vrp_desktop.panel.forms import AgreementForm, CheckForm, ClosureForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import cases_page
from vrp_desktop.panel.rhythm import CLOCKS, Rhythm
from vrp_desktop.panel.work_lists import WORK_LIST_CLEARS, figures_of, work_lists
from vrp_desktop.panel.working_days import add_working_days, bank_holidays
from vrp_desktop.workspace.queries import reference_lists

ON = date(2026, 9, 22)


def numbers(make: Making) -> Mapping[str, int]:
    return {each.code: each.number for each in make.see(work_lists) if each.number}


def holds(make: Making, code: str, case_id: str) -> bool:
    """Whether a case stands on a list, whose number is that of its rows."""
    rows = [row.case_id for row in make.see(cases_page, work_list=code)]
    assert len(rows) == numbers(make).get(code, 0)
    return case_id in rows


def clock(make: Making, code: str, amount: int, **places: int) -> None:
    row = make.see(lambda read: read.session.get(CodeEntry, (CLOCKS, code)))
    make.do(set_clock, code, row.version, amount, places)


def offered(make: Making) -> str:
    case_id = make.screened(on=date(2026, 9, 1))
    make.decide(case_id, on=ON)
    return case_id


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2026, ["01-01", "04-03", "04-06", "05-04", "05-25", "08-31", "12-25", "12-28"]),
        (2027, ["01-01", "03-26", "03-29", "05-03", "05-31", "08-30", "12-27", "12-28"]),
        (2028, ["01-03", "04-14", "04-17", "05-01", "05-29", "08-28", "12-25", "12-26"]),
    ],
)
def test_bank_holidays_are_those_of_england(year, days):
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days


def test_working_days_leave_out_weekends_holidays_and_those_of_one_year():
    assert add_working_days(date(2026, 12, 23), 3) == date(2026, 12, 30)
    assert add_working_days(date(2026, 12, 23), 3, {date(2026, 12, 30)}) == date(2026, 12, 31)
    assert add_working_days(date(2026, 9, 25), 1) == date(2026, 9, 28)


def test_checks_are_late_once_the_panels_own_time_is_over_and_each_panel_may_have_its_own(make):
    here, there = make.case(on=date(2026, 9, 1)), make.case(on=date(2026, 9, 1), place="SOUTHAMPTON")
    make.on(date(2026, 9, 8))
    assert not holds(make, "CHECKS_LATE", here)
    make.on(date(2026, 9, 9))
    assert holds(make, "CHECKS_LATE", here)

    clock(make, "CHECKS_OUT", 5, PORTSMOUTH=9)

    assert not holds(make, "CHECKS_LATE", here)
    assert holds(make, "CHECKS_LATE", there)


def test_a_partners_answer_is_late_until_it_is_recorded(make):
    case_id = make.case(on=date(2026, 9, 1))
    question = CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", date(2026, 9, 1))
    make.do(record_check, case_id, question)
    make.on(date(2026, 9, 15))
    assert not holds(make, "ANSWER_LATE", case_id)
    make.on(date(2026, 9, 16))
    assert holds(make, "ANSWER_LATE", case_id)

    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", "CHILDRENS_SERVICES", answered_on=date(2026, 9, 16)))

    assert not holds(make, "ANSWER_LATE", case_id)
    assert holds(make, "TO_SCREEN", case_id)


def test_a_first_contact_is_overdue_until_the_family_was_reached(make):
    case_id = offered(make)
    make.on(date(2026, 9, 29))
    assert not holds(make, "FIRST_CONTACT", case_id)
    assert make.see(contacts_of, case_id).first_due_on == date(2026, 9, 29)
    make.on(date(2026, 9, 30))
    make.do(record_contact, case_id, CaseContactForm(date(2026, 9, 30), "NOT_REACHED"))
    assert holds(make, "FIRST_CONTACT", case_id)

    make.do(record_contact, case_id, CaseContactForm(date(2026, 9, 30), "SPOKEN", "YOUTH_JUSTICE", "Pat Made-Up"))

    assert not holds(make, "FIRST_CONTACT", case_id)
    found = make.see(contacts_of, case_id)
    assert (found.first_on, found.first_due_on, len(found.rows)) == (date(2026, 9, 30), None, 2)


def test_a_contact_says_what_came_of_it_on_a_day_that_has_come(make):
    case_id = offered(make)
    for form, name in (
        (CaseContactForm(ON, "PERHAPS"), "outcome"),
        (CaseContactForm(date(2030, 1, 1), "SEEN"), "contacted_on"),
    ):
        with pytest.raises(Invalid) as refused:
            make.do(record_contact, case_id, form)
        assert list(refused.value.fields) == [name]


def test_a_child_in_support_is_not_seen_lately_until_a_contact_in_person(make):
    case_id = offered(make)
    make.move(case_id, "IN_SUPPORT", ON)
    make.on(ON + timedelta(days=28))
    assert not holds(make, "NOT_SEEN", case_id)
    make.on(ON + timedelta(days=29))
    make.do(record_contact, case_id, CaseContactForm(ON + timedelta(days=29), "SPOKEN"))
    assert holds(make, "NOT_SEEN", case_id)

    make.do(record_contact, case_id, CaseContactForm(ON + timedelta(days=29), "SEEN"))

    assert not holds(make, "NOT_SEEN", case_id)


def test_six_months_of_support_are_closed_or_extended_by_a_review(make):
    case_id = offered(make)
    make.move(case_id, "IN_SUPPORT", ON)
    make.on(date(2027, 3, 22))
    assert not holds(make, "SIX_MONTHS", case_id)
    make.on(date(2027, 3, 23))
    assert holds(make, "SIX_MONTHS", case_id)
    assert holds(make, "REVIEW_OVERDUE", case_id)

    (review,) = make.see(lambda read: list(read.session.query(CaseReview).filter_by(case_id=case_id)))
    assert review.due_on == ON + timedelta(weeks=7)
    make.do(hold_review, review.id, review.version, date(2027, 3, 23), "Goes on", None)

    assert not holds(make, "SIX_MONTHS", case_id)
    make.on(date(2027, 3, 23) + timedelta(weeks=12, days=1))
    assert holds(make, "SIX_MONTHS", case_id)
    make.do(close_case, case_id, make.version(PanelCase, case_id), ClosureForm("SUPPORT_COMPLETED", date(2027, 6, 1)))
    assert not holds(make, "SIX_MONTHS", case_id)


def test_the_familys_answer_and_the_day_to_come_back_are_waited_for(make):
    case_id, deferred = offered(make), make.screened(on=date(2026, 9, 1))
    make.decide(deferred, "DEFER_INFO", on=ON, keep_until=date(2026, 10, 6))
    assert holds(make, "FAMILY_ANSWER", case_id)
    make.on(date(2026, 10, 7))
    assert holds(make, "KEEP_UNTIL", deferred)

    make.do(record_agreement, case_id, AgreementForm("AGREED_BOTH", date(2026, 10, 1)))
    make.decide(deferred, "SIGNPOST", on=date(2026, 10, 7))

    assert not holds(make, "FAMILY_ANSWER", case_id)
    assert not holds(make, "KEEP_UNTIL", deferred)


def test_a_repeat_is_told_until_it_is_discussed_and_a_window_before_it_lapses(make):
    child = make.person()
    first = make.case(child, date(2025, 12, 1))
    again = make.case(child, date(2026, 9, 1))
    alone = make.case(on=date(2025, 10, 10))
    make.on(date(2026, 9, 20))

    assert [holds(make, "REPEAT", case_id) for case_id in (first, again, alone)] == [False, True, False]
    assert [holds(make, "LAPSING", case_id) for case_id in (first, again, alone)] == [False, False, True]
    make.on(date(2026, 10, 10))
    assert not holds(make, "LAPSING", alone)


def test_each_list_is_a_figure_that_says_why_a_case_is_on_it_or_not(make):
    case_id = offered(make)
    make.on(date(2026, 10, 7))
    figures = make.see(figures_of)
    window = Window(date(1900, 1, 1), date(2026, 10, 7), date(2026, 10, 7))

    for code, figure in figures.items():
        explained = make.see(lambda read, figure=figure: why_record(read.session, figure, window, case_id))
        assert explained.is_counted == holds(make, code, case_id), code
        assert WORK_LIST_CLEARS[code]


def test_a_clock_is_changed_by_managers_alone_within_reason_and_not_over_anothers_change(make):
    row = make.see(lambda read: read.session.get(CodeEntry, (CLOCKS, "NOT_SEEN")))
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.CHAIR), set_clock, "NOT_SEEN", row.version, 3, {})
    with pytest.raises(Invalid) as refused:
        make.do(set_clock, "NOT_SEEN", row.version, 0, {"PORTSMOUTH": 900})
    assert set(refused.value.fields) == {"amount", "at_PORTSMOUTH"}

    make.do(set_clock, "NOT_SEEN", row.version, 21, {"PORTSMOUTH": 14, "SOUTHAMPTON": None})

    kept = Rhythm.of(make.see(reference_lists)).clock("NOT_SEEN")
    assert (kept.amount, kept.amount_at("PORTSMOUTH"), kept.amount_at("SOUTHAMPTON")) == (21, 14, 21)
    with pytest.raises(Stale):
        make.do(set_clock, "NOT_SEEN", row.version, 30, {})
