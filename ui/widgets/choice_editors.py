"""Choosing: one of a list by type-ahead, one of a few in sight, any number, or a record found by search."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QRadioButton,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from ui.theme.theme import Theme
from ui.widgets.editors import Editor
from ui.widgets.fields import Choose, Option, Pick, Radio, Several
from ui.widgets.text import clearable, column, push_button, row

_SEARCH_LIST_FROM = 8
_ONE_COLUMN = 5
"""So many boxes stand below one another in any width."""


class WheelSafeCombo(QComboBox):
    """A combo box that the wheel does not change in passing, and that says by dots where its words have no room."""

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.isEditable():
            super().paintEvent(event)
            return
        drawn = QStyleOptionComboBox()
        self.initStyleOption(drawn)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, drawn, field, self).width()
        drawn.currentText = self.fontMetrics().elidedText(drawn.currentText, Qt.TextElideMode.ElideRight, room)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, drawn)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, drawn)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class ChooseEditor(Editor):
    """One of a list. Long lists are typed into: any part of the words finds its option."""

    def __init__(self, field: Choose, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combo = WheelSafeCombo()
        self._combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._combo.setMinimumContentsLength(12)
        self._is_typed = len(field.options) >= _SEARCH_LIST_FROM
        if self._is_typed:
            self._combo.setEditable(True)
            self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._combo.addItem(field.blank, None)
        for option in field.options:
            self._combo.addItem(option.label, option.code)
            self._combo.setItemData(self._combo.count() - 1, option.meaning, Qt.ItemDataRole.ToolTipRole)
        if self._is_typed:
            self._complete()
            line = self._combo.lineEdit()
            if line is not None:
                line.textEdited.connect(self._on_typed)
        self._combo.activated.connect(self._on_activated)
        self._hold(self._combo)

    def value(self) -> str | None:
        if self._is_typed:
            place = self._combo.findText(self._combo.currentText().strip(), Qt.MatchFlag.MatchFixedString)
            found = self._combo.itemData(place) if place >= 0 else None
        else:
            found = self._combo.currentData()
        return None if found is None else str(found)

    def set_value(self, value: object) -> None:
        place = 0 if value is None else self._combo.findData(value)
        if place < 0:
            # A code that the list no longer offers stays readable.
            self._combo.addItem(str(value), value)
            place = self._combo.count() - 1
        self._combo.setCurrentIndex(place)

    def partial(self) -> str:
        typed = self._combo.currentText().strip()
        if not self._is_typed or typed in ("", self._combo.itemText(0)):
            return ""
        return "" if self.value() is not None else "Choose one of the list."

    def is_empty(self) -> bool:
        return self.value() is None and not self.partial()

    def set_options(self, options: Sequence[Option]) -> None:
        """Offer another list, and keep the value where it is still there."""
        value = self.value()
        while self._combo.count() > 1:
            self._combo.removeItem(1)
        for option in options:
            self._combo.addItem(option.label, option.code)
        if self._is_typed:
            self._complete()
        self.set_value(value if self._combo.findData(value) >= 0 else None)

    def target(self) -> QComboBox:
        return self._combo

    def name_for_screen_readers(self, name: str, description: str) -> None:
        super().name_for_screen_readers(name, description)
        line = self._combo.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
            line.setAccessibleDescription(description)

    def _complete(self) -> None:
        completer = QCompleter([self._combo.itemText(place) for place in range(1, self._combo.count())], self._combo)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        _name_popup(completer)
        self._combo.setCompleter(completer)

    def _on_activated(self, _place: int) -> None:
        self.edited.emit()

    def _on_typed(self, _text: str) -> None:
        self.edited.emit()


class RadioEditor(Editor):
    """One of a few, side by side; *Clear* takes the answer back to nothing."""

    def __init__(self, theme: Theme, field: Radio, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options = tuple(field.options)
        self._name = field.label
        self._group = QButtonGroup(self)
        is_wide = sum(len(option.label) for option in self._options) > 40
        inside = column(theme, "tight") if is_wide else row(theme, "normal")
        for place, option in enumerate(self._options):
            button = QRadioButton(option.label)
            button.setToolTip(option.meaning)
            button.installEventFilter(self)
            self._group.addButton(button, place)
            inside.addWidget(button)
        self._clear = push_button(theme, "Clear", kind="quiet")
        self._clear.clicked.connect(self._on_clear)
        self._clear.setVisible(False)
        inside.addWidget(self._clear)
        inside.addStretch(1)
        self.setLayout(inside)
        self._is_required = field.required
        self._group.idClicked.connect(self._on_clicked)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> str | None:
        place = self._group.checkedId()
        return self._options[place].code if place >= 0 else None

    def set_value(self, value: object) -> None:
        place = next((at for at, option in enumerate(self._options) if option.code == value), -1)
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == place)
        self._group.setExclusive(True)
        self._clear.setVisible(place >= 0 and not self._is_required and self.isEnabled())

    def set_bad(self, bad: bool) -> None:
        """The words under the buttons say it."""

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")
            button.setAccessibleDescription(description)
        self._clear.setAccessibleName(f"Clear {name}")

    def target(self) -> QWidget:
        return self._group.checkedButton() or self._group.button(0)

    def _on_clicked(self, _place: int) -> None:
        self._clear.setVisible(not self._is_required)
        self.edited.emit()

    def _on_clear(self) -> None:
        self.set_value(None)
        self._group.button(0).setFocus()
        self.edited.emit()


class SeveralEditor(Editor):
    """Any number of options, one box for each."""

    def __init__(self, theme: Theme, field: Several, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QCheckBox] = {}
        self._columns = 0
        self._inside = QGridLayout()
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setHorizontalSpacing(theme.space("normal"))
        self._inside.setVerticalSpacing(0)
        for option in field.options:
            box = QCheckBox(option.label)
            box.setToolTip(option.meaning)
            box.clicked.connect(self.edited)
            box.installEventFilter(self)
            self._boxes[option.code] = box
        self._arrange(1)
        self.setLayout(self._inside)
        if self._boxes:
            self.setFocusProxy(self.target())

    def minimumSizeHint(self) -> QSize:
        """Wide enough for one column, however they stand now; else two could never become one."""
        wide = max((box.sizeHint().width() for box in self._boxes.values()), default=0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = max((box.sizeHint().width() for box in self._boxes.values()), default=0)
        fits = self.width() >= 2 * wide + self._inside.horizontalSpacing()
        self._arrange(2 if fits and len(self._boxes) > _ONE_COLUMN else 1)

    def _arrange(self, columns: int) -> None:
        """Two columns where there are many and their words have the room."""
        if columns == self._columns:
            return
        self._columns = columns
        high = -(-len(self._boxes) // columns)
        for place, box in enumerate(self._boxes.values()):
            self._inside.addWidget(box, place % high, place // high)
        for place in range(2):
            self._inside.setColumnStretch(place, 1 if place < columns else 0)

    def value(self) -> tuple[str, ...]:
        return tuple(code for code, box in self._boxes.items() if box.isChecked())

    def set_value(self, value: object) -> None:
        chosen = set(value) if isinstance(value, list | tuple | set | frozenset) else set()
        for code, box in self._boxes.items():
            box.setChecked(code in chosen)

    def set_bad(self, bad: bool) -> None:
        """The words under the boxes say it."""

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        for box in self._boxes.values():
            box.setAccessibleDescription(" ".join(filter(None, (name, description))))

    def target(self) -> QWidget:
        return next(iter(self._boxes.values()), self)


class PickEditor(Editor):
    """A record found by search: type, then choose from what is found."""

    def __init__(self, field: Pick, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._search = field.search
        self._found: list[Option] = []
        self._chosen: Option | None = None
        self._line = QLineEdit()
        self._line.setPlaceholderText(field.placeholder)
        if not field.read_only:
            clearable(self._line, field.label)
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        _name_popup(self._completer)
        self._completer.setWidget(self._line)
        self._completer.activated[QModelIndex].connect(self._on_activated)  # type: ignore[index]
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self._ask)
        self._line.textEdited.connect(self._on_typed)
        self._hold(self._line)

    def value(self) -> str | None:
        return self._chosen.code if self._chosen is not None else None

    def set_value(self, value: object) -> None:
        """Show an `Option` (id and words), or nothing."""
        self._chosen = value if isinstance(value, Option) else None
        self._line.setText(self._chosen.label if self._chosen else "")

    def partial(self) -> str:
        return "Choose one of those found." if self._chosen is None and self._line.text().strip() else ""

    def draft(self) -> object:
        return {"code": self._chosen.code, "label": self._chosen.label} if self._chosen else self._line.text()

    def put_draft(self, kept: object) -> None:
        if isinstance(kept, dict):
            self.set_value(Option(str(kept.get("code")), str(kept.get("label"))))
        else:
            self._line.setText(str(kept or ""))

    def is_empty(self) -> bool:
        return not self._line.text().strip()

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)

    def target(self) -> QLineEdit:
        return self._line

    def show_found(self, found: Sequence[Option]) -> None:
        """Offer what the search found."""
        self._found = list(found)
        self._model.setStringList([option.label for option in self._found])
        if self._found and self._line.hasFocus():
            self._completer.complete()

    def _on_typed(self, _text: str) -> None:
        self._chosen = None
        self.edited.emit()
        self._soon.start()

    def _ask(self) -> None:
        typed = self._line.text().strip()
        if typed and self._search is not None:
            self._search(typed, self.show_found)
        else:
            self.show_found(())

    def _on_activated(self, index: QModelIndex) -> None:
        if index.row() < len(self._found):
            self._chosen = self._found[index.row()]
            self._line.setText(self._chosen.label)
            self.edited.emit()


def _name_popup(completer: QCompleter) -> None:
    popup = completer.popup()
    if popup is not None:
        popup.setProperty("kind", "popup")
        popup.setAccessibleName("Suggestions")
