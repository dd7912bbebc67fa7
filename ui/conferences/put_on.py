"""Choosing the cases that go on an agenda: those that were carried over are ticked already."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from ui.desk import Desk
from ui.widgets.dialog import Dialog
from ui.widgets.text import label
from vrp_desktop.calendar import british
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.conferences.rows import WaitingCase, Waits

_WHY = {Waits.CARRIED: "carried over", Waits.READY: "screened", Waits.DEFERRED: "deferred"}


class PutOn(Dialog):
    """Ticks cases that wait, the carried ones first, then the longest wait."""

    def __init__(self, desk: Desk, parent: QWidget, conference_id: str, waiting: Sequence[WaitingCase]) -> None:
        super().__init__(
            desk.theme,
            "Put cases on the agenda",
            parent,
            intro="Space ticks a case." if waiting else "",
            yes="Put on the agenda" if waiting else "",
            no="Cancel" if waiting else "Close",
            ems=(44, 0),
        )
        self.desk = desk
        self._conference_id = conference_id
        self.cases = QListWidget()
        self.cases.setObjectName("waiting_cases")
        self.cases.setAccessibleName("Cases that wait for a sitting")
        self.cases.setMinimumHeight(desk.theme.em(16))
        for case in waiting:
            self.cases.addItem(self._item(case))
        self.cases.setVisible(bool(waiting))
        self.body.addWidget(self.cases, 1)
        if not waiting:
            words = "No case waits for a sitting of this place. A case is ready once it was screened and accepted."
            self.body.addWidget(label(words, "muted", wrap=True))
        self.cases.itemChanged.connect(self._on_ticked)
        self._on_ticked(None)
        if waiting:
            self.cases.setCurrentRow(0)
            self.cases.setFocus()

    def ticked(self) -> tuple[str, ...]:
        """The cases that are ticked, in their order."""
        items = [self.cases.item(at) for at in range(self.cases.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() == Qt.CheckState.Checked
        )

    def submit(self) -> None:
        self.banner.hide()
        self.set_busy(True)
        self.desk.tasks.write(
            put_on_agenda, self._conference_id, self.ticked(), done=self._on_saved, failed=self.show_failure
        )

    def _item(self, case: WaitingCase) -> QListWidgetItem:
        parts = [self.desk.view.name(case.words), case.case_code, f"{_WHY[case.waits]} since {british(case.status_on)}"]
        if case.back_on is not None:
            parts.append(f"comes back by {british(case.back_on)}")
        made = QListWidgetItem(" · ".join(parts))
        made.setData(Qt.ItemDataRole.UserRole, case.case_id)
        made.setFlags(made.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        is_carried = case.waits is Waits.CARRIED
        made.setCheckState(Qt.CheckState.Checked if is_carried else Qt.CheckState.Unchecked)
        return made

    def _on_ticked(self, _item: object) -> None:
        many = len(self.ticked())
        self.yes_button.setEnabled(many > 0)
        self.yes_button.setText(f"Put {many} on the agenda" if many else "Put on the agenda")

    def _on_saved(self, _ids: object) -> None:
        self.accept()
