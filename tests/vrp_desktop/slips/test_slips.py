"""Chaser slips: an agency's own actions by code, without a name; answers back by reply code."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default

import icalendar
import pikepdf
import pytest
from sqlalchemy import select

from db.exports import ExportReceipt
from db.partnership import ShareEntry
from db.slips import ChaserSlip
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.actions.queries import Show, action_record, actions_page
from vrp_desktop.documents.preview import page_count, page_words
from vrp_desktop.errors import Invalid, NotPermitted
from vrp_desktop.slips.commands import make_slips, take_replies
from vrp_desktop.slips.forms import MadeSlips, SlipsForm
from vrp_desktop.slips.queries import Verdict, slips_of_action, to_chase, weigh_answers

TODAY = date(2026, 11, 20)
TO = "lead@hants.gov.uk"
FORM = SlipsForm(Show.OPEN, {"EDUCATION": TO}, "Following up agreed actions")


@pytest.fixture
def make(workspace, clock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def action(make: Making) -> str:
    """An overdue action of a school on a child's case; its words name the child."""
    person = make.person("Ottilie Quillfeather")
    case = make.screened(person)
    made = make.action(TODAY - timedelta(days=5), case_id=case, text="Ring Ottilie Quillfeather about a mentor")
    make.on(TODAY)
    return str(made)


def chase(make: Making, form: SlipsForm = FORM) -> MadeSlips:
    made = make.do(make_slips, form)
    assert isinstance(made, MadeSlips)
    return made


def code_of(make: Making, action_id: str) -> str:
    return str(make.see(slips_of_action, action_id)[0].line_code)


def text_of_pdf(pdf: bytes) -> str:
    """Its words as one line, whatever the columns broke."""
    return " ".join(" ".join(page_words(pdf, page, most=100_000) for page in range(page_count(pdf))).split())


def everything(made: MadeSlips) -> str:
    """All that can be read of the files, by whoever has no passphrase."""
    words = ""
    for each in made.files:
        if each.name.endswith(".pdf") and "key" not in each.name:
            words += text_of_pdf(each.content)
        elif each.name.endswith(".eml"):
            mail = message_from_bytes(each.content, policy=default)
            words += str(mail["Subject"]) + (body.get_content() if (body := mail.get_body()) is not None else "")
        else:
            words += each.content.decode("latin-1")
    return words


def receipts(read: Read) -> list[str]:
    return list(read.session.scalars(select(ExportReceipt.what).order_by(ExportReceipt.id)))


def test_a_slip_holds_the_agencys_own_actions_by_code_and_no_name(make: Making, action: str):
    other = make.action(TODAY, agency="POLICE", text="Not a matter of the school")

    made = chase(make)

    said = everything(made)
    row = make.see(action_record, action).row
    assert [each.name for each in made.files] == ["education.pdf", "education.eml", "education.ics"]
    assert all(code in said for code in (row.code, row.case_code, code_of(make, action)))
    assert not any(name in said for name in ("Quillfeather", "Ottilie"))
    assert make.see(action_record, other).row.code not in said


def test_the_calendar_and_the_mail_are_read_by_other_programs(make: Making, action: str):
    made = chase(make)

    files = {each.name: each.content for each in made.files}
    calendar = icalendar.Calendar.from_ical(files["education.ics"])
    event = calendar.walk("VEVENT")[0]
    mail = message_from_bytes(files["education.eml"], policy=default)
    assert event.decoded("dtstart") == TODAY + timedelta(days=7), "an overdue action is wanted by the day for answers"
    assert (mail["To"], mail["X-Unsent"]) == (TO, "1")
    assert [part.get_filename() for part in mail.iter_attachments()] == ["education.pdf", "education.ics"]


def test_a_key_sheet_opens_with_its_passphrase_alone_and_is_logged_as_a_share(make: Making, action: str):
    made = chase(make, replace(FORM, keys=True))

    sheet = next(each.content for each in made.files if "key" in each.name)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(sheet))
    with pikepdf.open(io.BytesIO(sheet), password=made.passphrases["EDUCATION"]) as opened:
        assert opened.encryption.bits == 256
        plain = io.BytesIO()
        opened.save(plain)
    assert "Ottilie Quillfeather" in text_of_pdf(plain.getvalue())
    assert "Quillfeather" not in everything(made)
    assert len(make.see(receipts)) == 2
    shared = make.see(lambda read: read.session.scalars(select(ShareEntry)).all())
    assert [each.agencies for each in shared] == [["EDUCATION"]]


def test_an_address_outside_the_approved_domains_is_asked_about_first(make: Making, action: str):
    form = replace(FORM, recipients={"EDUCATION": "someone@example.com"})

    with pytest.raises(Invalid) as refused:
        chase(make, form)

    assert "to_EDUCATION" in refused.value.fields
    assert make.see(receipts) == []
    assert chase(make, replace(form, outside=True)).slips == 1


