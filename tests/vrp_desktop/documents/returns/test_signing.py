"""Signed returns: the same bytes for one version, who signed and when, what it put right, the page for ink."""

from __future__ import annotations

from dataclasses import replace

import pytest

from db.returns import ReturnDocument, ReturnEvidence, ReturnVersion
from tests.support.making import Making
from tests.support.signing import sign_three_children
from tests.vrp_desktop.documents.reading import failed_checks, page_texts, words
from tests.vrp_desktop.documents.returns.reading_back import cells_of, holds_row
from tests.vrp_desktop.documents.returns.sample import QUARTER, sample_content, sample_signed
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_pdf import render_return, render_signed
from vrp_desktop.documents.return_signing import signing_page
from vrp_desktop.documents.return_words import check_phrase, in_groups
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.queries import signed_version
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    """Makes records in the fresh workspace."""
    return Making(workspace, clock)


@pytest.fixture
def signed_store(make: Making) -> Workspace:
    """A workspace with three children discussed, and its return signed."""
    sign_three_children(make)
    return make.workspace


def filed_pdf(workspace: Workspace) -> bytes:
    def query(read: object) -> bytes:
        from sqlalchemy import select
        from sqlalchemy.orm import undefer

        statement = select(ReturnDocument).options(undefer(ReturnDocument.content))
        content: bytes = read.session.scalars(statement).one().content  # type: ignore[attr-defined]
        return content

    return workspace.read(query)


def test_signing_files_the_document_and_it_prints_again_byte_for_byte(signed_store: Workspace) -> None:
    signed = signed_store.read(signed_version, QUARTER, None)

    assert signed is not None
    pdf = filed_pdf(signed_store)
    assert pdf == render_signed(signed)
    assert failed_checks(pdf) == []
    assert signed.content.line("YFPP_DISCUSSED").value == 3


def test_no_id_of_a_record_is_in_the_document(signed_store: Workspace) -> None:
    def ids(read: object) -> set[str]:
        from sqlalchemy import select

        rows = read.session.execute(select(ReturnEvidence.unit_id, ReturnEvidence.record_id))  # type: ignore[attr-defined]
        versions = read.session.scalars(select(ReturnVersion.id))  # type: ignore[attr-defined]
        return {each for row in rows for each in row} | set(versions)

    pdf = filed_pdf(signed_store)

    found = signed_store.read(ids)
    assert len(found) > 3
    text = "".join("".join(page.split()) for page in page_texts(pdf))
    assert not any(each in text or each.encode() in pdf for each in found)


def test_the_same_version_always_gives_the_same_bytes(second_version: Signed, signed_pdf: bytes) -> None:
    assert render_signed(second_version) == signed_pdf


def test_the_order_of_groups_in_the_frozen_version_is_of_no_matter(second_version: Signed, signed_pdf: bytes) -> None:
    lines = tuple(
        replace(line, breakdowns={name: dict(sorted(cells.items())) for name, cells in sorted(line.breakdowns.items())})
        for line in second_version.content.lines
    )
    thawed = replace(second_version, content=replace(second_version.content, lines=lines))

    assert render_signed(thawed) == signed_pdf


def test_who_signs_stands_with_role_and_time_or_a_line_for_ink(signed_pdf: bytes) -> None:
    paragraphs = words(signed_pdf, "P")

    director = paragraphs.index("Asha Example")
    assert paragraphs[director + 1 : director + 3] == [
        "Director of the Violence Reduction Unit",
        "Signed in VRP Desktop on 9 October 2026 at 16:20",
    ]
    officer = paragraphs.index("Robin Madeup")
    assert paragraphs[officer + 1 : officer + 4] == ["Chief Finance Officer", "Signature", "Date"]
    commissioner = paragraphs.index("Police and Crime Commissioner (optional)")
    assert paragraphs[commissioner + 1 : commissioner + 4] == ["Name", "Signature", "Date"]


def test_the_declaration_has_its_statement_and_the_digest(signed_pdf: bytes, second_version: Signed) -> None:
    assert second_version.content.template.statement in words(signed_pdf, "P")
    assert in_groups(second_version.digest) in cells_of(signed_pdf)


def test_the_bridge_accounts_for_what_changed(signed_pdf: bytes, second_version: Signed) -> None:
    cells = cells_of(signed_pdf)
    now = second_version.content.line("YFPP_IDENTIFIED").value

    assert isinstance(now, int)
    assert f"5.1 Children and young people identified: {now - 2}, now {now}" in cells
    assert holds_row(cells, ["Entered after signing", "+3"])
    assert holds_row(cells, ["Referral withdrawn after signing", "\u22121"])
    assert holds_row(cells, ["Put right: ethnicity, sex", "No change to the count"])
    assert second_version.reason in words(signed_pdf, "P")


def test_a_first_version_has_no_bridge() -> None:
    assert not any("puts right" in heading for heading in words(render_signed(sample_signed()), "H2"))


def test_a_version_that_changed_no_count_says_so(second_version: Signed) -> None:
    pdf = render_signed(replace(second_version, bridge=()))

    assert "No counted record has changed since the former version." in words(pdf, "P")


def test_a_signed_version_may_be_printed_by_someone_later(second_version: Signed, signed_pdf: bytes) -> None:
    content = second_version.content
    pdf = render_return(content, printed_by="Robin Madeup", printed_at=second_version.signed_at, signed=second_version)

    assert "Printed by" not in page_texts(signed_pdf)[0]
    assert all("Printed by Robin Madeup" in text for text in page_texts(pdf))


@pytest.mark.parametrize("role", ["CHIEF_FINANCE_OFFICER", "PCC"])
def test_the_page_for_ink_is_one_page_with_all_that_is_signed(role: str, second_version: Signed) -> None:
    pdf = signing_page(second_version, role)

    (page,) = page_texts(pdf)
    assert failed_checks(pdf) == []
    assert check_phrase(second_version.digest) in page
    assert in_groups(second_version.digest) in cells_of(pdf)
    assert second_version.content.template.statement in words(pdf, "P")
    assert ("Robin Madeup" in words(pdf, "P")) == (role == "CHIEF_FINANCE_OFFICER")
    assert "DRAFT" not in page
    assert signing_page(second_version, role) == pdf


def test_the_page_for_ink_of_an_unsigned_return_is_a_draft() -> None:
    (page,) = page_texts(signing_page(sample_content(), "PCC"))

    assert "DRAFT" in page
    assert "Draft, not signed" in page


def test_a_role_that_the_form_does_not_have_has_no_page(second_version: Signed) -> None:
    with pytest.raises(KeyError):
        signing_page(second_version, "MAYOR")
