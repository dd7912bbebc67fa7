"""Sittings as a calendar file (RFC 5545): times in UTC, so that any calendar shows the right hour; no child in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from vrp_desktop.clock import london

PRODUCT = "-//VRP Desktop//Panels and conferences//EN"
_LINE = 75
"""Bytes of a line at most; longer ones go on after a break and a space."""


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event: `uid` is steady, so that a newer file moves the event instead of doubling it.

    Without an hour it lies on the whole day.
    """

    uid: str
    summary: str
    on: date
    starts: str = ""
    minutes: int | None = None
    location: str = ""
    description: str = ""
    is_cancelled: bool = False
    sequence: int = 0
    marking: str = ""
    alarm_days: int | None = None


def calendar_bytes(events: Iterable[CalendarEvent], made_at: datetime, name: str = "") -> bytes:
    """The bytes of a calendar file."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    if name:
        lines.append(f"X-WR-CALNAME:{_escaped(name)}")
    for event in events:
        lines += _event(event, made_at)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: CalendarEvent, made_at: datetime) -> list[str]:
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.uid}@vrp-desktop",
        f"DTSTAMP:{_utc(made_at)}",
        *_times(event),
        f"SUMMARY:{_escaped(event.summary)}",
        f"SEQUENCE:{event.sequence}",
        f"STATUS:{'CANCELLED' if event.is_cancelled else 'CONFIRMED'}",
        "CLASS:CONFIDENTIAL" if event.marking else "CLASS:PUBLIC",
    ]
    if event.location:
        lines.append(f"LOCATION:{_escaped(event.location)}")
    words = "\n".join(filter(None, (event.marking, event.description)))
    if words:
        lines.append(f"DESCRIPTION:{_escaped(words)}")
    if event.alarm_days is not None:
        lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:-P{event.alarm_days}D"]
        lines += [f"DESCRIPTION:{_escaped(event.summary)}", "END:VALARM"]
    return [*lines, "END:VEVENT"]


def _times(event: CalendarEvent) -> list[str]:
    if not event.starts:
        following = event.on + timedelta(days=1)
        return [f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}", f"DTEND;VALUE=DATE:{following:%Y%m%d}"]
    begins = datetime.combine(event.on, time.fromisoformat(event.starts), london())
    # Added to the moment in UTC: an hour that the clocks skip or repeat does not change how long it lasts.
    return [f"DTSTART:{_utc(begins)}", f"DTEND:{_later(begins, event.minutes or 60)}"]


def _later(begins: datetime, minutes: int) -> str:
    return _utc(datetime.fromtimestamp(begins.timestamp() + minutes * 60, tz=london()))


def _utc(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta()
    return f"{moment.replace(tzinfo=None) - offset:%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r", ""), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> bytes:
    """The line in UTF-8, broken between characters."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        encoded = letter.encode()
        if len(piece) + len(encoded) > _LINE:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
