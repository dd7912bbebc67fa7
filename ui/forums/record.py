"""A forum beside the list: its rules, its members with how often they came, and the series with its proposed days."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.forums.figures_tab import FiguresTab
from ui.forums.series_tab import SeriesTab
from ui.forums.words import (
    came_tone,
    came_words,
    format_sentence,
    hour_words,
    quorum_sentence,
    rhythm_words,
    state_words,
)
from ui.widgets.columns import Column
from ui.widgets.deeds import Deed, Deeds
from ui.widgets.facts import facts
from ui.widgets.record_panel import RecordPanel
from ui.widgets.short_table import ShortTable
from ui.widgets.tabs import Tabs
from ui.widgets.text import clear, column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.access.work import Read
from vrp_desktop.calendar import british, british_short
from vrp_desktop.conferences.series_queries import SeriesRow, series_of_forum
from vrp_desktop.forums.queries import ForumRecord, MemberRow, forum_record
from vrp_desktop.forums.rules import MARKINGS, MEMBER_KINDS, MEMBER_ROLES, RECORDS, ForumRules
from vrp_desktop.reference.editing import FORUM_KINDS


@dataclass(frozen=True, slots=True)
class Forum:
    """All that the record shows."""

    record: ForumRecord
    series: tuple[SeriesRow, ...]


def whole_forum(read: Read, forum_code: str) -> Forum:
    """A forum with its series, in one read."""
    return Forum(forum_record(read, forum_code), tuple(series_of_forum(read, forum_code)))


class ForumView(QObject):
    """Fills the panel with one forum; what the user wants to do comes out as `asked(deed, detail)`."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, panel: RecordPanel) -> None:
        super().__init__(panel)
        self.desk = desk
        self.panel = panel
        self.forum: Forum | None = None
        self.tabs: Tabs | None = None

    def show(self, forum: Forum) -> None:
        """Show a forum; fetched again it stays at its tab."""
        is_new = self.forum is None or self.forum.record.row.forum_code != forum.record.row.forum_code
        self.forum = forum
        if is_new or self.tabs is None:
            self._begin()
        self._head(forum.record)
        self.rules.show_record(forum.record)
        self.members.show_record(forum.record)
        self.series.show_series(forum.record, forum.series)
        self.figures.show_forum(forum.record.row.forum_code)
        if self.tabs is not None:
            self.tabs.rename("members", f"Members ({len(forum.record.members)})")
            proposed = sum(len(each.proposals) for each in forum.series)
            self.tabs.rename("series", f"Next sittings ({proposed})" if proposed else "Next sittings")

    def _begin(self) -> None:
        key = self.tabs.key if self.tabs is not None else "rules"
        self.panel.clear()
        self.rules, self.members, self.series = RulesTab(self.desk), MembersTab(self.desk), SeriesTab(self.desk)
        made = self.tabs = Tabs(self.desk.theme, "Forum")
        made.add("rules", "Rules", self.rules)
        made.add("members", "Members", self.members)
        made.add("series", "Next sittings", self.series)
        self.figures = FiguresTab(self.desk)
        self.figures.opened.connect(self.desk.navigation.open_record)
        made.add("figures", "Figures", self.figures)
        for tab in (self.rules, self.members, self.series):
            tab.asked.connect(self.asked)
        made.go(key)
        self.panel.body.addWidget(made)

    def _head(self, record: ForumRecord) -> None:
        shelf, row = self.desk.shelf, record.row
        place = shelf.label("places", row.place_code, "The whole area")
        ended = f"ended on {british(row.ends_on)}" if row.ends_on else ""
        words = [FORUM_KINDS.get(row.kind, row.kind), place, rhythm_words(self.desk, row.rhythm), ended]
        self.panel.set_title(shelf.label("forums", row.forum_code), " · ".join(filter(None, words)))
        self.panel.pill.show_status(*state_words(row))
        self.panel.pill.show()
        clear(self.panel.buttons)


