"""One line for whose deed it is, where the user only records it: shut away behind a quiet link until asked for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.field_box import FieldBox
from ui.widgets.fields import Text
from ui.widgets.form import make_editor
from ui.widgets.text import column, push_button

_FIELD = Text(
    name="on_behalf_of",
    label="On behalf of",
    help="Whose deed this is, where you only record it: a name and role. The audit shows it.",
)


class OnBehalf(QWidget):
    """`link` opens the line and shuts it again; what is typed counts only while it is open."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.link = push_button(theme, "On behalf of …", "user", "quiet", "Record this for someone else, and say so")
        self.link.setObjectName("on_behalf_link")
        self.link.setParent(self)
        self.box = FieldBox(theme, _FIELD, make_editor(theme, _FIELD))
        inside = column(theme)
        inside.addWidget(self.box)
        self.setLayout(inside)
        self.hide()
        self.link.clicked.connect(self._on_link)

    @property
    def name(self) -> str:
        """Whose deed it is; empty where it is the user's own."""
        return str(self.box.editor.value() or "") if not self.isHidden() else ""

    def _on_link(self) -> None:
        opened = self.isHidden()
        self.setVisible(opened)
        self.link.setText("Not on behalf of anyone" if opened else "On behalf of …")
        (self.box.editor.target() if opened else self.link).setFocus()
