"""The backups that were made: which are past their age, deleting those within reach, ticking off the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.settings.own_key import open_workspace_of
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.columns import Column
from ui.widgets.fields import Choose, Lines, Number, Text
from ui.widgets.flow import FlowLayout
from ui.widgets.form_dialog import FormDialog
from ui.widgets.short_table import ShortTable
from ui.widgets.text import card, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.changes import changes_of
from vrp_desktop.clock import london_day
from vrp_desktop.errors import KnownError
from vrp_desktop.workspace.backups import delete_copy, list_found, verify_copy
from vrp_desktop.workspace.copies import (
    MOST_DAYS,
    MOST_KEPT,
    WAYS,
    BackupRule,
    CopyRow,
    backup_rule,
    copies,
    note_gone,
    note_here_again,
    set_backup_rule,
)

_WHY = (
    "A backup keeps what was erased since it was made. Restoring one erases those children again, but the file still "
    "holds them: so old ones go."
)


class CopiesCard(QWidget):
    """A table of the backups with its deeds, and the rule."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rule = BackupRule()
        self.setProperty("kind", "clear")
        frame, self._inside = card(desk.theme, "Backups that were made")
        outer: QVBoxLayout = column(desk.theme)
        outer.addWidget(frame)
        self.setLayout(outer)
        self.said = label("", wrap=True)
        self.banner = Banner(desk.theme)
        self.banner.hide()
        self._inside.addWidget(label(_WHY, "muted", wrap=True))
        self._inside.addWidget(self.said)
        self._inside.addWidget(self.banner)
        self.table = self._make_table()
        self._inside.addWidget(self.table)
        self._needing: list[tuple[QPushButton, Callable[[CopyRow], bool]]] = []
        self._add_deeds()
        self.table.chosen.connect(self._on_chosen)

    def refresh(self) -> None:
        """Read again; backups that lie beside the store unlisted are listed first."""
        self.desk.tasks.call(list_found, open_workspace_of(self.desk), done=self._read, failed=self.show_failure)

    def delete(self) -> None:
        """Delete the chosen file, where it is within reach."""
        row = self._row()
        if row is None:
            return
        if not (Path(row.folder) / row.file_name).is_file():
            self.desk.messages.say(
                "The file is not within reach.",
                means=f"It was written to {row.folder}.",
                do="Connect the drive, or destroy it there and tick it off here.",
            )
            return
        means = "It cannot be restored from any more. Newer backups stay."
        if self.desk.messages.confirm(f"Delete {row.file_name}?", means=means, yes="Delete it", danger=True):
            where = open_workspace_of(self.desk)
            self.desk.tasks.call(delete_copy, where, row, done=self._on_done, failed=self.show_failure)

    def verify(self) -> None:
        """Read the chosen file from end to end."""
        row = self._row()
        if row is not None:
            where = open_workspace_of(self.desk)
            self.desk.tasks.call(verify_copy, where, row, done=self._on_verified, failed=self.show_failure)

    def tick_off(self) -> None:
        """Say that the chosen file was destroyed elsewhere."""
        row = self._row()
        if row is not None:
            TickOff(self.desk, self, row).open()

    def here_again(self) -> None:
        """Take a tick back."""
        row = self._row()
        if row is not None:
            HereAgain(self.desk, self, row).open()

    def change_rule(self) -> None:
        """Change for how long backups are kept."""
        ChangeRule(self.desk, self, self.rule).open()

    def show_failure(self, error: KnownError) -> None:
        """Tell a known error above the list."""
        self.banner.show_error(error)

    def _make_table(self) -> ShortTable:
        columns = (
            Column("made", "Made", lambda r: british_short(london_day(r.made_at)), ems=7),
            Column("by", "By", lambda r: r.made_by or "The program", ems=8),
            Column("where", "Where", lambda r: r.folder, ems=12, stretch=True, tip=lambda r: r.file_name),
            Column("verified", "Read back", _verified, ems=7),
            Column("erased", "Erased since", lambda r: f"{r.erased_since:,}" if r.erased_since else "–", ems=7.5),
            Column("state", "State", self._state, ems=14.5, tone=_tone),
        )
        table = ShortTable(
            self.desk, "backups", columns, row_id=lambda r: str(r.copy_id), unit="backup", most=8, in_order=True
        )
        table.set_empty("No backup was made yet", "Make one above; it is listed here with where it went.")
        return table

    def _add_deeds(self) -> None:
        line = FlowLayout(self.desk.theme)
        for words, icon, slot, fits in (
            ("Delete the file", "trash", self.delete, _may_go),
            ("Tick off as destroyed", "ok", self.tick_off, _may_go),
            ("Read it back", "refresh", self.verify, _is_there),
            ("It is there after all", "undo", self.here_again, _is_gone),
        ):
            button = push_button(self.desk.theme, words, icon)
            button.clicked.connect(slot)
            self._needing.append((button, fits))
            line.addWidget(button)
        if self.desk.actor.may(Permission.MANAGE_SETTINGS):
            button = push_button(self.desk.theme, "How long they are kept", "clock")
            button.clicked.connect(self.change_rule)
            line.addWidget(button)
        self._inside.addLayout(line)

    def _read(self, _found: int) -> None:
        self.desk.tasks.read(backup_rule, done=self._show_rule, key="backup-rule")
        self.desk.tasks.read(copies, done=self._show, key="backup-copies")

    def _show_rule(self, rule: BackupRule) -> None:
        self.rule = rule
        self.said.setText(
            f"A backup is kept for {rule.keep_days:,} days. The newest {rule.keep_least:,} stay in any case."
        )

    def _show(self, rows: Sequence[CopyRow]) -> None:
        self.table.show_rows(rows)
        if self.table.total and self.table.current() is None:
            self.table.view.go_to(0)
        self._on_chosen(self.table.current())

    def _state(self, row: CopyRow) -> str:
        if row.gone_on is not None:
            return f"Gone {british_short(row.gone_on)}: {self.desk.shelf.label(WAYS, row.gone_how)}"
        if row.is_past:
            return f"Past its age: {british_short(row.keep_until)}"
        return "Kept: one of the newest" if row.is_newest else f"Kept until {british_short(row.keep_until)}"

    def _row(self) -> CopyRow | None:
        row: CopyRow | None = self.table.current()
        return row

    def _on_chosen(self, row: CopyRow | None) -> None:
        for button, fits in self._needing:
            button.setEnabled(row is not None and fits(row))

    def _on_done(self, _result: object) -> None:
        self.banner.hide()
        self.desk.messages.note("The backup was deleted.")
        self.desk.hub.announce(changes_of([("backup_copy", "")]))
        self.refresh()

    def _on_verified(self, _result: object) -> None:
        self.banner.show_text("The backup is whole.", "It was read from end to end and compared.", Tone.GOOD)
        self.refresh()


