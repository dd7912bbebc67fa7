"""The return computed, against SQL written by hand that gives the same ids, breakdowns and checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Final

from bench.bare_return import FIGURES, Found, whole_return
from bench.row import PASSPHRASE, USER, Ground, Row, Sampler, in_turns, timed
from vrp_desktop.calendar import Quarter, add_months
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.queries import live_content
from vrp_desktop.workspace.queries import reference_lists
from vrp_desktop.workspace.workspace import Workspace

_QUARTER: Final = Quarter.parse("2026-27Q2")


@contextmanager
def prepare(ground: Ground) -> Iterator[Sampler]:
    """Both read one open store; before anything is timed, that they give the same is looked at."""
    with (
        Workspace.open(ground.folder, USER, PASSPHRASE, ground.clock) as workspace,
        workspace.store.begin_snapshot() as connection,
    ):
        lists = workspace.read(reference_lists)
        places = [entry.code for entry in lists.choices("places", _QUARTER.end)]
        windows = _windows()
        _compare(workspace.read(live_content, _QUARTER, None), whole_return(connection, windows, places))

        def ours() -> float:
            return timed(workspace.read, live_content, _QUARTER, None)[0]

        def floor() -> float:
            return timed(whole_return, connection, windows, places)[0]

        samples = in_turns(ours, floor)
        yield lambda: next(samples)


def _windows() -> dict[str, dict[str, str]]:
    """The days that count, for each of the values that a line has."""
    earlier = _QUARTER.previous()
    return {
        "quarter": _window(_QUARTER.start, _QUARTER),
        "year": _window(_QUARTER.year_begins, _QUARTER),
        "before": _window(earlier.start, earlier),
        "rolling": _window(add_months(_QUARTER.start, -9), _QUARTER),
        "rolling_before": _window(add_months(earlier.start, -9), earlier),
    }


def _window(start: date, quarter: Quarter) -> dict[str, str]:
    return {"start": start.isoformat(), "end": quarter.end.isoformat()}


def _compare(content: ReturnContent, found: Mapping[str, Found]) -> None:
    """The floor must give the same records, or it is no floor."""
    for line in content.lines:
        code = line.spec.code if line.spec.is_rolling else line.spec.figure
        if line.evidence or (code in FIGURES and not line.spec.rule):
            ids = tuple(item.record_id for item in line.evidence)
            if sorted(ids) != sorted(found[code].ids):
                raise SystemExit(f"{code}: {len(ids)} records, the floor finds {len(found[code].ids)}")
            for name, cells in line.breakdowns.items():
                bare = found[code].breakdowns.get(name)
                if bare is not None and sorted(n or 0 for n in cells.values()) != sorted(bare.values()):
                    raise SystemExit(f"{code} by {name}: the floor counts otherwise")
    for check in content.checks:
        if check.records and len(check.records) != len(found[check.code].ids):
            raise SystemExit(
                f"{check.code}: {len(check.records)} records, the floor finds {len(found[check.code].ids)}"
            )


ROW = Row("returns", "ms", 1.5, prepare)
