"""What a provider has reported, by period and measure; the numbers by group behind the chosen line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.interventions.words import group_words
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.short_table import ShortTable
from ui.widgets.text import column, hide_unless, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import Quarter, british_short
from vrp_desktop.interventions.rows import TotalRow


@dataclass(frozen=True, slots=True)
class Reported:
    """All groups of one measure, for one period and place; what was replaced is kept and not added up."""

    key: str
    period: str
    measure: str
    place_code: str
    rows: tuple[TotalRow, ...]

    @property
    def number(self) -> int:
        """What stands now."""
        return sum(row.form.number for row in self.rows if not row.is_replaced)


class TotalsTab(QWidget):
    """`asked` brings a deed and the id of the total that it is about."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, rows: Sequence[TotalRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._may = desk.actor.may(Permission.EDIT_INTERVENTIONS)
        self.reports = self._make_reports()
        self.groups = self._make_groups()
        self._deeds = self._make_deeds()
        self._head = label("", "label", wrap=True)
        inside = column(desk.theme, "normal")
        if rows:
            inside.addWidget(self.reports)
            inside.addWidget(self._head)
            inside.addWidget(self.groups)
            inside.addWidget(self._deeds)
        else:
            words = "No totals yet. Record what the provider reports for a quarter, by age and sex, without names."
            inside.addWidget(label(words, "muted", wrap=True))
        inside.addStretch(1)
        self.setLayout(inside)
        self.reports.chosen.connect(self._on_chosen)
        self.groups.chosen.connect(self._on_group)
        if rows:
            self.reports.show_rows(reported(desk, rows))
            self.reports.view.go_to(0)

    def _make_reports(self) -> ShortTable:
        shelf = self.desk.shelf
        columns = (
            Column("period", "Period", lambda r: r.period, ems=8),
            Column("measure", "Counted", lambda r: r.measure, ems=9, stretch=True),
            Column("number", "Number", lambda r: f"{r.number:,}", ems=5, right=True),
            Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=8),
        )
        return ShortTable(
            self.desk, "providers' totals", columns, row_id=lambda r: str(r.key), unit="report", most=7, in_order=True
        )

    def _make_groups(self) -> ShortTable:
        columns = (
            Column("group", "Of whom", lambda r: group_words(self.desk, r.form), ems=10, stretch=True),
            Column("number", "Number", lambda r: f"{r.form.number:,}", ems=5, right=True),
            Column("reported", "Reported", lambda r: british_short(r.form.reported_on), ems=7.5),
            Column(
                "state",
                "",
                lambda r: "Replaced" if r.is_replaced else "",
                ems=7,
                tone=lambda r: Tone.NEUTRAL if r.is_replaced else None,
                tip=lambda r: "A later report stands in its place." if r.is_replaced else "",
            ),
        )
        return ShortTable(
            self.desk, "numbers by group", columns, row_id=lambda r: str(r.total_id), unit="number", in_order=True
        )

    def _make_deeds(self) -> Deeds:
        made = Deeds(self.desk.theme, [Deed("Put right", "total_edit"), Deed("Take away", "total_remove")])
        made.asked.connect(self._on_deed)
        made.setEnabled(False)
        hide_unless(self._may, made)
        return made

    def _on_chosen(self, report: Reported | None) -> None:
        if report is not None:
            self._head.setText(f"{report.measure}, {report.period}")
            self.groups.show_rows(report.rows)
            self._deeds.setEnabled(False)

    def _on_group(self, row: TotalRow | None) -> None:
        self._deeds.setEnabled(row is not None)

    def _on_deed(self, deed: str, _detail: str) -> None:
        row = self.groups.current()
        if row is not None:
            self.asked.emit(deed, row.total_id)


def reported(desk: Desk, rows: Sequence[TotalRow]) -> list[Reported]:
    """The totals gathered into reports, newest period first."""
    found: dict[tuple[object, ...], list[TotalRow]] = {}
    for row in rows:
        form = row.form
        found.setdefault((form.period_start, form.period_end, form.measure, form.place_code), []).append(row)
    return [
        Reported(
            key="|".join(map(str, key)),
            period=period_words(group[0]),
            measure=desk.shelf.label("provider_measures", group[0].form.measure),
            place_code=group[0].form.place_code,
            rows=tuple(sorted(group, key=_by_group)),
        )
        for key, group in found.items()
    ]


def period_words(row: TotalRow) -> str:
    """A quarter by its name, any other period by its days."""
    form = row.form
    quarter = Quarter.of(form.period_start)
    if (quarter.start, quarter.end) == (form.period_start, form.period_end):
        return f"Q{quarter.number} {quarter.financial_year}"
    return f"{british_short(form.period_start)} to {british_short(form.period_end)}"


def _by_group(row: TotalRow) -> tuple[str, str, str, str]:
    form = row.form
    return form.age_band, form.sex, form.ethnicity, form.reported_on.isoformat()
