"""The agenda of a sitting: cases in their order, what was decided, putting on, taking off and reordering."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.conferences.words import agenda_words
from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.short_table import ShortTable
from ui.widgets.text import card, clear, column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.commands import reorder_agenda
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord, DecidedRow
from vrp_desktop.errors import KnownError


class AgendaTab(QWidget):
    """`asked` brings a deed and a case's id; the order is written here, as each press moves a case."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._record: ConferenceRecord | None = None
        self._rows: list[AgendaRow] = []
        self._moving = 0
        self.table = self._make_table()
        self._empty = label("", "muted", wrap=True)
        self._put_on = Deeds(desk.theme, [Deed("Put cases on", "put_on", icon="plus")])
        self._moves = self._make_moves()
        self._decision: QVBoxLayout = column(desk.theme, "snug")
        self._decision_box = QFrame()
        self._decision_box.setProperty("kind", "clear")
        self._decision_box.setLayout(self._decision)
        inside = column(desk.theme, "normal")
        for widget in (self._put_on, self._empty, self.table, self._moves, self._decision_box):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._put_on.asked.connect(self._on_asked)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self._add_keys()

    @property
    def may_edit(self) -> bool:
        """Whether the agenda may be changed: by role, and not once the sitting was cancelled."""
        is_open = self._record is not None and self._record.row.status != rules.CANCELLED
        return is_open and self.desk.actor.may(Permission.EDIT_CONFERENCES)

    def show_record(self, record: ConferenceRecord) -> None:
        """Show a sitting's agenda; the cursor stays on its case."""
        self._record = record
        self._rows = self._as_moved(record)
        self._show_rows()
        if self.table.current() is None:
            self.table.view.go_to(0)
        self._on_chosen(self.table.current())

    def _as_moved(self, record: ConferenceRecord) -> list[AgendaRow]:
        """While moves are still being written, the order on the screen is the newer one."""
        order = {row.case_id: at for at, row in enumerate(self._rows)}
        if self._moving and order.keys() == {row.case_id for row in record.agenda}:
            return sorted(record.agenda, key=lambda row: order[row.case_id])
        return list(record.agenda)

    def _show_rows(self) -> None:
        many = len(self._rows)
        self.table.setVisible(bool(many))
        self._put_on.setVisible(self.may_edit)
        self._moves.setVisible(bool(many))
        self._empty.setVisible(not many)
        self._empty.setText(
            "Nothing is on the agenda yet. Put on the cases that were screened, or carried over from the last sitting."
            if self.may_edit
            else "Nothing was on the agenda."
        )
        self.table.show_rows(self._rows)

    def _make_table(self) -> ShortTable:
        view = self.desk.view
        columns = (
            Column("position", "No.", self._number, ems=3, right=True),
            Column("name", "Child", lambda r: view.name(r.words), ems=18, stretch=True),
            Column(
                "standing",
                "Decision",
                lambda r: agenda_words(self.desk, r)[0],
                ems=11,
                tone=lambda r: agenda_words(self.desk, r)[1],
            ),
            Column("case", "Case", lambda r: r.case_code, ems=7.5),
        )
        return ShortTable(
            self.desk, "agenda", columns, row_id=lambda r: str(r.case_id), unit="case", most=12, in_order=True
        )

    def _make_moves(self) -> Deeds:
        deeds = [
            Deed("Up", "up", icon="chevron_up"),
            Deed("Down", "down", icon="chevron_down"),
            Deed("Open the case", "open"),
            Deed("Take off", "take_off"),
        ]
        made = Deeds(self.desk.theme, deeds, "More for this case")
        made.setToolTip("Alt+Up and Alt+Down move the case; Delete takes it off; Enter opens it.")
        made.asked.connect(self._on_asked)
        return made

    def _add_keys(self) -> None:
        for keys, slot in (("Alt+Up", self._on_up), ("Alt+Down", self._on_down), ("Del", self._on_delete)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _number(self, row: AgendaRow) -> str:
        return str(next((at for at, each in enumerate(self._rows, start=1) if each.case_id == row.case_id), ""))

    def _on_asked(self, deed: str, _detail: str) -> None:
        row = self.table.current()
        case_id = row.case_id if row is not None else ""
        match deed:
            case "up":
                self._move(-1)
            case "down":
                self._move(1)
            case "put_on":
                self.asked.emit(deed, "")
            case "take_off" if case_id and self.may_edit:
                self.asked.emit(deed, case_id)
            case "open" if case_id:
                self.asked.emit("case", case_id)

    def _move(self, down: int) -> None:
        row = self.table.current()
        if row is None or self._record is None or not self.may_edit:
            return
        at = next((place for place, each in enumerate(self._rows) if each.case_id == row.case_id), -1)
        if at < 0 or not 0 <= at + down < len(self._rows):
            return
        self._rows.insert(at + down, self._rows.pop(at))
        self.table.show_rows(self._rows)
        self._moving += 1
        self.desk.tasks.write(
            reorder_agenda,
            self._record.row.conference_id,
            [each.item_id for each in self._rows],
            done=self._on_moved,
            failed=self._on_failed,
        )

    def _on_moved(self, _result: object) -> None:
        self._moving -= 1

    def _on_failed(self, error: KnownError) -> None:
        """The agenda was changed elsewhere: show it as it stands."""
        self._moving -= 1
        self.desk.messages.failure(error)
        self.asked.emit("refresh", "")

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _on_delete(self) -> None:
        self._on_asked("take_off", "")

    def _on_opened(self, row: AgendaRow) -> None:
        self.asked.emit("case", row.case_id)

    def _on_chosen(self, row: AgendaRow | None) -> None:
        """What was decided on the chosen case, in full."""
        clear(self._decision)
        self._moves.setEnabled(row is not None)
        if row is None or self._record is None:
            return
        for decision in self._record.decisions:
            if decision.case_id == row.case_id:
                self._decision.addWidget(self._card(decision))

    def _card(self, decision: DecidedRow) -> QWidget:
        desk = self.desk
        made, inside = card(desk.theme)
        outcome = desk.shelf.label("panel_decisions", decision.outcome)
        inside.addWidget(label(f"{decision.case_code}: {outcome}", "label", wrap=True))
        owner = desk.shelf.label("agencies", decision.owner_agency)
        by = desk.view.text(decision.owner_name)
        words = f"{british(decision.decided_on)} · {owner}{f', {by}' if by else ''}"
        inside.addWidget(label(words, "muted", wrap=True))
        if decision.rationale:
            inside.addWidget(label(desk.view.text(decision.rationale), wrap=True, selectable=True))
        if decision.disagreement:
            inside.addWidget(facts(desk, [("Disagreement", desk.view.text(decision.disagreement))]))
        return made
