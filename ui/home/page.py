"""Home is work, not decoration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.desk import Desk
from ui.destroying import ToDestroy
from ui.home.gather import Due, HomeFacts, home_facts
from ui.home.my_views import MyViews
from ui.home.preparing import Preparing
from ui.theme.tokens import Tone
from ui.widgets.flow import SideBySide
from ui.widgets.page import Page
from ui.widgets.pill import Pill
from ui.widgets.states import States
from ui.widgets.text import card, clear, column, label, push_button, row, scrolling
from ui.widgets.tiles import StatTile, TileGrid
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.errors import KnownError

if TYPE_CHECKING:
    from vrp_desktop.returns.queries import ReturnPage
    from vrp_desktop.views.queries import ViewRow

_ICONS = {
    "cases": "case",
    "interventions": "intervention",
    "conferences": "conference",
    "actions": "action",
    "safeguarding": "flag",
    "sharing": "export",
    "retention": "clock",
    "rights": "person",
    "settings": "backup",
    "restricted": "lock",
    "imports": "import",
}
_URGENT = (
    "CONCERN_OPEN",
    "CONCERN_OVERDUE",
    "REGISTER_DUE",
    "RIGHTS_DUE",
    "OVERDUE",
    "REVIEW_OVERDUE",
    "CHASE",
    "UNANSWERED",
    "CHECKS_LATE",
    "ANSWER_LATE",
    "FIRST_CONTACT",
    "FAMILY_ANSWER_LATE",
    "START_LATE",
    "TOLD_LATE",
    "KEEP_UNTIL",
    "LOOKS_UNSIGNED",
    "SIX_MONTHS",
)
_GROUPS = (
    ("Safeguarding first", ("safeguarding",)),
    ("Panel cases", ("cases",)),
    ("Interventions, sittings and actions", ("interventions", "conferences", "actions")),
    ("Records", ("imports", "sharing", "rights", "retention", "restricted", "settings")),
)
"""What the tiles are about, by the pages that they open."""

_PAINTED_MS = 100
_THE_REST = ("vrp_desktop.retention.queries", "vrp_desktop.returns.queries", "ui.view_counts")
"""What Home asks once its counts are painted; loaded by no thread that paints."""

_SITTING = "sitting"
"""The form of a draft that was kept while a sitting was live."""


class HomePage(Page):
    """Tiles that open lists, the sittings to come, and the return."""

    watches = (
        "panel_case",
        "safeguarding_concern",
        "register_entry",
        "referral",
        "eligibility_answer",
        "case_review",
        "case_contact",
        "code_entry",
        "told_about_panel",
        "intervention_referral",
        "conference",
        "action",
        "import_batch",
        "import_row",
        "quarterly_return",
        "person",
        "export_receipt",
        "retention_item",
        "legal_hold",
        "saved_view",
        "backup_copy",
        "rights_request",
        "rights_told",
        "status_removal",
        "look_sign_off",
        "restriction",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Home", british(london_day(desk.clock.now())))
        inner = QWidget()
        inner.setProperty("kind", "clear")
        self._inside: QVBoxLayout = column(desk.theme, "wide")
        self._tiles_at: QVBoxLayout = column(desk.theme, "normal")
        self._lower_at: QVBoxLayout = column(desk.theme, "normal")
        self._inside.addLayout(self._tiles_at)
        self._inside.addLayout(self._lower_at)
        self._inside.addStretch(1)
        # Room for the scroll bar, so that it never lies on a tile.
        self._inside.setContentsMargins(0, 0, desk.theme.space("normal"), 0)
        inner.setLayout(self._inside)
        self.states = States(desk.theme, scrolling(inner))
        self.content.addWidget(self.states, 1)
        self._ready: QVBoxLayout | None = None
        self._destroying = ToDestroy(desk, self)
        self._preparing = Preparing(desk, self)
        self._views = MyViews(desk, self)

    def refresh(self) -> None:
        self.desk.tasks.read(home_facts, self.desk.view.place, done=self._show, failed=self._on_failed, key="home")

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        from ui.frame_scenes import FrameScenes

        scenes = FrameScenes(self.desk, self)
        return [(name, getattr(scenes, method)) for name, method in scenes.names]

    def _show(self, facts: HomeFacts) -> None:
        if facts.is_empty:
            self.states.show_empty(
                "Nothing is on file yet",
                "Begin with a spreadsheet of referrals that a partner has sent, or add a child yourself.",
                "Take in a spreadsheet",
                self._to_intake,
                "import",
            )
            return
        self.states.show_content()
        clear(self._tiles_at)
        clear(self._lower_at)
        self._tiles_at.addWidget(label("To do", "heading"))
        tiles = self._tiles(facts)
        for words, pages in _GROUPS:
            found = [tile for page, tile in tiles if page in pages]
            if found:
                self._tiles_at.addWidget(label(words, "label"))
                self._tiles_at.addWidget(TileGrid(self.desk.theme, found))
        if facts.to_destroy:
            self._lower_at.addWidget(self._destroying.card_of(facts.to_destroy))
        self._lower_at.addWidget(SideBySide(self.desk.theme, (self._return_card(facts.due), self._sittings(facts))))
        if facts.drafts:
            self._lower_at.addWidget(self._drafts(facts))
        # What takes longer waits until the counts are painted: its threads would hold them up.
        QTimer.singleShot(_PAINTED_MS, self, self._load_the_rest)

    def _load_the_rest(self) -> None:
        self.desk.tasks.call(_load_the_rest, done=self._ask_the_rest)

    def _ask_the_rest(self, _nothing: None) -> None:
        from vrp_desktop.retention.queries import due_number
        from vrp_desktop.returns.queries import return_page
        from vrp_desktop.views.queries import all_views

        self.desk.tasks.read(due_number, done=self._show_due_to_go, key="retention")
        self.desk.tasks.read(all_views, done=self._show_views, key="views")
        view = self.desk.view
        self._preparing.begin(view.place)
        self.desk.tasks.read(
            return_page, view.quarter, view.place, done=self._show_ready, failed=self._no_return, key="ready"
        )

    def _tiles(self, facts: HomeFacts) -> list[tuple[str, StatTile]]:
        """A tile for each list that holds something, with the page that it opens."""
        made = []
        for tile in facts.tiles:
            if tile.work.number:
                tone = Tone.CAUTION if tile.work.code in _URGENT else Tone.NEUTRAL
                found = self._tile(tile.page, tile.work.code, tile.work.label)
                found.show_number(tile.work.number, tile.work.clears, tone)
                made.append((tile.page, found))
        if facts.held_rows:
            held = self._tile("imports", "HELD", "Rows on the intake desk")
            held.show_number(facts.held_rows, "Mend each, join it to a child, or take it as new.", Tone.CAUTION)
            made.append(("imports", held))
        return made

    def _tile(self, page: str, code: str, words: str) -> StatTile:
        found = StatTile(self.desk.theme, f"{page}:{code}", words, _ICONS.get(page, ""))
        found.opened.connect(self._on_tile)
        return found

    def _return_card(self, due: tuple[Due, ...]) -> QWidget:
        made, inside = card(self.desk.theme, "The return")
        self._ready = column(self.desk.theme, "snug")
        inside.addLayout(self._ready)
        for item in due:
            line = row(self.desk.theme, "snug")
            button = push_button(self.desk.theme, item.quarter.label, kind="link")
            button.setProperty("quarter", item.quarter.code)
            button.clicked.connect(self._on_quarter)
            line.addWidget(button)
            line.addStretch(1)
            words, tone = _due_words(item)
            line.addWidget(Pill(self.desk.theme, words, tone))
            inside.addLayout(line)
        inside.addStretch(1)
        return made

    def _show_ready(self, page: ReturnPage) -> None:
        """If the quarter closed today: how much stands in the way (B2)."""
        from vrp_desktop.returns.content import Grade

        if self._ready is None:
            return
        clear(self._ready)
        blocking = page.content.blocking
        nils = sum(check.code.startswith("NIL_") for check in blocking)
        errors = sum(check.grade is Grade.ERROR for check in blocking) - nils
        queries = len(blocking) - nils - errors
        words = f"{page.ask.quarter.label}: {errors} to mend, {queries} to explain, {nils} nils to confirm."
        if page.versions:
            words = f"{page.ask.quarter.label}: version {page.versions[0].number} is signed."
        self._ready.addWidget(label(words, wrap=True))
        if blocking and not page.versions:
            self._ready.addWidget(label(f"First: {blocking[0].sentence}", "muted", wrap=True))
            fix = push_button(self.desk.theme, "Fix next")
            fix.setProperty("line", blocking[0].line)
            fix.clicked.connect(self._on_fix)
            line = row(self.desk.theme)
            line.addWidget(fix)
            line.addStretch(1)
            holder = QWidget()
            holder.setProperty("kind", "clear")
            holder.setLayout(line)
            self._ready.addWidget(holder)

    def _no_return(self, error: KnownError) -> None:
        if self._ready is not None:
            clear(self._ready)
            self._ready.addWidget(label(error.what, "muted", wrap=True))

    def _sittings(self, facts: HomeFacts) -> QWidget:
        made, inside = card(self.desk.theme, "Coming up")
        if not facts.sittings:
            inside.addWidget(label("No sitting is planned.", "muted"))
        for sitting in facts.sittings:
            button = push_button(self.desk.theme, self.desk.shelf.label("forums", sitting.forum_code), kind="link")
            button.setProperty("sitting", sitting.conference_id)
            button.clicked.connect(self._on_sitting)
            line = row(self.desk.theme, "snug")
            line.addWidget(button)
            line.addStretch(1)
            line.addWidget(label(british(sitting.held_on), "muted"))
            inside.addLayout(line)
        inside.addStretch(1)
        return made

    def _drafts(self, facts: HomeFacts) -> QWidget:
        made, inside = card(self.desk.theme, "Not saved yet")
        many = len(facts.drafts)
        words = "A form was" if many == 1 else f"{many} forms were"
        text = f"{words} being typed when the program last locked or closed. Open the record again to go on."
        inside.addWidget(label(text, wrap=True))
        for draft in facts.drafts:
            if draft.form == _SITTING:
                button = push_button(self.desk.theme, "Go on with the sitting", "forward")
                button.setProperty("sitting", draft.record_id)
                button.clicked.connect(self._on_live)
                line = row(self.desk.theme)
                line.addWidget(button)
                line.addStretch(1)
                inside.addLayout(line)
        return made

    def _on_live(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.go("sitting", record=str(button.property("sitting")))

    def _show_due_to_go(self, number: int) -> None:
        """What retention lets go: counted after all else, since it looks at every record."""
        if not number:
            return
        made, inside = card(self.desk.theme, "Retention")
        words = "1 record is due to go." if number == 1 else f"{number:,} records are due to go."
        inside.addWidget(label(f"{words} Propose them to be erased, or say why they are kept.", wrap=True))
        line = row(self.desk.theme)
        button = push_button(self.desk.theme, "Look at them")
        button.clicked.connect(self._to_retention)
        line.addWidget(button)
        line.addStretch(1)
        inside.addLayout(line)
        self._lower_at.addWidget(made)

    def _show_views(self, rows: list[ViewRow]) -> None:
        """Saved views, once all that is to do is painted."""
        if known := self._views.known(rows):
            self._lower_at.addWidget(self._views.card_of(known))

    def _to_retention(self) -> None:
        self.desk.navigation.go("retention", list="RETENTION_DUE")

    def _on_tile(self, key: str) -> None:
        page, _, code = key.partition(":")
        self.desk.navigation.go(page, list=code)

    def _on_quarter(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.go("returns", quarter=str(button.property("quarter")))

    def _on_sitting(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.open_record("conference", str(button.property("sitting")))

    def _on_fix(self) -> None:
        button = self.sender()
        line = str(button.property("line") or "") if button is not None else ""
        if line:
            self.desk.navigation.go("returns", line=line)
        else:
            self.desk.navigation.go("returns", tab="checks")

    def _to_intake(self) -> None:
        self.desk.navigation.go("imports")

    def _on_failed(self, error: KnownError) -> None:
        self.states.show_error(error, self.refresh)


def _load_the_rest() -> None:
    for name in _THE_REST:
        import_module(name)


def _due_words(item: Due) -> tuple[str, Tone]:
    state = {"DRAFT": "Draft", "COMPLETE": "To be signed", "SIGNED": "To be submitted"}.get(item.state, item.state)
    if item.days_left < 0:
        return f"{state}, overdue", Tone.DANGER
    if item.is_soon or item.is_urgent:
        left = {0: "due today", 1: "due tomorrow"}.get(item.days_left, f"{item.days_left} days left")
        return f"{state}, {left}", Tone.DANGER if item.is_urgent else Tone.CAUTION
    return f"{state}, due {british(item.due_on)}", Tone.NEUTRAL
