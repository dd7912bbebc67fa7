"""An intervention beside the list: its referrals, what its provider has reported, and what it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.interventions.totals_tab import TotalsTab
from ui.interventions.words import status_tone, status_words
from ui.receipts import ListExport
from ui.theme.tokens import Tone
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.concern_column import concern_column
from ui.widgets.data_table import DataTable
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.tabs import Tabs
from ui.widgets.text import column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british, british_short
from vrp_desktop.interventions.queries import (
    intervention_record,
    provider_totals,
    referrals_count,
    referrals_page,
)
from vrp_desktop.interventions.rows import InterventionRecord, ReferralRow, TotalRow

_TALL = 22


def whole_intervention(read: Read, code: str, place: str | None) -> tuple[InterventionRecord, list[TotalRow]]:
    """A programme with what its provider has reported, in one read."""
    return intervention_record(read, code), provider_totals(read, intervention=code, place=place)


class InterventionView(QObject):
    """Fills the panel with one programme; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)
    referral_opened = Signal(str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.record: InterventionRecord | None = None
        self.totals: dict[str, TotalRow] = {}
        self.tabs: Tabs | None = None
        self.referrals: DataTable | None = None
        self.totals_tab: TotalsTab | None = None
        self._key = ""

    def show(self, record: InterventionRecord, totals: Sequence[TotalRow]) -> None:
        """Show a programme; the tab that was open stays open."""
        if self.record is None or self.record.code != record.code:
            self._key = "referrals" if record.form.counts_people_by_name else "totals"
        self.record = record
        self.totals = {row.total_id: row for row in totals}
        self.panel.clear()
        provider = self.desk.shelf.label("agencies", record.form.provider, "Provider not known yet")
        self.panel.set_title(record.form.label, provider)
        self._pill(record)
        self._deeds(record)
        made = self.tabs = Tabs(self.desk.theme, "Intervention")
        many = record.row.referrals
        made.add("referrals", f"Referrals ({many:,})", self._referrals(record))
        self.totals_tab = TotalsTab(self.desk, totals)
        self.totals_tab.asked.connect(self.asked)
        made.add("totals", "Providers' totals", self.totals_tab)
        made.add("about", "About", self._about(record))
        made.go(self._key)
        made.currentChanged.connect(self._on_tab)
        self.panel.body.addWidget(made)

    def _pill(self, record: InterventionRecord) -> None:
        row, today = record.row, self.desk.today
        if row.ends_on is not None and row.ends_on < today:
            self.panel.pill.show_status("Ended", Tone.NEUTRAL)
        elif row.starts_on is not None and row.starts_on > today:
            self.panel.pill.show_status("Not begun", Tone.INFO)
        else:
            self.panel.pill.show_status("Running", Tone.GOOD)
        self.panel.pill.show()

    def _deeds(self, record: InterventionRecord) -> None:
        deeds: list[Deed] = []
        actor, form = self.desk.actor, record.form
        if actor.may(Permission.EDIT_INTERVENTIONS):
            refer, totals = Deed("Refer", "refer", icon="plus"), Deed("Record totals", "totals")
            deeds += [refer, totals] if form.counts_people_by_name else [totals]
        if actor.may(Permission.MANAGE_SETTINGS):
            deeds.append(Deed("Edit", "edit", icon="edit"))
        if deeds:
            made = Deeds(self.desk.theme, deeds, f"More for {form.label}")
            made.asked.connect(self.asked)
            self.panel.buttons.addWidget(made)

    def _referrals(self, record: InterventionRecord) -> QWidget:
        self.referrals = None
        if not record.form.counts_people_by_name and not record.row.referrals:
            made, inside = _sheet(self.desk)
            words = "This programme counts nobody by name: its provider sends totals for a quarter."
            inside.addWidget(label(words, "muted", wrap=True))
            inside.addStretch(1)
            return made
        table = self.referrals = DataTable(
            self.desk,
            f"referrals to {record.form.label}",
            self._columns(),
            key="intervention_referrals_of",
            row_id=lambda r: str(r.referral_id),
            unit="referral",
        )
        table.set_source(self._rows, self._total)
        may = self.desk.actor.may(Permission.EDIT_INTERVENTIONS)
        table.set_empty(
            "Nobody is referred here yet",
            "Refer a young person who is on file." if may else "",
            "Refer" if may else "",
            self._on_refer if may else None,
            "intervention",
        )
        table.opened.connect(self._on_opened)
        table.setMinimumHeight(self.desk.theme.em(_TALL))
        ListExport(self.desk, table)
        table.refresh()
        return table

    def _columns(self) -> tuple[Column, ...]:
        return referral_columns(self.desk)

    def _rows(self, ask: Ask) -> Question:
        code, place = self.record.code if self.record else "", self.desk.view.place
        return question(referrals_page, ask.text, intervention=code, place=place, offset=ask.offset, limit=ask.limit)

    def _total(self, ask: Ask) -> Question:
        code = self.record.code if self.record else ""
        return question(referrals_count, ask.text, intervention=code, place=self.desk.view.place)

    def _about(self, record: InterventionRecord) -> QWidget:
        form, shelf = record.form, self.desk.shelf
        made, inside = _sheet(self.desk)
        if form.meaning:
            inside.addWidget(label(form.meaning, wrap=True, selectable=True))
        models = ", ".join(shelf.label("delivery_models", code) for code in form.delivery_models)
        inside.addWidget(
            facts(
                self.desk,
                [
                    ("Provider", shelf.label("agencies", form.provider, "Not known yet")),
                    ("Delivery models", models),
                    ("Tier", shelf.label("prevention_tiers", form.tier)),
                    ("For ages", ages_words(form.youngest, form.oldest)),
                    ("Runs from", british(form.starts_on)),
                    ("Until", british(form.ends_on)),
                    ("Counted", "By name" if form.counts_people_by_name else "By its provider's totals"),
                    ("The panel may refer", "Yes" if form.panel_may_refer else "No"),
                    ("Entry", "Of this workspace" if record.origin == "LOCAL" else "Came with the program"),
                ],
            )
        )
        row = record.row
        inside.addWidget(label("Referrals on file", "label"))
        numbers = [("Waiting to start", row.waiting), ("Taking part", row.taking_part), ("Ended", row.ended)]
        inside.addWidget(facts(self.desk, [(name, f"{number:,}") for name, number in numbers]))
        inside.addStretch(1)
        return made

    def _on_opened(self, row: ReferralRow) -> None:
        self.referral_opened.emit(row.referral_id)

    def _on_refer(self) -> None:
        self.asked.emit("refer", "")

    def _on_tab(self, _at: int) -> None:
        if self.tabs is not None:
            self._key = self.tabs.key


def referral_columns(desk: Desk, *, with_programme: bool = False) -> tuple[Column, ...]:
    """The columns of a list of referrals; the programme stands among them where the list has several."""
    shelf, view = desk.shelf, desk.view
    programme = (
        Column("programme", "Intervention", lambda r: shelf.label("interventions", r.intervention_code), ems=10),
    )
    return (
        Column("name", "Name", lambda r: view.name(r.words), ems=16, stretch=True),
        concern_column(8),
        *(programme if with_programme else ()),
        Column("status", "Status", lambda r: status_words(desk, r.status), ems=10.5, tone=status_tone),
        Column("since", "Since", lambda r: british_short(r.status_on), ems=7.5, hidden=not with_programme),
        Column("referred", "Referred", lambda r: british_short(r.referred_on), ems=7.5),
        Column("place", "Place", lambda r: shelf.label("places", r.place_code), ems=8, hidden=not with_programme),
    )


def ages_words(youngest: int | None, oldest: int | None) -> str:
    """For whom a programme is, by age."""
    if youngest is None and oldest is None:
        return "All ages"
    if oldest is None:
        return f"{youngest} and over"
    return f"Up to {oldest}" if youngest is None else f"{youngest} to {oldest}"


def _sheet(desk: Desk) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    made.setProperty("kind", "clear")
    inside = column(desk.theme, "normal")
    made.setLayout(inside)
    return made, inside
