"""What was shared about a child, or in a case: a card for each entry, and the way to record another."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.share_dialog import RecordShare, TakeBackShare
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.restricting import add_pills
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.changes import Changes
from vrp_desktop.partnership.queries import ShareRow, shares_of
from vrp_desktop.people.naming import PersonWords


class SharesPart(QWidget):
    """Fetches for itself, and again whenever the log changed."""

    def __init__(self, desk: Desk, words: PersonWords, case_id: str | None = None, *, can_add: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self._words, self._case_id = words, case_id
        self._rows: dict[str, ShareRow] = {}
        self.setProperty("kind", "clear")
        self.setAccessibleName("Share log")
        inside = column(desk.theme, "normal")
        self._at = column(desk.theme, "normal")
        if can_add and desk.actor.may(Permission.SHARE):
            button = push_button(desk.theme, "Record what was shared", "export")
            button.clicked.connect(self.record)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addLayout(self._at)
        inside.addStretch(1)
        self.setLayout(inside)
        desk.hub.changed.connect(self._on_changed)
        self.refresh()

    def refresh(self) -> None:
        """Fetch the log again."""
        self.desk.tasks.read(shares_of, self._words.person_id, self._case_id, done=self._show, key="shares-of")

    def record(self) -> None:
        """Record that something was shared."""
        RecordShare(self.desk, self.window(), self._words, self._case_id).open()

    def _show(self, rows: Sequence[ShareRow]) -> None:
        clear(self._at)
        self._rows = {found.share_id: found for found in rows}
        if not rows:
            self._at.addWidget(label("Nothing that was shared is recorded yet.", "muted", wrap=True))
        for found in rows:
            self._at.addWidget(self._card(found))

    def _card(self, found: ShareRow) -> QFrame:
        box, inside = card(self.desk.theme)
        head = row(self.desk.theme, "snug")
        lists = self.desk.shelf.lists
        with_whom = found.recipients(lists, self.desk.view.text(found.form.named))
        head.addWidget(label(f"{british(found.form.shared_on)} · {with_whom}", "label", wrap=True), 1)
        if found.withdrawn_on is not None:
            head.addWidget(Pill(self.desk.theme, "Made in error", Tone.NEUTRAL))
        elif found.form.is_emergency:
            head.addWidget(Pill(self.desk.theme, "Safeguarding", Tone.DANGER, "flag"))
        elif found.warnings:
            head.addWidget(Pill(self.desk.theme, "On a reason", Tone.CAUTION))
        inside.addLayout(head)
        what = found.form.what or "Your role does not read notes."
        inside.addWidget(label(self.desk.view.text(what), wrap=True, selectable=True))
        rests = rests_on(self.desk, found)
        inside.addWidget(label(rests, "muted", wrap=True))
        for words in (*found.warnings, self.desk.view.text(found.form.reason), found.withdrawn_note):
            if words:
                inside.addWidget(label(words, "help", wrap=True))
        add_pills(self.desk, inside, found.form.restriction)
        self._deeds(found, inside)
        return box

    def _deeds(self, found: ShareRow, inside: QVBoxLayout) -> None:
        if found.withdrawn_on is not None or not self.desk.actor.may(Permission.SHARE):
            return
        line = row(self.desk.theme, "snug")
        for words, slot in (("Put right", self._on_mend), ("Take back", self._on_take_back)):
            button = push_button(self.desk.theme, words, kind="link")
            button.setAccessibleName(f"{words}: the entry of {british(found.form.shared_on)}")
            button.setProperty("share", found.share_id)
            button.clicked.connect(slot)
            line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)

    def _on_mend(self) -> None:
        found = self._pressed()
        if found is not None:
            RecordShare(self.desk, self.window(), self._words, self._case_id, found).open()

    def _on_take_back(self) -> None:
        found = self._pressed()
        if found is not None:
            TakeBackShare(self.desk, self.window(), found).open()

    def _pressed(self) -> ShareRow | None:
        button = self.sender()
        return None if button is None else self._rows.get(str(button.property("share")))

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("share_entry", "register_entry"):
            self.refresh()


def rests_on(desk: Desk, found: ShareRow) -> str:
    """What a share rests on, whose information it was, and what for."""
    form, shelf = found.form, desk.shelf
    parts = (
        shelf.label("legal_gateways", form.gateway),
        found.agreement,
        f"from {shelf.label('agencies', form.source_agency)}" if form.source_agency else "",
        desk.view.text(form.purpose),
    )
    return " · ".join(filter(None, parts)) or "No gateway and no agreement"
