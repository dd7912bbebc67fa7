"""What came of taking a list in, in words, with what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.desk import Desk
from ui.imports.words import outcome_of
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.text import clear, column, label, row, scrolling
from vrp_desktop.imports.results import Taken

DESK, CASES, BATCH = "desk", "cases", "batch"


class Outcome(QWidget):
    """`asked` brings what to do next and the batch."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._batch_id = ""
        self._card = QFrame()
        self._card.setProperty("kind", "card")
        self._inside = column(desk.theme, "normal", "wide")
        self._card.setLayout(self._inside)
        inner = QWidget()
        holder = column(desk.theme, "normal")
        middle = row(desk.theme)
        middle.addStretch(1)
        middle.addWidget(self._card, 4)
        middle.addStretch(1)
        holder.addStretch(1)
        holder.addLayout(middle)
        holder.addStretch(2)
        inner.setLayout(holder)
        outer = column(desk.theme)
        outer.addWidget(scrolling(inner))
        self.setLayout(outer)

    def show_taken(self, taken: Taken) -> None:
        """Say what happened, and put the most likely next deed first."""
        self._batch_id = taken.batch_id
        clear(self._inside)
        heading, sentences = outcome_of(taken)
        picture = label()
        icon, ink = ("ok", "on_good_soft") if taken.taken - taken.on_file else ("info", "muted")
        picture.setPixmap(self._desk.theme.picture(icon, ink, 2.2, self.devicePixelRatioF()))
        self._inside.addWidget(picture, 0, Qt.AlignmentFlag.AlignLeft)
        self._inside.addWidget(label(heading, "title", wrap=True))
        for sentence in sentences:
            self._inside.addWidget(label(sentence, wrap=True))
        self._inside.addWidget(label("The whole batch can be taken back from its record.", "muted", wrap=True))
        deeds = Deeds(self._desk.theme, self._deeds(taken), "More to do next")
        deeds.setObjectName("next_deeds")
        deeds.asked.connect(self._on_asked)
        self._inside.addWidget(deeds)
        deeds.focus_first()

    def _deeds(self, taken: Taken) -> list[Deed]:
        found = []
        if taken.held:
            words = "Mend the row that waits" if taken.held == 1 else f"Mend the {taken.held:,} rows that wait"
            found.append(Deed(words, DESK, icon="edit"))
        if taken.taken - taken.on_file:
            found.append(Deed("Look at the panel cases", CASES, icon="case"))
        found.append(Deed("Open the batch", BATCH, icon="import"))
        first, *rest = found
        return [Deed(first.words, first.code, icon=first.icon, kind="primary"), *rest]

    def _on_asked(self, code: str, _detail: str) -> None:
        self.asked.emit(code, self._batch_id)
