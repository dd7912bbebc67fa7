"""One request beside the list: its clock, what is said to be wrong, who is to be told, and the steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.rights_part import due_words, tone_of
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.pill import Pill
from ui.widgets.record_panel import RecordPanel
from ui.widgets.text import card, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british, british_short
from vrp_desktop.rights.erasing import Erasing
from vrp_desktop.rights.forms import CAPACITIES, KINDS, OUTCOMES, POINTS
from vrp_desktop.rights.queries import PointRow, RequestRecord, RequestRow, StopRow
from vrp_desktop.rights.recipients import Recipient

_LAW = "One calendar month from the day it came, or three where it is complex (UK GDPR, Articles 12 and 12A)."


class RequestPanel(QObject):
    """Fills the panel with a request; `asked` brings a step and what it is about."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel

    def show(self, record: RequestRecord) -> None:
        """Show a request."""
        request, shelf, view = record.row, self.desk.shelf, self.desk.view
        self.panel.clear()
        self.panel.set_title(shelf.label(KINDS, request.kind), f"{request.code} · {view.name(request.words)}")
        self.panel.pill.show_status(due_words(request), tone_of(request))
        self.panel.pill.show()
        deeds = Deeds(self.desk.theme, self._deeds(record), f"More for {request.code}")
        deeds.asked.connect(self.asked)
        self.panel.buttons.addWidget(deeds)
        body = self.panel.body
        if waits := _waits_for(record):
            banner = Banner(self.desk.theme)
            body.addWidget(banner)
            banner.show_text("What it waits for", waits, Tone.INFO)
        body.addWidget(facts(self.desk, self._facts(request)))
        for stop in record.stops:
            body.addWidget(label(self._stop_words(stop), "help", wrap=True))
        body.addWidget(label(_LAW, "help", wrap=True))
        if record.erasing is not None:
            body.addWidget(label(_erasing_words(record.erasing, self.desk.view.text), "label", wrap=True))
        if record.points:
            body.addWidget(self._points(record))
        if record.must_tell:
            body.addWidget(self._recipients(record.recipients))
        body.addStretch(1)

    def _facts(self, request: RequestRow) -> list[tuple[str, str]]:
        shelf, text = self.desk.shelf, self.desk.view.text
        capacity = shelf.label(CAPACITIES, request.capacity)
        asked_by = f"{text(request.asked_by)} ({capacity})" if request.asked_by else capacity
        sure = f"{british(request.identity_on)}: {text(request.identity_how)}" if request.identity_on else "Not yet"
        if request.identity_asked_on and not request.identity_on:
            sure = f"Asked for on {british(request.identity_asked_on)}"
        extended = f"{british(request.extended_on)}: {text(request.extend_reason)}" if request.extended_on else ""
        given = f"{british(request.given_on)}, to {text(request.given_to)}" if request.given_on else ""
        outcome = f"{shelf.label(OUTCOMES, request.outcome)}, {british(request.outcome_on)}" if request.outcome else ""
        shown = [
            ("Asked by", asked_by),
            ("What is asked", text(request.text)),
            ("Received", british(request.received_on)),
            ("Who asks made sure", sure),
            ("May ask for the child", text(request.authority_how)),
            ("The month began", british(request.begins_on) if request.identity_asked_on else ""),
            ("Extended", extended),
            ("Copy given", given),
            ("Outcome", outcome),
            ("What they were told", text(request.reply)),
        ]
        return [(name, words) for name, words in shown if words]

    def _stop_words(self, stop: StopRow) -> str:
        until = f"to {british(stop.until_on)}" if stop.until_on else "and still does"
        return f"The clock stood still from {british(stop.from_on)} {until}: {self.desk.view.text(stop.reason)}"

    def _points(self, record: RequestRecord) -> QWidget:
        made, inside = card(self.desk.theme, "Said to be wrong")
        for at, point in enumerate(record.points, start=1):
            line = row(self.desk.theme, "snug")
            line.addWidget(label(self._point_words(at, point), wrap=True), 1)
            words = self.desk.shelf.label(POINTS, point.decision) if point.decision else "Not decided"
            line.addWidget(Pill(self.desk.theme, words, Tone.CAUTION if point.decision is None else Tone.NEUTRAL))
            if record.row.is_open:
                words = "Decide" if point.decision is None else "Change"
                line.addWidget(self._button(words, "decide", point.point_id, f"{words}, point {at}"))
            inside.addLayout(line)
            if point.words:
                said = f"{british_short(point.decided_on)}: {self.desk.view.text(point.words)}"
                inside.addWidget(label(said, "help", wrap=True))
        return made

    def _point_words(self, at: int, point: PointRow) -> str:
        text = self.desk.view.text
        said = f"{at}. {text(point.wrong)}" if point.wrong else f"Point {at}"
        return f"{said} It should be: {text(point.should_be)}" if point.should_be else said

    def _recipients(self, found: Sequence[Recipient]) -> QWidget:
        made, inside = card(self.desk.theme, "Who had it, and is told of the change (Article 19)")
        if not found:
            inside.addWidget(label("The share log names nobody who was given anything.", "muted", wrap=True))
        for at, one in enumerate(found):
            line = row(self.desk.theme, "snug")
            who = self.desk.shelf.label("agencies", one.agency_code) if one.agency_code else one.named
            line.addWidget(label(who if one.agency_code else self.desk.view.text(who), wrap=True), 1)
            line.addWidget(Pill(self.desk.theme, _told_words(one), Tone.NEUTRAL if one.is_settled else Tone.CAUTION))
            if not one.is_settled:
                line.addWidget(self._button("Record", "told", str(at), f"Record that {who} was told, or why not"))
            inside.addLayout(line)
        return made

    def _button(self, words: str, step: str, detail: str, name: str) -> QWidget:
        button = push_button(self.desk.theme, words, kind="link")
        button.setAccessibleName(name)
        button.setProperty("step", step)
        button.setProperty("detail", detail)
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("step")), str(button.property("detail")))

    def _deeds(self, record: RequestRecord) -> list[Deed]:
        request = record.row
        child = Deed("Open the record", "child", icon="person")
        if not request.is_open:
            return [child, Deed("Open again", "again")]
        made: list[Deed] = []
        if request.is_copy and self.desk.actor.may(Permission.SEE_NOTES):
            made.append(Deed("Review the copy", "review", kind="" if request.given_on else "primary"))
        if record.erasing is not None and self.desk.actor.may(Permission.KEEP_RETENTION):
            made.append(_erasing_deed(record.erasing))
        ready = not request.is_copy or request.given_on is not None
        made.append(Deed("Answer", "answer", kind="primary" if ready and not record.undecided else ""))
        made.append(Deed("Who asks", "identity"))
        if request.has_points:
            made.append(Deed("Something else is wrong", "point"))
        if any(stop.until_on is None for stop in record.stops):
            made.append(Deed("Start the clock", "start"))
        else:
            made.append(Deed("Stop the clock", "stop"))
        if request.extended_on is None:
            made.append(Deed("Extend the time", "extend"))
        return [*made, child]


