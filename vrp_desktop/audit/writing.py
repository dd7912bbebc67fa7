"""The values of a change as canonical JSON: names in order, no blanks, dates as ISO text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final

from sqlalchemy import FromClause

from db.base import Base

WITHHELD: Final = "not kept here"
"""Stands in the audit for the value of a column marked `info={"audit": "withheld"}`."""

json_text = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode


def written_rows(kind: type[Base], rows: Sequence[Mapping[str, Any]], *, deleted: bool) -> list[tuple[list[str], str]]:
    """The columns that hold something, and their values as text, of rows of one table that were inserted or deleted.

    It is the text of `json_text`, column by column and so several times faster. All rows name the same columns.
    """
    withheld = withheld_columns(kind.__table__)
    opening, closing = (":[", ",null]") if deleted else (":[null,", "]")
    names, columns = [], []
    for name in sorted(rows[0]):
        values = [row[name] for row in rows]
        if any(value is not None for value in values):
            names.append(name)
            start = encode_basestring(name) + opening
            columns.append(_pieces(values, start, closing, withheld=name in withheld))
    if all(None not in column for column in columns):
        return [(names, "{" + ",".join(pieces) + "}") for pieces in zip(*columns, strict=True)]
    return _with_gaps(names, columns)


def _pieces(values: Sequence[Any], start: str, closing: str, *, withheld: bool) -> list[str | None]:
    """`"name":[null,"value"]` for each value; None where there is none. Days repeat: each is written out once."""
    known: dict[Any, str] = {}
    pieces: list[str | None] = []
    for value in values:
        if type(value) is str and not withheld:
            pieces.append(start + encode_basestring(value) + closing)
        elif value is None:
            pieces.append(None)
        elif withheld:
            pieces.append(start + json_text(WITHHELD) + closing)
        elif isinstance(value, date):
            if value not in known:
                known[value] = start + json_text(plain(value)) + closing
            pieces.append(known[value])
        else:
            pieces.append(start + json_text(plain(value)) + closing)
    return pieces


def _with_gaps(names: Sequence[str], columns: Sequence[Sequence[str | None]]) -> list[tuple[list[str], str]]:
    """Rows in which some columns hold nothing; rows with the same gaps share one list of names."""
    fields: dict[tuple[bool, ...], list[str]] = {}
    written = []
    for pieces in zip(*columns, strict=True):
        filled = tuple([piece is not None for piece in pieces])
        if filled not in fields:
            fields[filled] = [name for name, holds in zip(names, filled, strict=True) if holds]
        written.append((fields[filled], "{" + ",".join([piece for piece in pieces if piece is not None]) + "}"))
    return written


@cache
def withheld_columns(table: FromClause) -> frozenset[str]:
    """The columns whose values the audit does not keep: what goes with the row must not stay here."""
    return frozenset(str(column.key) for column in table.columns if column.info.get("audit") == "withheld")


def plain(value: Any) -> Any:
    """A value as JSON can hold it; bytes become their SHA-256."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        return "sha256:" + hashlib.sha256(value).hexdigest()
    return value
