"""Marks every name and every free text of a store, so that any of it can be known again wherever it comes up."""

from __future__ import annotations

import json
from typing import Any, Final

from sqlalchemy import JSON, Column, String, Table, select, update

from db.covering import Behind
from db.schema import metadata
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work

MARK: Final = "Zxqorvin"
"""In no word of the program, of its lists or of its practice data."""

_NOT_ABOUT_PEOPLE: Final = {
    "user_account",
    "place",
    "agency",
    "forum",
    "intervention",
    "code_entry",
    "letter_template",
    "audit_change",
    "register_entry",
    "backup_copy",
}
_NO_PEOPLE_IN: Final = {
    ("conference", "venue"),
    ("sitting_series", "venue"),
    ("import_row", "reason"),
    ("return_version", "template_text"),
}
"""Users, the papers of the register, lists that ship, texts of templates; the audit's values are marked one by one."""

_CONTENT: Final = ("import_row", "audit_change", "person_merge")
"""Tables whose JSON holds what was typed."""


def marked_columns() -> list[tuple[Table, Column[Any]]]:
    """Every column that takes words, whatever they are about."""
    return [
        (table, column)
        for table in metadata.sorted_tables
        if table.name not in _NOT_ABOUT_PEOPLE
        for column in table.columns
        if _takes_words(column) and (table.name, column.name) not in _NO_PEOPLE_IN
    ]


@command(Permission.MANAGE_SETTINGS)
def mark_everything(work: Work) -> int:
    """Put the mark before every name and every free text; returns how many columns hold some."""
    connection = work.session.connection()
    many = 0
    for table, column in marked_columns():
        done = connection.execute(update(table).where(column != "").values({column: f"{MARK} " + column}))
        many += bool(done.rowcount)
    for table in metadata.sorted_tables:
        for column in table.columns:
            inner = column.type.impl_instance if isinstance(column.type, Behind) else column.type
            is_json = isinstance(inner, JSON) and column.name != "fields"
            if table.name in _CONTENT and (is_json or column.name == "values"):
                _mark_content(work, table, column)
    return many


def _takes_words(column: Column[Any]) -> bool:
    kind = column.type
    inner = kind.impl_instance if isinstance(kind, Behind) else kind
    is_text = type(inner) is String and inner.length in (None, 200, 400)
    return is_text and not column.foreign_keys and not column.primary_key and not column.unique


def _mark_content(work: Work, table: Table, column: Column[Any]) -> None:
    connection = work.session.connection()
    key = next(iter(table.primary_key.columns))
    for row_id, content in connection.execute(select(key, column)).all():
        if isinstance(content, str):
            marked: Any = json.dumps(_marked(json.loads(content)))
        else:
            marked = _marked(content)
        if content is not None:
            connection.execute(update(table).where(key == row_id).values({column: marked}))


def _marked(content: Any) -> Any:
    """Content with each text of several words or letters marked; codes and ids stay what they are."""
    if isinstance(content, dict):
        return {name: _marked(value) for name, value in content.items()}
    if isinstance(content, list):
        return [_marked(value) for value in content]
    if isinstance(content, str) and content and not content.isupper() and not content[0].isdigit():
        return f"{MARK} {content}"
    return content
