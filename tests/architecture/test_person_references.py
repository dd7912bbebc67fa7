"""Every column that names a child says whether a merge moves it, so that no new table is forgotten."""

from __future__ import annotations

from vrp_desktop.people.references import MOVES, STAYS, moving, references


def test_every_column_that_names_a_child_is_classified_for_merging():
    new = sorted({found.name for found in references()} - MOVES - STAYS)

    assert not new, (
        f"{new} name a child. In vrp_desktop/people/references.py put each into MOVES, where its rows hang on the child"
        " and go with the record that carries on when two are merged, or into STAYS, where they say what it is itself."
    )


def test_nothing_is_classified_that_is_not_there():
    assert {found.name for found in references()} >= (MOVES | STAYS)
    assert not MOVES & STAYS


def test_every_row_that_moves_has_an_id_of_its_own_to_be_noted_by():
    assert [found.name for found in moving() if [key.name for key in found.table.primary_key] != ["id"]] == []
