"""A field's value in words, for where two of them stand side by side; and a stored value as the form takes it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ui.widgets.fields import Check, Choose, Field, Lines, Option, Own, Pick, Radio, Several, Text
from vrp_desktop.calendar import british


def words_of(field: Field, value: object) -> str:
    """What a person reads for a value; "" for none."""
    match field:
        case Choose(options=options) | Radio(options=options):
            return _label(options, value)
        case Several(options=options) if isinstance(value, list | tuple | set | frozenset):
            return ", ".join(_label(options, code) for code in value)
        case Check():
            return "Yes" if value else "No"
        case Own(words=words):
            return words(value)
        case Pick():
            return "Another record than before" if value else ""
    return british(value) if isinstance(value, date) else "" if value is None else str(value).strip()


def as_value(field: Field, stored: object) -> object:
    """What the form takes for a value as it stands in the store."""
    if isinstance(field, Text | Lines):
        return "" if stored is None else str(stored)
    return tuple(stored) if isinstance(field, Several) and isinstance(stored, list | set | frozenset) else stored


def _label(options: Iterable[Option], code: object) -> str:
    if code is None or code == "":
        return ""
    return next((option.label for option in options if option.code == code), str(code))
