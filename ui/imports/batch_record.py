"""A batch beside the list: how it was taken in, where its rows stand, and the rows themselves."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk
from ui.imports.asking import NamedRow, named_rows, rows_in_state
from ui.imports.words import KINDS, STATES
from ui.theme.tokens import Tone
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.short_table import ShortTable
from ui.widgets.text import label, push_button
from vrp_desktop.calendar import british
from vrp_desktop.clock import london, london_day
from vrp_desktop.imports.holds import RowState
from vrp_desktop.imports.queries import BatchRecord
from vrp_desktop.imports.reading.settings import RowKind

_MOST = 9
_A_ROW = {RowKind.REFERRAL: "one referral", RowKind.EVENT: "one police event"}


class BatchView(QObject):
    """Fills the panel with one batch; asks for what the user wants by its signals."""

    back_asked = Signal()
    held_asked = Signal(str)
    row_opened = Signal(object)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self._desk = desk
        self._panel = panel
        self.record: BatchRecord | None = None
        self.table: ShortTable | None = None
        self._state = WheelSafeCombo()

    def show(self, record: BatchRecord) -> None:
        """Show a batch."""
        kept = self._state.currentData() if self._is_same(record) else ""
        self.record = record
        panel, batch = self._panel, record.row
        panel.clear()
        when = batch.taken_at.astimezone(london())
        panel.set_title(
            f"List from {batch.sender}", f"Taken in on {british(when.date())} at {when:%H:%M} by {batch.taken_by}"
        )
        self._show_standing(record)
        panel.body.addWidget(facts(self._desk, self._facts(record)))
        panel.body.addWidget(label("Its rows", "heading"))
        self._add_rows(record, str(kept or ""))

    def _is_same(self, record: BatchRecord) -> bool:
        return self.record is not None and self.record.row.batch_id == record.row.batch_id

    def _show_standing(self, record: BatchRecord) -> None:
        """The pill and the buttons."""
        batch, panel, theme = record.row, self._panel, self._desk.theme
        if batch.taken_back_at is not None:
            panel.pill.show_status("Taken back", Tone.NEUTRAL)
            panel.pill.show()
            return
        if batch.waiting:
            words = "Mend the row that waits" if batch.waiting == 1 else f"Mend the {batch.waiting:,} that wait"
            mend = push_button(theme, words, "edit", "primary")
            mend.setObjectName("mend_held")
            mend.clicked.connect(self._on_mend)
            panel.buttons.addWidget(mend)
        back = push_button(theme, "Take the batch back", "undo")
        back.setObjectName("take_back")
        back.clicked.connect(self.back_asked)
        panel.buttons.addWidget(back)
        panel.buttons.addStretch(1)

    def _facts(self, record: BatchRecord) -> list[tuple[str, str]]:
        batch, settings, shelf = record.row, record.settings, self._desk.shelf
        counts = batch.counts
        pairs = [("That day", f"{counts.read:,} read: {counts.taken:,} taken, {counts.held:,} held")]
        if counts.joined:
            already = f", {counts.on_file:,} of them on file already" if counts.on_file else ""
            pairs.append(("Of these joined", f"{counts.joined:,} to children on file{already}"))
        pairs.append(("File", f"{KINDS[batch.file_kind]}. A row is {_A_ROW[settings.rows]}."))
        chosen = (
            ("Sending agency", shelf.label("agencies", settings.sending_agency)),
            ("Identified through", shelf.label("identification_sources", settings.source)),
            ("Place", shelf.label("places", settings.place)),
            ("Referral date", british(settings.referral_date)),
            ("Sharing agreement", record.sharing_agreement),
            ("Agreement to support", shelf.label("agreement_to_support", settings.agreement)),
        )
        pairs += [pair for pair in chosen if pair[1]]
        if batch.taken_back_at is not None:
            pairs.insert(0, ("Taken back on", british(london_day(batch.taken_back_at))))
        return pairs

    def _add_rows(self, record: BatchRecord, kept: str) -> None:
        columns = (
            Column("number", "Row", lambda r: str(r.row.number), ems=4, right=True),
            Column("name", "Child or reason", self._who, ems=9, stretch=True),
            Column("state", "State", lambda r: STATES[r.row.state][0], ems=11.5, tone=lambda r: STATES[r.row.state][1]),
        )
        self._state = WheelSafeCombo()
        self._state.setSizeAdjustPolicy(WheelSafeCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._state.setAccessibleName("Which rows of the batch")
        self._state.addItem(f"All rows ({sum(record.states.values()):,})", "")
        for code, many in sorted(record.states.items()):
            self._state.addItem(f"{STATES[RowState(code)][0]} ({many:,})", code)
        self._state.setCurrentIndex(max(0, self._state.findData(kept)))
        self._state.activated.connect(self._on_state)
        self.table = ShortTable(
            self._desk, "rows of the batch", columns, row_id=lambda r: str(r.row.row_id), most=_MOST, in_order=True
        )
        self.table.set_source(self._rows, self._total)
        self.table.set_empty("This batch has no rows")
        self.table.opened.connect(self._on_opened)
        self._panel.body.addWidget(self._state)
        self._panel.body.addWidget(self.table)
        self.table.refresh()

    def _who(self, found: NamedRow) -> str:
        """The child whom a row became or joined; for one that waits or was set aside the reason, which may be typed."""
        view = self._desk.view
        return view.name(found.words) if found.words is not None else view.text(found.row.reason)

    def _rows(self, ask: Ask) -> Question:
        return question(named_rows, self._batch_id(), self._wanted(), ask.offset, ask.limit)

    def _total(self, _ask: Ask) -> Question:
        return question(rows_in_state, self._batch_id(), self._wanted())

    def _batch_id(self) -> str:
        return self.record.row.batch_id if self.record is not None else ""

    def _wanted(self) -> RowState | None:
        code = str(self._state.currentData() or "")
        return RowState(code) if code else None

    def _on_state(self, _at: int) -> None:
        if self.table is not None:
            self.table.refresh()

    def _on_opened(self, found: NamedRow) -> None:
        self.row_opened.emit(found)

    def _on_mend(self) -> None:
        self.held_asked.emit(self._batch_id())
