"""Every line of the return is the number of the records behind it, on any day."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from tests.support.returns import QUARTER, Returns
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import KnownError
from vrp_desktop.interventions.queries import interventions_list
from vrp_desktop.people.dimensions import ENTRY_DELAYS
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.returns.compute import Ask
from vrp_desktop.returns.content import Grade, State, as_json
from vrp_desktop.returns.queries import live_content, nearly_behind, records_behind, trend, why_not_counted
from vrp_desktop.returns.template import LineKind, Rule, all_templates, template_for


def test_every_line_of_every_quarter_and_place_is_the_number_of_its_evidence(returns: Returns) -> None:
    quarters = [Quarter(2025, 1), Quarter(2025, 4), *(Quarter(2026, number) for number in (1, 2, 3))]
    places = [place.place_code for place in returns.content().supply]
    for quarter, place in [*((quarter, None) for quarter in quarters), *((QUARTER, place) for place in places)]:
        said = as_json(returns.workspace.read(live_content, quarter, place))
        lines = {line["code"]: line for line in said["lines"]}
        for spec in template_for(quarter).lines():
            line = lines[spec.code]
            assert line["kind"] == spec.kind.value
            if spec.kind is LineKind.COUNTED:
                assert line["value"] == len(set(line["evidence"])) == len(line["evidence"]), (quarter, place, spec.code)
                assert set(line["breakdowns"]) == set(spec.breakdowns)
                for name, cells in line["breakdowns"].items():
                    assert sum(cells.values()) == line["value"], (quarter, place, spec.code, name)
            if spec.rule is Rule.PER_CENT:
                part, whole = (lines[code] for code in spec.parts)
                share = round(100 * part["value"] / whole["value"], 1) if whole["value"] else None
                assert line["value"] == share, (quarter, place, spec.code)
                assert set(part["evidence"]) <= set(whole["evidence"]), (quarter, place, spec.code)
            if spec.kind is LineKind.DERIVED:
                assert line["evidence"] == []


def test_a_line_over_four_quarters_is_the_sum_of_the_four_and_has_no_year_to_date(returns: Returns) -> None:
    line = returns.content().line("CORE_PRESENT_4Q")
    quarters = (Quarter(2025, 3), Quarter(2025, 4), Quarter(2026, 1), QUARTER)

    parts = [returns.workspace.read(live_content, quarter, None).line("CORE_PRESENT").value for quarter in quarters]
    before = returns.workspace.read(live_content, Quarter(2026, 1), None).line("CORE_PRESENT_4Q")

    assert line.value == sum(part for part in parts if isinstance(part, int)) > 0
    assert (line.year_to_date, line.last_quarter) == (None, before.value)
    assert len(returns.workspace.read(records_behind, returns.ask, "CORE_PRESENT_4Q")) == line.value


def test_the_list_behind_a_figure_has_as_many_records_as_the_figure_says(returns: Returns) -> None:
    content = returns.content()
    for line in content.lines:
        if line.spec.kind is LineKind.COUNTED:
            behind = returns.workspace.read(records_behind, returns.ask, line.spec.code)
            assert len(behind) == line.value


def test_the_nearly_counted_are_not_counted_and_each_says_what_is_missing(returns: Returns) -> None:
    counted = {item.unit_id for item in returns.content().line("YFPP_ELIGIBLE").evidence}
    nearly = returns.workspace.read(nearly_behind, returns.ask, "YFPP_ELIGIBLE")

    assert nearly
    assert not counted & {row.unit_id for row in nearly}
    assert all(row.missing for row in nearly)


def test_the_line_over_time_ends_with_the_quarter_and_agrees_with_each_quarters_own_return(returns: Returns) -> None:
    points = returns.workspace.read(trend, returns.ask, "YFPP_DISCUSSED")

    assert [point.quarter.code for point in points] == [
        "2025-26Q1", "2025-26Q2", "2025-26Q3", "2025-26Q4", "2026-27Q1", "2026-27Q2"
    ]  # fmt: skip
    for point in points:
        assert point.value == returns.workspace.read(live_content, point.quarter, None).line("YFPP_DISCUSSED").value


def test_why_not_counted_agrees_with_the_figures_for_a_child(returns: Returns) -> None:
    content = returns.content()
    person_id = next(item.person_id for item in content.line("YFPP_DISCUSSED").evidence)

    for row in returns.workspace.read(why_not_counted, QUARTER, None, person_id):
        line = content.line(row.line.code)
        assert row.is_counted == any(item.person_id == person_id for item in line.evidence)
        assert row.is_counted or row.sentences


def test_a_quarter_that_is_over_reads_the_same_on_a_later_day(returns: Returns) -> None:
    before = {line.spec.code: line.value for line in returns.content().lines if line.spec.kind is LineKind.COUNTED}
    returns.clock.moment = datetime(2027, 2, 1, 9, tzinfo=UTC)

    after = {line.spec.code: line.value for line in returns.content().lines if line.spec.kind is LineKind.COUNTED}

    assert before == after


def test_the_year_to_date_counts_a_child_once_over_its_quarters(returns: Returns) -> None:
    second = returns.content().line("YFPP_IDENTIFIED")
    first = returns.workspace.read(live_content, Quarter(2026, 1), None).line("YFPP_IDENTIFIED")

    in_both = {e.unit_id for e in first.evidence} | {e.unit_id for e in second.evidence}

    assert second.year_to_date == len(in_both)
    assert second.last_quarter == first.value


def test_the_first_quarter_of_the_first_form_is_not_compared(returns: Returns) -> None:
    content = returns.workspace.read(live_content, Quarter(2025, 1), None)

    assert content.line("YFPP_IDENTIFIED").last_quarter is None
    assert not [check for check in content.checks if check.code.startswith("CHANGE_")]


def test_places_together_count_no_more_referrals_than_the_area(returns: Returns) -> None:
    whole = returns.content().line("YFPP_REFERRALS").value
    parts = [
        returns.workspace.read(live_content, QUARTER, place.place_code).line("YFPP_REFERRALS").value
        for place in returns.content().supply
    ]

    assert sum(part for part in parts if isinstance(part, int)) == whole


def test_an_empty_quarter_has_nils_to_confirm_that_block(returns: Returns) -> None:
    ask = returns.ask
    empty = Ask(template_for(Quarter(2025, 1)), Quarter(2025, 1), "ISLE_OF_WIGHT", ask.as_at)
    content = returns.workspace.read(live_content, empty.quarter, "ISLE_OF_WIGHT")
    nil = next(line for line in content.lines if line.state is State.NIL_TO_CONFIRM)

    check = next(check for check in content.checks if check.code == f"NIL_{nil.spec.code}")

    assert check.grade is Grade.ERROR


def test_a_year_without_a_form_is_refused_plainly(returns: Returns) -> None:
    with pytest.raises(KnownError, match="no return form for 2019-20"):
        returns.workspace.read(live_content, Quarter(2019, 1), None)


def test_every_template_names_figures_and_measures_that_are_there(returns: Returns) -> None:
    from vrp_desktop.returns.catalogue import FIGURES

    assert returns.workspace.read(interventions_list)
    for template in all_templates():
        codes = {line.code for line in template.lines()}
        assert len(codes) == len(list(template.lines()))
        for line in template.lines():
            assert not line.figure or line.figure in FIGURES
            assert set(line.parts) <= codes
            for name in line.breakdowns:
                if line.kind is LineKind.COUNTED:
                    assert set(name.split(" by ")) <= set(FIGURES[line.figure].breakdowns)
        assert sorted(template.due) == [1, 2, 3, 4]
        assert template.due[1] > date(template.year_start, 6, 30)


def test_the_annex_says_in_bands_how_soon_records_were_entered(returns):
    content = returns.content()

    for code, counted in (
        ("YFPP_DAYS_TO_ENTER_REFERRALS", "YFPP_REFERRALS"),
        ("YFPP_DAYS_TO_ENTER_DECISIONS", "YFPP_DECISIONS"),
    ):
        line = content.line(code)
        assert line.spec.kind is LineKind.DERIVED
        assert not [check.code for check in content.checks if check.line == code]
        assert sum(n or 0 for n in line.breakdowns["entry_delay"].values()) == content.line(counted).value


def test_the_bands_of_days_are_those_of_the_list_that_ships(returns):
    lists = returns.workspace.read(lambda read: read_lists_of(read.session))

    shipped = [
        (entry.code, entry.extra["most_days"])
        for entry in lists.entries["entry_delays"].values()
        if "most_days" in entry.extra
    ]
    assert tuple(shipped) == ENTRY_DELAYS
