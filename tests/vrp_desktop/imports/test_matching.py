"""Matching a whole list at once finds whom the rules find one by one, and rules no one out whom they would not."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.support.making import Making
from tests.vrp_desktop.imports.lists import Intake
from vrp_desktop.clock import FixedClock
from vrp_desktop.imports.matching import Matcher, is_far
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.likely import find_likely
from vrp_desktop.people.matching import Candidate, Verdict, compare

NAMES = st.sampled_from(["Tam", "Tom", "John", "Jon", "Ash", "Ashe", "Smith", "Smyth"])
DAYS = st.dates(date(2008, 1, 1), date(2016, 12, 31)) | st.sampled_from(
    [date(2012, 3, 4), date(2012, 4, 3), date(2012, 1, 1), date(2011, 3, 4), date(2012, 3, 14)]
)
CANDIDATES = st.builds(
    Candidate,
    names=st.tuples(st.tuples(NAMES, NAMES)),
    born_on=st.none() | DAYS,
    born_basis=st.sampled_from(["KNOWN", "ESTIMATED", "NOT_KNOWN"]),
    sex=st.sampled_from(["MALE", "FEMALE", None]),
    postcode=st.sampled_from(["PO1 2AB", None]),
    school=st.sampled_from(["Elm Academy", None]),
)


@given(one=CANDIDATES, other=CANDIDATES)
def test_nobody_is_ruled_out_by_the_birth_date_whom_the_rules_would_call_likely(one: Candidate, other: Candidate):
    if is_far(one, other):
        assert compare(one, other).verdict < Verdict.LIKELY


def test_the_whole_list_finds_whom_the_search_for_one_finds(intake: Intake, clock: FixedClock):
    make = Making(intake.workspace, clock)
    for first in ("John", "Jon", "Tam", "Jonathan"):
        for born in (date(2012, 3, 4), date(2012, 4, 3), date(2010, 5, 6)):
            make.person(first, born)
    forms = [
        PersonForm(first, surname, "PORTSMOUTH", born, "KNOWN")
        for first in ("John", "Jhon", "Tam", "Oliver")
        for surname in ("Madeup", "Made-Up", "Other")
        for born in (date(2012, 3, 4), date(2012, 3, 5))
    ]

    def together(read):
        matcher = Matcher(read)
        wanted = [Matcher.wanted(form.candidate()) for form in forms]
        matcher.load(wanted)
        matches = [matcher.match(one) for one in wanted]
        return [({*match.exact}, {one.person_id for one in match.likely}) for match in matches]

    def alone(read, form):
        found = find_likely(read, form)
        by_verdict = {
            verdict: {one.row.person_id for one in found if one.likeness.verdict is verdict}
            for verdict in (Verdict.EXACT, Verdict.LIKELY)
        }
        return (by_verdict[Verdict.EXACT], by_verdict[Verdict.LIKELY])

    expected = [intake.workspace.read(alone, form) for form in forms]

    assert intake.workspace.read(together) == expected
    assert any(exact for exact, _ in expected)
    assert any(likely for _, likely in expected)
