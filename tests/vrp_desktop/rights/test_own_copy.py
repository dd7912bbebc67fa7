"""The own copy: all that is held, from every table; what is proposed; nothing undecided or unrecorded leaves."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest
from sqlalchemy import String, select

from db.covering import Covered
from db.exports import ExportReceipt
from db.schema import metadata
from tests.support.making import Making
from tests.support.planting import NAME, Planted, plant
from tests.vrp_desktop.documents.reading import failed_checks, page_texts
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.attachments.commands import add_attachment
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.documents.own_copy import own_copy, own_copy_review
from vrp_desktop.errors import Invalid, NotPermitted, RuleBroken
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.own_copy import give_own_copy
from vrp_desktop.partnership.queries import sharing_timeline
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.references import references
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.rights.commands import accept_proposals, confirm_identity, decide_items, record_request
from vrp_desktop.rights.forms import REDACT, RELEASE, WITHHOLD, IdentityForm, RequestForm
from vrp_desktop.rights.holdings import holding_tables, holdings
from vrp_desktop.rights.items import reason_for
from vrp_desktop.rights.kinds import CODES, LEFT_OUT, NEVER, PLAIN, TOLD
from vrp_desktop.rights.queries import Decided, own_copy_items, request_record
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom

DAY = date(2026, 8, 3)
RECEIPT = ReceiptForm("Own copy", "PDF", "Request", "Ingrid's mother")


@pytest.fixture
def child(make: Making) -> str:
    added = make.person("Ingrid")
    make.do(add_contact, added, ContactForm("MOTHER", "Quorra Madeup"))
    make.do(add_contact, added, ContactForm("TRUSTED_ADULT", "Wilma Worker", agency_code="YOUTH_JUSTICE"))
    make.do(add_note, added, "Quorra rang Wilma about Ingrid.", DAY)
    make.do(add_note, added, "Kept from home.", DAY, None, "NOT_FOR_FAMILY")
    return added


@pytest.fixture
def request_id(make: Making, child: str) -> str:
    found: str = make.do(record_request, child, RequestForm("ACCESS", "CHILD", DAY))
    make.do(confirm_identity, found, 1, IdentityForm(on=DAY, how="Known to the worker"))
    return found


def _today(read: Read) -> date:
    return read.today


def _items(make: Making, request_id: str) -> list[Decided]:
    found: list[Decided] = make.see(own_copy_items, request_id)
    return found


def _keys(make: Making, request_id: str, words: str = "") -> list[str]:
    return [one.item.key for one in _items(make, request_id) if words in f"{one.item.heading} {one.item.text}"]


def test_every_table_about_a_child_is_told_or_it_is_said_why_not():
    about = {table.name for table, _ in holding_tables()}

    assert {found.table.name for found in references()} <= about
    assert sorted(about - set(TOLD) - set(LEFT_OUT)) == [], "say in vrp_desktop/rights/kinds.py how it is told"


def test_every_code_that_a_copy_tells_has_its_words():
    lists = read_lists()
    codes = {
        f"{table.name}.{column.name}"
        for table, _ in holding_tables()
        for column in table.columns
        if table.name in TOLD
        and isinstance(column.type, String)
        and column.type.length == 40
        and not column.foreign_keys
        and column.name not in NEVER
    }

    assert sorted(codes - set(CODES) - PLAIN - {"person_profile.postcode", "person_identifier.value"}) == []
    assert set(CODES.values()) <= set(lists)


def test_whatever_is_written_about_a_child_anywhere_stands_among_what_is_held(make: Making):
    planted: Planted = plant(make)
    told = make.see(holdings, planted.person_id)
    said = {(one.table, one.record_id): f"{one.heading} {one.text}" for one in told}

    def texts(read: Read) -> list[tuple[str, str, str]]:
        found = []
        for table, _ in holding_tables():
            columns = [c for c in table.columns if isinstance(c.type, String | Covered)]
            if "person_id" in table.c and "id" in table.c and table.name not in LEFT_OUT:
                mine = select(table).where(table.c.person_id == planted.person_id)
                for row in read.session.execute(mine).mappings():
                    found += [(table.name, row["id"], row[c.name]) for c in columns if NAME in str(row[c.name] or "")]
        return found

    held = [one for one in make.see(texts) if one[2] != one[2].lower() and one[0] != "person_name"]
    assert len(held) > 20
    assert [one[:2] for one in held if one[2] not in said[one[0], one[1]]] == []


def test_what_is_proposed_follows_what_each_item_is(make: Making, child: str, request_id: str):
    make.do(raise_concern, ForWhom(child), ConcernForm("Seen with bruises.", noticed_on=DAY))
    proposed = {
        f"{one.item.heading} {one.item.text}": (one.item.proposal, one.item.reason) for one in _items(make, request_id)
    }

    def of(words: str) -> tuple[str, str | None]:
        return next(what for said, what in proposed.items() if words in said)

    assert of("Quorra rang") == (REDACT, "THIRD_PARTY")
    assert of("Kept from home") == (WITHHOLD, "HARM_SOCIAL_WORK")
    assert of("bruises") == (WITHHOLD, "HARM_SOCIAL_WORK")
    assert of("Quorra Madeup") == (WITHHOLD, "THIRD_PARTY")
    assert of("Wilma Worker") == (RELEASE, None)
    assert of("Ingrid") == (RELEASE, None)


def test_some_exemptions_hold_only_against_a_parent(make: Making, child: str, request_id: str):
    def reasons(read: Read) -> list[str | None]:
        lists = read_lists_of(read.session)
        return [reason_for(lists, "safeguarding_concern", who) for who in ("PARENT", "CHILD")]

    assert make.see(reasons) == ["CHILD_ABUSE", "HARM_SOCIAL_WORK"]
    with pytest.raises(Invalid):
        make.do(decide_items, request_id, _keys(make, request_id), WITHHOLD, "CHILD_ABUSE")


def test_nothing_leaves_undecided_or_to_somebody_who_was_not_made_sure_of(make: Making, child: str):
    asked = make.do(record_request, child, RequestForm("ACCESS", "CHILD", DAY))
    with pytest.raises(RuleBroken, match="not decided"):
        make.do(give_own_copy, asked, RECEIPT)
    make.do(accept_proposals, asked, _keys(make, asked))

    with pytest.raises(RuleBroken, match="made sure"):
        make.do(give_own_copy, asked, RECEIPT)


def test_the_copy_names_nobody_who_was_redacted_and_says_why(make: Making, child: str, request_id: str):
    keys = _keys(make, request_id)
    assert make.do(accept_proposals, request_id, keys) == len(keys)

    made = make.see(own_copy, request_id)

    text = " ".join(page_texts(made.pdf)) + repr(made.sheet.rows)
    assert failed_checks(made.pdf) == []
    assert "Ingrid" in text
    assert "Wilma" in text
    assert not [word for word in ("Quorra", "Kept from home") if word in text]
    assert {line.reason for line in made.lines if line.reason} == {
        "About someone else",
        "Serious harm: social work data",
    }
    assert [one.text for one in make.see(own_copy_review, request_id) if one.decided.decision == WITHHOLD] == ["", ""]


def test_giving_the_copy_leaves_a_receipt_an_entry_in_the_share_log_and_the_day(
    make: Making, child: str, request_id: str
):
    kept = make.do(add_attachment, ("person", child), AttachmentForm("Plan", DAY, file_name="Ingrid.txt"), b"The plan.")
    make.do(accept_proposals, request_id, _keys(make, request_id))
    assert [one.item.record_id for one in _items(make, request_id) if not one.decision] == [kept]
    with pytest.raises(Invalid):
        make.do(decide_items, request_id, _keys(make, request_id, "Plan"), REDACT, "THIRD_PARTY")
    make.do(decide_items, request_id, _keys(make, request_id, "Plan"), RELEASE)

    given = make.do(give_own_copy, request_id, ReceiptForm("Own copy", "ZIP", "Request", "Ingrid"))

    archive = zipfile.ZipFile(io.BytesIO(given))
    assert archive.namelist() == ["own-copy.pdf", "own-copy.xlsx", "file-01.txt"]
    assert archive.read("file-01.txt") == b"The plan."
    assert make.see(request_record, request_id).row.given_on == make.see(_today)
    assert [entry.heading for entry in make.see(sharing_timeline, child) if "Copy of what is held" in repr(entry)]
    assert make.see(lambda read: read.session.scalar(select(ExportReceipt.recipient))) == "Ingrid"


def test_an_item_that_changes_waits_for_a_decision_again(make: Making, child: str, request_id: str):
    make.do(accept_proposals, request_id, _keys(make, request_id))

    make.do(add_note, child, "Another.", DAY)

    left = [one.item.text for one in _items(make, request_id) if not one.decision]
    assert left == ["Another; Written by: Asha Madeup"]


def test_data_protection_keeps_requests_and_reads_no_item(make: Making, request_id: str):
    with pytest.raises(NotPermitted):
        make.see_as(make.actor(Role.DATA_PROTECTION), own_copy_items, request_id)


def test_an_erased_child_leaves_no_word_of_its_requests(make: Making, child: str, request_id: str):
    make.do(record_request, child, RequestForm("RECTIFICATION", "CHILD", DAY, wrong="Zyxwv said so"))
    make.do(decide_items, request_id, _keys(make, request_id, "rang"), REDACT, "THIRD_PARTY", "Zyxwv")

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, child, "Asked for")

    def left(read: Read) -> list[str]:
        tables = [table for table in metadata.sorted_tables if table.name.startswith(("rights_", "copy_"))]
        return [repr(tuple(row)) for table in tables for row in read.session.execute(select(table))]

    assert "Zyxwv" not in repr(make.see(left))
    assert not [row for row in make.see(left) if "REDACT" in row]
