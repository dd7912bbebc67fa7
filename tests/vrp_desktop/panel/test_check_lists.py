"""Check lists out to partners and back: asked, answered, held with a reason, and nothing twice."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest

from db.exports import ExportReceipt
from db.panel import EligibilityAnswer, PanelCase
from db.partnership import ShareEntry
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.errors import NotASpreadsheet, NotPermitted, RuleBroken
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.partner_checks.commands import send_checks
from vrp_desktop.imports.partner_checks.commands import take_answers
from vrp_desktop.imports.partner_checks.reading import read_check_list, words_of
from vrp_desktop.imports.partner_checks.verdicts import Verdict, agency_named, check_preview
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.panel.forms import CheckForm
from vrp_desktop.panel.partner_checks import record_check
from vrp_desktop.panel.queries import eligibility
from vrp_desktop.panel.rules import PARTNER_CHECKS
from vrp_desktop.people.sentences import sentence
from vrp_desktop.workspace.queries import reference_lists

ASKED = date(2026, 9, 7)
CSC, YJ = "CHILDRENS_SERVICES", "YOUTH_JUSTICE"
RECEIPT = ReceiptForm("", "XLSX", "Partner checks before the panel", "MASH mailbox")
HEAD = 3
Answers = dict[str, dict[str, Any]]


def sent(make: Making, cases: Sequence[str], agency: str = CSC, form: ReceiptForm = RECEIPT) -> bytes:
    make.on(ASKED)
    content: bytes = make.do(send_checks, agency, cases, form).content
    return content


def filled(content: bytes, answers: Answers) -> bytes:
    """The sheet as the agency sends it back; `answers` by case code and heading."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page: Any = book.active
    heads = {cell.value: cell.column for cell in page[HEAD]}
    for row in page.iter_rows(min_row=HEAD + 1):
        for heading, value in answers.get(str(row[0].value), {}).items():
            page.cell(row[0].row, heads[heading]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(make: Making, content: bytes):
    return read_check_list(read_workbook(content, "list.xlsx"), make.see(reference_lists), ASKED + timedelta(days=9))


def rows(make: Making, case_id: str) -> list[EligibilityAnswer]:
    found: list[EligibilityAnswer] = make.see(
        lambda seen: list(seen.session.query(EligibilityAnswer).filter_by(case_id=case_id))
    )
    return found


def code_of(make: Making, case_id: str) -> str:
    return str(make.row(PanelCase, case_id).code)


def test_sending_puts_each_open_question_down_as_asked_and_leaves_a_receipt(make):
    case_id = make.case(make.person("Robin", postcode="ZZ1 1AA"))
    make.do(record_check, case_id, CheckForm("LOOKED_AFTER", "NO", CSC, answered_on=date(2026, 9, 2)))

    content = sent(make, [case_id])

    asked = {row.fact: row for row in rows(make, case_id) if row.answered_on is None}
    assert set(asked) == {"CHILD_PROTECTION_PLAN", "CHILD_IN_NEED", "LIVES_IN_AREA"}
    assert {(row.agency_code, row.asked_on) for row in asked.values()} == {(CSC, ASKED)}
    assert make.row(PanelCase, case_id).status == PARTNER_CHECKS
    agency = "Children's services"
    (receipt,) = make.see(lambda seen: list(seen.session.query(ExportReceipt)))
    assert (receipt.what, receipt.rows, receipt.recipient) == (f"Partner checks for {agency}", 1, "MASH mailbox")
    page: Any = openpyxl.load_workbook(io.BytesIO(content)).active
    assert page["A1"].value == "OFFICIAL-SENSITIVE"
    assert [cell.value for cell in page[HEAD + 1]][:3] == [code_of(make, case_id), agency, "Robin Madeup"]


def test_asking_is_a_share_with_the_agency_and_says_why_where_it_rests_on_no_agreement(make):
    case_id = make.case()

    sent(make, [case_id])

    (share,) = make.see(lambda seen: list(seen.session.query(ShareEntry)))
    assert (share.case_id, share.agencies, share.kinds) == (case_id, [CSC], ["IDENTITY"])
    assert (share.is_warned, share.reason) == (True, RECEIPT.purpose)


def test_asking_again_adds_no_second_question_but_another_agency_is_asked_besides(make):
    case_id = make.case()
    sent(make, [case_id])
    before = len(rows(make, case_id))

    sent(make, [case_id])
    assert len(rows(make, case_id)) == before
    sent(make, [case_id], "POLICE")

    areas = [str(row.agency_code) for row in rows(make, case_id) if row.fact == "LIVES_IN_AREA"]
    assert sorted(areas) == [CSC, "POLICE"]


def test_nothing_is_written_where_there_is_nothing_to_ask(make):
    case_id = make.case()
    make.answer_all(case_id)

    with pytest.raises(RuleBroken, match="nothing to ask"):
        sent(make, [case_id])

    assert make.see(lambda seen: seen.session.query(ExportReceipt).count()) == 0


def test_the_list_is_marked_on_paper_too_and_a_viewer_sends_none(make):
    case_id = make.case()

    content = sent(make, [case_id], form=ReceiptForm("", "PDF", "Checks", "MASH mailbox"))
    assert content.startswith(b"%PDF")

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.VIEWER), send_checks, CSC, [case_id], RECEIPT)


