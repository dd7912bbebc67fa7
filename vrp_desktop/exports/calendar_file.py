"""Handing out a calendar file: which forum sits when and where, and which return is due; nothing about a child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.briefing.dues import returns_between
from vrp_desktop.conferences.diary import DiaryEntry, DiaryKind, diary, sittings_between
from vrp_desktop.conferences.ics import CalendarEvent, calendar_bytes
from vrp_desktop.conferences.rules import CANCELLED
from vrp_desktop.errors import RuleBroken
from vrp_desktop.exports.commands import ReceiptForm, record_export
from vrp_desktop.reference.lists import Lists, read_lists_of

FORM = "ICS"
FIELDS = ("Forum", "Day", "Hour", "Venue", "Host")


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The file to be saved."""

    name: str
    content: bytes
    sittings: int


@command(Permission.EXPORT)
def export_calendar(work: Work, start: date, end: date, place: str | None, form: ReceiptForm) -> CalendarFile:
    """The sittings between two days and the returns due then as a calendar file, with its receipt.

    Proposed days are not in it, and no reviews: a calendar outside the workspace holds nothing of a child.
    """
    entries = [each for each in diary(work, start, end, place) if each.kind is DiaryKind.SITTING]
    entries += [each for each in returns_between(work, start, end, place) if each.status != "DONE"]
    return _hand_out(work, entries, form)


@command(Permission.EXPORT)
def export_sitting(work: Work, conference_id: str, form: ReceiptForm) -> CalendarFile:
    """One sitting as a calendar file, with its receipt."""
    return _hand_out(work, sittings_between(work, [conference_id]), form)


def _hand_out(work: Work, entries: Sequence[DiaryEntry], form: ReceiptForm) -> CalendarFile:
    if not entries:
        raise RuleBroken("No sitting lies in this time.", means="Nothing was exported.", do="Choose another month.")
    lists = read_lists_of(work.session)
    content = calendar_bytes((calendar_event(lists, each) for each in entries), work.now, "Panels and conferences")
    what = replace(form, what="Calendar of sittings", form=FORM, fields=FIELDS, rows=len(entries))
    record_export(work, what, content)
    return CalendarFile("sittings.ics", content, len(entries))


def calendar_event(lists: Lists, entry: DiaryEntry) -> CalendarEvent:
    """A sitting as an event. Its number of changes is not kept, so the day stands for it: a newer file moves it."""
    if entry.kind is DiaryKind.RETURN:
        return CalendarEvent(
            uid=f"return-{entry.record_id}", summary=f"Home Office return for {entry.title} is due", on=entry.on
        )
    host = f"Host: {lists.label('agencies', entry.host)}" if entry.host else ""
    how = lists.label("sitting_modes", entry.mode) if entry.mode else ""
    return CalendarEvent(
        uid=entry.conference_id,
        summary=lists.label("forums", entry.forum_code),
        on=entry.on,
        starts=entry.starts,
        minutes=entry.minutes,
        location=entry.venue,
        description="\n".join(filter(None, (how, host))),
        is_cancelled=entry.status == CANCELLED,
        sequence=int(entry.status == CANCELLED),
    )