class TickOff(FormDialog):
    """Says how a backup out of reach was destroyed."""

    def __init__(self, desk: Desk, parent: QWidget, row: CopyRow) -> None:
        parts = (
            Choose(name="how", label="How", options=desk.shelf.options(WAYS, desk.today), required=True),
            Text(name="note", label="More", placeholder="Which stick or server, and who did it"),
        )
        intro = f"{row.file_name}, written to {row.folder}."
        super().__init__(desk, "Tick off as destroyed", parts, parent, intro=intro, yes="Tick off", ems=(38, 0))
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(note_gone, self._row.copy_id, self._row.version, values["how"], values["note"])


class HereAgain(FormDialog):
    """Takes a tick back."""

    def __init__(self, desk: Desk, parent: QWidget, row: CopyRow) -> None:
        parts = (Lines(name="reason", label="Why", required=True, lines=2),)
        intro = f"{row.file_name}, written to {row.folder}. It counts as kept again."
        super().__init__(desk, "It is there after all", parts, parent, intro=intro, ems=(38, 0))
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(note_here_again, self._row.copy_id, self._row.version, values["reason"])


class ChangeRule(FormDialog):
    """For how long backups are kept."""

    def __init__(self, desk: Desk, parent: QWidget, rule: BackupRule) -> None:
        parts = (
            Number(name="keep_days", label="Kept for", least=1, most=MOST_DAYS, unit="days", required=True, half=True),
            Number(name="keep_least", label="The newest stay", least=1, most=MOST_KEPT, required=True, half=True),
        )
        intro = "The usual numbers are proposals; the controller's retention schedule says what holds for you."
        values = {"keep_days": rule.keep_days, "keep_least": rule.keep_least}
        super().__init__(desk, "How long backups are kept", parts, parent, intro=intro, values=values, ems=(38, 0))

    def send(self, values: dict[str, Any]) -> None:
        self.write(set_backup_rule, BackupRule(values["keep_days"], values["keep_least"]))


def _verified(row: CopyRow) -> str:
    return british_short(london_day(row.verified_at)) if row.verified_at else "Never"


def _tone(row: CopyRow) -> Tone:
    return Tone.CAUTION if row.is_past else Tone.NEUTRAL


def _may_go(row: CopyRow) -> bool:
    return row.is_there and not row.is_newest


def _is_there(row: CopyRow) -> bool:
    return row.is_there


def _is_gone(row: CopyRow) -> bool:
    return not row.is_there
