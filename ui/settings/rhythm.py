"""The panel's own rhythm: how long each thing may take, for all panels and for those that do it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.settings.section import Section
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.fields import FormPart, Number, Option
from ui.widgets.fields import Section as Heading
from ui.widgets.form_dialog import FormDialog
from ui.widgets.text import label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.panel.clock_settings import MOST, set_clock
from vrp_desktop.panel.rhythm import CLOCKS, UNITS
from vrp_desktop.reference.lists import ListEntry, Lists
from vrp_desktop.workspace.queries import reference_lists

_INTRO = (
    "Work lists and due dates go by these. They are proposed: set them to what your panels have agreed. Working days "
    "leave out weekends and the bank holidays of England."
)


class RhythmSection(Section):
    """One line for each time limit; Enter changes it."""

    key = "rhythm"
    title = "Panel's rhythm"
    permission = Permission.MANAGE_SETTINGS
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        columns = (
            Column("label", "What", lambda e: e.label, ems=14, stretch=True),
            Column("amount", "For all panels", amount_words, ems=10),
            Column("places", "Otherwise at", lambda e: places_words(desk, e), ems=14, on_demand=True),
            Column("meaning", "Meaning", lambda e: e.meaning, ems=22, stretch=True),
        )
        self.table = DataTable(
            desk,
            "time limits",
            columns,
            key="rhythm",
            row_id=lambda e: str(e.code),
            with_tools=False,
            unit="limit",
        )
        self.table.opened.connect(self.change)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(label("Enter, or a double click, changes one.", "help"))

    def refresh(self) -> None:
        self.desk.tasks.read(reference_lists, done=self._show, key="rhythm")

    def change(self, entry: ListEntry) -> None:
        """Change a time limit."""
        ChangeClock(self.desk, self, entry).open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("change", self._first),)

    def _show(self, lists: Lists) -> None:
        self.desk.shelf.put(lists)
        self.table.show_rows(lists.choices(CLOCKS, self.desk.today))

    def _first(self) -> object:
        """For the pictures: the dialog on the first of them."""
        if self.table.total:
            self.change(self.table.model.row(0))
        return None


class ChangeClock(FormDialog):
    """The amount for all panels, and for those that do it otherwise."""

    def __init__(self, desk: Desk, parent: QWidget, entry: ListEntry) -> None:
        places = desk.shelf.options("places", desk.today)
        unit = UNITS.get(str(entry.extra["unit"]), "")
        own: dict[str, int] = dict(entry.extra.get("places") or {})
        parts: list[FormPart] = [
            Number(name="amount", label="For all panels", least=1, most=MOST, unit=unit, required=True, half=True),
            Heading("Otherwise at", "Leave empty where it is the same."),
            *(_number(place, unit) for place in places),
        ]
        values = {"amount": entry.extra["amount"], **{f"at_{code}": number for code, number in own.items()}}
        super().__init__(desk, entry.label, parts, parent, intro=entry.meaning, values=values, ems=(40, 0))
        self._entry = entry
        self._places = [place.code for place in places]

    def send(self, values: dict[str, Any]) -> None:
        places = {code: values[f"at_{code}"] for code in self._places}
        self.write(set_clock, self._entry.code, self._entry.version, values["amount"], places)


def amount_words(entry: ListEntry) -> str:
    """The amount with its unit."""
    amount, unit = entry.extra["amount"], UNITS.get(str(entry.extra["unit"]), "")
    return f"{amount} {unit[:-1] if amount == 1 else unit}"


def places_words(desk: Desk, entry: ListEntry) -> str:
    """Which panels do it otherwise."""
    own = entry.extra.get("places") or {}
    return ", ".join(f"{desk.shelf.label('places', code)}: {number}" for code, number in sorted(own.items()))


def _number(place: Option, unit: str) -> Number:
    return Number(name=f"at_{place.code}", label=place.label, least=1, most=MOST, unit=unit, half=True)
