"""What the stage of the live view shows: one item large and calm, who is here, the statement, or a few plain words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.desk import Desk
from ui.sitting import words
from ui.theme.tokens import Tone
from ui.widgets.flow import SideBySide
from ui.widgets.pill import Pill
from ui.widgets.text import clear, column, label, row, scrolling
from vrp_desktop.conferences.rules import quorum_sentences
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.rows import LiveItem, LiveSitting, SeatRow

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
SAID = (
    ("childs_voice", "VOICE", "The child's voice"),
    ("strengths", "STRENGTHS", "Strengths"),
    ("needs", "NEEDS", "Needs"),
    ("safety", "SAFETY", "Safety"),
)
"""The parts of a discussion: the name in the store, the part of a forum's record, the words."""


class _Lines(QStyledItemDelegate):
    """Gives a line that has to break its height: the style measures it without the room at its sides."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        measured = QStyleOptionViewItem(option)
        measured.rect = option.rect.adjusted(0, 0, -2 * option.fontMetrics.averageCharWidth(), 0)
        plain, narrow = super().sizeHint(option, index), super().sizeHint(measured, index)
        return QSize(plain.width(), max(plain.height(), narrow.height()))


class KeyList(QListWidget):
    """A list that keeps the arrows for itself and hands every other key on."""

    key_pressed = Signal(QKeyEvent)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setItemDelegate(_Lines(self))
        self.setUniformItemSizes(False)
        # A scroll bar that comes takes room from the lines: they are set out anew, or a name would be cut.
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("kind", "stage")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        else:
            self.key_pressed.emit(event)

    def show_lines(self, lines: Sequence[str], at: int) -> None:
        """Show these lines, with the cursor on one of them and nobody told that it moved."""
        self.blockSignals(True)
        if self.count() == len(lines):
            for place, text in enumerate(lines):
                self.item(place).setText(text)
        else:
            self.clear()
            self.addItems(list(lines))
        if lines:
            self.setCurrentRow(max(0, min(at, len(lines) - 1)))
        self.blockSignals(False)


class Pane(QWidget):
    """The base: a scrolling column on the stage."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.name_ems = 7.0
        self.setProperty("kind", "clear")
        holder = QWidget()
        self.body = column(desk.theme, "snug", "snug")
        holder.setLayout(self.body)
        outer = column(desk.theme)
        outer.addWidget(scrolling(holder))
        self.setLayout(outer)

    def fact(self, name: str, text: str, tone: Tone = Tone.NEUTRAL) -> QWidget:
        """A word and what it says; what must not be overlooked stands in a pill."""
        line = QFrame()
        line.setProperty("kind", "clear")
        inside: QHBoxLayout = row(self.desk.theme, "snug")
        head = label(name, "stage_name", wrap=True)
        head.setFixedWidth(self.desk.theme.em(self.name_ems))
        inside.addWidget(head, 0, Qt.AlignmentFlag.AlignTop)
        if tone in (Tone.NEUTRAL, Tone.INFO):
            inside.addWidget(_grows(label(text, "stage", wrap=True)), 1)
        else:
            inside.addWidget(Pill(self.desk.theme, text, tone), 0, Qt.AlignmentFlag.AlignLeft)
            inside.addStretch(1)
        line.setLayout(inside)
        return line


