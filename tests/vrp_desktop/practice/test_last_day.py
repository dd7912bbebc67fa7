"""The last day of practice data: a signed return with a later difference, a list on the desk, a day's deeds."""

from __future__ import annotations

from collections import Counter

from tests.vrp_desktop.practice.conftest import AS_AT
from tests.vrp_desktop.practice.reading import rows_of
from vrp_desktop.calendar import Quarter
from vrp_desktop.clock import london_day
from vrp_desktop.returns.queries import return_page

SIGNED = Quarter.parse("2026-27Q1")


def test_the_quarter_before_the_last_is_signed_and_submitted_and_shows_what_changed_since(practice):
    page = practice.read(return_page, SIGNED, None)

    assert page.state == "SUBMITTED"
    assert page.signed is not None
    assert len(page.versions) == 1
    assert page.differences


def test_the_last_quarter_waits_to_be_signed(practice):
    page = practice.read(return_page, SIGNED.next(), None)

    assert page.state == "DRAFT"
    assert page.content.blocking


def test_a_list_has_rows_that_joined_and_rows_that_wait(practice):
    states = Counter(row["state"] for row in rows_of(practice, "import_row"))
    reasons = {row["reason_code"] for row in rows_of(practice, "import_row")}

    assert states == {"JOINED": 3, "HELD": 3}
    assert {"LIKELY_DUPLICATE", "NO_NAME", "NOT_A_DATE"} <= reasons


def test_the_day_shows_deeds_of_many_kinds_in_the_order_of_time(practice):
    events = [row for row in rows_of(practice, "audit_event") if london_day(row["at"]) == AS_AT]
    deeds = {row["deed"] for row in events}

    assert {"open_person", "record_check", "add_note", "edit_person", "move_action", "correct_decision"} <= deeds
    assert [row["at"] for row in events] == sorted(row["at"] for row in events)
