"""Who letters are from, and their words: each template with its owner, its versions and its reading age."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.settings.section import Section
from ui.theme.tokens import Tone
from ui.widgets.fields import Lines, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.letters.commands import save_template, set_sender, use_shipped_template
from vrp_desktop.letters.fields import FIELDS, Sender, sender
from vrp_desktop.letters.reading_age import reading_age
from vrp_desktop.letters.templates import Template, To, templates

_INTRO = (
    "Letters say only what their fields find on the record. Each change of words makes a version of this workspace, "
    "with its owner; letters that were sent name the version they were made from."
)
_READERS = {To.REFERRER: "To the referrer", To.FAMILY: "To the family"}


def letter_settings(read: Read) -> tuple[Sender, list[Template]]:
    """All that the section shows."""
    return sender(read), templates(read)


class LettersSection(Section):
    """A card for the sender, and one for each template."""

    key = "letters"
    title = "Letters"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._who = Sender()
        self._templates: dict[str, Template] = {}
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        self._cards = column(desk.theme, "normal")
        self.content.addLayout(self._cards)
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(letter_settings, done=self._show, key="letters")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("sender", self.edit_sender), ("template", self.edit_first))

    def edit_sender(self) -> None:
        """Say who letters are from."""
        EditSender(self.desk, self, self._who).open()

    def edit_first(self) -> None:
        """Edit the first letter to a family."""
        self._edit(next(each for each in self._templates.values() if each.audience is To.FAMILY))

    def _show(self, found: tuple[Sender, list[Template]]) -> None:
        self._who, listed = found
        self._templates = {each.code: each for each in listed}
        clear(self._cards)
        self._cards.addWidget(self._sender_card())
        for each in listed:
            self._cards.addWidget(self._card(each))

    def _sender_card(self) -> QWidget:
        frame, inside = card(self.desk.theme, "Who letters are from")
        who = self._who
        words = "\n".join(filter(None, (who.name, who.role, who.contact)))
        inside.addWidget(label(words or "Nobody is named yet: no letter can be sent before.", wrap=True))
        button = push_button(self.desk.theme, "Change…", "edit")
        button.setAccessibleName("Change who letters are from")
        button.clicked.connect(self.edit_sender)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _card(self, template: Template) -> QWidget:
        frame, inside = card(self.desk.theme)
        head = row(self.desk.theme, "snug")
        head.addWidget(label(template.label, "heading", wrap=True), 1)
        is_local = template.version.startswith("local")
        head.addWidget(Pill(self.desk.theme, "Local words" if is_local else "As shipped", Tone.NEUTRAL))
        inside.addLayout(head)
        age = reading_age(template.body)
        words = [f"Version {template.version}", f"owned by {template.owner}"]
        if template.audience is To.FAMILY:
            words.append(f"reading age about {age}")
        inside.addWidget(label(" · ".join(words), "muted", wrap=True))
        line = row(self.desk.theme, "snug")
        line.addWidget(self._button("Edit the words…", "edit", template))
        if is_local:
            line.addWidget(self._button("Back to the shipped words", "shipped", template))
        line.addStretch(1)
        inside.addLayout(line)
        return frame

    def _button(self, words: str, deed: str, template: Template) -> QWidget:
        button = push_button(self.desk.theme, words)
        button.setAccessibleName(f"{words.rstrip('…')}: {template.label}")
        button.setProperty("deed", deed)
        button.setProperty("template", template.code)
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        template = self._templates[str(button.property("template"))]
        if button.property("deed") == "edit":
            self._edit(template)
        elif self.desk.messages.confirm(
            "Use the shipped words again?", means="Your words stay in the history.", yes="Use them"
        ):
            self.desk.tasks.write(use_shipped_template, template.code, template.number, done=self._on_changed)

    def _edit(self, template: Template) -> None:
        EditTemplate(self.desk, self, template).open()

    def _on_changed(self, _result: object) -> None:
        self.refresh()


class EditSender(FormDialog):
    """The sender's name, role and ways to be reached."""

    def __init__(self, desk: Desk, parent: QWidget, who: Sender) -> None:
        parts = (
            Text(name="name", label="Name", required=True, half=True),
            Text(name="role", label="Role", half=True),
            Lines(
                name="contact", label="How to reach you", required=True, lines=3,
                help="A telephone number and an address that a family may use.",
            ),
        )  # fmt: skip
        values = {"name": who.name, "role": who.role, "contact": who.contact}
        super().__init__(desk, "Who letters are from", parts, parent, values=values)

    def send(self, values: dict[str, Any]) -> None:
        self.write(set_sender, Sender(**values))


class EditTemplate(FormDialog):
    """New words for a letter; fields stand in two pairs of braces."""

    def __init__(self, desk: Desk, parent: QWidget, template: Template) -> None:
        fields = ", ".join(
            f"{{{{{name}}}}} {spec.label}" for name, spec in FIELDS.items() if template.audience in spec.audiences
        )
        parts = (
            Text(name="heading", label="Heading", required=True, half=True),
            Text(name="owner", label="Who owns these words", required=True, half=True),
            Lines(
                name="body", label="The letter", required=True, lines=16,
                help="A blank line parts paragraphs; “# ” begins a heading and “- ” a point. A paragraph with a field "
                "such as {{lead_name?}} is left out where the record does not say it.",
            ),
        )  # fmt: skip
        values = {"heading": template.subject, "owner": template.owner, "body": template.body}
        super().__init__(
            desk,
            template.label,
            parts,
            parent,
            intro=f"{_READERS[template.audience]}. Fields: {fields}.",
            yes="Save these words",
            ems=(56, 0),
            values=values,
            draft=("letter_template", template.code),
            version=template.number,
        )
        self._template = template
        self._age = label("", "muted", wrap=True)
        self.body.addWidget(self._age)
        self.form.edited.connect(self._show_age)
        self._show_age()

    def send(self, values: dict[str, Any]) -> None:
        template = self._template
        self.write(save_template, template.code, template.number, values["heading"], values["body"], values["owner"])

    def _show_age(self) -> None:
        if self._template.audience is not To.FAMILY:
            return
        age = reading_age(str(self.form.values()["body"] or ""))
        words = "about right" if age <= 11 else "hard for a child: try shorter words and sentences"
        self._age.setText(f"Reading age about {age}: {words}.")
