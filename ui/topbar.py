"""The bar above the page: back and forward, place and quarter, the search, the view, help and lock."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QToolButton, QWidget

from ui.desk import Desk
from ui.view import VIEW_ICONS
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.fields import Option
from ui.widgets.text import label, restyle, row
from vrp_desktop.calendar import Quarter
from vrp_desktop.people.naming import View

WHOLE_AREA = "All places"
_WORDS_FROM = 42


class TopBar(QFrame):
    """Its choices are remembered; its buttons are the frame's actions."""

    def __init__(
        self, desk: Desk, places: Sequence[Option], quarters: Sequence[Quarter], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self.setProperty("kind", "topbar")
        self.setAccessibleName("Place, quarter and view")
        self.place = self._combo("Place")
        self.quarter = self._combo("Quarter")
        self._views: dict[View, QToolButton] = {}
        inside = row(desk.theme, "tight", "snug")
        self._history = [desk.actions.tool(name) for name in ("go.back", "go.forward")]
        for button in self._history:
            inside.addWidget(button)
        inside.addSpacing(desk.theme.space("snug"))
        self._words = [label("Place", "muted"), label("Quarter", "muted")]
        for words, combo in zip(self._words, (self.place, self.quarter), strict=True):
            inside.addWidget(words)
            inside.addWidget(combo)
            inside.addSpacing(desk.theme.space("snug"))
        self.place.setMinimumWidth(desk.theme.em(5.6))
        self.quarter.setMinimumWidth(desk.theme.em(7.0))
        inside.addStretch(1)
        inside.addWidget(desk.actions.tool("concern"))
        inside.addSpacing(desk.theme.space("tight"))
        self._find = desk.actions.button("find")
        inside.addWidget(self._find)
        inside.addSpacing(desk.theme.space("snug"))
        for mode in View:
            button = desk.actions.tool(f"view.{mode.value}")
            # Not checkable: a screen reader's press would only toggle the button, and cover nothing.
            self._views[mode] = button
            inside.addWidget(button)
        inside.addSpacing(desk.theme.space("snug"))
        self._scheme = desk.actions.tool("look.scheme")
        for button in (self._scheme, desk.actions.tool("help"), desk.actions.tool("lock")):
            inside.addWidget(button)
        self.setLayout(inside)
        self._fill(places, quarters)
        self.place.activated.connect(self._on_place)
        self.quarter.activated.connect(self._on_quarter)
        desk.view.mode_changed.connect(self._show_mode)
        desk.view.scope_changed.connect(self._show_scope)
        self._show_mode()

    def set_places(self, places: Sequence[Option]) -> None:
        """Offer other places, for instance after the settings changed."""
        self.place.clear()
        if self._desk.actor.places is None or len(places) > 1:
            self.place.addItem(WHOLE_AREA, "")
        for place in places:
            self.place.addItem(place.label, place.code)
        self._show_scope()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._desk.theme.em(20), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the words give way, and what has its key: back, forward, and light or dark."""
        is_wide = self.width() >= self._desk.theme.em(_WORDS_FROM)
        for widget in (*self._words, *self._history, self._scheme):
            widget.setVisible(is_wide)
        self._find.setText("Search" if is_wide else "")
        super().resizeEvent(event)

    def _fill(self, places: Sequence[Option], quarters: Sequence[Quarter]) -> None:
        for quarter in quarters:
            self.quarter.addItem(quarter.short_label, quarter.code)
            self.quarter.setItemData(self.quarter.count() - 1, quarter.label, 3)
        self.set_places(places)

    def _combo(self, name: str) -> QComboBox:
        combo = WheelSafeCombo()
        combo.setAccessibleName(name)
        combo.setObjectName(f"scope_{name.lower()}")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return combo

    def _show_scope(self) -> None:
        view = self._desk.view
        self.place.setCurrentIndex(max(0, self.place.findData(view.place or "")))
        at = self.quarter.findData(view.quarter.code)
        if at < 0:
            self.quarter.insertItem(0, view.quarter.short_label, view.quarter.code)
            at = 0
        self.quarter.setCurrentIndex(at)
        self.quarter.setToolTip(view.quarter.label)

    def _show_mode(self) -> None:
        for mode, button in self._views.items():
            is_on = mode is self._desk.view.mode
            button.setAccessibleDescription("Shown now" if is_on else button.toolTip())
            self._desk.theme.dress(button, VIEW_ICONS[mode], "on_accent_soft" if is_on else "text")
            restyle(button, "on", is_on)

    def _on_place(self, _at: int) -> None:
        code = str(self.place.currentData() or "")
        self._desk.settings.change(place=code)
        self._desk.view.set_place(code)

    def _on_quarter(self, _at: int) -> None:
        code = str(self.quarter.currentData())
        self._desk.settings.change(quarter=code)
        self._desk.view.set_quarter(Quarter.parse(code))
