"""A choice beside a table's filter: which of its rows are shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ui.theme.theme import Theme
from ui.widgets.choice_editors import WheelSafeCombo

_LEAST, _USUAL = 7, 22


class FilterBox(WheelSafeCombo):
    """Words with their codes. It gives way where the table is narrow; the list that opens shows all words."""

    def __init__(
        self, theme: Theme, name: str, items: Sequence[tuple[str, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(min(_USUAL, max((len(words) for words, _ in items), default=_USUAL)))
        self.offer(items)
        self.view().setTextElideMode(self.view().textElideMode().ElideNone)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def code(self) -> str:
        """The code of what is chosen."""
        return str(self.currentData() or "")

    def offer(self, items: Sequence[tuple[str, str]]) -> None:
        """Offer these instead of what was there."""
        self.clear()
        for words, code in items:
            self.addItem(words, code)

    def choose(self, code: str) -> None:
        """Choose by code; the first where it is not offered."""
        self.setCurrentIndex(max(0, self.findData(code)))

    def showPopup(self) -> None:
        wide = self.view().sizeHintForColumn(0) + self._theme.em(2)
        self.view().setMinimumWidth(max(self.width(), wide))
        super().showPopup()

    def _fit(self) -> None:
        self.setMinimumWidth(self._theme.em(_LEAST))
