"""The generated statements of every figure compile for SQLite and for PostgreSQL, and an empty near is no near."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite

from tests.vrp_desktop.figures.random_store import random_store
from vrp_desktop.actions.figures import OVERDUE
from vrp_desktop.figures import statement
from vrp_desktop.figures.figure import Window
from vrp_desktop.figures.run import nearly_counted
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.workspace.workspace import Workspace

DIALECTS: tuple[Dialect, ...] = (sqlite.dialect(), postgresql.dialect())


@pytest.mark.parametrize("code", sorted(FIGURES))
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_every_statement_of_a_figure_compiles(code: str, dialect: Dialect) -> None:
    figure = FIGURES[code]
    for by_place in (False, True):
        statements = (
            statement.counted(figure, by_place, False),
            statement.counted(figure, by_place, True),
            statement.number(figure, by_place),
            statement.nearly(figure, by_place),
        )
        assert all(str(each.compile(dialect=dialect)) for each in statements)
    assert all(str(statement.explained(figure, by_record).compile(dialect=dialect)) for by_record in (False, True))


def test_a_figure_whose_tests_name_no_distance_has_nothing_nearly_counted(workspace: Workspace) -> None:
    window = Window(date(2026, 7, 1), date(2026, 9, 30), date(2026, 9, 30))
    for seed in range(5):
        with random_store(workspace, seed) as store:
            assert nearly_counted(store.session, OVERDUE, window) == []
