"""The base of the sections: cards under one another, no wider than lines of text are read well."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.widgets.page import Page
from ui.widgets.text import column
from vrp_desktop.access.permissions import Permission

_WIDEST_EMS = 56


class Section(QWidget):
    """One tab. Fill `content`; override `refresh`, which runs when the tab comes into sight."""

    key: ClassVar[str] = ""
    title: ClassVar[str] = ""
    permission: ClassVar[Permission | None] = None
    scrolls: ClassVar[bool] = True

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self.content: QVBoxLayout = column(desk.theme, "normal")
        self.setLayout(self.content)
        if self.scrolls:
            desk.theme.changed.connect(self._bound_width)
            self._bound_width()

    def refresh(self) -> None:
        """Fetch again what is shown."""

    def is_editing(self) -> bool:
        """Whether something is being typed here."""
        return False

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """The section's dialogs for the pictures of `look`."""
        return ()

    def page(self) -> Page | None:
        """The page that the section is on."""
        above = self.parentWidget()
        while above is not None and not isinstance(above, Page):
            above = above.parentWidget()
        return above

    def _bound_width(self) -> None:
        self.setMaximumWidth(self.desk.theme.em(_WIDEST_EMS))
