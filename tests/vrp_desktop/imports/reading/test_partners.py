"""The labelled corpus: what partners send comes out as its label says."""

from __future__ import annotations

import pytest

from tests.corpus.partners import SENT, TODAY, Sent
from vrp_desktop.imports.reading.columns import ColumnMap, guess_columns
from vrp_desktop.imports.reading.header import find_table
from vrp_desktop.imports.reading.referrals import ReadRow
from vrp_desktop.imports.reading.rows import read_rows
from vrp_desktop.imports.reading.tables import Table
from vrp_desktop.imports.reading.workbook import read_workbook


def taken_in(sent: Sent) -> tuple[Table, ColumnMap, list[ReadRow]]:
    workbook = read_workbook(sent.build(), sent.file)
    table = find_table(workbook)
    mapping = guess_columns(table, sent.settings)
    rows = read_rows(table, mapping, sent.settings, TODAY, epoch_1904=workbook.epoch_1904)
    return table, mapping, list(rows)


@pytest.mark.parametrize("what", SENT)
def test_a_partners_list_is_read_as_its_label_says(what):
    sent = SENT[what]

    table, mapping, rows = taken_in(sent)

    taken = [row for row in rows if not row.is_held]
    assert (table.sheet, table.header_row) == (sent.sheet, sent.header_row)
    assert tuple(f"{row.fields.forenames} {row.fields.surname}" for row in taken) == sent.taken
    assert {row.number: row.held_because[0].code for row in rows if row.is_held} == sent.held
    assert table.left_out.sentences() == sent.left_out
    if sent.born is not None:
        assert tuple(row.fields.born_on for row in taken) == sent.born
    if sent.referred is not None:
        assert tuple(row.fields.referred_on for row in taken) == sent.referred
    if sent.fields:
        assert set(mapping.fields) == sent.fields


def test_every_held_row_says_why_in_a_plain_sentence_that_quotes_nothing():
    for sent in SENT.values():
        _, _, rows = taken_in(sent)
        for row in rows:
            texts = {text.casefold() for _, text in row.cells if len(text) > 3 and text.casefold() != "unknown"}
            for problem in row.problems:
                assert problem.sentence.endswith(".")
                assert not any(text in problem.sentence.casefold() for text in texts)


def test_numbers_stored_as_text_make_the_same_referral():
    _, _, (first, second) = taken_in(SENT["numbers stored as text"])

    assert (first.fields.nhs_number, first.fields.pnc) == (second.fields.nhs_number, second.fields.pnc)
    assert first.fields.upn == "R201100018042"


def test_a_schools_list_fills_every_coded_field():
    _, _, (first, second) = taken_in(SENT["a school's list with parents in it"])

    assert (first.fields.sex, first.fields.send, first.fields.care_experience, first.fields.school_status) == (
        "MALE",
        "SEN_SUPPORT",
        "NEVER",
        "PERMANENTLY_EXCLUDED",
    )
    assert (second.fields.sex, second.fields.send, second.fields.care_experience, second.fields.school_status) == (
        "FEMALE",
        "EHCP",
        "LOOKED_AFTER",
        "MAINSTREAM",
    )


def test_the_events_of_one_child_have_one_key():
    _, _, rows = taken_in(SENT["police events"])

    keys = [row.fields.group_key for row in rows]
    assert keys[0] == keys[1] != keys[2]
    assert [row.fields.occurrence for row in rows] == ["44260012345", "44260054321", "44260099999"]
    assert [row.fields.event_on and row.fields.event_on.month for row in rows] == [2, 6, 6]
