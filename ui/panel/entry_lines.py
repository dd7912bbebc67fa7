"""One dated entry on a case: what it says, the note below it, and what may be done with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.deeds import Deed
from ui.widgets.flow import FlowLayout
from ui.widgets.text import column, label, push_button


class EntryLine(QWidget):
    """`asked` brings the deed's code and detail."""

    asked = Signal(str, str)

    def __init__(
        self, desk: Desk, words: str, note: str = "", deeds: Sequence[Deed] = (), may: bool = True, kind: str = ""
    ) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        inside = column(desk.theme, "tight")
        inside.addWidget(label(words, kind, wrap=True, selectable=True))
        if note:
            inside.addWidget(label(note, "muted", wrap=True, selectable=True))
        if may and deeds:
            line = FlowLayout(desk.theme)
            for deed in deeds:
                button = push_button(desk.theme, deed.words, kind="quiet")
                button.setAccessibleName(f"{deed.words}: {words}")
                button.setProperty("deed", deed.code)
                button.setProperty("detail", deed.detail)
                button.clicked.connect(self._on_button)
                line.addWidget(button)
            inside.addLayout(line)
        self.setLayout(inside)

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), str(button.property("detail")))


def put_right(entry_id: str, kind: str = "") -> tuple[Deed, ...]:
    """The two ways of putting an entry right; `kind` goes before the deed's code."""
    return (Deed("Correct", f"{kind}correct", entry_id), Deed("Take off", f"{kind}take_off", entry_id))
