"""A sent letter: from the record alone, kept with its bytes, receipted, told in the timeline, without names outside."""

from __future__ import annotations

from datetime import date
from email import message_from_bytes, policy
from typing import Any

import pytest
from sqlalchemy import select

from db.exports import ExportReceipt
from db.letters import Letter
from db.panel import PanelCase, ToldAboutPanel
from db.partnership import ShareEntry
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.attachments.commands import open_attachment, remove_attachment
from vrp_desktop.attachments.queries import attachments_of, attachments_timeline
from vrp_desktop.chronology.around_panel import letters_timeline
from vrp_desktop.documents.preview import page_words
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken
from vrp_desktop.letters.commands import LetterForm, save_template, send_letter
from vrp_desktop.letters.queries import letters_of_case, writing
from vrp_desktop.panel.work_lists import work_lists
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.workspace.checks import verify_workspace

pytestmark = pytest.mark.usefixtures("sender")
NAME = "Quillon"


@pytest.fixture
def child(make: Making) -> str:
    make.on(date(2026, 10, 1))
    return make.person(NAME)


@pytest.fixture
def case(make: Making, child: str) -> str:
    case_id = make.screened(child, sending_agency="POLICE", reason=f"{NAME} was seen", sender_reference="REF 12")
    make.decide(case_id, rationale=f"{NAME} would like a mentor, says school")
    return case_id


def form(template: str, way: str = "POST", **values: Any) -> LetterForm:
    recipient = values.pop("recipient", "PC Madeup")
    values.setdefault("reason", "The referrer made the referral")
    return LetterForm(template, "1", recipient, way, date(2026, 9, 30), **values)


def words_of(pdf: bytes) -> str:
    return " ".join(page_words(pdf, 0).split())


def test_the_referrer_is_told_the_outcome_and_neither_name_nor_reasons(make: Making, case: str, child: str):
    sent = make.do(send_letter, case, form("REFERRER_DECISION"))

    words = words_of(sent.pdf)
    assert "The panel decided to offer support." in words
    assert "REF 12" in words
    assert "OFFICIAL-SENSITIVE" in words
    assert NAME not in words
    assert "mentor" not in words
    assert NAME.encode() not in sent.pdf
    assert sent.file_name == f"{make.row(PanelCase, case).code}-letter.pdf"


def test_a_family_letter_has_the_sender_and_no_official_marking(make: Making, case: str):
    sent = make.do(send_letter, case, form("FAMILY_DECISION", recipient="Mr Madeup"))

    words = words_of(sent.pdf)
    assert f"Dear {NAME} and family" in words
    assert "We would like to offer you some help." in words
    assert "Asha Madeup" in words
    assert "22 September 2026" in words
    assert "OFFICIAL" not in words


def test_the_bytes_that_were_sent_are_kept_with_a_receipt_and_stand_in_the_timeline(
    make: Making, case: str, child: str
):
    sent = make.do(send_letter, case, form("REFERRER_DECISION"))

    (row,) = make.see(letters_of_case, case).rows
    assert make.do(open_attachment, row.attachment_id).content == sent.pdf
    (receipt,) = make.see(lambda read: read.session.execute(select(ExportReceipt.recipient, ExportReceipt.what)).all())
    assert tuple(receipt) == ("Police", f"Letter about {make.row(PanelCase, case).code}")
    assert [entry.heading for entry in make.see(letters_timeline, child)] == ["Letter sent to the referrer"]
    assert make.see(attachments_timeline, child) == []


def test_the_bytes_of_a_letter_are_not_removed_by_hand(make: Making, case: str):
    make.do(send_letter, case, form("REFERRER_DECISION"))
    (row,) = make.see(letters_of_case, case).rows

    with pytest.raises(RuleBroken):
        make.do(remove_attachment, row.attachment_id, 1, "Not wanted")


def test_a_draft_e_mail_has_the_code_and_no_name_in_subject_or_file_name(make: Making, case: str):
    sent = make.do(send_letter, case, form("REFERRER_DECISION", "E_MAIL"))

    mail = message_from_bytes(sent.content, policy=policy.default)
    (attached,) = mail.iter_attachments()
    code = make.row(PanelCase, case).code
    assert (mail["X-Unsent"], mail["Subject"], attached.get_filename()) == (
        "1", f"Your referral {code}", f"{code}-letter.pdf",
    )  # fmt: skip
    assert attached.get_content() == sent.pdf
    assert NAME not in str(mail)


def test_telling_what_the_panel_is_sets_told_about_the_panel(make: Making, case: str):
    make.do(send_letter, case, form("FAMILY_PANEL", recipient="Mr Madeup"))

    told = make.see(lambda read: read.session.scalars(select(ToldAboutPanel)).one())
    assert (told.told_on, told.notice_version) == (date(2026, 9, 30), "Letter, version 1")


def test_what_the_record_does_not_say_stops_the_letter_and_nothing_is_kept(make: Making, child: str):
    case_id = make.screened(child)

    with pytest.raises(Invalid) as refused:
        make.do(send_letter, case_id, form("FAMILY_DECISION"))

    assert "Decisions" in refused.value.fields["template"]
    assert make.see(attachments_of, child).rows == ()


