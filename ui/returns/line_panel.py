"""What stands behind one line: its records, the nearly counted, its breakdowns; or where its value is typed."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.receipts import ListExport
from ui.returns.words import STATE_WORDS, amount
from ui.widgets.bars import Bars
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.facts import facts
from ui.widgets.fields import Day, Field, Lines, Number, Text
from ui.widgets.form import Form
from ui.widgets.record_panel import RecordPanel
from ui.widgets.stale import StaleMeeting
from ui.widgets.tabs import Tabs
from ui.widgets.text import column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.clock import london_day
from vrp_desktop.errors import Invalid, KnownError, Stale
from vrp_desktop.exports.return_sheets import breakdown_title
from vrp_desktop.returns.catalogue import FIGURES
from vrp_desktop.returns.commands import TypedForm, confirm_nil, type_line
from vrp_desktop.returns.compute import Ask
from vrp_desktop.returns.content import Line, State
from vrp_desktop.returns.meanings import meaning_of
from vrp_desktop.returns.queries import (
    BehindRow,
    ShareBehind,
    TrendPoint,
    nearly_behind,
    records_behind,
    share_behind,
    trend,
)
from vrp_desktop.returns.template import LineKind, Rule


class LinePanel(QObject):
    """Fills the panel for one line of the return."""

    opened = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.code = ""
        self._ask: Ask | None = None
        self.form: Form | None = None
        self._line: Line | None = None
        self._records: DataTable | None = None
        self._nearly: DataTable | None = None
        self._others: DataTable | None = None
        self._bars: Bars | None = None
        self._tabs: Tabs | None = None
        self._has_trend = False
        self._meeting: StaleMeeting | None = None
        self._seen = 0

    def show(self, ask: Ask, line: Line, is_open: bool) -> None:
        """Show a line. `is_open` while the return may be typed on."""
        self._ask, self._line, self.code = ask, line, line.spec.code
        self.panel.clear()
        self.form = self._records = self._nearly = self._others = self._bars = self._tabs = None
        self._has_trend = False
        self.panel.set_title(f"{line.spec.number} {line.spec.label}", self._meaning(line))
        words, tone = STATE_WORDS[line.state]
        self.panel.pill.show_status(words, tone)
        self.panel.pill.show()
        may_type = is_open and self.desk.actor.may(Permission.PREPARE_RETURN)
        if line.state is State.NIL_TO_CONFIRM and may_type:
            button = push_button(self.desk.theme, "Confirm that this is nil", "ok", "primary")
            button.clicked.connect(self._on_nil)
            self.panel.buttons.addWidget(button)
            self.panel.buttons.addStretch(1)
        self.panel.body.addWidget(self._amounts(line))
        match line.spec.kind:
            case LineKind.TYPED:
                self._typed(line, may_type)
            case LineKind.COUNTED:
                self._counted(line)
            case LineKind.DERIVED if line.spec.rule is Rule.MEDIAN:
                self._median(line)
            case LineKind.DERIVED if line.spec.rule is Rule.PER_CENT:
                self._share(line)
            case _:
                self._parts(line, self.panel.body)

    def is_editing(self) -> bool:
        """Whether a value is being typed."""
        return self.form is not None and self.form.is_dirty()

    def _meaning(self, line: Line) -> str:
        found = FIGURES.get(line.spec.figure)
        meaning = meaning_of(self._ask.template, line.spec) if self._ask is not None else ""
        if found is None:
            return meaning or line.note
        tests = ". ".join(filter(None, (found.date_test, found.age_test)))
        return f"{meaning} {tests}." if tests else meaning

    def _amounts(self, line: Line) -> QWidget:
        unit = line.spec.unit
        rows = [("Four quarters" if line.spec.is_rolling else "This quarter", amount(line.value, unit))]
        if line.spec.kind is not LineKind.TYPED:
            if not line.spec.is_rolling:
                rows.append(("Year to date", amount(line.year_to_date, unit)))
            before = "not compared" if line.last_quarter is None else amount(line.last_quarter, unit)
            rows.append(("Last quarter", before))
        if line.source:
            rows.append(("Source", line.source))
        if line.note:
            rows.append(("Note", line.note))
        return facts(self.desk, rows)

    def _counted(self, line: Line) -> None:
        self._records = self._behind_table("records behind this figure", "Nothing is counted here in this quarter.")
        self._nearly = self._behind_table("records nearly counted", "Nothing misses this figure by one test only.")
        self._bars = Bars(self.desk, f"{line.spec.label} over time")
        made = self._behind()
        made.add("records", "Records", self._records)
        made.add("nearly", "Nearly counted", self._nearly)
        made.add("breakdowns", "Broken down", self._broken_down(line), scrolls=True)
        made.add("trend", "Over time", self._bars, scrolls=True)
        made.currentChanged.connect(self._on_tab)
        tasks = self.desk.tasks
        tasks.read(records_behind, self._ask, self.code, done=self._show_records, key="behind")
        tasks.read(nearly_behind, self._ask, self.code, done=self._show_nearly, key="nearly")

    def _median(self, line: Line) -> None:
        """The records of which the median is taken, each with its own number."""
        self._records = self._behind_table("records behind this figure", "Nothing to take a median of.", line.spec.unit)
        made = self._behind()
        made.add("records", "Records", self._records)
        if line.breakdowns:
            made.add("breakdowns", "Broken down", self._broken_down(line), scrolls=True)
        self.desk.tasks.read(records_behind, self._ask, self.code, done=self._show_records, key="behind")

    def _share(self, line: Line) -> None:
        """The records that count in a rate, and the others of which they are a part."""
        self._records = self._behind_table("records that count", "Nothing counts here in this quarter.")
        self._others = self._behind_table("the others", "All of them count.")
        made = self._behind()
        made.add("records", "Counted", self._records)
        made.add("others", "The others", self._others)
        self.desk.tasks.read(share_behind, self._ask, self.code, done=self._show_share, key="behind")

    def _behind(self) -> Tabs:
        made = self._tabs = Tabs(self.desk.theme, "Behind this figure")
        made.setMinimumHeight(self.desk.theme.em(22))
        self.panel.body.addWidget(made, 1)
        return made

    def _broken_down(self, line: Line) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = column(self.desk.theme, "normal")
        self._parts(line, inside)
        inside.addStretch(1)
        made.setLayout(inside)
        return made

    def _on_tab(self, _at: int) -> None:
        """The quarters are counted when someone asks to see them."""
        if self._tabs is not None and self._tabs.key == "trend" and not self._has_trend:
            self._has_trend = True
            self.desk.tasks.read(trend, self._ask, self.code, done=self._show_trend, key="trend")

    def _show_trend(self, points: Sequence[TrendPoint]) -> None:
        if self._bars is not None:
            self._bars.show_values([(f"Q{p.quarter.number} {p.quarter.financial_year}", p.value) for p in points])

    def _behind_table(self, name: str, empty: str, measured: str = "") -> DataTable:
        view = self.desk.view
        head = measured[:1].upper() + measured[1:]
        number = Column("measure", head, _measure, 5, right=True, by=lambda r: r.measure or 0)
        columns = (
            Column("who", "Who or what", lambda r: view.name(r.words) if r.words else _kind(r), 13, stretch=True),
            *([number] if measured else []),
            Column("code", "Code", lambda r: r.words.code if r.words else "", 9),
            Column("on", "Counted on", lambda r: british_short(r.counted_on), 8.5, by=lambda r: str(r.counted_on)),
            Column("why", "Broken down as, or what is missing", _why, 22),
        )
        table = DataTable(self.desk, name, columns, key="behind", row_id=lambda r: str(r.record_id), unit="record")
        table.set_empty("None", empty)
        table.opened.connect(self._on_record)
        ListExport(self.desk, table)
        return table

    def _parts(self, line: Line, inside: QVBoxLayout) -> None:
        for name, cells in line.breakdowns.items():
            inside.addWidget(label(f"By {breakdown_title(name)[0].lower()}{breakdown_title(name)[1:]}", "label"))
            rows = [(words, "hidden" if n is None else f"{n:,}") for words, n in cells.items()]
            inside.addWidget(facts(self.desk, rows) if rows else label("None", "muted"))

    def _typed(self, line: Line, may_type: bool) -> None:
        value_type = line.spec.value_type
        value: Field = Lines(name=line.spec.code, label="Value", lines=8, help=line.spec.help)
        if value_type in ("number", "money"):
            places = 2 if value_type == "money" else 0
            value = Number(
                name=line.spec.code, label="Value", places=places, unit="£" if places else "", least=-(10**9)
            )
        today = london_day(self.desk.clock.now())
        parts = (
            value,
            Text(name="source", label="Source", half=True, placeholder="Finance system, monthly report"),
            Day(name="as_at", label="As at", half=True, latest=today),
        )
        self.form = Form(self.desk.theme, parts)
        number: Any = line.value
        if isinstance(number, int | float) and value_type == "money":
            number = Decimal(str(number))
        seen = line.typed
        self._seen = seen.version if seen is not None else 0
        self.form.set_values(
            {
                line.spec.code: number if number is not None else None,
                "source": seen.source if seen is not None else "",
                "as_at": seen.as_at if seen is not None else today,
            }
        )
        self._meeting = StaleMeeting(self.desk, self.form, self.panel)
        self._meeting.settled.connect(self._on_settled)
        self.form.set_read_only(not may_type)
        self.panel.body.addWidget(self.form)
        if may_type:
            save = push_button(self.desk.theme, "Save", "ok", "primary")
            save.clicked.connect(self._on_save)
            line_of = row(self.desk.theme)
            line_of.addWidget(save)
            line_of.addStretch(1)
            holder = QWidget()
            holder.setProperty("kind", "clear")
            holder.setLayout(line_of)
            self.panel.body.addWidget(holder)

    def _on_save(self) -> None:
        if self.form is None or self._line is None or self._ask is None or not self.form.check():
            return
        values = self.form.values()
        said = values[self._line.spec.code]
        is_number = self._line.spec.value_type in ("number", "money")
        form = TypedForm(
            line=self.code,
            number=str(said) if is_number and said is not None else None,
            text=str(said or "") if not is_number else None,
            source=str(values["source"] or ""),
            as_at=values["as_at"],  # type: ignore[arg-type]
        )
        self.desk.tasks.write(type_line, self._ask, form, self._seen, done=self._on_saved, failed=self._on_failed)

    def _on_saved(self, _result: object) -> None:
        if self.form is not None:
            self.form.set_values(self.form.values())
        self.desk.messages.note("Saved.")

    def _on_settled(self, version: int) -> None:
        self._seen = version
        self._on_save()

    def _on_failed(self, error: KnownError) -> None:
        if self.form is not None and isinstance(error, Invalid):
            self.form.show_invalid(error)
        elif self._meeting is not None and isinstance(error, Stale):
            self._meeting.meet(error, error.theirs)
        else:
            self.desk.messages.failure(error)

    def _on_nil(self) -> None:
        self.desk.tasks.write(confirm_nil, self._ask, (self.code,), done=self._on_confirmed)

    def _on_confirmed(self, _result: object) -> None:
        self.desk.messages.note("Confirmed as nil, in your name.")

    def _show_records(self, rows: Sequence[BehindRow]) -> None:
        if self._records is not None:
            self._records.show_rows(rows)

    def _show_share(self, found: ShareBehind) -> None:
        if self._records is None or self._others is None or self._tabs is None:
            return
        self._records.show_rows(found.counted)
        self._others.show_rows(found.others)
        self._tabs.rename("records", f"Counted ({len(found.counted)})")
        self._tabs.rename("others", f"The others ({len(found.others)})")

    def _show_nearly(self, rows: Sequence[BehindRow]) -> None:
        if self._nearly is not None:
            self._nearly.show_rows(rows)

    def _on_record(self, behind: BehindRow) -> None:
        """Open the record on its page, or that of whom it is about."""
        if self.desk.navigation.opens(behind.page[0]):
            self.opened.emit(*behind.page)
        elif behind.person_id:
            self.opened.emit("person", behind.person_id)


def _kind(behind: BehindRow) -> str:
    """What it is, where it is about nobody."""
    words = "action" if behind.record_kind == "action_step" else behind.record_kind.replace("_", " ")
    return words[:1].upper() + words[1:]


def _measure(behind: BehindRow) -> str:
    return "" if behind.measure is None else f"{behind.measure:g}"


def _why(behind: BehindRow) -> str:
    return behind.missing or ", ".join(words for name, words in behind.dimensions if name != "place")
