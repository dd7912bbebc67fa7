"""The band at the head of a child's record and of a case: each open concern, what it waits for, and the way to it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.text import clear, column, label, push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.safeguarding.queries import ConcernRow, concerns_of


class ConcernPart(QWidget):
    """Fetches for itself; takes no room where there has never been a concern."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self.setAccessibleName("Safeguarding concerns")
        self._inside = column(desk.theme, "snug")
        self.setLayout(self._inside)
        self.hide()
        desk.tasks.read(concerns_of, person_id, done=self._show, key="concerns-of")

    def _show(self, rows: Sequence[ConcernRow]) -> None:
        clear(self._inside)
        closed = [row for row in rows if row.outcome is not None]
        for concern in rows:
            if concern.outcome is None:
                self._inside.addWidget(self._band(concern))
        if closed:
            self._inside.addWidget(self._earlier(closed))
        self.setVisible(bool(rows))

    def _band(self, concern: ConcernRow) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = row(self.desk.theme, "snug")
        banner = Banner(self.desk.theme)
        banner.show_text(f"Safeguarding concern open: {concern.code}", waiting_words(concern), tone_of(concern))
        inside.addWidget(banner, 1)
        inside.addWidget(self._link(concern, "Open the concern"))
        made.setLayout(inside)
        return made

    def _earlier(self, closed: Sequence[ConcernRow]) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "tight")
        for concern in closed:
            line = row(self.desk.theme, "snug")
            outcome = self.desk.shelf.label("safeguarding_outcomes", concern.outcome)
            said = f"Earlier concern, {british(concern.raised_on)}: {outcome}, {british(concern.outcome_on)}"
            line.addWidget(label(said, "muted", wrap=True), 1)
            line.addWidget(self._link(concern, concern.code))
            inside.addLayout(line)
        made.setLayout(inside)
        return made

    def _link(self, concern: ConcernRow, words: str) -> QWidget:
        button = push_button(self.desk.theme, words, kind="link")
        button.setAccessibleName(f"Open the safeguarding concern {concern.code}")
        button.setProperty("concern", concern.concern_id)
        button.clicked.connect(self._on_open)
        return button

    def _on_open(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.open_record("safeguarding_concern", str(button.property("concern")))


def waiting_words(concern: ConcernRow) -> str:
    """What a concern waits for, and since when it is overdue."""
    if concern.waiting is None:
        return ""
    due = british(concern.waiting.due_on)
    said = f"overdue since {due}" if concern.is_overdue else f"due by {due}"
    return f"Raised {british(concern.raised_on)}. {concern.waiting.what}, {said}."


def tone_of(concern: ConcernRow) -> Tone:
    """How loudly a concern is shown; its words say the same."""
    if concern.outcome is not None:
        return Tone.NEUTRAL
    return Tone.DANGER if concern.is_overdue or concern.sent_on is None else Tone.CAUTION
