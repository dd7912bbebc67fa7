"""A return that was signed on an older form opens as it was, and lines that came later are no differences."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.support.returns import QUARTER, SIGNATORIES, Returns
from vrp_desktop.access.work import Read
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.paths import resource
from vrp_desktop.returns import commands
from vrp_desktop.returns.commands import complete_return, confirm_nil, note_query
from vrp_desktop.returns.compute import Ask, compute
from vrp_desktop.returns.content import Grade, ReturnContent, State
from vrp_desktop.returns.queries import return_page
from vrp_desktop.returns.signing import sign_return
from vrp_desktop.returns.template import LineKind, Template, parse_template

LATER: Final = frozenset(
    {"ACTIONS_DUE", "ACTIONS_ON_TIME", "CORE_EXPECTED_4Q", "CORE_PRESENT_4Q", "YFPP_OPEN_CASES", "YFPP_WITH_LEAD"}
)


def older_form() -> Template:
    """The form as it was before some counted lines joined it, with all that rests on them."""
    text = Path(resource("returns", "ho-vru-2026-27.toml")).read_text("utf-8")
    text = re.sub(rf'within = "({"|".join(sorted(LATER))})"\n', "", text).replace("2026.2", "2026.1")
    first, *blocks = text.split("[[section.line]]")
    kept = [first]
    for block in blocks:
        line, *following = block.split("[[section]]")
        told = tomllib.loads(line)
        is_later = bool(LATER & {told["code"], *told.get("parts", ())})
        # A section may begin behind the last line of another.
        kept.append("[[section]]".join(["", *following]) if is_later else f"[[section.line]]{block}")
    return parse_template("".join(kept))


def content_of(read: Read, ask: Ask) -> ReturnContent:
    return compute(read.session, ask)


@pytest.fixture
def signed_before(returns: Returns) -> Returns:
    """The workspace with its return of the quarter signed on the older form."""
    ask = replace(returns.ask, template=older_form())
    write = returns.workspace.write
    for spec in ask.template.lines():
        if spec.kind is LineKind.TYPED and spec.is_required:
            value = {"number": "1250"} if spec.value_type in ("number", "money") else {"text": "As planned."}
            write(commands.type_line, ask, commands.TypedForm(line=spec.code, source="Ledger", **value), 0)  # type: ignore[arg-type]
    lines = returns.workspace.read(content_of, ask).lines
    write(confirm_nil, ask, [line.spec.code for line in lines if line.state is State.NIL_TO_CONFIRM])
    for check in returns.workspace.read(content_of, ask).checks:
        if check.grade is Grade.QUERY:
            write(note_query, ask, check.code, "Looked at and right.", check.note_version)
    write(complete_return, ask)
    write(sign_return, ask, SIGNATORIES, render_signed)
    return returns


def test_it_opens_with_the_lines_that_it_had_and_a_line_that_joined_since_is_no_difference(
    signed_before: Returns,
) -> None:
    signed = signed_before.signed().content
    page = signed_before.workspace.read(return_page, QUARTER, None)

    assert not {line.spec.code for line in signed.lines} & LATER
    assert signed.template.rules == "2026.1"
    assert page.content.line("ACTIONS_DUE").value
    assert page.differences == ()


def test_a_correction_of_it_is_made_on_the_newer_form_and_bridges_only_what_was_signed(signed_before: Returns) -> None:
    signed_before.workspace.write(commands.begin_correction, signed_before.ask, "A line joined the form.")
    signed_before.complete()
    signed_before.sign("A line joined the form.")

    second = signed_before.signed()
    assert second.content.version == 2
    assert second.content.line("ACTIONS_DUE").value
    assert not {row.line for row in second.bridge} & LATER
