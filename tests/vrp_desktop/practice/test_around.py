"""The people around practice children, and their links, are such as the commands would have kept."""

from __future__ import annotations

from itertools import combinations

from tests.vrp_desktop.practice.conftest import AS_AT
from tests.vrp_desktop.practice.reading import by, lists_of, rows_of
from vrp_desktop.people.around.forms import COLUMNS, ContactForm, check_contact, lead_codes
from vrp_desktop.people.around.queries import around_child
from vrp_desktop.people.links.forms import LinkForm, check_link, is_at_occurrence, reads_both_ways
from vrp_desktop.people.links.picture import associates
from vrp_desktop.practice.showing import most_linked


def test_every_contact_passes_the_checks_of_the_form(practice):
    lists = lists_of(practice)
    contacts = rows_of(practice, "contact")

    assert {contact["safe_contact"] for contact in contacts} >= {"ONLY_THIS_WAY", "DO_NOT_CONTACT", "NOT_ASKED", None}
    for contact in contacts:
        form = ContactForm(**{name: contact[name] for name in COLUMNS})
        check_contact(lists, contact["person_id"], form, AS_AT)


def test_every_way_is_a_number_or_address_that_can_be_nobodys(practice):
    for way in rows_of(practice, "contact_way"):
        if way["kind"] in ("MOBILE", "PHONE"):
            assert way["details"].startswith(("07700 900", "01632 960"))
        if way["kind"] == "EMAIL":
            assert way["details"].endswith("@example.org")


def test_no_child_has_two_leads_on_one_day(practice):
    lists = lists_of(practice)
    leads = [row for row in rows_of(practice, "contact") if row["relationship"] in lead_codes(lists)]

    assert leads
    for own in by(leads, "person_id").values():
        for one, other in combinations(sorted(own, key=lambda row: row["from_on"]), 2):
            assert one["until_on"] < other["from_on"]


def test_every_link_is_in_order_with_its_source_and_no_two_say_the_same(practice):
    lists, links = lists_of(practice), rows_of(practice, "person_link")

    assert {"AT_OCCURRENCE", "SIBLING"} <= {link["kind"] for link in links}
    assert any(link["until_on"] for link in links)
    for link in links:
        values = {name: link[name] for name in ("kind", "source_agency", "told_on", "happened_on", "from_on")}
        form = LinkForm(link["other_id"], mine=link["role"], theirs=link["other_role"], **values)
        check_link(lists, link["person_id"], form, AS_AT)
        assert is_at_occurrence(lists, link["kind"]) == (link["role"] is not None)
        assert not reads_both_ways(lists, link["kind"]) or link["person_id"] < link["other_id"]
    keys = [(link["kind"], link["person_id"], link["other_id"], link["occurrence"]) for link in links]
    assert len(keys) == len(set(keys))


def test_somebody_is_shown_with_people_around_and_a_picture_worth_drawing(practice):
    child = practice.read(most_linked)

    assert practice.read(around_child, child).contacts
    assert len(practice.read(associates, child).seen_on(AS_AT, 2).people) > 5
