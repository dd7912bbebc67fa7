"""What a workspace changes of its own: places in use, entries of reference lists, identifiers under an agreement."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from db.access import UserAccount
from db.audit import AuditChange, AuditEvent
from tests.support.papers import agreement
from tests.support.workspaces import CHEAP, open_workspace
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import day_clock
from vrp_desktop.errors import Invalid, NotFound, NotPermitted, RuleBroken, Stale
from vrp_desktop.reference.editing import CONFIRMED, EntryForm
from vrp_desktop.reference.files import read_lists
from vrp_desktop.reference.lists import ListEntry, load_shipped, local_row, read_lists_of
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.commands import (
    add_list_entry,
    confirm_list_entry,
    edit_list_entry,
    end_list_entry,
    set_places_in_use,
    switch_identifier_off,
    switch_identifier_on,
)
from vrp_desktop.workspace.queries import about, identifier_agreements, reference_lists
from vrp_desktop.workspace.users import add_user
from vrp_desktop.workspace.workspace import Workspace

USUAL = ("BASINGSTOKE", "PORTSMOUTH", "SOUTHAMPTON", "ISLE_OF_WIGHT")
TODAY = date(2026, 11, 2)


@command(Permission.MANAGE_SETTINGS)
def load_again(work: Work) -> int:
    """What an upgrade does with the lists."""
    return load_shipped(work.session, read_lists())


def in_use(workspace: Workspace) -> tuple[str, ...]:
    return tuple(e.code for e in workspace.read(reference_lists).choices("places", TODAY))


def entry(workspace: Workspace, list_name: str, code: str) -> ListEntry:
    found = workspace.read(reference_lists).entry(list_name, code)
    assert found is not None
    return found


def last_event(read: Read) -> tuple[str, str, str]:
    event = read.session.scalars(select(AuditEvent).order_by(AuditEvent.seq.desc()).limit(1)).one()
    changes = read.session.scalars(select(AuditChange).where(AuditChange.seq == event.seq))
    return event.deed, event.reason, " ".join(str(change.values) for change in changes)


def test_the_places_in_use_are_those_that_are_offered(workspace):
    before = in_use(workspace)

    workspace.write(set_places_in_use, ("GOSPORT", "PORTSMOUTH"), before)

    assert set(in_use(workspace)) == {"GOSPORT", "PORTSMOUTH"}
    assert workspace.read(last_event)[0] == "set_places_in_use"


def test_places_chosen_by_someone_else_meanwhile_are_not_overwritten(workspace):
    before = in_use(workspace)
    workspace.write(set_places_in_use, ("GOSPORT",), before)

    with pytest.raises(Stale):
        workspace.write(set_places_in_use, ("PORTSMOUTH",), before)

    assert in_use(workspace) == ("GOSPORT",)


@pytest.mark.parametrize("codes", [(), ("ATLANTIS",)])
def test_no_place_at_all_and_unknown_places_are_refused(workspace, codes):
    before = in_use(workspace)

    with pytest.raises(Invalid) as told:
        workspace.write(set_places_in_use, codes, before)

    assert "places" in told.value.fields
    assert in_use(workspace) == before


def test_a_local_entry_is_offered_from_its_first_day_and_is_marked_local(workspace):
    form = EntryForm("Street pastors", "Volunteers in the evening economy", date(2026, 12, 1), kind="vcse")

    code = workspace.write(add_list_entry, "agencies", form).result

    added = entry(workspace, "agencies", code)
    assert code == "LOCAL_STREET_PASTORS"
    assert (added.label, added.origin, added.starts_on) == ("Street pastors", "LOCAL", date(2026, 12, 1))
    assert code not in {e.code for e in workspace.read(reference_lists).choices("agencies", TODAY)}
    assert workspace.read(reference_lists).choices("agencies", date(2026, 12, 1))[-1].code == code
    assert verify_workspace(workspace) == []


def test_a_local_forum_has_its_kind_and_place(workspace):
    form = EntryForm("Harbour panel", kind="panel", place_code="GOSPORT")

    code = workspace.write(add_list_entry, "forums", form).result

    assert entry(workspace, "forums", code).extra["kind"] == "panel"


def test_two_local_entries_of_like_words_get_two_codes(workspace):
    first = workspace.write(add_list_entry, "closure_reasons", EntryForm("Moved away, north")).result
    second = workspace.write(add_list_entry, "closure_reasons", EntryForm("Moved away north")).result

    assert (first, second) == ("LOCAL_MOVED_AWAY_NORTH", "LOCAL_MOVED_AWAY_NORTH_2")


@pytest.mark.parametrize(
    ("list_name", "form", "field"),
    [
        ("agencies", EntryForm("  ", kind="vcse"), "label"),
        ("agencies", EntryForm("x" * 201, kind="vcse"), "label"),
        ("agencies", EntryForm("Street pastors"), "kind"),
        ("closure_reasons", EntryForm("turned  18 x"), ""),
    ],
)
def test_an_entry_without_words_or_kind_is_refused(workspace, list_name, form, field):
    if not field:
        workspace.write(add_list_entry, list_name, form)
        field = "label"

    with pytest.raises(Invalid) as told:
        workspace.write(add_list_entry, list_name, form)

    assert field in told.value.fields


def test_a_list_that_carries_rules_takes_no_local_entries_and_loses_none(workspace):
    with pytest.raises(RuleBroken):
        workspace.write(add_list_entry, "panel_decisions", EntryForm("Something else"))
    offer = next(iter(workspace.read(reference_lists).entries["panel_decisions"].values()))
    with pytest.raises(RuleBroken):
        workspace.write(end_list_entry, "panel_decisions", offer.code, offer.version, TODAY)


def test_words_changed_here_survive_the_next_upgrade(workspace):
    seen = entry(workspace, "sex", "FEMALE")

    workspace.write(edit_list_entry, "sex", "FEMALE", seen.version, "Girl or woman", "As recorded")
    workspace.write(load_again)

    now = entry(workspace, "sex", "FEMALE")
    assert (now.label, now.meaning, now.origin) == ("Girl or woman", "As recorded", "LOCAL")
    with pytest.raises(Stale):
        workspace.write(edit_list_entry, "sex", "FEMALE", seen.version, "Female", "")


def test_an_end_taken_away_here_is_not_put_back_by_an_upgrade(workspace):
    code = next(iter(workspace.read(reference_lists).choices("closure_reasons", TODAY))).code
    seen = entry(workspace, "closure_reasons", code)

    workspace.write(end_list_entry, "closure_reasons", code, seen.version, TODAY)
    ended = entry(workspace, "closure_reasons", code)
    assert ended.holds_on(TODAY)
    assert not ended.holds_on(date(2026, 11, 3))
    workspace.write(end_list_entry, "closure_reasons", code, ended.version, None)
    workspace.write(load_again)

    assert entry(workspace, "closure_reasons", code).ends_on is None


def test_an_entry_cannot_end_before_it_begins_nor_share_its_words(workspace):
    one, other = workspace.read(reference_lists).choices("closure_reasons", TODAY)[:2]

    with pytest.raises(Invalid):
        workspace.write(end_list_entry, "closure_reasons", one.code, one.version, date(1990, 1, 1))
    with pytest.raises(Invalid):
        workspace.write(edit_list_entry, "closure_reasons", one.code, one.version, other.label.upper(), "")
    with pytest.raises(NotFound):
        workspace.write(edit_list_entry, "closure_reasons", "NO_SUCH", 1, "Words", "")


def test_what_is_known_from_general_knowledge_is_confirmed_once_with_its_source(workspace):
    lists = workspace.read(reference_lists)
    unsure = next(e for e in lists.entries["send_statuses"].values() if e.mark == "K")

    with pytest.raises(Invalid):
        workspace.write(confirm_list_entry, "send_statuses", unsure.code, unsure.version, " ")
    workspace.write(confirm_list_entry, "send_statuses", unsure.code, unsure.version, "The DfE code set")

    now = entry(workspace, "send_statuses", unsure.code)
    assert (now.mark, now.origin) == (CONFIRMED, "SHIPPED")
    assert workspace.read(last_event)[1] == "Confirmed: The DfE code set"
    with pytest.raises(RuleBroken):
        workspace.write(confirm_list_entry, "send_statuses", unsure.code, now.version, "Again")


def test_nhs_numbers_are_asked_only_under_an_agreement_of_the_register_that_is_in_force(workspace, clock):
    other = agreement(workspace.write, "PNC")
    ended = agreement(workspace.write, "NHS", ends_on=date(2026, 9, 30))
    later = agreement(workspace.write, "NHS", starts_on=date(2027, 1, 1))
    assert workspace.read(about).identifiers == ()
    for refused in (None, "made-up", other, ended, later):
        with pytest.raises(Invalid) as told:
            workspace.write(switch_identifier_on, "NHS", refused)
        assert set(told.value.fields) == {"agreement_id"}

    workspace.write(switch_identifier_on, "NHS", agreement(workspace.write, "NHS", ends_on=date(2026, 12, 31)))

    assert workspace.read(about).identifiers == ("NHS",)
    (agreed,) = workspace.read(identifier_agreements)
    assert (agreed.agreement, agreed.dated_on) == ("Health data agreement", date(2026, 9, 1))
    deed, reason, _values = workspace.read(last_event)
    assert (deed, reason) == ("switch_identifier_on", "NHS number: on, Health data agreement")

    clock.moment = day_clock(date(2027, 1, 1)).moment
    assert workspace.read(about).identifiers == ()


def test_one_identifier_is_switched_off_and_the_other_stays(workspace):
    both = agreement(workspace.write, "NHS", "PNC")
    for kind in ("NHS", "PNC"):
        workspace.write(switch_identifier_on, kind, both)

    workspace.write(switch_identifier_off, "NHS")

    assert workspace.read(about).identifiers == ("PNC",)
    with pytest.raises(Invalid):
        workspace.write(switch_identifier_on, "PASSPORT", both)


def test_only_managers_change_places_lists_and_identifiers(workspace, workspace_folder):
    add_user(workspace, UserForm("bodil", "Bodil Madeup", Role.CHAIR), "eleven plain words", CHEAP)
    before = in_use(workspace)
    workspace.close()

    with open_workspace(workspace_folder, user="bodil", passphrase="eleven plain words") as theirs:
        for deed, args in (
            (set_places_in_use, (("GOSPORT",), before)),
            (add_list_entry, ("closure_reasons", EntryForm("Another"))),
            (switch_identifier_on, ("NHS", "made-up")),
        ):
            with pytest.raises(NotPermitted):
                theirs.write(deed, *args)
        assert theirs.read(lambda read: read.session.scalars(select(UserAccount)).first()) is not None


def test_lists_that_are_kept_between_reads_are_read_again_after_a_change(workspace):
    kept = workspace.read(reference_lists)
    form = EntryForm(label="Made-up source", starts_on=None)

    assert workspace.read(reference_lists) is kept
    workspace.write(add_list_entry, "identification_sources", form)

    labels = [item.label for item in workspace.read(reference_lists).entries["identification_sources"].values()]
    assert "Made-up source" in labels


@command(Permission.MANAGE_SETTINGS)
def add_and_look(work: Work, label: str) -> list[bool]:
    """Look at the lists before an entry is added, while it waits to be written, and once it is."""
    seen = [label in _sources(work)]
    row = local_row("identification_sources", {"code": "MADE_UP", "label": label, "origin": "LOCAL"})
    work.add(row)
    seen.append(label in _sources(work))
    work.session.flush()
    seen.append(label in _sources(work))
    return seen


def _sources(work: Work) -> list[str]:
    return [item.label for item in read_lists_of(work.session).entries["identification_sources"].values()]


def test_a_deed_that_changes_a_list_reads_its_own_change(workspace):
    workspace.read(reference_lists)

    assert workspace.write(add_and_look, "Made-up source").result == [False, True, True]
