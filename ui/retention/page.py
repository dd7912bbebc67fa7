"""The page of retention: two people decide what goes, and nothing passes a legal hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.desk import Desk
from ui.retention.dialogs import ChangePeriod, KeepBack, LiftHold, NewHold
from ui.retention.lists import due_table, hold_table, item_table, rule_table
from ui.widgets.list_part import ListPart
from ui.widgets.page import Page
from ui.widgets.tabs import Tabs
from vrp_desktop.access.permissions import Permission
from vrp_desktop.retention.commands import approve_erasure, propose_erasure
from vrp_desktop.retention.figures import PROPOSED
from vrp_desktop.retention.queries import DueRow, HoldRow, ItemRow, RuleRow, due_rows, hold_rows, item_rows, rule_rows

_TABS = {"RETENTION_DUE": "due", "RETENTION_PROPOSED": "items", "HOLD_REVIEW": "holds"}


class RetentionPage(Page):
    """Four lists, each with its deeds."""

    watches = ("retention_item", "legal_hold", "person", "panel_case", "intervention_referral", "code_entry")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Retention", "Names go when they are no longer needed; counts in returns stay true")
        may = desk.actor.may
        self.due = ListPart(
            desk,
            "What its rule lets go. Propose it here; someone else approves it before it is erased.",
            due_table(desk),
        )
        self.due.add_deed("Propose this record", "forward", self._on_propose, _always, "primary")
        self.propose_all = self.due.add_deed("Propose all in the list", "forward", self._on_propose_all, _always)
        self.due.add_deed("Open the record", "person", self._on_open, _always)
        self.items = ListPart(
            desk, "Who proposed a record cannot approve it. What is kept falls due again on its day.", item_table(desk)
        )
        if may(Permission.ERASE):
            self.items.add_deed("Approve and erase", "trash", self._on_approve, _waits_for_other, "danger")
        self.items.add_deed("Keep it", "lock", self._on_keep, _waits)
        self.holds = ListPart(
            desk, "While a hold stands, nothing that it covers is erased by any way.", hold_table(desk)
        )
        self.holds.add_deed("New legal hold", "plus", self._on_hold, kind="primary")
        if may(Permission.ERASE):
            self.holds.add_deed("Lift the hold", "unlock", self._on_lift, _stands)
        self.rules = ListPart(
            desk,
            "How long names are kept after the last thing that happened. Each controller confirms these.",
            rule_table(desk),
        )
        if may(Permission.MANAGE_SETTINGS):
            self.rules.add_deed("Change the period", "edit", self._on_period, _always)
        self.tabs = Tabs(desk.theme, "Retention")
        self.tabs.add("due", "Due", self.due)
        self.tabs.add("items", "Proposed and decided", self.items)
        self.tabs.add("holds", "Legal holds", self.holds)
        self.tabs.add("rules", "Rules", self.rules)
        self.content.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        read = self.desk.tasks.read
        read(due_rows, done=self._show_due, key="due")
        read(item_rows, done=self._show_items, key="items")
        read(hold_rows, done=self.holds.show_rows, key="holds")
        read(rule_rows, done=self.rules.show_rows, key="rules")

    def open_at(self, where: Mapping[str, str]) -> None:
        self.tabs.go(_TABS.get(where.get("list", ""), "due"))

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("items", self._show_second),
            ("keep", self._on_keep),
            ("holds", self._show_holds),
            ("hold", self._on_hold),
            ("lift", self._on_lift),
            ("rules", self._show_rules),
            ("period", self._on_period),
        )

    def _show_due(self, rows: Sequence[DueRow]) -> None:
        self.due.show_rows(rows)
        self.tabs.rename("due", f"Due ({len(rows):,})" if rows else "Due")

    def _show_items(self, rows: Sequence[ItemRow]) -> None:
        self.items.show_rows(rows)
        waiting = sum(row.state == PROPOSED for row in rows)
        self.tabs.rename("items", f"Proposed and decided ({waiting:,})" if waiting else "Proposed and decided")

    def _on_propose(self) -> None:
        row: DueRow | None = self.due.table.current()
        if row is not None:
            self._propose({row.rule: [row.words.person_id]})

    def _on_propose_all(self) -> None:
        rows: list[DueRow] = self.due.table.shown_rows()
        if rows and self.desk.messages.confirm(
            f"Propose {len(rows):,} records to be erased?",
            means="Nothing is erased yet: someone else approves each of them.",
            yes="Propose them",
        ):
            by_rule: dict[str, list[str]] = {}
            for row in rows:
                by_rule.setdefault(row.rule, []).append(row.words.person_id)
            self._propose(by_rule)

    def _propose(self, by_rule: Mapping[str, Sequence[str]]) -> None:
        for rule, person_ids in by_rule.items():
            self.desk.tasks.write(propose_erasure, rule, tuple(person_ids), done=self._on_proposed)

    def _on_proposed(self, number: int) -> None:
        self.desk.messages.note("1 record was proposed." if number == 1 else f"{number:,} records were proposed.")

    def _on_open(self) -> None:
        row: DueRow | None = self.due.table.current()
        if row is not None:
            self.desk.navigation.open_record("person", row.words.person_id)

    def _on_approve(self) -> None:
        row: ItemRow | None = self.items.table.current()
        if row is not None and self.desk.messages.confirm(
            f"Erase the record {row.words.code}?",
            means="Names, notes, files and free text go for good. Counts stay true. It cannot be undone.",
            yes="Erase it",
            danger=True,
        ):
            self.desk.tasks.write(approve_erasure, row.item_id, row.version, done=self._on_erased)

    def _on_erased(self, _result: object) -> None:
        self.desk.messages.note("The record was erased.")

    def _on_keep(self) -> None:
        row: ItemRow | None = self.items.table.current()
        if row is not None:
            KeepBack(self.desk, self, row).open()

    def _on_hold(self) -> None:
        NewHold(self.desk, self).open()

    def _on_lift(self) -> None:
        row: HoldRow | None = self.holds.table.current()
        if row is not None:
            LiftHold(self.desk, self, row).open()

    def _on_period(self) -> None:
        row: RuleRow | None = self.rules.table.current()
        if row is not None:
            ChangePeriod(self.desk, self, row).open()

    def _show_second(self) -> object:
        self.tabs.go("items")
        return self

    def _show_holds(self) -> object:
        self.tabs.go("holds")
        return self

    def _show_rules(self) -> object:
        self.tabs.go("rules")
        return self


def _always(_row: Any) -> bool:
    return True


def _waits(row: ItemRow) -> bool:
    return row.state == PROPOSED


def _waits_for_other(row: ItemRow) -> bool:
    return row.state == PROPOSED and not row.is_own


def _stands(row: HoldRow) -> bool:
    return row.lifted_on is None
