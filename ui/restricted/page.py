"""The page of restricted records: which they are, and month by month who opened them, until it is signed off."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.receipts import ListExport
from ui.restricted_part import why_words
from ui.theme.tokens import Tone
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Lines
from ui.widgets.form_dialog import FormDialog
from ui.widgets.moments import moment
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import card, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.restricted.commands import sign_looks
from vrp_desktop.restricted.queries import (
    UNSIGNED,
    LookRow,
    MonthRow,
    RestrictedRow,
    look_months,
    looks_of_month,
    restricted_rows,
)

RECORDS, MONTHS = "records", "months"


class RestrictedPage(Page):
    """Two lists: the records, and the months of looks with the looks of one beside them."""

    watches = ("restriction", "restricted_look", "look_sign_off", "person")

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            desk, "Restricted records", "They open on a stated reason; who opened them is looked through each month"
        )
        self.table = _record_table(desk)
        self.table.opened.connect(self._on_record)
        ListExport(desk, self.table)
        self.months = _month_table(desk)
        self.months.opened.connect(self._on_month)
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.months, self.panel)
        self._month: MonthRow | None = None
        self.tabs = Tabs(desk.theme, "Restricted records")
        self.tabs.add(RECORDS, "Records", self.table)
        self.tabs.add(MONTHS, "Who looked", self.split)
        self.content.addWidget(self.tabs, 1)
        self.panel.closed.connect(self._on_closed)

    def refresh(self) -> None:
        self.desk.tasks.read(restricted_rows, done=self.table.show_rows, key="records")
        self.desk.tasks.read(look_months, done=self._show_months, key="months")

    def open_at(self, where: Mapping[str, str]) -> None:
        if where.get("list") == UNSIGNED:
            self.tabs.go(MONTHS)

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (("looked", self._show_looked), ("sign", self._on_sign), ("ask", self._ask_for_first))

    def _on_record(self, row: RestrictedRow) -> None:
        self.desk.navigation.open_record("person", row.words.person_id)

    def _show_months(self, rows: Sequence[MonthRow]) -> None:
        self.months.show_rows(rows)
        waiting = sum(row.waits for row in rows)
        self.tabs.rename(MONTHS, f"Who looked ({waiting} to sign off)" if waiting else "Who looked")
        if self._month is not None and self.split.is_open:
            again = next((row for row in rows if self._month is not None and row.month == self._month.month), None)
            if again is not None:
                self._on_month(again)

    def _on_month(self, row: MonthRow) -> None:
        self._month = row
        self.desk.tasks.read(looks_of_month, row.month, done=self._show_looks, key="looks")

    def _show_looks(self, looks: Sequence[LookRow]) -> None:
        row, panel = self._month, self.panel
        if row is None:
            return
        panel.clear()
        panel.set_title(month_words(row.month), _many(row.looks))
        panel.pill.show_status(*_state(row))
        panel.pill.show()
        if row.signed_at is not None:
            said = f"Signed off {moment(row.signed_at)} by {row.signed_by}. {self.desk.view.text(row.note)}"
            panel.body.addWidget(label(said.strip(), "muted", wrap=True))
        elif row.is_over and self.desk.actor.may(Permission.SIGN_LOOKS):
            button = push_button(self.desk.theme, "Sign the month off", "ok", "primary")
            button.clicked.connect(self._on_sign)
            panel.buttons.addWidget(button)
            panel.buttons.addStretch(1)
        elif row.is_over:
            panel.body.addWidget(label("It waits for someone with the data protection role.", "muted", wrap=True))
        for look in looks:
            panel.body.addWidget(self._look(look))
        self.split.open_record()

    def _look(self, look: LookRow) -> QWidget:
        """Who opened which record when, and beneath it why."""
        made, inside = card(self.desk.theme)
        inside.addWidget(label(f"{look.code} · {look.who} · {moment(look.opened_at)}", "label", wrap=True))
        inside.addWidget(label(why_words(self.desk, look), wrap=True))
        return made

    def _on_closed(self) -> None:
        self._month = None

    def _on_sign(self) -> None:
        if self._month is not None and self._month.waits:
            SignMonth(self.desk, self, self._month).open()

    def _show_looked(self) -> object:
        """For a picture: the newest month with its looks."""
        self.tabs.go(MONTHS)
        rows: list[MonthRow] = self.months.shown_rows()
        for row in [*(row for row in rows if row.waits), *rows][:1]:
            self._on_month(row)
        return self

    def _ask_for_first(self) -> None:
        """For a picture: what is asked before a restricted record opens."""
        from ui.opening_dialog import OpenRestricted
        from vrp_desktop.restricted.rules import USUAL_HOURS

        for row in self.table.shown_rows()[:1]:
            OpenRestricted(self.desk, self, row.words.person_id, row.words.code, USUAL_HOURS).open()


class SignMonth(FormDialog):
    """Puts down that a month was gone through."""

    on_behalf = False

    def __init__(self, desk: Desk, parent: QWidget, row: MonthRow) -> None:
        parts = (
            Lines(
                name="note",
                label="What was found",
                lines=3,
                help="For instance whom you asked about a look. Without names of children.",
            ),
        )
        super().__init__(
            desk,
            f"Sign off {month_words(row.month)}",
            parts,
            parent,
            intro=f"You have gone through {_many(row.looks)} and their reasons. It cannot be taken back.",
            yes="Sign it off",
        )
        self._month = row.month

    def send(self, values: dict[str, Any]) -> None:
        self.write(sign_looks, self._month, values["note"])


def month_words(month: str) -> str:
    """2026-10 as October 2026."""
    year, number = (int(part) for part in month.split("-"))
    return f"{date(year, number, 1):%B %Y}"


def _record_table(desk: Desk) -> DataTable:
    table = DataTable(
        desk,
        "restricted records",
        (
            Column("name", "Record", lambda r: desk.view.name(r.words), ems=16, stretch=True),
            Column("code", "Code", lambda r: r.words.code, ems=9),
            Column("place", "Place", lambda r: desk.shelf.label("places", r.place_code), ems=10),
            Column("open", "Open to you", lambda r: "Yes" if r.is_open else "No", ems=8),
            Column("set", "Restricted since", lambda r: moment(r.set_at), ems=11, by=lambda r: r.set_at),
            Column("by", "By", lambda r: r.set_by, ems=11, hidden=True),
            Column("looks", "Looks", lambda r: f"{r.looks:,}", ems=5, right=True),
            Column("last", "Last look", lambda r: moment(r.last_at) if r.last_at else "", ems=11),
        ),
        key="restricted",
        row_id=lambda r: str(r.words.person_id),
        unit="restricted record",
    )
    table.set_empty(
        "No record is restricted", "A manager restricts one on the child's own record, with the reason.", icon="lock"
    )
    return table


def _month_table(desk: Desk) -> DataTable:
    table = DataTable(
        desk,
        "months of looks",
        (
            Column("month", "Month", lambda r: month_words(r.month), ems=11, stretch=True, by=lambda r: r.month),
            Column("looks", "Looks", lambda r: f"{r.looks:,}", ems=5, right=True),
            Column("state", "State", lambda r: _state(r)[0], ems=9, tone=lambda r: _state(r)[1]),
            Column("by", "Signed off by", lambda r: r.signed_by, ems=10),
        ),
        key="look-months",
        row_id=lambda r: str(r.month),
        unit="month",
    )
    table.set_empty("Nobody has opened a restricted record", "Each look stands here with its reason.", icon="lock")
    return table


def _many(looks: int) -> str:
    return "1 look" if looks == 1 else f"{looks:,} looks"


def _state(row: MonthRow) -> tuple[str, Tone]:
    if row.signed_at is not None:
        return "Signed off", Tone.GOOD
    return ("To sign off", Tone.CAUTION) if row.is_over else ("Not over yet", Tone.NEUTRAL)
