"""What is put right on the last day: children who came twice, one of whom is merged, each deed by the real commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import func, select

from db.panel import Referral
from db.people import Person
from vrp_desktop.access.work import Read
from vrp_desktop.people.commands import add_note, add_person
from vrp_desktop.people.merging import MergeForm, merge_people
from vrp_desktop.people.queries import person_record
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.workspace import Workspace

TWICE: Final = 3
"""How many children came twice; the first of them is merged."""

Do = Callable[..., Any]


def put_records_right(workspace: Workspace, world: World, do: Do) -> None:
    """Three children came twice, with a slip in the name; one pair is found to be one child."""
    if world.order.children < 4 * TWICE:
        return
    for at, person_id in enumerate(workspace.read(_referred, TWICE)):
        form = workspace.read(person_record, person_id).form
        twice = replace(form, forenames=_with_a_slip(form.forenames), identifiers={})
        again = workspace.write(add_person, twice).result
        if at == 0:
            do(add_note, again, "Came again by a list from the school.", world.order.as_at)
            kept, merged = (workspace.read(person_record, one) for one in (person_id, again))
            reason = "Same child: the school confirmed the spelling."
            do(merge_people, MergeForm(person_id, kept.version, again, merged.version, reason))


def _referred(read: Read, most: int) -> list[str]:
    """Children with a referral, the first by code, so that it says nothing of their names."""
    mine = (
        select(Person.id)
        .join(Referral, Referral.person_id == Person.id)
        .where(Person.erased_at.is_(None), Person.merged_into_id.is_(None), Person.born_basis == "KNOWN")
        .group_by(Person.id)
        .having(func.count(Referral.id) >= 1)
        .order_by(Person.code)
        .limit(most)
    )
    return list(read.session.scalars(mine))


def _with_a_slip(name: str) -> str:
    """The name with its last letter twice, as it is mistyped."""
    return name + name[-1:]
