"""The page of interventions: the programmes with their counts, and all referrals; a record of either beside them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from ui.action import Action
from ui.desk import Desk
from ui.interventions.dialogs import EditIntervention, MoveReferral, Refer, TakeBack
from ui.interventions.record import InterventionView, referral_columns, whole_intervention
from ui.interventions.referral import ReferralView
from ui.interventions.totals import EditTotal, RecordTotals, RemoveTotal
from ui.interventions.words import status_words
from ui.receipts import ListExport
from ui.widgets.columns import Ask, Column, Question, question
from ui.widgets.data_table import DataTable
from ui.widgets.filter_box import FilterBox
from ui.widgets.form_dialog import FormDialog
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.tabs import Tabs
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.interventions import rules
from vrp_desktop.interventions.queries import (
    WORK_LIST_LABELS,
    interventions_list,
    referral_record,
    referrals_count,
    referrals_page,
)
from vrp_desktop.interventions.rows import InterventionRecord, InterventionRow, ReferralRecord, ReferralRow, TotalRow
from vrp_desktop.people.queries import PersonRow, person_row

_GROUP = "Interventions"
REFER = Action(
    "interventions.refer",
    "Refer",
    "plus",
    "Ctrl+N",
    "Refer a young person to an intervention",
    Permission.EDIT_INTERVENTIONS,
    group=_GROUP,
)
NEW = Action(
    "interventions.new",
    "New intervention",
    "",
    "",
    "Add a programme of your own area",
    Permission.MANAGE_SETTINGS,
    group=_GROUP,
)
_OF_ONE, _OF_ALL = "intervention", "intervention_referral"


class InterventionsPage(Page):
    """Programmes and referrals; fetches again when one of them changes."""

    watches = ("intervention", "intervention_referral", "provider_total", "person", "person_name", "import_batch")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Interventions")
        self._open: tuple[str, str] = ("", "")
        self._refer_from = ("", "")
        """The panel case, and the programme, that the page of cases asked to refer from and to."""
        self.running_box = FilterBox(
            desk.theme, "Which interventions", [("Running now", "now"), ("All on the list", "all")]
        )
        self.table = self._make_programmes()
        self.referral_box = self._make_referral_box()
        self.referrals = self._make_referrals()
        self.lists = Tabs(desk.theme, "Lists")
        self.lists.add("programmes", "Programmes", self.table)
        self.lists.add("referrals", "Referrals", self.referrals)
        self.lists.setFocusProxy(self.table)
        self.panel = RecordPanel(desk.theme)
        self.programme = InterventionView(desk, self.panel)
        self.referral = ReferralView(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.lists, self.panel)
        self.content.addWidget(self.split, 1)
        self.add_action(NEW, self.new)
        self.add_action(REFER, self.refer, "primary")
        self._connect()

    def refresh(self) -> None:
        self._fetch_programmes()
        self.referrals.refresh()
        self._fetch_record()

    def open_at(self, where: Mapping[str, str]) -> None:
        if "list" in where:
            self.referral_box.choose(f"list:{where['list']}")
            self.lists.go("referrals")
            self.referrals.refresh()
        if "record" in where:
            self._open_record(where.get("kind", _OF_ONE), where["record"])
        if "refer" in where:
            self._refer_from = (where.get("case", ""), where.get("programme", ""))
            self.desk.tasks.read(person_row, where["refer"], done=self._refer, key="refer")

    def refer(self) -> None:
        """Refer somebody, to the programme that is open where there is one."""
        self._refer(None)

    def new(self) -> None:
        """Add a programme."""
        dialog = EditIntervention(self.desk, self)
        dialog.saved.connect(self._on_added)
        dialog.open()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        deeds = ("edit", "totals")
        return (
            ("refer", self.refer),
            ("new", self.new),
            *((deed, partial(self._on_programme, deed, "")) for deed in deeds),
        )

    def _connect(self) -> None:
        self.running_box.activated.connect(self._on_running)
        self.referral_box.activated.connect(self._on_which)
        self.table.opened.connect(self._on_opened)
        self.referrals.opened.connect(self._on_referral)
        self.panel.closed.connect(self._on_closed)
        self.programme.asked.connect(self._on_programme)
        self.programme.referral_opened.connect(self._on_referral_id)
        self.referral.asked.connect(self._on_step)
        self.referral.record_opened.connect(self._on_link)

    def _make_programmes(self) -> DataTable:
        shelf = self.desk.shelf
        columns = (
            Column("label", "Intervention", lambda r: r.label, ems=14, stretch=True),
            Column("provider", "Provider", lambda r: shelf.label("agencies", r.provider, "Not known yet"), ems=12),
            Column("waiting", "Waiting", lambda r: _count(r, r.waiting), ems=5, right=True, by=lambda r: r.waiting),
            Column(
                "taking_part", "Taking part", lambda r: _count(r, r.taking_part), ems=6, right=True,
                by=lambda r: r.taking_part,
            ),
            Column("ended", "Ended", lambda r: _count(r, r.ended), ems=5, right=True, by=lambda r: r.ended),
            Column("counted", "Counted", lambda r: "By name" if r.is_by_name else "By totals", ems=6.5),
            Column("tier", "Tier", lambda r: shelf.label("prevention_tiers", r.tier), ems=7, hidden=True),
            Column("from", "Runs from", lambda r: british_short(r.starts_on), ems=7.5, hidden=True),
            Column("until", "Until", lambda r: british_short(r.ends_on), ems=7.5, hidden=True),
        )  # fmt: skip
        table = DataTable(
            self.desk, "interventions", columns, key="interventions", row_id=lambda r: str(r.code), unit="intervention"
        )
        may = self.desk.actor.may(Permission.MANAGE_SETTINGS)
        table.set_empty(
            "No intervention runs now",
            "Add the programmes that your area offers." if may else "A manager adds the programmes of your area.",
            "New intervention" if may else "",
            self.new if may else None,
            "intervention",
        )
        table.add_filter(self.running_box)
        ListExport(self.desk, table)
        return table

    def _make_referral_box(self) -> FilterBox:
        statuses = self.desk.shelf.lists.choices(rules.STATUSES, self.desk.today)
        return FilterBox(
            self.desk.theme,
            "Which referrals",
            [
                ("All referrals", ""),
                *((words, f"list:{code}") for code, words in WORK_LIST_LABELS.items()),
                *((f"Status: {status_words(self.desk, each.code)}", f"status:{each.code}") for each in statuses),
            ],
        )

    def _make_referrals(self) -> DataTable:
        table = DataTable(
            self.desk,
            "referrals to interventions",
            referral_columns(self.desk, with_programme=True),
            key="intervention_referrals",
            row_id=lambda r: str(r.referral_id),
            unit="referral",
        )
        table.set_source(self._referral_rows, self._referral_total)
        may = self.desk.actor.may(Permission.EDIT_INTERVENTIONS)
        table.set_empty(
            "No referrals here",
            "Refer a young person who is on file, or choose other referrals above.",
            "Refer" if may else "",
            self.refer if may else None,
            "intervention",
        )
        table.add_filter(self.referral_box)
        ListExport(self.desk, table)
        return table

    def _fetch_programmes(self) -> None:
        is_now = self.running_box.code == "now"
        on = self.desk.today if is_now else None
        self.desk.tasks.read(interventions_list, on=on, done=self._on_programmes, key="programmes")

    def _on_programmes(self, rows: list[InterventionRow]) -> None:
        self.table.show_rows(rows)

    def _which(self) -> dict[str, str | None]:
        kind, _, code = self.referral_box.code.partition(":")
        return {
            "work_list": code if kind == "list" else None,
            "status": code if kind == "status" else None,
            "place": self.desk.view.place,
        }

    def _referral_rows(self, ask: Ask) -> Question:
        return question(referrals_page, ask.text, offset=ask.offset, limit=ask.limit, **self._which())

    def _referral_total(self, ask: Ask) -> Question:
        return question(referrals_count, ask.text, **self._which())

    def _on_running(self, _at: int) -> None:
        self._fetch_programmes()

    def _on_which(self, _at: int) -> None:
        self.referrals.refresh()

    def _on_opened(self, row: InterventionRow) -> None:
        self._open_record(_OF_ONE, row.code)

    def _on_referral(self, row: ReferralRow) -> None:
        self._open_record(_OF_ALL, row.referral_id)

    def _on_referral_id(self, referral_id: str) -> None:
        self._open_record(_OF_ALL, referral_id)

    def _on_link(self, kind: str, record_id: str) -> None:
        if kind in (_OF_ONE, _OF_ALL):
            self._open_record(kind, record_id)
        else:
            self.desk.navigation.open_record(kind, record_id)

    def _open_record(self, kind: str, record_id: str) -> None:
        self._open = (kind, record_id)
        self._fetch_record()

    def _fetch_record(self) -> None:
        kind, record_id = self._open
        if kind == _OF_ONE:
            place = self.desk.view.place
            self.desk.tasks.read(whole_intervention, record_id, place, done=self._show_programme, key="record")
        elif kind == _OF_ALL:
            self.desk.tasks.read(referral_record, record_id, done=self._show_referral, key="record")

    def _show_programme(self, found: tuple[InterventionRecord, list[TotalRow]]) -> None:
        self.programme.show(*found)
        self.split.open_record()

    def _show_referral(self, record: ReferralRecord) -> None:
        self.referral.show(record)
        self.split.open_record()

    def _on_closed(self) -> None:
        self._open = ("", "")

    def _refer(self, person: PersonRow | None) -> None:
        record = self.programme.record
        is_open = self._open[0] == _OF_ONE and record is not None and record.form.counts_people_by_name
        (case_id, programme), self._refer_from = self._refer_from, ("", "")
        self._refer_to(programme or (record.code if is_open and record is not None else ""), person, case_id)

    def _refer_to(self, code: str, person: PersonRow | None, case_id: str = "") -> None:
        dialog = Refer(self.desk, self, code, person, case_id)
        dialog.saved.connect(self._on_referred)
        dialog.open()

    def _on_referred(self, referral_id: str) -> None:
        self.desk.messages.note("The referral was added.")
        self._open_record(_OF_ALL, referral_id)

    def _on_added(self, code: str) -> None:
        self.desk.messages.note("The intervention was added.")
        self._open_record(_OF_ONE, code)

    def _on_programme(self, deed: str, detail: str) -> None:
        record = self.programme.record
        if record is None:
            return
        if deed == "refer":
            self.refer()
            return
        dialog = self._programme_dialog(deed, detail, record)
        if dialog is not None:
            dialog.open()

    def _programme_dialog(self, deed: str, detail: str, record: InterventionRecord) -> FormDialog | None:
        match deed:
            case "edit":
                return EditIntervention(self.desk, self, record)
            case "totals":
                return RecordTotals(self.desk, self, record)
            case "total_edit":
                return EditTotal(self.desk, self, self.programme.totals[detail])
            case "total_remove":
                return RemoveTotal(self.desk, self, self.programme.totals[detail])
        return None

    def _on_step(self, deed: str, detail: str) -> None:
        record = self.referral.record
        if record is None:
            return
        match deed:
            case "move":
                MoveReferral(self.desk, self, record, detail).open()
            case "take_back":
                TakeBack(self.desk, self, record).open()
            case "again":
                self.desk.tasks.read(person_row, record.row.person_id, done=self._refer_again, key="refer")

    def _refer_again(self, person: PersonRow | None) -> None:
        record = self.referral.record
        if record is not None:
            self._refer_to(record.row.intervention_code, person)


def _count(row: InterventionRow, number: int) -> str:
    """A programme without names has nobody to count, which is not nought."""
    return f"{number:,}" if row.is_by_name or number else "–"
