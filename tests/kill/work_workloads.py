"""What is killed of the panel's and the quarter's work: decisions put right, returns signed and corrected."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select

from db.panel import PanelCase, PanelDecision
from tests.kill.nursery import Acknowledge
from tests.support.making import Making
from tests.support.workspaces import FULL_NAME, STARTS_AT, Template, open_workspace
from vrp_desktop.access.work import Read
from vrp_desktop.actions.commands import record_decision_with_actions
from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.panel.deciding import correct_decision
from vrp_desktop.panel.forms import DecisionForm, FurtherForm
from vrp_desktop.returns import commands, signing
from vrp_desktop.returns.compute import Ask, compute
from vrp_desktop.returns.content import CheckResult, Grade, State
from vrp_desktop.returns.queries import ask_for
from vrp_desktop.returns.template import LineKind
from vrp_desktop.workspace.workspace import Workspace

CASES = 8
QUARTER = Quarter(2026, 2)
DECIDED = date(2026, 9, 22)
FURTHER = (FurtherForm(agency_code="EDUCATION"), FurtherForm(intervention_code="MENTORING"))
ACTIONS = 2
SIGNATORIES = (
    signing.Signatory("CHIEF_FINANCE_OFFICER", "Nadia Quillfeather"),
    signing.Signatory("VRU_DIRECTOR", FULL_NAME, is_signer=True),
)


def put_cases_in(template: Template, folder: Path) -> Template:
    """A template whose cases are screened and wait for the panel."""
    template.copy_to(folder)
    clock = FixedClock(STARTS_AT)
    with open_workspace(folder, clock) as workspace:
        make = Making(workspace, clock)
        for _ in range(CASES):
            make.screened()
    return Template(folder, template.recovery_code)


def complete_the_return(template: Template, folder: Path) -> Template:
    """A template whose return for the quarter only waits to be signed."""
    template.copy_to(folder)
    clock = FixedClock(STARTS_AT)
    with open_workspace(folder, clock) as workspace:
        make = Making(workspace, clock)
        sitting = make.sitting()
        for number in range(CASES):
            case_id = make.screened()
            if number % 2:
                make.decide(case_id, conference_id=sitting)
        make.hold(sitting)
        _fill(workspace, ask(workspace))
        workspace.write(commands.complete_return, ask(workspace))
    return Template(folder, template.recovery_code)


def ask(workspace: Workspace) -> Ask:
    """The return of the whole area for the quarter."""
    return workspace.read(ask_for, QUARTER, None)


def decide(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """Every waiting case decided, with further referrals and actions; some decisions put right at once."""
    chance = random.Random(seed)
    with open_workspace(folder) as workspace:
        for case_id, version in workspace.read(_waiting):
            form = DecisionForm("OFFER_SUPPORT", "First reasons", "EDUCATION", DECIDED, further=FURTHER)
            workspace.write(record_decision_with_actions, case_id, version, form, _actions(case_id))
            acknowledge(f"decided {case_id}")
            if chance.random() < 0.5:
                decision = workspace.read(_decision_of, case_id)
                better = DecisionForm("OFFER_SUPPORT", "Better reasons", "VRU", DECIDED, further=FURTHER)
                workspace.write(correct_decision, decision.id, decision.version, better, "Wrong agency")
                acknowledge(f"corrected {case_id}")


def sign(folder: Path, seed: int, acknowledge: Acknowledge) -> None:
    """The return signed, opened for a correction, completed and signed again."""
    with open_workspace(folder) as workspace:
        asked = ask(workspace)
        for number in (1, 2):
            reason = "" if number == 1 else "A late entry"
            version_id, _ = workspace.write(signing.sign_return, asked, SIGNATORIES, render_signed, reason).result
            acknowledge(f"signed {version_id} {number}")
            workspace.write(commands.begin_correction, asked, "A late entry")
            acknowledge(f"opened {number}")
            _settle(workspace, asked)
            workspace.write(commands.complete_return, asked)
            acknowledge(f"completed {number}")


def _actions(case_id: str) -> tuple[ActionForm, ...]:
    return tuple(
        ActionForm(f"Made-up action {n}", "EDUCATION", date(2026, 12, 1), opened_on=DECIDED, case_id=case_id)
        for n in range(ACTIONS)
    )


def _waiting(read: Read) -> Sequence[tuple[str, int]]:
    statement = select(PanelCase.id, PanelCase.version).where(PanelCase.status == "SCREENED").order_by(PanelCase.id)
    return [(case_id, version) for case_id, version in read.session.execute(statement)]


def _decision_of(read: Read, case_id: str) -> PanelDecision:
    return read.session.scalars(select(PanelDecision).where(PanelDecision.case_id == case_id)).one()


def _fill(workspace: Workspace, asked: Ask) -> None:
    """Type every required line, and settle what that leaves."""
    for spec in asked.template.lines():
        if spec.kind is LineKind.TYPED and spec.is_required:
            is_number = spec.value_type in ("number", "money")
            form = commands.TypedForm(
                spec.code, "1250" if is_number else None, None if is_number else "As planned.", source="Ledger"
            )
            workspace.write(commands.type_line, asked, form)
    _settle(workspace, asked)


def _settle(workspace: Workspace, asked: Ask) -> None:
    """Confirm every nil, answer every query that has no answer yet."""
    workspace.write(commands.confirm_nil, asked, workspace.read(_nils, asked))
    for check in workspace.read(_queries, asked):
        workspace.write(commands.note_query, asked, check.code, "Looked at and right.", check.note_version)


def _nils(read: Read, asked: Ask) -> list[str]:
    return [line.spec.code for line in compute(read.session, asked).lines if line.state is State.NIL_TO_CONFIRM]


def _queries(read: Read, asked: Ask) -> list[CheckResult]:
    checks = compute(read.session, asked).checks
    return [check for check in checks if check.grade is Grade.QUERY and not check.is_settled]
