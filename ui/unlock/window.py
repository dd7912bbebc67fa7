"""The first window: which workspace, who, and the passphrase. Its import is light, so that it is there at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QProgressBar, QWidget

from ui.messages import Messages
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.theme.tokens import Tone
from ui.unlock import work
from ui.widgets.banner import Banner
from ui.widgets.text import column, icon_button, label, push_button, restyle, row, scrolling
from vrp_desktop.clock import Clock
from vrp_desktop.errors import KnownError, TooManyTries
from vrp_desktop.settings import SettingsFile


class UnlockWindow(QWidget):
    """`opened` brings an open workspace. Nothing typed here is remembered but the folder and the user's name."""

    opened = Signal(object)
    left = Signal()

    def __init__(self, theme: Theme, tasks: Tasks, messages: Messages, settings: SettingsFile, clock: Clock) -> None:
        super().__init__()
        self._theme = theme
        self._tasks = tasks
        self._messages = messages
        self._settings = settings
        self._clock = clock
        self._wait = 0
        self.setProperty("kind", "page")
        self.setObjectName("unlock")
        self.setWindowTitle("VRP Desktop")
        self._build_fields()
        self._build()
        leave = QAction("Leave the program", self)
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        leave.triggered.connect(self.close)
        self.addAction(leave)
        self._seconds = QTimer(self)
        self._seconds.setInterval(1_000)
        self._seconds.timeout.connect(self._on_second)
        self.resize(theme.em(48), theme.em(38))
        self.show_workspaces()

    def show_workspaces(self, first: Path | None = None) -> None:
        """Offer the workspaces opened lately, this one before the others."""
        known = list(self._settings.now.recent_workspaces)
        if first is not None:
            known = [str(first), *(folder for folder in known if folder != str(first))]
        self.workspace.clear()
        for folder in known:
            self.workspace.addItem(_folder_words(Path(folder)), folder)
            self.workspace.setItemData(self.workspace.count() - 1, folder, Qt.ItemDataRole.ToolTipRole)
        self._fields.setVisible(bool(known))
        self._welcome.setVisible(not known)
        # With no workspace yet, making one is what most people came for.
        restyle(self._make_button, "kind", "quiet" if known else "primary")
        self._theme.dress(self._make_button, "plus", "text" if known else "on_accent")
        self.user.setText(self._settings.now.last_user)
        self._focus()

    def show_locked(self, by_idleness: bool) -> None:
        """Say that the workspace was locked and that nothing is lost."""
        self.setEnabled(True)
        why = "Locked because nobody was at the keyboard." if by_idleness else "Locked."
        self.banner.show_text(why, "What you were typing is kept. Unlock to go on where you were.", Tone.INFO)
        self._focus()

    def submit(self) -> None:
        """Try to unlock."""
        folder = self.workspace.currentData()
        if not folder or self._wait or not self.unlock_button.isEnabled():
            return
        secret = self.passphrase.text()
        self.passphrase.clear()
        self.banner.hide()
        self._set_busy(True)
        self._tasks.call(
            work.open_workspace,
            Path(folder),
            self.user.text().strip(),
            secret,
            self._clock,
            done=self.finish,
            failed=self.show_failure,
            progress=self._on_stage,
        )

    def finish(self, opened: work.Opened) -> None:
        """A workspace is open: by unlocking, making or restoring it."""
        self._set_busy(False)
        self._settings.opened(opened.workspace.folder.path)
        self._settings.change(last_user=opened.workspace.actor.name)
        if opened.recovery_code:
            self._show_recovery(opened)
            return
        self.opened.emit(opened)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.left.emit()

    def _build_fields(self) -> None:
        self.workspace = QComboBox()
        self.workspace.setAccessibleName("Workspace")
        self.workspace.setMinimumContentsLength(16)
        self.user = QLineEdit()
        self.user.setAccessibleName("User")
        self.passphrase = QLineEdit()
        self.passphrase.setAccessibleName("Passphrase")
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        for line in (self.user, self.passphrase):
            line.setMaxLength(400)
            line.returnPressed.connect(self._on_return)
        self.banner = Banner(self._theme)
        self.unlock_button = push_button(self._theme, "Unlock", "unlock", "primary")
        self.unlock_button.clicked.connect(self.submit)
        self.browse_button = icon_button(self._theme, "folder", "Choose another workspace folder")
        self.browse_button.clicked.connect(self._on_browse)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName("Unlocking")
        self.progress.hide()
        self.stage = label("", "muted")

    def _build(self) -> None:
        theme = self._theme
        card = QFrame()
        card.setProperty("kind", "card")
        inside = column(theme, "snug", "page")
        inside.addWidget(label("VRP Desktop", "title"))
        inside.addWidget(label("Violence reduction records, kept encrypted on this computer.", "muted", wrap=True))
        inside.addSpacing(theme.space("snug"))
        inside.addWidget(self.banner)
        self._welcome = label(
            "There is no workspace on this computer yet. Make one, open one that is here already, or restore a backup.",
            wrap=True,
        )
        inside.addWidget(self._welcome)
        inside.addWidget(self._build_form())
        inside.addSpacing(theme.space("normal"))
        for text, icon, handler in (
            ("Make a new workspace", "plus", self._on_make),
            ("Open a workspace folder", "folder", self._on_browse),
            ("Restore a backup", "backup", self._on_restore),
        ):
            button = push_button(theme, text, icon, "quiet")
            button.clicked.connect(handler)
            inside.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            if icon == "plus":
                self._make_button = button
        card.setLayout(inside)
        card.setMaximumWidth(theme.em(30))
        around = column(theme, "normal", "wide")
        around.addStretch(1)
        line = row(theme)
        line.addStretch(1)
        line.addWidget(card, 6)
        line.addStretch(1)
        around.addLayout(line)
        around.addStretch(1)
        holder = QWidget()
        holder.setLayout(around)
        outer = column(theme, "hair")
        outer.addWidget(scrolling(holder))
        self.setLayout(outer)

    def _build_form(self) -> QWidget:
        theme = self._theme
        self._fields = QWidget()
        form = column(theme, "tight")
        which = row(theme, "tight")
        which.addWidget(self.workspace, 1)
        which.addWidget(self.browse_button)
        for name, control in (("Workspace", which), ("User", self.user), ("Passphrase", self.passphrase)):
            head = label(name, "label")
            form.addWidget(head)
            if isinstance(control, QWidget):
                head.setBuddy(control)
                form.addWidget(control)
            else:
                head.setBuddy(self.workspace)
                form.addLayout(control)
            form.addSpacing(theme.space("tight"))
        form.addSpacing(theme.space("tight"))
        last = row(theme, "snug")
        last.addWidget(self.unlock_button)
        self.code_button = push_button(theme, "Use the recovery code", kind="quiet")
        self.code_button.clicked.connect(self._on_code)
        last.addWidget(self.code_button)
        last.addStretch(1)
        form.addLayout(last)
        form.addWidget(self.progress)
        form.addWidget(self.stage)
        self._fields.setLayout(form)
        return self._fields

    def _focus(self) -> None:
        if self.workspace.count():
            (self.passphrase if self.user.text() else self.user).setFocus()

    def _on_return(self) -> None:
        if self.sender() is self.user and not self.passphrase.text():
            self.passphrase.setFocus()
        else:
            self.submit()

    def _on_stage(self, so_far: int, of: int) -> None:
        self.progress.setRange(0, of)
        self.progress.setValue(so_far + 1)
        self.stage.setText(work.stage_words(so_far))

    def show_failure(self, error: KnownError) -> None:
        """Tell why it stays locked, and after many tries for how long."""
        self._set_busy(False)
        self.banner.show_error(error)
        if isinstance(error, TooManyTries):
            self._wait = error.wait_seconds
            self._seconds.start()
            self._show_wait()
        self.passphrase.setFocus()

    def _on_second(self) -> None:
        self._wait = max(0, self._wait - 1)
        if not self._wait:
            self._seconds.stop()
            self.banner.hide()
        self._show_wait()

    def _show_wait(self) -> None:
        self.unlock_button.setEnabled(not self._wait)
        self.unlock_button.setText(f"Wait {self._wait} s" if self._wait else "Unlock")

    def _set_busy(self, busy: bool) -> None:
        for widget in (self.unlock_button, self.user, self.passphrase, self.workspace, self.code_button):
            widget.setEnabled(not busy)
        self.progress.setRange(0, 0)
        self.progress.setVisible(busy)
        self.stage.setText("Checking the passphrase" if busy else "")

    def _on_browse(self) -> None:
        folder = self._messages.folder("Choose a workspace folder")
        if folder is not None:
            self.show_workspaces(folder)

    def _on_make(self) -> None:
        from ui.unlock.make import MakeDialog

        dialog = MakeDialog(self._theme, self._tasks, self._messages, self._clock, self)
        dialog.opened.connect(self.finish)
        dialog.open()

    def _on_restore(self) -> None:
        from ui.unlock.restore import RestoreDialog

        dialog = RestoreDialog(self._theme, self._tasks, self._messages, self._clock, self)
        dialog.opened.connect(self.finish)
        dialog.open()

    def _on_code(self) -> None:
        from ui.unlock.recover import RecoverDialog

        folder = self.workspace.currentData()
        if folder:
            dialog = RecoverDialog(self._theme, self._tasks, Path(folder), self.user.text(), self._clock, self)
            dialog.opened.connect(self.finish)
            dialog.open()

    def _show_recovery(self, opened: work.Opened) -> None:
        from ui.unlock.sheet import SheetDialog

        dialog = SheetDialog(self._theme, self._tasks, self._messages, opened, self._clock, self)
        dialog.kept.connect(self._on_kept)
        dialog.open()

    def _on_kept(self, opened: work.Opened) -> None:
        """The sheet is kept. A workspace just made is empty: offer to begin with a list that a partner sent."""
        first: str | None = None
        if opened.is_new:
            first = self._messages.choose(
                "The workspace is ready.",
                {"imports": "Take in a spreadsheet", "home": "Look around first"},
                means="It is empty. Begin with a list of referrals from a partner, or add the first child by hand.",
                tone=Tone.GOOD,
                no="",
            )
        self.opened.emit(replace(opened, recovery_code="", first_page=first or ""))


def _folder_words(folder: Path) -> str:
    """A folder as a list shows it: its name, and where it lies."""
    return f"{folder.name}  ({folder.parent})"
