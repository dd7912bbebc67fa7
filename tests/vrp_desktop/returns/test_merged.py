"""Signed returns and merges: named before, bridged after, and never touched."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db.people import Person
from db.returns import ReturnEvidence, ReturnVersion
from tests.support.returns import QUARTER, Returns
from vrp_desktop.people.merging import MergeForm, merge_people, undo_merge
from vrp_desktop.returns.counted import signed_returns_of_people
from vrp_desktop.returns.queries import return_page

LINE = "YFPP_IDENTIFIED"
_DAY = timedelta(days=1)


def test_a_signed_return_is_named_first_and_told_apart_afterwards(filled: Returns):
    filled.complete()
    filled.sign()
    filled.clock.advance(_DAY)
    line = next(spec.code for spec in filled.ask.template.lines() if spec.figure == LINE)
    kept, merged = filled.workspace.read(_two_counted, line)
    before = filled.workspace.read(_signed_bytes)

    (named,) = [
        found for found in filled.workspace.read(signed_returns_of_people, [merged]) if found.quarter == QUARTER
    ]
    assert (named.version, named.place_code) == (1, None)
    assert any("identified" in label for label in named.lines)
    form = MergeForm(kept, _version(filled, kept), merged, _version(filled, merged), "Same child")
    merge_id = filled.workspace.write(merge_people, form).result

    told = [
        (item.change, item.sentence)
        for item in filled.workspace.read(return_page, QUARTER, None).differences
        if item.line == line
    ]
    assert told == [(-1, "Merged with another record after signing")]
    assert filled.workspace.read(_signed_bytes) == before
    filled.workspace.write(undo_merge, merge_id, "They are brothers")
    assert [item for item in filled.workspace.read(return_page, QUARTER, None).differences if item.line == line] == []


def _two_counted(read: Any, line: str) -> tuple[str, str]:
    newest = select(ReturnVersion.id).order_by(ReturnVersion.signed_at.desc()).limit(1)
    units = select(ReturnEvidence.unit_id).where(
        ReturnEvidence.version_id == newest.scalar_subquery(), ReturnEvidence.line == line, ReturnEvidence.span == "Q"
    )
    first, second = read.session.scalars(units.order_by(ReturnEvidence.id).limit(2))
    return first, second


def _signed_bytes(read: Any) -> list[Any]:
    return list(read.session.execute(select(ReturnVersion.id, ReturnVersion.content, ReturnVersion.digest)))


def _version(returns: Returns, person_id: str) -> int:
    return int(returns.workspace.read(lambda read: read.session.get_one(Person, person_id).version))
