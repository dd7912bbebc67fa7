"""Which columns a table shows, in which order: remembered for this user of this machine."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject

from ui.widgets.table_model import RowModel
from ui.widgets.table_view import TableView
from vrp_desktop.settings import SettingsFile


class TableLayout(QObject):
    """Reads and sets the shown columns of one table."""

    def __init__(self, settings: SettingsFile, key: str, view: TableView, model: RowModel) -> None:
        super().__init__(view)
        self._settings = settings
        self._key = key
        self._view = view
        self._model = model
        remembered = settings.now.columns.get(key, "")
        if remembered:
            self._show([str(name) for name in _read(remembered, list)])

    def shown(self) -> list[str]:
        """The keys of the columns in sight, from left to right."""
        head = self._view.horizontalHeader()
        places = sorted(range(len(self._model.columns)), key=head.visualIndex)
        return [self._model.columns[place].key for place in places if not self._view.column_put_away(place)]

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        names = self.shown()
        if not shown and names == [key]:
            return
        place = next(at for at, column in enumerate(self._model.columns) if column.key == key)
        self._view.put_away(place, not shown)
        self._view.fit()
        self._settings.set_entry("columns", self._key, json.dumps(self.shown()))

    def reset(self) -> None:
        """Show the columns that the table began with."""
        head = self._view.horizontalHeader()
        for place, column in enumerate(self._model.columns):
            head.moveSection(head.visualIndex(place), place)
            self._view.put_away(place, column.hidden)
        self._view.fit()
        self._settings.set_entry("columns", self._key, "")

    def use(self, names: Sequence[str]) -> list[str]:
        """Show these columns in this order; returns those that the table no longer has."""
        known = {column.key for column in self._model.columns}
        self._show(list(names))
        self._settings.set_entry("columns", self._key, json.dumps(self.shown()))
        return [f"the column “{name}”" for name in names if name not in known]

    def _show(self, names: list[str]) -> None:
        """Show these columns in this order; names that the table no longer has are passed over."""
        columns = self._model.columns
        known = [name for name in names if any(column.key == name for column in columns)]
        if not known:
            return
        head = self._view.horizontalHeader()
        for place, column in enumerate(columns):
            self._view.put_away(place, column.key not in known)
        for wanted, name in enumerate(known):
            place = next(at for at, column in enumerate(columns) if column.key == name)
            head.moveSection(head.visualIndex(place), wanted)
        self._view.fit()


def _read(text: str, kind: type) -> Any:
    try:
        found = json.loads(text or "null")
    except ValueError:
        found = None
    return found if isinstance(found, kind) else kind()
