"""Writing a letter: its words as the record fills them, what must be heeded first, and a look for names."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.desk import Desk
from ui.name_review import NameReview
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.fields import Choose, Day, Option, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import label
from vrp_desktop.exports.names import Passage
from vrp_desktop.letters.commands import LetterForm, Sent, send_letter
from vrp_desktop.letters.fields import FIELDS
from vrp_desktop.letters.queries import Choice, Writing
from vrp_desktop.letters.templates import To

_INTRO = (
    "The words come from the template and the record alone. What is missing is filled in on the record, not here; "
    "the words themselves are changed in Settings, Letters."
)


class WriteLetter(FormDialog):
    """One letter on a case. `made` brings what was kept, to be printed or saved as a draft e-mail."""

    made = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, writing: Writing, template: str = "") -> None:
        self._writing = writing
        first = template or next((each.template.code for each in writing.choices if not each.composed.missing), "")
        parts = (
            Choose(
                name="template",
                label="Which letter",
                options=tuple(_option(each) for each in writing.choices),
                required=True,
            ),
            Text(name="recipient", label="To", required=True, half=True, help="Who reads it; kept with the letter."),
            Choose(
                name="way", label="How it goes", options=desk.shelf.options("letter_ways", desk.today), required=True,
                half=True,
            ),
            Day(name="sent_on", label="Sent on", required=True, latest=desk.today, half=True),
            Choose(
                name="gateway", label="What the sharing rests on",
                options=desk.shelf.options("legal_gateways", desk.today),
                blank="None named", half=True, help="Goes into the share log.",
            ),
            Text(
                name="reason", label="Why it is told, where nothing is named above",
                help="A family is told what is its own, which needs no other reason.",
            ),
        )  # fmt: skip
        values = {"template": first or None, "way": "POST", "sent_on": desk.today}
        super().__init__(
            desk,
            "Write a letter",
            parts,
            parent,
            intro=_INTRO,
            yes="Make and keep",
            ems=(52, 40),
            values=values,
            draft=("letter", writing.case_id),
        )
        self._heed = Banner(desk.theme)
        self.missing = Banner(desk.theme)
        self.words = QPlainTextEdit()
        self.review: NameReview | None = None
        self._shown = ""
        self._add_rest()
        self.form.edited.connect(self._follow)
        self.saved.connect(self._on_made)
        self._follow()

    @property
    def choice(self) -> Choice | None:
        """The letter that is chosen."""
        code = self.form.values()["template"]
        return next((each for each in self._writing.choices if each.template.code == code), None)

    def send(self, values: dict[str, Any]) -> None:
        choice = self.choice
        if choice is None:
            return
        form = LetterForm(
            template=choice.template.code,
            version=choice.template.version,
            recipient=values["recipient"],
            way=values["way"],
            sent_on=values["sent_on"],
            gateway=values["gateway"],
            reason=values["reason"],
            names_found=len(self.review.found) if self.review else 0,
            names_kept=self.review.kept if self.review else 0,
        )
        self.write(send_letter, self._writing.case_id, form)

    def _add_rest(self) -> None:
        self.body.insertWidget(0, self._heed)
        stops = [each for each in self._writing.heed if each.is_stop]
        if self._writing.heed:
            lines = "\n".join(self.desk.view.text(each.words) for each in self._writing.heed)
            tone = Tone.DANGER if stops else Tone.CAUTION
            self._heed.show_text("Before you write to the family", lines, tone)
        self.body.addWidget(self.missing)
        self.body.addWidget(label("The letter", "label"))
        self.words.setReadOnly(True)
        self.words.setAccessibleName("The words of the letter")
        self.words.setMinimumHeight(self.desk.theme.em(16))
        self.body.addWidget(self.words)

    def _follow(self) -> None:
        """Show the letter that is chosen, and look its words through anew."""
        choice = self.choice
        code = choice.template.code if choice is not None else ""
        if code == self._shown:
            return
        self._shown = code
        if self.review is not None:
            self.review.hide()
            self.review.deleteLater()
            self.review = None
        self.missing.hide()
        self.words.setPlainText(self.desk.view.text(choice.composed.text) if choice is not None else "")
        self.yes_button.setEnabled(choice is not None and not choice.composed.missing)
        if choice is None:
            return
        is_family = choice.template.audience is To.FAMILY
        self._heed.setVisible(is_family and bool(self._writing.heed))
        self.form.offer({"recipient": "" if is_family else self._writing.referrer})
        if choice.composed.missing:
            needs = [f"{FIELDS[name].label} ({FIELDS[name].where})" for name in choice.composed.missing]
            self.missing.show_text("The record does not say yet:", "; ".join(needs), Tone.CAUTION)
        else:
            self._look_through(choice)

    def _look_through(self, choice: Choice) -> None:
        self.review = NameReview(self.desk, can_replace=False)
        self.body.addWidget(self.review)
        self.yes_button.setEnabled(False)
        self.review.ready.connect(self.yes_button.setEnabled)
        first = self._writing.first_name if choice.template.audience is To.FAMILY else ""
        allowed = [first] if first else []
        passages = [Passage("the letter", part.text) for part in choice.composed.parts if not _is_signature(part.text)]
        near = [self._writing.person_id]
        self.review.look(passages, near, allowed)

    def _on_made(self, sent: Sent) -> None:
        self.made.emit(sent)


def _is_signature(text: str) -> bool:
    """The lines at the foot, with the sender's own name."""
    return "\n" in text


def _option(choice: Choice) -> Option:
    lacks = " (something is missing)" if choice.composed.missing else ""
    return Option(choice.template.code, f"{choice.template.label}{lacks}")
