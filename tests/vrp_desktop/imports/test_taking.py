"""Taking a list in: what is taken, joined and held, and how it is counted (M2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from db.imports import ImportBatch, ImportRow, ImportSender
from db.panel import PanelCase, Referral, SupportAgreement, TriggerEvent
from db.people import Person, PersonIdentifier, PersonName, PersonProfile
from tests.support.plaintext import files_with
from tests.vrp_desktop.imports.lists import HEAD, SETTINGS, Intake, row, workbook
from vrp_desktop.access.work import Read
from vrp_desktop.errors import Cancelled
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.planning import CHUNK
from vrp_desktop.imports.queries import BatchRow
from vrp_desktop.search import index

SURNAMES = [f"{first}{last}" for first in ("Ash", "Birch", "Cedar", "Dog", "Elm", "Fir", "Gorse", "Haw", "Ivy", "Jun")
            for last in ("bank", "croft", "dale", "edge", "ford", "gate", "hurst", "ing", "kirk", "lea", "moor", "ness",
                         "over", "park", "quay", "ridge", "stead", "thorpe", "urn", "wick")]  # fmt: skip
BAD = (
    row("", ""),
    row("Unknown", "Unknown"),
    row("Holly", referred="31/02/2026"),
    row("Laurel", born="soon"),
    row("Maple", referred="01/09/2027"),
    row("Olive", born="01/01/2027"),
    row("Poplar", born="01/01/1999"),
)
"""Seven rows that cannot be taken."""


def test_two_hundred_rows_with_seven_bad_ones_and_undo_returns_the_counts(intake: Intake):
    good = [row(surname, born=date(2010 + n % 6, 1 + n % 12, 2 + n % 26)) for n, surname in enumerate(SURNAMES[:193])]
    before = intake.counts()

    taken = intake.take(*good[:100], *BAD, *good[100:])

    assert (taken.read, taken.taken, taken.held) == (200, 193, 7)
    sheet = intake.workspace.read(queries.held_sheet, taken.batch_id)
    assert len(sheet.rows) == 7
    assert sheet.headings == (*HEAD, "Row in the list", "Why it is held")
    assert [line[-2] for line in sheet.rows] == [str(102 + n) for n in range(7)]
    assert all(line[-1] for line in sheet.rows)
    assert intake.counts()["person"] == before["person"] + 193

    back = intake.do(commands.take_back, taken.batch_id)

    assert (back.referrals, back.people, back.rows, back.kept) == (193, 193, 200, ())
    assert intake.counts() == before


def test_the_counts_are_printed_as_the_issue_names_them(intake: Intake):
    taken = intake.take(row("Smith", "John"), row("Smith", "John"), row("Elm", referred=""), row("Smyth", "Jon"))

    printed = taken.as_json()
    assert list(printed) == ["batch", "read", "taken", "held", "joined", "likely_duplicates"]
    assert (printed["read"], printed["taken"], printed["held"], printed["joined"]) == (4, 2, 2, 1)
    assert printed["likely_duplicates"] == 1


@pytest.mark.parametrize(
    ("bad", "code"),
    list(zip(BAD, ("NO_NAME", "NO_NAME", "NOT_A_DATE", "NOT_A_DATE", "DATE_IN_FUTURE", "DATE_IN_FUTURE",
                   "BORN_TOO_LONG_AGO"), strict=True)),
)  # fmt: skip
def test_a_bad_row_is_held_with_its_reason_and_its_cells(intake: Intake, bad, code):
    taken = intake.take(bad)

    (held,) = intake.held()
    assert (taken.held, taken.likely_duplicates) == (1, 0)
    assert held.reason_code == code
    assert [cell.heading for cell in held.cells] == list(HEAD)


@pytest.mark.parametrize("born", ["", "04/03/2020", "04/03/2003"])
def test_a_child_without_birth_date_or_outside_the_ages_is_taken(intake: Intake, born):
    assert intake.take(row("Ash", born=born)).taken == 1


def test_a_row_without_a_date_takes_the_batchs_referral_date(intake: Intake):
    settings = replace(SETTINGS, referral_date=date(2026, 8, 3))

    intake.take(row("Ash", referred=""), row("Elm", "Kit"), settings=settings)

    assert sorted(one.referred_on for one in intake.all(Referral)) == [date(2026, 8, 3), date(2026, 9, 1)]


def test_a_row_that_matches_a_child_exactly_joins_it_as_a_further_referral(intake: Intake):
    intake.take(row("Ash"))

    taken = intake.take(row("ASH", "tam", referred="05/09/2026"))

    assert (taken.taken, taken.joined, taken.held) == (1, 1, 0)
    assert (intake.counts()["person"], intake.counts()["referral"], intake.counts()["panel_case"]) == (1, 2, 2)


def test_two_rows_of_one_new_child_make_one_child_with_two_referrals(intake: Intake):
    taken = intake.take(row("Ash"), row("Ash", referred="05/09/2026"))

    assert (taken.taken, taken.joined) == (2, 1)
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 2)


def test_the_same_row_twice_is_on_file_and_makes_nothing(intake: Intake):
    taken = intake.take(row("Ash"), row("Ash"))

    assert (taken.read, taken.taken, taken.held, taken.joined, taken.on_file) == (2, 2, 0, 1, 1)
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 1)
    assert [one.state for one in intake.all(ImportRow)] == [RowState.TAKEN, RowState.ON_FILE]


def test_the_same_file_twice_is_known_and_makes_nothing_new(intake: Intake):
    rows = (row("Ash"), row("Elm", "Kit"), row("", ""))
    digest = workbook(rows).digest
    assert intake.workspace.read(queries.already_taken, digest) == []
    first = intake.take(*rows)
    counts = intake.counts()

    known = intake.workspace.read(queries.already_taken, digest)
    again = intake.take(*rows)

    assert [one.batch_id for one in known] == [first.batch_id]
    assert isinstance(known[0], BatchRow)
    assert (again.read, again.taken, again.held, again.on_file) == (3, 2, 1, 2)
    assert intake.counts() == counts


def test_the_same_row_for_another_place_is_still_the_same_but_not_from_another_agency(intake: Intake):
    intake.take(row("Ash"))

    elsewhere = intake.take(row("Ash"), settings=replace(SETTINGS, place="SOUTHAMPTON", agreement="NOT_ASKED"))
    from_school = intake.take(row("Ash"), settings=replace(SETTINGS, sending_agency="EDUCATION"))

    assert (elsewhere.on_file, from_school.on_file, from_school.joined) == (1, 0, 1)


def test_a_file_that_was_taken_back_is_new_again(intake: Intake):
    first = intake.take(row("Ash"))
    intake.do(commands.take_back, first.batch_id)

    assert intake.workspace.read(queries.already_taken, workbook([row("Ash")]).digest) == []
    assert intake.take(row("Ash")).on_file == 0
    assert intake.counts()["person"] == 1


def test_a_likely_duplicate_is_held_with_the_child_it_may_be(intake: Intake):
    intake.take(row("Smith", "John"))
    (john,) = intake.all(Person)

    taken = intake.take(row("Smyth", "Jon"))

    (held,) = intake.held()
    assert (taken.taken, taken.held, taken.likely_duplicates) == (0, 1, 1)
    assert (held.reason_code, held.likely_id) == ("LIKELY_DUPLICATE", john.id)
    assert "sound alike" in held.reason


def test_a_likely_duplicate_of_an_earlier_row_is_held(intake: Intake):
    taken = intake.take(row("Smith", "John"), row("Smyth", "Jon"))

    assert (taken.taken, taken.held, taken.likely_duplicates) == (1, 1, 1)


def test_twins_are_two_children(intake: Intake):
    taken = intake.take(row("Ash", "Amelia", sex="F"), row("Ash", "Oliver"))

    assert (taken.taken, taken.joined, taken.held) == (2, 0, 0)
    assert intake.counts()["person"] == 2


def test_the_first_of_january_is_left_to_a_person(intake: Intake):
    taken = intake.take(row("Ash", born="01/01/2012"), row("Ash", born="01/01/2012", referred="05/09/2026"))

    assert (taken.taken, taken.likely_duplicates) == (1, 1)


def test_another_sex_is_left_to_a_person(intake: Intake):
    taken = intake.take(row("Ash"), row("Ash", sex="F", referred="05/09/2026"))

    assert (taken.taken, taken.likely_duplicates) == (1, 1)


def test_two_on_file_with_one_name_and_birth_date_are_left_to_a_person(intake: Intake):
    intake.take(row("Ash"))
    second = intake.take(row("Ash", sex="F", referred="05/09/2026"))
    (held,) = intake.held()
    intake.do(commands.take_row_as_new, held.row_id, held.version)
    assert second.likely_duplicates == 1

    third = intake.take(row("Ash", sex="", referred="06/09/2026"))

    assert third.likely_duplicates == 1
    assert [one.reason_code for one in intake.held()] == ["SEVERAL_ON_FILE"]


def test_a_row_takes_the_batchs_place_agency_and_source_where_it_names_none(intake: Intake):
    head = (*HEAD, "Place", "Agency", "Source")

    intake.take(
        [*row("Ash"), "Southampton", "Education", ""], [*row("Elm", "Kit"), "Nowhere", "", "School: absence"], head=head
    )

    first, second = intake.all(Referral)
    assert (first.place_code, first.sending_agency, first.source) == ("SOUTHAMPTON", "EDUCATION", "POLICE_OTHER")
    assert (second.place_code, second.sending_agency, second.source) == ("PORTSMOUTH", "POLICE", "SCHOOL_ABSENCE")


def test_a_place_that_is_not_used_here_is_kept_beside_the_batchs_place(intake: Intake):
    head = (*HEAD, "Place")
    rows = ([*row("Ash"), "Nowhere"], [*row("Elm", "Kit"), "Fareham"], [*row("Fir", "Lee"), "Soton"])

    (seen, _, known) = intake.look(*rows, head=head).rows
    intake.take(*rows, head=head)

    assert [one.place_code for one in intake.all(Person)] == ["PORTSMOUTH", "PORTSMOUTH", "SOUTHAMPTON"]
    assert [one.home_authority for one in intake.all(PersonProfile)] == [None, "FAREHAM", None]
    assert "Place: Nowhere" in intake.all(Referral)[0].reason
    assert seen.remarks == ("The place is not one that this workspace uses; the batch's place is taken.",)
    assert known.remarks == ()


def test_identifiers_and_what_has_no_field_of_its_own_are_kept(intake: Intake):
    head = (*HEAD, "UPN", "NHS number", "Known as", "Offence")

    intake.take([*row("Ash"), "A123456789012", "9434765919", "Tammy", "Something odd"], head=head)

    assert [(one.kind, one.value) for one in intake.all(PersonIdentifier)] == [("UPN", "A123456789012")]
    (referral,) = intake.all(Referral)
    assert referral.reason.splitlines() == ["Missing from school", "Known as: Tammy", "Offence: Something odd"]


def test_an_agreement_that_holds_for_the_batch_is_recorded_for_each_case(intake: Intake):
    intake.take(row("Ash"), settings=replace(SETTINGS, agreement="AGREED_PARENT"))

    (agreement,), (case,) = intake.all(SupportAgreement), intake.all(PanelCase)
    assert (agreement.answer, agreement.case_id) == ("AGREED_PARENT", case.id)


def test_a_bare_yes_says_not_who_agreed(intake: Intake):
    head = (*HEAD, "Consent given")

    intake.take([*row("Ash"), "Yes"], [*row("Elm", "Kit"), "Declined"], head=head)

    assert [one.answer for one in intake.all(SupportAgreement)] == ["DECLINED"]
    assert "Agreement to support, as sent: yes." in intake.all(Referral)[0].reason


def test_an_event_column_makes_a_trigger_event(intake: Intake):
    head = (*HEAD, "Occurrence number", "Offence date", "Offence")

    intake.take([*row("Ash"), "44260000001", "20/08/2026", "Robbery"], head=head)

    (event,) = intake.all(TriggerEvent)
    assert (event.named_on, event.occurrence, event.offence_kind) == (date(2026, 8, 20), "44260000001", "ROBBERY")


def test_what_was_taken_in_is_found_by_search_and_matched(intake: Intake):
    intake.take(row("Ashcroft"))

    (name,) = intake.all(PersonName)
    hits = intake.workspace.read(index.find, "ashcr")
    assert {(hit.kind, hit.record_id) for hit in hits} == {("person", name.person_id)}
    assert intake.counts()["match_key"] > 1


def test_cancelling_leaves_nothing(intake: Intake):
    before, told = intake.counts(), list[tuple[int, int]]()

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        intake.take(row("Ash"), row("Elm", "Kit"), progress=stop)

    assert told == [(0, 2), (2, 2)]
    assert intake.counts() == before
    assert intake.all(ImportBatch) == intake.all(ImportRow) == intake.all(ImportSender) == []


def test_settings_are_remembered_for_the_sender_with_the_day(intake: Intake):
    settings = replace(SETTINGS, agreement="NOT_ASKED", referral_date=date(2026, 9, 1), columns={"Reason": ""})

    intake.take(row("Ash"), settings=settings)

    remembered = intake.workspace.read(queries.settings_for, "Harbour Police")
    assert remembered == settings
    assert intake.workspace.read(queries.settings_for, " harbour  POLICE ") == settings
    assert [one.name for one in intake.workspace.read(queries.senders)] == ["Harbour Police"]
    assert intake.workspace.read(queries.settings_for, "Somebody else").place is None


def test_a_sender_is_one_however_its_name_is_cased_or_spaced(intake: Intake):
    intake.take(row("Ash"), settings=SETTINGS)

    intake.take(row("Elm", "Kit"), settings=replace(SETTINGS, sender="HARBOUR  police"))

    assert [one.name for one in intake.workspace.read(queries.senders)] == ["Harbour Police"]


def test_a_name_in_the_list_stands_in_no_file_of_the_workspace(intake: Intake, tmp_path):
    intake.take(row("Quetzalcoatlus"), row("Quetzalcoatlus", "Kit", referred=""))

    assert files_with(tmp_path, "Quetzalcoatlus") == []


def test_a_batch_is_one_deed_in_the_audit(intake: Intake):
    from db.audit import AuditEvent

    before = len(intake.all(AuditEvent))

    taken = intake.take(row("Ash"), row("Elm", "Kit"))

    events = intake.all(AuditEvent)[before:]
    assert [(one.deed, one.kind, one.record_id) for one in events] == [("take_in", "import_batch", taken.batch_id)]


def test_a_store_learns_how_large_a_long_first_list_makes_it_before_that_is_all_in(intake: Intake):
    def known(read: Read) -> int:
        told = "SELECT max(CAST(stat AS INTEGER)) FROM sqlite_stat1 WHERE tbl = 'person'"
        return int(read.session.scalar(text(told)) or 0)

    letters = "abcdefghijklmnopqrstuvwxyz"
    names = [f"{one}{two}{three}o" for one in letters for two in letters for three in "ae"]
    taken = intake.take(*(row(name.title(), born="") for name in names))

    # Believing it to be empty, it would read every child and every key for each few rows: minutes for 50,000.
    assert taken.read == len(names) > CHUNK
    assert intake.workspace.read(known) >= CHUNK
