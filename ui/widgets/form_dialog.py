"""A dialog around a form: it checks, sends a command, shows what is wrong in place, and closes when all is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.dialog import Dialog
from ui.widgets.drafts import DraftKeeper
from ui.widgets.fields import FormPart
from ui.widgets.form import Form
from ui.widgets.on_behalf import OnBehalf
from ui.widgets.stale import StaleMeeting
from vrp_desktop.calendar import british
from vrp_desktop.clock import london
from vrp_desktop.drafts.queries import DraftRow
from vrp_desktop.errors import Invalid, KnownError, Stale

EDITS = ("edit_", "correct_", "change_", "type_", "note_")
"""How the commands are called that write a record as a form shows it; other deeds have no field to compare."""


class FormDialog(Dialog):
    """Override `send`: run a command with the values by `self.write(command, ...)`. `saved` brings its result.

    Where someone else saved first, theirs and yours stand side by side, and what is chosen is saved against their
    version. For that a command's version is an argument called `version`.
    """

    saved = Signal(object)
    stale = Signal(object)
    on_behalf: ClassVar[bool] = True
    """Whether the deed may be recorded on someone's behalf; not so for one's own passphrase or view."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        parts: Sequence[FormPart],
        parent: QWidget | None = None,
        *,
        intro: str = "",
        yes: str = "Save",
        ems: tuple[float, float] = (42, 0),
        values: Mapping[str, object] | None = None,
        draft: tuple[str, str] | None = None,
        version: int | None = None,
    ) -> None:
        super().__init__(desk.theme, title, parent, intro=intro, yes=yes, ems=ems)
        self.desk = desk
        self.form = Form(desk.theme, parts)
        self.form.withhold(not desk.view.shows_names)
        self.body.addWidget(self.form)
        self._behalf = OnBehalf(desk.theme, self)
        if self.on_behalf:
            self.body.addWidget(self._behalf)
            self.add_button(self._behalf.link)
        else:
            self._behalf.hide()
        if values is not None:
            self.form.set_values(values)
        self._newer: int | None = None
        self._is_edit = False
        self._meeting = StaleMeeting(desk, self.form, self)
        self._meeting.settled.connect(self._on_settled)
        self._keeper: DraftKeeper | None = None
        if draft is not None:
            self._keeper = DraftKeeper(desk, self.form, *draft, base_version=version)
            self._keeper.found.connect(self._on_draft)
        QTimer.singleShot(0, self.form, self.form.focus_first)

    def send(self, values: dict[str, object]) -> None:
        """Run the command that keeps the values."""
        raise NotImplementedError

    def write(self, command: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Run a command for this dialog: it closes when the command succeeds and stays open when it does not."""
        self.set_busy(True)
        self._is_edit = command.__name__.startswith(EDITS)
        args = self._against_newer(command, args)
        if self._keeper is not None:
            command = self._keeper.saving(command)
        if self._behalf.name:
            kwargs.setdefault("on_behalf_of", self._behalf.name)
        self.desk.tasks.write(command, *args, done=self._on_saved, failed=self.show_failure, **kwargs)

    def arrange_for(self, width: int) -> None:
        self.form.arrange_for(width)

    def submit(self) -> None:
        self.banner.hide()
        if self.form.check():
            self.send(self.form.values())

    def keep_drafts(self) -> None:
        self.form.keep_draft()

    def show_failure(self, error: KnownError) -> None:
        self.set_busy(False)
        if self._keeper is not None:
            self._keeper.go_on()
        if isinstance(error, Invalid):
            elsewhere = self.form.show_invalid(error)
            if elsewhere:
                self.banner.show_text(error.what, " ".join(elsewhere.values()))
            return
        self.banner.show_error(error)
        if isinstance(error, Stale):
            self.stale.emit(error)
            self._meeting.meet(error, self.their_values(error) if self._is_edit else {})

    def reject(self) -> None:
        """Esc and Cancel ask first where something was typed."""
        if self.form.is_dirty():
            if not self.desk.messages.confirm(
                "Close without saving?",
                means="What you typed here will be lost.",
                yes="Close without saving",
                no="Go on",
            ):
                return
            if self._keeper is not None:
                self._keeper.drop()
        super().reject()

    def their_values(self, error: Stale) -> Mapping[str, object]:
        """What they saved, by field of this form; override where a field is not called as its column is."""
        return error.theirs

    def _against_newer(self, command: Callable[..., Any], args: tuple[Any, ...]) -> tuple[Any, ...]:
        """The arguments with the version that was compared with, in place of the one that the dialog was opened on."""
        names = list(signature(command).parameters)[1:]
        if self._newer is None or "version" not in names[: len(args)]:
            return args
        place = names.index("version")
        return (*args[:place], self._newer, *args[place + 1 :])

    def _on_settled(self, version: int) -> None:
        """Save what was chosen against their version."""
        self._newer = version
        self.submit()

    def _on_draft(self, draft: DraftRow) -> None:
        """An earlier draft stands in the form again; Cancel throws it away."""
        when = draft.kept_at.astimezone(london())
        self.banner.show_text(
            "What you typed before is here again.", f"Kept on {british(when.date())} at {when:%H:%M}.", Tone.INFO
        )

    def _on_saved(self, result: object) -> None:
        self.set_busy(False)
        self.saved.emit(result)
        self.accept()
