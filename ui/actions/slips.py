"""Chaser slips: who is reminded of what, one folder of files, and the answers back by reply code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.receipts import save_folder
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.dialog import Dialog
from ui.widgets.facts import facts
from ui.widgets.fields import Check, Day, FormPart, Lines, Section, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import label
from vrp_desktop.actions.queries import Show
from vrp_desktop.calendar import british, british_short
from vrp_desktop.slips.commands import TakenReplies, make_slips, take_replies
from vrp_desktop.slips.forms import MadeSlips, SlipsForm
from vrp_desktop.slips.queries import AgencyToChase, AnswerVerdict, Verdict, weigh_answers

_TONES = {
    Verdict.CLOSES: Tone.GOOD,
    Verdict.MOVES: Tone.INFO,
    Verdict.KEPT: Tone.CAUTION,
    Verdict.UNCLEAR: Tone.CAUTION,
    Verdict.UNKNOWN: Tone.DANGER,
}
_WHICH = {
    Show.OVERDUE: "overdue actions",
    Show.DUE_SOON: "actions due within 7 days",
    Show.UNANSWERED: "actions whose last slip was not answered",
}


class SlipsDialog(FormDialog):
    """One address for each agency with something to be reminded of; an agency without one gets no slip."""

    def __init__(
        self, desk: Desk, parent: QWidget, show: Show, place: str | None, found: Sequence[AgencyToChase]
    ) -> None:
        self._show, self._place = show, place
        self._agencies = tuple(each.agency_code for each in found)
        parts: list[FormPart] = [_address(desk, each) for each in found]
        parts += [
            Section("For all of them"),
            Text(name="purpose", label="What it is for", required=True, half=True),
            Day(name="destroy_by", label="To be destroyed by", half=True, help="You will be reminded."),
            Check(name="outside", label="I looked at the addresses outside the approved domains: they are right"),
            Check(name="keys", label="Add to each slip a key sheet: names for its case codes, sealed by a passphrase"),
        ]
        which = _WHICH.get(show, "open actions")
        intro = (
            f"For each agency its own {which}, by case code and without names: a PDF, a draft e-mail and calendar "
            "days, all in one folder. Leave an address empty to send nothing. Each slip leaves a receipt."
        )
        values: dict[str, object] = {f"to_{each.agency_code}": each.last_recipient for each in found}
        values["purpose"] = "Following up agreed actions"
        super().__init__(
            desk, "Chaser slips", parts, parent, intro=intro, yes="Make the folder", values=values, ems=(48, 0)
        )
        self._folder: Path | None = None
        self.saved.connect(self._on_made)

    def send(self, values: dict[str, Any]) -> None:
        recipients = {code: to for code in self._agencies if (to := str(values[f"to_{code}"]).strip())}
        if not recipients:
            self.banner.show_text("No slip to make.", "Give an address for at least one agency.", Tone.CAUTION)
            return
        self._folder = self.desk.messages.folder("Where to put the folder of slips")
        if self._folder is None:
            return
        form = SlipsForm(
            show=self._show,
            recipients=recipients,
            purpose=values["purpose"],
            place=self._place,
            destroy_by=values["destroy_by"],
            outside=bool(values["outside"]),
            keys=bool(values["keys"]),
        )
        self.write(make_slips, form)

    def _on_made(self, made: object) -> None:
        if not isinstance(made, MadeSlips) or self._folder is None:
            return
        files = [(each.name, each.content) for each in made.files]
        written = save_folder(self.desk, self._folder, made.folder, files)
        if written is not None and made.passphrases:
            parent = self.parentWidget()
            KeyWords(self.desk, parent if parent is not None else self, made.passphrases).open()


class KeyWords(Dialog):
    """The passphrases of the key sheets: shown once, and kept nowhere."""

    def __init__(self, desk: Desk, parent: QWidget, passphrases: Mapping[str, str]) -> None:
        super().__init__(
            desk.theme,
            "Passphrases of the key sheets",
            parent,
            intro="Shown once, and kept nowhere. Tell each agency its own by telephone, never by e-mail.",
            yes="I have noted them",
            no="",
            ems=(40, 0),
        )
        pairs = [(desk.shelf.label("agencies", code), words) for code, words in passphrases.items()]
        self.body.addWidget(facts(desk, pairs))


class RepliesDialog(FormDialog):
    """What agencies answered, typed or pasted; each code is weighed before anything is written."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        parts: list[FormPart] = [
            Lines(
                name="text",
                label="Answers",
                required=True,
                lines=5,
                help="Paste an e-mail, or type a reply code and its answer on a line: RE-2345678 done 04/12/2026.",
            )
        ]
        super().__init__(
            desk,
            "Answers to chaser slips",
            parts,
            parent,
            yes="Take the answers",
            ems=(62, 34),
            draft=("slip replies", "new"),
        )
        self._about = label("", "muted", wrap=True)
        self.table = DataTable(
            desk, "answers", _columns(desk), key="slip answers", row_id=lambda r: r.answer.code, with_tools=False,
            unit="answer",
        )  # fmt: skip
        self.table.set_empty("No reply code yet", "A reply code looks like RE-2345678.", icon="info")
        self.table.setMinimumHeight(desk.theme.em(12))
        self.body.addWidget(self._about)
        self.body.addWidget(self.table, 1)
        self.form.edited.connect(self._look)
        self._look()

    def send(self, values: dict[str, Any]) -> None:
        self.write(take_replies, values["text"])

    def _look(self) -> None:
        self.yes_button.setEnabled(False)
        text = str(self.form.values()["text"])
        self.desk.tasks.read(weigh_answers, text, done=self._show, key="answers")

    def _show(self, found: list[AnswerVerdict]) -> None:
        self.table.show_rows(found)
        writes = [item for item in found if item.verdict in (Verdict.CLOSES, Verdict.MOVES, Verdict.KEPT)]
        self.yes_button.setEnabled(bool(writes))
        many = len(writes)
        words = "1 answer will be taken." if many == 1 else f"{many} answers will be taken."
        self._about.setText(words if many else "Nothing here can be taken yet.")


