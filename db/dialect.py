"""One dialect and one cache of compiled statements for all stores of a process.

SQLAlchemy compiles a statement once for each dialect object, and every engine makes its own: reading and writing, and
each unlocking again, would compile everything anew.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

_KEPT: Final = 800
"""How many statements stay compiled: more than a day's work asks for."""

URL: Final = "sqlite+house://"
COMPILED: Final[LRUCache[Any, Any]] = LRUCache(_KEPT)


class HouseDialect(SQLiteDialect_pysqlite):
    """SQLite as all stores of this house speak it: what was compiled for one serves any other."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is HouseDialect

    def __hash__(self) -> int:
        return hash(HouseDialect)


registry.register("sqlite.house", __name__, HouseDialect.__name__)
