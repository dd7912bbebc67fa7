"""Reference lists in the store: loading what ships, and reading entries and labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import literal, select, true
from sqlalchemy.orm import Session

from db.reference import Agency, CodeEntry, Forum, Intervention, Place
from vrp_desktop.reference.files import Entry as ShippedEntry
from vrp_desktop.reference.files import ReferenceFile

_TABLES: Final[dict[str, type[Place | Agency | Forum | Intervention]]] = {
    "places": Place,
    "agencies": Agency,
    "forums": Forum,
    "interventions": Intervention,
}
_LIST_ROWS: Final = (Place, Agency, Forum, Intervention, CodeEntry)
LIST_KINDS: Final = ("place", "agency", "forum", "intervention", "code_entry")
"""The tables of the lists, as changes name them."""
_OWN_COLUMNS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "places": (),
    "agencies": (("kind", "kind"),),
    "forums": (("kind", "kind"), ("place_code", "place")),
    "interventions": (("provider", "provider"),),
}

_ENTRY_COLUMNS: Final = (
    "code", "label", "meaning", "starts_on", "ends_on", "position", "origin", "mark", "version", "extra",
)  # fmt: skip

BLANK_LABEL: Final = "Blank"
"""What a missing value is called in breakdowns: nothing was entered."""


@dataclass(frozen=True, slots=True)
class ListEntry:
    """One entry of a reference list, as forms and pages need it."""

    list_name: str
    code: str
    label: str
    meaning: str
    starts_on: date | None
    ends_on: date | None
    position: int
    origin: str
    mark: str
    version: int
    extra: Mapping[str, Any]
    in_use: bool = True

    def holds_on(self, day: date) -> bool:
        """Whether the entry may be chosen on a day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Lists:
    """Every reference list of the workspace at one moment."""

    entries: Mapping[str, Mapping[str, ListEntry]]

    def label(self, list_name: str, code: str | None) -> str:
        """The words for a code; the code itself where the list does not know it; "Blank" where there is none."""
        if not code:
            return BLANK_LABEL
        entry = self.entries.get(list_name, {}).get(code)
        return entry.label if entry else code

    def entry(self, list_name: str, code: str) -> ListEntry | None:
        """One entry, or None."""
        return self.entries.get(list_name, {}).get(code)

    def choices(self, list_name: str, day: date) -> tuple[ListEntry, ...]:
        """The entries that may be chosen on a day, in order; places only where the workspace uses them."""
        found = (e for e in self.entries.get(list_name, {}).values() if e.in_use and e.holds_on(day))
        return tuple(sorted(found, key=lambda e: (e.position, e.label)))

    def codes(self, list_name: str, **extra: object) -> tuple[str, ...]:
        """The codes whose extra keys have the given values, such as `answer="agreed"`, ended ones too."""
        found = self.entries.get(list_name, {}).values()
        return tuple(e.code for e in found if all(e.extra.get(key) == value for key, value in extra.items()))


class KeptLists:
    """The lists as the store last held them, so that not every query reads some 500 rows. Safe between threads."""

    INFO: Final = "kept_lists"

    def __init__(self) -> None:
        self._round = 0
        self._kept: tuple[int, Lists] | None = None

    def forget(self) -> None:
        """A list was changed: whatever is read from now on counts, and nothing that was begun before."""
        self._round += 1

    def lend(self) -> dict[str, Any]:
        """What a session is told before its snapshot begins, so that it may use and keep them."""
        return {self.INFO: (self, self._round)}

    def of(self, session: Session, since: int) -> Lists:
        """The lists; read by this session where nothing newer is kept."""
        kept = self._kept
        if kept is None or kept[0] != self._round or since != self._round:
            kept = (since, _read_lists(session))
            self._kept = kept
        return kept[1]


def read_lists_of(session: Session) -> Lists:
    """All lists at once: those that are kept, else as this session finds them, which may have changed them itself."""
    lent: tuple[KeptLists, int] | None = session.info.get(KeptLists.INFO)
    if lent is None or touches_lists([*session.new, *session.dirty, *session.deleted]):
        return _read_lists(session)
    return lent[0].of(session, lent[1])


