"""The programmes that a case led to: each referral with where it stands, and those that a decision named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.queries import referrals_of
from vrp_desktop.interventions.rows import ReferralRow
from vrp_desktop.panel.rows import CaseRecord

_REFERRAL: Final = "intervention_referral"


class ProgrammePart(QWidget):
    """A card with the child's referrals to programmes since this case began."""

    def __init__(self, desk: Desk, record: CaseRecord) -> None:
        super().__init__()
        self.desk = desk
        self._record = record
        made, inside = card(desk.theme, "Programmes")
        self._lines = column(desk.theme, "snug")
        inside.addLayout(self._lines)
        if desk.actor.may(Permission.EDIT_INTERVENTIONS) and record.closed_on is None:
            line = row(desk.theme, "snug")
            self.button = push_button(desk.theme, "Refer to a programme")
            self.button.clicked.connect(self.refer)
            line.addWidget(self.button)
            line.addStretch(1)
            inside.addLayout(line)
        outer = column(desk.theme)
        outer.addWidget(made)
        self.setLayout(outer)
        desk.tasks.read(referrals_of, record.person_id, done=self._show, key=f"programmes {record.case_id}")

    def refer(self) -> None:
        """Refer this child from this case."""
        self._go_and_refer("")

    def _show(self, found: Sequence[ReferralRow]) -> None:
        clear(self._lines)
        first = self._record.referral.referred_on
        mine = [each for each in found if each.referred_on >= first or each.status not in rules.ENDED]
        for referral in mine:
            self._lines.addLayout(self._line(referral))
        agreed = [code for decision in self._record.decisions for _agency, code, _note in decision.further if code]
        made = {referral.intervention_code for referral in mine}
        missing = [code for code in dict.fromkeys(agreed) if code not in made]
        for code in missing:
            self._lines.addLayout(self._agreed(code))
        if not mine and not missing:
            self._lines.addWidget(label("No referral to a programme yet.", "muted"))

    def _line(self, referral: ReferralRow) -> QHBoxLayout:
        line = row(self.desk.theme, "snug")
        programme = self.desk.shelf.label("interventions", referral.intervention_code)
        button = push_button(self.desk.theme, programme, kind="link")
        button.setProperty("referral", referral.referral_id)
        button.clicked.connect(self._on_referral)
        line.addWidget(button)
        line.addWidget(label(f"since {british(referral.status_on)}", "muted", wrap=True), 1)
        words = self.desk.shelf.label(rules.STATUSES, referral.status)
        if referral.is_chased:
            words = f"{words}, no answer"
        tone = Tone.CAUTION if referral.is_chased else Tone.NEUTRAL if referral.status in rules.ENDED else Tone.INFO
        line.addWidget(Pill(self.desk.theme, words, tone))
        return line

    def _agreed(self, code: str) -> QHBoxLayout:
        """What the panel agreed and nobody has sent yet."""
        line = row(self.desk.theme, "snug")
        words = f"{self.desk.shelf.label('interventions', code)}: agreed by the panel, not referred yet"
        line.addWidget(label(words, wrap=True), 1)
        if self.desk.actor.may(Permission.EDIT_INTERVENTIONS) and self._record.closed_on is None:
            button = push_button(self.desk.theme, "Refer")
            button.setAccessibleName(f"Refer to {self.desk.shelf.label('interventions', code)}")
            button.setProperty("programme", code)
            button.clicked.connect(self._on_agreed)
            line.addWidget(button)
        return line

    def _on_referral(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.open_record(_REFERRAL, str(button.property("referral")))

    def _on_agreed(self) -> None:
        button = self.sender()
        if button is not None:
            self._go_and_refer(str(button.property("programme")))

    def _go_and_refer(self, programme: str) -> None:
        record = self._record
        to = {"programme": programme} if programme else {}
        self.desk.navigation.go("interventions", refer=record.person_id, case=record.case_id, **to)
