"""The box behind the door of messages: an icon, what happened, what it means, what to do, and the choices."""

from __future__ import annotations

from PySide6.QtWidgets import QBoxLayout, QDialog, QPushButton, QWidget

from ui.theme.theme import Theme
from ui.widgets.question import Question
from ui.widgets.text import column, label, push_button, row
from ui.widgets.urgent import take_urgent_actions


class MessageDialog(QDialog):
    """Shows one question; `taken` is the key of the choice, empty for none."""

    def __init__(self, theme: Theme, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taken = ""
        self.setWindowTitle("VRP Desktop")
        self.setModal(True)
        outer = column(theme, "wide", "wide")
        self.setLayout(outer)
        top = row(theme, "normal")
        picture = label()
        picture.setPixmap(theme.picture(question.tone.icon, question.tone.ink, 2.0, self.devicePixelRatioF()))
        top.addWidget(picture)
        words = column(theme, "snug")
        said = [(question.what, "heading"), (question.means, ""), (question.do, "")]
        for text, kind in said:
            if text:
                words.addWidget(label(text, kind, wrap=True, selectable=False))
        words.addStretch(1)
        top.addLayout(words, 1)
        outer.addLayout(top)
        outer.addLayout(self._choices(theme, question))
        self.setAccessibleName(question.what)
        self.setAccessibleDescription(" ".join(text for text, _kind in said[1:] if text))
        self.setFixedWidth(theme.em(32))
        take_urgent_actions(self)

    def _choices(self, theme: Theme, question: Question) -> QBoxLayout:
        buttons: QBoxLayout = row(theme, "snug") if len(question.choices) <= 3 else column(theme, "snug")
        if len(question.choices) <= 3:
            buttons.addStretch(1)
        # The way out comes first from the left, what is proposed last, at the edge.
        for choice in reversed(question.choices):
            button = push_button(theme, choice.text, kind=choice.kind)
            button.setObjectName(choice.key or "cancel")
            button.setProperty("choice", choice.key)
            button.clicked.connect(self._on_choice)
            buttons.addWidget(button)
            if choice.key == (question.default or question.choices[0].key):
                button.setDefault(True)
                button.setFocus()
        return buttons

    def _on_choice(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.taken = str(button.property("choice"))
        self.accept()
