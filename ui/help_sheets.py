"""F1, what a word means, and the sheet of all shortcuts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QTableView, QWidget

from ui.desk import Desk
from ui.widgets.dialog import Dialog
from ui.widgets.search_box import SearchBox
from ui.widgets.text import column, label

_SHOWN_AT_ONCE = 40


class HelpSheet(Dialog):
    """The glossary, opened at the word that the focus is on."""

    def __init__(self, desk: Desk, word: str, parent: QWidget) -> None:
        super().__init__(desk.theme, "What words mean", parent, yes="", no="Close", ems=(36, 26))
        self._desk = desk
        self.search = SearchBox(desk.theme, "Find a word", "Find a word")
        self._found = column(desk.theme, "tight")
        self.body.addWidget(self.search)
        self.body.addLayout(self._found)
        self.search.changed.connect(self._on_typed)
        if desk.help.of(word) is not None:
            self.search.setText(word)
        else:
            self._fill("")
        self.search.setFocus()

    def words(self) -> list[str]:
        """The words that are shown now."""
        items = [self._found.itemAt(place) for place in range(self._found.count())]
        parts = [item.widget() for item in items if item is not None]
        return [part.text() for part in parts if isinstance(part, QLabel) and part.property("kind") == "label"]

    def _on_typed(self, text: str) -> None:
        self._fill(text)

    def _fill(self, typed: str) -> None:
        while (item := self._found.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        found = self._desk.help.find(typed)
        for meaning in found[:_SHOWN_AT_ONCE]:
            word = label(meaning.label, "label", wrap=True, selectable=True)
            word.setContentsMargins(0, self._desk.theme.space("snug"), 0, 0)
            self._found.addWidget(word)
            self._found.addWidget(label(meaning.meaning, wrap=True, selectable=True))
        if not found:
            self._found.addWidget(label("No such word. Try the beginning of it.", "muted", wrap=True))


class ShortcutSheet(Dialog):
    """Every action that has a shortcut, by where it works."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.theme, "Shortcuts", parent, yes="", no="Close", ems=(40, 0))
        groups: dict[str, list[tuple[str, str]]] = {}
        for action, made in desk.actions.offered():
            keys = ", ".join(key.toString(QKeySequence.SequenceFormat.NativeText) for key in made.shortcuts())
            if keys:
                groups.setdefault(action.group, []).append((keys, action.text))
        groups["In lists"] = [
            ("Enter", "Open the record beside the list"),
            ("Esc", "Close the record, empty the filter"),
            ("Letters", "Filter as you type"),
            ("Ctrl+C", "Copy the selected rows, with a receipt"),
        ]
        groups["In forms"] = [("Ctrl+Enter", "Save"), ("Esc", "Cancel"), ("Alt+Down", "Open the calendar or the list")]
        for group, lines in groups.items():
            self.body.addWidget(label(group, "heading"))
            self.body.addLayout(self._lines(desk, lines))

    def _lines(self, desk: Desk, lines: list[tuple[str, str]]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(desk.theme.space("wide"))
        grid.setColumnMinimumWidth(0, desk.theme.em(9))
        grid.setColumnStretch(1, 1)
        for place, (keys, text) in enumerate(lines):
            grid.addWidget(label(keys, "label"), place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(text, wrap=True), place, 1)
        return grid


def word_in_focus() -> str:
    """The word that the focus is on: a field's label, a column's title, a button's text."""
    widget = QApplication.focusWidget()
    if isinstance(widget, QTableView) and widget.currentIndex().isValid():
        at = widget.currentIndex()
        words = str(at.data() or "")
        title = widget.model().headerData(at.column(), Qt.Orientation.Horizontal)
        return words if len(words.split()) <= 4 and words else str(title or "")
    return widget.accessibleName().removesuffix(", needed") if widget is not None else ""
