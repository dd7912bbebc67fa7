"""A signed return over made-up children, as tests of what signing binds need it."""

from __future__ import annotations

from datetime import date
from typing import Final

from tests.support.making import Making
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.returns.commands import TypedForm, complete_return, confirm_nil, note_query, type_line
from vrp_desktop.returns.compute import Ask
from vrp_desktop.returns.content import Grade
from vrp_desktop.returns.queries import ask_for, live_content
from vrp_desktop.returns.signing import Signatory, sign_return
from vrp_desktop.returns.template import LineKind

QUARTER: Final = Quarter(2026, 2)


def sign_three_children(make: Making) -> list[str]:
    """Three children discussed in the quarter, and its return signed; returns their cases."""
    cases = [make.screened() for _ in range(3)]
    for number, case_id in enumerate(cases):
        make.decide(case_id, on=date(2026, 9, 22 + number))
    make.on(date(2026, 11, 2))
    ask: Ask = make.see(ask_for, QUARTER, None)
    for line in ask.template.lines():
        if line.kind is LineKind.TYPED and line.value_type == "text":
            make.do(type_line, ask, TypedForm(line.code, text="A made-up account of the quarter."))
        elif line.kind is LineKind.TYPED:
            make.do(type_line, ask, TypedForm(line.code, number="1250", source="Made-up ledger"))
    noughts = [line.spec.code for line in make.see(live_content, QUARTER, None).lines if line.value == 0]
    make.do(confirm_nil, ask, noughts)
    for check in make.see(live_content, QUARTER, None).checks:
        assert check.grade is Grade.QUERY, check.sentence
        make.do(note_query, ask, check.code, "It is so.")
    make.do(complete_return, ask)
    signatories = [Signatory("CHIEF_FINANCE_OFFICER", "Robin Madeup"), Signatory("VRU_DIRECTOR", "Asha Madeup", True)]
    make.do(sign_return, ask, signatories, render_signed)
    return cases
