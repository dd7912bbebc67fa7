"""The steps of a request: identity, clock, extension, points, recipients, answer; and of a removed suspect status."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.widgets.fields import Day, FormPart, Lines, Radio, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.calendar import british
from vrp_desktop.rights.commands import (
    add_point,
    answer_request,
    confirm_identity,
    decide_point,
    extend_request,
    open_again,
    record_told,
    start_clock,
    stop_clock,
)
from vrp_desktop.rights.forms import OUTCOMES, POINTS, AnswerForm, IdentityForm, PointForm, ToldForm
from vrp_desktop.rights.queries import PointRow, RequestRow
from vrp_desktop.rights.recipients import Recipient
from vrp_desktop.rights.removals import OUTCOMES as REMOVALS
from vrp_desktop.rights.removals import RemovalRow, settle_removal, undo_removal


class IdentityDialog(FormDialog):
    """How it was made sure who asks, and that they may ask for the child; or only that it was asked for."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts: list[FormPart] = [
            Day(
                name="asked_on",
                label="Had to be asked for on",
                latest=desk.today,
                help="Leave it out where you knew already. Where you asked, the month begins when the answer came.",
                half=True,
            ),
            Day(name="on", label="Made sure on", latest=desk.today, half=True),
            Text(name="how", label="How", placeholder="Known to their worker; passport seen"),
        ]
        if request.needs_authority:
            words = "Birth certificate; court order; written authority of the child"
            parts.append(Text(name="authority", label="What shows that they may ask for the child", placeholder=words))
        values = {
            "asked_on": request.identity_asked_on,
            "on": request.identity_on,
            "how": request.identity_how,
            "authority": request.authority_how,
        }
        super().__init__(
            desk,
            "Who asks",
            parts,
            parent,
            values=values,
            ems=(38, 0),
            draft=("request identity", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        form = IdentityForm(values["asked_on"], values["on"], values["how"], values.get("authority", ""))
        self.write(confirm_identity, self._request.request_id, self._request.version, form)


class StopDialog(FormDialog):
    """Stops the clock."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (
            Day(name="on", label="Asked on", required=True, latest=desk.today, half=True),
            Lines(name="reason", label="What was asked back", required=True, lines=3),
        )
        intro = "Only where you cannot tell what is meant without it: such as which years, where much is held."
        super().__init__(
            desk,
            "Stop the clock",
            parts,
            parent,
            intro=intro,
            values={"on": desk.today},
            ems=(36, 0),
            draft=("request stop", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        self.write(stop_clock, self._request.request_id, self._request.version, values["on"], values["reason"])


class StartDialog(FormDialog):
    """Lets the clock run on."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (Day(name="on", label="It came on", required=True, latest=desk.today, half=True),)
        super().__init__(
            desk,
            "Start the clock again",
            parts,
            parent,
            values={"on": desk.today},
            ems=(34, 0),
            draft=("request start", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        self.write(start_clock, self._request.request_id, self._request.version, values["on"])


class ExtendDialog(FormDialog):
    """Extends a request, once."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (
            Day(name="on", label="They were told on", required=True, latest=desk.today, half=True),
            Lines(name="reason", label="Why it takes longer", required=True, lines=3, help="As they were told."),
        )
        intro = "By two more months, where the request is complex or one of many. They are told within the first month."
        super().__init__(
            desk,
            "Extend the time",
            parts,
            parent,
            intro=intro,
            values={"on": desk.today},
            ems=(36, 0),
            draft=("request extension", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        self.write(extend_request, self._request.request_id, self._request.version, values["on"], values["reason"])


class PointDialog(FormDialog):
    """Another thing that is said to be wrong."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (
            Lines(name="wrong", label="What is said to be wrong", required=True, lines=3),
            Lines(name="should_be", label="What it should be", lines=2),
        )
        super().__init__(
            desk,
            "Something else is wrong",
            parts,
            parent,
            yes="Add it",
            ems=(38, 0),
            draft=("request point", request.request_id),
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        self.write(add_point, self._request.request_id, self._request.version, values["wrong"], values["should_be"])


class DecideDialog(FormDialog):
    """What was decided of one thing that is said to be wrong."""

    def __init__(self, desk: Desk, parent: QWidget, point: PointRow) -> None:
        parts = (
            Radio(name="decision", label="Decided", options=desk.shelf.options(POINTS, desk.today), required=True),
            Day(name="decided_on", label="On", required=True, latest=desk.today, half=True),
            Lines(
                name="words",
                label="The statement, or the reason",
                help="A statement stands beside what it is about, as a note on the record.",
            ),
        )
        intro = f"“{desk.view.text(point.wrong)}”"
        values = {
            "decision": point.decision,
            "decided_on": point.decided_on or desk.today,
            "words": point.words,
        }
        super().__init__(
            desk,
            "Decide",
            parts,
            parent,
            intro=intro,
            values=values,
            ems=(40, 0),
            draft=("point decision", point.point_id),
            version=point.version,
        )
        self._point = point

    def send(self, values: dict[str, Any]) -> None:
        form = PointForm(values["decision"], values["decided_on"], values["words"])
        self.write(decide_point, self._point.point_id, self._point.version, form)


class ToldDialog(FormDialog):
    """That somebody who had the data was told, or why not."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow, whom: Recipient) -> None:
        parts = (
            Day(name="told_on", label="Told on", latest=desk.today, half=True),
            Text(name="how", label="How", placeholder="Letter; telephone", half=True),
            Lines(
                name="why_not",
                label="Or why they are not told",
                lines=2,
                help="Only where it is impossible, or out of all proportion (Article 19).",
            ),
        )
        who = desk.shelf.label("agencies", whom.agency_code) if whom.agency_code else desk.view.text(whom.named)
        intro = f"They were last given something about the child on {british(whom.last_shared_on)}."
        super().__init__(
            desk,
            f"Tell {who}",
            parts,
            parent,
            intro=intro,
            ems=(38, 0),
            draft=(f"request told {whom.agency_code}", f"{request.request_id} {whom.named}"[:80].strip()),
        )
        self._request, self._whom = request, whom

    def send(self, values: dict[str, Any]) -> None:
        told = ToldForm(self._whom.agency_code, self._whom.named, values["told_on"], values["how"], values["why_not"])
        self.write(record_told, self._request.request_id, told)


class AnswerDialog(FormDialog):
    """What came of it."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (
            Radio(name="outcome", label="Outcome", options=desk.shelf.options(OUTCOMES, desk.today), required=True),
            Day(name="outcome_on", label="Answered on", required=True, latest=desk.today, half=True),
            Lines(
                name="reply",
                label="What they were told",
                required=True,
                help="Where something is refused: why, and that they may complain to us, to the Information "
                "Commissioner, or ask a court.",
            ),
        )
        values = {"outcome_on": desk.today}
        super().__init__(
            desk,
            f"Answer {request.code}",
            parts,
            parent,
            values=values,
            ems=(40, 0),
            draft=("request answer", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        form = AnswerForm(values["outcome"], values["outcome_on"], values["reply"])
        self.write(answer_request, self._request.request_id, self._request.version, form)


class AgainDialog(FormDialog):
    """Opens an answered request again."""

    def __init__(self, desk: Desk, parent: QWidget, request: RequestRow) -> None:
        parts = (Lines(name="reason", label="Why it is opened again", required=True, lines=3),)
        super().__init__(
            desk,
            f"Open {request.code} again",
            parts,
            parent,
            yes="Open it again",
            ems=(36, 0),
            draft=("request again", request.request_id),
            version=request.version,
        )
        self._request = request

    def send(self, values: dict[str, Any]) -> None:
        self.write(open_again, self._request.request_id, self._request.version, values["reason"])


class SettleDialog(FormDialog):
    """What becomes of the record after suspect status was removed."""

    def __init__(self, desk: Desk, parent: QWidget, row: RemovalRow) -> None:
        parts = (
            Radio(name="outcome", label="Decided", options=desk.shelf.options(REMOVALS, desk.today), required=True),
            Lines(name="reason", label="Why", lines=3),
        )
        intro = f"The event of {british(row.named_on)}; suspect status was removed on {british(row.removed_on)}."
        super().__init__(
            desk,
            f"Decide for {row.words.code}",
            parts,
            parent,
            intro=intro,
            ems=(40, 0),
            draft=("removal", row.event_id),
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(settle_removal, self._row.event_id, values["outcome"], values["reason"])


class UndoDialog(FormDialog):
    """Takes a decision back."""

    def __init__(self, desk: Desk, parent: QWidget, row: RemovalRow) -> None:
        parts = (Lines(name="reason", label="Why it is undone", required=True, lines=3),)
        intro = "It waits for a decision again. A proposal to erase stands until it is kept back, under Retention."
        super().__init__(
            desk,
            "Undo the decision",
            parts,
            parent,
            intro=intro,
            yes="Undo it",
            ems=(36, 0),
            draft=("removal undone", row.removal_id),
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(undo_removal, self._row.removal_id, values["reason"])
