"""The controls of the form kit: each has a value, says when it was edited, and can be wrong by itself."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from ui.theme.theme import Theme
from ui.widgets.fields import Check, Lines, Number, Text
from ui.widgets.text import label, restyle, row
from vrp_desktop.people.naming import View, free_text


class Withheld:
    """A text that an editor holds without showing it, where the view hides free text."""

    def __init__(self) -> None:
        self.is_on = False
        self.text = ""

    def shown(self, text: str) -> str:
        """What to show for a text: itself, or that it is hidden."""
        self.text = text if self.is_on else ""
        return free_text(text, View.INITIALS) if self.text else text


class Editor(QWidget):
    """The base: what a form needs of a control."""

    edited = Signal()
    left = Signal()

    def value(self) -> object:
        """What is kept; None or an empty text for nothing."""
        raise NotImplementedError

    def set_value(self, value: object) -> None:
        """Show a value without saying that it was edited."""
        raise NotImplementedError

    def partial(self) -> str:
        """What is wrong with what is typed so far, in a plain sentence; empty where it can be read."""
        return ""

    def draft(self) -> object:
        """What stands here as JSON can hold it, also where it cannot be read yet."""
        return self.value()

    def put_draft(self, kept: object) -> None:
        """Show what `draft` gave."""
        self.set_value(kept)

    def set_bad(self, bad: bool) -> None:
        """Show, not by colour alone, that the form has an error under this control."""
        restyle(self.target(), "bad", "true" if bad else "false")

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read and copied but not changed."""
        self.setEnabled(not read_only)

    def withhold(self, on: bool) -> None:
        """Outside the view of names: text that is set from now on is kept, and neither shown nor changed."""

    def target(self) -> QWidget:
        """The control that takes the focus and carries the accessible name."""
        raise NotImplementedError

    def name_for_screen_readers(self, name: str, description: str) -> None:
        """Say what the control is, and its help or error."""
        self.target().setAccessibleName(name)
        self.target().setAccessibleDescription(description)

    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return self.value() in (None, "", ())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)

    def _hold(self, control: QWidget) -> None:
        """Fill the editor with its one control."""
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(control)
        self.setLayout(inside)
        self._watch(control)

    def _watch(self, control: QWidget) -> None:
        control.installEventFilter(self)
        self.setFocusProxy(control)


class TextEditor(Editor):
    """One line of text."""

    def __init__(self, field: Text, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QLineEdit()
        self._line.setMaxLength(field.limit)
        self._line.setPlaceholderText(field.placeholder)
        if field.secret:
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        self._line.textEdited.connect(self.edited)
        self._kept = Withheld()
        self._is_read_only = False
        if field.suggestions:
            self.suggest(field.suggestions)
        self._hold(self._line)

    def suggest(self, words: Sequence[str]) -> None:
        """Offer words while typing; anything else may be typed as well."""
        completer = QCompleter(list(words), self._line)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._on_suggested)
        popup = completer.popup()
        if popup is not None:
            popup.setProperty("kind", "popup")
            popup.setAccessibleName("Suggestions")
        self._line.setCompleter(completer)

    def _on_suggested(self, _words: str) -> None:
        self.edited.emit()

    def value(self) -> str:
        if self._kept.text:
            return self._kept.text
        text = self._line.text()
        return text if self._line.echoMode() == QLineEdit.EchoMode.Password else text.strip()

    def set_value(self, value: object) -> None:
        self._line.setText(self._kept.shown("" if value is None else str(value)))
        self._line.setReadOnly(self._is_read_only or bool(self._kept.text))

    def withhold(self, on: bool) -> None:
        self._kept.is_on = on
        if on:
            self._line.setCompleter(None)  # type: ignore[arg-type]

    def draft(self) -> object:
        """A secret is never kept."""
        return None if self._line.echoMode() == QLineEdit.EchoMode.Password else self.value()

    def set_read_only(self, read_only: bool) -> None:
        self._is_read_only = read_only
        self._line.setReadOnly(read_only or bool(self._kept.text))

    def target(self) -> QLineEdit:
        return self._line


