"""The dialogs of the intake: joining a row to a child found by search, setting one aside, what a batch left behind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.imports.asking import NamedKept
from ui.imports.words import taken_back
from ui.widgets.columns import Column
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Lines, Pick
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from ui.widgets.short_table import ShortTable
from ui.widgets.text import label
from vrp_desktop.imports.commands import join_row, set_row_aside
from vrp_desktop.imports.mending import HeldRecord
from vrp_desktop.imports.results import TakenBack

Saving = Callable[[Callable[..., Any]], Callable[..., Any]]
"""Lets a command drop the draft of the row's form too."""

_KINDS = {"referral": "Referral", "person": "Child or young person"}


class JoinAnother(FormDialog):
    """A held row is of a child on file who is found by search."""

    def __init__(self, desk: Desk, parent: QWidget, record: HeldRecord, saving: Saving) -> None:
        search = PersonSearch(desk, parent)
        fields = (
            Pick(
                name="person",
                label="Child or young person on file",
                required=True,
                search=search.search,
                help="The row becomes a further referral of this child. Nothing else on file changes.",
            ),
        )
        title = f"Join {desk.view.name(record.words)} to a child on file"
        super().__init__(desk, title, fields, parent, yes="Join")
        search.setParent(self)
        self._record, self._saving = record, saving

    def send(self, values: dict[str, Any]) -> None:
        row = self._record.row
        self.write(self._saving(join_row), row.row_id, row.version, values["person"])


class SetAside(FormDialog):
    """A held row is left out for good."""

    def __init__(self, desk: Desk, parent: QWidget, record: HeldRecord, saving: Saving) -> None:
        fields = (
            Lines(
                name="reason",
                label="Why it is set aside",
                required=True,
                lines=3,
                limit=200,
                help="Kept with the batch. Write no names here.",
            ),
        )
        intro = "Nothing is made of this row, and its cells are removed. The sender’s own file is not touched."
        super().__init__(desk, "Set this row aside", fields, parent, intro=intro, yes="Set aside")
        self._record, self._saving = record, saving

    def send(self, values: dict[str, Any]) -> None:
        row = self._record.row
        self.write(self._saving(set_row_aside), row.row_id, row.version, values["reason"])


class LeftBehind(Dialog):
    """What taking a batch back has removed, and what it kept, each with its reason. `opened` brings a kept record."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget, result: TakenBack, kept: Sequence[NamedKept]) -> None:
        intro = taken_back(result)
        ems = (46.0, 24.0) if kept else (34.0, 0.0)
        super().__init__(desk.theme, "The batch was taken back", parent, intro=intro, yes="Close", no="", ems=ems)
        self.no_button.hide()
        if not kept:
            self.body.addWidget(label("Nothing of it was kept.", wrap=True))
            return
        self.body.addWidget(label("These were kept", "heading"))
        said = "Someone has worked on them since, or a signed return counts them. Deal with each in its own place."
        self.body.addWidget(label(said, "muted", wrap=True))
        view = desk.view
        columns = (
            Column("name", "Name", lambda r: view.name(r.words) if r.words else "", ems=10),
            Column("kind", "What", lambda r: _KINDS.get(r.kept.kind, r.kept.kind), ems=9),
            Column("why", "Why it was kept", lambda r: r.kept.reason, ems=18, stretch=True),
        )
        self.table = ShortTable(desk, "records that were kept", columns, row_id=lambda r: str(r.kept.record_id))
        self.table.show_rows(kept)
        self.table.opened.connect(self._on_opened)
        self.body.addWidget(self.table)

    def _on_opened(self, row: NamedKept) -> None:
        self.opened.emit(row.kept.kind, row.kept.record_id)
        self.accept()
