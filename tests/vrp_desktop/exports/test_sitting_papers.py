"""Papers of a sitting, read back from their PDFs: who is in which, the keys in order, receipts, shares and answers."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdfium2  # type: ignore[import-untyped]
import pytest

from db.conferences import Attendance, Conference
from db.exports import ExportReceipt
from db.partnership import ShareEntry
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.commands import put_on_agenda, record_attendance
from vrp_desktop.conferences.forms import AttendanceForm, ItemForm
from vrp_desktop.conferences.item_commands import add_agenda_item, edit_agenda_item
from vrp_desktop.conferences.queries import conference_record
from vrp_desktop.conferences.requests import AnswerForm, record_answer, requests_of
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_papers import print_agenda, send_request
from vrp_desktop.workspace.workspace import Workspace

SOON = date(2026, 11, 10)
RECEIPT = ReceiptForm("x", "PDF", "To prepare the panel", "The team")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(date(2026, 11, 2))
    return made


@pytest.fixture
def sitting(make: Making) -> str:
    """Two children and a person under MAPPA on the agenda; the school joins for the second child."""
    made = make.sitting(SOON)
    cases = [make.screened(make.person(name)) for name in ("Robin", "Zofia")]
    make.do(put_on_agenda, made, cases)
    adult = make.person("Quentin", date(1990, 1, 1))
    make.do(add_agenda_item, made, ItemForm("PERSON", person_id=adult, is_mappa=True, lead_agency="PROBATION"))
    second = make.see(conference_record, made).agenda[1]
    make.do(edit_agenda_item, second.item_id, second.version, ItemForm("PANEL_CASE", joins=("HOUSING",)))
    return str(made)


def words_of(content: bytes) -> str:
    pdf = pypdfium2.PdfDocument(BytesIO(content))
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_an_agency_that_joins_for_one_child_gets_that_child_alone(make: Making, sitting: str) -> None:
    paper = make.do(print_agenda, sitting, "HOUSING", False, RECEIPT)

    words = words_of(paper.content)
    assert "Zofia" in words
    assert "Robin" not in words
    assert "Quentin" not in words
    assert "OFFICIAL-SENSITIVE" in words
    shares = make.see(lambda read: read.session.query(ShareEntry).all())
    assert [(share.agencies, share.about_kind) for share in shares] == [(["HOUSING"], "export_receipt")]
    assert make.see(lambda read: read.session.query(ExportReceipt).one()).rows == 1


def test_a_core_member_gets_every_child_and_only_the_leading_agency_one_under_mappa(make: Making, sitting: str) -> None:
    police = words_of(make.do(print_agenda, sitting, "POLICE", False, RECEIPT).content)

    assert "Robin" in police
    assert "Zofia" in police
    assert "Quentin" not in police
    with pytest.raises(RuleBroken):
        make.do(print_agenda, sitting, "FIRE", False, RECEIPT)


def test_the_chairs_copy_has_the_statement_and_the_keys_in_their_order(make: Making, sitting: str) -> None:
    words = words_of(make.do(print_agenda, sitting, None, True, RECEIPT).content)

    assert "Nothing is recorded, transcribed or noted by a machine" in words
    assert "O A E R S D K N X" in words
    assert "O: Offer support" in words
    assert "A person managed under MAPPA; Probation service leads" in words
    assert "Quentin" not in words
    assert make.see(lambda read: read.session.query(ShareEntry).count()) == 0


def test_an_agency_is_asked_once_about_each_child_and_its_answer_is_kept_with_its_day(
    make: Making, sitting: str
) -> None:
    attendance = (AttendanceForm("POLICE", "APOLOGIES"),)
    make.do(record_attendance, sitting, make.version(Conference, sitting), attendance)

    paper = make.do(send_request, sitting, "POLICE", SOON, RECEIPT)

    assert paper.items == 2
    assert "Answer by 10/11/2026" in words_of(paper.content)
    with pytest.raises(RuleBroken):
        make.do(send_request, sitting, "POLICE", SOON, RECEIPT)
    first, second = make.see(requests_of, sitting)
    make.on(date(2026, 11, 5))
    make.do(record_answer, first.request_id, first.version, AnswerForm(date(2026, 11, 4), nothing_known=True))
    make.do(record_answer, second.request_id, second.version, AnswerForm(date(2026, 11, 5), "Known to the local team"))
    answered = make.see(requests_of, sitting)
    assert [(row.is_open, row.nothing_known, row.answer) for row in answered] == [
        (False, True, ""),
        (False, False, "Known to the local team"),
    ]
    (police,) = make.see(lambda read: read.session.query(Attendance).filter_by(agency_code="POLICE").all())
    assert police.information_on == date(2026, 11, 4)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        (AnswerForm(date(2026, 11, 2)), "answer"),
        (AnswerForm(date(2026, 11, 2), "Known", nothing_known=True), "nothing_known"),
        (AnswerForm(date(2026, 11, 3), "Known"), "answered_on"),
        (AnswerForm(date(2026, 11, 1), "Known"), "answered_on"),
    ],
)
def test_an_answer_that_says_nothing_or_both_or_comes_on_another_day_is_refused(
    make: Making, sitting: str, form: AnswerForm, field: str
) -> None:
    make.do(send_request, sitting, "POLICE", None, RECEIPT)
    row = make.see(requests_of, sitting)[0]

    with pytest.raises(Invalid) as refused:
        make.do(record_answer, row.request_id, row.version, form)

    assert set(refused.value.fields) == {field}


def test_who_may_not_read_notes_prints_no_agenda(make: Making, sitting: str) -> None:
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.DATA_PROTECTION), print_agenda, sitting, None, False, RECEIPT)
