"""How the program looks to this user on this computer, and when it locks by itself. All of it holds at once."""

from __future__ import annotations

from typing import Final

from ui.desk import Desk
from ui.settings.section import Section
from ui.theme.theme import SCALES
from ui.theme.tokens import Scheme
from ui.widgets.fields import Choose, Option, Radio
from ui.widgets.form import Form
from ui.widgets.text import card, label
from vrp_desktop.changes import changes_of

IDLE_MINUTES: Final = (2, 5, 10, 15, 30)
_SCHEMES = (Option(Scheme.LIGHT.value, "Light"), Option(Scheme.DARK.value, "Dark"))
_SIZES = tuple(Option(str(scale), f"{scale:.0%}") for scale in SCALES)


class AppearanceSection(Section):
    """The keys that change the same are named beside."""

    key = "appearance"
    title = "Appearance"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        minutes = sorted({*IDLE_MINUTES, desk.settings.now.idle_minutes} - {0})
        waits = tuple(Option(str(each), f"{each} minutes") for each in minutes)
        self.form = Form(
            desk.theme,
            (
                Radio(name="scheme", label="Colours", options=_SCHEMES, required=True, help="Ctrl+Shift+D changes it"),
                Choose(
                    name="scale",
                    label="Size of text",
                    options=_SIZES,
                    half=True,
                    help="Ctrl and + or - change it on every page",
                ),
                Choose(
                    name="idle",
                    label="Lock when nobody is at the keyboard for",
                    options=waits,
                    half=True,
                    help="What you are typing is kept. Ctrl+L locks at once",
                ),
            ),
        )
        frame, inside = card(desk.theme, "On this computer")
        inside.addWidget(label("Remembered for you; it changes nothing for others.", "muted", wrap=True))
        inside.addWidget(self.form)
        self.content.addWidget(frame)
        self.content.addStretch(1)
        self.form.edited.connect(self._on_edited)
        desk.theme.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        desk = self.desk
        scale = min(SCALES, key=lambda each: abs(each - desk.theme.scale))
        self.form.set_values(
            {"scheme": desk.theme.scheme.value, "scale": str(scale), "idle": str(desk.settings.now.idle_minutes)}
        )

    def _on_edited(self) -> None:
        """Each change holds at once and is remembered."""
        values, desk = self.form.values(), self.desk
        scheme, scale = Scheme(str(values["scheme"])), float(str(values["scale"] or desk.theme.scale))
        minutes = int(str(values["idle"] or desk.settings.now.idle_minutes))
        desk.settings.change(theme=scheme.value, font_scale=scale, idle_minutes=minutes)
        desk.hub.announce(changes_of([("settings", "idle_minutes")]))
        desk.theme.set_scheme(scheme)
        desk.theme.set_scale(scale)
        self.refresh()
