"""What goes out before a sitting: the agenda for the chair or an agency, and the request for what an agency knows."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.conferences.words import sitting_words
from ui.desk import Desk
from ui.receipts import save
from ui.widgets.fields import Check, Choose, Day, FormPart, Lines, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.restricting import restriction_field
from vrp_desktop.conferences.requests import AnswerForm, RequestRow, record_answer
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.exports.commands import ReceiptForm
from vrp_desktop.exports.sitting_papers import Paper, print_agenda, send_request
from vrp_desktop.partnership.audience import codes_of, joined


class PrintAgenda(FormDialog):
    """The agenda as a PDF: all of it for the chair, or what one agency attends for; with a tick sheet if wanted."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        agencies = desk.shelf.options("agencies", desk.today)
        parts: list[FormPart] = [
            Choose(name="agency_code", label="For", options=agencies, blank="The chair: all items", half=True),
            Check(name="with_ticks", label="With a tick sheet in the order of the keys"),
            *_receipt_parts(),
        ]
        intro = (
            f"{sitting_words(desk, record.row)}. An agency's paper holds only what it attends for: core members all, "
            "others what they join or were asked about. A receipt is kept, and each child is put in the share log."
        )
        values = {"purpose": "To prepare the sitting", "with_ticks": True}
        super().__init__(desk, "Print the agenda", parts, parent, intro=intro, yes="Print", ems=(46, 0), values=values)
        AgreementChoice(desk, self.form, record.forum.agreement_id)
        self._id = record.row.conference_id
        self.saved.connect(self._on_paper)

    def send(self, values: dict[str, Any]) -> None:
        self.write(
            print_agenda, self._id, values["agency_code"], values["with_ticks"], _receipt("Agenda of a sitting", values)
        )

    def _on_paper(self, paper: object) -> None:
        if isinstance(paper, Paper):
            save(self.desk, paper.name, paper.content)


class AskAgency(FormDialog):
    """Asks an agency what it knows of the cases on the agenda; each is put down as asked today."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        options = {option.code: option for option in desk.shelf.options("agencies", desk.today)}
        core = [options[code] for code in record.core if code in options]
        others = [option for code, option in options.items() if code not in record.core]
        parts: list[FormPart] = [
            Choose(name="agency_code", label="Agency", options=(*core, *others), required=True, half=True),
            Day(name="due_on", label="Answer by", half=True, earliest=desk.today),
            *_receipt_parts(),
        ]
        intro = f"{sitting_words(desk, record.row)}. About each case that this agency was not asked about yet."
        values = {"purpose": "To prepare the sitting", "due_on": max(desk.today, record.row.held_on)}
        super().__init__(desk, "Ask what is known", parts, parent, intro=intro, yes="Ask", ems=(46, 0), values=values)
        AgreementChoice(desk, self.form, record.forum.agreement_id)
        self._id = record.row.conference_id
        self.saved.connect(self._on_paper)

    def send(self, values: dict[str, Any]) -> None:
        receipt = _receipt("Request for what is known", values)
        self.write(send_request, self._id, values["agency_code"], values["due_on"], receipt)

    def _on_paper(self, paper: object) -> None:
        if isinstance(paper, Paper):
            save(self.desk, paper.name, paper.content)


class Answer(FormDialog):
    """What an agency answered about one case, and the day it came."""

    def __init__(self, desk: Desk, parent: QWidget, row: RequestRow) -> None:
        parts: list[FormPart] = [
            Day(
                name="answered_on", label="Came on", required=True, earliest=row.asked_on, latest=desk.today, half=True
            ),
            Text(name="answered_by", label="From", half=True, placeholder="A name or a team"),
            Check(name="nothing_known", label="Nothing known"),
            Lines(name="answer", label="What they know", lines=5),
            restriction_field(desk),
        ]
        agency = desk.shelf.label("agencies", row.agency_code)
        values: dict[str, object] = {"answered_on": row.answered_on or desk.today, "answer": row.answer}
        values |= {
            "answered_by": row.answered_by,
            "nothing_known": row.nothing_known,
            "restrictions": codes_of(row.restriction),
        }
        super().__init__(
            desk,
            "What they answered",
            parts,
            parent,
            intro=f"{agency}, about the case {row.case_code}.",
            ems=(44, 0),
            values=values,
            draft=("information_answer", row.request_id),
            version=row.version,
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        restriction = joined(values.pop("restrictions"))
        form = AnswerForm(**values, restriction=restriction)
        self.write(record_answer, self._row.request_id, self._row.version, form)


def _receipt_parts() -> list[FormPart]:
    return [
        Text(name="recipient", label="Who it is for", required=True, half=True, placeholder="A team or a mailbox"),
        Day(name="destroy_by", label="To be destroyed by", half=True, help="You will be reminded."),
        Text(name="purpose", label="What it is for", required=True),
        agreement_field(),
    ]


def _receipt(what: str, values: dict[str, Any]) -> ReceiptForm:
    return ReceiptForm(
        what=what,
        form="PDF",
        purpose=values["purpose"],
        recipient=values["recipient"],
        destroy_by=values["destroy_by"],
        agreement_id=values["agreement_id"],
    )
