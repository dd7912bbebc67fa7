"""A practice workspace with six quarters, and ways to get its return ready."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import FixedClock
from vrp_desktop.documents.return_pdf import render_signed
from vrp_desktop.returns.commands import TypedForm, complete_return, confirm_nil, note_query
from vrp_desktop.returns.commands import type_line as type_value
from vrp_desktop.returns.compute import Ask, compute
from vrp_desktop.returns.content import Grade, ReturnContent, State
from vrp_desktop.returns.frozen import Signed
from vrp_desktop.returns.queries import ask_for, signed_version
from vrp_desktop.returns.signing import Signatory, sign_return
from vrp_desktop.returns.template import LineKind
from vrp_desktop.workspace.workspace import Workspace

QUARTER = Quarter(2026, 2)
SIGNATORIES = (
    Signatory("CHIEF_FINANCE_OFFICER", "Nadia Quillfeather"),
    Signatory("VRU_DIRECTOR", "Practice user", is_signer=True),
)


@dataclass
class Returns:
    """One open practice workspace and the return of its last full quarter."""

    workspace: Workspace
    clock: FixedClock

    @property
    def ask(self) -> Ask:
        return self.workspace.read(ask_for, QUARTER, None)

    def content(self) -> ReturnContent:
        return self.workspace.read(_computed, self.ask)

    def signed(self) -> Signed:
        """The newest signed version; there must be one."""
        found = self.workspace.read(signed_version, QUARTER, None)
        assert found is not None
        return found

    def fill(self) -> None:
        """Type every required line, confirm every nil, answer every query, where that is not done yet."""
        ask, now = self.ask, self.content()
        for spec in ask.template.lines():
            if spec.kind is LineKind.TYPED and spec.is_required:
                is_number = spec.value_type in ("number", "money")
                value = {"number": "1250.50"} if is_number else {"text": "As planned."}
                form = TypedForm(line=spec.code, source="Ledger", **value)  # type: ignore[arg-type]
                if now.line(spec.code).typed is None:
                    self.workspace.write(type_value, ask, form, 0)
        nils = [line.spec.code for line in self.content().lines if line.state is State.NIL_TO_CONFIRM]
        if nils:
            self.workspace.write(confirm_nil, ask, nils)
        for check in self.content().blocking:
            if check.grade is Grade.QUERY:
                self.workspace.write(note_query, ask, check.code, "Looked at and right.", check.note_version)

    def complete(self) -> None:
        self.fill()
        self.workspace.write(complete_return, self.ask)

    def sign(self, reason: str = "") -> tuple[str, int]:
        return self.workspace.write(sign_return, self.ask, SIGNATORIES, render_signed, reason).result


def _computed(read: Any, ask: Ask) -> ReturnContent:
    return compute(read.session, ask)


@contextmanager
def opened_returns(folder: Path) -> Iterator[Returns]:
    """The workspace in a folder on 14 October 2026; closed at the end."""
    clock = FixedClock(datetime(2026, 10, 14, 12, tzinfo=UTC))
    opened = Workspace.open(folder, "practice", "practice", clock)
    try:
        yield Returns(opened, clock)
    finally:
        opened.close()
