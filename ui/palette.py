"""Ctrl+K: search every record as you type, and run any action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.desk import Desk
from ui.theme.theme import Theme
from ui.widgets.columns import Question
from ui.widgets.search_box import SearchBox
from ui.widgets.text import column, label
from ui.widgets.urgent import take_urgent_actions
from vrp_desktop.views.queries import ViewRow, all_views

_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
DETAIL_ROLE = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class Found:
    """A record that the search found, in the words of the view of the moment."""

    kind: str
    record_id: str
    title: str
    detail: str = ""
    icon: str = "search"


@dataclass(frozen=True, slots=True)
class RecordSearch:
    """How the palette searches: typed text to a query, and what came back to words."""

    ask: Callable[[str], Question]
    words: Callable[[Any], Sequence[Found]]


class DetailDelegate(QStyledItemDelegate):
    """Paints the second word of a line at its right edge: a shortcut, a code."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        detail = str(index.data(DETAIL_ROLE) or "")
        if not detail:
            return
        painter.save()
        painter.setFont(self._theme.sized_font("small"))
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._theme.colour("on_selection" if chosen else "muted"))
        room = option.rect.adjusted(0, 0, -self._theme.space("normal"), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        painter.restore()


class Palette(QDialog):
    """A box to type in and a list below it. Records first, then pages and actions."""

    def __init__(self, desk: Desk, search: RecordSearch | None, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Search and run")
        self.setAccessibleName("Search and run")
        self.setProperty("kind", "float")
        self._desk = desk
        self._search = search
        self._records: list[Found] = []
        self._views: list[ViewRow] = []
        self._deeds = [(action, made) for action, made in desk.actions.offered() if made.isEnabled()]
        self.box = SearchBox(desk.theme, "Search records and actions", "Search children, cases, notes, actions…")
        self._model = QStandardItemModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(DetailDelegate(desk.theme, self.list))
        self.list.setAccessibleName("What was found")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(desk.theme.em(1.1), desk.theme.em(1.1)))
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.clicked.connect(self._on_clicked)
        inside = column(desk.theme, "snug", "snug")
        inside.addWidget(self.box)
        inside.addWidget(self.list, 1)
        inside.addWidget(label("Up and Down to choose, Enter to open, Esc to close", "small"))
        self.setLayout(inside)
        self.box.changed.connect(self._on_typed)
        self.box.returnPressed.connect(self._on_enter)
        self.box.installEventFilter(self)
        self._fill()
        self._place(parent)
        take_urgent_actions(self)
        self.box.setFocus()
        if desk.workspace is not None:
            desk.tasks.read(all_views, done=self._on_views, key="palette views")

    def titles(self) -> list[str]:
        """What the list shows now."""
        return [self._model.item(place).text() for place in range(self._model.rowCount())]

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Up and Down in the box move in the list."""
        if watched is self.box and event.type() == event.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(event.key(), 0)
            if step and self._model.rowCount():
                at = (self.list.currentIndex().row() + step) % self._model.rowCount()
                self.list.setCurrentIndex(self._model.index(at, 0))
                return True
        return False

    def _on_typed(self, text: str) -> None:
        typed = text.strip()
        if self._search is not None and typed and not self._desk.view.is_covered:
            asked = self._search.ask(typed)
            self._desk.tasks.read(asked.query, *asked.args, done=self._on_found, key="palette", **asked.kwargs)
        else:
            self._records = []
        self._fill()

    def _on_found(self, result: Any) -> None:
        if self._search is not None and self.box.text().strip():
            self._records = list(self._search.words(result))
            self._fill()

    def _on_views(self, rows: list[ViewRow]) -> None:
        pages = {spec.key for spec in self._desk.navigation.pages}
        self._views = [row for row in rows if row.page in pages]
        self._fill()

    def _fill(self) -> None:
        words = self.box.text().casefold().split()
        self._model.clear()
        for place, found in enumerate(self._records):
            self._add(found.icon, found.title, ("record", place), found.detail)
        for place, (action, _made) in enumerate(self._deeds):
            if all(word in f"{action.text} {action.tooltip}".casefold() for word in words):
                self._add(action.icon or "forward", action.text, ("deed", place), action.shortcut)
        for place, view in enumerate(self._views):
            title = self._desk.navigation.page(view.page).title
            if words and all(word in f"{view.name} {title} view".casefold() for word in words):
                self._add("filter", self._desk.view.text(view.name), ("view", place), f"View of {title}")
        if self._model.rowCount():
            self.list.setCurrentIndex(self._model.index(0, 0))

    def _add(self, icon: str, text: str, key: tuple[str, int], detail: str) -> None:
        item = QStandardItem(self._desk.theme.icon(icon, "muted"), text)
        item.setData(key, _KEY_ROLE)
        item.setData(detail, DETAIL_ROLE)
        item.setData(", ".join(filter(None, (text, detail))), Qt.ItemDataRole.AccessibleTextRole)
        item.setEditable(False)
        self._model.appendRow(item)

    def _on_enter(self) -> None:
        self._run(self.list.currentIndex())

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index)

    def _run(self, index: QModelIndex) -> None:
        key = index.data(_KEY_ROLE)
        if not key:
            return
        kind, place = key
        records, deeds, views = self._records, self._deeds, self._views
        self.close()
        if kind == "record":
            self._desk.navigation.open_record(records[place].kind, records[place].record_id)
        elif kind == "view":
            self._desk.navigation.go(views[place].page, view=views[place].view_id)
        else:
            deeds[place][1].trigger()

    def _place(self, parent: QWidget) -> None:
        em = self._desk.theme.em
        width, height = min(em(40), round(parent.width() * 0.9)), min(em(26), round(parent.height() * 0.8))
        self.resize(width, height)
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - width) // 2, corner.y() + round(parent.height() * 0.1))
