"""What a deed changed: the one value that tells open pages to look again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

MANY: Final = None
"""Stands for "too many ids to name"."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Kinds of record (the table's word) and the ids changed; `MANY` where they are too many to name."""

    kinds: Mapping[str, frozenset[str] | None] = field(default_factory=lambda: MappingProxyType({}))

    def touches(self, *kinds: str) -> bool:
        """Whether any record of one of these kinds changed."""
        return any(kind in self.kinds for kind in kinds)

    def touches_record(self, kind: str, record_id: str) -> bool:
        """Whether this very record may have changed."""
        if kind not in self.kinds:
            return False
        ids = self.kinds[kind]
        return ids is MANY or record_id in ids

    def __bool__(self) -> bool:
        return bool(self.kinds)

    def __or__(self, other: Changes) -> Changes:
        merged: dict[str, frozenset[str] | None] = dict(self.kinds)
        for kind, ids in other.kinds.items():
            mine = merged.get(kind, frozenset())
            merged[kind] = MANY if mine is MANY or ids is MANY else mine | ids
        return Changes(MappingProxyType(merged))


NO_CHANGES: Final = Changes()


def changes_of(pairs: Iterable[tuple[str, str]], limit: int = 500) -> Changes:
    """Gather (kind, id) pairs; a kind with more than `limit` ids becomes `MANY`."""
    kinds: dict[str, set[str]] = {}
    for kind, record_id in pairs:
        kinds.setdefault(kind, set()).add(record_id)
    return Changes(
        MappingProxyType({kind: frozenset(ids) if len(ids) <= limit else MANY for kind, ids in kinds.items()})
    )
