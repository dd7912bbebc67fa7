"""The recovery sheet of who has just made a workspace, or used the code: nothing else opens before it is kept."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.messages import Messages
from ui.recovery_sheet import RecoverySheet, SheetFacts
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.unlock import work
from vrp_desktop.clock import Clock

_INTRO = "If the passphrase is forgotten, this code opens the workspace once. It is shown now and never again."


class SheetDialog(RecoverySheet):
    """`kept` hands the open workspace on."""

    def __init__(
        self, theme: Theme, tasks: Tasks, messages: Messages, opened: work.Opened, clock: Clock, parent: QWidget
    ) -> None:
        facts = SheetFacts(opened.about.area_name, opened.workspace.actor.full_name, opened.recovery_code)
        super().__init__(theme, tasks, messages, facts, clock, parent, intro=_INTRO, about=opened)
