"""Going from status to status as far as the days go: the rules' own table says which step may follow."""

from __future__ import annotations

from datetime import date, timedelta

from vrp_desktop.panel import rules
from vrp_desktop.practice.chance import Chance
from vrp_desktop.practice.plans import CasePlan, Step
from vrp_desktop.practice.season import working_day
from vrp_desktop.practice.world import World


class NotYet(Exception):
    """The next step would lie after the last day of the records: the case stands where it is."""


class Walk:
    """One case on its way, with the chance that decides its turns."""

    __slots__ = ("case", "chance", "world")

    def __init__(self, world: World, chance: Chance, case: CasePlan) -> None:
        self.world = world
        self.chance = chance
        self.case = case

    @property
    def day(self) -> date:
        """The day of the case's last step."""
        return self.case.steps[-1].on

    def after(self, low: int, high: int, since: date | None = None) -> date:
        """A working day some days after another (the last step's), never before the last step."""
        return working_day(max((since or self.day) + timedelta(days=self.chance.between(low, high)), self.day))

    def reached(self, day: date) -> date:
        """The day itself, where it has come."""
        if day > self.world.horizon:
            raise NotYet
        return day

    def step(self, status: str, on: date) -> None:
        """Take the case to a status, on a day that has come."""
        case = self.case
        rules.check_step(self.world.lists, case.status, status, self.day, self.reached(on), self.world.horizon)
        case.steps.append(Step(status, on))

    def close(self, reason: str, on: date) -> None:
        """End the case."""
        self.step(rules.CLOSED, on)
        self.case.closure = reason
