"""Pictures of the whole kit, for looking at: `python -m tests.ui.gallery OUTDIR`. Made-up records only."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QWidget

from tests.ui.desks import app, make_desk
from ui.action import Action
from ui.desk import Desk
from ui.frame import Frame, FrameFacts
from ui.navigation import PageSpec
from ui.palette import Found, Palette, RecordSearch
from ui.theme.tokens import Scheme, Tone
from ui.widgets.banner import Banner
from ui.widgets.columns import Column, question
from ui.widgets.data_table import DataTable
from ui.widgets.fields import Check, Choose, Day, Lines, Number, Option, Pick, Radio, Section, Several, Text
from ui.widgets.form import Form
from ui.widgets.form_dialog import FormDialog
from ui.widgets.message_dialog import MessageDialog
from ui.widgets.page import Page
from ui.widgets.pill import Pill
from ui.widgets.question import Choice, Question
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.text import card, label, push_button, row
from ui.widgets.tiles import StatTile, TileGrid
from vrp_desktop.calendar import Quarter, british
from vrp_desktop.errors import KnownError


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A made-up case."""

    id: str
    code: str
    name: str
    place: str
    status: str
    referred: date


STATUSES = ("Identified", "Partner checks", "On the agenda", "In support", "Closed", "Deferred")
TONES = dict(zip(STATUSES, (Tone.INFO, Tone.CAUTION, Tone.ACCENT, Tone.GOOD, Tone.NEUTRAL, Tone.DANGER), strict=True))
NAMES = ("Robin Madeup", "Sam Example", "Alex Invented", "Jo Sample", "Kit Pretend", "Charlie Fiction")
PLACES = ("Basingstoke", "Isle of Wight", "Portsmouth", "Southampton")
ROWS = [
    CaseRow(f"c{n}", f"PC-{n:04}", NAMES[n % 6], PLACES[n % 4], STATUSES[n % 6], date(2026, 4 + n % 5, 1 + n % 27))
    for n in range(2_400)
]
COLUMNS = (
    Column("code", "Case", lambda r: r.code, ems=7),
    Column("name", "Child or young person", lambda r: r.name, ems=13, stretch=True),
    Column("place", "Place", lambda r: r.place, ems=9),
    Column("status", "Status", lambda r: r.status, ems=10, tone=lambda r: TONES[r.status]),
    Column("referred", "Referred on", lambda r: british(r.referred), ems=9, by=lambda r: r.referred, right=True),
)


