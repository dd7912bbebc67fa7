"""Says, before something is done, which signed returns count the record: in dialogs that change what was counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.returns.counted import SignedReturn

AFTERWARDS = "What is signed stays as it is. Each return will show the difference, and its next version bridges it."


class SignedReturns(Banner):
    """Hidden where no signed return counts the record."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent)
        self._desk = desk

    def ask(self, query: Callable[..., Any], *args: Any) -> None:
        """Ask which returns count it, and show them."""
        self._desk.tasks.read(query, *args, done=self.show_returns)

    def show_returns(self, found: Sequence[SignedReturn]) -> None:
        """Name each return with its lines."""
        if not found:
            self.hide()
            return
        many = "1 signed return counts this." if len(found) == 1 else f"{len(found)} signed returns count this."
        self.show_text(many, "\n".join([*(self._words(one) for one in found), AFTERWARDS]), Tone.CAUTION)

    def _words(self, one: SignedReturn) -> str:
        place = self._desk.shelf.label("places", one.place_code) if one.place_code else "whole area"
        lines = ", ".join(label.partition(" ")[0] for label in one.lines)
        return f"{one.quarter.label}, {place}, version {one.version}: lines {lines}."


def name_signed(dialog: FormDialog, query: Callable[..., Any], *args: Any) -> SignedReturns:
    """Put the returns at the head of a dialog whose deed would make them read otherwise."""
    banner = SignedReturns(dialog.desk, dialog)
    banner.hide()
    dialog.body.insertWidget(0, banner)
    banner.ask(query, *args)
    return banner
