"""The figures of a forum are those of the return, for its own sittings, actions and cases; each opens its records."""

from __future__ import annotations

from tests.support.returns import QUARTER, Returns
from vrp_desktop.returns.queries import live_content
from vrp_desktop.returns.room import Room, room_figures, room_records

FORUM, PLACE = "YFPP_SOUTHAMPTON", "SOUTHAMPTON"


def test_a_panels_cases_are_counted_as_the_return_of_its_place_counts_them(returns: Returns) -> None:
    room: Room = returns.workspace.read(room_figures, FORUM, QUARTER)
    content = returns.workspace.read(live_content, QUARTER, PLACE)

    found = {row.code: row.quarter for row in room.rows}
    lines = {"TO_PANEL": "YFPP_DAYS_TO_PANEL", "REPEAT": "YFPP_REPEAT_RATE", "LEAD": "YFPP_WITH_LEAD_RATE"}
    lines["REVIEWS"] = "YFPP_REVIEWED_ON_TIME_RATE"
    assert {code: found[code] for code in lines} == {code: content.line(line).value for code, line in lines.items()}


def test_each_number_opens_its_records_and_the_sittings_are_those_of_the_attendance(returns: Returns) -> None:
    room: Room = returns.workspace.read(room_figures, FORUM, QUARTER)

    for row in room.rows:
        behind = returns.workspace.read(room_records, FORUM, QUARTER, row.code, of_year=True)
        counted = sum(record.is_counted for record in behind)
        if row.code == "HELD":
            assert counted == len(behind) == row.year
        elif row.words(row.year).endswith("%"):
            assert row.year == round(100 * counted / len(behind), 1)
        assert all(record.behind.page[1] for record in behind)
    there, expected = (sum(getattr(each, name) for each in room.sittings) for name in ("there", "expected"))
    attendance = next(row for row in room.rows if row.code == "ATTENDANCE")
    assert attendance.year == round(100 * there / expected, 1)


def test_a_board_has_no_figures_about_cases(returns: Returns) -> None:
    room: Room = returns.workspace.read(room_figures, "SVRP", QUARTER)

    assert [row.code for row in room.rows] == ["HELD", "ATTENDANCE", "ON_TIME", "AGE"]
