"""Making a practice workspace: month after month, by a clock that moves along with the records."""

from __future__ import annotations

import random
import shutil
from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from db.slots import PRODUCTION, Cost
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import Quarter, add_months, british
from vrp_desktop.clock import FixedClock
from vrp_desktop.conferences.rules import PLANNED
from vrp_desktop.errors import KnownError
from vrp_desktop.identity import IdSource
from vrp_desktop.practice.commands import add_practice_records, note_practice_day
from vrp_desktop.practice.exports import leave_receipts
from vrp_desktop.practice.forum_seats import seat_forums
from vrp_desktop.practice.last_day import LastDay
from vrp_desktop.practice.ledger import Register
from vrp_desktop.practice.letters import write_letters
from vrp_desktop.practice.lives import plan_child
from vrp_desktop.practice.partnership import ReportedTotal, board_actions, provider_totals
from vrp_desktop.practice.past_return import sign_past_return
from vrp_desktop.practice.plans import ActionPlan
from vrp_desktop.practice.restricting import add_past_restriction
from vrp_desktop.practice.season import ONE_DAY, Order, moment
from vrp_desktop.practice.timetable import Sitting
from vrp_desktop.practice.world import World
from vrp_desktop.reference.lists import Lists, read_lists_of
from vrp_desktop.workspace.facts import fingerprint_key
from vrp_desktop.workspace.folder import WorkspaceFolder
from vrp_desktop.workspace.unlocking import unlock
from vrp_desktop.workspace.workspace import Workspace

USER: Final = "practice"
PASSPHRASE: Final = "practice"  # noqa: S105 - made-up children, for everybody to open
AREA: Final = "Practice partnership"
CHILDREN: Final = 400
SEED: Final = 2026

_AT_ONCE: Final = 1000
FIRST_DAY: Final = date(2011, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)
"""Between these days the shipped places have their codes all through the six quarters."""

_MOST_TO_SIGN: Final = 20_000
"""Larger workspaces are for measuring: freezing so much evidence would take longer than all the rest."""
_EVENING: Final = 18 * 60
_MORNING: Final = 9 * 60
_STEP: Final = timedelta(seconds=1)

Progress = Callable[[int, int], None]


def make_practice(
    folder: Path,
    children: int = CHILDREN,
    seed: int = SEED,
    *,
    as_at: date,
    cost: Cost = PRODUCTION,
    progress: Progress | None = None,
    passphrase: str = PASSPHRASE,
) -> None:
    """Make a workspace of made-up children, all of it or nothing.

    Args:
        folder: where; new or empty.
        children: how many children and young people.
        seed: the same seed gives the same records, ids and moments on every machine; keys and salts differ.
        as_at: the last day of the records; they begin six whole quarters earlier.
        cost: what each try at the passphrase costs; only tests ask for less.
        progress: told how many children are done, of how many.
        passphrase: that of its one user; a rehearsal takes one that nobody keeps.
    """
    if not FIRST_DAY <= as_at <= LAST_DAY:
        raise KnownError(
            f"Practice records cannot end on {british(as_at)}.",
            means="Nothing was made.",
            do=f"Choose a day from {british(FIRST_DAY)} to {british(LAST_DAY)}.",
        )
    order = Order(children, seed, as_at)
    clock = FixedClock(moment(order.start, _MORNING))
    ids = IdSource(random.Random(seed))
    created = Workspace.create(
        folder,
        AREA,
        USER,
        passphrase,
        clock,
        full_name="Practice user",
        practice=True,
        cost=cost,
        ids=ids,
    )
    try:
        with created.workspace as workspace:
            world = _Months(workspace, clock, order, progress).make()
        # Closing has gathered the statistics by which the store finds its way through so many new records.
        unlocked = unlock(folder, USER, passphrase, clock)
        with Workspace.enter(unlocked, clock, ids=ids) as workspace:
            _last_day(workspace, clock, world)
    except BaseException:
        _sweep(WorkspaceFolder(folder))
        raise


