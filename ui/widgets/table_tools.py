"""The tools at the head of a table: columns and saved views, copy and export, each of the last two with its receipt."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.desk import Desk
from ui.widgets.columns import Ask
from ui.widgets.saved_views import SavedViews, whose_words
from ui.widgets.table_layout import TableLayout
from ui.widgets.text import icon_button, row

if TYPE_CHECKING:
    from ui.widgets.data_table import DataTable


@dataclass(frozen=True, slots=True)
class Taken:
    """What a user wants to take out of a table: rows as they stand on the screen, by copying, or all by exporting."""

    table: str
    columns: tuple[str, ...]
    rows: int
    text: str
    ask: Ask


class TableTools(QWidget):
    """Copy and export appear once the page has named who writes their receipts."""

    def __init__(self, desk: Desk, table: DataTable, layout: TableLayout, views: SavedViews) -> None:
        super().__init__(table)
        self._desk = desk
        self._table = table
        self._layout = layout
        self._views = views
        self._on_copy: Callable[[Taken], None] | None = None
        self._on_export: Callable[[Taken], None] | None = None
        name = table.view.accessibleName()
        self._columns = self._menu_button("columns", f"Columns and views of {name}", "Columns and saved views")
        self._copy = icon_button(desk.theme, "copy", f"Copy rows of {name}", "Copy the selected rows (Ctrl+C)")
        self._export = icon_button(desk.theme, "export", f"Export {name}", "Export this list")
        self._copy.clicked.connect(self.copy)
        self._export.clicked.connect(self.export)
        inside = row(desk.theme, "tight")
        for button in (self._columns, self._copy, self._export):
            inside.addWidget(button)
        self.setLayout(inside)
        self._copy.hide()
        self._export.hide()

    def set_copy_hook(self, on_copy: Callable[[Taken], None]) -> None:
        """A bound method that writes a receipt for copying, and only then puts `taken.text` on the clipboard."""
        self._on_copy = on_copy
        self._copy.show()

    def set_export_hook(self, on_export: Callable[[Taken], None]) -> None:
        """A bound method that exports all that `taken.ask` finds, with its receipt."""
        self._on_export = on_export
        self._export.show()

    def copy(self) -> None:
        """Ask for the receipt and copy the selected rows."""
        rows = self._table.view.chosen_rows()
        if self._on_copy is not None and rows:
            self._on_copy(self._taken(len(rows), self._as_text()))

    def export(self) -> None:
        """Ask the page to export the list."""
        if self._on_export is not None:
            self._on_export(self._taken(self._table.total, ""))

    def follow(self, total: int) -> None:
        """Nothing can be taken out of an empty list."""
        self._copy.setEnabled(total > 0)
        self._export.setEnabled(total > 0)

    def _taken(self, rows: int, text: str) -> Taken:
        titles = tuple(made.title for made in self._table.model.columns if made.key in self._layout.shown())
        return Taken(self._table.view.accessibleName(), titles, rows, text, self._table.ask)

    def _as_text(self) -> str:
        """The selected rows as lines with tabs, the head first."""
        model, shown = self._table.model, self._layout.shown()
        places = [next(at for at, made in enumerate(model.columns) if made.key == key) for key in shown]
        lines = ["\t".join(model.columns[place].title for place in places)]
        for index in sorted(self._table.view.selectionModel().selectedRows(), key=lambda found: found.row()):
            lines.append("\t".join(model.cell(index.row(), place) for place in places))
        return "\n".join(lines)

    def _menu_button(self, icon: str, name: str, tip: str) -> QToolButton:
        button = icon_button(self._desk.theme, icon, name, tip)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        menu.aboutToShow.connect(self._fill_menu)
        menu.triggered.connect(self._on_menu)
        button.setMenu(menu)
        return button

    def _fill_menu(self) -> None:
        menu = self._columns.menu()
        menu.clear()
        shown = self._layout.shown()
        menu.addSection("Columns")
        for made in self._table.model.columns:
            entry = _entry(menu, made.title, "column", made.key)
            entry.setCheckable(True)
            entry.setChecked(made.key in shown)
        _entry(menu, "Columns as at first", "reset", "")
        if not self._views.is_offered:
            return
        menu.addSection("Saved views")
        for view in self._views.rows:
            _entry(menu, view.name if view.is_own else f"{view.name} ({whose_words(view)})", "use", view.view_id)
        _entry(menu, "Save this view…", "save", "")
        if self._views.rows:
            _entry(menu, "Keep views in order…", "manage", "")

    def _on_menu(self, entry: QAction) -> None:
        deed, name = str(entry.property("deed")), str(entry.property("name"))
        if deed == "column":
            self._layout.set_shown(name, entry.isChecked())
        elif deed == "reset":
            self._layout.reset()
        elif deed == "use":
            self._views.use(next(view for view in self._views.rows if view.view_id == name))
        elif deed == "save":
            self.save_view()
        elif deed == "manage":
            self.manage_views()

    def save_view(self) -> None:
        """Keep what the list shows under a name."""
        # Their own table stands on this one.
        from ui.widgets.view_dialogs import SaveView

        SaveView(self._desk, self, self._views).open()

    def manage_views(self) -> None:
        """Rename, share and delete views, and say with which one the list opens."""
        from ui.widgets.view_dialogs import ManageViews

        ManageViews(self._desk, self, self._views).open()


def _entry(menu: QMenu, text: str, deed: str, name: str) -> QAction:
    entry = menu.addAction(text)
    entry.setProperty("deed", deed)
    entry.setProperty("name", name)
    return entry
