"""The first step: what the file is, who sent it, and what holds for every row that does not say otherwise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.agreements import AgreementChoice, agreement_field
from ui.desk import Desk
from ui.imports.asking import Outline
from ui.imports.found import FoundCard, SheetTop
from ui.imports.under_way import UnderWay
from ui.imports.words import ROW_KINDS
from ui.widgets.banner import Banner
from ui.widgets.fields import Choose, Day, FormPart, Number, Option, Radio, Section, Text
from ui.widgets.form import Form
from ui.widgets.text import clear, column, scrolling
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.errors import KnownError
from vrp_desktop.imports.reading.dates import DateOrder
from vrp_desktop.imports.reading.fields import Field
from vrp_desktop.imports.reading.settings import BatchSettings, RowKind

_LAST_ROW = 1_048_576
_REMEMBERED = "What you set here, and the columns, are remembered for each sender."
_DATE_OF_LAST_LIST = "Look whether it is right for this list too."
_ORDERS = (
    Option(DateOrder.DAY_FIRST.value, "Day first: 04/03 is 4 March"),
    Option(DateOrder.MONTH_FIRST.value, "Month first: 03/04 is 4 March"),
)


class WhatItIs(QWidget):
    """What was found in the file, the form, and the top of the sheet. `changed` says that the list may read anew."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._way: UnderWay | None = None
        self._applied = ""
        self.form: Form | None = None
        self.banner = Banner(desk.theme)
        self.found = FoundCard(desk)
        self._holder = column(desk.theme, "normal")
        self.top = SheetTop(desk)
        inner = QWidget()
        inside = column(desk.theme, "normal")
        for part in (self.banner, self.found):
            inside.addWidget(part)
        inside.addLayout(self._holder)
        inside.addWidget(self.top)
        inside.addStretch(1)
        inner.setLayout(inside)
        outer = column(desk.theme, "snug")
        outer.addWidget(scrolling(inner))
        self.setLayout(outer)

    def begin(self, way: UnderWay) -> None:
        """Ask about a file; what is known already stands in the form."""
        self._way = way
        self._applied = way.settings.sender
        clear(self._holder)
        self.form = Form(self._desk.theme, self._parts(way))
        self.form.edited.connect(self._on_edited)
        self._holder.addWidget(self.form)
        agreements = AgreementChoice(self._desk, self.form, way.settings.agreement_id)
        agreements.ready.connect(self._keep)
        self._fill()

    def show_outline(self, found: Outline) -> None:
        """Say what was found, and where the list begins."""
        self.banner.hide()
        if self._way is None or self.form is None:
            return
        self.found.show_found(self._way.workbook, found)
        self.top.show_sheet(self._way.workbook.sheet(found.listed.table.sheet), found.listed.table.header_row)
        self._put_where(found.listed.table.sheet, found.listed.table.header_row)

    def show_failure(self, error: KnownError) -> None:
        """No list was found here: the sheet and the row can be pointed at."""
        self.banner.show_error(error)
        if self._way is None or self.form is None:
            return
        sheet = self.found.show_nothing(self._way.workbook, self._way.settings.sheet)
        self.top.show_sheet(sheet, None)
        if sheet is not None:
            self.form.editor("sheet").set_value(sheet.name)

    def check(self, found: Outline | None) -> bool:
        """Whether the step can be left forwards; shows what is missing."""
        if self.form is None or not self.form.check() or found is None:
            return False
        has_place = Field.PLACE in found.listed.mapping.fields
        if self.form.values()["place"] is None and not has_place:
            self.form.set_errors({"place": "Say which place: no column of the list names one."})
            return False
        return True

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        if self.form is not None:
            self.form.focus_first()

    def _parts(self, way: UnderWay) -> list[FormPart]:
        desk, kept = self._desk, way.settings
        today = london_day(desk.clock.now())
        places = [o for o in desk.shelf.options("places", today, kept.place) if desk.actor.sees_place(o.code)]
        is_open = desk.view.text("x") == "x"
        sheets = [
            Option(sheet.name, sheet.name if is_open else f"Sheet {number}")
            for number, sheet in enumerate(way.workbook.sheets, start=1)
            if sheet.visible
        ]
        return [
            Text(
                name="sender",
                label="Who sent it",
                required=True,
                suggestions=[known.name for known in way.senders],
                placeholder="Harbour Police, prevention hub",
                help=_REMEMBERED,
                half=True,
            ),
            Radio(
                name="rows",
                label="A row is",
                options=[Option(kind.value, words) for kind, words in ROW_KINDS.items()],
                required=True,
                help="The events of one child make one referral.",
                half=True,
            ),
            Section("For every row that does not say otherwise"),
            Choose(
                name="sending_agency", label="Sending agency", options=desk.shelf.options("agencies", today), half=True
            ),
            Choose(
                name="source",
                label="Identified through",
                options=desk.shelf.options("identification_sources", today),
                half=True,
            ),
            Choose(name="place", label="Place", options=places, half=True),
            Day(name="referral_date", label="Referral date", latest=today, half=True),
            Choose(
                name="agreement",
                label="Agreement to support",
                options=desk.shelf.options("agreement_to_support", today),
                blank="As each row says",
                half=True,
            ),
            Choose(
                name="date_order", label="Dates are written", options=_ORDERS, blank="As each column shows", half=True
            ),
            agreement_field(half=True),
            Section("Where the list is"),
            Choose(name="sheet", label="Sheet", options=sheets, half=True),
            Number(name="header_row", label="Headings are in row", least=1, most=_LAST_ROW, half=True),
        ]

    def _fill(self) -> None:
        if self._way is None or self.form is None:
            return
        kept = self._way.settings
        places = self._desk.shelf.options("places", london_day(self._desk.clock.now()))
        mine = [option.code for option in places if self._desk.actor.sees_place(option.code)]
        usual = self._desk.view.place or (mine[0] if len(mine) == 1 else None)
        self.form.set_values(
            {
                "sender": kept.sender,
                "rows": kept.rows.value,
                "sending_agency": kept.sending_agency,
                "source": kept.source,
                "place": kept.place if kept.place in mine else usual,
                "referral_date": kept.referral_date,
                "agreement": kept.agreement,
                "agreement_id": kept.agreement_id,
                "date_order": kept.date_order.value if kept.date_order else None,
            }
        )
        self._keep()

    def _put_where(self, sheet: str, header_row: int) -> None:
        """Show where the list was found, unless a row is being typed."""
        if self.form is None:
            return
        self.form.editor("sheet").set_value(sheet)
        if not self.form.editor("header_row").target().hasFocus():
            self.form.editor("header_row").set_value(header_row)

    def _on_edited(self) -> None:
        if self._way is None or self.form is None:
            return
        typed = str(self.form.values()["sender"])
        known = self._way.known(typed)
        if known is not None and known.name != self._applied:
            self._applied = known.name
            self._keep()
            self._way.use_sender(known)
            self._fill()
            self._say_remembered((known.last_taken_at is not None and british(london_day(known.last_taken_at))) or "")
        elif known is None and self._applied:
            self._applied, self._way.remembered = "", {}
            self.form.box("sender").set_help(_REMEMBERED)
            self.form.box("referral_date").set_help("")
        self._keep()
        self.changed.emit()

    def _say_remembered(self, day: str) -> None:
        if self.form is not None:
            when = f" of {day}" if day else ""
            self.form.box("sender").set_help(f"The settings and columns of this sender’s last list{when} are used.")
            remembered = self._way.settings.referral_date if self._way else None
            # It was right for the list before: a date that nobody looked at would put referrals into a wrong quarter.
            self.form.box("referral_date").set_help(_DATE_OF_LAST_LIST if remembered else "")

    def _keep(self) -> None:
        """Bring what stands in the form into the settings."""
        if self._way is None or self.form is None:
            return
        values: dict[str, Any] = self.form.values()
        kept = self._way.settings
        self._way.settings = replace(
            kept,
            sender=str(values["sender"]).strip(),
            rows=RowKind(str(values["rows"] or RowKind.REFERRAL.value)),
            sending_agency=values["sending_agency"],
            source=values["source"],
            place=values["place"],
            referral_date=values["referral_date"],
            agreement=values["agreement"],
            agreement_id=values["agreement_id"],
            date_order=DateOrder(str(values["date_order"])) if values["date_order"] else None,
            **self._where(values, kept),
        )

    def _where(self, values: dict[str, Any], kept: BatchSettings) -> dict[str, Any]:
        """The sheet and the row of headings, where they were pointed at; else they are found anew."""
        found = self.found.where
        sheet, header_row = values["sheet"], values["header_row"]
        if found is None or sheet != found[0]:
            # Another sheet: its headings are looked for, unless there were none to be found.
            return {"sheet": sheet or kept.sheet, "header_row": header_row if found is None else None}
        if header_row is not None and header_row != found[1]:
            return {"sheet": sheet, "header_row": header_row}
        return {"sheet": kept.sheet, "header_row": kept.header_row}
