"""Whatever is done from whichever end, both ends of a link always say the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.making import Making
from vrp_desktop.errors import KnownError
from vrp_desktop.people.links.commands import add_link, edit_link, end_link, remove_link
from vrp_desktop.people.links.forms import LinkForm, in_order, reads_both_ways, tidy_link
from vrp_desktop.people.links.queries import LinkRow, links_of
from vrp_desktop.people.links.sentences import both_ways
from vrp_desktop.people.naming import End, PersonWords
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import ListEntry, Lists

FILES = read_lists()
LISTS = Lists(
    {
        name: {
            e.code: ListEntry(
                name, e.code, e.label, e.meaning, e.starts_on, e.ends_on, e.position, "SHIPPED", e.mark, 1, e.extra
            )
            for e in FILES[name].entries
        }
        for name in ("link_types", "link_roles", "agencies")
    }
)
DAYS = st.dates(date(2026, 1, 1), date(2026, 9, 1))
ROLES = st.sampled_from(FILES["link_roles"].codes)
FORMS = st.builds(
    LinkForm,
    other_id=st.just(""),
    kind=st.sampled_from(FILES["link_types"].codes),
    source_agency=st.sampled_from(FILES["agencies"].codes),
    told_on=st.just(date(2026, 9, 2)),
    is_other_way=st.booleans(),
    mine=ROLES,
    theirs=ROLES,
    occurrence=st.sampled_from(["", "44-1", "44-2"]),
    happened_on=DAYS,
    from_on=st.none() | DAYS,
)


def turned(form: LinkForm, other_id: str) -> LinkForm:
    """The same link typed on the other child's record."""
    is_other_way = form.is_other_way if reads_both_ways(LISTS, form.kind) else not form.is_other_way
    return replace(form, other_id=other_id, mine=form.theirs, theirs=form.mine, is_other_way=is_other_way)


def kept(person_id: str, form: LinkForm) -> LinkRow:
    """The row that a form makes."""
    form = tidy_link(LISTS, form)
    ends = in_order(LISTS, person_id, form)
    one, other = (End(PersonWords(each, each, each, "")) for each in (ends.person_id, ends.other_id))
    return LinkRow(
        "", 1, "link_types", form.kind, one, ends.role, other, ends.other_role, form.occurrence, form.happened_on,
        form.from_on, form.until_on, form.source_agency, form.told_on,
    )  # fmt: skip


@settings(max_examples=60)
@given(FORMS)
def test_typed_at_either_end_a_link_is_the_same_row_and_reads_the_same_both_ways(form: LinkForm):
    here, there = kept("AA", replace(form, other_id="BB")), kept("BB", turned(form, "AA"))

    assert here == there
    said = both_ways(LISTS, here, here.one.person_id, here.other.person_id)
    assert said == both_ways(LISTS, there, there.one.person_id, there.other.person_id)
    assert all("AA" in words and "BB" in words for words in said)
    if here.role != here.other_role:
        # Each end keeps its own part, whoever is named first.
        assert len({words.index("AA") < words.index("BB") for words in said}) == 2


DEEDS = st.lists(
    st.tuples(st.sampled_from(["add", "edit", "end", "remove"]), st.booleans(), FORMS, st.integers(0, 3)), max_size=7
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS)
def test_after_any_deeds_from_either_end_both_records_hold_the_same_links(make: Making, deeds):
    ends = make.person(), make.person()

    for deed, from_other, form, at in deeds:
        here, there = ends if not from_other else ends[::-1]
        rows = make.see(links_of, here)
        form = replace(form, other_id=there)
        row = rows[at % len(rows)] if rows else None
        try:
            if deed == "add":
                make.do(add_link, here, form)
            elif row is not None and deed == "edit":
                make.do(edit_link, row.link_id, here, row.version, form)
            elif row is not None and deed == "end":
                make.do(end_link, row.link_id, here, row.version, date(2026, 9, 3))
            elif row is not None:
                make.do(remove_link, row.link_id, here, row.version)
        except KnownError:
            continue
        assert sorted(map(repr, make.see(links_of, here))) == sorted(map(repr, make.see(links_of, there)))
