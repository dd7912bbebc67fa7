"""A return that was signed before: typed lines, answers, signatures and submission, by the real commands."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.errors import RuleBroken
from vrp_desktop.practice.chance import Chance, stream
from vrp_desktop.practice.world import World
from vrp_desktop.returns import commands, signing
from vrp_desktop.returns.commands import TypedForm
from vrp_desktop.returns.compute import Ask
from vrp_desktop.returns.content import Grade, ReturnContent, State
from vrp_desktop.returns.queries import ask_for, live_content
from vrp_desktop.returns.signing import Signatory, SubmissionForm
from vrp_desktop.returns.template import LineKind, LineSpec, find_template
from vrp_desktop.workspace.workspace import Workspace

_STREAM: Final = 40_000_001
_ABOUT_A_MINUTE: Final = timedelta(minutes=1)
_GRANT: Final = 1_250_000
_MONEY: Final = {
    "GRANT_YEAR": _GRANT,
    "PROFILE_TO_DATE": _GRANT // 4,
    "SPENT_TO_DATE": 291_480,
    "FORECAST_YEAR": 1_238_000,
    "MATCH_TO_DATE": 84_500,
}
_LEDGER: Final = "Finance ledger"
_SIGNS: Final = "VRU_DIRECTOR"


def sign_past_return(workspace: Workspace, clock: FixedClock, world: World, quarter: Quarter) -> bool:
    """Fill in, sign and submit the area's return of a quarter that is over; says whether it could be signed."""
    if find_template(quarter) is None:
        return False
    chance = stream(world.order.seed, _STREAM, 0)
    ask = workspace.read(ask_for, quarter, None)
    for spec in ask.template.lines():
        if spec.kind is LineKind.TYPED:
            clock.advance(_ABOUT_A_MINUTE)
            workspace.write(commands.type_line, ask, _typed(world, chance, spec))
    _settle(workspace, clock, world, chance, ask, workspace.read(live_content, quarter, None))
    try:
        workspace.write(commands.complete_return, ask)
    except RuleBroken:
        # Chance has made records that block signing; the return stays a draft.
        return False
    clock.advance(_ABOUT_A_MINUTE)
    signatories = [
        Signatory(item.role, workspace.actor.full_name, is_signer=True)
        if item.role == _SIGNS
        else Signatory(item.role, world.names.professional(chance))
        for item in ask.template.signatories
        if item.is_required
    ]
    workspace.write(signing.sign_return, ask, signatories, render_signed)
    clock.advance(_ABOUT_A_MINUTE)
    workspace.write(
        signing.submit_return,
        ask,
        SubmissionForm(world.order.as_at, "Funder's portal", ask.template.funder, receipt="PRACTICE-0001"),
    )
    return True


def _settle(
    workspace: Workspace, clock: FixedClock, world: World, chance: Chance, ask: Ask, content: ReturnContent
) -> None:
    """Confirm the noughts and answer the queries."""
    noughts = [line.spec.code for line in content.lines if line.state is State.NIL_TO_CONFIRM]
    if noughts:
        clock.advance(_ABOUT_A_MINUTE)
        workspace.write(commands.confirm_nil, ask, noughts)
    for check in content.checks:
        if check.grade is Grade.QUERY:
            clock.advance(_ABOUT_A_MINUTE)
            workspace.write(commands.note_query, ask, check.code, world.sentences.say(chance, "answer"))


def _typed(world: World, chance: Chance, spec: LineSpec) -> TypedForm:
    if spec.value_type in ("number", "money"):
        return TypedForm(spec.code, number=str(_MONEY.get(spec.code, 0)), source=_LEDGER)
    known = world.sentences.knows("return", spec.code)
    return TypedForm(spec.code, text=world.sentences.say(chance, "return", spec.code) if known else "As planned.")
