"""What the desk shows of one held row: what to mend, whom it names, and the child that it may be."""

from __future__ import annotations

from db.people import Person
from tests.vrp_desktop.imports.lists import Intake, row
from vrp_desktop.imports.mending import held_record, row_words
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.people.forms import PersonForm


def test_each_reason_names_the_field_that_mends_it(intake: Intake):
    intake.take(row("Elm", "Kit", "31/02/2012", referred="soon"))
    (held,) = intake.held()

    record = intake.workspace.read(held_record, held.row_id)

    assert record is not None
    assert {field for one in record.to_mend for field in one.fields} == {Field.DATE_OF_BIRTH, Field.REFERRAL_DATE}
    assert not record.can_be_taken
    assert record.on_file is None


def test_a_row_without_a_name_asks_for_its_own_name_columns(intake: Intake):
    intake.take(row("", ""))
    record = intake.workspace.read(held_record, intake.held()[0].row_id)

    assert record is not None
    assert [one.fields for one in record.to_mend] == [(Field.SURNAME, Field.FORENAMES)]


def test_a_likely_duplicate_comes_with_the_child_on_file_and_the_reasons(intake: Intake):
    intake.take(row("Teapotwaffle", "Katherine"), row("Teapotwafle", "Katherine"))
    record = intake.workspace.read(held_record, intake.held()[0].row_id)

    assert record is not None
    assert record.can_be_taken
    assert record.to_mend == ()
    assert record.on_file is not None
    assert record.on_file.record.person_id == intake.all(Person)[0].id
    assert record.on_file.reasons
    assert isinstance(record.said, PersonForm)
    assert record.others == ()


def test_names_are_read_from_whole_or_parted_columns(intake: Intake):
    head = ("Name", "Date of birth", "Referral date")
    intake.take(["ELM, Kit", "31/02/2012", "01/09/2026"], head=head)
    intake.take(row("Oak", "Lee", "31/02/2012"))

    words = [row_words(held) for held in intake.held()]

    assert [(one.forenames, one.surname, one.code) for one in words] == [
        ("Kit", "Elm", "Row 2"),
        ("Lee", "Oak", "Row 2"),
    ]


def test_a_settled_row_is_no_longer_there(intake: Intake):
    assert intake.workspace.read(held_record, "00000000-0000-7000-8000-000000000000") is None
