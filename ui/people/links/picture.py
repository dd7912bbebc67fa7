"""The associates picture, on demand: one child in the middle, a day to look at, and every line's source beside it."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QScrollArea, QSlider, QSplitter, QWidget

from ui.desk import Desk
from ui.people.links.canvas import Canvas
from ui.people.links.words import is_alleged, link_sentence, node_words
from ui.widgets.dialog import Dialog
from ui.widgets.flow import FlowLayout
from ui.widgets.states import States
from ui.widgets.text import card, column, hide_unless, label, push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.people.links.picture import Picture, Seen, associates
from vrp_desktop.people.links.queries import LinkRow
from vrp_desktop.people.links.sentences import source_words
from vrp_desktop.people.naming import View

_LINK = Qt.ItemDataRole.UserRole
_MONTH = 30
_BESIDE_FROM = 50
_LEAST_HIGH, _HEAD_AND_FOOT = 24, 10


class AssociatesDialog(Dialog):
    """Initials and codes; names only where the view shows names and the user asks for them here."""

    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget, person_id: str) -> None:
        super().__init__(
            desk.theme,
            "Associates picture",
            parent,
            intro="Who was linked to this child on a day. The list says the same in sentences, with each source.",
            yes="",
            no="Close",
            ems=(74, 34),
        )
        self.desk = desk
        self.picture: Picture | None = None
        self.seen: Seen | None = None
        self._chosen = ""
        self._is_syncing = False
        self.canvas = Canvas(desk)
        self.list = QListWidget()
        self.two_steps = QCheckBox("Two steps")
        self.names = QCheckBox("Show names")
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._day = label("", "label")
        self._count = label("", "muted", wrap=True)
        self.open_button = push_button(desk.theme, "Open the record")
        self.content, self._inside = card(desk.theme)
        self.states = States(desk.theme, self.content)
        self._set_up()
        desk.view.mode_changed.connect(self.reject)
        self.states.show_loading()
        desk.tasks.read(associates, person_id, done=self._show, failed=self.show_failure, key="associates")

    @property
    def day(self) -> date:
        """The day that is looked at."""
        return date.fromordinal(self.slider.value())

    @property
    def view(self) -> View:
        """How people are named here: never in full unless asked for, and only where the view shows names."""
        may = self.desk.view.mode is View.NAMES and self.names.isChecked()
        return View.NAMES if may else View.INITIALS if self.desk.view.mode is View.NAMES else self.desk.view.mode

    def arrange_for(self, width: int) -> None:
        """The list beside the picture, or below it where both together have too little room."""
        is_wide = width >= self.desk.theme.em(_BESIDE_FROM)
        self._split.setOrientation(Qt.Orientation.Horizontal if is_wide else Qt.Orientation.Vertical)
        whole = max(width, 1)
        self._split.setSizes([round(whole * 0.62), round(whole * 0.38)] if is_wide else [600, 400])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.height() - self.desk.theme.em(_HEAD_AND_FOOT)
        self.states.setMinimumHeight(max(self.desk.theme.em(_LEAST_HIGH), room))
        if event.size().width() != event.oldSize().width():
            self.arrange_for(self.content.width())

    def go_to(self, day: date) -> None:
        """Look at a day."""
        self.slider.setValue(day.toordinal())

    def _set_up(self) -> None:
        theme = self.desk.theme
        self.two_steps.setChecked(True)
        self.two_steps.toggled.connect(self._draw)
        hide_unless(self.desk.view.mode is View.NAMES, self.names)
        self.names.toggled.connect(self._draw)
        self.slider.setAccessibleName("Day")
        self.slider.setPageStep(_MONTH)
        self.slider.valueChanged.connect(self._draw)
        self.list.setAccessibleName("Links in sentences")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        self.canvas.pointed.connect(self._on_pointed)
        self.canvas.chosen.connect(self._on_chosen)
        self.open_button.clicked.connect(self._on_open)
        self.open_button.setEnabled(False)
        self.canvas.stood.connect(self._on_stood)
        self.canvas.stepped.connect(self._on_stepped)
        self._area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.canvas)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(area)
        self._split.addWidget(self._beside())
        self._inside.addLayout(self._controls())
        self._inside.addWidget(self._split, 1)
        self.states.setMinimumHeight(theme.em(_LEAST_HIGH))
        self.body.addWidget(self.states, 1)

    def _controls(self) -> FlowLayout:
        """Steps and names, then the day with the buttons that go to the last and the next change."""
        theme = self.desk.theme
        line = FlowLayout(theme)
        before = push_button(theme, "Earlier change", "chevron_left", kind="quiet")
        after = push_button(theme, "Later change", "chevron_right", kind="quiet")
        before.clicked.connect(self._on_earlier)
        after.clicked.connect(self._on_later)
        self.slider.setMinimumWidth(theme.em(14))
        for widget in (self._day, before, self.slider, after, self.two_steps, self.names):
            line.addWidget(widget)
        return line

    def _beside(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "snug")
        inside.setContentsMargins(self.desk.theme.space("snug"), 0, 0, 0)
        inside.addWidget(self._count)
        inside.addWidget(self.list, 1)
        foot = row(self.desk.theme)
        foot.addWidget(self.open_button)
        foot.addStretch(1)
        inside.addLayout(foot)
        inside.addWidget(
            label("A dashed line is alleged: somebody says so, and it is not established.", "small", wrap=True)
        )
        made.setLayout(inside)
        made.setMinimumWidth(self.desk.theme.em(18))
        return made

    def _show(self, picture: Picture) -> None:
        self.picture = picture
        today = self.desk.today
        first = min([*picture.days, today]) - timedelta(days=1)
        self.slider.blockSignals(True)
        self.slider.setRange(first.toordinal(), today.toordinal())
        self.slider.setValue(today.toordinal())
        self.slider.blockSignals(False)
        self.states.show_content()
        self._draw()

    def _draw(self) -> None:
        if self.picture is None:
            return
        self.seen = self.picture.seen_on(self.day, 2 if self.two_steps.isChecked() else 1)
        self.canvas.show_seen(self.seen, self.view)
        if self._chosen not in self.canvas.nodes:
            self._chosen = ""
        self._day.setText(british(self.day))
        self.slider.setAccessibleDescription(british(self.day))
        self._fill_list()
        self.canvas.setAccessibleDescription(f"{self._count.text()} The list beside it says the same in sentences.")

    def _fill_list(self) -> None:
        """The links of whoever is chosen, or all of them."""
        seen, picture = self.seen, self.picture
        if seen is None or picture is None:
            return
        wanted = set(self.canvas.links_of(self._chosen)) if self._chosen else {row.link_id for row in seen.links}
        self.list.blockSignals(True)
        self.list.clear()
        for link in seen.links:
            if link.link_id in wanted:
                item = QListWidgetItem(self._item_words(link))
                item.setData(_LINK, link.link_id)
                self.list.addItem(item)
        self.list.blockSignals(False)
        self._count.setText(self._counted(seen, len(wanted)))
        opens = next((end.opens for end, _ in seen.people if end.person_id == self._chosen), False)
        self.open_button.setEnabled(opens and self._chosen != picture.centre.person_id)

    def _item_words(self, link: LinkRow) -> str:
        centre = self.picture.centre.person_id if self.picture else ""
        alleged = "Alleged. " if is_alleged(self.desk, link) else ""
        words = link_sentence(self.desk, link, self._chosen or centre, self.view)
        return f"{words}\n{alleged}{source_words(self.desk.shelf.lists, link)}"

    def _counted(self, seen: Seen, many: int) -> str:
        others = len(seen.people) - 1
        if not others:
            return f"No link held on {british(self.day)}."
        people = "1 other" if others == 1 else f"{others} others"
        links = "1 link" if many == 1 else f"{many} links"
        chosen = next((end for end, _ in seen.people if end.person_id == self._chosen), None)
        if chosen is not None:
            return f"{links} of {' '.join(filter(None, node_words(chosen, self.view)))} on {british(self.day)}."
        return f"{people} and {links} on {british(self.day)}."

    def _on_stood(self) -> None:
        """Where the picture is larger than its window, begin with whoever is in the middle."""
        node = self.canvas.middle
        if node is not None:
            half = self._area.viewport().size() / 2
            self._area.ensureVisible(*node.geometry().center().toTuple(), half.width(), half.height())

    def _on_stepped(self, node: QWidget) -> None:
        self._area.ensureWidgetVisible(node)

    def _on_row(self, at: int) -> None:
        item = self.list.item(at)
        if not self._is_syncing:
            self.canvas.show_loud([str(item.data(_LINK))] if item is not None else [])

    def _on_pointed(self, link_ids: list[str]) -> None:
        """A line or box that is looked at shows its sentences and sources in the list."""
        self.canvas.show_loud(link_ids)
        self._is_syncing = True
        self.list.clearSelection()
        for at in range(self.list.count()):
            item = self.list.item(at)
            if item.data(_LINK) in link_ids:
                self.list.scrollToItem(item)
                self.list.setCurrentItem(item)
                break
        self._is_syncing = False
        self.canvas.setToolTip("\n".join(self._words_of(link_ids)))

    def _words_of(self, link_ids: list[str]) -> list[str]:
        return [self._item_words(link) for link in (self.seen.links if self.seen else ()) if link.link_id in link_ids]

    def _on_chosen(self, person_id: str) -> None:
        self._chosen = person_id
        self._fill_list()

    def _on_open(self) -> None:
        self.record_opened.emit("person", self._chosen)
        self.accept()

    def _on_earlier(self) -> None:
        days = [day for day in self._changes() if day < self.day]
        if days:
            self.go_to(days[-1])

    def _on_later(self) -> None:
        days = [day for day in self._changes() if day > self.day]
        self.go_to(days[0] if days else self.desk.today)

    def _changes(self) -> list[date]:
        """The days on which the picture changes: something began, or had ended the day before."""
        if self.picture is None:
            return []
        ended = {link.until_on + timedelta(days=1) for link in self.picture.links if link.until_on}
        began = {link.began_on for link in self.picture.links if link.began_on}
        return sorted(ended | began)
