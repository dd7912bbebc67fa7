"""Decisions and signatures killed at random moments: each is there with all that belongs to it, or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from sqlalchemy import func, select

from db.actions import Action
from db.panel import FurtherReferral, PanelCase, PanelDecision
from db.returns import QuarterlyReturn, ReturnDocument, ReturnEvidence, ReturnSignature, ReturnVersion
from tests.kill.harness import Nursery, kill_again_and_again
from tests.kill.work_workloads import ACTIONS, FURTHER, SIGNATORIES, complete_the_return, put_cases_in
from tests.support.workspaces import Template, open_workspace
from vrp_desktop.access.work import Read
from vrp_desktop.returns.frozen import is_whole, thaw
from vrp_desktop.workspace.checks import verify_workspace

WORKLOADS = "tests.kill.work_workloads"
FOLLOWING = {"": ("COMPLETE", "SIGNED"), "signed": ("SIGNED", "DRAFT"), "opened": ("DRAFT", "COMPLETE")}


@pytest.fixture(scope="module")
def cases(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """Cases that wait for the panel, made once."""
    return put_cases_in(template_store, tmp_path_factory.mktemp("cases") / "workspace")


@pytest.fixture(scope="module")
def completed(template_store: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """A return that waits to be signed, made once."""
    return complete_the_return(template_store, tmp_path_factory.mktemp("completed") / "workspace")


def decisions(read: Read) -> dict[str, tuple[str, int, int, str]]:
    """Each decided case: its reasons, how many further referrals and actions came with them, its status."""
    found = {}
    for decision in read.session.scalars(select(PanelDecision)):
        case = read.session.get_one(PanelCase, decision.case_id)
        further = select(func.count()).where(FurtherReferral.decision_id == decision.id)
        actions = select(func.count()).where(Action.case_id == case.id)
        counts = (read.session.scalar(further) or 0, read.session.scalar(actions) or 0)
        found[case.id] = (decision.rationale, *counts, case.status)
    return found


def statuses(read: Read) -> dict[str, str]:
    return {case.id: case.status for case in read.session.scalars(select(PanelCase))}


def check_decisions(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []
        found, stands = workspace.read(decisions), workspace.read(statuses)
    said = [line.split() for line in acknowledged]
    decided = {case_id for word, case_id in said if word == "decided"}
    assert decided <= set(found)
    assert len(found) - len(decided) <= 1
    assert all(found[case_id][0] == "Better reasons" for word, case_id in said if word == "corrected")
    for _reasons, further, actions, status in found.values():
        assert (further, actions, status) == (len(FURTHER), ACTIONS, "AWAITING_ENGAGEMENT")
    assert {stands[case_id] for case_id in set(stands) - set(found)} <= {"SCREENED"}


def test_a_decision_is_there_with_all_that_came_with_it_or_not_at_all(
    nursery: Nursery, times: int, cases: Template, tmp_path: Path
) -> None:
    killed = kill_again_and_again(nursery, f"{WORKLOADS}:decide", tmp_path, times, cases.copy_to, check_decisions)

    assert killed > times / 4


def check_versions(read: Read) -> list[str]:
    """Every version, whole: figures that hash, evidence for what is counted, signatures and the filed PDF."""
    versions = list(read.session.scalars(select(ReturnVersion).order_by(ReturnVersion.number)))
    for version in versions:
        assert is_whole(version)
        counted = select(ReturnEvidence.unit_id).where(
            ReturnEvidence.version_id == version.id,
            ReturnEvidence.line == "YFPP_REFERRALS",
            ReturnEvidence.span == "Q",
        )
        signed = thaw(version).content.line("YFPP_REFERRALS")
        assert len(set(read.session.scalars(counted))) == signed.value
        signatures = select(func.count()).where(ReturnSignature.version_id == version.id)
        assert read.session.scalar(signatures) == len(SIGNATORIES)
        document = read.session.scalars(select(ReturnDocument).where(ReturnDocument.version_id == version.id)).one()
        assert document.content.startswith(b"%PDF")
        assert document.sha256 == hashlib.sha256(document.content).hexdigest()
    assert [version.number for version in versions] == list(range(1, len(versions) + 1))
    return [version.id for version in versions]


def check_signed(folder: Path, acknowledged: tuple[str, ...]) -> None:
    with open_workspace(folder) as workspace:
        assert verify_workspace(workspace) == []
        versions = workspace.read(check_versions)
        state = workspace.read(lambda read: read.session.scalars(select(QuarterlyReturn.state)).one())
    signed = [line.split()[1] for line in acknowledged if line.startswith("signed")]
    assert versions[: len(signed)] == signed
    assert len(versions) - len(signed) <= 1
    last = acknowledged[-1].split()[0] if acknowledged else ""
    assert state in FOLLOWING.get(last, ("COMPLETE", "SIGNED"))


def test_a_signed_version_is_whole_or_not_there(
    nursery: Nursery, times: int, completed: Template, tmp_path: Path
) -> None:
    killed = kill_again_and_again(nursery, f"{WORKLOADS}:sign", tmp_path, times, completed.copy_to, check_signed)

    assert killed > times / 4
