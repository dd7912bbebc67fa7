"""Rubbish is collected on the main thread alone: a widget that any other thread frees takes the program with it."""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, QTimer

_LOOK_EVERY_MS: Final = 400
_NAME: Final = "collector"


class Collector(QObject):
    """Stands in for Python's own collecting, which runs on whatever thread happens to make many things."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that have grown past their thresholds, as Python itself would."""
        for generation, threshold in enumerate(gc.get_threshold()):
            if gc.get_count()[generation] > threshold:
                gc.collect(generation)


def collect_on_main_thread() -> None:
    """See to it once, before any other thread begins."""
    app = QCoreApplication.instance()
    if app is not None and app.findChild(Collector, _NAME) is None:
        Collector(app)
