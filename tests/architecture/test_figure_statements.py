"""Every figure on SQLite and on PostgreSQL: what is made from it compiles for both, with no function of one alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

import pytest
from sqlalchemy import create_mock_engine

from tests.architecture.sources import sources
from tests.architecture.test_ddl import URLS
from vrp_desktop.figures.figure import Figure
from vrp_desktop.figures.statement import counted, explained, nearly, number

DIALECTS = {name: create_mock_engine(url, print).dialect for name, url in URLS.items()}
# Functions that the other database does not know.
FOREIGN = {
    "sqlite": r"\b(?:date_part|extract|age|to_char|date_trunc|string_agg|now)\s*\(",
    "postgresql": r"\b(?:julianday|strftime|ifnull|group_concat|datetime|unixepoch|glob)\s*\(",
}


def figures() -> dict[str, Figure]:
    """Every figure that a figures.py or checks.py of the WORK floor defines, by module and code."""
    modules = [source.module for source in sources("vrp_desktop") if source.path.name in ("figures.py", "checks.py")]
    return {f"{name}:{figure.code}": figure for name in modules for figure in _figures_in(import_module(name))}


def _figures_in(module: ModuleType) -> Iterator[Figure]:
    for value in vars(module).values():
        yield from (one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Figure))


def statements(figure: Figure, dialect: str) -> list[str]:
    """All that the one mechanism asks of a figure, as the database would get it."""
    made = [counted(figure, True, True), number(figure, True), nearly(figure, True), explained(figure, False)]
    return [str(statement.compile(dialect=DIALECTS[dialect])) for statement in made]


@pytest.mark.parametrize("dialect", DIALECTS)
def test_every_figure_compiles_without_a_function_of_the_other_database(dialect):
    foreign = {
        f"{name}: {match.group()}"
        for name, figure in figures().items()
        for text in statements(figure, dialect)
        for match in re.finditer(FOREIGN[dialect], text, re.IGNORECASE)
    }

    assert figures()
    assert not foreign
