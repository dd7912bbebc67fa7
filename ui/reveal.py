"""Showing names again: by the PIN of the session where one was set, else by the passphrase, through the lock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget

from ui.action import Action
from ui.desk import Desk
from ui.widgets.fields import Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import push_button
from vrp_desktop.access.session_pin import FEWEST_DIGITS, MOST_DIGITS, SessionPin
from vrp_desktop.errors import Invalid
from vrp_desktop.people.naming import View

SET_PIN = Action(
    "view.pin", "Set a PIN for this session", "key", "Ctrl+Alt+P", "A PIN that shows names again after the cover"
)
FORGET_PIN = Action("view.no_pin", "Do without the PIN", "key", "", "The passphrase lifts the cover again")


class SetPin(FormDialog):
    """Sets the PIN; it lives in memory until the program locks or ends."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        fields = (
            Text(name="pin", label="PIN", required=True, secret=True, half=True, limit=MOST_DIGITS),
            Text(name="again", label="The same again", required=True, secret=True, half=True, limit=MOST_DIGITS),
        )
        intro = (
            f"{FEWEST_DIGITS} to {MOST_DIGITS} digits. It shows names again after the cover, until the program locks "
            "or ends, and is written nowhere. It is not your passphrase."
        )
        super().__init__(desk, "A PIN for this session", fields, parent, intro=intro, yes="Set the PIN", ems=(40, 0))

    def send(self, values: dict[str, Any]) -> None:
        if values["pin"] != values["again"]:
            self.form.set_errors({"again": "The two are not the same."})
            return
        try:
            self.desk.view.pin = SessionPin(values["pin"])
        except Invalid as error:
            self.show_failure(error)
            return
        self.desk.messages.note("The PIN is set until the program locks or ends.")
        self.done(self.DialogCode.Accepted)

    def reject(self) -> None:
        """Digits that were not set are no work to be lost."""
        self.done(self.DialogCode.Rejected)


class Reveal(FormDialog):
    """Asks for the PIN before names are shown. `lock` is the way of whoever has forgotten it."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget, mode: View, lock: Callable[[], object]) -> None:
        fields = (Text(name="pin", label="PIN", required=True, secret=True, limit=MOST_DIGITS),)
        super().__init__(desk, "Show again", fields, parent, yes="Show", ems=(26, 0))
        self._mode = mode
        self._lock = lock
        other: QPushButton = push_button(desk.theme, "Use the passphrase", kind="link")
        other.clicked.connect(self._on_lock)
        self.add_button(other)
        self._ticks = QTimer(self)
        self._ticks.setInterval(500)
        self._ticks.timeout.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        view, now = self.desk.view, self.desk.clock.now()
        pin = view.pin
        if pin is None or pin.is_spent:
            self._on_lock()
        elif pin.wait(now):
            self._follow()
        elif pin.try_digits(values["pin"], now):
            view.prove()
            self.done(self.DialogCode.Accepted)
            view.set_mode(self._mode)
        else:
            self.form.set_values({"pin": ""})
            self.form.set_errors({"pin": "That is not the PIN."})
            self._follow()
            self._lock_if_spent(pin)

    def reject(self) -> None:
        """A try that was not made is no work to be lost."""
        self.done(self.DialogCode.Rejected)

    def _follow(self) -> None:
        """Say how long the next try has to wait."""
        pin = self.desk.view.pin
        seconds = pin.wait(self.desk.clock.now()) if pin is not None else 0
        self.set_busy(bool(seconds))
        if seconds:
            self.banner.show_text("Too many wrong tries.", f"Try again in {seconds} s, or use the passphrase.")
            self._ticks.start()
        elif self._ticks.isActive():
            self._ticks.stop()
            self.banner.hide()

    def _lock_if_spent(self, pin: SessionPin) -> None:
        if pin.is_spent:
            self._on_lock()

    def _on_lock(self) -> None:
        self.done(self.DialogCode.Rejected)
        self._lock()
