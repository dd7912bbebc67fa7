"""An empty store in memory, for trying statements on: what was compiled for it serves the real store too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from db.engine import make_engine, open_in_memory
from db.schema import metadata


@contextmanager
def trial_store() -> Iterator[Connection]:
    """A connection to bare tables with nothing in them; all of it is gone at the end."""
    engine = make_engine(open_in_memory, 1, "BEGIN")
    try:
        with engine.begin() as connection:
            for table in metadata.tables.values():
                columns = ", ".join(f'"{column.name}"' for column in table.columns)
                connection.exec_driver_sql(f'CREATE TABLE "{table.name}" ({columns})')
            yield connection
    finally:
        engine.dispose()
