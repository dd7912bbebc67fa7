"""Long work: what is being done, how far it is, and a button to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.tasks import Job
from ui.theme.theme import Theme
from ui.widgets.text import label, push_button, row


class BusyBar(QWidget):
    """Hidden until `start`. Give `show_progress` as `progress=` to the task."""

    stopped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._words = label("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = push_button(theme, "Stop", "close")
        self._stop.setToolTip("Stop; nothing half-done is kept")
        self._stop.clicked.connect(self._on_stop)
        inside = row(theme, "normal")
        inside.addWidget(self._words)
        inside.addWidget(self._bar, 1)
        inside.addWidget(self._stop)
        self.setLayout(inside)
        self.hide()

    def start(self, text: str, job: Job | None = None) -> None:
        """Say what is being done; with a job it can be stopped."""
        self._job = job
        self._words.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._stop.setVisible(job is not None)
        self._stop.setEnabled(True)
        self.show()

    def watch(self, job: Job) -> None:
        """Name the job once it has been started."""
        self._job = job
        self._stop.setVisible(True)

    def show_progress(self, so_far: int, of: int) -> None:
        """Say how far it is; where the whole is not known yet, only that it goes on."""
        self._bar.setRange(0, max(of, 0))
        self._bar.setValue(so_far)

    def finish(self) -> None:
        """It is done, or has failed."""
        self._job = None
        self.hide()

    def _on_stop(self) -> None:
        self._stop.setEnabled(False)
        self._words.setText("Stopping")
        if self._job is not None:
            self._job.stop()
        self.stopped.emit()
