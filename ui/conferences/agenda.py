"""The agenda of a sitting: its items in their order, their minutes, what was decided, and changing all that."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.conferences.words import agenda_words, item_words, sum_words, why_words
from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.concern_column import concern_column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.row_drag import RowDrag
from ui.widgets.short_table import ShortTable
from ui.widgets.text import card, clear, column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.conferences import rules
from vrp_desktop.conferences.commands import reorder_agenda
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord, DecidedRow
from vrp_desktop.errors import KnownError


class AgendaTab(QWidget):
    """`asked` brings a deed and an item's or a case's id; the order is written here, as each press moves an item."""

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
        self._put_on = Deeds(
            desk.theme,
            [
                Deed("Build the agenda", "put_on", icon="plus", kind="primary"),
                Deed("Add an item", "item_new"),
                Deed("Print", "paper", icon="print"),
            ],
            "More for the agenda",
        )
        self._sum = label("", "muted", wrap=True)
        self._moves = self._make_moves()
        self._look = Deeds(desk.theme, [Deed("Open", "open")])
        self._look.asked.connect(self._on_asked)
        self._decision: QVBoxLayout = column(desk.theme, "snug")
        self._decision_box = QFrame()
        self._decision_box.setProperty("kind", "clear")
        self._decision_box.setLayout(self._decision)
        inside = column(desk.theme, "normal")
        for widget in (self._put_on, self._sum, self._empty, self.table, self._moves, self._look, self._decision_box):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._put_on.asked.connect(self._on_asked)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)
        self._drag = RowDrag(self.table.view)
        self._drag.moved.connect(self._on_dragged)
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
        order = {row.item_id: at for at, row in enumerate(self._rows)}
        if self._moving and order.keys() == {row.item_id for row in record.agenda}:
            return sorted(record.agenda, key=lambda row: order[row.item_id])
        return list(record.agenda)

    def _show_rows(self) -> None:
        many = len(self._rows)
        self.table.setVisible(bool(many))
        self._put_on.setVisible(self.may_edit)
        self._moves.setVisible(bool(many) and self.may_edit)
        self._look.setVisible(bool(many) and not self.may_edit)
        self._empty.setVisible(not many)
        self._empty.setText(
            "Nothing is on the agenda yet. Build it: cases that are ready, reviews that are due, what was deferred or "
            "carried over, and overdue actions are offered."
            if self.may_edit
            else "Nothing was on the agenda."
        )
        self.table.view.show_column("concern", any(row.has_concern for row in self._rows))
        self.table.show_rows(self._rows)
        self._drag.is_on = self.may_edit
        words, is_over = sum_words(self._record) if self._record is not None else ("", False)
        self._sum.setText(words)
        self._sum.setProperty("kind", "error" if is_over else "muted")
        self._sum.style().polish(self._sum)
        self._sum.setVisible(bool(many))

    def _make_table(self) -> ShortTable:
        columns = (
            Column("position", "No.", self._number, ems=3, right=True),
            Column("name", "What", lambda r: item_words(self.desk, r), ems=12, stretch=True),
            concern_column(8),
            Column("why", "Why", lambda r: why_words(self.desk, r), ems=6.5),
            Column("minutes", "Min.", lambda r: str(r.target_minutes or ""), ems=3, right=True),
            Column(
                "standing",
                "Decision",
                lambda r: agenda_words(self.desk, r)[0],
                ems=9.5,
                tone=lambda r: agenda_words(self.desk, r)[1],
            ),
            Column("case", "Case", lambda r: r.case_code or r.action_code, ems=7.5),
        )
        return ShortTable(
            self.desk, "agenda", columns, row_id=lambda r: str(r.item_id), unit="item", most=14, in_order=True
        )

    def _make_moves(self) -> Deeds:
        deeds = [
            Deed("Up", "up", icon="chevron_up"),
            Deed("Down", "down", icon="chevron_down"),
            Deed("Edit", "item", icon="edit"),
            Deed("Open", "open"),
            Deed("Take off", "take_off"),
        ]
        made = Deeds(self.desk.theme, deeds, "More for this item")
        made.setToolTip("Alt+Up and Alt+Down, or dragging, move the item; Delete takes it off; Enter opens it.")
        made.asked.connect(self._on_asked)
        return made

    def _add_keys(self) -> None:
        for keys, slot in (("Alt+Up", self._on_up), ("Alt+Down", self._on_down), ("Del", self._on_delete)):
            shortcut = QShortcut(QKeySequence(keys), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _number(self, row: AgendaRow) -> str:
        return str(next((at for at, each in enumerate(self._rows, start=1) if each.item_id == row.item_id), ""))

    def _on_asked(self, deed: str, _detail: str) -> None:
        row = self.table.current()
        match deed:
            case "up":
                self._move(-1)
            case "down":
                self._move(1)
            case "put_on" | "item_new" | "paper":
                self.asked.emit(deed, "")
            case "take_off" | "item" if row is not None and self.may_edit:
                self.asked.emit(deed, row.item_id)
            case "open" if row is not None:
                self._on_opened(row)

    def _move(self, down: int) -> None:
        row = self.table.current()
        if row is None or self._record is None or not self.may_edit:
            return
        at = next((place for place, each in enumerate(self._rows) if each.item_id == row.item_id), -1)
        if at >= 0:
            self._put(at, at + down)

    def _on_dragged(self, at: int, to: int) -> None:
        if self._record is not None and self.may_edit:
            self.table.view.go_to(at)
            self._put(at, to)

    def _put(self, at: int, to: int) -> None:
        """Move an item from one place to another, on the screen at once and in the store after it."""
        if self._record is None or not 0 <= to < len(self._rows):
            return
        self._rows.insert(to, self._rows.pop(at))
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
        if row.case_id:
            self.asked.emit("case", row.case_id)
        elif row.action_id:
            self.asked.emit("open_action", row.action_id)
        elif row.person_id and not row.is_mappa:
            self.asked.emit("open_person", row.person_id)
        elif self.may_edit:
            self.asked.emit("item", row.item_id)

    def _on_chosen(self, row: AgendaRow | None) -> None:
        """What was decided on the chosen case, in full."""
        clear(self._decision)
        self._moves.setEnabled(row is not None)
        self._look.setEnabled(row is not None)
        if row is None or self._record is None:
            return
        if row.brief:
            self._decision.addWidget(facts(self.desk, [("For this item", self.desk.view.text(row.brief))]))
        if row.joins:
            names = ", ".join(self.desk.shelf.label("agencies", code) for code in row.joins)
            self._decision.addWidget(facts(self.desk, [("Joins for it", names)]))
        for decision in self._record.decisions:
            if row.case_id and decision.case_id == row.case_id:
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