def test_a_list_that_comes_back_fills_the_checks_by_case_code(make):
    first, second = make.case(), make.case()
    answers: Answers = {
        code_of(make, first): {"On a child protection plan": "Nothing known", "Looked after": "Open now",
                               "Answered on": date(2026, 9, 10), "Which service": "Children in care team"},
        code_of(make, second): {"Looked after": "closed", "Lives in the panel's area": "Yes"},
    }  # fmt: skip
    said = read(make, filled(sent(make, [first, second]), answers))
    make.on(date(2026, 9, 12))

    assert make.see(agency_named, words_of(said)) == CSC
    taken = make.do(take_answers, said, CSC, date(2026, 9, 11))

    assert (taken.answers, taken.children, taken.held) == (4, 2, ())
    of_first = {row.fact: row for row in rows(make, first)}
    looked_after = of_first["LOOKED_AFTER"]
    assert (looked_after.answer, looked_after.finding, looked_after.asked_on, looked_after.answered_on) == (
        "YES", "OPEN", ASKED, date(2026, 9, 10),
    )  # fmt: skip
    assert (looked_after.service, of_first["CHILD_PROTECTION_PLAN"].service) == ("Children in care team", "")
    assert of_first["CHILD_IN_NEED"].answered_on is None
    of_second = {row.fact: row for row in rows(make, second)}
    assert (of_second["LOOKED_AFTER"].finding, of_second["LOOKED_AFTER"].answered_on) == ("CLOSED", date(2026, 9, 11))


def test_a_list_read_twice_changes_nothing_also_on_another_day(make):
    case_id = make.case()
    said = read(make, filled(sent(make, [case_id]), {code_of(make, case_id): {"Looked after": "Nothing known"}}))
    make.on(date(2026, 9, 12))
    make.do(take_answers, said, CSC, date(2026, 9, 11))
    before = [(row.fact, row.answer, row.answered_on) for row in rows(make, case_id)]
    make.on(date(2026, 9, 14))

    with pytest.raises(RuleBroken, match="on file already"):
        make.do(take_answers, said, CSC, date(2026, 9, 13))

    assert [(row.fact, row.answer, row.answered_on) for row in rows(make, case_id)] == before


def test_what_cannot_be_taken_is_held_with_its_reason_and_the_rest_is_taken(make):
    fine, odd, late, elsewhere = make.case(), make.case(), make.case(), make.case(place="SOUTHAMPTON")
    content = sent(make, [fine, odd, late, elsewhere])
    answers: Answers = {
        code_of(make, fine): {"Looked after": "Nothing known"},
        code_of(make, odd): {"Looked after": "perhaps", "On a child protection plan": "Open now"},
        code_of(make, late): {"Looked after": "Open now", "Answered on": date(2030, 1, 1)},
        code_of(make, elsewhere): {"Looked after": "Open now"},
    }
    said = read(make, filled(content, answers))
    actor = make.actor(places=["PORTSMOUTH"])
    make.on(date(2026, 9, 12))

    taken = make.do_as(actor, take_answers, said, CSC, date(2026, 9, 12))

    assert (taken.answers, taken.children) == (1, 1)
    why = {row.case_code: row.reason for row in taken.held}
    assert why[code_of(make, odd)].startswith("“perhaps” is no answer to: Looked after.")
    assert "future" in why[code_of(make, late)]
    assert why[code_of(make, elsewhere)] == f"No case has the code {code_of(make, elsewhere)}."
    assert all(row.answered_on is None for row in rows(make, odd))


def test_another_agencys_list_and_questions_that_it_is_not_asked_are_held(make):
    case_id = make.case()
    answers: Answers = {code_of(make, case_id): {"Looked after": "Open now"}}
    said = read(make, filled(sent(make, [case_id]), answers))
    unsigned = [type(row)(**{**{n: getattr(row, n) for n in row.__slots__}, "agency": ""}) for row in said]

    (theirs,) = make.see(check_preview, said, YJ, ASKED).rows
    (anybodys,) = make.see(check_preview, unsigned, YJ, ASKED).rows

    assert (theirs.verdict, theirs.reason) == (Verdict.HELD, "It was asked of another agency: Children's services.")
    assert anybodys.verdict is Verdict.HELD
    assert anybodys.reason == "Youth justice service is not asked this: Looked after."


def test_a_sheet_that_is_no_check_list_is_refused_in_plain_words(make):
    book = openpyxl.Workbook()
    page: Any = book.active
    page.append(["Name", "Born"])
    out = io.BytesIO()
    book.save(out)

    with pytest.raises(NotASpreadsheet, match="not a check list"):
        read(make, out.getvalue())


def test_an_unanswered_question_is_a_reason_in_the_eligibility_sentence(make):
    case_id = make.case()
    sent(make, [case_id])
    lists = make.see(reference_lists)
    make.on(date(2026, 9, 20))

    said = [sentence(outcome, lists) for outcome in make.see(eligibility, make.row(PanelCase, case_id).referral_id)]

    assert any("asked on 7 September 2026, not yet answered" in words for words in said)
