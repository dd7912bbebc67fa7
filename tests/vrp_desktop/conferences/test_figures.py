"""What conferences count in a quarter, example by example."""

from __future__ import annotations

from datetime import date

from tests.support.making import DECIDED, Making
from vrp_desktop.conferences import figures
from vrp_desktop.figures.figure import Figure, Window
from vrp_desktop.figures.run import Counted, count

Q2 = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))


def counted(make: Making, figure: Figure, places: tuple[str, ...] | None = None) -> Counted:
    found: Counted = make.see(lambda read: count(read.session, figure, Q2, places))
    return found


def test_only_sittings_held_with_their_quorum_count(make: Making) -> None:
    make.hold(make.sitting())
    make.hold(make.sitting(), absent=["CHILDRENS_SERVICES"])
    make.sitting()
    make.hold(make.sitting(date(2026, 10, 1)), date(2026, 10, 1))

    assert counted(make, figures.HELD).breakdown("forum") == {"YFPP_PORTSMOUTH": 1}


def test_panels_are_counted_beside_all_forums(make: Making) -> None:
    make.hold(make.sitting())
    assert counted(make, figures.PANELS_HELD).value == 1
    assert counted(make, figures.PANELS_HELD, ("SOUTHAMPTON",)).value == 0


def test_attendance_counts_core_agencies_at_every_sitting_that_opened(make: Making) -> None:
    make.hold(make.sitting(), absent=["POLICE"])
    make.hold(make.sitting(), absent=["CHILDRENS_SERVICES", "POLICE"])
    make.sitting()

    expected, present = counted(make, figures.ATTENDANCE_EXPECTED), counted(make, figures.ATTENDANCE_PRESENT)

    assert (expected.value, present.value) == (12, 9)
    assert expected.breakdown("agency")["POLICE"] == 2
    assert "POLICE" not in present.breakdown("agency")
    assert present.breakdown("agency")["CHILDRENS_SERVICES"] == 1


def test_cases_discussed_are_those_decided_at_a_sitting_that_opened(make: Making) -> None:
    sitting, first, second, elsewhere = make.sitting(), make.screened(), make.screened(), make.screened()
    make.decide(first, conference_id=sitting)
    make.decide(second, "DEFER_INFO", conference_id=sitting, keep_until=date(2026, 10, 6))
    make.decide(elsewhere)
    before = counted(make, figures.CASES_DISCUSSED).value
    make.hold(sitting, DECIDED)

    assert (before, counted(make, figures.CASES_DISCUSSED).value) == (0, 2)
