"""What looks wrong with a typed number, under its field: it warns and never stops anyone from saving."""

from __future__ import annotations

from PySide6.QtCore import QObject

from ui.desk import Desk
from ui.widgets.form import Form
from vrp_desktop.people.identifiers import check, check_postcode

CHECKED = ("UPN", "NHS", "PNC", "postcode")


class NumberWarnings(QObject):
    """Looks when a field is left, and once at the beginning; a warning goes as soon as the number fits."""

    def __init__(self, desk: Desk, form: Form) -> None:
        super().__init__(form)
        self._form = form
        self._year = desk.today.year
        shown = form.values()
        self._names = [name for name in CHECKED if name in shown]
        for name in self._names:
            form.editor(name).left.connect(self._look)
        form.edited.connect(self._follow)
        self._look()

    def _look(self) -> None:
        for name in self._names:
            self._form.box(name).set_warning(self._fault(name))

    def _follow(self) -> None:
        """While typing, a warning that stands is kept true; a new one waits until the field is left."""
        for name in self._names:
            box = self._form.box(name)
            if box.warning:
                box.set_warning(self._fault(name))

    def _fault(self, name: str) -> str:
        typed = str(self._form.values()[name] or "")
        found = check_postcode(typed) if name == "postcode" else check(name, typed, self._year)
        return found or ""
