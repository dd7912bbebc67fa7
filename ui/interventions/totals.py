"""Providers' totals: recording a quarter's numbers by group, putting one right, taking one away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.interventions.words import NOT_KNOWN, group_words
from ui.widgets.fields import Choose, Day, FormPart, Number, Numbers, Option, Text
from ui.widgets.form_dialog import FormDialog
from ui.widgets.number_grid import Cell, NumberGrid
from vrp_desktop.calendar import Quarter, british
from vrp_desktop.interventions.commands import edit_provider_total, record_provider_totals, remove_provider_total
from vrp_desktop.interventions.forms import ProviderTotalForm
from vrp_desktop.interventions.queries import provider_totals
from vrp_desktop.interventions.rows import InterventionRecord, TotalRow

_QUARTERS = 9
_KEYS = ("quarter", "place_code", "measure", "ethnicity")


class RecordTotals(FormDialog):
    """The numbers that a provider has reported for a quarter, in a grid of age band and sex."""

    def __init__(self, desk: Desk, parent: QWidget, record: InterventionRecord) -> None:
        self._code = record.code
        super().__init__(
            desk,
            f"Record totals: {record.form.label}",
            _head_fields(desk),
            parent,
            intro="An empty cell is not recorded; write 0 where the provider reported none.",
            yes="Record totals",
            ems=(50, 0),
            draft=("provider_totals", record.code),
        )
        today = desk.today
        self.form.set_values(
            {
                "quarter": _last_over(desk).code,
                "place_code": desk.view.place,
                "measure": None,
                "ethnicity": NOT_KNOWN,
                "reported_on": today,
            }
        )
        self._asked: tuple[object, ...] = ()
        self.form.edited.connect(self._follow)
        self._follow()

    @property
    def grid(self) -> NumberGrid:
        """The grid of numbers."""
        return cast(NumberGrid, self.form.editor("numbers"))

    def send(self, values: dict[str, Any]) -> None:
        numbers: dict[Cell, int] = values["numbers"]
        if not numbers:
            self.banner.show_text("No number is written yet.", "Fill at least one cell; write 0 where there were none.")
            return
        quarter = Quarter.parse(values["quarter"])
        base = ProviderTotalForm.of_quarter(
            quarter, self._code, values["place_code"], values["measure"], 0, values["reported_on"]
        )
        base = replace(base, ethnicity=values["ethnicity"] or NOT_KNOWN, source=values["source"])
        self.write(
            record_provider_totals,
            [replace(base, age_band=band, sex=sex, number=number) for (band, sex), number in numbers.items()],
        )

    def _follow(self) -> None:
        """What is on file for the same quarter, place and measure is shown faintly."""
        values = self.form.values()
        asked = tuple(values[name] for name in _KEYS)
        if asked == self._asked:
            return
        self._asked = asked
        self.grid.show_before({})
        quarter, place = values["quarter"], values["place_code"]
        if quarter and place and values["measure"]:
            self.desk.tasks.read(
                provider_totals,
                intervention=self._code,
                quarter=Quarter.parse(str(quarter)),
                place=str(place),
                done=self._show_before,
                key="before",
            )

    def _show_before(self, rows: Sequence[TotalRow]) -> None:
        values = self.form.values()
        same = [row.form for row in rows if not row.is_replaced and _matches(row.form, values)]
        before: dict[Cell, int] = {(form.age_band, form.sex): form.number for form in same}
        self.grid.show_before(before)


class EditTotal(FormDialog):
    """Puts right one number that was written down wrongly."""

    def __init__(self, desk: Desk, parent: QWidget, row: TotalRow) -> None:
        form = row.form
        period = f"{british(form.period_start)} to {british(form.period_end)}"
        measure = desk.shelf.label("provider_measures", form.measure)
        fields = (
            Number(name="number", label="Number", required=True, most=10_000_000, half=True),
            Day(name="reported_on", label="Reported on", required=True, latest=desk.today, half=True),
            Text(name="source", label="Where it stands", help="A letter, an email, a spreadsheet."),
            Text(name="reason", label="Why it is put right", required=True),
        )
        super().__init__(
            desk,
            "Put a total right",
            fields,
            parent,
            intro=f"{measure}, {group_words(desk, form)}, {period}.",
            ems=(44, 0),
            values={"number": form.number, "reported_on": form.reported_on, "source": form.source},
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        form = replace(
            self._row.form, number=values["number"], reported_on=values["reported_on"], source=values["source"]
        )
        self.write(edit_provider_total, self._row.total_id, self._row.version, form, values["reason"])


class RemoveTotal(FormDialog):
    """Takes away a total that should not be there; the audit keeps what it said."""

    def __init__(self, desk: Desk, parent: QWidget, row: TotalRow) -> None:
        fields = (Text(name="reason", label="Why it is taken away", required=True),)
        measure = desk.shelf.label("provider_measures", row.form.measure)
        super().__init__(
            desk,
            "Take a total away",
            fields,
            parent,
            intro=f"{measure}, {group_words(desk, row.form)}: {row.form.number:,}. The audit keeps what it said.",
            yes="Take away",
            ems=(38, 0),
        )
        self._row = row

    def send(self, values: dict[str, Any]) -> None:
        self.write(remove_provider_total, self._row.total_id, self._row.version, values["reason"])


def _head_fields(desk: Desk) -> list[FormPart]:
    shelf, today = desk.shelf, desk.today
    return [
        Choose(name="quarter", label="Quarter", options=_quarters(desk), required=True, half=True),
        Choose(
            name="measure", label="What was counted", options=shelf.options("provider_measures", today), required=True,
            half=True,
        ),
        Choose(
            name="place_code",
            label="Place",
            options=[o for o in shelf.options("places", today) if desk.actor.sees_place(o.code)],
            required=True,
            half=True,
        ),
        Choose(
            name="ethnicity",
            label="Ethnicity",
            options=shelf.options("ethnicity", today),
            help="Where each is reported by itself: one grid for each.",
            half=True,
        ),
        Day(name="reported_on", label="Reported on", required=True, latest=today, half=True),
        Text(name="source", label="Where it stands", half=True, placeholder="A letter, an email, a spreadsheet"),
        Numbers(name="numbers", label="Numbers by age and sex", rows=_bands(desk), columns=_sexes(desk)),
    ]  # fmt: skip


def _quarters(desk: Desk) -> list[Option]:
    quarter = Quarter.of(desk.today)
    found = []
    for _ in range(_QUARTERS):
        found.append(Option(quarter.code, quarter.label))
        quarter = quarter.previous()
    return found


def _last_over(desk: Desk) -> Quarter:
    """Providers report when a quarter is over: the one looked at, or the last one before today."""
    now = Quarter.of(desk.today)
    return desk.view.quarter if desk.view.quarter < now else now.previous()


def _bands(desk: Desk) -> list[Option]:
    codes = set(desk.shelf.lists.codes("age_bands", cut="return"))
    return [option for option in desk.shelf.options("age_bands", desk.today) if option.code in codes]


def _sexes(desk: Desk) -> list[Option]:
    return list(desk.shelf.options("sex", desk.today))


def _matches(form: ProviderTotalForm, values: dict[str, object]) -> bool:
    quarter = Quarter.parse(str(values["quarter"]))
    period = (form.period_start, form.period_end) == (quarter.start, quarter.end)
    return period and form.measure == values["measure"] and form.ethnicity == (values["ethnicity"] or NOT_KNOWN)