class LinesEditor(Editor):
    """Several lines of text. Tab goes on to the next field."""

    def __init__(self, theme: Theme, field: Lines, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._field = field
        self._box = QPlainTextEdit()
        self._box.setTabChangesFocus(True)
        self._box.textChanged.connect(self._on_changed)
        self._is_shown_value = False
        self._kept = Withheld()
        self._is_read_only = False
        self._hold(self._box)
        theme.changed.connect(self._size)
        self._size()

    def value(self) -> str:
        return self._kept.text or self._box.toPlainText().strip()

    def set_value(self, value: object) -> None:
        self._is_shown_value = True
        self._box.setPlainText(self._kept.shown("" if value is None else str(value)))
        self._box.setReadOnly(self._is_read_only or bool(self._kept.text))
        self._is_shown_value = False

    def withhold(self, on: bool) -> None:
        self._kept.is_on = on

    def partial(self) -> str:
        over = len(self._box.toPlainText()) - self._field.limit
        return f"This is {over} characters too long." if over > 0 else ""

    def set_read_only(self, read_only: bool) -> None:
        self._is_read_only = read_only
        self._box.setReadOnly(read_only or bool(self._kept.text))

    def target(self) -> QPlainTextEdit:
        return self._box

    def _on_changed(self) -> None:
        if not self._is_shown_value:
            self.edited.emit()

    def _size(self) -> None:
        self._box.setFixedHeight(self._theme.em(1.15 * self._field.lines + 0.9))


class NumberEditor(Editor):
    """A number, typed; it can be empty, which a spin box cannot."""

    def __init__(self, theme: Theme, field: Number, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = field
        self._line = QLineEdit()
        self._line.setMaxLength(24)
        self._line.textEdited.connect(self.edited)
        inside = row(theme)
        inside.addWidget(self._line, 1)
        if field.unit:
            inside.addWidget(label(field.unit, "muted"))
        self.setLayout(inside)
        self._watch(self._line)

    def value(self) -> int | Decimal | None:
        number = self._number()
        if number is None or self.partial():
            return None
        return number if self._field.places else int(number)

    def set_value(self, value: object) -> None:
        self._line.setText("" if value is None else f"{value:,}" if isinstance(value, int | Decimal) else str(value))

    def partial(self) -> str:
        if not self._line.text().strip():
            return ""
        number = self._number()
        if number is None:
            return "Write a number in figures."
        if not self._field.places and number != int(number):
            return "Write a whole number."
        if not self._field.least <= number <= self._field.most:
            return f"Write a number from {self._field.least:,} to {self._field.most:,}."
        if number != round(number, self._field.places):
            return f"Write no more than {self._field.places} decimal places."
        return ""

    def draft(self) -> object:
        return self._line.text()

    def put_draft(self, kept: object) -> None:
        self._line.setText(str(kept or ""))

    def is_empty(self) -> bool:
        return not self._line.text().strip()

    def set_read_only(self, read_only: bool) -> None:
        self._line.setReadOnly(read_only)

    def target(self) -> QLineEdit:
        return self._line

    def _number(self) -> Decimal | None:
        try:
            number = Decimal(self._line.text().strip().replace(",", "").replace("£", "").replace(" ", ""))
        except InvalidOperation:
            return None
        return number if number.is_finite() else None


class CheckEditor(Editor):
    """A box to tick; the form's label stands beside it."""

    def __init__(self, field: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(field.label)
        self._box.clicked.connect(self.edited)
        self._hold(self._box)

    def value(self) -> bool:
        return self._box.isChecked()

    def set_value(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def is_empty(self) -> bool:
        return not self._box.isChecked()

    def target(self) -> QCheckBox:
        return self._box