def _sweep(place: WorkspaceFolder) -> None:
    """Remove a workspace whose making was broken off; it held nothing but made-up children."""
    beside = [place.database.with_name(place.database.name + ending) for ending in ("-wal", "-shm")]
    for path in (place.database, *beside, place.keys, place.tries, place.lock):
        path.unlink(missing_ok=True)
    shutil.rmtree(place.backups, ignore_errors=True)
    with suppress(OSError):
        place.path.rmdir()


def _last_day(workspace: Workspace, clock: FixedClock, world: World) -> None:
    """The return before the last one is signed, and then a day's work is done."""
    clock.moment = moment(world.order.as_at, _MORNING)
    workspace.write(note_practice_day, world.order.as_at)
    quarter = Quarter.of(world.order.as_at).previous().previous()
    is_signed = world.order.children <= _MOST_TO_SIGN and sign_past_return(workspace, clock, world, quarter)
    LastDay(workspace, clock, world).work(quarter if is_signed else None)
    if world.order.children <= _MOST_TO_SIGN:
        write_letters(workspace, clock, world)
    seat_forums(workspace, clock, world)
    # Last of all: what is restricted is worked on no more without a reason.
    workspace.write(add_past_restriction)


class _Months:
    """Writing the months of one workspace."""

    def __init__(self, workspace: Workspace, clock: FixedClock, order: Order, progress: Progress | None) -> None:
        self._workspace = workspace
        self._clock = clock
        self._order = order
        self._progress = progress
        self._done = 0
        self._world = World.of(order, workspace.read(_lists))
        self._register = Register(workspace.read(_fingerprint_key))

    def make(self) -> World:
        """Write every month; returns the world in which it happened."""
        months = self._world.months
        children = self._children_by_month(months)
        totals, actions = provider_totals(self._world), board_actions(self._world)
        for index, month in enumerate(months):
            following = add_months(month, 1)
            is_last = following > self._order.horizon
            self._clock.moment = moment(min(following - ONE_DAY, self._order.horizon), _EVENING)
            self._write(
                children[index],
                self._sittings(month, following, is_last=is_last),
                [total for total in totals if month <= total.reported_on < following],
                [plan for day, plan in actions if month <= day < following],
            )
            leave_receipts(self._workspace, min(following - ONE_DAY, self._order.horizon), self._order.horizon)
        return self._world

    def _children_by_month(self, months: Sequence[date]) -> list[array[int]]:
        """The children's numbers by the month of their last step; who waits for a coming sitting comes last."""
        buckets: list[array[int]] = [array("l") for _ in months]
        for number in range(self._order.children):
            plan, _ = plan_child(self._world, number)
            month = len(months) - 1 if plan.waits else bisect_right(months, plan.last_on) - 1
            buckets[month].append(number)
        return buckets

    def _sittings(self, month: date, following: date, *, is_last: bool) -> list[Sitting]:
        """The sittings of a month; those that are only planned come with the last."""
        return [
            sitting
            for sitting in self._world.timetable.sittings
            if (is_last if sitting.status == PLANNED else month <= sitting.held_on < following)
        ]

    def _write(
        self,
        children: array[int],
        sittings: list[Sitting],
        totals: list[ReportedTotal],
        actions: list[ActionPlan],
    ) -> None:
        """One month, in transactions of so many children at most."""
        first = children[:_AT_ONCE]
        self._take_in(first, sittings, totals, actions)
        for start in range(_AT_ONCE, len(children), _AT_ONCE):
            self._take_in(children[start : start + _AT_ONCE])

    def _take_in(self, children: array[int], *others: Sequence[object]) -> None:
        self._clock.advance(_STEP)
        self._workspace.write(add_practice_records, self._world, self._register, children, *others)
        self._done += len(children)
        if self._progress is not None:
            self._progress(self._done, self._order.children)


def _lists(read: Read) -> Lists:
    return read_lists_of(read.session)


def _fingerprint_key(read: Read) -> str:
    return fingerprint_key(read.session)