class RulesTab(QWidget):
    """The rules in force, and those of other days."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self._inside: QVBoxLayout = column(desk.theme, "normal")
        self.setLayout(self._inside)

    def show_record(self, record: ForumRecord) -> None:
        """Show the rules."""
        clear(self._inside)
        desk = self.desk
        if desk.actor.may(Permission.MANAGE_SETTINGS):
            deeds = Deeds(desk.theme, [Deed("Change the rules", "rules", icon="edit")])
            deeds.asked.connect(self.asked)
            self._inside.addWidget(deeds)
        self._inside.addWidget(facts(desk, _rule_pairs(desk, record.rules)))
        self._inside.addWidget(label("Opening statement", "label"))
        self._inside.addWidget(label(record.rules.opening, wrap=True, selectable=True))
        if record.other_rules:
            self._inside.addWidget(label("Rules of other days", "label"))
            pairs = [(_from_words(each), quorum_sentence(desk, each)) for each in record.other_rules]
            self._inside.addWidget(facts(desk, pairs))
        self._inside.addStretch(1)


class MembersTab(QWidget):
    """Who sits here: agencies with their people and deputies, and how often each came lately."""

    asked = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setProperty("kind", "clear")
        self.table = self._make_table("members")
        self.former = self._make_table("former members")
        self._former_label = label("Former members", "label")
        self._add = Deeds(desk.theme, [Deed("Add a member", "member_new", icon="plus")])
        self._deeds = Deeds(desk.theme, [Deed("Edit", "member", icon="edit"), Deed("End", "member_end")], "More")
        self._follow = Deeds(desk.theme, [Deed("Follow-through", "follow", icon="ok")])
        inside = column(desk.theme, "normal")
        for widget in (self._add, self.table, self._deeds, self._follow, self._former_label, self.former):
            inside.addWidget(widget)
        inside.addStretch(1)
        self.setLayout(inside)
        self._add.asked.connect(self.asked)
        self._deeds.asked.connect(self._on_deed)
        self._follow.asked.connect(self._on_follow)
        self.table.opened.connect(self._on_opened)
        self.table.chosen.connect(self._on_chosen)

    def show_record(self, record: ForumRecord) -> None:
        """Show the seats; without any, the agencies that the reference list expects."""
        may = self.desk.actor.may(Permission.EDIT_CONFERENCES)
        self._add.setVisible(may)
        self._deeds.setVisible(may and bool(record.members))
        self._follow.setVisible(self.desk.actor.may(Permission.SEE_FOLLOW_THROUGH) and bool(record.members))
        self.table.show_rows(record.members)
        for widget in (self._former_label, self.former):
            widget.setVisible(bool(record.former))
        self.former.show_rows(record.former)
        self._on_chosen(self.table.current())

    def _make_table(self, name: str) -> ShortTable:
        desk, shelf = self.desk, self.desk.shelf
        columns = (
            Column("agency", "Agency", lambda r: shelf.label("agencies", r.agency_code), ems=11, stretch=True),
            Column("name", "Who", lambda r: _who(desk, r), ems=10),
            Column("came", "Came in a year", came_words, ems=8.5, tone=came_tone),
            Column("core", "Core", lambda r: "Core" if r.form.is_core else "", ems=3),
            Column("kind", "To the duty", lambda r: shelf.label(MEMBER_KINDS, r.form.kind), ems=11, hidden=True),
            Column("from", "From", lambda r: british_short(r.form.starts_on), ems=7, hidden=True),
        )
        return ShortTable(
            desk, name, columns, row_id=lambda r: r.member_id or r.agency_code, unit="member", most=16, in_order=True
        )

    def _on_opened(self, row: MemberRow) -> None:
        if self.desk.actor.may(Permission.EDIT_CONFERENCES):
            self.asked.emit("member", row.member_id or row.agency_code)

    def _on_deed(self, deed: str, _detail: str) -> None:
        row = self.table.current()
        if row is not None:
            self.asked.emit(deed, row.member_id or row.agency_code)

    def _on_follow(self, deed: str, _detail: str) -> None:
        row = self.table.current()
        if row is not None:
            self.asked.emit(deed, row.agency_code)

    def _on_chosen(self, row: MemberRow | None) -> None:
        for deeds in (self._deeds, self._follow):
            deeds.setEnabled(row is not None)


def _who(desk: Desk, row: MemberRow) -> str:
    form, shelf = row.form, desk.shelf
    name = desk.view.text(form.name)
    if form.deputy_of:
        return f"{name}, deputy for {desk.view.text(row.deputy_for)}"
    role = shelf.label(MEMBER_ROLES, form.role) if form.role != "MEMBER" else ""
    return ", ".join(filter(None, (name or "Nobody named yet", role)))


def _from_words(rules: ForumRules) -> str:
    return f"From {british(rules.starts_on)}" if rules.starts_on else "As the list came"


def _rule_pairs(desk: Desk, rules: ForumRules) -> list[tuple[str, str]]:
    shelf = desk.shelf
    each = f"{rules.item_minutes} minutes" if rules.item_minutes else ""
    return [
        ("In force", _from_words(rules) if rules.rules_id else "As the list came"),
        ("How often", rhythm_words(desk, rules.rhythm)),
        ("Format", format_sentence(desk, rules)),
        ("Hour", hour_words(rules.starts, rules.minutes)),
        ("For each item", each),
        ("Quorum", quorum_sentence(desk, rules)),
        ("Its record holds", shelf.label(RECORDS, rules.records)),
        ("Marking", shelf.label(MARKINGS, rules.marking)),
        ("Legal gateway", shelf.label("legal_gateways", rules.gateway)),
        ("Purpose", desk.view.text(rules.purpose)),
    ]
