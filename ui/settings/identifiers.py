"""Whether NHS numbers and PNC IDs are asked: only where an agreement allows it, by name and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.desk import Desk
from ui.settings.section import Section
from ui.theme.tokens import Tone
from ui.widgets.form_dialog import FormDialog
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.workspace.commands import switch_identifier_off, switch_identifier_on
from vrp_desktop.workspace.facts import SWITCHED_IDENTIFIERS
from vrp_desktop.workspace.queries import IdentifierAgreement, identifier_agreements

_INTRO = (
    "A child is found by name, date of birth, UPN and local reference. NHS numbers and PNC IDs are asked for only "
    "where a signed information-sharing agreement allows this workspace to hold them. Switching one on or off stands "
    "in the audit."
)


class IdentifiersSection(Section):
    """A card for each of the two."""

    key = "identifiers"
    title = "Identifiers"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        self._cards = column(desk.theme, "normal")
        self.content.addLayout(self._cards)
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(identifier_agreements, done=self._show, key="identifiers")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("switch-on", self.switch_first_on),)

    def switch_first_on(self) -> None:
        """Ask for the agreement of the first of them."""
        self._ask(next(iter(SWITCHED_IDENTIFIERS)))

    def _show(self, agreed: Sequence[IdentifierAgreement]) -> None:
        self.desk.shelf.put_identifiers(each.kind for each in agreed)
        clear(self._cards)
        by_kind = {each.kind: each for each in agreed}
        for kind, words in SWITCHED_IDENTIFIERS.items():
            self._cards.addWidget(self._card(kind, words, by_kind.get(kind)))

    def _card(self, kind: str, words: str, agreed: IdentifierAgreement | None) -> QWidget:
        theme = self.desk.theme
        frame, inside = card(theme)
        head = row(theme, "snug")
        head.addWidget(label(words, "heading", wrap=True), 1)
        head.addWidget(Pill(theme, "Asked for" if agreed else "Not asked for", Tone.GOOD if agreed else Tone.NEUTRAL))
        inside.addLayout(head)
        said = (
            f"Under “{agreed.agreement}”, in force from {british(agreed.dated_on) or 'the start'}."
            if agreed
            else "The form of a child has no field for it, and lists that are taken in do not keep it."
        )
        inside.addWidget(label(said, wrap=True))
        button = push_button(theme, "Switch off…" if agreed else "Switch on…", "lock" if agreed else "unlock")
        button.setAccessibleName(f"{button.text()} {words}")
        button.setProperty("identifier", kind)
        button.clicked.connect(self._on_off if agreed else self._on_on)
        inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return frame

    def _on_on(self) -> None:
        button = self.sender()
        if button is not None:
            self._ask(str(button.property("identifier")))

    def _ask(self, kind: str) -> None:
        SwitchOn(self.desk, self, kind).open()

    def _on_off(self) -> None:
        button = self.sender()
        if button is not None:
            self._switch_off(str(button.property("identifier")))

    def _switch_off(self, kind: str) -> None:
        means = "Numbers on file stay on their records, unseen in the form, until they are removed."
        if self.desk.messages.confirm(
            f"Ask for the {SWITCHED_IDENTIFIERS[kind]} no longer?", means=means, yes="Switch off"
        ):
            self.desk.tasks.write(switch_identifier_off, kind)


class SwitchOn(FormDialog):
    """Asks for the agreement of the register."""

    def __init__(self, desk: Desk, parent: QWidget, kind: str) -> None:
        words = SWITCHED_IDENTIFIERS[kind]
        help = "The register, under Sharing and governance, says which agreement allows it."
        intro = f"The agreement must allow the {words} to be held, and be in force. When it ends, nothing is asked."
        title = f"Ask for the {words}"
        parts = (agreement_field(required=True, help=help),)
        super().__init__(desk, title, parts, parent, intro=intro, yes="Switch on", ems=(38, 0))
        self._kind = kind
        AgreementChoice(desk, self.form, only=kind)

    def send(self, values: dict[str, Any]) -> None:
        self.write(switch_identifier_on, self._kind, values["agreement_id"])
