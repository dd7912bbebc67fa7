"""A panel case beside the list: where it stands, what may come next, eligibility, decisions, agreement, reviews."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.attachments_part import AttachmentsPart
from ui.child import Child
from ui.concern import ConcernButton
from ui.concern_part import ConcernPart
from ui.desk import Desk
from ui.leads import lead_words
from ui.letters_part import LettersPart
from ui.panel.entry_lines import EntryLine, put_right
from ui.panel.partner_checks import check_words
from ui.panel.support_part import SupportPart
from ui.reach_part import ReachPart
from ui.restricted_part import RestrictedPart
from ui.shares_part import SharesPart
from ui.theme.tokens import Tone
from ui.widgets.deeds import Deed
from ui.widgets.facts import facts
from ui.widgets.pill import Pill
from ui.widgets.record_panel import RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import card, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.panel import rules
from vrp_desktop.panel.rows import CaseRecord, DecisionRow
from vrp_desktop.people.sentences import sentence

STATUS_TONES = {
    rules.IDENTIFIED: Tone.INFO,
    rules.PARTNER_CHECKS: Tone.INFO,
    rules.SCREENED: Tone.ACCENT,
    rules.ON_AGENDA: Tone.ACCENT,
    rules.DISCUSSED: Tone.CAUTION,
    rules.AWAITING_ENGAGEMENT: Tone.CAUTION,
    rules.IN_SUPPORT: Tone.GOOD,
    rules.DEFERRED: Tone.CAUTION,
    rules.CLOSED: Tone.NEUTRAL,
}
_BEFORE_DISCUSSION = (rules.IDENTIFIED, rules.PARTNER_CHECKS)
_MENDS = {"trigger_events": ("Add an event", "add_event"), "born_on": ("Open the child", "person")}
_MOVES = (rules.AWAITING_ENGAGEMENT, rules.IN_SUPPORT, rules.DEFERRED, rules.SCREENED)


class CaseView(QObject):
    """Fills the panel with one case; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: CaseRecord | None = None
        self._at = 0
        self._first_tab = ""

    def open_with(self, tab: str) -> None:
        """Show the next case that is opened at one of its tabs."""
        self._first_tab = tab

    def show(self, record: CaseRecord) -> None:
        """Show a case; the tab that was open stays open."""
        if self.record is None or self.record.case_id != record.case_id:
            self._at = 0
        self.record = record
        self.panel.clear()
        age = f"aged {record.age_at_referral} when referred" if record.age_at_referral is not None else "age not known"
        place = self.desk.shelf.label("places", record.place_code)
        self.panel.set_title(self.desk.view.name(record.words), f"{record.code} · {age} · {place}")
        words = self.desk.shelf.label("case_statuses", record.status)
        self.panel.pill.show_status(words, STATUS_TONES.get(record.status, Tone.NEUTRAL))
        self.panel.pill.show()
        self._steps(record)
        self.panel.buttons.addWidget(ConcernButton(self.desk, Child(record.words, record.case_id)))
        self.panel.body.addWidget(ConcernPart(self.desk, record.person_id))
        self.panel.body.addWidget(RestrictedPart(self.desk, record.person_id))
        made = Tabs(self.desk.theme, "Panel case")
        made.add("standing", "Summary", self._standing(record))
        made.add("eligibility", "Eligibility", self._eligibility(record))
        made.add("decisions", f"Decisions ({len(record.decisions)})", self._decisions(record))
        made.add("support", "Support", self._support(record))
        made.add("letters", "Letters", LettersPart(self.desk, record.case_id))
        made.add("contacts", "Contacts", ReachPart(self.desk, record.person_id))
        made.add("shared", "Shared", SharesPart(self.desk, record.words, record.case_id))
        made.add("files", "Files", AttachmentsPart(self.desk, "panel_case", record.case_id, record.code))
        made.setCurrentIndex(self._at)
        if self._first_tab:
            made.go(self._first_tab)
            self._at, self._first_tab = made.currentIndex(), ""
        made.currentChanged.connect(self._on_tab)
        self.panel.body.addWidget(made)

    def _steps(self, record: CaseRecord) -> None:
        """The buttons of what may come next, most likely first."""
        if not self.desk.actor.may(Permission.EDIT_CASES) or record.status == rules.CLOSED:
            return
        offers: list[tuple[str, str, str]] = []
        if record.status in _BEFORE_DISCUSSION:
            offers.append(("Screen", "screen", ""))
        if rules.DISCUSSED in record.next_statuses or record.status in (rules.SCREENED, rules.DEFERRED):
            offers.append(("Record decision", "decide", ""))
        for status in _MOVES:
            if status in record.next_statuses and not (status == rules.SCREENED and offers):
                offers.append((self.desk.shelf.label("case_statuses", status), "move", status))
        offers.append(("Close the case", "close", ""))
        for at, (words, deed, detail) in enumerate(offers[:4]):
            self.panel.buttons.addWidget(
                self._button(words, deed, detail, "primary" if at == 0 and deed != "close" else "")
            )
        self.panel.buttons.addStretch(1)

    def _standing(self, record: CaseRecord) -> QWidget:
        shelf, referral = self.desk.shelf, record.referral
        made, inside = self._sheet()
        if record.is_transition:
            inside.addWidget(
                label("Transition: now 18 or over, and stays until the case is closed.", "error", wrap=True)
            )
        if referral.withdrawn_on is not None:
            reason = shelf.label("closure_reasons", referral.withdrawn_reason)
            inside.addWidget(
                label(f"Referral withdrawn on {british(referral.withdrawn_on)}: {reason}", "error", wrap=True)
            )
        inside.addWidget(label("Referral", "label"))
        inside.addWidget(
            facts(
                self.desk,
                [
                    ("Referred on", british(referral.referred_on)),
                    ("Sent by", shelf.label("agencies", referral.sending_agency)),
                    ("Identified through", shelf.label("identification_sources", referral.source)),
                    ("Came to us on", british(referral.received_on)),
                    ("Their reference", self.desk.view.text(referral.sender_reference)),
                    ("Reason", self.desk.view.text(referral.reason)),
                ],
            )
        )
        self._deeds(inside, [("Correct the referral", "edit_referral", ""), ("Add a trigger event", "add_event", "")])
        self._events(record, inside)
        inside.addWidget(label("Need and lead", "label"))
        inside.addWidget(
            facts(
                self.desk,
                [
                    ("Need that is not met", self.desk.view.text(record.unmet_need)),
                    ("Lead professional", lead_words(self.desk, record.lead) if record.lead else ""),
                    ("Not for the panel because", shelf.label("redirect_reasons", record.redirect_reason)),
                    ("Closed", self._closed(record)),
                ],
            )
        )
        self._deeds(
            inside,
            [
                ("Edit the need", "edit", ""),
                ("Change who leads", "lead", ""),
                ("Open the child's record", "person", ""),
            ],
        )
        inside.addWidget(label("Steps", "label"))
        steps = [(british(step.reached_on), shelf.label("case_statuses", step.status)) for step in record.steps]
        inside.addWidget(facts(self.desk, steps))
        if referral.withdrawn_on is None:
            self._deeds(inside, [("Withdraw the referral", "withdraw", "")])
        inside.addStretch(1)
        return made

    def _events(self, record: CaseRecord, inside: QVBoxLayout) -> None:
        may = self.desk.actor.may(Permission.EDIT_CASES)
        if record.referral.events:
            inside.addWidget(label("Trigger events", "label"))
        for event in record.referral.events:
            words = f"Named as suspect on {british(event.named_on)}"
            kind = self.desk.shelf.label("offence_kinds", event.offence_kind) or "Occurrence"
            words = " · ".join(part for part in (words, kind, self.desk.view.text(event.occurrence)) if part)
            step: Deed | None = Deed("Status removed", "status_removed", event.event_id)
            mends: Sequence[Deed] = put_right(event.event_id, "event_")
            if event.status_removed_on is not None:
                words += f" · suspect status removed {british(event.status_removed_on)}"
                step, mends = None, (Deed("Not removed after all…", "status_stands", event.event_id),)
            line = EntryLine(self.desk, words, "", mends, may=may, step=step)
            line.asked.connect(self.asked)
            inside.addWidget(line)

    def _eligibility(self, record: CaseRecord) -> QWidget:
        made, inside = self._sheet()
        inside.addWidget(
            label("The same rules count this child in the return. What is not known is not passed.", "muted", wrap=True)
        )
        for outcome in record.eligibility:
            line = row(self.desk.theme, "snug")
            words, tone = {
                True: ("Passed", Tone.GOOD),
                False: ("Not passed", Tone.CAUTION),
                None: ("Not known", Tone.INFO),
            }[outcome.holds]
            line.addWidget(Pill(self.desk.theme, words, tone))
            line.addWidget(label(sentence(outcome, self.desk.shelf.lists), wrap=True), 1)
            fact = outcome.condition.field_to_mend
            button = self._mends(fact)
            if button is not None and (fact.isupper() or outcome.holds is not True):
                line.addWidget(button)
            inside.addLayout(line)
            self._answers_of(record, fact, inside)
        inside.addStretch(1)
        return made

    def _mends(self, fact: str) -> QPushButton | None:
        """The button that mends what a sentence is about; an answer of a partner, the events, or the child's record."""
        if not self.desk.actor.may(Permission.EDIT_CASES):
            return None
        if fact.isupper():
            button = self._button("Answer", "answer", fact)
            button.setAccessibleName(f"Answer: {self.desk.shelf.label('eligibility_facts', fact)}")
            return button
        return self._button(*_MENDS[fact], "") if fact in _MENDS else None

    def _answers_of(self, record: CaseRecord, fact: str, inside: QVBoxLayout) -> None:
        """Every question about a fact, newest first; each can be put right or taken off."""
        may = self.desk.actor.may(Permission.EDIT_CASES)
        for check in (check for check in record.checks if check.fact == fact):
            mends = (
                Deed("Correct…", "correct_check", check.check_id),
                Deed("Take off…", "remove_check", check.check_id),
            )
            note = self.desk.view.text(check.note)
            entry = EntryLine(self.desk, check_words(self.desk, check), note, mends, may=may, kind="muted")
            entry.asked.connect(self.asked)
            line = row(self.desk.theme, "snug")
            line.addSpacing(self.desk.theme.em(1.5))
            line.addWidget(entry, 1)
            inside.addLayout(line)

    def _decisions(self, record: CaseRecord) -> QWidget:
        made, inside = self._sheet()
        if not record.decisions:
            inside.addWidget(label("The panel has not decided yet.", "muted"))
        for decision in record.decisions:
            inside.addWidget(self._decision(decision))
        inside.addStretch(1)
        return made

    def _decision(self, decision: DecisionRow) -> QWidget:
        shelf = self.desk.shelf
        made, inside = card(self.desk.theme)
        inside.addWidget(label(shelf.label("panel_decisions", decision.outcome), "label", wrap=True))
        owner = shelf.label("agencies", decision.owner_agency)
        by = self.desk.view.text(decision.owner_name)
        inside.addWidget(
            label(f"{british(decision.decided_on)} · {owner}{f', {by}' if by else ''}", "muted", wrap=True)
        )
        inside.addWidget(label(self.desk.view.text(decision.rationale), wrap=True, selectable=True))
        further = ", ".join(
            shelf.label("interventions", code) if code else shelf.label("agencies", agency)
            for agency, code, _note in decision.further
        )
        rows = [("Further referrals", further), ("Disagreement", self.desk.view.text(decision.disagreement))]
        rows = [(name, words) for name, words in rows if words]
        if decision.keep_until is not None:
            rows.append(("Comes back by", british(decision.keep_until)))
        if rows:
            inside.addWidget(facts(self.desk, rows))
        if self.desk.actor.may(Permission.EDIT_CASES):
            self._deeds(inside, [("Correct", "correct", decision.decision_id)])
        return made

    def _support(self, record: CaseRecord) -> QWidget:
        made = SupportPart(self.desk, record)
        made.asked.connect(self.asked)
        return made

    def _closed(self, record: CaseRecord) -> str:
        if record.closed_on is None:
            return ""
        reason = self.desk.shelf.label("closure_reasons", record.closure_reason)
        leads = f"; {self.desk.view.text(record.leads_now)} leads now" if record.leads_now else ""
        return f"{british(record.closed_on)}: {reason}{leads}"

    def _sheet(self) -> tuple[QWidget, QVBoxLayout]:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        made.setLayout(inside)
        return made, inside

    def _deeds(self, inside: QVBoxLayout, deeds: Sequence[tuple[str, str, str]]) -> None:
        if not self.desk.actor.may(Permission.EDIT_CASES):
            return
        line = row(self.desk.theme, "snug")
        for words, deed, detail in deeds:
            line.addWidget(self._button(words, deed, detail))
        line.addStretch(1)
        inside.addLayout(line)

    def _button(self, words: str, deed: str, detail: str, kind: str = "") -> QPushButton:
        button = push_button(self.desk.theme, words, kind=kind)
        button.setProperty("deed", deed)
        button.setProperty("detail", detail)
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), str(button.property("detail")))

    def _on_tab(self, at: int) -> None:
        self._at = at
