"""The chair's brief on the screen: a card for each case with what changed, what is missing and what is open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.flow import SideBySide
from ui.widgets.in_sight import InSight
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, hide_unless, label, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.briefing.brief import Brief, CaseBrief, chairs_brief
from vrp_desktop.calendar import british, british_short


class BriefTab(InSight):
    """Read when it is first in sight, since it looks through each child's whole story. `asked` prints it."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, conference_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._id = conference_id
        self.brief: Brief | None = None
        self._print = Deeds(desk.theme, [Deed("Print the brief", "brief", icon="print")])
        self._print.asked.connect(self.asked)
        hide_unless(desk.actor.may(Permission.EXPORT), self._print)
        self._said = label("Looking through each child's record.", "muted", wrap=True)
        self._cards: QVBoxLayout = column(desk.theme, "normal")
        inside = column(desk.theme, "normal")
        inside.addWidget(self._print)
        inside.addWidget(self._said)
        inside.addLayout(self._cards)
        inside.addStretch(1)
        self.setLayout(inside)

    def fetch(self) -> None:
        self.desk.tasks.read(chairs_brief, self._id, done=self._show, key="brief")

    def _show(self, brief: Brief) -> None:
        self.brief = brief
        clear(self._cards)
        many = len(brief.cases)
        self._print.setEnabled(bool(many))
        said = {0: "No panel case is on the agenda yet.", 1: "One case: only what is new, missing and open."}
        self._said.setText(said.get(many, f"{many} cases: only what is new, missing and open."))
        for case in brief.cases:
            self._cards.addWidget(self._card(case))

    def _card(self, case: CaseBrief) -> QFrame:
        desk = self.desk
        made, inside = card(desk.theme)
        head = row(desk.theme, "snug")
        name = f"{case.number}. {desk.view.name(case.words)} · {case.case_code}"
        head.addWidget(label(name, "heading", wrap=True), 1)
        if case.is_repeat:
            head.addWidget(Pill(desk.theme, "Repeat within 12 months", Tone.CAUTION))
        inside.addLayout(head)
        why = desk.shelf.label("agenda_reasons", case.reason)
        last = f"last time {british(case.since)}: {case.last_outcome}" if case.was_discussed else "the first time"
        inside.addWidget(label(", ".join(filter(None, (why, last))), "muted", wrap=True))
        changed = [self._fact(case, at) for at in range(len(case.changed))]
        if case.more:
            changed.append(f"{case.more} earlier ones are in the chronology")
        title = "What has changed" if case.was_discussed else "Since the referral"
        parts = (
            self._part(title, changed, "Nothing is recorded since then."),
            self._part("What is missing", list(case.missing), "Nothing that the program knows of."),
            self._part("Open to decide", list(case.open), ""),
        )
        inside.addWidget(SideBySide(desk.theme, parts, 16))
        return made

    def _fact(self, case: CaseBrief, at: int) -> str:
        fact = case.changed[at]
        text = self.desk.view.text
        heading = text(fact.heading) if fact.is_free_text else fact.heading
        return f"{british_short(fact.on)}  {': '.join(filter(None, (heading, text(fact.detail))))}"

    def _part(self, title: str, lines: list[str], none: str) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "tight")
        inside.addWidget(label(title, "label", wrap=True))
        for line in lines or [none]:
            inside.addWidget(label(line, "" if lines else "muted", wrap=True, selectable=True))
        inside.addStretch(1)
        made.setLayout(inside)
        return made
