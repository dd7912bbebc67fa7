"""What is published is attacked as a stranger would: with every printed number, and with knowledge of the rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.conferences import Attendance, Conference
from tests.support.returns import QUARTER, Returns
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.calendar import Quarter
from vrp_desktop.conferences.figures import ATTENDANCE_PRESENT
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import number
from vrp_desktop.people.commands import edit_person
from vrp_desktop.people.queries import person_record
from vrp_desktop.returns.attack import worked_out
from vrp_desktop.returns.content import Audience, Line, ReturnContent, State
from vrp_desktop.returns.publishing import published_content
from vrp_desktop.returns.queries import live_content
from vrp_desktop.returns.suppression import SMALLEST_SHOWN, hidden_cells, published
from vrp_desktop.returns.template import LineKind, LineSpec, Rule, template_for

CELLS = st.dictionaries(st.sampled_from("abcde"), st.integers(0, 9), min_size=2, max_size=5)


def ways(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Every way to make a total of so many numbers of at least 1."""
    if parts == 1:
        yield (total,)
        return
    for first in range(1, total - parts + 2):
        yield from ((first, *rest) for rest in ways(total - first, parts - 1))


@settings(max_examples=80)
@given(CELLS)
def test_who_knows_the_rule_and_the_total_still_has_two_values_for_each_hidden_cell(cells: dict[str, int]) -> None:
    total = sum(cells.values())
    hidden = sorted(hidden_cells(cells, total))
    if total < SMALLEST_SHOWN or not hidden or len(hidden) == len(cells):
        # A small total prints no cells, and neither does a breakdown that is hidden whole.
        return
    rest = sum(cells[label] for label in hidden)

    guesses = [{**cells, **dict(zip(hidden, way, strict=True))} for way in ways(rest, len(hidden))]
    possible = [guess for guess in guesses if sorted(hidden_cells(guess, total)) == hidden]

    assert all(len({guess[label] for guess in possible}) > 1 for label in hidden)


def test_a_breakdown_that_the_rule_itself_gives_away_is_hidden_whole() -> None:
    # Were b and c 3 and 5, the rule would have hidden a for the smaller one's sake: both must be 4.
    assert hidden_cells({"a": 5, "b": 4, "c": 4}, 13) == {"a", "b", "c"}


def line(code: str, cells: Mapping[str, Mapping[str, int | None]], value: int | None, within: str = "") -> Line:
    spec = LineSpec(code, "1.1", code, LineKind.COUNTED, "children", breakdowns=tuple(cells), within=within)
    return Line(spec, value, State.VALUE if value is not None else State.HIDDEN, breakdowns=cells)


def test_a_part_that_cannot_be_more_than_its_whole_gives_a_hidden_cell_away() -> None:
    whole = line("ALL", {"sex": {"Female": 5, "Male": 30}}, 35)
    part = line("PART", {"sex": {"Female": None, "Male": None}}, 35, within="ALL")

    assert worked_out({"ALL": whole, "PART": part}) == {("PART", "sex")}


def test_the_rows_of_a_crossed_breakdown_give_a_hidden_margin_away() -> None:
    crossed: dict[str, int | None] = {
        "10 to 13, Female": 6,
        "10 to 13, Male": 7,
        "14 to 15, Female": 0,
        "14 to 15, Male": 9,
    }
    cells: dict[str, Mapping[str, int | None]] = {
        "age_band": {"10 to 13": None, "14 to 15": None},
        "sex": {"Female": 6, "Male": 16},
        "age_band by sex": crossed,
    }

    found = worked_out({"A": line("A", cells, 22)})

    assert ("A", "age_band") in found


def test_cells_that_leave_a_choice_are_not_worked_out() -> None:
    assert not worked_out({"A": line("A", {"sex": {"Female": None, "Male": None, "Not known": 9}}, 16)})


def content(*lines: Line) -> ReturnContent:
    template = template_for(QUARTER)
    day = date(2026, 9, 30)
    return ReturnContent(template, QUARTER.code, None, "Whole area", "Area", day, Audience.FUNDER, 0, lines, (), ())


def test_what_a_part_gives_away_is_not_printed() -> None:
    whole = line("ALL", {"sex": {"Female": 6, "Male": 6, "Not known": 1}}, 13)
    part = line("PART", {"sex": {"Female": 6, "Male": 6}}, 12, within="ALL")

    shown = published(content(whole, part))

    # Female is at least 6 in the whole, so that Not known would be 1.
    assert shown.line("ALL").breakdowns == {"sex": {}}
    assert shown.line("PART").breakdowns == {"sex": {"Female": 6, "Male": 6}}


