"""Saving what a list shows as a view, and keeping the views in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Check, Option, Radio, Text
from ui.widgets.flow import FlowLayout
from ui.widgets.form_dialog import FormDialog
from ui.widgets.saved_views import SavedViews, whose_words
from ui.widgets.short_table import ShortTable
from ui.widgets.text import push_button
from vrp_desktop.views.commands import delete_view, rename_view, save_view, set_default_view, share_view
from vrp_desktop.views.forms import ViewForm
from vrp_desktop.views.queries import ViewRow

_MINE, _TEAM = "MINE", "TEAM"
_WHOSE: Final = (Option(_MINE, "For me alone"), Option(_TEAM, "For everybody in this workspace"))
_KEPT: Final = "Filters, order and columns are kept. What is typed into the filter is not: it may be a child's name."


class SaveView(FormDialog):
    """Keeps what the list shows now under a name."""

    def __init__(self, desk: Desk, parent: QWidget, views: SavedViews) -> None:
        own = [row.name for row in views.rows if row.is_own]
        parts = (
            Text(
                name="name",
                label="Name of the view",
                required=True,
                limit=80,
                suggestions=own,
                help="No names of children. One of yours of the same name is replaced.",
            ),
            Radio(name="whose", label="For whom", options=_WHOSE, required=True),
            Check(name="is_default", label="Open this list with it"),
        )
        super().__init__(desk, "Save this view", parts, parent, intro=_KEPT, values={"whose": _MINE}, ems=(36, 0))
        self._views = views

    def send(self, values: dict[str, Any]) -> None:
        here = self.desk.navigation.here
        form = ViewForm(
            self._views.key,
            here.key if here is not None else "",
            values["name"],
            self._views.now(),
            values["whose"] == _TEAM,
            bool(values["is_default"]),
        )
        self.write(save_view, form)


class RenameView(FormDialog):
    """Gives a view another name."""

    def __init__(self, desk: Desk, parent: QWidget, row: ViewRow) -> None:
        parts = (Text(name="name", label="Name of the view", required=True, limit=80),)
        super().__init__(desk, "Rename the view", parts, parent, values={"name": row.name}, ems=(32, 0))
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(rename_view, self._row.view_id, self._row.version, values["name"])


class ManageViews(Dialog):
    """The views of one list: rename, share, open with it, delete."""

    def __init__(self, desk: Desk, parent: QWidget, views: SavedViews) -> None:
        super().__init__(desk.theme, "Saved views of this list", parent, yes="", no="Close", ems=(46, 0))
        self.desk = desk
        self._views = views
        columns = (
            Column("name", "View", lambda r: desk.view.text(r.name), ems=14, stretch=True),
            Column("whose", "For whom", whose_words, ems=14),
            Column("default", "Opens with it", lambda r: "Yes" if r.is_default else "", ems=7),
        )
        self.table = ShortTable(desk, "saved views", columns, row_id=lambda r: str(r.view_id), unit="view", most=8)
        self.table.set_empty("No views yet", "Set filters, order and columns, then save what you see.")
        self.body.addWidget(self.table)
        line = FlowLayout(desk.theme)
        self._choices: list[tuple[QPushButton, Callable[[ViewRow], bool]]] = []
        for words, slot, fits in (
            ("Show it", self.use, _always),
            ("Rename", self.rename, _may_change),
            ("Share with everybody", self.share, _can_share),
            ("Keep to myself", self.keep, _can_keep),
            ("Open the list with it", self.make_default, _is_other),
            ("Open as at first", self.make_plain, _is_default),
            ("Delete", self.delete, _may_change),
        ):
            button = push_button(desk.theme, words)
            button.clicked.connect(slot)
            self._choices.append((button, fits))
            line.addWidget(button)
        self.body.addLayout(line)
        self.table.chosen.connect(self._on_chosen)
        views.changed.connect(self._show)
        self._show()

    def use(self) -> None:
        """Show the view and close."""
        row = self._row()
        if row is not None:
            self._views.use(row)
            self.accept()

    def rename(self) -> None:
        """Give it another name."""
        row = self._row()
        if row is not None:
            RenameView(self.desk, self, row).open()

    def share(self) -> None:
        """Let everybody use it."""
        self._write(share_view, True, with_version=True)

    def keep(self) -> None:
        """Keep it to oneself."""
        self._write(share_view, False, with_version=True)

    def make_default(self) -> None:
        """Open the list with it."""
        self._write(set_default_view, True)

    def make_plain(self) -> None:
        """Open the list as at first."""
        self._write(set_default_view, False)

    def delete(self) -> None:
        """Delete it, after asking."""
        row = self._row()
        if row is None:
            return
        means = "Everybody who used it loses it." if row.is_shared else "The list itself loses nothing."
        if self.desk.messages.confirm(f"Delete the view “{row.name}”?", means=means, yes="Delete it", danger=True):
            self._write(delete_view)

    def _row(self) -> ViewRow | None:
        row: ViewRow | None = self.table.current()
        return row

    def _write(self, command: Callable[..., Any], *more: bool, with_version: bool = False) -> None:
        row = self._row()
        if row is not None:
            versions = (row.version,) if with_version else ()
            self.desk.tasks.write(command, row.view_id, *versions, *more, failed=self.show_failure)

    def _show(self) -> None:
        self.table.show_rows(self._views.rows)
        if self.table.total and self.table.current() is None:
            self.table.view.go_to(0)
        self._on_chosen(self.table.current())

    def _on_chosen(self, row: ViewRow | None) -> None:
        for button, fits in self._choices:
            button.setEnabled(row is not None and fits(row))


def _always(_row: ViewRow) -> bool:
    return True


def _may_change(row: ViewRow) -> bool:
    return row.may_change


def _can_share(row: ViewRow) -> bool:
    return row.may_change and not row.is_shared


def _can_keep(row: ViewRow) -> bool:
    return row.is_own and row.is_shared


def _is_other(row: ViewRow) -> bool:
    return not row.is_default


def _is_default(row: ViewRow) -> bool:
    return row.is_default
