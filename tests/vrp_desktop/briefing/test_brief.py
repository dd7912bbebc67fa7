"""The chair's brief: only what changed since the last time, what is missing, what is open; a page for each case."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.making import Making
from tests.vrp_desktop.documents.reading import page_texts
from vrp_desktop.access.permissions import Role
from vrp_desktop.briefing.brief import CaseBrief, chairs_brief
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.forms import ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item
from vrp_desktop.conferences.requests import AnswerForm, record_answer, requests_of
from vrp_desktop.errors import NotPermitted, RuleBroken
from vrp_desktop.exports.brief_paper import print_brief
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_papers import send_request
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel.forms import AgreementForm, CheckForm, ToldForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.people.commands import add_note
from vrp_desktop.workspace.workspace import Workspace

FIRST, SOON = date(2026, 9, 22), date(2026, 11, 10)
RECEIPT = ReceiptForm("x", "PDF", "To chair the panel", "The chair")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(date(2026, 11, 2))
    return made


def brief_of(make: Making, sitting: str) -> list[CaseBrief]:
    return list(make.see(chairs_brief, sitting).cases)


def test_only_what_happened_after_the_last_discussion_is_told(make: Making) -> None:
    child = make.person()
    case_id = make.screened(child)
    make.do(add_note, child, "Known before", date(2026, 9, 10))
    first = make.sitting(FIRST)
    make.decide(case_id, "DEFER_INFO", conference_id=first, keep_until=date(2026, 10, 30))
    make.do(add_note, child, "The school rang", date(2026, 10, 5))
    sitting = make.sitting(SOON)
    make.do(put_on_agenda, sitting, [case_id])

    (found,) = brief_of(make, sitting)

    said = " ".join(f"{fact.heading} {fact.detail}" for fact in found.changed)
    assert (found.was_discussed, found.since) == (True, FIRST)
    assert "The school rang" in said
    assert "Known before" not in said
    assert all(fact.on > FIRST for fact in found.changed)
    assert found.open[0] == "Deferred on 22 September 2026: is what was waited for there now?"


def test_what_is_missing_goes_as_it_comes_in(make: Making) -> None:
    child = make.person()
    case_id = make.screened(child)
    make.do(
        record_check, case_id, CheckForm("LOOKED_AFTER", "NOT_YET_ANSWERED", "CHILDRENS_SERVICES", date(2026, 9, 3))
    )
    sitting = make.sitting(SOON)
    make.do(put_on_agenda, sitting, [case_id])
    make.do(send_request, sitting, "POLICE", SOON, RECEIPT)

    before = " | ".join(brief_of(make, sitting)[0].missing)
    (asked,) = make.see(requests_of, sitting)
    make.do(record_answer, asked.request_id, asked.version, AnswerForm(date(2026, 11, 2), nothing_known=True))
    make.do(panel.record_told, case_id, ToldForm(date(2026, 11, 1), "The school"))
    make.do(panel.record_agreement, case_id, AgreementForm("AGREED_CHILD", date(2026, 11, 1)))
    after = brief_of(make, sitting)[0].missing

    for words in ("Partner check not answered", "Police was asked on 2 November 2026", "told about the panel"):
        assert words in before
    assert [words.partition(":")[0] for words in after] == ["Partner check not answered", "No lead professional"]


def test_an_overdue_action_and_a_review_are_open_to_decide(make: Making) -> None:
    case_id = make.screened()
    make.decide(case_id, conference_id=make.sitting(FIRST))
    make.move(case_id, "IN_SUPPORT", date(2026, 9, 25))
    make.action(date(2026, 10, 10), case_id=case_id)
    sitting = make.sitting(SOON)
    make.do(put_on_agenda, sitting, [case_id])

    (found,) = brief_of(make, sitting)

    assert found.open[0].startswith("Go on with the support, change it or end it?")
    assert any("was due on 10 October 2026: done, could not be done" in words for words in found.open)


def test_the_paper_has_a_page_for_each_case_and_is_only_for_who_reads_notes(make: Making) -> None:
    sitting = make.sitting(SOON)
    with pytest.raises(RuleBroken):
        make.do(print_brief, sitting, RECEIPT)
    make.do(put_on_agenda, sitting, [make.screened(make.person(name)) for name in ("Robin", "Zofia")])
    make.do(add_agenda_item, sitting, ItemForm("PLACE", "The skate park"))

    pages = page_texts(make.do(print_brief, sitting, RECEIPT).content)

    assert len(pages) == 2
    assert "Robin" in pages[0]
    assert "Zofia" not in pages[0]
    assert "Zofia" in pages[1]
    assert all("OFFICIAL-SENSITIVE" in page for page in pages)
    with pytest.raises(NotPermitted):
        make.see_as(make.actor(Role.DATA_PROTECTION), chairs_brief, sitting)
