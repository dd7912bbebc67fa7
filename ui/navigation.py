"""Which pages there are, which one is shown, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from vrp_desktop.access.permissions import Actor, Permission

if TYPE_CHECKING:
    from ui.desk import Desk
    from ui.widgets.page import Page


def _nowhere() -> Mapping[str, str]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page of the program. `opens` names the kinds of record that it shows."""

    key: str
    title: str
    icon: str
    factory: Callable[[Desk], Page]
    permission: Permission | None = None
    opens: tuple[str, ...] = ()
    in_sidebar: bool = True


@dataclass(frozen=True, slots=True)
class Spot:
    """A page and where on it: a record, a tab, a filter."""

    key: str
    where: Mapping[str, str] = field(default_factory=_nowhere)


class Navigation(QObject):
    """The registry of pages and the history of where the user has been."""

    moved = Signal(object)

    def __init__(self, actor: Actor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._actor = actor
        self._pages: dict[str, PageSpec] = {}
        self._history: list[Spot] = []
        self._at = -1

    def register(self, *specs: PageSpec) -> None:
        """Make pages known; those that the user's role may not see are left out."""
        for spec in specs:
            if spec.permission is None or self._actor.may(spec.permission):
                self._pages[spec.key] = spec

    @property
    def pages(self) -> list[PageSpec]:
        return list(self._pages.values())

    @property
    def here(self) -> Spot | None:
        return self._history[self._at] if self._history else None

    def page(self, key: str) -> PageSpec:
        """The definition of a page."""
        return self._pages[key]

    def go(self, key: str, **where: str) -> None:
        """Show a page, and say where on it: `go("cases", status="DEFERRED")`."""
        spot = Spot(key, MappingProxyType(where))
        if key not in self._pages:
            return
        if spot != self.here:
            self._history = [*self._history[: self._at + 1], spot][-100:]
            self._at = len(self._history) - 1
        self.moved.emit(spot)

    def opens(self, kind: str) -> bool:
        """Whether some page shows records of this kind."""
        return any(kind in spec.opens for spec in self._pages.values())

    def open_record(self, kind: str, record_id: str) -> None:
        """Show a record on the page that is for its kind."""
        for spec in self._pages.values():
            if kind in spec.opens:
                self.go(spec.key, kind=kind, record=record_id)
                return

    @property
    def can_go_back(self) -> bool:
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        return self._at < len(self._history) - 1

    def back(self) -> None:
        """Show where the user was before."""
        if self.can_go_back:
            self._at -= 1
            self.moved.emit(self._history[self._at])

    def forward(self) -> None:
        """Undo going back."""
        if self.can_go_forward:
            self._at += 1
            self.moved.emit(self._history[self._at])