class CasesPage(Page):
    """A list with a record beside it."""

    watches = ("panel_case",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Panel cases", "Every referral to a panel, from identified to closed")
        self.table = DataTable(desk, "panel cases", COLUMNS, row_id=lambda r: r.id, unit="case")
        self.table.tools.set_copy_hook(self._on_taken)
        self.table.tools.set_export_hook(self._on_taken)
        self.panel = RecordPanel(desk.theme)
        self.split = ListAndRecord(desk.theme, self.table, self.panel)
        self.content.addWidget(self.split, 1)
        self.table.opened.connect(self._open)
        self.add_action(Action("cases.import", "Import", "import", "Ctrl+I", "Take in a spreadsheet"), self._noop)
        self.add_action(Action("cases.new", "New referral", "plus", "Ctrl+N", "Add a referral"), self._noop, "primary")

    def refresh(self) -> None:
        self.table.show_rows(ROWS)

    def _on_taken(self, taken: object) -> None:
        pass

    def _noop(self) -> None:
        pass

    def _open(self, row_: CaseRow) -> None:
        self.panel.clear()
        self.panel.set_title(row_.name, f"{row_.code} · {row_.place}")
        self.panel.pill.show_status(row_.status, TONES[row_.status])
        self.panel.pill.show()
        theme = self.desk.theme
        self.panel.buttons.addWidget(push_button(theme, "Record decision", "action", "primary"))
        self.panel.buttons.addWidget(push_button(theme, "Edit", "edit"))
        self.panel.buttons.addStretch(1)
        self.panel.body.addWidget(label("Eligibility", "heading"))
        self.panel.body.addWidget(label("Meets the rule: second time named as suspect in 12 months.", wrap=True))
        self.panel.body.addWidget(label("Decision", "heading"))
        self.panel.body.addWidget(label("Offer support, 14 July 2026. Owner: Youth justice.", wrap=True))
        self.split.open_record()


class HomePage(Page):
    """Tiles and cards."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Home", "Q2 2026-27, all places")
        tiles = []
        facts = (
            ("awaiting", "Awaiting a reply", "clock", 12, "3 for more than 10 days", Tone.CAUTION),
            ("overdue", "Overdue actions", "action", 4, "oldest 19 days", Tone.DANGER),
            ("agenda", "On the next agenda", "conference", 7, "Portsmouth, 19 August", Tone.NEUTRAL),
            ("errors", "Return: errors", "return", 0, "nothing blocks signing", Tone.GOOD),
        )
        for key, what, icon, number, note, tone in facts:
            tile = StatTile(desk.theme, key, what, icon)
            tile.show_number(number, note, tone)
            tiles.append(tile)
        self.content.addWidget(TileGrid(desk.theme, tiles))
        frame, inside = card(desk.theme, "What is due")
        for text, tone, when in (
            ("Return for Q1 2026-27 is due", Tone.CAUTION, "in 3 days"),
            ("Two cases wait for partner checks", Tone.INFO, "since Monday"),
            ("Backup made and verified", Tone.GOOD, "today"),
        ):
            line = row(desk.theme)
            line.addWidget(Pill(desk.theme, when, tone))
            line.addWidget(label(text), 1)
            line.addWidget(push_button(desk.theme, "Open", kind="link"))
            inside.addLayout(line)
        self.content.addWidget(frame)
        banner = Banner(desk.theme)
        banner.show_text("The last backup is 16 days old.", "Make one now: it takes a minute.", Tone.CAUTION)
        self.content.addWidget(banner)
        self.content.addStretch(1)


OPTIONS = [Option(code.upper(), code) for code in ("Police", "School", "Youth justice", "Children’s social care")]
FIELDS = (
    Section("Who", "Search first: the child may be on file."),
    Text(name="forenames", label="Forenames", required=True, half=True),
    Text(name="surname", label="Surname", required=True, half=True),
    Day(name="born_on", label="Date of birth", help="Leave blank where it is not known", half=True),
    Choose(name="sex", label="Sex", options=OPTIONS, half=True),
    Radio(name="care", label="Care experience", help="Ask, do not guess"),
    Section("The referral"),
    Choose(name="agency", label="Referring agency", options=OPTIONS * 3, required=True, half=True),
    Number(name="events", label="Trigger events", unit="events", half=True),
    Pick(name="worker", label="Key worker", help="Type a part of the name"),
    Several(name="needs", label="What would help", options=OPTIONS),
    Check(name="told", label="The child has been told about the panel"),
    Lines(name="reason", label="Reason for the referral", required=True, lines=3),
)


class FormPage(Page):
    """A form on a page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "New referral")
        self.form = Form(desk.theme, FIELDS)
        self.form.set_values({"forenames": "Robin", "care": "NO", "told": True, "born_on": date(2012, 3, 4)})
        self.form.set_errors({"surname": "Surname is needed.", "agency": "Referring agency is needed."})
        self.content.addWidget(self.form)


class EmptyPage(Page):
    """Quiet states."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Panels and conferences")
        table = DataTable(desk, "conferences", COLUMNS, unit="conference")
        table.set_empty("No conferences yet", "Add the first sitting of a panel.", "Add", self.refresh, "conference")
        table.show_rows([])
        self.content.addWidget(table, 1)

    def open_at(self, where: Mapping[str, str]) -> None:
        pass


class ErrorPage(Page):
    """What went wrong."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Returns")
        table = DataTable(desk, "returns", COLUMNS, unit="return")
        error = KnownError("The disk is full.", means="Nothing was lost.", do="Make room on the disk, then try again.")
        table.states.show_error(error, self.refresh)
        self.content.addWidget(table, 1)


