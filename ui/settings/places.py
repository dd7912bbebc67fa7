"""Which places this workspace works in."""

from __future__ import annotations

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.settings.section import Section
from ui.widgets.banner import Banner
from ui.widgets.fields import Option, Several
from ui.widgets.form import Form
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.errors import Invalid, KnownError, Stale
from vrp_desktop.reference.lists import Lists
from vrp_desktop.workspace.commands import set_places_in_use
from vrp_desktop.workspace.queries import reference_lists


class PlacesSection(Section):
    """All places of the list, those in use ticked; saved together."""

    key = "places"
    title = "Places"
    permission = Permission.MANAGE_SETTINGS

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        lists = desk.shelf.lists
        entries = sorted(lists.entries.get("places", {}).values(), key=lambda e: (e.position, e.label))
        options = [Option(e.code, e.label, e.meaning) for e in entries if e.holds_on(desk.today)]
        self._seen: tuple[str, ...] = ()
        self.form = Form(desk.theme, (Several(name="places", label="In use", options=options),))
        self.form.edited.connect(self._follow)
        self.banner = Banner(desk.theme)
        frame, inside = card(desk.theme, "Places this workspace works in")
        words = (
            "Forms and the list at the top offer these, and the return has a part for each. "
            "A place that is taken out keeps its records: it is only no longer offered."
        )
        inside.addWidget(label(words, "muted", wrap=True))
        inside.addWidget(self.banner)
        inside.addWidget(self.form)
        self.save_button = push_button(desk.theme, "Save the places", "ok", "primary")
        self.save_button.clicked.connect(self.save)
        inside.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(frame)
        self.content.addStretch(1)
        self._follow()

    def refresh(self) -> None:
        self.desk.tasks.read(reference_lists, done=self._show, key="places")

    def is_editing(self) -> bool:
        return self.form.is_dirty()

    def save(self) -> None:
        """Keep what is ticked."""
        self.banner.hide()
        chosen = self.form.values()["places"]
        codes = chosen if isinstance(chosen, tuple) else ()
        self.desk.tasks.write(set_places_in_use, codes, self._seen, done=self._on_saved, failed=self._on_failed)

    def _show(self, lists: Lists) -> None:
        self.desk.shelf.put(lists)
        if self.form.is_dirty():
            return
        self._seen = tuple(code for code, entry in lists.entries["places"].items() if entry.in_use)
        self.form.set_values({"places": self._seen})
        self._follow()

    def _on_saved(self, _result: object) -> None:
        self.form.set_values(self.form.values())
        self._follow()
        self.desk.messages.note("The places were saved.")

    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
            return
        if isinstance(error, Stale):
            self.form.set_values({"places": self._seen})
            self.refresh()
        self.banner.show_error(error)

    def _follow(self) -> None:
        self.save_button.setEnabled(self.form.is_dirty())
