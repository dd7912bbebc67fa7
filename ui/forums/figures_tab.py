"""The figures of a forum: over the quarter and over four, each opening its records; and who came to each sitting."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.desk import Desk
from ui.widgets.columns import Column
from ui.widgets.in_sight import InSight
from ui.widgets.short_table import ShortTable
from ui.widgets.text import column, label
from vrp_desktop.calendar import british, british_short
from vrp_desktop.figures.figure import Unit
from vrp_desktop.returns.room import Room, RoomRecord, RoomRow, SittingThere, room_figures, room_records

_YEAR = "year"


class FiguresTab(InSight):
    """Read when it is in sight. `opened` brings the kind and id of a record to look at."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.room: Room | None = None
        self._forum = ""
        self._span = label("", "muted", wrap=True)
        self.table = self._make_table()
        self._behind = label("", "label", wrap=True)
        self.records = self._make_records()
        self._per_sitting = label("Core agencies at each sitting", "label")
        self.sittings = self._make_sittings()
        inside = column(desk.theme, "normal")
        for widget in (self._span, self.table, self._behind, self.records, self._per_sitting, self.sittings):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._close_records()
        self.table.cell_opened.connect(self._on_cell)
        self.table.opened.connect(self._on_row)
        self.records.opened.connect(self._on_record)
        self.sittings.opened.connect(self._on_sitting)

    def show_forum(self, forum_code: str) -> None:
        """Which forum it is about."""
        if forum_code != self._forum:
            self._close_records()
        self._forum = forum_code
        self.mark_stale()

    def fetch(self) -> None:
        if self._forum:
            self.desk.tasks.read(
                room_figures, self._forum, self.desk.view.quarter, done=self._show, key="forum figures"
            )

    def _make_table(self) -> ShortTable:
        columns = (
            Column("what", "What", lambda r: r.label, ems=18, stretch=True, tip=lambda r: r.meaning),
            Column("quarter", "Quarter", lambda r: r.words(r.quarter), ems=5, right=True, link=True),
            Column(_YEAR, "Four quarters", lambda r: r.words(r.year), ems=7, right=True, link=True),
        )
        return ShortTable(
            self.desk, "figures of the forum", columns, row_id=lambda r: r.code, unit="figure", in_order=True
        )

    def _make_records(self) -> ShortTable:
        view = self.desk.view
        columns = (
            Column(
                "who",
                "Who or what",
                lambda r: view.name(r.behind.words) if r.behind.words else _what(r),
                12,
                stretch=True,
            ),
            Column("on", "Day", lambda r: british_short(r.behind.counted_on), 7, by=lambda r: str(r.behind.counted_on)),
            Column("counts", "Counts", _counts, 6),
        )
        return ShortTable(
            self.desk, "records behind it", columns, row_id=lambda r: str(r.behind.record_id), unit="record", most=8
        )

    def _make_sittings(self) -> ShortTable:
        columns = (
            Column("on", "Sitting", lambda r: british(r.held_on), 10, stretch=True, by=lambda r: r.held_on),
            Column("there", "There", lambda r: f"{r.there} of {r.expected}", 6, right=True, by=lambda r: r.there),
            Column("share", "Share", lambda r: f"{r.share:g}%", 5, right=True, by=lambda r: r.share),
        )
        table = ShortTable(
            self.desk, "attendance per sitting", columns, row_id=lambda r: str(r.conference_id), unit="sitting"
        )
        table.set_empty("No sittings", "None opened in these four quarters.")
        return table

    def _show(self, room: Room) -> None:
        self.room = room
        self._span.setText(
            f"{room.quarter.label}, and the four quarters from {british(room.from_on)} to {british(room.until)}. "
            "A number opens its records."
        )
        self.table.show_rows(room.rows)
        self.sittings.show_rows(room.sittings)

    def _on_row(self, row: RoomRow) -> None:
        self._on_cell(row, _YEAR)

    def _on_cell(self, row: RoomRow, key: str) -> None:
        is_year = key == _YEAR
        self.desk.tasks.read(
            room_records, self._forum, self.desk.view.quarter, row.code, of_year=is_year,
            done=self._show_records, about=(row, is_year), key="forum records",
        )  # fmt: skip

    def _show_records(self, rows: list[RoomRecord], about: tuple[RoomRow, bool]) -> None:
        row, is_year = about
        number = row.words(row.year if is_year else row.quarter)
        self._behind.setText(f"{row.label}, {'four quarters' if is_year else 'this quarter'}: {number}. {row.meaning}")
        self._behind.show()
        self.records.show()
        self.records.show_rows(rows)
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        """What was opened stands below the numbers: bring it into sight."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.records, 0, self.desk.theme.em(1))

    def _close_records(self) -> None:
        """Nothing stands behind anything until a number was opened."""
        self._behind.hide()
        self.records.hide()

    def _on_record(self, record: RoomRecord) -> None:
        self.opened.emit(*record.behind.page)

    def _on_sitting(self, sitting: SittingThere) -> None:
        self.opened.emit("conference", sitting.conference_id)


def _what(record: RoomRecord) -> str:
    """What a record is where it is about nobody: the agency of an attendance, the owner of an action."""
    told = dict(record.behind.dimensions)
    return told.get("agency") or told.get("forum") or ""


def _counts(record: RoomRecord) -> str:
    if record.behind.measure is not None:
        return f"{record.behind.measure:g} {Unit.DAYS.value}"
    return "Yes" if record.is_counted else "No"
