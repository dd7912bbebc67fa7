"""The lines of a tick sheet: each item with its outcome by one key, why, whose it is, and what was agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from ui.conferences.words import item_words
from ui.desk import Desk
from ui.widgets.editors import Editor
from ui.widgets.flow import SideBySide
from ui.widgets.key_box import KeyBox
from ui.widgets.text import card, column, label, restyle
from vrp_desktop.conferences.rows import AgendaRow, ConferenceRecord
from vrp_desktop.reference.lists import ListEntry
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.flow import Flow, Ground, Step
from vrp_desktop.sitting.sheet import SheetLine, Understood, understood

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WORDS: Final = (
    ("why", "Why", "The reasons, in a few words", Step.WHY),
    ("owner", "Whose it is", "yjs, or yjs 2w", Step.OWNER),
    ("agreed", "Who does what by when", "yjs call mum 4/12; police visit fri", Step.ACTIONS),
    ("further", "Refer on", "A programme or an agency", Step.FURTHER),
    ("disagreement", "Disagreement", "Whose view differed", Step.DISAGREEMENT),
)


class OutcomeBox(KeyBox):
    """One item's outcome, empty where the item was not reached; Enter goes on."""

    def __init__(self, outcomes: Sequence[ListEntry], parent: QWidget | None = None) -> None:
        super().__init__("Not reached", parent)
        keys = rules.keys_of(outcomes)
        for entry in outcomes:
            letters = [key for key, each in keys.items() if each.code == entry.code]
            words = f"{letters[0]}  {entry.label}" if letters else entry.label
            self.add(words, entry.code, entry.meaning, letters)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(14)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers():
            self.stated.emit(True)
        else:
            super().keyPressEvent(event)


