"""From draft to signed and submitted, and never back: what is signed is frozen."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.returns import QUARTER, SIGNATORIES, Returns
from tests.support.workspaces import CHEAP
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.panel.queries import case_record, cases_of
from vrp_desktop.panel.referring import withdraw_referral
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.erasure import erase_person
from vrp_desktop.people.queries import person_record
from vrp_desktop.returns.commands import TypedForm, begin_correction, complete_return, type_line
from vrp_desktop.returns.compute import return_row
from vrp_desktop.returns.frozen import is_whole, newest_version
from vrp_desktop.returns.queries import ask_for, document, return_page, signed_evidence
from vrp_desktop.returns.signing import SubmissionForm, file_ink_page, sign_return, submit_return
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.users import add_user


def _page(returns: Returns):
    return returns.workspace.read(return_page, QUARTER, None)


def _pdf(returns: Returns, number: int) -> bytes:
    version = next(item for item in _page(returns).versions if item.number == number)
    return returns.workspace.read(document, next(d for d, kind, _at in version.documents if kind == "PDF"))


def test_checks_that_are_not_settled_stand_in_the_way_of_completing(returns: Returns) -> None:
    with pytest.raises(RuleBroken, match="stands in the way"):
        returns.workspace.write(complete_return, returns.ask)


def test_a_draft_is_not_signed(filled: Returns) -> None:
    filled.fill()

    with pytest.raises(RuleBroken, match="not complete"):
        filled.sign()


def test_a_return_is_not_signed_before_its_quarter_ends(returns: Returns) -> None:
    ask = returns.workspace.read(ask_for, Quarter(2026, 3), None)

    with pytest.raises(RuleBroken, match="quarter ends on 31/12/2026"):
        returns.workspace.write(sign_return, ask, SIGNATORIES, render_signed)


def test_someone_else_signs_where_another_user_has_the_right(filled: Returns) -> None:
    filled.complete()
    add_user(
        filled.workspace,
        UserForm("second", "Second Madeup", Role.MANAGER),
        "five quite made-up words",
        cost=CHEAP,
    )

    with pytest.raises(RuleBroken, match="someone else signs"):
        filled.sign()


def test_a_required_signatory_must_be_named(filled: Returns) -> None:
    filled.complete()

    with pytest.raises(Invalid) as refused:
        filled.workspace.write(sign_return, filled.ask, SIGNATORIES[:1], render_signed)

    assert list(refused.value.fields) == ["VRU_DIRECTOR"]


def test_signing_freezes_the_figures_the_evidence_and_the_document(filled: Returns) -> None:
    filled.complete()
    live = filled.content()

    filled.sign()

    signed = filled.signed()
    frozen = filled.workspace.read(signed_evidence, QUARTER, None)
    assert {line.spec.code: line.value for line in signed.content.lines} == {
        line.spec.code: line.value for line in live.lines
    }
    for line in live.lines:
        assert sorted(frozen.get(line.spec.code, ())) == sorted(item.unit_id for item in line.evidence)
    assert _pdf(filled, 1) == render_signed(signed)
    assert _page(filled).state == "SIGNED"
    assert not verify_workspace(filled.workspace)


def test_a_signed_version_still_hashes_to_its_digest(filled: Returns) -> None:
    filled.complete()
    filled.sign()

    def whole(read) -> bool:
        row = return_row(read.session, filled.ask)
        version = newest_version(read.session, row.id) if row else None
        return version is not None and is_whole(version)

    assert filled.workspace.read(whole)


def test_a_signed_return_is_not_typed_on(filled: Returns) -> None:
    filled.complete()
    filled.sign()

    with pytest.raises(RuleBroken, match="signed and is not edited"):
        filled.workspace.write(type_line, filled.ask, TypedForm("GRANT_YEAR", number="1"))


def test_a_later_change_to_a_counted_child_shows_as_a_difference_and_the_signed_figure_stays(filled: Returns) -> None:
    filled.complete()
    filled.sign()
    evidence = filled.content().line("YFPP_REFERRALS").evidence[0]
    case = filled.workspace.read(cases_of, evidence.person_id)[0]
    referral = next(
        record.referral
        for row in filled.workspace.read(cases_of, evidence.person_id)
        if (record := filled.workspace.read(case_record, row.case_id)).referral.referral_id == evidence.record_id
    )

    filled.workspace.write(
        withdraw_referral,
        referral.referral_id,
        referral.version,
        date(2026, 9, 30),
        "ERROR_OR_DUPLICATE",
        "Sent twice by mistake",
    )

    page = _page(filled)
    gone = [item for item in page.differences if item.line == "YFPP_REFERRALS"]
    assert case.person_id == evidence.person_id
    assert [(item.change, item.sentence) for item in gone] == [(-1, "Referral withdrawn after signing")]
    assert page.signed.content.line("YFPP_REFERRALS").value == page.content.line("YFPP_REFERRALS").value + 1


def test_a_correction_is_a_new_version_with_its_bridge_and_the_first_prints_byte_for_byte(filled: Returns) -> None:
    filled.complete()
    filled.sign()
    first = _pdf(filled, 1)
    evidence = next(e for e in filled.content().line("YFPP_IDENTIFIED").evidence if e.dimensions["sex"] == "MALE")
    record = filled.workspace.read(person_record, evidence.person_id)
    from dataclasses import replace

    form = replace(record.form, sex="FEMALE")
    filled.workspace.write(edit_person, record.person_id, record.version, form)
    filled.workspace.write(begin_correction, filled.ask, "Sex was entered wrongly")
    filled.complete()

    _version, number = filled.sign("Sex was entered wrongly")

    signed = filled.signed()
    assert number == 2
    assert ("YFPP_IDENTIFIED", "Put right: sex") in {(row.line, row.sentence) for row in signed.bridge}
    assert _pdf(filled, 1) == first
    assert _pdf(filled, 2) != first
    assert not _page(filled).differences


def test_a_second_version_needs_a_reason(filled: Returns) -> None:
    filled.complete()
    filled.sign()
    filled.workspace.write(begin_correction, filled.ask, "A figure was late")
    filled.complete()

    with pytest.raises(Invalid) as refused:
        filled.sign()

    assert list(refused.value.fields) == ["reason"]


def test_only_a_signed_return_is_submitted_and_the_submission_is_kept(filled: Returns) -> None:
    form = SubmissionForm(date(2026, 10, 14), "E-mail", "Grants team", "REF-1")
    with pytest.raises(RuleBroken, match="Only a signed return"):
        filled.workspace.write(submit_return, filled.ask, form)
    filled.complete()
    filled.sign()

    filled.workspace.write(submit_return, filled.ask, form)

    page = _page(filled)
    assert page.state == "SUBMITTED"
    assert page.versions[0].submissions == ((date(2026, 10, 14), "E-mail", "Grants team", "REF-1"),)


def test_the_scan_of_a_page_signed_in_ink_is_filed_with_its_hash(filled: Returns) -> None:
    filled.complete()
    version_id, _number = filled.sign()

    document_id = filled.workspace.write(
        file_ink_page, version_id, "CHIEF_FINANCE_OFFICER", "Nadia Quillfeather", b"%PDF-scan"
    ).result

    assert filled.workspace.read(document, document_id) == b"%PDF-scan"
    assert not verify_workspace(filled.workspace)


def test_after_erasing_a_counted_child_signed_figures_stand_and_the_store_is_sound(filled: Returns) -> None:
    filled.complete()
    filled.sign()
    evidence = filled.content().line("YFPP_DISCUSSED").evidence[0]
    before = filled.signed().canonical
    add_user(
        filled.workspace, UserForm("dpo", "Data Protection", Role.DATA_PROTECTION), "nine made-up words", cost=CHEAP
    )
    folder = filled.workspace.folder.path
    filled.workspace.close()
    from vrp_desktop.workspace.workspace import Workspace

    with Workspace.open(folder, "dpo", "nine made-up words", filled.clock) as officer:
        officer.write(erase_person, evidence.person_id, "Asked for by the family")
        page = officer.read(return_page, QUARTER, None)

        assert page.signed is not None
        assert page.signed.canonical == before
        assert page.content.line("YFPP_DISCUSSED").value == page.signed.content.line("YFPP_DISCUSSED").value
        assert not verify_workspace(officer)


def test_a_signed_return_of_a_later_day_says_when_it_was_signed(filled: Returns) -> None:
    filled.complete()
    filled.clock.moment = datetime(2026, 10, 20, 15, 30, tzinfo=UTC)

    filled.sign()

    assert _page(filled).versions[0].signed_at == datetime(2026, 10, 20, 15, 30, tzinfo=UTC)
