"""One dated entry on a case: what it says, the note below it, what is to be done with it, and putting it right."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from ui.desk import Desk
from ui.widgets.deeds import Deed
from ui.widgets.text import column, icon_button, label, push_button, row


class EntryLine(QWidget):
    """`asked` brings the deed's code and detail. `step` is what the entry waits for; `mends` stand in a menu."""

    asked = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        words: str,
        note: str = "",
        mends: Sequence[Deed] = (),
        *,
        may: bool = True,
        kind: str = "",
        step: Deed | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self._desk = desk
        self._words = words
        line = row(desk.theme, "snug")
        said = column(desk.theme, "tight")
        said.addWidget(label(words, kind, wrap=True, selectable=True))
        if note:
            said.addWidget(label(note, "muted", wrap=True, selectable=True))
        line.addLayout(said, 1)
        if may and step is not None:
            button = push_button(desk.theme, step.words)
            button.setAccessibleName(f"{step.words}: {words}")
            button.setProperty("deed", step.code)
            button.setProperty("detail", step.detail)
            button.clicked.connect(self._on_step)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        if may and mends:
            line.addWidget(self._menu_button(mends), 0, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)

    def _menu_button(self, mends: Sequence[Deed]) -> QToolButton:
        made = icon_button(self._desk.theme, "edit", f"Put right: {self._words}", "Put this right")
        menu = QMenu(made)
        for deed in mends:
            entry = QAction(deed.words, menu)
            entry.setData((deed.code, deed.detail))
            menu.addAction(entry)
        menu.triggered.connect(self._on_chosen)
        made.setMenu(menu)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return made

    def _on_chosen(self, entry: QAction) -> None:
        code, detail = entry.data()
        self.asked.emit(str(code), str(detail))

    def _on_step(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), str(button.property("detail")))


def put_right(entry_id: str, kind: str = "") -> tuple[Deed, ...]:
    """The two ways of putting an entry right; `kind` goes before the deed's code."""
    return (Deed("Correct…", f"{kind}correct", entry_id), Deed("Take off…", f"{kind}take_off", entry_id))
