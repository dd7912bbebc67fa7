"""The series of a forum: what it is, the days that it proposes, and what was skipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forums.words import hour_words, moved_words, rhythm_words
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.short_table import ShortTable
from ui.widgets.text import clear, column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british, british_short
from vrp_desktop.conferences.series import Proposal
from vrp_desktop.conferences.series_queries import SeriesRow
from vrp_desktop.forums.queries import ForumRecord
from vrp_desktop.forums.rules import MODES


@dataclass(frozen=True, slots=True)
class _Line:
    """One proposed day of one series."""

    series: SeriesRow
    proposal: Proposal

    @property
    def key(self) -> str:
        return f"{self.series.series_id} {self.proposal.proposed_on.isoformat()}"


class SeriesTab(QWidget):
    """`asked` brings a deed; of a day its detail is the series' id and the rhythm's own day."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._about: QVBoxLayout = column(desk.theme, "snug")
        self._none = label("", "muted", wrap=True)
        self.table = self._make_table()
        self._deeds = Deeds(
            desk.theme,
            [
                Deed("Plan this sitting", "accept", icon="ok", kind="primary"),
                Deed("Skip", "skip"),
                Deed("Plan all of these", "accept_all"),
            ],
            "More for these days",
        )
        self._skipped: QVBoxLayout = column(desk.theme, "snug")
        inside = column(desk.theme, "normal")
        inside.addLayout(self._about)
        inside.addWidget(self._none)
        inside.addWidget(self.table)
        inside.addWidget(self._deeds)
        inside.addLayout(self._skipped)
        inside.addStretch(1)
        self.setLayout(inside)
        self._deeds.asked.connect(self._on_deed)
        self.table.opened.connect(self._on_opened)

    def show_series(self, record: ForumRecord, series: Sequence[SeriesRow]) -> None:
        """Show the series and what they propose."""
        clear(self._about)
        clear(self._skipped)
        may = self.desk.actor.may(Permission.EDIT_CONFERENCES) and record.row.ends_on is None
        if may:
            self._add_deeds([Deed("New series", "series_new", icon="plus")])
        for each in series:
            self._about.addWidget(label(self._words(each), wrap=True))
            if may:
                self._add_deeds(
                    [Deed("Edit", "series", each.series_id, icon="edit"), Deed("End", "series_end", each.series_id)]
                )
        lines = [_Line(each, proposal) for each in series for proposal in each.proposals]
        self._none.setText(_none_words(record, series, lines))
        self._none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self._deeds.setVisible(may and bool(lines))
        self.table.show_rows(lines)
        for each in series:
            for skipped in each.skipped:
                self._say_skipped(each, skipped.proposed_on, skipped.reason, may=may)

    def days(self) -> dict[str, list[date]]:
        """All days that are proposed now, by series."""
        found: dict[str, list[date]] = {}
        for line in self.table.model.loaded():
            found.setdefault(line.series.series_id, []).append(line.proposal.proposed_on)
        return found

    def _add_deeds(self, deeds: list[Deed]) -> None:
        made = Deeds(self.desk.theme, deeds, "More for this series")
        made.asked.connect(self.asked)
        self._about.addWidget(made)

    def _words(self, row: SeriesRow) -> str:
        form = row.form
        parts = [
            rhythm_words(self.desk, form.rhythm),
            f"on a {form.first_on:%A}",
            hour_words(form.starts, form.minutes),
            form.venue,
            f"until {british(form.ends_on)}" if form.ends_on else "",
            f"{row.planned} planned" if row.planned else "",
        ]
        return " · ".join(filter(None, parts))

    def _say_skipped(self, row: SeriesRow, day: date, reason: str, *, may: bool) -> None:
        words = f"Skipped: {british(day)}" + (f", {self.desk.view.text(reason)}" if reason else "")
        self._skipped.addWidget(label(words, "muted", wrap=True))
        if may:
            made = Deeds(
                self.desk.theme, [Deed("Propose it again", "again", f"{row.series_id} {day.isoformat()}", icon="undo")]
            )
            made.asked.connect(self.asked)
            self._skipped.addWidget(made)

    def _make_table(self) -> ShortTable:
        shelf = self.desk.shelf
        columns = (
            Column("day", "Proposed", lambda r: f"{r.proposal.on:%a} {british_short(r.proposal.on)}", ems=8.5),
            Column("mode", "Held", lambda r: shelf.label(MODES, r.proposal.mode), ems=9),
            Column("host", "Host", lambda r: shelf.label("agencies", r.proposal.host), ems=9, on_demand=True),
            Column("moved", "Why this day", lambda r: moved_words(r.proposal), ems=9),
        )
        return ShortTable(
            self.desk, "proposed days", columns, row_id=lambda r: str(r.key), unit="day", most=12, in_order=True
        )

    def _on_opened(self, line: _Line) -> None:
        if not self._deeds.isHidden():
            self.asked.emit("accept", line.key)

    def _on_deed(self, deed: str, _detail: str) -> None:
        line = self.table.current() or next(iter(self.table.model.loaded()), None)
        if line is not None:
            self.asked.emit(deed, "" if deed == "accept_all" else line.key)


def _none_words(record: ForumRecord, series: Sequence[SeriesRow], lines: Sequence[object]) -> str:
    if lines:
        return ""
    if record.row.ends_on is not None:
        return "This forum has ended, so nothing is proposed."
    if not series:
        return "No series yet. With one, the next days are proposed by the rules of this forum."
    return "Every day of the year ahead is planned or skipped."
