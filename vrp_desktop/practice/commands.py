"""The one deed of practice data: taking in a month's records, audited in bulk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from db.access import WorkspaceFact
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.errors import RuleBroken
from vrp_desktop.practice.child_rows import write_child
from vrp_desktop.practice.ledger import Ledger, Register
from vrp_desktop.practice.lives import plan_child
from vrp_desktop.practice.partnership import ReportedTotal, write_board_action, write_total
from vrp_desktop.practice.plans import ActionPlan
from vrp_desktop.practice.sitting_rows import write_sitting
from vrp_desktop.practice.timetable import Sitting
from vrp_desktop.practice.world import World
from vrp_desktop.workspace.facts import PRACTICE, PRACTICE_DAY


@command(Permission.IMPORT)
def add_practice_records(
    work: Work,
    world: World,
    register: Register,
    children: Sequence[int],
    sittings: Sequence[Sitting] = (),
    totals: Sequence[ReportedTotal] = (),
    actions: Sequence[ActionPlan] = (),
) -> int:
    """Take in the children whose last step lies in one month, and what else happened in it; returns how many."""
    fact = work.session.get(WorkspaceFact, PRACTICE)
    if fact is None or fact.value is not True:
        raise RuleBroken(
            "This is not a practice workspace.", means="Nothing was changed.", do="Make a practice workspace first."
        )
    ledger = Ledger(work, register)
    for sitting in sittings:
        write_sitting(ledger, world, sitting)
    for total in totals:
        write_total(ledger, total)
    for number in children:
        write_child(ledger, world, number, *plan_child(world, number))
    for action in actions:
        write_board_action(ledger, world, action)
    ledger.write()
    return len(children)


@command(Permission.MANAGE_SETTINGS)
def note_practice_day(work: Work, day: date) -> None:
    """Keep the last day of the practice records."""
    work.session.merge(WorkspaceFact(key=PRACTICE_DAY, value=day.isoformat()))
