"""What every table shares: the declarative base, the naming convention, the column types."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

from sqlalchemy import JSON, DateTime, Dialect, ForeignKey, Index, MetaData, String, TypeDecorator, text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from db.covering import FreeText

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An aware UTC moment; SQLite hands back naive ones, so the zone is put on again."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Id = Annotated[str, mapped_column(String(36), primary_key=True)]
Code = Annotated[str, mapped_column(String(40))]
Short = Annotated[str, mapped_column(String(200))]
Private = Annotated[str, mapped_column(FreeText())]
"""Words about the child of the row: not read while its record is closed to the reader, nor names of closed others."""
PrivateShort = Annotated[str, mapped_column(FreeText(200))]
Remark = Annotated[str, mapped_column(FreeText(owners=()))]
"""Words about no one child, which may name one all the same."""
PlaceCode = Annotated[str, mapped_column(String(40), ForeignKey("place.code"), index=True)]
AgencyCode = Annotated[str, mapped_column(String(40), ForeignKey("agency.code"))]
PersonRef = Annotated[str, mapped_column(String(36), ForeignKey("person.id"), index=True)]


def index_of_known(table: str, column: str) -> Index:
    """An index of a column that is mostly empty: the empty ones in it would make the store think that it tells little,
    and look through the whole table instead.
    """
    known = text(f"{column} IS NOT NULL")
    return Index(f"ix_{table}_{column}", column, sqlite_where=known, postgresql_where=known)


class Base(DeclarativeBase):
    """The base of all tables. `__audited__` says whether the flush hook writes a row's changes into the audit."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {datetime: Moment, dict[str, Any]: JSON, list[Any]: JSON}
    __audited__: ClassVar[bool] = True


class Versioned:
    """Rows that forms edit: a write against a stale version is refused by the mapper."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}
