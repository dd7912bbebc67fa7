"""The lists that ship: whole, joined up, and in the program's own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from vrp_desktop.reference.files import Entry, Mark, ReferenceFile, Value, read_glossary, read_lists

LISTS = read_lists()
GLOSSARY = read_glossary()
EVERYTHING = [(each.name, entry) for each in [*LISTS.values(), GLOSSARY] for entry in each.entries]
BANNED = re.compile(
    r"\b(offenders?|nominals?|subjects?|consent(s|ed)?|NFA|heard|dissent|disengaged?|perpetrators?|adopt|listed)\b",
    re.IGNORECASE,
)
EXPECTED = """
    action_ends action_priorities action_statuses age_bands agencies agenda_item_states agenda_kinds
    agenda_reasons agreement_to_support approved_domains attendance_events attendance_modes attendance_roles
    attendance_states care_experience case_statuses chronology_phases closure_reasons conference_outcomes
    conference_statuses contact_methods contact_outcomes contact_ways delivery_models destruction_ways
    eligibility_facts entry_delays escalation_steps ethnicity forums identification_sources information_kinds
    intervention_referral_statuses interventions languages legal_gateways letter_ways link_roles link_types
    look_reasons markings measures member_kinds member_roles missing_values needs_answers offence_kinds
    panel_clocks panel_decisions partner_check_answers places point_decisions prevention_tiers provider_measures
    record_contents redaction_reasons redirect_reasons register_kinds relationships reminders request_capacities
    request_kinds request_outcomes restrictions retention_rules safe_contact safeguarding_outcomes
    safeguarding_steps school_statuses screening_marks screening_results send_statuses session_attendance
    session_types sex sitting_modes sitting_rhythms sitting_states slip_replies special_holidays star_types
    status_removal_outcomes undone_reasons yes_no_asked yes_no_known
