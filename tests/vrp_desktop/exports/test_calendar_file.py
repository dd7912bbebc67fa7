"""The calendar file, read back by a library of its own: hours by the clocks of London, words as typed, a receipt."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from db.conferences import Conference
from db.exports import ExportReceipt
from tests.support.making import PANEL, Making
from vrp_desktop.clock import FixedClock, london
from vrp_desktop.conferences.commands import cancel_conference
from vrp_desktop.conferences.ics import CalendarEvent, calendar_bytes
from vrp_desktop.conferences.series import SeriesForm
from vrp_desktop.conferences.series_commands import accept_dates, add_series
from vrp_desktop.conferences.series_queries import series_of_forum
from vrp_desktop.errors import RuleBroken
from vrp_desktop.exports.calendar_file import export_calendar
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.workspace.workspace import Workspace

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
RECEIPT = ReceiptForm("x", "ICS", "Diaries of members", "Panel members")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    made = Making(workspace, clock)
    made.on(date(2026, 11, 2))
    return made


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


@pytest.mark.parametrize(("day", "hour"), [(date(2026, 3, 28), 10), (date(2026, 7, 1), 9), (date(2026, 12, 1), 10)])
def test_an_hour_stays_the_hour_on_the_wall_in_summer_and_winter(day, hour) -> None:
    content = calendar_bytes([CalendarEvent("a", "Panel", day, "10:00", 90)], NOW)

    (event,) = events(content)

    assert event.decoded("DTSTART").astimezone(london()).isoformat()[:16] == f"{day.isoformat()}T10:00"
    assert event.decoded("DTSTART").hour == hour
    assert (event.decoded("DTEND") - event.decoded("DTSTART")).seconds == 90 * 60


def test_any_words_come_back_as_they_were_typed_and_no_line_is_too_long() -> None:
    words = "Ärger; naïve, \\ back" + " long" * 40 + "\nsecond line 😀"
    content = calendar_bytes([CalendarEvent("a", words, date(2026, 12, 1), location=words, description=words)], NOW)

    (event,) = events(content)

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert str(event["SUMMARY"]) == str(event["LOCATION"]) == str(event["DESCRIPTION"]) == words
    assert event.decoded("DTSTART") == date(2026, 12, 1)


def test_planned_sittings_leave_with_their_place_and_a_cancelled_one_says_so(make: Making) -> None:
    series = make.do(add_series, SeriesForm(PANEL, date(2026, 11, 12), "TWO_WEEKS", starts="09:30", minutes=120))
    days = [each.proposed_on for each in make.see(series_of_forum, PANEL)[0].proposals[:2]]
    first, second = make.do(accept_dates, series, days)
    make.do(cancel_conference, second, make.version(Conference, second), "Snow")

    made = make.do(export_calendar, date(2026, 11, 1), date(2026, 11, 30), None, RECEIPT)

    found = {str(event["UID"]).partition("@")[0]: event for event in events(made.content)}
    assert {key: str(event["STATUS"]) for key, event in found.items()} == {first: "CONFIRMED", second: "CANCELLED"}
    assert str(found[first]["SUMMARY"]) == "Young Futures Prevention Panel, Portsmouth"
    receipt = make.see(lambda read: read.session.query(ExportReceipt).one())
    assert (receipt.form, receipt.rows, receipt.recipient) == ("ICS", 2, "Panel members")


def test_an_empty_month_leaves_no_file_and_no_receipt(make: Making) -> None:
    with pytest.raises(RuleBroken):
        make.do(export_calendar, date(2026, 1, 1), date(2026, 1, 31), None, RECEIPT)
    assert make.see(lambda read: read.session.query(ExportReceipt).count()) == 0
