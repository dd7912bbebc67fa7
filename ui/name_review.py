"""Names that were found in free text before it leaves: each is replaced by its code or left, and nothing by itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.choice_editors import WheelSafeCombo
from ui.widgets.text import clear, column, label, row
from vrp_desktop.errors import KnownError
from vrp_desktop.exports.names import FoundName, Passage, find_names

REPLACE, KEEP = "replace", "keep"
_MOST_SHOWN: Final = 60


class NameReview(QWidget):
    """Looks the passages through away from the main thread; `ready` says that every name is settled, or is not."""

    ready = Signal(bool)

    def __init__(self, desk: Desk, *, can_replace: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self._can_replace = can_replace
        self.found: tuple[FoundName, ...] = ()
        self._choices: dict[str, WheelSafeCombo] = {}
        self._agreed: QCheckBox | None = None
        self.setProperty("kind", "clear")
        self.banner = Banner(desk.theme)
        self._rows = column(desk.theme, "snug")
        outer = column(desk.theme, "snug")
        outer.addWidget(label("Names in free text", "label"))
        outer.addWidget(self.banner)
        outer.addLayout(self._rows)
        self.setLayout(outer)

    def look(self, passages: Sequence[Passage], near: Collection[str] = (), allowed: Collection[str] = ()) -> None:
        """Begin looking."""
        self.banner.show_text("Looking for names in free text …")
        self._desk.tasks.read(
            find_names,
            passages,
            near,
            allowed,
            done=self._on_found,
            failed=self._on_failed,
            progress=self._on_progress,
        )

    def stand_ins(self) -> dict[str, str]:
        """What replaces each name that is to go, by its folded words."""
        return {
            name.folded: name.stand_in for name in self.found if self._can_replace and self._choice(name) == REPLACE
        }

    @property
    def kept(self) -> int:
        """How many names leave as they stand."""
        return len(self.found) - len(self.stand_ins())

    def _choice(self, name: FoundName) -> str:
        combo = self._choices.get(name.folded)
        return str(combo.currentData()) if combo is not None else REPLACE

    def _on_found(self, found: tuple[FoundName, ...]) -> None:
        self.found = found
        clear(self._rows)
        if not found:
            self.banner.show_text("No names were found in the free text.", tone=Tone.GOOD)
            self.ready.emit(True)
            return
        many = "1 name was" if len(found) == 1 else f"{len(found)} names were"
        more = (
            "Each is replaced unless you choose to leave it. A scan cannot find every name: read it through."
            if self._can_replace
            else "This document leaves as it is. Look at each name, then say that they may leave."
        )
        self.banner.show_text(f"{many} found in the free text.", more, Tone.CAUTION)
        for name in found[:_MOST_SHOWN]:
            self._add(name)
        if len(found) > _MOST_SHOWN:
            self._rows.addWidget(label(f"and {len(found) - _MOST_SHOWN} more, treated as above.", "help"))
        if not self._can_replace:
            self._agreed = QCheckBox("I have looked: these names may leave")
            self._agreed.toggled.connect(self.ready)
            self._rows.addWidget(self._agreed)
        self.ready.emit(self._can_replace)

    def _add(self, name: FoundName) -> None:
        line = row(self._desk.theme, "snug")
        words = column(self._desk.theme, "hair")
        times = "once" if name.times == 1 else f"{name.times:,} times"
        shown = self._desk.view.text(name.words)
        words.addWidget(label(f"{shown} · {times} in {', '.join(name.where[:4])}", wrap=True))
        words.addWidget(label(self._desk.view.text(name.example), "help", wrap=True))
        line.addLayout(words, 1)
        if self._can_replace:
            combo = WheelSafeCombo()
            combo.setAccessibleName(f"What becomes of {shown}")
            combo.addItem(f"Replace by {name.stand_in}", REPLACE)
            combo.addItem("Leave it", KEEP)
            self._choices[name.folded] = combo
            line.addWidget(combo)
        self._rows.addLayout(line)

    def _on_progress(self, so_far: int, of: int) -> None:
        self.banner.show_text(f"Looking for names in free text: {so_far:,} of {of:,} …")

    def _on_failed(self, error: KnownError) -> None:
        self.banner.show_error(error)