def touches_lists(rows: Iterable[object]) -> bool:
    """Whether any of these mapped rows is an entry of a list."""
    return any(isinstance(row, _LIST_ROWS) for row in rows)


def lists_changed(session: Session) -> None:
    """From now on this session reads the lists itself."""
    session.info.pop(KeptLists.INFO, None)


def _read_lists(session: Session) -> Lists:
    """By column, not by mapped row: a workspace is opened, and a list changed, with 600 entries to read."""
    entries: dict[str, dict[str, ListEntry]] = {name: {} for name in _TABLES}
    for name, table in _TABLES.items():
        in_use: Any = Place.in_use if table is Place else true()
        for row in session.execute(select(literal(name), *_columns(table), in_use)):
            entries[name][row[1]] = _entry(row)
    for row in session.execute(select(CodeEntry.list_name, *_columns(CodeEntry), true())):
        entries.setdefault(row[0], {})[row[1]] = _entry(row)
    return Lists(entries)


def _columns(table: Any) -> list[Any]:
    """The columns of every entry, in the order of `ListEntry`."""
    return [getattr(table, name) for name in _ENTRY_COLUMNS]


def _entry(row: Sequence[Any]) -> ListEntry:
    name, code, label, meaning, starts_on, ends_on, position, origin, mark, version, extra, in_use = row
    return ListEntry(
        name, code, label, meaning, starts_on, ends_on, position, origin, mark, version, extra or {}, bool(in_use)
    )


def row_of(session: Session, list_name: str, code: str) -> Any:
    """The mapped row of an entry, or None, for the commands that change it."""
    table = _TABLES.get(list_name)
    return session.get(CodeEntry, (list_name, code)) if table is None else session.get(table, code)


def local_row(list_name: str, values: Mapping[str, Any]) -> Place | Agency | Forum | Intervention | CodeEntry:
    """A row for a new entry of a list, not yet added; `values` are its columns."""
    table = _TABLES.get(list_name)
    return CodeEntry(list_name=list_name, **values) if table is None else table(**values)


def load_shipped(session: Session, files: Mapping[str, ReferenceFile]) -> int:
    """Add shipped entries that are missing and end-date those that ended; local changes stay. Returns the changes."""
    changed = 0
    held = _rows(session)
    for name, file in sorted(files.items(), key=lambda item: item[0] != "places"):
        for shipped in file.entries:
            row = held.get((name, shipped.code))
            if row is None:
                session.add(_new_row(name, shipped))
                changed += 1
            elif row.origin == "SHIPPED" and row.ends_on is None and shipped.ends_on is not None:
                row.ends_on = shipped.ends_on
                changed += 1
        session.flush()
    return changed


def _rows(session: Session) -> dict[tuple[str, str], Any]:
    """The mapped rows of all lists, by list and code."""
    rows: dict[tuple[str, str], Any] = {}
    for name, table in _TABLES.items():
        found: Iterable[Any] = session.scalars(select(table))
        rows |= {(name, row.code): row for row in found}
    return rows | {(row.list_name, row.code): row for row in session.scalars(select(CodeEntry))}


def _new_row(name: str, shipped: ShippedEntry) -> Place | Agency | Forum | Intervention | CodeEntry:
    common: dict[str, Any] = {
        "code": shipped.code,
        "label": shipped.label,
        "meaning": shipped.meaning,
        "starts_on": shipped.starts_on,
        "ends_on": shipped.ends_on,
        "position": shipped.position,
        "mark": shipped.mark,
        "extra": dict(shipped.extra),
    }
    table = _TABLES.get(name)
    if table is None:
        return CodeEntry(list_name=name, **common)
    own = {
        column: shipped.extra.get(key) or ("" if column == "provider" else None) for column, key in _OWN_COLUMNS[name]
    }
    return table(**common, **own)
