"""A child's chronology as it leaves: with names, or redacted, with what was replaced shown before it goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.chronology.names import names_around
from vrp_desktop.chronology.story import Narrowing, narrowed, story
from vrp_desktop.documents.redaction import Redaction
from vrp_desktop.documents.timeline_pdf import render_timeline
from vrp_desktop.partnership.audience import Audience, those_for
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of


@dataclass(frozen=True, slots=True)
class Replaced:
    """Words that were replaced, what stands for them, and how often."""

    words: str
    code: str
    times: int


@dataclass(frozen=True, slots=True)
class ChronologyCopy:
    """A chronology made for someone: its bytes, how many entries it has, what was left out and what replaced."""

    code: str
    pdf: bytes
    entries: tuple[TimelineEntry, ...]
    left_out: int
    replaced: tuple[Replaced, ...]


def chronology_copy(
    read: Read,
    person_id: str,
    audience: Audience,
    *,
    by: Narrowing,
    redacted: bool,
    strike: Sequence[str] = (),
    area: str = "",
) -> ChronologyCopy:
    """A copy for an audience; what may not reach it is left out. Only for who may read notes and export."""
    read.actor.need(Permission.EXPORT)
    read.actor.need(Permission.SEE_NOTES)
    found, lists = story(read, person_id), read_lists_of(read.session)
    asked = [one.entry for one in narrowed(found.told, by)]
    entries = those_for(lists, asked, audience)
    left_out = len(asked) - len(entries)
    replaced: tuple[Replaced, ...] = ()
    if redacted:
        around = names_around(read, person_id)
        redaction = Redaction((*around.child, *around.others), strike)
        entries = [_redacted(entry, redaction) for entry in entries]
        replaced = tuple(Replaced(words, code, many) for (words, code), many in sorted(redaction.replaced.items()))
    pdf = render_timeline(
        found.words,
        entries,
        printed_by=read.actor.full_name,
        printed_at=read.now,
        area=area,
        redacted=redacted,
        lists=lists,
        audience=audience,
    )
    return ChronologyCopy(found.words.code, pdf, tuple(entries), left_out, replaced)


def _redacted(entry: TimelineEntry, redaction: Redaction) -> TimelineEntry:
    return replace(entry, heading=redaction.of(entry.heading), detail=redaction.of(entry.detail))
