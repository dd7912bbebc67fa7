"""An action beside the list: what is to be done and by whom, what may come next, and its dated history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.due import standing
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.text import card, column, hide_unless, label, push_button
from ui.widgets.timeline import Moment, Timeline
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.actions import rules
from vrp_desktop.actions.queries import action_record
from vrp_desktop.actions.rows import ActionRecord, StepRow
from vrp_desktop.calendar import british
from vrp_desktop.conferences.queries import sittings_by_id
from vrp_desktop.conferences.rows import ConferenceRow
from vrp_desktop.slips.queries import SlipSent, slips_of_action

Sittings = Mapping[str, ConferenceRow]
Whole = tuple[ActionRecord, Sittings, list[SlipSent]]
_OFFERED = (rules.COMPLETE, rules.IN_PROGRESS, rules.NOT_DONE, rules.CANCELLED, rules.SUPERSEDED, rules.OPEN)
"""The order of the buttons, the most likely first."""


def whole_action(read: Read, action_id: str) -> Whole:
    """The action, the sittings that it was agreed at or carried to, and the slips on which it stood."""
    record = action_record(read, action_id)
    ids = [record.row.conference_id, *(step.carried_to for step in record.steps)]
    return record, sittings_by_id(read, [each for each in ids if each]), slips_of_action(read, action_id)


class ActionView(QObject):
    """Fills the panel with one action; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)
    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: ActionRecord | None = None

    def show(self, record: ActionRecord, sittings: Sittings, slips: Sequence[SlipSent] = ()) -> None:
        """Show an action."""
        self.record = record
        self.panel.clear()
        action = record.row
        owner = self.desk.shelf.label("agencies", action.owner_agency)
        self.panel.set_title(f"Action {action.code}", f"{owner} · due {british(action.due_on)}")
        self.panel.pill.show_status(*standing(self.desk.shelf, action, self.desk.today))
        self.panel.pill.show()
        self._deeds(record)
        made, inside = card(self.desk.theme)
        words = self.desk.view.text(action.text) or "Your role does not read what the action says."
        inside.addWidget(label(words, wrap=True, selectable=True))
        self.panel.body.addWidget(made)
        self.panel.body.addWidget(self._links(record, sittings))
        self.panel.body.addWidget(facts(self.desk, self._facts(record)))
        if slips:
            self.panel.body.addWidget(label("Chaser slips", "label"))
            self.panel.body.addWidget(facts(self.desk, [self._slip(each) for each in slips]))
        self.panel.body.addWidget(label("History", "label"))
        self.panel.body.addWidget(self._history(record.steps, sittings))

    def _deeds(self, record: ActionRecord) -> None:
        if not self.desk.actor.may(Permission.EDIT_ACTIONS):
            return
        is_open = rules.is_open(record.row.status)
        offered = [
            Deed(self._words(status, is_open), "move", status) for status in _OFFERED if status in record.next_statuses
        ]
        others = [Deed("Edit", "edit", icon="edit")]
        if is_open:
            others.append(Deed("Carry forward", "carry"))
        deeds = [*offered[:2], *others, *offered[2:]]
        first = deeds[0]
        deeds[0] = Deed(first.words, first.code, first.detail, first.icon, "primary" if is_open else "")
        made = Deeds(self.desk.theme, deeds, f"More for action {record.row.code}")
        made.asked.connect(self.asked)
        self.panel.buttons.addWidget(made)

    def _words(self, status: str, is_open: bool) -> str:
        if status == rules.OPEN:
            return "Not begun" if is_open else "Open again"
        return self.desk.shelf.label(rules.STATUSES, status)

    def _links(self, record: ActionRecord, sittings: Sittings) -> QWidget:
        """Where it was agreed, and on whose case: each opens."""
        made = QWidget()
        made.setProperty("kind", "clear")
        lines = column(self.desk.theme, "hair")
        action = record.row
        if action.case_id and action.words is not None:
            words = f"{self.desk.view.name(action.words)}, case {action.case_code}"
            lines.addWidget(self._link(words, "panel_case", action.case_id), 0, Qt.AlignmentFlag.AlignLeft)
        sitting = sittings.get(action.conference_id or "")
        if sitting is not None:
            link = self._link(self._sitting(sitting), "conference", sitting.conference_id)
            lines.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        made.setLayout(lines)
        hide_unless(lines.count() > 0, made)
        return made

    def _facts(self, record: ActionRecord) -> list[tuple[str, str]]:
        action, shelf, view = record.row, self.desk.shelf, self.desk.view
        times = action.times_carried
        found = [
            ("Owner", shelf.label("agencies", action.owner_agency)),
            ("By name", view.text(action.owner_name)),
            ("Agreed on", british(action.opened_on)),
            ("Due", british(action.due_on)),
            ("Priority", shelf.label("action_priorities", action.priority)),
            ("To bring about", view.text(record.serves)),
            ("Place", shelf.label("places", action.place_code, "The whole area")),
        ]
        if times:
            found.append(("Carried forward", "once" if times == 1 else f"{times} times"))
        if action.closed_on is not None:
            found.append(("Closed on", british(action.closed_on)))
        if record.undone_reason:
            found.append(("Why not", shelf.label("undone_reasons", record.undone_reason)))
            found.append(("What stood in the way", view.text(record.undone_note)))
        return found

    def _slip(self, slip: SlipSent) -> tuple[str, str]:
        """When, to whom and by which step, and what was answered."""
        shelf = self.desk.shelf
        said = f"No answer yet; wanted by {british(slip.reply_by)}"
        if slip.replied_on is not None:
            note = self.desk.view.text(slip.note)
            said = f"{shelf.label('slip_replies', slip.reply)}{f': {note}' if note else ''}, {british(slip.replied_on)}"
        step = shelf.label("escalation_steps", slip.step)
        return british(slip.made_on), f"{said}. Step {step}, to {slip.recipient}, reply code {slip.line_code}."

    def _history(self, steps: tuple[StepRow, ...], sittings: Sittings) -> Timeline:
        made = Timeline(self.desk.theme)
        moments = []
        for at, step in enumerate(steps):
            before = steps[at - 1] if at else None
            to = sittings.get(step.carried_to or "")
            moments.append(
                Moment(
                    step.reached_on,
                    self._said(step, before),
                    self.desk.view.text(step.note),
                    tone=Tone.NEUTRAL,
                    kind="conference" if to is not None else "",
                    record_id=to.conference_id if to is not None else "",
                )
            )
        made.show_moments(moments[::-1], "Nothing has happened yet.")
        made.opened.connect(self.record_opened)
        return made

    def _said(self, step: StepRow, before: StepRow | None) -> str:
        if before is None:
            return f"Agreed, due {british(step.due_on)}"
        if rules.is_open(step.status) and not rules.is_open(before.status):
            return "Opened again"
        if step.status == before.status and step.carried_to:
            return f"Carried forward, due {british(step.due_on)}"
        if step.status == before.status and step.due_on != before.due_on:
            return f"Now due {british(step.due_on)}"
        return self.desk.shelf.label(rules.STATUSES, step.status)

    def _sitting(self, sitting: ConferenceRow) -> str:
        return f"{self.desk.shelf.label('forums', sitting.forum_code)}, {british(sitting.held_on)}"

    def _link(self, words: str, kind: str, record_id: str) -> QPushButton:
        button = push_button(self.desk.theme, words, kind="link")
        button.setAccessibleName(f"Open {words}")
        button.setProperty("kind_opened", kind)
        button.setProperty("record", record_id)
        button.clicked.connect(self._on_link)
        return button

    def _on_link(self) -> None:
        button = self.sender()
        if button is not None:
            self.record_opened.emit(str(button.property("kind_opened")), str(button.property("record")))
