"""Building the agenda: what waits for a sitting, ticked where it belongs there, in one list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.desk import Desk
from ui.widgets.dialog import Dialog
from ui.widgets.text import label
from vrp_desktop.calendar import british
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.rows import ConferenceRecord, Proposed, WaitingAction, WaitingCase, Waits
from vrp_desktop.people.concerns import OPEN_CONCERN

_WHY = {
    Waits.CARRIED: "carried over since",
    Waits.READY: "ready since",
    Waits.DEFERRED: "deferred since",
    Waits.REVIEW_DUE: "in support since",
}
_ROLE = Qt.ItemDataRole.UserRole


class PutOn(Dialog):
    """Ticks what waits: carried over, ready, review due, deferred and back; overdue actions last."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord, proposed: Proposed) -> None:
        waits = bool(proposed.cases or proposed.actions)
        super().__init__(
            desk.theme,
            "Build the agenda",
            parent,
            intro="Space ticks or unticks an item. The order can be changed afterwards." if waits else "",
            yes="Put on the agenda" if waits else "",
            no="Cancel" if waits else "Close",
            ems=(56, 0),
        )
        self.desk = desk
        self._record = record
        self.cases = QListWidget()
        self.cases.setObjectName("waiting_cases")
        self.cases.setAccessibleName("What waits for a sitting")
        self.cases.setMinimumHeight(desk.theme.em(18))
        self.cases.setWordWrap(True)
        self.cases.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for case in proposed.cases:
            self.cases.addItem(self._case(case))
        for action in proposed.actions:
            self.cases.addItem(self._action(action))
        self.cases.setVisible(waits)
        self.body.addWidget(self.cases, 1)
        self._sum = label("", "muted", wrap=True)
        self.body.addWidget(self._sum)
        if not waits:
            words = "Nothing waits for a sitting of this place. A case is ready once it was screened and accepted."
            self.body.addWidget(label(words, "muted", wrap=True))
        self.cases.itemChanged.connect(self._on_ticked)
        self._on_ticked(None)
        if waits:
            self.cases.setCurrentRow(0)
            self.cases.setFocus()

    def ticked(self, kind: str) -> tuple[str, ...]:
        """The cases or the actions that are ticked, in their order."""
        items = [self.cases.item(at) for at in range(self.cases.count())]
        chosen = [item.data(_ROLE) for item in items if item.checkState() == Qt.CheckState.Checked]
        return tuple(record_id for each, record_id in chosen if each == kind)

    def submit(self) -> None:
        self.banner.hide()
        self.set_busy(True)
        self.desk.tasks.write(
            put_on_agenda,
            self._record.row.conference_id,
            self.ticked("case"),
            self.ticked("action"),
            done=self._on_saved,
            failed=self.show_failure,
        )

    def _case(self, case: WaitingCase) -> QListWidgetItem:
        parts = [self.desk.view.name(case.words), case.case_code, f"{_WHY[case.waits]} {british(case.status_on)}"]
        if case.back_on is not None and case.waits is not Waits.READY:
            what = "review due" if case.waits is Waits.REVIEW_DUE else "comes back"
            parts.append(f"{what} by {british(case.back_on)}")
        if case.has_concern:
            parts.append(OPEN_CONCERN.lower())
        if case.is_repeat:
            parts.append("repeat: referred before within 12 months")
        # A deferred case whose day comes after the sitting may stay away; all the others belong there.
        too_early = case.back_on is not None and case.back_on > self._record.row.held_on
        is_in = case.waits is not Waits.DEFERRED or not too_early
        return self._item(" · ".join(parts), ("case", case.case_id), is_in=is_in)

    def _action(self, action: WaitingAction) -> QListWidgetItem:
        owner = self.desk.shelf.label("agencies", action.owner_agency)
        words = self.desk.view.text(action.text) or action.code
        parts = [f"Action {action.code}", words, owner, f"was due {british(action.due_on)}"]
        return self._item(" · ".join(parts), ("action", action.action_id), is_in=True)

    def _item(self, words: str, key: tuple[str, str], *, is_in: bool) -> QListWidgetItem:
        made = QListWidgetItem(words)
        made.setData(_ROLE, key)
        made.setToolTip(words)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        made.setCheckState(Qt.CheckState.Checked if is_in else Qt.CheckState.Unchecked)
        return made

    def _on_ticked(self, _item: object) -> None:
        cases, actions = len(self.ticked("case")), len(self.ticked("action"))
        many = cases + actions
        self.yes_button.setEnabled(many > 0)
        self.yes_button.setText(f"Put {many} on the agenda" if many else "Put on the agenda")
        each = self._record.forum.item_minutes or 0
        minutes = self._record.minutes_planned + cases * each + actions * 2
        length = self._record.form.minutes
        self._sum.setText(f"With these about {minutes} of {length} minutes." if length and each else "")

    def _on_saved(self, _ids: object) -> None:
        self.accept()
