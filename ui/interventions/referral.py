"""A young person's referral to an intervention: where it stands, what may come next, its dated steps."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.interventions.words import status_tone, status_words, waiting_words
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.text import label, push_button, row
from ui.widgets.timeline import Moment, Timeline
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.interventions.rows import ReferralRecord


class ReferralView(QObject):
    """Fills the panel with one referral; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)
    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: ReferralRecord | None = None

    def show(self, record: ReferralRecord) -> None:
        """Show a referral."""
        self.record = record
        self.panel.clear()
        referral = record.row
        programme = self.desk.shelf.label("interventions", referral.intervention_code)
        name, code = self.desk.view.name(referral.words), referral.words.code
        said = [code] if code not in name else []
        words = " · ".join([*said, f"referred to {programme} on {british(referral.referred_on)}"])
        self.panel.set_title(name, words)
        self.panel.pill.show_status(status_words(self.desk, referral.status), status_tone(referral))
        self.panel.pill.show()
        self._deeds(record)
        self.panel.body.addWidget(self._links(record, programme))
        self._warn(record)
        self.panel.body.addWidget(facts(self.desk, self._facts(record, programme)))
        self.panel.body.addWidget(label("Steps", "label"))
        self.panel.body.addWidget(self._steps(record))

    def _deeds(self, record: ReferralRecord) -> None:
        if not self.desk.actor.may(Permission.EDIT_INTERVENTIONS):
            return
        deeds = [Deed(status_words(self.desk, status), "move", status) for status in record.next_statuses]
        if deeds:
            deeds[0] = Deed(deeds[0].words, deeds[0].code, deeds[0].detail, kind="primary")
        elif record.next_id is None:
            deeds.append(Deed("Refer again", "again", record.row.intervention_code))
        if len(record.steps) > 1:
            deeds.append(Deed("Take back the last step", "take_back"))
        if deeds:
            made = Deeds(self.desk.theme, deeds, "More for this referral")
            made.asked.connect(self.asked)
            self.panel.buttons.addWidget(made)

    def _links(self, record: ReferralRecord, programme: str) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        line = row(self.desk.theme, "snug")
        offers = [
            (programme, "intervention", record.row.intervention_code),
            ("The child's record", "person", record.row.person_id),
        ]
        if record.case_id:
            offers.append(("The panel case", "panel_case", record.case_id))
        if record.previous_id:
            offers.append(("The earlier referral", "intervention_referral", record.previous_id))
        if record.next_id:
            offers.append(("The later referral", "intervention_referral", record.next_id))
        for words, kind, record_id in offers:
            button = push_button(self.desk.theme, words, kind="link")
            button.setAccessibleName(f"Open {words}")
            button.setProperty("kind_opened", kind)
            button.setProperty("record", record_id)
            button.clicked.connect(self._on_link)
            line.addWidget(button)
        line.addStretch(1)
        made.setLayout(line)
        return made

    def _warn(self, record: ReferralRecord) -> None:
        if record.row.is_chased:
            self._tell(f"The provider has not answered for {waiting_words(record.row)}.", "Ask, and record its answer.")
        if record.is_outside_ages:
            self._tell(
                "The age on the day of the referral lies outside the programme's.", "It is counted all the same."
            )

    def _tell(self, what: str, more: str) -> None:
        banner = Banner(self.desk.theme)
        self.panel.body.addWidget(banner)
        banner.show_text(what, more, Tone.CAUTION)

    def _facts(self, record: ReferralRecord, programme: str) -> list[tuple[str, str]]:
        referral = record.row
        return [
            ("Intervention", programme),
            ("Referred on", british(referral.referred_on)),
            ("Status", f"{status_words(self.desk, referral.status)} since {british(referral.status_on)}"),
            ("Place", self.desk.shelf.label("places", referral.place_code)),
        ]

    def _steps(self, record: ReferralRecord) -> Timeline:
        made = Timeline(self.desk.theme)
        moments = [
            Moment(step.reached_on, status_words(self.desk, step.status), self.desk.view.text(step.reason))
            for step in reversed(record.steps)
        ]
        made.show_moments(moments, "No step yet.")
        return made

    def _on_link(self) -> None:
        button = self.sender()
        if button is not None:
            self.record_opened.emit(str(button.property("kind_opened")), str(button.property("record")))
