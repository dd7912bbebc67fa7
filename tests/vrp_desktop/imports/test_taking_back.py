"""Taking a batch back: everything that it made goes, but for what was changed since or is signed (M2)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from db.imports import ImportBatch, ImportRow
from db.panel import PanelCase, Referral
from db.people import Person
from tests.support.making import Making
from tests.vrp_desktop.imports.lists import Intake, row
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import Cancelled, NotPermitted, RuleBroken
from vrp_desktop.imports import commands, queries
from vrp_desktop.imports.holds import RowState
from vrp_desktop.panel.commands import move_case
from vrp_desktop.people.commands import add_note, edit_person, open_person
from vrp_desktop.people.queries import person_record
from vrp_desktop.search import index


@pytest.fixture
def make(intake: Intake, clock: FixedClock) -> Making:
    """Factories in the same workspace."""
    return Making(intake.workspace, clock)


@command(Permission.SIGN_RETURN)
def count_in_signed_return(work: Work, unit_id: str, record_id: str) -> None:
    """A signed version with one record behind one of its lines."""
    from db.returns import QuarterlyReturn, ReturnEvidence, ReturnVersion

    ids = [work.new_id(), work.new_id()]
    work.add(QuarterlyReturn(id=ids[0], template="t", quarter="2026-27Q2", scope="AREA", state="SIGNED"))
    work.session.flush()
    work.add(
        ReturnVersion(
            id=ids[1],
            return_id=ids[0],
            number=1,
            as_at=work.today,
            rules="1",
            template_text="",
            content="{}",
            digest="0" * 64,
            audit_head="0" * 64,
            signed_at=work.now,
            signed_by=work.actor.user_id,
        )
    )
    work.session.flush()
    evidence = {"line": "REFERRALS", "span": "Q", "dimensions": {}, "deciding": {}}
    work.bulk(ReturnEvidence, [{"version_id": ids[1], "unit_id": unit_id, "record_id": record_id, **evidence}])


def test_a_batch_taken_back_leaves_no_trace_of_what_it_made(intake: Intake):
    intake.take(row("Elm", "Kit"))
    before = intake.counts()
    taken = intake.take(row("Ash"), row("Elm", "Kit", referred="05/09/2026"), row("Fir", referred=""))

    back = intake.do(commands.take_back, taken.batch_id)

    assert (back.referrals, back.people, back.rows, back.kept) == (2, 1, 3, ())
    assert intake.counts() == before
    assert intake.workspace.read(index.find, "Ash") == []
    assert intake.held() == []
    states = [one.state for one in intake.all(ImportRow) if one.batch_id == taken.batch_id]
    assert states == [RowState.TAKEN_BACK] * 3


def test_the_batch_stays_on_the_list_and_cannot_be_taken_back_twice(intake: Intake):
    taken = intake.take(row("Ash"))
    intake.do(commands.take_back, taken.batch_id)

    (batch,) = intake.workspace.read(queries.batches)
    assert batch.taken_back_at is not None
    with pytest.raises(RuleBroken):
        intake.do(commands.take_back, taken.batch_id)


def test_looking_at_a_record_does_not_keep_it(intake: Intake):
    taken = intake.take(row("Ash"))
    intake.do(open_person, intake.all(Person)[0].id)

    assert intake.do(commands.take_back, taken.batch_id).kept == ()


def test_a_case_that_moved_on_stays_with_its_child(intake: Intake):
    taken = intake.take(row("Ash"), row("Elm", "Kit"))
    case = intake.all(PanelCase)[0]
    intake.do(move_case, case.id, case.version, "PARTNER_CHECKS", date(2026, 9, 2))

    back = intake.do(commands.take_back, taken.batch_id)

    assert [(one.kind, one.record_id) for one in back.kept] == [
        ("referral", case.referral_id),
        ("person", case.person_id),
    ]
    assert back.kept[0].reason == "It was changed after the batch was taken in."
    assert (back.referrals, back.people) == (1, 1)
    assert [one.id for one in intake.all(Referral)] == [case.referral_id]
    rows = intake.workspace.read(queries.rows_of_person, case.person_id)
    assert [one.state for one in rows] == [RowState.TAKEN]


def test_a_child_who_was_edited_stays_without_the_batchs_referral(intake: Intake):
    taken = intake.take(row("Ash"))
    (person,) = intake.all(Person)
    record = intake.workspace.read(person_record, person.id)
    intake.do(edit_person, person.id, record.version, record.form)

    back = intake.do(commands.take_back, taken.batch_id)

    assert [(one.kind, one.record_id) for one in back.kept] == [("person", person.id)]
    assert (intake.counts()["person"], intake.counts()["referral"]) == (1, 0)


def test_a_child_with_a_note_stays(intake: Intake):
    taken = intake.take(row("Ash"))
    (person,) = intake.all(Person)
    intake.do(add_note, person.id, "A made-up note", date(2026, 11, 1))

    assert [one.kind for one in intake.do(commands.take_back, taken.batch_id).kept] == ["person"]


def test_a_case_with_an_action_stays(intake: Intake, make: Making):
    taken = intake.take(row("Ash"))
    make.action(date(2026, 12, 1), case_id=intake.all(PanelCase)[0].id)

    assert [one.kind for one in intake.do(commands.take_back, taken.batch_id).kept] == ["referral", "person"]


def test_a_child_who_has_a_referral_of_another_batch_stays(intake: Intake):
    first = intake.take(row("Ash"))
    second = intake.take(row("Ash", referred="05/09/2026"))

    back = intake.do(commands.take_back, first.batch_id)

    assert [(one.kind, one.reason) for one in back.kept] == [("person", "Other records of this child are on file.")]
    assert [one.batch_id for one in intake.all(Referral)] == [second.batch_id]


def test_what_a_signed_return_counts_stays(intake: Intake):
    taken = intake.take(row("Ash"), row("Elm", "Kit"))
    first, second = intake.all(Referral)
    intake.do(count_in_signed_return, first.person_id, first.id)

    back = intake.do(commands.take_back, taken.batch_id)

    assert [(one.kind, one.person_id, one.reason) for one in back.kept] == [
        ("referral", first.person_id, "It is counted in a signed return."),
        ("person", first.person_id, "It is counted in a signed return."),
    ]
    assert second.id not in [one.id for one in intake.all(Referral)]


def test_rows_settled_on_the_desk_are_taken_back_too(intake: Intake):
    before = intake.counts()
    taken = intake.take(row("Smith", "John"), row("Smyth", "Jon"), row("Ash", born="31/02/2012"))
    mended, likely = sorted(intake.held(), key=lambda one: one.reason_code == "LIKELY_DUPLICATE")
    intake.do(commands.mend_row, mended.row_id, mended.version, {"Date of birth": "04/03/2012"})
    intake.do(commands.take_row_as_new, likely.row_id, likely.version)

    back = intake.do(commands.take_back, taken.batch_id)

    assert (back.referrals, back.people, back.kept) == (3, 3, ())
    assert intake.counts() == before


def test_rows_of_other_batches_let_go_of_what_is_taken_back(intake: Intake):
    first = intake.take(row("Smith", "John"))
    second = intake.take(row("Smith", "John"), row("Smyth", "Jon"))

    intake.do(commands.take_back, first.batch_id)

    rows = intake.workspace.read(queries.batch_rows, second.batch_id)
    assert [one.state for one in rows] == [RowState.TAKEN_BACK, RowState.HELD]
    (held,) = intake.held()
    assert held.likely_id is None
    assert intake.do(commands.mend_row, held.row_id, held.version, {}).outcome == "TAKEN"


def test_a_batch_with_records_of_other_places_is_left_to_those_who_see_them(intake: Intake, make: Making):
    taken = intake.take(row("Ash"))

    with pytest.raises(NotPermitted):
        make.do_as(make.actor(places=["SOUTHAMPTON"]), commands.take_back, taken.batch_id)
    assert intake.counts()["person"] == 1


def test_taking_back_is_told_to_the_audit_with_every_record(intake: Intake):
    from db.audit import AuditChange, AuditEvent

    taken = intake.take(row("Ash"))

    intake.do(commands.take_back, taken.batch_id)

    event = intake.all(AuditEvent)[-1]
    removed = intake.workspace.read(
        lambda read: list(
            read.session.scalars(
                select(AuditChange.kind).where(AuditChange.seq == event.seq, AuditChange.operation == "D")
            )
        )
    )
    assert (event.deed, event.record_id) == ("take_back", taken.batch_id)
    assert sorted(removed) == ["case_status", "panel_case", "person", "person_name", "person_profile", "referral"]
    assert len(intake.all(ImportBatch)) == 1


def test_taking_back_can_be_cancelled_and_then_nothing_has_happened(intake: Intake):
    taken = intake.take(row("Ash"), row("Elm", "Kit"))
    before = intake.counts()

    def stop(done: int, of: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        intake.do(commands.take_back, taken.batch_id, progress=stop)

    assert intake.counts() == before
