"""The page of the live view: which sitting is run, and then that sitting in the whole window."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from ui.action import Action
from ui.child import Child
from ui.desk import Desk
from ui.sitting.live import LiveView
from ui.sitting.mode import Mode
from ui.widgets.page import Page
from ui.widgets.states import States
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.sitting import rules
from vrp_desktop.sitting.flow import Flow
from vrp_desktop.sitting.queries import sittings_to_run
from vrp_desktop.sitting.rows import SittingChoice

REHEARSE = Action(
    "sitting.rehearse",
    "Rehearse a panel",
    "conference",
    "",
    "Run a panel of made-up children in a window of its own; no real record is touched",
    group="Live sitting",
)


class SittingPage(Page):
    """Offers the sittings that can be run; the one that is chosen has the whole window."""

    watches = (
        "conference", "attendance", "agenda_item", "item_attendance", "contribution", "panel_case", "panel_decision",
        "action", "person_name", "safeguarding_concern", "information_request",
    )  # fmt: skip

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Live sitting", "Run a panel or conference from here, in the whole window")
        self.live: LiveView | None = None
        self._first_sitting = ""
        self._choices = QWidget()
        self._choices_at = column(desk.theme, "snug")
        self._choices.setLayout(self._choices_at)
        self.content.addWidget(self._choices)
        self.add_action(REHEARSE, self.rehearse)
        self.content.addStretch(1)

    def refresh(self) -> None:
        if self.live is not None:
            self.live.refresh()
        else:
            self.desk.tasks.read(sittings_to_run, self.desk.view.place, done=self._show_choices, key="choices")

    def open_at(self, where: Mapping[str, str]) -> None:
        if "record" in where:
            self.run(where["record"])

    def wants_window(self) -> bool:
        return self.live is not None

    def keep_drafts(self) -> None:
        if self.live is not None:
            self.live.drafting.keep_place()

    def child(self) -> Child | None:
        """The child whose item is open, for a safeguarding concern now."""
        item = self.live.item if self.live is not None else None
        if item is None or item.row.words is None or item.row.is_mappa:
            return None
        return Child(item.row.words, item.row.case_id)

    def run(self, conference_id: str) -> None:
        """Show one sitting in the whole window."""
        if self.live is not None and self.live.conference_id == conference_id:
            self.live.refresh()
            return
        self._drop_live()
        self.live = LiveView(self.desk, conference_id, self)
        self.live.left.connect(self._on_left)
        outer = self.layout()
        if outer is not None:
            for at in range(outer.count()):
                item = outer.itemAt(at)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.hide()
            outer.addWidget(self.live)
        self.live.show()
        self.setFocusProxy(self.live.strip)
        self.room_wanted.emit()
        self.live.refresh()

    def rehearse(self) -> None:
        """Open a rehearsal in a window of its own."""
        from ui.rehearsal import Rehearsal

        # It outlives this page, which a change of the view takes down.
        Rehearsal(self.desk, QApplication.instance()).start()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("start", self._picture_start), ("room", self._picture_room), ("case", self._picture_case),
                ("statement", self._picture_statement), ("why", self._picture_why),
                ("actions", self._picture_actions), ("read-back", self._picture_read_back),
                ("exception", self._picture_exception))  # fmt: skip

    def _picture_start(self) -> object:
        """The first sitting that can be run, before it is started."""
        found = self._first_sitting
        if found:
            self.run(found)
        return self

    def _picture_room(self) -> object:
        return self._picture(Mode.ROOM)

    def _picture_statement(self) -> object:
        return self._picture(Mode.STATEMENT)

    def _picture_case(self) -> object:
        if self.live is not None and self.live.sitting is not None and self.live.sitting.items:
            self.live.go_to(self.live.sitting.items[0])
        return self

    def _picture_why(self) -> object:
        return self._picture_typed()

    def _picture_actions(self) -> object:
        return self._picture_typed("He asked for somebody to talk to", "yjs 6w", "call mum 2w")

    def _picture_read_back(self) -> object:
        return self._picture_typed("He asked for somebody to talk to", "yjs 6w", "call mum 2w", "", "")

    def _picture_exception(self) -> object:
        """What the first agency tells, and on which other terms than the usual ones."""
        live = self.live
        if live is not None and live.item is not None and live.sitting is not None:
            live.drop_entry()
            live.answers.part("TOLD")
            for answer in ("1", "Seen twice this autumn !"):
                if live.entry.ask is not None:
                    live.answers.answer(live.entry.ask, answer)
        return self

    def _picture(self, mode: Mode) -> object:
        if self.live is not None:
            self.live.go(mode)
        return self

    def _picture_typed(self, *lines: str) -> object:
        """A decision on its way; nothing of it is kept."""
        live = self.live
        if live is not None and live.item is not None:
            live.flow = Flow(next(iter(live.outcome_keys().values())).code, live.item.row.outcome_list)
            for line in lines:
                live.flow.take(live.ground, line)
            live.go(Mode.CASE)
            live.deciding.ask()
        return self

    def _drop_live(self) -> None:
        if self.live is not None:
            self.live.hide()
            self.live.deleteLater()
            self.live = None

    def _on_left(self, conference_id: str) -> None:
        self.desk.view.set_observed(False)
        self.desk.view.set_live(False)
        self._drop_live()
        outer = self.layout()
        for at in range(outer.count() if outer is not None else 0):
            item = outer.itemAt(at) if outer is not None else None
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.show()
        self.room_wanted.emit()
        self.refresh()
        self.desk.navigation.open_record("conference", conference_id)

    def _show_choices(self, found: list[SittingChoice]) -> None:
        clear(self._choices_at)
        self._first_sitting = found[0].conference_id if found else ""
        if not found:
            states = States(self.desk.theme, QWidget())
            states.show_empty(
                "No sitting is planned", "Plan one under Panels and conferences, and put cases on its agenda."
            )
            self._choices_at.addWidget(states)
        for choice in found:
            self._choices_at.addWidget(self._card(choice))

    def _card(self, choice: SittingChoice) -> QWidget:
        desk = self.desk
        frame, inside = card(desk.theme)
        line = row(desk.theme, "normal")
        texts = column(desk.theme, "tight")
        texts.addWidget(label(desk.shelf.label("forums", choice.forum_code), "heading", wrap=True))
        when = " · ".join(filter(None, (british(choice.held_on), choice.starts, choice.venue)))
        texts.addWidget(label(when, "muted", wrap=True))
        line.addLayout(texts, 1)
        is_under_way = choice.state != rules.NOT_STARTED
        can_run = choice.held_on <= desk.today and desk.actor.may(Permission.EDIT_CONFERENCES)
        if choice.held_on > desk.today:
            line.addWidget(label("Can be run on its day", "muted"))
            inside.addLayout(line)
            return frame
        said = "Go on with it" if is_under_way else "Run it"
        if not is_under_way:
            line.addWidget(self._paper_button(choice, can_run=can_run))
        button = push_button(desk.theme, said, "forward", "primary" if can_run else "")
        button.setEnabled(can_run)
        button.setAccessibleName(f"{said}: {desk.shelf.label('forums', choice.forum_code)}")
        button.setProperty("sitting", choice.conference_id)
        button.clicked.connect(self._on_run)
        line.addWidget(button)
        inside.addLayout(line)
        return frame

    def _paper_button(self, choice: SittingChoice, *, can_run: bool) -> QPushButton:
        """For a sitting that was held on paper."""
        forum = self.desk.shelf.label("forums", choice.forum_code)
        button = push_button(self.desk.theme, "Type in its tick sheet", "edit")
        button.setEnabled(can_run and self.desk.actor.may(Permission.EDIT_CASES))
        button.setAccessibleName(f"Type in its tick sheet: {forum}")
        button.setToolTip("It was held on paper: type in what was ringed")
        button.setProperty("sitting", choice.conference_id)
        button.clicked.connect(self._on_paper)
        return button

    def _on_paper(self) -> None:
        button: Any = self.sender()
        if button is not None:
            self.desk.navigation.go("conferences", record=str(button.property("sitting")), deed="sheet")

    def _on_run(self) -> None:
        button: Any = self.sender()
        if button is not None:
            self.desk.navigation.go("sitting", record=str(button.property("sitting")))
