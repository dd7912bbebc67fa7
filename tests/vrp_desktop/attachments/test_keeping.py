"""Keeping files with records: their bytes in the store alone, gone with the child, limited, and never in the audit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from db.attachments import Attachment, AttachmentContent
from db.audit import AuditChange
from tests.support.kept_files import docx, pdf, png
from tests.support.making import Making
from vrp_desktop.access.permissions import Role
from vrp_desktop.attachments import commands
from vrp_desktop.attachments.files import delete_source, read_incoming
from vrp_desktop.attachments.forms import AttachmentForm
from vrp_desktop.attachments.limits import set_size_limit
from vrp_desktop.attachments.queries import attachments_about, attachments_of
from vrp_desktop.errors import Invalid, KnownError, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.exports.commands import ReceiptForm, export_attachment
from vrp_desktop.exports.queries import receipts
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.search import index
from vrp_desktop.workspace.checks import verify_workspace

FORM = AttachmentForm("School report Quorvex", date(2026, 9, 1), "EDUCATION", file_name="Tam Quorvex report.pdf")
RECEIPT = ReceiptForm("File", "PDF", "For the head teacher", "School")


def add(make: Making, about: tuple[str, str], content: bytes = b"Quorvex was well", **values: Any) -> str:
    from dataclasses import replace

    return str(make.do(commands.add_attachment, about, replace(FORM, **values), content))


def test_a_file_is_kept_with_a_case_and_listed_with_the_child(make: Making):
    child = make.person()
    case_id = make.case(child)
    content = pdf()

    file_id = add(make, ("panel_case", case_id), content)

    (row,) = make.see(attachments_of, child).rows
    assert (row.attachment_id, row.kind.ending, row.size) == (file_id, "pdf", len(content))
    assert make.see(attachments_about, "panel_case", case_id).total == len(content)
    assert make.do(commands.open_attachment, file_id).content == content
    assert make.see(index.find, "quorvex")


def test_a_sitting_keeps_files_of_no_child(make: Making):
    sitting = make.sitting()

    add(make, ("conference", sitting))

    assert [row.person_id for row in make.see(attachments_about, "conference", sitting).rows] == [None]


def test_a_safeguarding_concern_keeps_files_and_its_child_has_them_too(make: Making):
    child = make.person()
    concern_id = make.do(raise_concern, ForWhom(child), ConcernForm("Hurt at home"))

    add(make, ("safeguarding_concern", concern_id))

    assert [row.person_id for row in make.see(attachments_about, "safeguarding_concern", concern_id).rows] == [child]
    assert len(make.see(attachments_of, child).rows) == 1


def test_the_bytes_are_never_in_the_audit_and_go_with_an_erased_child(make: Making):
    child = make.person()
    add(make, ("person", child))

    def values(read: Any) -> str:
        return repr(list(read.session.scalars(select(AuditChange.values))))

    assert "was well" not in make.see(values)
    assert "Tam Quorvex report" in make.see(values)

    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, child, "Asked for by the family")

    assert "Quorvex" not in make.see(values)
    assert make.see(lambda read: list(read.session.scalars(select(Attachment.id)))) == []
    assert make.see(lambda read: list(read.session.scalars(select(AttachmentContent.attachment_id)))) == []
    assert verify_workspace(make.workspace) == []


def test_a_file_beyond_the_limit_is_refused_with_both_sizes(make: Making, tmp_path):
    make.do(set_size_limit, 1)
    child, large = make.person(), b"x" * (1024 * 1024 + 1)
    path = tmp_path / "large.txt"
    path.write_bytes(large)

    with pytest.raises(KnownError, match="too large"):
        add(make, ("person", child), large)
    with pytest.raises(KnownError, match="the limit is"):
        read_incoming(path, 1024 * 1024)
    assert make.see(attachments_of, child).rows == ()


def test_the_same_file_is_not_kept_twice_on_one_record(make: Making):
    child = make.person()
    add(make, ("person", child))

    with pytest.raises(RuleBroken):
        add(make, ("person", child), title="Another title")


def test_places_roles_and_stale_versions_are_kept_to(make: Making):
    child = make.person()
    file_id = add(make, ("person", child))
    elsewhere = make.actor(Role.CHAIR, ["BASINGSTOKE"])

    with pytest.raises(NotFound):
        make.do_as(elsewhere, commands.open_attachment, file_id)
    with pytest.raises((NotFound, NotPermitted)):
        make.do_as(elsewhere, commands.add_attachment, ("person", child), FORM, png())
    protection = make.actor(Role.DATA_PROTECTION)
    assert not make.see_as(protection, attachments_of, child).may_read
    with pytest.raises(NotPermitted):
        make.do_as(protection, export_attachment, file_id, RECEIPT)
    make.do(commands.edit_attachment, file_id, 1, FORM)
    make.do(commands.edit_attachment, file_id, 1, AttachmentForm("Other", date(2026, 9, 2)))
    with pytest.raises(Stale):
        make.do(commands.edit_attachment, file_id, 1, FORM)


def test_removing_needs_a_reason_and_takes_the_bytes_and_the_search_entry(make: Making):
    child = make.person()
    file_id = add(make, ("person", child))

    with pytest.raises(Invalid):
        make.do(commands.remove_attachment, file_id, 1, " ")
    make.do(commands.remove_attachment, file_id, 1, "Sent to the wrong child")

    assert make.see(lambda read: list(read.session.scalars(select(AttachmentContent.attachment_id)))) == []
    assert not make.see(index.find, "quorvex")


def test_a_saved_copy_leaves_a_receipt_with_the_digest(make: Making):
    file_id = add(make, ("person", make.person()), docx("Words"))

    content = make.do(export_attachment, file_id, RECEIPT)

    assert content == docx("Words")
    assert [(row.purpose, row.recipient) for row in make.see(receipts)] == [("For the head teacher", "School")]


def test_a_source_is_deleted_only_as_it_was_read(tmp_path):
    import hashlib

    path = tmp_path / "list.txt"
    path.write_bytes(b"As it was read")
    digest = hashlib.sha256(b"As it was read").hexdigest()
    path.write_bytes(b"Changed since then")

    with pytest.raises(KnownError, match="changed since"):
        delete_source(path, digest)
    assert path.exists()

    path.write_bytes(b"As it was read")
    delete_source(path, digest)
    assert not path.exists()