class CasePane(Pane):
    """One item: who it is, what matters, what agencies told, the words of the discussion, the decision."""

    def show_item(self, item: LiveItem, sitting: LiveSitting, keys: dict[str, str], saving: str) -> None:
        """Show an item as it stands; `keys` names the key beside each part."""
        clear(self.body)
        head, facts = words.head_words(self.desk, item, len(sitting.items))
        self.body.addWidget(_grows(label(head, "stage_head", wrap=True)))
        self.body.addWidget(_grows(label(facts, "stage", wrap=True)))
        self._decision(item, saving)
        if item.row.is_mappa:
            self.body.addWidget(label("Nothing else is kept here of this person.", "stage", wrap=True))
            self.body.addStretch(1)
            return
        if not item.quorum.is_met:
            missing = " ".join(quorum_sentences(self.desk.shelf.lists, item.quorum))
            self.body.addWidget(Pill(self.desk.theme, "No quorum for this item", Tone.CAUTION))
            self.body.addWidget(label(missing, "stage_name", wrap=True))
        left, right = self._half(), self._half()
        for name, text, tone in words.matters(self.desk, item):
            _add(left, self.fact(name, text, tone))
        if not sitting.parts or "CONTRIBUTIONS" in sitting.parts:
            self._told(right, item, sitting, keys)
        self._said(right, item, sitting, keys)
        for half in (left, right):
            inside = half.layout()
            if isinstance(inside, QVBoxLayout):
                inside.addStretch(1)
        self.body.addWidget(SideBySide(self.desk.theme, (left, right)))
        self.body.addStretch(1)

    def _half(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        made.setLayout(column(self.desk.theme, "snug"))
        return made

    def _decision(self, item: LiveItem, saving: str) -> None:
        view = self.desk.view
        if saving:
            self.body.addWidget(Pill(self.desk.theme, saving, Tone.INFO))
        elif item.row.outcome:
            said = words.outcome_words(self.desk, item.row)
            self.body.addWidget(Pill(self.desk.theme, said, Tone.GOOD))
            self.body.addWidget(_grows(label(view.text(item.row.read_back), "stage", wrap=True)))
            if item.rationale:
                self.body.addWidget(self.fact("Because", view.text(item.rationale)))
            if item.disagreement:
                self.body.addWidget(self.fact("Disagreement", view.text(item.disagreement)))

    def _told(self, at: QWidget, item: LiveItem, sitting: LiveSitting, keys: dict[str, str]) -> None:
        """Each agency that told something; who is here and silent, and who is not, in a line for all."""
        shelf = self.desk.shelf
        _add(at, label(f"{keys['TOLD']}  What agencies told", "heading"))
        for told in item.told:
            _add(at, self.fact(shelf.label("agencies", told.agency_code), words.told_words(self.desk, told)))
        told_by = {told.agency_code for told in item.told}
        silent = [seat.form.agency_code for seat in sitting.seats]
        silent += [code for code in sorted(item.there) if code not in silent]
        here = [shelf.label("agencies", code) for code in silent if code in item.there and code not in told_by]
        away = [shelf.label("agencies", code) for code in silent if code not in item.there and code not in told_by]
        if here:
            _add(at, self.fact("Here", f"Not told yet: {', '.join(here)}"))
        if away:
            _add(at, self.fact("Not here", ", ".join(away)))

    def _said(self, at: QWidget, item: LiveItem, sitting: LiveSitting, keys: dict[str, str]) -> None:
        for name, part, title in SAID:
            text = getattr(item.said, name)
            if sitting.parts and part not in sitting.parts and not text:
                continue
            _add(at, self.fact(f"{keys[part]}  {title}", self.desk.view.text(text) or "—"))


class RoomPane(Pane):
    """Who is here, by agency, with the quorum, observers, and who came and went."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._head = label("", "stage_head")
        self._scope = label("", "stage", wrap=True)
        self._pills = row(desk.theme, "snug")
        self.seats = KeyList("Agencies at the table")
        self._missing = label("", "stage", wrap=True)
        self._events = label("", "muted", wrap=True)
        # The agencies are in sight first, also with large text.
        self.seats.setMinimumHeight(desk.theme.em(5))
        top = row(desk.theme, "normal")
        top.addWidget(self._head)
        top.addLayout(self._pills, 1)
        self.body.addLayout(top)
        self.body.addWidget(self._scope)
        self.body.addWidget(self.seats, 1)
        self.body.addWidget(self._missing)
        self.body.addWidget(self._events)

    def show_room(self, sitting: LiveSitting, item: LiveItem | None, *, for_item: bool, at: int) -> None:
        """Show who is there for the whole sitting, or for one item."""
        desk, lists = self.desk, self.desk.shelf.lists
        item_id = item.row.item_id if item is not None and for_item else None
        there = rules.there_for(lists, sitting.seats, sitting.events, item_id)
        quorum = rules.item_quorum(sitting.quorum_rule, sitting.chair, there)
        self._head.setText("Who is here")
        about = f"For item {item.row.position} alone" if item is not None and for_item else "For the whole sitting"
        chair = desk.view.text(sitting.chair) or "not named yet"
        self._scope.setText(f"{about}. Chair: {chair}. The arrows choose an agency, a key says how it is there.")
        clear(self._pills)
        met = ("Quorum met", Tone.GOOD) if quorum.is_met else ("No quorum yet", Tone.CAUTION)
        self._pills.addWidget(Pill(desk.theme, *met))
        for watching in rules.observers(lists, sitting.events):
            who = desk.view.text(watching.name) or desk.shelf.label("agencies", watching.agency_code)
            self._pills.addWidget(Pill(desk.theme, f"Observer: {who}", Tone.INFO))
        self._pills.addStretch(1)
        self._missing.setText(" ".join(quorum_sentences(lists, quorum)))
        self._missing.setVisible(not quorum.is_met)
        self.seats.show_lines([self._line(seat, there) for seat in sitting.seats], at)
        lines = [words.event_words(desk, event, sitting.items) for event in sitting.events[-6:]]
        self._events.setText("\n".join(lines))
        self._events.setVisible(bool(lines))

    def _line(self, seat: SeatRow, there: set[str]) -> str:
        form = seat.form
        name = self.desk.shelf.label("agencies", form.agency_code)
        here = "here" if form.agency_code in there else "not here"
        invited = "" if seat.is_core else " (invited)"
        state = words.seat_words(self.desk, seat)
        return f"{name}{invited}: {state}" + (f" · {here}" if form.state else "")


class WordsPane(Pane):
    """A few plain words, large: the statement sentence by sentence, the start, the end."""

    def show_words(self, head: str, lines: Sequence[str], small: str = "") -> None:
        """A heading, and the lines under it."""
        clear(self.body)
        self.body.addStretch(1)
        self.body.addWidget(_grows(label(head, "stage_head", wrap=True)))
        for line in lines:
            self.body.addWidget(_grows(label(line, "stage", wrap=True)))
        if small:
            self.body.addWidget(_grows(label(small, "muted", wrap=True)))
        self.body.addStretch(2)


def _grows(made: QLabel) -> QLabel:
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    made.setMinimumSize(QSize(0, 0))
    return made


def _add(half: QWidget, widget: QWidget) -> None:
    inside = half.layout()
    if inside is not None:
        inside.addWidget(widget)
