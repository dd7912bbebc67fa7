"""What a record says of being restricted: the mark, how long it is open to the reader, and who looked at it (B15)."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.fields import Lines
from ui.widgets.flow import FlowLayout
from ui.widgets.form_dialog import FormDialog
from ui.widgets.moments import moment
from ui.widgets.record_panel import ListAndRecord
from ui.widgets.text import card, clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.clock import london
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.restricted.commands import close_restricted, lift_restriction, restrict_record
from vrp_desktop.restricted.queries import LookRow, RestrictedStanding, restricted_standing
from vrp_desktop.restricted.rules import REASONS

_FIRST: Final = 3


class RestrictedPart(QWidget):
    """Fetches for itself; takes no room where it was never restricted. `loaded` says whether it is marked now."""

    loaded = Signal(bool)

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self.desk = desk
        self._person_id = person_id
        self._shows_all = False
        self._standing: RestrictedStanding | None = None
        self.setProperty("kind", "clear")
        self.setAccessibleName("Restricted record")
        self._inside = column(desk.theme, "snug")
        self.setLayout(self._inside)
        self._ending = QTimer(self)
        self._ending.setSingleShot(True)
        self._ending.timeout.connect(self._on_ended)
        self.hide()
        desk.tasks.read(restricted_standing, person_id, done=self._show, key="restricted")

    def _show(self, standing: RestrictedStanding | None) -> None:
        self._standing = standing
        self.loaded.emit(standing is not None and standing.is_restricted)
        clear(self._inside)
        self.setVisible(standing is not None)
        if standing is None:
            return
        if standing.is_restricted:
            self._inside.addWidget(self._mark(standing))
            self._inside.addWidget(self._deeds())
        self._inside.addWidget(self._looks(standing))
        if standing.is_restricted and standing.open_until is not None:
            left = (standing.open_until - self.desk.clock.now()).total_seconds()
            self._ending.start(max(round(left * 1000), 0))

    def _mark(self, standing: RestrictedStanding) -> QWidget:
        banner = Banner(self.desk.theme)
        said = []
        if standing.set_at is not None:
            said.append(f"Marked {moment(standing.set_at)} by {standing.set_by}.")
        if standing.reason:
            said.append(f"{self.desk.view.text(standing.reason).rstrip('. ')}.")
        if standing.open_until is not None:
            said.append(f"Open to you until {standing.open_until.astimezone(london()):%H:%M}.")
        banner.show_text("Restricted: it opens on a stated reason", " ".join(said), Tone.CAUTION)
        return banner

    def _deeds(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        line = FlowLayout(self.desk.theme)
        made.setLayout(line)
        close = push_button(self.desk.theme, "Close access now", "lock")
        close.clicked.connect(self.close_access)
        line.addWidget(close)
        if self.desk.actor.may(Permission.RESTRICT):
            lift = push_button(self.desk.theme, "Lift the restriction", "unlock")
            lift.clicked.connect(self._on_lift)
            line.addWidget(lift)
        return made

    def _looks(self, standing: RestrictedStanding) -> QWidget:
        made, inside = card(self.desk.theme, "Who looked")
        shown = standing.looks if self._shows_all else standing.looks[:_FIRST]
        for look in shown:
            inside.addWidget(label(look_words(self.desk, look), wrap=True))
        if len(standing.looks) > len(shown):
            more = push_button(self.desk.theme, f"Show all {len(standing.looks)}", kind="link")
            more.clicked.connect(self._on_all)
            inside.addWidget(more)
        return made

    def close_access(self) -> None:
        """End one's own access before its time."""
        self.desk.tasks.write(close_restricted, self._person_id, done=self._on_closed)

    def _on_closed(self, _result: object) -> None:
        self._step_back("Your access is closed.")

    def _on_ended(self) -> None:
        self._step_back("Your access to this restricted record has ended.")

    def _step_back(self, words: str) -> None:
        """Close the record beside the list, so that nothing of it stays on the screen."""
        self.desk.messages.note(words)
        above = self.parentWidget()
        while above is not None and not isinstance(above, ListAndRecord):
            above = above.parentWidget()
        if above is not None:
            above.shut()

    def _on_lift(self) -> None:
        if self._standing is not None:
            LiftRestriction(self.desk, self.window(), self._person_id, self._standing.code).open()

    def _on_all(self) -> None:
        self._shows_all = True
        self._show(self._standing)


class RestrictButton(QPushButton):
    """Marks the record, for those who may; not there for others."""

    def __init__(self, desk: Desk, words: PersonWords) -> None:
        super().__init__("Restrict")
        self._desk = desk
        self.setAutoDefault(False)
        desk.theme.dress(self, "lock", "text")
        self._words = words
        self.setToolTip("Let the record, with all its cases, open on a stated reason only")
        # Never shown by itself: before it has its place it would be a window of its own.
        if not desk.actor.may(Permission.RESTRICT):
            self.hide()
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Ask for the reason."""
        MarkRestricted(self._desk, self.window(), self._words.person_id, self._words.code).open()

    def follow(self, is_marked: bool) -> None:
        """What is marked already is not marked again."""
        if is_marked:
            self.hide()


class MarkRestricted(FormDialog):
    """Marks a child's record."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str, code: str) -> None:
        parts = (Lines(name="reason", label="Why it is restricted", required=True, lines=3),)
        super().__init__(
            desk,
            f"Restrict {code}",
            parts,
            parent,
            intro="The child, with every case, note and file, then shows by its code alone until someone says why they "
            "open it. Figures still count it. It stays open to you for now.",
            yes="Restrict the record",
        )
        self._person_id = person_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(restrict_record, self._person_id, values["reason"])


class LiftRestriction(FormDialog):
    """Lifts the mark."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str, code: str) -> None:
        parts = (Lines(name="reason", label="Why it is lifted, and who agreed", required=True, lines=3),)
        super().__init__(
            desk,
            f"Lift the restriction of {code}",
            parts,
            parent,
            intro="All who see its place see the record again. Who looked at it stays on the record.",
            yes="Lift the restriction",
        )
        self._person_id = person_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(lift_restriction, self._person_id, values["reason"])


def look_words(desk: Desk, look: LookRow) -> str:
    """One look as a line: when, who, why."""
    return f"{moment(look.opened_at)} · {look.who} · {why_words(desk, look)}"


def why_words(desk: Desk, look: LookRow) -> str:
    """Why a record was opened: the reason of the list, and in words."""
    words = desk.view.text(look.words)
    return f"{desk.shelf.label(REASONS, look.why)}: {words}" if look.why else words
