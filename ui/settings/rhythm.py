"""Every time limit: the panels' own rhythm, by place where they differ, and from when somebody is reminded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
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
from vrp_desktop.reference.editing import mark_label
from vrp_desktop.reference.lists import Lists
from vrp_desktop.reference.reminders import LONGEST, Limit, amount_words, limit_of, reminders_of
from vrp_desktop.workspace.commands import set_reminder
from vrp_desktop.workspace.queries import reference_lists

_INTRO = (
    "Work lists, due dates and reminders go by these. They are proposed: set them to what your panels have agreed. "
    "Working days leave out weekends and the bank holidays of England."
)


class RhythmSection(Section):
    """One line for each time limit; Enter changes it."""

    key = "rhythm"
    title = "Time limits"
    permission = Permission.MANAGE_SETTINGS
    scrolls = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.content.addWidget(label(_INTRO, "muted", wrap=True))
        columns = (
            Column("label", "What", lambda e: e.label, ems=14, stretch=True),
            Column("amount", "For all", lambda e: amount_words(e.amount, UNITS[e.unit]), ems=9),
            Column("places", "Otherwise at", lambda e: places_words(desk, e), ems=14, on_demand=True),
            Column("mark", "How it is known", lambda e: mark_label(e.mark), ems=8),
            Column("meaning", "Meaning", lambda e: e.meaning, ems=22, stretch=True),
        )
        self.table = DataTable(
            desk,
            "time limits",
            columns,
            key="rhythm",
            row_id=lambda e: f"{e.list_name}/{e.code}",
            with_tools=False,
            unit="limit",
        )
        self.table.opened.connect(self.change)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(label("Enter, or a double click, changes one.", "help"))

    def refresh(self) -> None:
        self.desk.tasks.read(reference_lists, done=self._show, key="rhythm")

    def change(self, limit: Limit) -> None:
        """Change a time limit."""
        kind = ChangeClock if limit.list_name == CLOCKS else ChangeReminder
        kind(self.desk, self, limit).open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("change", partial(self._open_at, 0)), ("change-reminder", partial(self._open_at, -1)))

    def _show(self, lists: Lists) -> None:
        self.desk.shelf.put(lists)
        clocks = [limit_of(CLOCKS, entry) for entry in lists.choices(CLOCKS, self.desk.today)]
        self.table.show_rows([*clocks, *reminders_of(lists, self.desk.today)])

    def _open_at(self, place: int) -> object:
        """For the pictures: the dialog on the first or the last of them."""
        if self.table.total:
            self.change(self.table.model.row(place % self.table.total))
        return None


class ChangeClock(FormDialog):
    """The amount for all panels, and for those that do it otherwise."""

    def __init__(self, desk: Desk, parent: QWidget, limit: Limit) -> None:
        places = desk.shelf.options("places", desk.today)
        unit = UNITS[limit.unit]
        parts: list[FormPart] = [
            Number(name="amount", label="For all panels", least=1, most=MOST, unit=unit, required=True, half=True),
            Heading("Otherwise at", "Leave empty where it is the same."),
            *(_number(place, unit) for place in places),
        ]
        values = {"amount": limit.amount, **{f"at_{code}": number for code, number in limit.places}}
        super().__init__(desk, limit.label, parts, parent, intro=limit.meaning, values=values, ems=(40, 0))
        self._limit = limit
        self._places = [place.code for place in places]

    def send(self, values: dict[str, Any]) -> None:
        places = {code: values[f"at_{code}"] for code in self._places}
        self.write(set_clock, self._limit.code, self._limit.version, values["amount"], places)


class ChangeReminder(FormDialog):
    """The amount of a limit that is the same everywhere."""

    def __init__(self, desk: Desk, parent: QWidget, limit: Limit) -> None:
        unit = UNITS[limit.unit]
        part = Number(name="amount", label="How long", least=1, most=LONGEST, unit=unit, required=True, half=True)
        values: dict[str, object] = {"amount": limit.amount}
        super().__init__(desk, limit.label, [part], parent, intro=limit.meaning, values=values)
        self._limit = limit

    def send(self, values: dict[str, Any]) -> None:
        limit = self._limit
        self.write(set_reminder, limit.list_name, limit.code, limit.version, values["amount"])


def places_words(desk: Desk, limit: Limit) -> str:
    """Which panels do it otherwise."""
    return ", ".join(f"{desk.shelf.label('places', code)}: {number}" for code, number in limit.places)


def _number(place: Option, unit: str) -> Number:
    return Number(name=f"at_{place.code}", label=place.label, least=1, most=MOST, unit=unit, half=True)