def taken_words(taken: TakenReplies) -> str:
    """What is said once the answers are in."""
    parts = [
        (taken.closed, "closed"),
        (taken.in_hand, "in hand"),
        (taken.kept, "to be closed by hand"),
        (taken.left, "left as they are"),
    ]
    return "Answers taken: " + ", ".join(f"{many} {words}" for many, words in parts if many) + "."


def _address(desk: Desk, each: AgencyToChase) -> Text:
    shelf = desk.shelf
    many = "1 action" if each.actions == 1 else f"{each.actions} actions"
    overdue = f", {each.overdue} overdue" if each.overdue else ""
    last = f" Last slip on {british(each.last_on)}." if each.last_on else ""
    return Text(
        name=f"to_{each.agency_code}",
        label=shelf.label("agencies", each.agency_code),
        placeholder="name@example.gov.uk",
        help=f"{many}{overdue}. Step {shelf.label('escalation_steps', each.step)}.{last}",
        half=True,
    )


def _columns(desk: Desk) -> tuple[Column, ...]:
    return (
        Column("code", "Reply code", lambda r: r.answer.code, ems=8),
        Column("action", "Action", lambda r: r.action_code, ems=7),
        Column("reply", "Answer", lambda r: desk.shelf.label("slip_replies", r.answer.reply, "–"), ems=6),
        Column("day", "Day", lambda r: british_short(r.answer.on) if r.answer.on else "Today", ems=6),
        Column("note", "Note", lambda r: r.answer.note, ems=10, stretch=True),
        Column(
            "does",
            "What it does",
            lambda r: r.verdict.value,
            ems=14,
            tone=lambda r: _TONES.get(r.verdict, Tone.NEUTRAL),
        ),
    )


def _tone(row: AnswerVerdict) -> Tone:
    return _TONES.get(row.verdict, Tone.NEUTRAL)
