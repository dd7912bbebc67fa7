"""The same tables on SQLite and on PostgreSQL: every statement that makes them compiles for both."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from typing import Any

import pytest
from sqlalchemy import PrimaryKeyConstraint, create_mock_engine

import db
from db.base import Base

URLS = {"sqlite": "sqlite://", "postgresql": "postgresql+psycopg://"}


def statements(dialect: str) -> list[str]:
    """All DDL for one database, also what hangs on tables for that database alone."""
    for module in pkgutil.iter_modules(db.__path__, "db."):
        if not module.ispkg:
            import_module(module.name)
    made: list[str] = []

    def keep(statement: Any, *_: Any, **__: Any) -> None:
        made.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine(URLS[dialect], keep)
    Base.metadata.create_all(engine, checkfirst=False)
    return made


@pytest.mark.parametrize("dialect", URLS)
def test_every_table_and_index_compiles(dialect):
    made = "\n".join(statements(dialect))

    assert all(f"CREATE TABLE {name}" in made or f'CREATE TABLE "{name}"' in made for name in Base.metadata.tables)


def test_each_database_gets_its_own_search_index_and_not_the_others():
    sqlite, postgresql = "\n".join(statements("sqlite")), "\n".join(statements("postgresql"))

    assert "fts5" in sqlite
    assert "fts5" not in postgresql
    assert "to_tsvector" in postgresql
    assert "to_tsvector" not in sqlite


def test_every_constraint_has_a_name_that_a_later_migration_can_use():
    assert statements("sqlite")
    nameless = [
        f"{table.name}: {constraint!r}"
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
        if constraint.name is None and not isinstance(constraint, PrimaryKeyConstraint)
    ]

    assert not nameless
