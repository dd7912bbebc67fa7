"""Practice children are filed as the commands file them: names folded, keys, fingerprints and search entries there."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from itertools import pairwise

from db.people import FOR_EVER, FROM_BIRTH
from tests.vrp_desktop.practice.conftest import AS_AT, CHILDREN
from tests.vrp_desktop.practice.reading import by, lists_of, rows_of
from vrp_desktop.access.work import Read
from vrp_desktop.panel.forms import ReferralForm
from vrp_desktop.panel.referring import add_referral
from vrp_desktop.people.fingerprint import fingerprint_of
from vrp_desktop.people.identifiers import check, check_postcode
from vrp_desktop.people.likely import candidates
from vrp_desktop.people.matching import Verdict, blocking_keys, compare
from vrp_desktop.people.queries import person_record
from vrp_desktop.practice.children import DUPLICATE_AT, DUPLICATE_EVERY, TWIN_AT, TWIN_EVERY
from vrp_desktop.practice.put_right import TWICE
from vrp_desktop.search import index
from vrp_desktop.search.folding import fold, fold_name


def test_there_are_as_many_children_as_were_asked_for_and_those_who_came_twice(practice):
    assert len(rows_of(practice, "person")) == CHILDREN + TWICE


def test_names_are_folded_and_everybody_has_one_current_name(practice):
    names = rows_of(practice, "person_name")
    current = Counter(row["person_id"] for row in names if row["kind"] == "CURRENT")

    assert set(current.values()) == {1}
    assert len(current) == CHILDREN + TWICE
    assert all(row["folded"] == fold_name(row["forenames"], row["surname"]) for row in names)


def test_everybody_is_filed_under_the_keys_by_which_duplicates_are_found(practice):
    keys = by(rows_of(practice, "match_key"), "person_id")
    people = practice.read(candidates, [row["id"] for row in rows_of(practice, "person")])

    assert {who: {row["key"] for row in found} for who, found in keys.items()} == {
        who: blocking_keys(candidate) for who, candidate in people.items()
    }


def test_fingerprints_are_those_of_the_commands(practice):
    for row in rows_of(practice, "person"):
        assert row["fingerprint"] == practice.read(fingerprint, row["id"])


def fingerprint(read: Read, person_id: str) -> str | None:
    return fingerprint_of(read.session, person_record(read, person_id).form)


def test_everybody_is_found_by_name_and_every_record_by_its_words(practice):
    names = [row for row in rows_of(practice, "person_name") if fold(row["surname"])][::10]

    for row in names:
        found = practice.read(index.find, f"{row['forenames']} {row['surname']}")
        assert row["person_id"] in {hit.person_id for hit in found}
    kinds = Counter(row["kind"] for row in rows_of(practice, "search_entry"))
    # A record that was merged is found by the one that carries on.
    assert kinds["person"] == len([row for row in rows_of(practice, "person") if row["merged_into_id"] is None])
    for kind, table in (("panel_case", "panel_case"), ("note", "note"), ("action", "action")):
        assert kinds[kind] == len(rows_of(practice, table))
    assert kinds["panel_decision"] == len(rows_of(practice, "panel_decision"))


def test_attributes_hold_from_birth_for_ever_without_a_gap(practice):
    for profiles in by(rows_of(practice, "person_profile"), "person_id").values():
        ordered = sorted(profiles, key=lambda row: row["from_on"])
        assert (ordered[0]["from_on"], ordered[-1]["until_on"]) == (FROM_BIRTH, FOR_EVER)
        for before, after in pairwise(ordered):
            assert after["from_on"] == before["until_on"] + timedelta(days=1)


def test_answers_that_are_missing_are_of_all_four_kinds(practice):
    profiles = rows_of(practice, "person_profile")
    said = {row[name] for row in profiles for name in ("sex", "ethnicity", "school_status", "send", "care_experience")}

    assert {"NOT_ASKED", "NOT_KNOWN", "REFUSED", None} <= said


def test_every_code_is_of_its_list(practice):
    lists = lists_of(practice)
    columns = {"sex": "sex", "ethnicity": "ethnicity", "send": "send_statuses", "care_experience": "care_experience"}
    columns |= {"school_status": "school_statuses"}

    for row in rows_of(practice, "person_profile"):
        for column, list_name in columns.items():
            assert row[column] is None or lists.entry(list_name, row[column])
    for row in rows_of(practice, "referral"):
        assert row["source"] is None or lists.entry("identification_sources", row["source"])
        assert row["sending_agency"] is None or lists.entry("agencies", row["sending_agency"])
    for row in rows_of(practice, "trigger_event"):
        assert row["offence_kind"] is None or lists.entry("offence_kinds", row["offence_kind"])


def test_no_identifier_or_postcode_can_be_a_real_childs(practice):
    identifiers, profiles = rows_of(practice, "person_identifier"), rows_of(practice, "person_profile")
    postcodes = [row["postcode"] for row in profiles if row["postcode"]]

    assert identifiers
    assert postcodes
    assert all(check(row["kind"], row["value"], 2026) is None for row in identifiers)
    assert all(row["value"][1:4] == "000" for row in identifiers)
    assert all(check_postcode(postcode) for postcode in postcodes)


def test_likely_pairs_are_left_on_file_and_twins_are_never_likely(practice):
    people = practice.read(candidates, [row["id"] for row in rows_of(practice, "person")])
    filed = by(rows_of(practice, "match_key"), "key")
    pairs = {
        tuple(sorted((one["person_id"], other["person_id"])))
        for rows in filed.values()
        for one in rows
        for other in rows
        if one["person_id"] < other["person_id"]
    }
    verdicts = Counter(compare(people[one], people[other]).verdict for one, other in pairs)

    assert verdicts[Verdict.LIKELY] + verdicts[Verdict.EXACT] >= len(range(DUPLICATE_AT, CHILDREN, DUPLICATE_EVERY)) - 1
    assert len(range(TWIN_AT, CHILDREN, TWIN_EVERY)) == 1
    assert verdicts[Verdict.NONE] + verdicts[Verdict.POSSIBLE] >= 1


def test_children_come_back_within_a_year_and_some_records_come_late(practice):
    referrals = rows_of(practice, "referral")
    gaps = [
        (later["referred_on"] - earlier["referred_on"]).days
        for rows in by(sorted(referrals, key=lambda row: row["referred_on"]), "person_id").values()
        for earlier, later in pairwise(rows)
    ]

    assert any(gap <= 365 for gap in gaps)
    assert any((row["entered_at"].date() - row["referred_on"]).days > 7 for row in referrals)


def test_a_command_goes_on_from_practice_records(practice_copy):
    person = rows_of(practice_copy, "person")[0]
    form = ReferralForm(person["id"], person["place_code"], AS_AT)

    added = practice_copy.write(add_referral, form).result

    assert added.case_id in {row["id"] for row in rows_of(practice_copy, "panel_case")}
