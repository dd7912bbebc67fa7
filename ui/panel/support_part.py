"""Triage to support on one case: its clocks, agreement, being told, contacts, programmes, reviews, and its end."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.panel.contacts import ContactsPart
from ui.panel.entry_lines import EntryLine, put_right
from ui.panel.programme_part import ProgrammePart
from ui.panel.way_part import WayPart
from ui.widgets.deeds import Deed
from ui.widgets.text import card, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.panel.rows import AgreementRow, CaseRecord, ReviewRow, ToldRow


class SupportPart(QWidget):
    """Cards in the order in which the week brings them. `asked` brings a deed and what it is about."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, record: CaseRecord) -> None:
        super().__init__()
        self.desk = desk
        self.record = record
        self.setProperty("kind", "clear")
        self._may = desk.actor.may(Permission.EDIT_CASES)
        inside = column(desk.theme, "normal")
        for part in (
            WayPart(desk, record.case_id),
            self._agreements(),
            self._told(),
            ContactsPart(desk, record),
            ProgrammePart(desk, record),
            self._reviews(),
        ):
            inside.addWidget(part)
        if record.closed_on is not None:
            inside.addWidget(self._closing())
        inside.addStretch(1)
        self.setLayout(inside)

    def _agreements(self) -> QWidget:
        made, inside = card(self.desk.theme, "Agreement to support")
        for answer in self.record.agreements:
            self._entry(inside, *self._answer_words(answer), put_right(answer.agreement_id, "agreement_"))
        if not self.record.agreements:
            inside.addWidget(label("Not asked yet.", "muted"))
        self._deed(inside, "Record an answer", "agree")
        return made

    def _answer_words(self, answer: AgreementRow) -> tuple[str, str]:
        text = self.desk.view.text
        label_of = self.desk.shelf.label("agreement_to_support", answer.answer)
        by = f"asked by {text(answer.asked_by)}" if answer.asked_by else ""
        parts = (british(answer.answered_on), label_of, by, text(answer.method))
        return " · ".join(part for part in parts if part), text(answer.note)

    def _told(self) -> QWidget:
        made, inside = card(self.desk.theme, "Told about the panel")
        for told in self.record.told:
            self._entry(inside, *self._told_words(told), put_right(told.told_id, "told_"))
        if not self.record.told:
            inside.addWidget(label("Nothing recorded yet.", "muted"))
        self._deed(inside, "Record that they were told", "tell")
        return made

    def _told_words(self, told: ToldRow) -> tuple[str, str]:
        text = self.desk.view.text
        if told.told_on is None:
            return f"Not told: {text(told.why_not)}", ""
        by = f"by {text(told.told_by)}" if told.told_by else ""
        notice = f"notice {text(told.notice_version)}" if told.notice_version else "no notice named"
        return " · ".join(part for part in (british(told.told_on), by, notice) if part), text(told.why_not)

    def _reviews(self) -> QWidget:
        made, inside = card(self.desk.theme, "Reviews")
        for review in self.record.reviews:
            inside.addWidget(self._review(review))
        if not self.record.reviews:
            inside.addWidget(label("The first is planned when support starts.", "muted"))
        if self.record.closed_on is None and all(review.held_on for review in self.record.reviews):
            self._deed(inside, "Plan a review", "plan_review")
        return made

    def _review(self, review: ReviewRow) -> EntryLine:
        step = None
        if review.held_on is None:
            late = review.due_on < self.desk.today
            words, kind = f"Due {british(review.due_on)}{', overdue' if late else ''}", "error" if late else ""
            step = Deed("Record", "review", review.review_id)
        else:
            words, kind = f"Due {british(review.due_on)}, held {british(review.held_on)}", ""
        mends = put_right(review.review_id, "review_")
        note = self.desk.view.text(review.note)
        line = EntryLine(self.desk, words, note, mends, may=self._may, kind=kind, step=step)
        line.asked.connect(self.asked)
        return line

    def _closing(self) -> QWidget:
        record, shelf, text = self.record, self.desk.shelf, self.desk.view.text
        made, inside = card(self.desk.theme, "Closing")
        reason = shelf.label("closure_reasons", record.closure_reason)
        if record.redirect_reason:
            reason = f"{reason}: {shelf.label('redirect_reasons', record.redirect_reason).lower()}"
        leads = f"{text(record.leads_now)} leads now" if record.leads_now else ""
        words = " · ".join(part for part in (british(record.closed_on), reason, leads) if part)
        deeds = [Deed("Reopen: closed by mistake…", "reopen")]
        if record.redirect_reason is None:
            deeds.insert(0, Deed("Correct…", "closing_correct"))
        self._entry(inside, words, text(record.closure_note), deeds)
        return made

    def _entry(self, inside: QVBoxLayout, words: str, note: str, deeds: tuple[Deed, ...] | list[Deed]) -> None:
        line = EntryLine(self.desk, words, note, deeds, may=self._may)
        line.asked.connect(self.asked)
        inside.addWidget(line)

    def _deed(self, inside: QVBoxLayout, words: str, deed: str) -> None:
        if not self._may:
            return
        line = row(self.desk.theme, "snug")
        button = push_button(self.desk.theme, words)
        button.setProperty("deed", deed)
        button.clicked.connect(self._on_button)
        line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), "")