def _erasing_deed(erasing: Erasing) -> Deed:
    if erasing.may_be_proposed:
        return Deed("Propose to erase", "erase", kind="primary")
    return Deed("See it under Retention", "retention")


def _erasing_words(erasing: Erasing, text: Callable[[str], str]) -> str:
    """How far the erasing has come that was asked for."""
    if erasing.erased_on is not None:
        return f"The record was erased on {british(erasing.erased_on)}."
    if erasing.kept_until is not None:
        why = f": {text(erasing.reason)}" if erasing.reason else ""
        return f"Kept back until {british(erasing.kept_until)}{why}"
    if erasing.proposed_on is not None:
        return f"Proposed to be erased on {british(erasing.proposed_on)}. A second person approves it, under Retention."
    return "Not proposed to be erased yet."


def _told_words(one: Recipient) -> str:
    if one.told_on is not None:
        return f"Told {british_short(one.told_on)}"
    return "Not told, with a reason" if one.why_not else "Not told yet"


def _waits_for(record: RequestRecord) -> str:
    """What will clear it (X9)."""
    request = record.row
    if not request.is_open:
        if record.untold:
            who = "1 recipient has" if record.untold == 1 else f"{record.untold} recipients have"
            return f"{who} still to be told of the change, or it is written why not."
        return ""
    if request.identity_on is None:
        return "Make sure who asks, and record how."
    if record.undecided:
        what = "1 thing" if record.undecided == 1 else f"{record.undecided} things"
        return f"{what} said to be wrong to be decided, then the answer."
    if request.is_copy and request.given_on is None:
        return "Review each item of the copy, and give it."
    if record.erasing is not None and record.erasing.erased_on is None:
        if record.erasing.may_be_proposed:
            return "Propose the record to be erased; or record the answer that it is kept, and why."
        return "A second person approves the erasing under Retention. Then record the answer."
    return "Record the answer."
