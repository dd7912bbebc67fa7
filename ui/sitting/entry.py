"""The line at the foot of the live view: one question, one answer, and how it is understood while it is typed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ui.theme.theme import Theme
from ui.widgets.text import column, label, scrolling


@dataclass(frozen=True, slots=True)
class Ask:
    """One question: what it is for (`kind`, `detail`), its words, how it is answered, what stands there first.

    `choices` are offered one on a line, however many: what has no room is scrolled to.
    """

    kind: str
    prompt: str
    hint: str = ""
    detail: str = ""
    text: str = ""
    choices: tuple[str, ...] = ()


class _Line(QPlainTextEdit):
    """Enter gives the answer, Shift+Enter begins a new line, Esc goes back; Page Up and Page Down turn the choices."""

    entered = Signal(str)
    left = Signal()
    paged = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.paged.emit(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.entered.emit(self.toPlainText())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EntryBox(QFrame):
    """Shows a question; `answered` brings the text, `left` that it was gone back from, `typed` each change."""

    answered = Signal(str)
    left = Signal()
    typed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._theme = theme
        self.ask: Ask | None = None
        self._prompt = label("", "stage_strong", wrap=True)
        self.line = _Line()
        self.line.setProperty("kind", "stage")
        self.line.setTabChangesFocus(True)
        self._said = label("", "heading", wrap=True)
        self._hint = label("", "muted", wrap=True)
        self._wrong = label("", "error", wrap=True)
        self._choices = label("", wrap=True)
        self._choices.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._offer = scrolling(self._choices)
        self._offer.setMinimumHeight(theme.em(4))
        self.line.paged.connect(self._on_paged)
        inside = column(theme, "tight", "normal")
        for widget in (self._prompt, self.line, self._said, self._wrong, self._hint, self._offer):
            inside.addWidget(widget)
        self.setLayout(inside)
        self.line.entered.connect(self.answered)
        self.line.left.connect(self.left)
        self.line.textChanged.connect(self._on_changed)
        theme.changed.connect(self._size)
        self._size()
        self.hide()

    def put(self, ask: Ask) -> None:
        """Ask something."""
        self.ask = ask
        self._prompt.setText(ask.prompt)
        self._hint.setText(ask.hint)
        # Taken out and put in again: the area asks only once how tall what it holds would be.
        self._offer.takeWidget()
        self._choices.setText("\n".join(ask.choices))
        self._offer.setWidget(self._choices)
        self._offer.setVisible(bool(ask.choices))
        self._size()
        self._offer.verticalScrollBar().setValue(0)
        # A question has its whole height, but for its choices.
        shrinks = QSizePolicy.Policy.Preferred if ask.choices else QSizePolicy.Policy.Minimum
        self.setSizePolicy(QSizePolicy.Policy.Preferred, shrinks)
        self.say("")
        self.refuse("")
        self.line.setAccessibleName(ask.prompt)
        self.line.setAccessibleDescription(" ".join((ask.hint, *ask.choices)))
        self.line.setPlainText(ask.text)
        self.line.moveCursor(self.line.textCursor().MoveOperation.End)
        self.show()
        self.line.setFocus()

    def drop(self) -> None:
        """Nothing is asked any more."""
        self.ask = None
        self.line.clear()
        self.hide()

    def open_line(self) -> None:
        """There is a line to type into."""
        self.line.setReadOnly(False)
        self.line.show()

    def close_line(self) -> None:
        """A question that a key answers: there is nothing to type."""
        self.line.setReadOnly(True)
        self.line.hide()

    def put_text(self, text: str) -> None:
        """What was typed before stands in the line again, where there is one."""
        if self.line.isVisibleTo(self):
            self.line.setPlainText(text)
            self.line.moveCursor(self.line.textCursor().MoveOperation.End)

    def text(self) -> str:
        """What is typed so far."""
        return self.line.toPlainText()

    def say(self, words: str) -> None:
        """How what is typed is understood."""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def refuse(self, words: str) -> None:
        """Why the answer cannot be taken; it stays."""
        self._wrong.setText(words)
        self._wrong.setVisible(bool(words))
        self.line.setAccessibleDescription(words or (self.ask.hint if self.ask else ""))

    def _on_paged(self, down: int) -> None:
        bar = self._offer.verticalScrollBar()
        bar.setValue(bar.value() + down * bar.pageStep())

    def _on_changed(self) -> None:
        if self.ask is not None:
            self.refuse("")
            self.typed.emit(self.text())

    def _size(self) -> None:
        # Where there is much to choose from, numbers alone are typed.
        lines = 2.6 if self.ask is not None and self.ask.choices else 4.2 / max(1.0, self._theme.scale) ** 0.5
        self.line.setFixedHeight(self._theme.em(lines))