class _Words(QLineEdit):
    """A line of words: Enter goes on to the next."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


@dataclass(slots=True)
class Line:
    """The controls of one item."""

    row: AgendaRow
    list_name: str
    outcome: OutcomeBox
    words: dict[str, _Words]
    boxes: dict[str, QWidget]
    said: QLabel
    more: QWidget

    def read(self) -> SheetLine:
        """The item as it is typed now."""
        typed = {name: line.text() for name, line in self.words.items()}
        return SheetLine(self.row.item_id, self.outcome.code, **typed)


class SheetLinesEditor(Editor):
    """One card for each item of the agenda; how each is understood stands under it as the chair would read it back."""

    def __init__(self, desk: Desk, record: ConferenceRecord, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        entry = desk.shelf.lists.entry("forums", record.row.forum_code)
        self._forum_kind = str(entry.extra.get("kind", "")) if entry else ""
        self.ground = Ground(desk.shelf.lists, record.row.held_on, record.form.next_on)
        inside = column(desk.theme, "snug")
        self._lines = [self._make(row) for row in record.agenda if not row.is_settled]
        for line in self._lines:
            frame, body = card(desk.theme)
            self._fill(line, body)
            inside.addWidget(frame)
        if not self._lines:
            inside.addWidget(label("Nothing is on the agenda. Build it first.", "muted", wrap=True))
        self.setLayout(inside)
        for line in self._lines:
            self._follow(line)

    def value(self) -> tuple[SheetLine, ...]:
        return tuple(line.read() for line in self._lines)

    def set_value(self, value: object) -> None:
        given = value if isinstance(value, tuple | list) else ()
        forms = {form.item_id: form for form in given if isinstance(form, SheetLine)}
        for line in self._lines:
            form = forms.get(line.row.item_id, SheetLine(line.row.item_id))
            line.outcome.set_code(form.outcome)
            for name, control in line.words.items():
                control.setText(getattr(form, name))
            self._follow(line)

    def draft(self) -> object:
        return [{name: getattr(form, name) for name in SheetLine.__slots__} for form in self.value()]

    def put_draft(self, kept: object) -> None:
        rows: Sequence[Any] = kept if isinstance(kept, list) else ()
        self.set_value([SheetLine(**{k: str(v) for k, v in each.items()}) for each in rows if isinstance(each, dict)])

    def set_bad(self, bad: bool) -> None:
        """The words under the list say it."""

    def target(self) -> QWidget:
        return self._lines[0].outcome if self._lines else self

    def name_for_screen_readers(self, name: str, description: str) -> None:
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def is_empty(self) -> bool:
        return not any(form.outcome for form in self.value())

    def line(self, item_id: str) -> Line:
        """The controls of an item."""
        return next(line for line in self._lines if line.row.item_id == item_id)

    def first_wrong(self) -> str:
        """Go to the first line that cannot be kept, and say what is wrong with it; empty where there is none."""
        for line in self._lines:
            read = self._read(line) if line.outcome.code else None
            if read is not None and read.wrong:
                field, said = next(iter(read.wrong.items()))
                line.said.setText(said)
                restyle(line.said, "kind", "error")
                line.words[field].setFocus(Qt.FocusReason.OtherFocusReason)
                return f"Item {line.row.position}: {said}"
        return ""

    def _read(self, line: Line) -> Understood:
        return understood(self.ground, line.list_name, line.read(), is_mappa=line.row.is_mappa)

    def _make(self, row: AgendaRow) -> Line:
        lists, today = self._desk.shelf.lists, self._desk.today
        list_name = rules.outcome_list(row.kind, self._forum_kind)
        about = f"Item {row.position}, {item_words(self._desk, row)}"
        outcome = OutcomeBox(lists.choices(list_name, today))
        outcome.setAccessibleName(f"{about}: outcome")
        outcome.stated.connect(self._on_stated)
        outcome.moved.connect(self._on_moved)
        words: dict[str, _Words] = {}
        boxes: dict[str, QWidget] = {}
        for name, title, hint, _step in _WORDS:
            control = words[name] = _Words()
            control.setPlaceholderText(hint)
            control.setAccessibleName(f"{about}: {title.lower()}")
            control.textEdited.connect(self._on_typed)
            control.entered.connect(self._on_entered)
            boxes[name] = _boxed(self._desk, title, control)
        for watched in (outcome, *words.values()):
            watched.installEventFilter(self)
        more = SideBySide(self._desk.theme, (boxes["agreed"], boxes["further"], boxes["disagreement"]), 9,
                          shares=(5, 3, 3))  # fmt: skip
        return Line(row, list_name, outcome, words, boxes, label("", wrap=True), more)

    def _fill(self, line: Line, body: Any) -> None:
        code = f" · {line.row.case_code}" if line.row.case_code else ""
        about = label(f"{line.row.position}  {item_words(self._desk, line.row)}{code}", "label", wrap=True)
        boxes, theme = line.boxes, self._desk.theme
        body.addWidget(SideBySide(theme, (about, line.outcome), 14, shares=(5, 4)))
        body.addWidget(SideBySide(theme, (boxes["why"], boxes["owner"]), 12, shares=(5, 2)))
        body.addWidget(line.more)
        body.addWidget(line.said)

    def _follow(self, line: Line) -> None:
        """Ask for what this outcome needs, and say how the line is understood."""
        form = line.read()
        flow = Flow(form.outcome, line.list_name, is_mappa=line.row.is_mappa)
        steps = flow.steps(self.ground) if form.outcome else ()
        for name, _title, _hint, step in _WORDS:
            is_asked = step in steps or (step is Step.DISAGREEMENT and bool(steps) and not line.row.is_mappa)
            line.boxes[name].setVisible(is_asked)
        line.more.setVisible(Step.ACTIONS in steps)
        line.said.setVisible(bool(form.outcome))
        if form.outcome:
            read = self._read(line)
            said = next(iter(read.wrong.values()), "")
            line.said.setText(said or read.sentence)
            restyle(line.said, "kind", "muted" if said else "")

    def _on_stated(self, goes_on: bool) -> None:
        line = self._line_of(self.sender())
        if line is None:
            return
        self._follow(line)
        self.edited.emit()
        if goes_on:
            self._go_on(line, line.outcome)

    def _on_moved(self, down: int) -> None:
        line = self._line_of(self.sender())
        at = self._lines.index(line) + down if line is not None else -1
        if 0 <= at < len(self._lines):
            self._lines[at].outcome.setFocus()

    def _on_typed(self, _text: str) -> None:
        line = self._line_of(self.sender())
        if line is not None:
            self._follow(line)
            self.edited.emit()

    def _on_entered(self) -> None:
        line = self._line_of(self.sender())
        if line is not None:
            self._go_on(line, self.sender())

    def _go_on(self, line: Line, control: object) -> None:
        """To the next control of this item that is asked for, or to the next item."""
        asked = [each for name, each in line.words.items() if not line.boxes[name].isHidden()]
        order: list[QWidget] = [line.outcome, *asked]
        at = next((place for place, each in enumerate(order) if each is control), -1)
        following = self._lines.index(line) + 1
        if at + 1 < len(order):
            order[at + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif following < len(self._lines):
            self._lines[following].outcome.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.focusNextChild()

    def _line_of(self, control: object) -> Line | None:
        return next((each for each in self._lines if each.outcome is control or control in each.words.values()), None)


def _boxed(desk: Desk, title: str, control: QWidget) -> QWidget:
    made = QFrame()
    made.setProperty("kind", "clear")
    inside = column(desk.theme, "hair")
    inside.addWidget(label(title, "small"))
    inside.addWidget(control)
    made.setLayout(inside)
    return made
