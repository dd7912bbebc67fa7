"""A safeguarding concern beside the list: what worries, what was sent, its dated steps and its outcome."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.attachments_part import AttachmentsPart
from ui.concern_part import tone_of, waiting_words
from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.restricting import add_pills
from ui.widgets.text import label, row
from ui.widgets.timeline import Moment, Timeline
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.safeguarding import rules
from vrp_desktop.safeguarding.forms import YES
from vrp_desktop.safeguarding.queries import ConcernRecord


class ConcernView(QObject):
    """Fills the panel with one concern; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: ConcernRecord | None = None

    def show(self, record: ConcernRecord) -> None:
        """Show a concern."""
        self.record = record
        concern = record.row
        self.panel.clear()
        place = self.desk.shelf.label("places", concern.place_code)
        self.panel.set_title(self.desk.view.name(concern.words), f"{concern.code} · {concern.words.code} · {place}")
        self.panel.pill.show_status("Open" if concern.outcome is None else "Outcome in", tone_of(concern))
        self.panel.pill.show()
        self._deeds(record)
        self._warn(record)
        body = self.panel.body
        body.addWidget(label("What worries", "label"))
        body.addWidget(label(self._text(record.form.text) or "–", wrap=True, selectable=True))
        pills = row(self.desk.theme, "snug")
        add_pills(self.desk, pills, record.form.restriction)
        pills.addStretch(1)
        body.addLayout(pills)
        body.addWidget(facts(self.desk, self._facts(record)))
        body.addWidget(label("Referral to the safeguarding hub", "label"))
        body.addWidget(facts(self.desk, self._sent(record)))
        body.addWidget(label("Steps", "label"))
        body.addWidget(self._steps(record))
        body.addWidget(label("Files", "label"))
        body.addWidget(AttachmentsPart(self.desk, "safeguarding_concern", concern.concern_id, concern.code))

    def _deeds(self, record: ConcernRecord) -> None:
        if not self.desk.actor.may(Permission.RAISE_CONCERN):
            return
        if record.row.outcome is None:
            sent = record.row.sent_on is not None
            complete = Deed("Complete", "complete", icon="edit", kind="" if sent else "primary")
            step = Deed("Record a step", "step", icon="clock", kind="primary" if sent else "")
            deeds = [
                *([step, complete] if sent else [complete, step]),
                Deed("Record the outcome", "outcome", icon="ok"),
            ]
        else:
            deeds = [Deed("Open again", "again", icon="undo")]
        deeds.append(Deed("The child's record", "person", icon="person"))
        if record.row.case_id:
            deeds.append(Deed("The panel case", "case", icon="case"))
        made = Deeds(self.desk.theme, deeds, "More for this concern")
        made.asked.connect(self.asked)
        self.panel.buttons.addWidget(made)

    def _warn(self, record: ConcernRecord) -> None:
        concern = record.row
        if concern.outcome is None:
            self._tell(waiting_words(concern), "", tone_of(concern))
        if concern.immediate_danger == YES and concern.called_999 != YES:
            self._tell("Somebody is in danger, and no call to 999 is recorded.", "Ring 999 now.", Tone.DANGER)
        if concern.outcome is not None:
            outcome = self.desk.shelf.label(rules.OUTCOMES, concern.outcome)
            self._tell(f"{outcome}, {british(concern.outcome_on)}", self._text(record.outcome_note), Tone.GOOD)

    def _tell(self, what: str, more: str, tone: Tone) -> None:
        banner = Banner(self.desk.theme)
        self.panel.body.addWidget(banner)
        banner.show_text(what, more, tone)

    def _facts(self, record: ConcernRecord) -> list[tuple[str, str]]:
        form, shelf = record.form, self.desk.shelf
        called = shelf.label("yes_no_known", form.called_999)
        more = ", ".join(filter(None, (form.called_time, form.police_reference)))
        raised = record.raised_at.astimezone(london())
        return [
            ("Raised", f"{british(raised.date())} at {raised:%H:%M}, {record.raised_by}"),
            ("Noticed on", british(form.noticed_on)),
            ("Who noticed it", self._text(form.told_by)),
            ("In danger now", shelf.label("yes_no_known", form.immediate_danger)),
            ("999 called", " · ".join(filter(None, (called, self._text(more))))),
        ]

    def _sent(self, record: ConcernRecord) -> list[tuple[str, str]]:
        form = record.form
        when = " at ".join(filter(None, (british(form.sent_on), self._text(form.sent_time))))
        return [
            ("Sent", when or "Not sent yet"),
            ("To whom", self._text(form.sent_to)),
            ("By whom", self._text(form.sent_by)),
            ("How", self.desk.shelf.label("contact_methods", form.sent_how)),
            ("The hub's reference", self._text(form.hub_reference)),
        ]

    def _steps(self, record: ConcernRecord) -> Timeline:
        made = Timeline(self.desk.theme)
        moments = [
            Moment(
                step.reached_on,
                f"{self.desk.shelf.label(rules.STEPS, step.step)}, {step.recorded_by}",
                self._text(step.note),
            )
            for step in reversed(record.steps)
        ]
        made.show_moments(moments, "No step yet: it is recorded and waits to be sent.")
        return made

    def _text(self, said: str) -> str:
        if said and not self.desk.actor.may(Permission.SEE_NOTES):
            return "Your role does not read notes."
        return self.desk.view.text(said)
