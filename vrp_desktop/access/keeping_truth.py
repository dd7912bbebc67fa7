"""A text that was handed out without a name and comes back: the name is kept, or the deed refused; never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from typing import Any, Final

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from db.covering import FreeText, Names, kept_from_reader
from db.stand_in import IN_TEXT
from vrp_desktop.errors import NamesRestricted

_ALIKE: Final = 0.6
_COLUMNS: Final[dict[type[Any], tuple[str, ...]]] = {}


def keep_truth(session: Session, others: Callable[[], Iterable[Names]]) -> None:
    """Before texts are written: put names back where the stand-in was left in its place, else refuse.

    `others` gives the names that may have been kept back when the text was read, where they no longer are.
    """
    now = kept_from_reader()
    for row, name, new, old in list(_texts_changed(session)):
        if IN_TEXT in new:
            setattr(row, name, _put_back(session, row, new, old, now, others))
        elif now is not None and old and _took_out(new, old, now):
            raise NamesRestricted


def refuse_stand_ins(kind: type[Any], rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows that are written at once have no text to compare with: one that holds the stand-in is refused."""
    names = _free_texts(kind)
    if names and any(IN_TEXT in (row.get(name) or "") for row in rows for name in names):
        raise NamesRestricted


def _texts_changed(session: Session) -> Iterator[tuple[Any, str, str, str]]:
    for row in [*session.dirty, *session.new]:
        state = inspect(row)
        for name in _free_texts(type(row)):
            history = state.attrs[name].history
            if history.added and isinstance(history.added[0], str) and history.added[0]:
                old = history.deleted[0] if history.deleted else ""
                yield row, name, history.added[0], old or ""


def _put_back(
    session: Session, row: Any, new: str, old: str, now: Names | None, others: Callable[[], Iterable[Names]]
) -> str:
    """The text with the names where they stood; of a new row they are those of a text that was read beside it."""
    readings = [*([now] if now is not None else []), *others()]
    for texts in ([old], _read_beside(session, row)):
        found = {true for names in readings for text in texts if (true := _restored(new, text, names)) is not None}
        if len(found) == 1:
            return found.pop()
    raise NamesRestricted


def _restored(new: str, old: str, names: Names) -> str | None:
    """The new text with the names of the old one; None where it cannot be told which name stood where."""
    hidden = names.hidden_in(old)
    if IN_TEXT not in hidden:
        return None
    if hidden == new:
        return old
    gone = names.names_in(old)
    if len({each.casefold() for each in gone}) != 1 or new.count(IN_TEXT) != len(gone):
        return None
    parts = new.split(IN_TEXT)
    return "".join([parts[0], *(word + part for word, part in zip(gone, parts[1:], strict=True))])


def _took_out(new: str, old: str, names: Names) -> bool:
    """Whether a text is the old one with a name that the writer cannot read taken out of it."""
    hidden = names.hidden_in(old)
    if IN_TEXT not in hidden or names.hidden_in(new) != new:
        return False
    return SequenceMatcher(None, hidden.replace(IN_TEXT, ""), new, autojunk=False).ratio() > _ALIKE


def _read_beside(session: Session, row: Any) -> list[str]:
    """Other texts that the deed has read of the same child, such as the one that this corrects."""
    child = getattr(row, "person_id", None)
    rows = [*session.identity_map.values(), *session.deleted]
    near = [each for each in rows if each is not row and getattr(each, "person_id", None) == child]
    return [text for each in near for name in _free_texts(type(each)) if (text := each.__dict__.get(name))]


def _free_texts(kind: type[Any]) -> tuple[str, ...]:
    """Asked of every row that is written, and always the same."""
    found = _COLUMNS.get(kind)
    if found is None:
        columns = inspect(kind).column_attrs
        found = _COLUMNS[kind] = tuple(each.key for each in columns if isinstance(each.columns[0].type, FreeText))
    return found
