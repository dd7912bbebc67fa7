"""A field that chooses a sharing agreement of the register, filled as soon as the register has been read."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from ui.desk import Desk
from ui.widgets.choice_editors import ChooseEditor
from ui.widgets.fields import Choose, Option
from ui.widgets.form import Form
from vrp_desktop.partnership.queries import SharingChoices, sharing_choices

NAME = "agreement_id"


def agreement_field(*, required: bool = False, half: bool = False, help: str = "") -> Choose:
    """The field; `AgreementChoice` fills it."""
    return Choose(name=NAME, label="Sharing agreement", blank="None", required=required, half=half, help=help)


class AgreementChoice(QObject):
    """Offers the agreements in force today in a form's field; `only` keeps those that allow an identifier."""

    ready = Signal()

    def __init__(self, desk: Desk, form: Form, chosen: str | None = None, only: str = "") -> None:
        super().__init__(form)
        self._form, self._chosen, self._only = form, chosen, only
        desk.tasks.read(sharing_choices, done=self._on_found, key=f"agreements-{only}")

    def _on_found(self, found: SharingChoices) -> None:
        editor = self._form.editor(NAME)
        if not isinstance(editor, ChooseEditor):
            return
        offered = [each for each in found.agreements if not self._only or self._only in each.identifiers]
        editor.set_options([Option(each.agreement_id, each.label) for each in offered])
        if self._chosen:
            editor.set_value(self._chosen)
        self.ready.emit()