"""
ABOUT_A_PERSON = [
    "ethnicity",
    "sex",
    "school_statuses",
    "send_statuses",
    "care_experience",
    "languages",
    "needs_answers",
    "safe_contact",
    "yes_no_asked",
]


def by_code(name: str) -> dict[str, Entry]:
    return {entry.code: entry for entry in LISTS[name].entries}


def strings(value: Value) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from strings(item)


def one_of_each(forum: Entry) -> list[str]:
    quorum = forum.extra["quorum"]
    assert isinstance(quorum, dict)
    return list(strings(quorum["one_of_each"]))


def test_every_list_is_there():
    assert sorted(LISTS) == EXPECTED.split()


@pytest.mark.parametrize(("name", "entry"), EVERYTHING, ids=lambda part: part if isinstance(part, str) else part.code)
def test_an_entry_has_a_plain_label_and_one_line_of_meaning(name, entry):
    said = " ".join([entry.label, entry.meaning, *strings(dict(entry.extra))])

    assert BANNED.search(said) is None
    assert "\n" not in said
    assert entry.meaning.endswith(".")
    assert entry.label == entry.label.strip()
    assert len(entry.meaning) <= 160
    assert re.search(r"isz|iz(e|ed|ing|ation)\b", entry.meaning) is None, "British spelling"


@pytest.mark.parametrize("each", LISTS.values(), ids=lambda each: each.name)
def test_positions_and_labels_are_different_within_a_list(each: ReferenceFile):
    positions = [entry.position for entry in each.entries]

    assert all(earlier < later for earlier, later in pairwise(positions))
    if each.name != "age_bands":
        assert len({entry.label.casefold() for entry in each.entries}) == len(each.entries)


@pytest.mark.parametrize("each", LISTS.values(), ids=lambda each: each.name)
def test_next_names_entries_of_the_same_list(each: ReferenceFile):
    for entry in each.entries:
        assert set(entry.texts("next")) <= set(each.codes) - {entry.code}


@pytest.mark.parametrize("name", ["case_statuses", "intervention_referral_statuses", "action_statuses"])
def test_every_status_can_be_reached_from_the_first(name):
    entries = by_code(name)
    reached, waiting = set[str](), [LISTS[name].entries[0].code]
    while waiting:
        code = waiting.pop()
        if code not in reached:
            reached.add(code)
            waiting.extend(entries[code].texts("next"))

    assert reached == set(entries)


def test_a_case_may_close_from_every_open_status_and_stays_closed():
    for entry in LISTS["case_statuses"].entries:
        assert ("CLOSED" in entry.texts("next")) == entry.flag("open")


def test_an_ended_intervention_referral_goes_nowhere_and_any_other_can_end():
    entries = by_code("intervention_referral_statuses")
    for entry in entries.values():
        kinds = {entries[code].text("kind") for code in entry.texts("next")}
        assert (entry.text("kind") == "ended") == (not kinds)
        assert not kinds or "ended" in kinds


@pytest.mark.parametrize(
    ("name", "key", "other"),
    [
        ("places", "parent", "places"),
        ("places", "successor", "places"),
        ("forums", "place", "places"),
        ("forums", "core_agencies", "agencies"),
        ("forums", "rhythm", "sitting_rhythms"),
        ("forums", "mode", "sitting_modes"),
        ("forums", "marking", "markings"),
        ("forums", "records", "record_contents"),
        ("identification_sources", "agency", "agencies"),
        ("eligibility_facts", "agency", "agencies"),
        ("eligibility_facts", "wanted", "yes_no_known"),
        ("partner_check_answers", "fact", "yes_no_known"),
        ("panel_decisions", "leads_to", "case_statuses"),
        ("interventions", "provider", "agencies"),
        ("interventions", "delivery_models", "delivery_models"),
        ("interventions", "tier", "prevention_tiers"),
        ("interventions", "star_type", "star_types"),
        ("measures", "provider", "agencies"),
        ("measures", "intervention", "interventions"),
        ("measures", "star_type", "star_types"),
    ],
)
def test_what_one_list_says_of_another_is_there(name, key, other):
    named = {code for entry in LISTS[name].entries for code in entry.texts(key) if code}

    assert named
    assert named <= set(LISTS[other].codes)


def test_a_quorum_names_agencies_that_are_there():
    for forum in LISTS["forums"].entries:
        assert set(one_of_each(forum)) <= set(LISTS["agencies"].codes)


def test_the_four_panel_places_are_the_default_and_each_has_its_panel():
    default = [place.code for place in LISTS["places"].entries if place.flag("default")]
    panels = [forum.text("place") for forum in LISTS["forums"].entries if forum.text("kind") == "panel"]

    assert default == ["BASINGSTOKE", "PORTSMOUTH", "SOUTHAMPTON", "ISLE_OF_WIGHT"]
    assert panels == default


def test_each_gss_code_stands_once_and_fits_its_kind():
    letters = {"district": "E07", "unitary": "E06", "county": "E10"}
    places = LISTS["places"].entries
    codes = [place.text("gss") for place in places]

    assert len(set(codes)) == len(codes) == 24
    for place in places:
        assert re.fullmatch(letters[place.text("kind")] + r"\d{6}", place.text("gss"))


def test_four_somerset_districts_became_one_council_on_one_day():
    places = by_code("places")
    before = [place for place in places.values() if place.text("successor") == "SOMERSET"]

    assert sorted(place.text("gss") for place in before) == ["E07000187", "E07000188", "E07000189", "E07000246"]
    assert {(places["SOMERSET"].starts_on - place.ends_on).days for place in before if place.ends_on} == {1}


def test_two_forums_of_earlier_years_have_ended():
    assert {forum.code for forum in LISTS["forums"].entries if forum.ends_on} == {"TVRP", "IEO"}


def test_each_panel_decision_has_letters_of_its_own():
    decisions = LISTS["panel_decisions"].entries
    letters = [letter for each in decisions for letter in (each.text("key"), each.text("second_key")) if letter]

    assert len(set(letters)) == len(letters)
    assert {"O", "N", "D", "R", "I", "X"} <= set(letters)
    assert {each.code for each in decisions if each.flag("offers_support")} == {
        "OFFER_SUPPORT",
        "ALREADY_SUPPORTED_ENHANCE",
    }
    assert by_code("panel_decisions")["KEEP_UNDER_REVIEW"].number("longest_weeks") == 12


def test_the_census_knows_nineteen_ethnic_groups():
    numbers = [number for each in LISTS["ethnicity"].entries if (number := each.number("census_no")) is not None]
    groups = {each.text("group5") for each in LISTS["ethnicity"].entries}

    assert sorted(numbers) == list(range(1, 20))
    assert groups == {"Asian", "Black", "Mixed", "White", "Other", "Not stated", "Not known"}


@pytest.mark.parametrize("name", ["ethnicity", "sex", "school_statuses", "send_statuses", "care_experience", "places"])
def test_an_alias_stands_for_one_entry_of_its_list(name):
    aliases = [
        word.casefold()
        for entry in LISTS[name].entries
        for word in {*(alias.casefold() for alias in entry.texts("aliases")), entry.code.casefold()}
    ]

    assert len(set(aliases)) == len(aliases)


@pytest.mark.parametrize("name", ABOUT_A_PERSON)
def test_a_list_about_a_person_ends_with_the_three_missing_values_under_their_own_names(name):
    missing = [(entry.code, entry.label, entry.meaning) for entry in LISTS["missing_values"].entries]

    assert [code for code, _, _ in missing] == ["NOT_ASKED", "NOT_KNOWN", "REFUSED"]
    assert [(entry.code, entry.label, entry.meaning) for entry in LISTS[name].entries[-3:]] == missing
    assert [entry.flag("missing") for entry in LISTS[name].entries].count(True) == 3


@pytest.mark.parametrize("cut", ["return", "youth_justice"])
def test_the_age_bands_of_a_cut_follow_one_another_without_gap_or_overlap(cut):
    bands = [band for band in LISTS["age_bands"].entries if band.text("cut") == cut and band.code != "NOT_KNOWN"]

    for earlier, later in pairwise(bands):
        oldest, youngest = earlier.number("oldest"), later.number("youngest")
        assert oldest is not None
        assert youngest == oldest + 1


def test_the_framework_has_nineteen_measures_of_four_kinds():
    measures = LISTS["measures"].entries

    assert len(measures) == 19
    assert {each.text("kind") for each in measures} == {"AVG", "PCT_IMPROVING", "N", "PCT"}
    assert [each.code for each in measures if each.text("better") == "down"] == ["M5_1_2_C"]
    assert all(each.code == "M" + each.text("number").replace(".", "_").upper() for each in measures)


def test_a_measure_of_an_area_names_one_that_its_star_has():
    stars = by_code("star_types")
    for measure in LISTS["measures"].entries:
        if measure.text("area"):
            areas = stars[measure.text("star_type")].extra["areas"]
            assert isinstance(areas, list)
            assert measure.text("area") in {str(area["code"]) for area in areas if isinstance(area, dict)}


def test_a_star_has_a_lowest_and_a_highest_score_and_areas():
    for star in LISTS["star_types"].entries:
        lowest, highest = star.number("min"), star.number("max")
        assert lowest is not None
        assert highest is not None
        assert lowest < highest
        assert star.text("better") in {"up", "down"}
        assert star.extra["areas"]


def test_a_programme_that_has_ended_says_so_by_its_last_financial_year():
    for each in LISTS["interventions"].entries:
        last = each.text("last_financial_year")
        assert (each.ends_on is None) == (last == "")
        assert each.ends_on is None or f"{each.ends_on.year - 1}-{each.ends_on.year % 100:02d}" == last
        assert each.text("first_financial_year").startswith(str(each.starts_on.year))


def test_a_safeguarding_or_emergency_gateway_is_always_there():
    emergency = [each for each in LISTS["legal_gateways"].entries if each.flag("emergency")]

    assert [each.code for each in emergency] == ["SAFEGUARDING_EMERGENCY"]


def test_section_16_carries_nothing_from_health_and_nothing_to_a_charity():
    section_16 = by_code("legal_gateways")["PCSC_S16"]
    charities = [each for each in LISTS["agencies"].entries if each.text("kind") == "vcse"]

    assert not section_16.flag("health_or_care")
    assert not section_16.flag("voluntary")
    assert charities
    assert not any(each.flag("named_in_section_16") for each in charities)


def test_fourteen_offence_kinds_come_word_for_word():
    assert len(LISTS["offence_kinds"].entries) == 14
    assert "Theft from the person" in {each.label for each in LISTS["offence_kinds"].entries}


def test_what_is_only_general_knowledge_is_marked_for_confirming():
    assert {each.mark for each in LISTS["star_types"].entries if each.text("kind") == "star"} <= {
        Mark.GENERAL,
        Mark.INFERRED,
    }
    assert by_code("places")["BRISTOL"].mark is Mark.GENERAL


def test_the_glossary_has_the_words_of_the_house():
    words = {entry.label for entry in GLOSSARY.entries}

    assert {"Referral", "Panel case", "Conference", "Figure", "Line", "Measure", "Indicator", "Forum"} <= words
    assert {"Nearly counted", "Bridge", "Nil", "Legal gateway", "Keyed fingerprint"} <= words
    assert [entry.label.casefold() for entry in GLOSSARY.entries] == sorted({word.casefold() for word in words})
