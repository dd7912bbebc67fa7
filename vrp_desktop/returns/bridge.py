"""From reported to restated: what changed in the counted records since a version was signed (M11, M12, B11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.returns import ReturnEvidence, ReturnVersion
from vrp_desktop.calendar import Quarter
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import Evidence, why_record
from vrp_desktop.identity import made_at
from vrp_desktop.people.merge_queries import merged_since
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.returns.content import ReturnContent
from vrp_desktop.returns.template import LineKind, LineSpec, parse_template

_CORRECTED: Final = "Corrected after signing"


@dataclass(frozen=True, slots=True)
class Difference:
    """One counted unit that reads otherwise than when it was signed. `change` is +1, -1, or 0 for an attribute."""

    line: str
    change: int
    unit_id: str
    record_id: str
    sentence: str


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """One step of the bridge: what happened, by how much, to which records."""

    line: str
    sentence: str
    change: int
    record_ids: tuple[str, ...]


def differences(session: Session, version: ReturnVersion, live: ReturnContent) -> list[Difference]:
    """Every counted unit that was added, is gone, or is broken down otherwise, since the version was signed.

    A line that has joined the form since was not signed, and has no difference.
    """
    frozen, signed = _frozen(session, version.id), _counted_lines(version)
    merged = merged_since(session, version.signed_at)
    found: list[Difference] = []
    for line in live.lines:
        if line.spec.kind is LineKind.COUNTED and line.spec.code in signed:
            now = {item.unit_id: item for item in line.evidence}
            found += _line_differences(session, version, line.spec, frozen.get(line.spec.code, {}), now, merged)
    return found


def bridge_since(session: Session, version: ReturnVersion, live: ReturnContent) -> tuple[BridgeRow, ...]:
    """The differences gathered by line and reason, as the new version prints them."""
    grouped: dict[tuple[str, str, int], list[str]] = {}
    for item in differences(session, version, live):
        grouped.setdefault((item.line, item.sentence, item.change), []).append(item.record_id)
    return tuple(
        BridgeRow(line, sentence, change * len(ids), tuple(ids)) for (line, sentence, change), ids in grouped.items()
    )


def changed_lines(found: Sequence[Difference]) -> Mapping[str, int]:
    """How many differences each line has, for the badge on a return."""
    return Counter(item.line for item in found)


def _frozen(session: Session, version_id: str) -> dict[str, dict[str, ReturnEvidence]]:
    by_line: dict[str, dict[str, ReturnEvidence]] = {}
    statement = select(ReturnEvidence).where(ReturnEvidence.version_id == version_id, ReturnEvidence.span == "Q")
    for row in session.scalars(statement):
        by_line.setdefault(row.line, {})[row.unit_id] = row
    return by_line


def _counted_lines(version: ReturnVersion) -> frozenset[str]:
    """The counted lines of the form as it was signed."""
    lines = parse_template(version.template_text).lines()
    return frozenset(spec.code for spec in lines if spec.kind is LineKind.COUNTED)


def _line_differences(
    session: Session,
    version: ReturnVersion,
    spec: LineSpec,
    before: Mapping[str, ReturnEvidence],
    now: Mapping[str, Evidence],
    merged: Mapping[str, str],
) -> list[Difference]:
    found = [
        Difference(spec.code, 1, unit, now[unit].record_id, _why_added(version, now[unit], merged))
        for unit in now
        if unit not in before
    ]
    found += [
        Difference(spec.code, -1, unit, before[unit].record_id, _why_gone(session, version, spec, before[unit], merged))
        for unit in before
        if unit not in now
    ]
    for unit in before:
        if unit in now:
            names = _changed_names(before[unit].dimensions, now[unit].dimensions)
            if names:
                said = merged.get(now[unit].person_id or unit, "Put right")
                sentence = f"{said}: {', '.join(names)}"
                found.append(Difference(spec.code, 0, unit, now[unit].record_id, sentence))
    return found


def _changed_names(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [name.replace("_", " ") for name in sorted(now) if name in before and before[name] != now[name]]


def _why_added(version: ReturnVersion, item: Evidence, merged: Mapping[str, str]) -> str:
    if made_at(item.record_id) > version.signed_at:
        return "Entered after signing"
    return merged.get(item.person_id or item.unit_id, _CORRECTED)


def _why_gone(
    session: Session, version: ReturnVersion, spec: LineSpec, row: ReturnEvidence, merged: Mapping[str, str]
) -> str:
    explained = why_record(session, FIGURES[spec.figure], _window(version, spec), row.record_id)
    if explained is None:
        return "The record is no longer on file"
    of_merge = merged.get(row.unit_id) or merged.get(explained.person_id or "")
    if not explained.failures:
        return of_merge or "Counted under another record now"
    return {
        "not_withdrawn": "Referral withdrawn after signing",
        "in_window": "Date corrected after signing",
        "age": "Date of birth corrected after signing",
    }.get(explained.failures[0].condition.code, of_merge or _CORRECTED)


def _window(version: ReturnVersion, spec: LineSpec) -> Window:
    quarter = Quarter.of(version.as_at)
    return Window(spec.starts(quarter), quarter.end, quarter.end)
