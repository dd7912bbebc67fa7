"""What a sitting's forum asks of it on its day: the opening statement, the quorum, the times, what the record holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from db.conferences import Conference
from vrp_desktop.access.work import Read
from vrp_desktop.forums.rules import parts_of_record
from vrp_desktop.forums.standing import core_on, forum_entry, rules_on
from vrp_desktop.reference.lists import Lists

_MINUTES: Final = 120
_ITEM_MINUTES: Final = 10
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class ForumFrame:
    """What holds for one sitting. `statement` is read out sentence by sentence."""

    kind: str
    statement: tuple[str, ...]
    quorum: dict[str, Any]
    minutes: int
    item_minutes: int
    parts: frozenset[str]
    core: tuple[str, ...]


def frame_of(read: Read, lists: Lists, sitting: Conference) -> ForumFrame:
    """The rules of the sitting's forum on its day."""
    rules = rules_on(read.session, lists, sitting.forum_code, sitting.held_on)
    return ForumFrame(
        kind=str(forum_entry(lists, sitting.forum_code).extra.get("kind", "")),
        statement=tuple(_SENTENCE.split(rules.opening.strip())),
        quorum={"chair": rules.needs_chair, "one_of_each": rules.quorum},
        minutes=sitting.minutes or rules.minutes or _MINUTES,
        item_minutes=rules.item_minutes or _ITEM_MINUTES,
        parts=parts_of_record(lists, rules.records),
        core=core_on(read.session, lists, sitting.forum_code, sitting.held_on),
    )