@pytest.mark.parametrize("address", ["", "school", "a@b", "one@hants.gov.uk, two@hants.gov.uk", "x@notgov.uk"])
def test_what_is_not_one_approved_address_gets_no_slip(make: Making, action: str, address: str):
    with pytest.raises(Invalid):
        chase(make, replace(FORM, recipients={"EDUCATION": address}))

    assert make.see(lambda read: read.session.scalars(select(ChaserSlip)).all()) == []


def test_the_next_step_comes_once_the_last_slip_was_not_answered(make: Making, action: str):
    steps = []
    for _ in range(4):
        steps.append(make.see(to_chase, Show.OPEN, None)[0].step)
        chase(make)
        make.on(TODAY + timedelta(days=30 * len(steps)))

    assert steps == ["FIRST", "SECOND", "THIRD", "THIRD"]


def test_an_action_whose_slip_was_not_answered_in_time_is_on_the_list(make: Making, action: str):
    chase(make)
    seen = [[row.action_id for row in make.see(actions_page, show=Show.UNANSWERED)]]
    make.on(TODAY + timedelta(days=8))
    seen.append([row.action_id for row in make.see(actions_page, show=Show.UNANSWERED)])
    make.do(take_replies, f"{code_of(make, action)} in hand")
    seen.append([row.action_id for row in make.see(actions_page, show=Show.UNANSWERED)])

    assert seen == [[], [action], []]


def test_done_with_its_day_closes_the_action(make: Making, action: str):
    chase(make)

    taken = make.do(take_replies, f"Dear all,\n> {code_of(make, action).lower()}: done 19/11/2026, rang home\nThanks")

    record = make.see(action_record, action)
    assert (taken.closed, record.row.status, record.row.closed_on) == (1, "COMPLETE", date(2026, 11, 19))
    sent = make.see(slips_of_action, action)[0]
    assert (sent.reply, sent.note, sent.replied_on) == ("DONE", "rang home", TODAY)


def test_could_not_with_a_reason_of_the_list_closes_and_without_one_waits_for_a_person(make: Making, action: str):
    chase(make)
    code = code_of(make, action)

    kept = make.do(take_replies, f"{code} could not, the family moved")
    assert (kept.kept, make.see(action_record, action).row.status) == (1, "OPEN")
    make.do(take_replies, f"{code} unable: no contact with the family")

    record = make.see(action_record, action)
    assert (record.row.status, record.undone_reason) == ("NOT_DONE", "COULD_NOT_NO_CONTACT")


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("done", Verdict.CLOSES),
        ("not done", Verdict.KEPT),
        ("could not be done", Verdict.KEPT),
        ("not yet done", Verdict.MOVES),
        ("ongoing", Verdict.MOVES),
        ("we'll see", Verdict.UNCLEAR),
        ("", Verdict.UNCLEAR),
    ],
)
def test_answers_read_as_people_write_them(make: Making, action: str, said: str, verdict: Verdict):
    chase(make)

    found = make.see(weigh_answers, f"{code_of(make, action)} {said}")

    assert [item.verdict for item in found] == [verdict]


def test_a_code_quoted_again_below_is_answered_once(make: Making, action: str):
    chase(make)
    code = code_of(make, action)

    found = make.see(weigh_answers, f"{code} done\n\n> {code}   action, due 15/11/2026\n")

    assert [(item.answer.reply, item.verdict) for item in found] == [("DONE", Verdict.CLOSES)]


def test_an_unknown_code_changes_nothing(make: Making, action: str):
    chase(make)

    with pytest.raises(Invalid):
        make.do(take_replies, "RE-2222222 done")

    assert make.see(action_record, action).row.status == "OPEN"


def test_an_answer_for_another_place_is_an_unknown_code(make: Making, action: str):
    chase(make)
    limited = make.actor(Role.MANAGER, ["ISLE_OF_WIGHT"])

    found = make.see_as(limited, weigh_answers, f"{code_of(make, action)} done")

    assert [item.verdict for item in found] == [Verdict.UNKNOWN]


def test_a_viewer_makes_no_slips(make: Making, action: str):
    with pytest.raises(NotPermitted):
        make.do_as(make.actor(Role.VIEWER), make_slips, FORM)


def test_a_slip_tells_the_agency_how_its_own_actions_went_and_of_no_other(make: Making, action: str):
    make.action(TODAY - timedelta(days=5), agency="POLICE")

    words = text_of_pdf(chase(make).files[0].content)

    assert "How your actions went" in words
    assert "Actions that came due 1 1" in words
    assert "Police" not in words
