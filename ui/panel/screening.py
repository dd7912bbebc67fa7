"""Screening many at once: a table of all who wait, and keys that mark the children who are selected."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.action import Action
from ui.desk import Desk
from ui.panel.check_lists import CheckListReader, ReadAnswers, SendChecks
from ui.panel.mark_dialog import MarkDialog
from ui.panel.screening_words import columns_of
from ui.receipts import ListExport
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.data_table import DataTable
from ui.widgets.key_legend import KeyLegend
from ui.widgets.text import column
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.partner_checks.reading import SaidRow
from vrp_desktop.panel.screening import marks
from vrp_desktop.panel.screening.commands import mark_cases, undo_mark
from vrp_desktop.panel.screening.forms import MARKS, LeftAlone, Marked, MarkForm
from vrp_desktop.panel.screening.queries import (
    ACCEPTED,
    NOT_FOR_PANEL,
    TO_SCREEN,
    LastMark,
    ScreeningRow,
    last_mark,
    screening_rows,
)
from vrp_desktop.reference.lists import ListEntry

UNDO = Action(
    "cases.undo_mark",
    "Undo the last marking",
    "undo",
    "Ctrl+Z",
    "Take the last marking back for all children that it marked",
    Permission.EDIT_CASES,
    group="Screening",
)
SEND = Action(
    "cases.send_checks",
    "Send partner checks…",
    "letter",
    "Ctrl+Shift+P",
    "Ask an agency about the selected children, or about all, by a sheet that it fills in",
    Permission.EXPORT,
    group="Screening",
)
TAKE = Action(
    "cases.take_answers",
    "Read answers…",
    "import",
    "Ctrl+Shift+R",
    "Read a check list that an agency has filled in",
    Permission.IMPORT,
    group="Screening",
)
_SELECT, _AGAIN, _UNDO = " ", ".", "Ctrl+Z"
_WHICH = (
    (TO_SCREEN, "To be screened"),
    (ACCEPTED, "Accepted, to go on an agenda"),
    (NOT_FOR_PANEL, "Not for the panel, lately"),
)
_MOST_TOLD = 4


class Screening(QWidget):
    """`opened` brings the row whose record is wanted beside the table."""

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._last: dict[str, MarkForm] = {}
        self._again: MarkForm | None = None
        self._go_on_to = ("", 0)
        self._undoable: LastMark | None = None
        self._sent: MarkForm | None = None
        self._may_edit = desk.actor.may(Permission.EDIT_CASES)
        self.which = WheelSafeCombo()
        self.which.setAccessibleName("Which children")
        for code, words in _WHICH:
            self.which.addItem(words, code)
        self.table = DataTable(
            desk, "children to be screened", columns_of(desk), key="screening", row_id=lambda r: str(r.case_id),
            unit="child",
        )  # fmt: skip
        self.table.add_filter(self.which)
        self.table.set_empty("Nobody waits to be screened", "New referrals come here by themselves.", icon="ok")
        self.banner = Banner(desk.theme)
        self.legend = KeyLegend(desk.theme, self._keys())
        inside = column(desk.theme, "snug")
        for widget in (self.banner, self.table, self.legend):
            inside.addWidget(widget, 1 if widget is self.table else 0)
        self.setLayout(inside)
        self.setFocusProxy(self.table)
        self.legend.setVisible(self._may_edit)
        ListExport(desk, self.table)
        for action, handler in ((UNDO, self.undo), (SEND, self.send_checks), (TAKE, self.take_answers)):
            desk.actions.add(action, handler, self)
        self.table.add_filter(desk.actions.button(SEND.id))
        self.table.add_filter(desk.actions.button(TAKE.id))
        self._reader = CheckListReader(desk, self)
        self._connect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tabs ask for no more room when lines of buttons wrap, so that is asked for here."""
        super().resizeEvent(event)
        inside = self.layout()
        if inside is not None:
            self.setMinimumHeight(inside.minimumHeightForWidth(self.width()))

    def refresh(self) -> None:
        """Fetch again; the cursor stays, or goes to the child after those who were marked."""
        which, place = str(self.which.currentData()), self.desk.view.place
        self.desk.tasks.read(screening_rows, which, place, done=self._show, failed=self._on_failed, key="screening")
        self.desk.tasks.read(last_mark, done=self._on_last, key="last mark")

    def mark(self, code: str) -> None:
        """Mark the selected children: at once where nothing has to be said, else by a short dialog."""
        entry, chosen = self.desk.shelf.lists.entry(MARKS, code), self._chosen()
        if entry is None or not chosen or not self._may_edit:
            return
        if entry.extra.get("kind") == marks.ACCEPT:
            self.send(MarkForm(code, self.desk.today), [row.case_id for row in chosen])
            return
        self._remember_next()
        dialog = MarkDialog(self.desk, self, entry, [row.case_id for row in chosen], self._last.get(code))
        dialog.sending.connect(self._on_sending)
        dialog.saved.connect(self.on_marked)
        dialog.open()

    def again(self) -> None:
        """Give the last mark again, from the same source, without asking."""
        chosen = self._chosen()
        if self._again is not None and chosen and self._may_edit:
            self.send(self._again, [row.case_id for row in chosen])

    def undo(self) -> None:
        """Take the last marking back."""
        if self._undoable is not None:
            self._go_on_to = ("", self.table.view.currentIndex().row())
            self.desk.tasks.write(undo_mark, self._undoable.deed_id, done=self._on_undone, failed=self._on_refused)

    def send_checks(self) -> None:
        """A check list for one agency: of the children who are selected, where there are several; else of all."""
        chosen = self._chosen()
        rows: list[Any] = chosen if len(chosen) > 1 else self.table.model.loaded()
        if rows:
            SendChecks(self.desk, self, [row.case_id for row in rows]).open()

    def take_answers(self) -> None:
        """A check list that came back."""
        self._reader.choose()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The dialogs for the pictures."""
        # What is marked without asking would be written.
        asking = (entry for entry in self._entries() if entry.extra.get("kind") != marks.ACCEPT)
        marked = ((f"mark-{entry.code.lower()}", partial(self._picture, entry.code)) for entry in asking)
        return (*marked, ("send-checks", self.send_checks), ("read-answers", self._picture_of_answers))

    def _connect(self) -> None:
        view = self.table.view
        view.own_keys = frozenset({_SELECT, _AGAIN, *(str(e.extra["key"]) for e in self._entries())})
        view.key_taken.connect(self._on_key)
        self.legend.pressed.connect(self._on_key)
        self.which.activated.connect(self._on_which)
        self.table.opened.connect(self.opened)

    def _entries(self) -> tuple[ListEntry, ...]:
        return self.desk.shelf.lists.choices(MARKS, self.desk.today)

    def _keys(self) -> list[tuple[str, str, str]]:
        own = [(str(entry.extra["key"]), entry.label, entry.meaning) for entry in self._entries()]
        return [
            (_SELECT, "Select, and go on", "Select or unselect this child and go to the next; Shift with the arrows"),
            *own,
            (_AGAIN, "The same again", "The last mark again, from the same source, without asking"),
            (_UNDO, "Undo", "Take the last marking back"),
        ]

    def _on_key(self, key: str) -> None:
        if key == _SELECT:
            self._select_and_go_on()
        elif key == _AGAIN:
            self.again()
        elif key == _UNDO:
            self.undo()
        else:
            found = next((entry for entry in self._entries() if entry.extra.get("key") == key), None)
            if found is not None:
                self.mark(found.code)
        self.table.view.setFocus()

    def _select_and_go_on(self) -> None:
        """Selects, unlike the arrows, without letting go of the others."""
        view, model = self.table.view, self.table.view.selectionModel()
        place = max(0, view.currentIndex().row())
        index, flags = self.table.model.index(place, 0), QItemSelectionModel.SelectionFlag
        is_one_of_many = model.isSelected(index) and len(model.selectedRows()) > 1
        model.select(index, (flags.Deselect if is_one_of_many else flags.Select) | flags.Rows)
        following = self.table.model.index(min(place + 1, self.table.total - 1), 0)
        model.setCurrentIndex(following, flags.NoUpdate)
        view.scrollTo(following)

    def _chosen(self) -> list[ScreeningRow]:
        rows: list[Any] = self.table.view.chosen_rows()
        current = self.table.current()
        return rows or ([current] if current is not None else [])

    def send(self, form: MarkForm, case_ids: Sequence[str]) -> None:
        """Give a mark that has all it needs."""
        self._remember_next()
        self._sent = form
        self.desk.tasks.write(mark_cases, list(case_ids), form, done=self.on_marked, failed=self._on_refused)

    def _remember_next(self) -> None:
        """The child after the last one who is marked: where the cursor goes on."""
        places = [index.row() for index in self.table.view.selectionModel().selectedRows()]
        place = max(places, default=self.table.view.currentIndex().row()) + 1
        following = self.table.model.row(place)
        self._go_on_to = (following.case_id if following is not None else "", place - max(1, len(places)))

    def _on_sending(self, form: MarkForm) -> None:
        self._sent = form

    def on_marked(self, result: Marked) -> None:
        """Say what came of it: in passing where all went well, else child by child."""
        if self._sent is not None:
            self._again = self._last[self._sent.mark] = self._sent
        # At once, so that a key pressed before the table is fetched again marks nobody twice.
        self._go_on()
        words = self.desk.shelf.label(MARKS, result.mark)
        self._tell(f"{words}: {_children(len(result.done))} marked.", "could not be marked", result)

    def _on_undone(self, result: Marked) -> None:
        words = self.desk.shelf.label(MARKS, result.mark)
        self._tell(f"Taken back: {words}, {_children(len(result.done))}.", "could not be taken back", result)

    def _tell(self, words: str, not_done: str, result: Marked) -> None:
        if not result.left_alone:
            self.banner.hide()
            self.desk.messages.note(words)
            return
        many = len(result.done) + len(result.left_alone)
        what = f"{len(result.left_alone)} of {many} {not_done}."
        self.banner.show_text(what, _reasons(result.left_alone), Tone.CAUTION)

    def _on_refused(self, error: KnownError) -> None:
        self.banner.show_error(error)

    def _on_failed(self, error: KnownError) -> None:
        self.table.states.show_error(error, self.refresh)

    def _show(self, rows: list[ScreeningRow]) -> None:
        self.table.show_rows(rows)
        self._go_on()
        self._go_on_to = ("", 0)
        if not self.table.view.currentIndex().isValid():
            self.table.view.go_to(0)

    def _go_on(self) -> None:
        next_id, place = self._go_on_to
        if (next_id or place) and self.table.total and not (next_id and self.table.choose_id(next_id)):
            self.table.view.go_to(max(0, min(place, self.table.total - 1)))

    def _on_last(self, found: LastMark | None) -> None:
        self._undoable = found
        self.legend.enable(_UNDO, found is not None)
        self.desk.actions.enable(UNDO.id, found is not None)
        words = self.desk.shelf.label(MARKS, found.mark) if found is not None else ""
        self.legend.say(_UNDO, f"Undo “{words}”, {_children(found.cases)}" if found is not None else "Undo")

    def _on_which(self, _place: int) -> None:
        self.banner.hide()
        self.refresh()

    def _picture_of_answers(self) -> object:
        """A list as it may come back: answers, an agency's own words, and a code that nobody knows."""
        codes = [*(row.code for row in self.table.model.loaded()[:4]), "PC-0000000"]
        words = ("Nothing known", "Open now", "ask again", "", "Open now")
        said = [
            SaidRow(number, code, "", {"LOOKED_AFTER": answer}, self.desk.today, "", "", "", "")
            for number, (code, answer) in enumerate(zip(codes, words, strict=False), start=4)
        ]
        ReadAnswers(self.desk, self, said, "CHILDRENS_SERVICES").open()
        return None

    def _picture(self, code: str) -> object:
        self.table.view.selectAll()
        self.mark(code)
        return None


def _children(many: int) -> str:
    return "1 child" if many == 1 else f"{many} children"


def _reasons(left: Sequence[LeftAlone]) -> str:
    """The reasons, each with the codes of those whom it concerns."""
    by_reason: dict[str, list[str]] = {}
    for item in left:
        by_reason.setdefault(item.why, []).append(item.code or "one that you may not see")
    parts = []
    for why, codes in by_reason.items():
        told = ", ".join(codes[:_MOST_TOLD])
        more = f" and {len(codes) - _MOST_TOLD} more" if len(codes) > _MOST_TOLD else ""
        parts.append(f"{told}{more}: {why}")
    return " ".join(parts)
