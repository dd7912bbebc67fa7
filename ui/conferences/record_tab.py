"""The record of a sitting: what hinders its confirming, confirming it, and corrections beside it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.conferences.words import item_words, sitting_words
from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.fields import Choose, FormPart, Lines, Option, Radio, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.in_sight import InSight
from ui.widgets.text import clear, column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.attachments.queries import Kept, attachments_about
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.conferences.rows import ConferenceRecord
from vrp_desktop.sitting.confirming import (
    EMAIL,
    PASSPHRASE,
    WAYS,
    RecordState,
    confirm_record,
    record_state,
    write_addendum,
)
from vrp_desktop.workspace.users import OwnProof, prove_own


class RecordTab(InSight):
    """Read when it is in sight. `asked` brings confirm, addendum or record, which prints it."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, conference_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._id = conference_id
        self.state: RecordState | None = None
        self.banner = Banner(desk.theme)
        self._confirm = Deeds(desk.theme, [Deed("Confirm the record", "confirm", icon="ok", kind="primary")])
        self._addendum = Deeds(desk.theme, [Deed("Write an addendum", "addendum", icon="edit")])
        self._print = Deeds(desk.theme, [Deed("Print the record", "record", icon="print")])
        for deeds in (self._confirm, self._addendum, self._print):
            deeds.asked.connect(self.asked)
            deeds.hide()
        self._addenda: QVBoxLayout = column(desk.theme, "snug")
        inside = column(desk.theme, "normal")
        inside.addWidget(self.banner)
        for deeds in (self._confirm, self._addendum, self._print):
            inside.addWidget(deeds)
        inside.addLayout(self._addenda)
        inside.addStretch(1)
        self.setLayout(inside)

    def fetch(self) -> None:
        self.desk.tasks.read(record_state, self._id, done=self.show_state, key="record state")

    def show_state(self, state: RecordState) -> None:
        """Show how far the record is."""
        self.state = state
        title, text, tone = _words(state)
        self.banner.show_text(title, text, tone)
        actor = self.desk.actor
        may = actor.may(Permission.EDIT_CONFERENCES)
        self._confirm.setVisible(may and not state.is_confirmed and not state.hinders)
        self._addendum.setVisible(may and state.is_confirmed)
        self._print.setVisible(actor.may(Permission.EXPORT) and actor.may(Permission.SEE_NOTES))
        clear(self._addenda)
        if state.addenda:
            self._addenda.addWidget(label("Addenda", "label"))
        for each in state.addenda:
            on = british(london_day(each.written_at))
            self._addenda.addWidget(label(f"{on}, {each.written_by}", "muted", wrap=True))
            self._addenda.addWidget(label(self.desk.view.text(each.text), wrap=True, selectable=True))


