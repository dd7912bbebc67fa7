"""The return's PDF, tagged and archivable, against bare reportlab with the same contents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bench.bare_document import bare_pdf
from bench.row import PASSPHRASE, USER, Ground, Row, Sampler, in_turns, timed
from vrp_desktop.calendar import Quarter
from vrp_desktop.documents.return_pdf import render_return, return_document
from vrp_desktop.returns.queries import live_content
from vrp_desktop.workspace.workspace import Workspace


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """The return of the last whole quarter, as the page shows it."""
    with Workspace.open(ground.folder, USER, PASSPHRASE, ground.clock) as workspace:
        content = workspace.read(live_content, Quarter.parse("2026-27Q2"), None)
        who, now = workspace.actor.full_name, ground.clock.now()

    def ours() -> float:
        return timed(render_return, content, printed_by=who, printed_at=now)[0]

    def floor() -> float:
        return timed(lambda: bare_pdf(return_document(content, printed_by=who, printed_at=now)))[0]

    samples = in_turns(ours, floor)
    yield lambda: next(samples)


ROW = Row("pdf", "ms", 1.5, prepare)
