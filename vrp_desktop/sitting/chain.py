"""Telling one's own deeds from another's: an item that only oneself changed meanwhile is not stale."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import select

from db.conferences import AgendaItem
from vrp_desktop.access.work import Work

R = TypeVar("R")


class Chain:
    """From which version to which each own deed took an item. Written and read by the one writer, deed after deed.

    A deed may be sent before the screen has read what the one before it left. It names the version that was seen;
    where nothing but own deeds lie between that version and what stands, it is meant for what stands.
    """

    def __init__(self) -> None:
        self._steps: dict[tuple[str, int], int] = {}

    def keeping(self, command: Callable[..., R], conference_id: str) -> Callable[..., R]:
        """A command that changes items of a sitting, which also notes what versions it left."""

        @wraps(command)
        def kept(work: Work, *args: Any, **kwargs: Any) -> R:
            before = _versions(work, conference_id)
            result = command(work, *args, **kwargs)
            work.session.flush()
            for item_id, version in _versions(work, conference_id).items():
                if before.get(item_id, version) != version:
                    self._steps[item_id, before[item_id]] = version
            return result

        return kept

    def following(self, command: Callable[..., R]) -> Callable[..., R]:
        """A command on an item and the version that was seen of it: own deeds since then do not make it stale."""

        @wraps(command)
        def followed(work: Work, item_id: str, version: int, *args: Any, **kwargs: Any) -> R:
            while (item_id, version) in self._steps:
                version = self._steps[item_id, version]
            return command(work, item_id, version, *args, **kwargs)

        return followed


def _versions(work: Work, conference_id: str) -> dict[str, int]:
    mine = select(AgendaItem.id, AgendaItem.version).where(AgendaItem.conference_id == conference_id)
    return {row.id: row.version for row in work.session.execute(mine)}
