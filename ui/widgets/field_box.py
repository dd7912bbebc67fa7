"""One field as a form shows it: label, control, help, and the error under them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.editors import Editor
from ui.widgets.fields import Check, Field, Section
from ui.widgets.text import column, label


class FieldBox(QWidget):
    """Ties the parts of a field together for the eye and for screen readers."""

    def __init__(self, theme: Theme, field: Field, editor: Editor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.editor = editor
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self._warning = label("", "warning", wrap=True)
        self._warning.hide()
        self._help = label(field.help, "help", wrap=True)
        # Never shown before it has a parent: it would be a window of its own for a moment, and take the focus along.
        if not field.help:
            self._help.hide()
        inside = column(theme, "tight")
        if not isinstance(field, Check):
            inside.addWidget(self._head())
        inside.addWidget(editor)
        inside.addWidget(self._help)
        inside.addWidget(self._warning)
        inside.addWidget(self._error)
        inside.addStretch(1)
        self.setLayout(inside)
        editor.setObjectName(field.name)
        editor.target().setObjectName(f"{field.name}_input")
        editor.edited.connect(self._on_edited)
        editor.left.connect(self._on_left)
        self._name()

    @property
    def error(self) -> str:
        """The sentence that stands under the control."""
        return self._error.text()

    def set_error(self, text: str) -> None:
        """Put a sentence under the control, or take it away."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self.editor.set_bad(bool(text))
        self._name()

    @property
    def warning(self) -> str:
        """The sentence that points something out and stops nothing."""
        return self._warning.text()

    def set_warning(self, text: str) -> None:
        """Point something out under the control, or take it away; the form can be saved all the same."""
        self._warning.setText(text)
        self._warning.setVisible(bool(text))
        self._name()

    def set_help(self, text: str) -> None:
        """Change the help."""
        self._help.setText(text)
        self._help.setVisible(bool(text))
        self._name()

    def fault(self) -> str:
        """What is wrong with the field by itself."""
        partial = self.editor.partial()
        if partial:
            return partial
        if self.field.required and self.editor.is_empty():
            return f"{self.field.label} is needed."
        return ""

    def _head(self) -> QWidget:
        words = self.field.label if not self.field.required else f"{self.field.label} *"
        head = label(words, "label", wrap=True)
        head.setBuddy(self.editor.target())
        if self.field.required:
            head.setToolTip("Needed")
        return head

    def _name(self) -> None:
        name = self.field.label + (", needed" if self.field.required else "")
        said = [f"Error: {self.error}" if self.error else "", self.warning, self._help.text()]
        self.editor.name_for_screen_readers(name, " ".join(filter(None, said)))

    def _on_edited(self) -> None:
        if self.error:
            self.set_error("")

    def _on_left(self) -> None:
        """Typing that cannot be read is told when the field is left; a missing answer only on saving."""
        partial = self.editor.partial()
        if partial:
            self.set_error(partial)


class SectionHead(QWidget):
    """A heading between the fields of a form."""

    def __init__(self, theme: Theme, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        inside = column(theme, "tight")
        inside.setContentsMargins(0, theme.space("snug"), 0, 0)
        inside.addWidget(label(section.title, "heading", wrap=True))
        if section.help:
            inside.addWidget(label(section.help, "muted", wrap=True))
        self.setLayout(inside)