def test_words_that_changed_since_they_were_seen_are_not_sent(make: Making, case: str):
    make.do(save_template, "REFERRER_DECISION", 0, "Subject", "{{decision_words}}", "Asha")

    with pytest.raises(RuleBroken):
        make.do(send_letter, case, form("REFERRER_DECISION"))


def test_every_letter_is_in_the_share_log_with_what_it_rests_on(make: Making, case: str):
    with pytest.raises(Invalid) as refused:
        make.do(send_letter, case, form("REFERRER_DECISION", reason=""))
    assert "gateway" in refused.value.fields["reason"]

    make.do(send_letter, case, form("REFERRER_DECISION"))
    make.do(send_letter, case, form("FAMILY_DECISION", reason=""))

    shares = make.see(lambda read: list(read.session.scalars(select(ShareEntry).order_by(ShareEntry.id))))
    assert [(share.agencies, share.to_family, share.about_kind) for share in shares] == [
        (["POLICE"], False, "letter"),
        ([], True, "letter"),
    ]
    assert "own information" in shares[1].reason


def test_the_work_list_holds_referrers_until_they_are_told(make: Making, case: str):
    def number() -> int:
        return int(next(each.number for each in make.see(work_lists) if each.code == "REFERRER_NOT_TOLD"))

    assert number() == 1
    make.do(send_letter, case, form("FAMILY_DECISION"))
    assert number() == 1
    make.do(send_letter, case, form("REFERRER_DECISION"))
    assert number() == 0


def test_roles_and_places_are_kept_to(make: Making, case: str):
    for role in (Role.VIEWER, Role.DATA_PROTECTION):
        with pytest.raises(NotPermitted):
            make.do_as(make.actor(role), send_letter, case, form("REFERRER_DECISION"))
    with pytest.raises(NotFound):
        make.do_as(make.actor(Role.CHAIR, ["BASINGSTOKE"]), send_letter, case, form("REFERRER_DECISION"))


def test_with_an_erased_child_go_the_bytes_and_the_recipient_and_the_count_stays(make: Making, case: str, child: str):
    make.do(send_letter, case, form("FAMILY_DECISION", recipient=f"Mrs {NAME}"))

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, child, "Asked for")

    letter = make.see(lambda read: read.session.scalars(select(Letter)).one())
    assert (letter.attachment_id, letter.recipient, letter.sent_on) == (None, "(erased)", date(2026, 9, 30))
    assert verify_workspace(make.workspace) == []


def test_what_must_be_heeded_is_told_before_a_letter_is_written(make: Making, case: str, child: str):
    from vrp_desktop.people.around.commands import add_contact
    from vrp_desktop.people.around.forms import ContactForm

    contact = ContactForm(
        relationship="MOTHER", name="Mrs Madeup", safe_contact="ONLY_THIS_WAY", safe_how="Ring the school first",
        language="POLISH", interpreter="YES",
    )  # fmt: skip
    make.do(add_contact, child, contact)

    heed = " ".join(each.words for each in make.see(writing, case).heed)

    assert "Ring the school first" in heed
    assert "Interpreter" in heed


def test_a_letter_says_that_no_safe_way_is_known(make: Making, case: str, child: str):
    from vrp_desktop.people.around.commands import add_contact
    from vrp_desktop.people.around.forms import ContactForm

    def heed() -> str:
        return " ".join(each.words for each in make.see(writing, case).heed)

    assert "No safe way to reach the child or the family is on file." in heed()

    make.do(add_contact, child, ContactForm(relationship="MOTHER", name="Mrs Madeup", safe_contact="NOT_ASKED"))
    assert "No safe way" in heed()

    make.do(add_contact, child, ContactForm(relationship="FATHER", name="Mr Madeup", safe_contact="ANY_WAY"))
    assert "No safe way" not in heed()


def test_do_not_contact_on_a_record_that_was_merged_is_heeded_on_the_one_that_carries_on(
    make: Making, case: str, child: str
):
    from db.around import OWN
    from db.people import Person
    from vrp_desktop.people.around.commands import add_contact
    from vrp_desktop.people.around.forms import ContactForm
    from vrp_desktop.people.around.queries import around_child
    from vrp_desktop.people.merging import MergeForm, merge_people

    other = make.person("Robin")
    make.do(add_contact, child, ContactForm(relationship=OWN, safe_contact="ANY_WAY"))
    stop = ContactForm(relationship=OWN, safe_contact="DO_NOT_CONTACT", no_contact_reason="A threat was made")
    make.do(add_contact, other, stop)
    versions = [make.version(Person, one) for one in (child, other)]
    make.do(merge_people, MergeForm(child, versions[0], other, versions[1], "The same child"))

    stops = [each.words for each in make.see(writing, case).heed if each.is_stop]
    assert stops == ["The child: Do not contact. A threat was made"]
    around = make.see(around_child, child)
    assert [row.form.safe_contact for row in around.now(make.clock.now().date())] == ["ANY_WAY", "DO_NOT_CONTACT"]