PAGES = (
    ("home", "Home", "home", HomePage),
    ("children", "Children and young people", "people", FormPage),
    ("cases", "Panel cases", "case", CasesPage),
    ("interventions", "Interventions", "intervention", EmptyPage),
    ("conferences", "Panels and conferences", "conference", EmptyPage),
    ("actions", "Actions", "action", EmptyPage),
    ("returns", "Returns", "return", ErrorPage),
    ("audit", "Audit", "audit", EmptyPage),
    ("settings", "Settings", "settings", EmptyPage),
)


def search_question(typed: str) -> object:
    """What the palette asks."""
    return question(lambda _store, words: [r for r in ROWS if words.casefold() in r.name.casefold()][:5], typed)


def make_frame(desk: Desk) -> Frame:
    """A frame with made-up pages."""
    for key, title, icon, factory in PAGES:
        desk.navigation.register(PageSpec(key, title, icon, factory, opens=("panel_case",) if key == "cases" else ()))
    search = RecordSearch(
        search_question,  # type: ignore[arg-type]
        lambda rows: [Found("panel_case", r.id, r.name, r.code, "case") for r in rows],
    )
    places = [Option(name[:3].upper(), name) for name in PLACES]
    quarters = [Quarter(2026, 2), Quarter(2026, 1), Quarter(2025, 4)]
    return Frame(desk, FrameFacts("Practice workspace", places, quarters, search=search))


class ReferralDialog(FormDialog):
    """A form in a dialog."""

    def send(self, values: dict[str, object]) -> None:
        self.accept()


def settle(ms: int = 30) -> None:
    """Let the event loop run until all is painted."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


def main(out: Path) -> None:
    """Paint everything in light and dark, at 1 and 2."""
    out.mkdir(parents=True, exist_ok=True)
    app()
    for scheme in Scheme:
        for scale in (1.0, 2.0):
            _paint(out, scheme, scale)


def _paint(out: Path, scheme: Scheme, scale: float) -> None:
    desk = make_desk(scheme=scheme, scale=scale)
    frame = make_frame(desk)
    frame.resize(1366, 768)
    frame.show()
    name = f"{scheme.value}_{scale:.0f}"
    for key, *_rest in PAGES:
        if key in ("actions", "conferences", "audit", "settings"):
            continue
        desk.navigation.go(key)
        settle()
        frame.grab().save(str(out / f"{name}_{key}.png"))
    desk.navigation.go("cases")
    page = frame.page
    assert isinstance(page, CasesPage)
    page.table.view.go_to(3)
    page.table.view.opened.emit(ROWS[3])
    page.table.view.setFocus()
    settle()
    frame.grab().save(str(out / f"{name}_record.png"))
    error = KnownError("The backup is damaged.", means="Your workspace is untouched.", do="Try an older backup.")
    box = MessageDialog(
        desk.theme,
        Question(
            error.what, error.means, error.do, (Choice("yes", "Erase", "danger"), Choice("no", "Cancel")), Tone.DANGER
        ),
        frame,
    )
    dialog = ReferralDialog(desk, "New referral", FIELDS, frame, intro="What is typed is kept as a draft.")
    dialog.show_failure(error)
    palette = Palette(desk, None, frame)
    for title, widget in (("box", box), ("dialog", dialog), ("palette", palette)):
        widget.show()
        settle()
        widget.grab().save(str(out / f"{name}_{title}.png"))
        widget.close()
    frame.frame_actions.shortcuts()
    settle()
    sheet = frame.findChildren(
        QWidget, options=__import__("PySide6.QtCore").QtCore.Qt.FindChildOption.FindDirectChildrenOnly
    )
    for found in sheet:
        if found.isWindow() and found.isVisible():
            found.grab().save(str(out / f"{name}_shortcuts.png"))
            found.close()
    desk.view.set_mode(type(desk.view.mode).COVERED)
    settle()
    frame.grab().save(str(out / f"{name}_covered.png"))
    frame.close()
    desk.tasks.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
