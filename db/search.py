"""Full-text search: one table of folded text, indexed by FTS5 on SQLite and by a tsvector on PostgreSQL."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import DDL, Index, String, event, text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base
from db.covering import Covered


class SearchEntry(Base):
    """What can be found of one record: its folded text and where it leads."""

    __tablename__ = "search_entry"
    __audited__: ClassVar[bool] = False
    # As text: func.to_tsvector compiles only where PostgreSQL's dialect was imported first, which costs time at start.
    __table_args__ = (
        Index("ix_search_entry_tsvector", text("to_tsvector('simple', folded)"), postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[str] = mapped_column(String(36), index=True)
    person_id: Mapped[str | None] = mapped_column(String(36), index=True)
    place_code: Mapped[str | None] = mapped_column(String(40))
    folded: Mapped[str] = mapped_column(Covered(owners=("person_id", "record_id"), shows=""))


SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "folded, content='search_entry', content_rowid='id', prefix='1 2 3', tokenize='unicode61')",
    "INSERT INTO search_index(search_index, rank) VALUES('secure-delete', 1)",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE OF folded ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO search_index(rowid, folded) VALUES (new.id, new.folded); END",
)
"""The FTS5 index and the triggers that keep it true; migrations that rebuild `search_entry` must run these again."""

for statement in SQLITE_INDEX:
    event.listen(SearchEntry.__table__, "after_create", DDL(statement).execute_if(dialect="sqlite"))  # type: ignore[no-untyped-call]
