"""What the record of a sitting says, as plain values: of the sitting as a whole, of each item, of each action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from vrp_desktop.partnership.audience import Audience, codes_of, joined, may_reach
from vrp_desktop.reference.lists import Lists

ITEM, EARLIER, ACTION = "ITEM", "EARLIER", "ACTION"
SECTIONS: Final = (ITEM, EARLIER, ACTION)


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One item as the record tells it; `said` holds what each agency told, `words` the texts by their part."""

    number: int
    title: str
    said: tuple[tuple[str, str], ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    outcome: str = ""
    reasons: str = ""
    disagreement: str = ""
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class RecordAction:
    """One action: its code, what is to be done, by whom and by when."""

    code: str
    text: str
    owner: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Part:
    """An item or an action of a record: whom it is about, by id and by a code, and what the record says of it.

    `content` is None where the child was erased, or where the child's record is closed to the reader.
    """

    section: str
    position: int
    code: str
    person_id: str | None
    content: Mapping[str, Any] | None
    is_erased: bool = False

    @property
    def restriction(self) -> str:
        """All that is marked of what agencies told here, so that no audience is handed what it must not see."""
        return joined(code for each in (self.content or {}).get("said", ()) for code in codes_of(each["restriction"]))


@dataclass(frozen=True, slots=True)
class Whole:
    """A record: what it says of the sitting as a whole, and its parts in their order."""

    head: Mapping[str, Any]
    parts: tuple[Part, ...]

    def of(self, section: str) -> tuple[Part, ...]:
        """The parts of one section."""
        return tuple(part for part in self.parts if part.section == section)


def item_of(lists: Lists, part: Part) -> RecordItem:
    """An item as it is printed. What an agency told is looked at again: it may reach a record no longer."""
    said = part.content
    if said is None:
        return RecordItem(part.position, part.code or "An item", is_erased=part.is_erased)
    return RecordItem(
        number=part.position,
        title=said["title"],
        said=tuple(_reaching(lists, said["said"])),
        words=said["words"],
        outcome=said["outcome"],
        reasons=said["reasons"],
        disagreement=said["disagreement"],
    )


def action_of(part: Part) -> RecordAction:
    """An action as it is printed."""
    said = part.content
    if said is None:
        return RecordAction(part.code, "(erased)" if part.is_erased else "", "", None)
    return RecordAction(part.code, said["text"], said["owner"], date.fromisoformat(said["due_on"]))


def _reaching(lists: Lists, said: Iterable[Mapping[str, str]]) -> Iterable[tuple[str, str]]:
    for each in said:
        if may_reach(lists, each["restriction"], Audience.RECORD):
            yield each["agency"], each["text"]