def test_a_rate_goes_with_a_line_that_is_hidden_for_the_sake_of_its_cells() -> None:
    decisions = line("DECISIONS", {"decision": {"Offer": 3, "Signpost": 20, "Defer": 6}}, 29)
    offered = line("OFFERED", {}, 30)
    offered_with = LineSpec(
        "OFFERED", "1.2", "Offered", LineKind.COUNTED, "children", hidden_with=("DECISIONS", "decision", "Offer")
    )
    rate_of = LineSpec(
        "RATE", "1.3", "Rate", LineKind.DERIVED, "per cent", rule=Rule.PER_CENT, parts=("STARTED", "OFFERED")
    )
    offered = Line(offered_with, 30, State.VALUE)

    shown = published(content(decisions, offered, line("STARTED", {}, 12), Line(rate_of, 40.0, State.VALUE)))

    assert shown.line("OFFERED").value is None
    assert shown.line("RATE").value is None


def test_a_place_hidden_in_an_earlier_quarter_is_not_given_away_by_the_year_to_date(returns: Returns) -> None:
    first = Quarter(2026, 1)
    for place in returns.content().supply:
        earlier, later = (
            returns.workspace.read(
                published_content, returns.workspace.read(live_content, quarter, place.place_code), quarter
            )
            for quarter in (first, QUARTER)
        )
        hidden = {line.spec.code for line in earlier.lines if line.value is None}
        for shown in later.lines:
            if shown.spec.code in hidden and shown.spec.kind in (LineKind.COUNTED, LineKind.REPORTED):
                assert shown.year_to_date is None, (place.place_code, shown.spec.code)


def test_a_breakdown_that_changed_since_a_signed_version_and_hides_something_is_not_printed_again(
    filled: Returns,
) -> None:
    filled.complete()
    filled.sign()
    before = filled.content().line("YFPP_IDENTIFIED")
    child = next(item for item in before.evidence if item.dimensions["sex"] == "MALE")
    record = filled.workspace.read(person_record, str(child.person_id))
    filled.workspace.write(edit_person, record.person_id, record.version, replace(record.form, sex="FEMALE"))

    now = filled.content()
    shown = filled.workspace.read(published_content, now, QUARTER).line("YFPP_IDENTIFIED")

    hides = {name for name, cells in before.breakdowns.items() if hidden_cells(cells, len(before.evidence))}
    changed = {
        name for name, cells in now.line("YFPP_IDENTIFIED").breakdowns.items() if cells != before.breakdowns[name]
    }
    assert changed == {"sex"}
    assert shown.breakdowns["sex"] == {} or "sex" not in hides
    assert all(shown.breakdowns[name] for name in before.breakdowns if name != "sex")


def test_a_line_over_four_quarters_is_not_published_where_one_of_them_is_small(returns: Returns) -> None:
    quarters = (Quarter(2025, 2), Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1), QUARTER)

    def numbers(read: Read, place: str) -> list[int]:
        windows = [Window(quarter.start, quarter.end, quarter.end) for quarter in quarters]
        return [number(read.session, ATTENDANCE_PRESENT, window, (place,)) for window in windows]

    def close(work: Work) -> None:
        """Leave a place three attendances in an earlier quarter."""
        of_place = select(Conference.id).where(
            Conference.place_code == "PORTSMOUTH",
            Conference.held_on.between(quarters[2].start, quarters[2].end),
        )
        mine = select(Attendance).where(Attendance.conference_id.in_(of_place), Attendance.is_core)
        for row in work.session.scalars(mine).all()[3:]:
            row.is_core = False

    returns.workspace.write(command(Permission.EDIT_CONFERENCES)(close))
    content = returns.workspace.read(live_content, QUARTER, "PORTSMOUTH")
    shown = returns.workspace.read(published_content, content, QUARTER)

    assert 0 < returns.workspace.read(numbers, "PORTSMOUTH")[2] < SMALLEST_SHOWN
    assert content.line("CORE_PRESENT_4Q").value
    line, rate = shown.line("CORE_PRESENT_4Q"), shown.line("CORE_ATTENDANCE_RATE_4Q")
    assert (line.value, line.last_quarter, line.breakdowns, rate.value) == (None, None, {}, None)