class ConfirmRecord(FormDialog):
    """By the chair's own passphrase, or by the e-mail in which the chair confirmed it, filed with the sitting."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord, state: RecordState) -> None:
        by_mail = Option(EMAIL, "An e-mail of the chair, filed here")
        ways = (Option(PASSPHRASE, "I am the chair: my passphrase"), by_mail) if state.you_chair else (by_mail,)
        parts: list[FormPart] = [
            Radio(name="how", label="Confirmed by", options=ways, required=True),
            Text(name="passphrase", label="Your passphrase", secret=True, limit=400),
            Choose(name="attachment_id", label="The e-mail", help="File it under Files first."),
        ]
        intro = (
            f"{sitting_words(desk, record.row)}. Then it is frozen: a correction is an addendum beside it."
            f" {_who_confirms(desk, state)}"
        ).strip()
        super().__init__(
            desk,
            "Confirm the record",
            parts,
            parent,
            intro=intro,
            yes="Confirm",
            ems=(42, 0),
            values={"how": ways[0].code},
        )
        self._state = state
        self.form.edited.connect(self._follow)
        self._follow()
        desk.tasks.read(
            attachments_about, "conference", state.conference_id, done=self._on_files, key="files to choose"
        )

    def send(self, values: dict[str, Any]) -> None:
        if values["how"] == EMAIL:
            self._confirm(None, values["attachment_id"])
            return
        if not values["passphrase"] or self.desk.workspace is None:
            self.form.set_errors({"passphrase": "Type your passphrase."})
            return
        self.set_busy(True)
        self.desk.tasks.call(
            prove_own, self.desk.workspace, values["passphrase"], done=self._on_proof, failed=self.show_failure
        )

    def _on_proof(self, proof: OwnProof) -> None:
        self._confirm(proof, None)

    def _confirm(self, proof: OwnProof | None, attachment_id: str | None) -> None:
        self.write(confirm_record, self._state.conference_id, self._state.version, proof, attachment_id)

    def _on_files(self, kept: Kept) -> None:
        editor = self.form.editor("attachment_id")
        editor.set_options([Option(row.attachment_id, row.title) for row in kept.rows])  # type: ignore[attr-defined]

    def _follow(self) -> None:
        is_mail = self.form.values()["how"] == EMAIL
        self.form.set_shown("passphrase", not is_mail)
        self.form.set_shown("attachment_id", is_mail)


def _who_confirms(desk: Desk, state: RecordState) -> str:
    """Who the chair is, where it is not the user: the passphrase must be the chair's own."""
    if state.you_chair:
        return ""
    who = desk.view.text(state.chair)
    if not who:
        return "No chair is named: edit the sitting first, or choose the chair's e-mail."
    if state.chair_uses:
        return f"{who} chaired it and can confirm with their own passphrase; or choose the e-mail in which they did."
    return (
        f"{who} chaired it and is not known as a user here, so choose the e-mail in which they confirmed it."
        " A chair who is a user is linked to them under Forums, Members."
    )


class WriteAddendum(FormDialog):
    """A correction beside a confirmed record, about the sitting or about one item of it."""

    def __init__(self, desk: Desk, parent: QWidget, record: ConferenceRecord) -> None:
        items = tuple(Option(row.item_id, item_words(desk, row)) for row in record.agenda)
        parts: list[FormPart] = [
            Choose(name="item_id", label="About", options=items, blank="The sitting as a whole"),
            Lines(name="text", label="What is put right", required=True, lines=4),
        ]
        intro = f"{sitting_words(desk, record.row)}. The record itself stays as it was confirmed."
        super().__init__(
            desk, "Write an addendum", parts, parent, intro=intro, yes="Add", ems=(44, 0),
            draft=("addendum", record.row.conference_id),
        )  # fmt: skip
        self._id = record.row.conference_id

    def send(self, values: dict[str, Any]) -> None:
        self.write(write_addendum, self._id, values["text"], values["item_id"])


def _words(state: RecordState) -> tuple[str, str, Tone]:
    if state.confirmed_at is not None:
        on = british(london_day(state.confirmed_at))
        words = f"{on}, {state.confirmed_by}, {WAYS[state.how]}. It is kept, and printed, as it was then."
        if not state.is_as_kept:
            return (
                "The kept record was changed",
                f"{words} What is kept is not what was confirmed: ask whoever supports you before you rely on it.",
                Tone.DANGER,
            )
        if not state.is_whole:
            return (
                "Confirmed, and changed since",
                f"{words} Yet a record that it counts is not what it was, and no addendum says why.",
                Tone.DANGER,
            )
        if state.corrections:
            many = "one addendum" if state.corrections == 1 else f"{state.corrections} addenda"
            words = f"{words} Corrected since by {many}, below; nothing else was changed."
        return "The record is confirmed", words, Tone.GOOD
    if state.hinders:
        return "The record cannot be confirmed yet", " ".join(state.hinders), Tone.CAUTION
    return "The record can be confirmed", "Nothing is undecided.", Tone.INFO
