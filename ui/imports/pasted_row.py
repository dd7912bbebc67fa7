"""One proposed row: each field to be put right, with how sure it is and why; what is hardly sure must be confirmed."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QPlainTextEdit, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import column, label, row
from vrp_desktop.imports.pasting.proposal import ProposedField, ProposedRow, Sure
from vrp_desktop.imports.reading.fields import Field, catalogue

SURE_WORDS: Final = {
    Sure.HIGH: ("Sure", Tone.GOOD),
    Sure.MEDIUM: ("Fairly sure", Tone.INFO),
    Sure.LOW: ("Not sure: look at it", Tone.CAUTION),
}
_LONG: Final = frozenset({Field.REASON, Field.NOTES, Field.ADDRESS})


class PastedRow(QFrame):
    """`changed` says that a field was put right, confirmed, or the row ticked."""

    changed = Signal()

    def __init__(self, desk: Desk, number: int, proposed: ProposedRow) -> None:
        super().__init__()
        self._desk = desk
        self.proposed = proposed
        self._editors: dict[Field, QLineEdit | QPlainTextEdit] = {}
        self._right: dict[Field, QCheckBox] = {}
        self.setProperty("kind", "card")
        inside = column(desk.theme, "snug", "normal")
        self.taken = QCheckBox(f"Take row {number} further")
        self.taken.setChecked(True)
        self.taken.toggled.connect(self._on_changed)
        inside.addWidget(self.taken)
        for each in proposed.fields:
            inside.addWidget(self._part(each, number))
        self.setLayout(inside)

    @property
    def is_taken(self) -> bool:
        return self.taken.isChecked()

    @property
    def waits(self) -> bool:
        """Whether something that is hardly sure was neither confirmed nor put right."""
        return any(not box.isChecked() for box in self._right.values())

    def values(self) -> dict[Field, str]:
        """The fields as they stand now."""
        return {field: _text(editor).strip() for field, editor in self._editors.items() if _text(editor).strip()}

    def _part(self, proposed: ProposedField, number: int) -> QWidget:
        words = catalogue().labels[proposed.field]
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self._desk.theme, "tight")
        head = row(self._desk.theme, "snug")
        head.addWidget(label(words, "label"))
        head.addStretch(1)
        said, tone = SURE_WORDS[proposed.sure]
        head.addWidget(Pill(self._desk.theme, said, tone))
        inside.addLayout(head)
        editor = self._editor(proposed)
        editor.setAccessibleName(f"{words}, row {number}")
        editor.setAccessibleDescription(f"{said}. {proposed.reason}")
        self._editors[proposed.field] = editor
        inside.addWidget(editor)
        inside.addWidget(label(proposed.reason, "help", wrap=True))
        if proposed.sure is Sure.LOW:
            box = QCheckBox("This is right")
            box.setAccessibleName(f"{words} of row {number} is right")
            box.toggled.connect(self._on_changed)
            self._right[proposed.field] = box
            inside.addWidget(box)
        made.setLayout(inside)
        return made

    def _editor(self, proposed: ProposedField) -> QLineEdit | QPlainTextEdit:
        if proposed.field in _LONG:
            long = QPlainTextEdit(proposed.text)
            long.setTabChangesFocus(True)
            long.setFixedHeight(self._desk.theme.em(6))
            long.textChanged.connect(self._on_changed)
            return long
        line = QLineEdit(proposed.text)
        line.setCursorPosition(0)
        line.textEdited.connect(self._on_edited)
        return line

    def _on_edited(self, _text: str) -> None:
        """What a person has typed is confirmed by that."""
        for field, editor in self._editors.items():
            if editor is self.sender() and field in self._right:
                self._right[field].setChecked(True)
        self.changed.emit()

    def _on_changed(self) -> None:
        self.changed.emit()


def _text(editor: QLineEdit | QPlainTextEdit) -> str:
    return editor.toPlainText() if isinstance(editor, QPlainTextEdit) else editor.text()
