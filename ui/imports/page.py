"""The page of spreadsheet intake: a list on its way in by three steps, the desk of held rows, and the batches."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QStackedWidget

from ui.action import Action
from ui.desk import Desk
from ui.imports import pasted_step, under_way
from ui.imports.asking import Beginning, beginning, read_file
from ui.imports.batch_list import BatchList
from ui.imports.held_list import HeldList
from ui.imports.outcome import Outcome
from ui.imports.pasted_step import PastedStep
from ui.imports.take_in import TakeIn
from ui.imports.under_way import UnderWay
from ui.imports.words import rows_of
from ui.source_file import SourceFile
from ui.tasks import Job
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.page import Page
from ui.widgets.tabs import Tabs
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.drafts import commands as drafts
from vrp_desktop.drafts.queries import DraftRow, draft_of
from vrp_desktop.errors import Cancelled, KnownError
from vrp_desktop.imports.pasting.drafting import FORM, from_draft
from vrp_desktop.imports.pasting.proposal import Proposal
from vrp_desktop.imports.pasting.reading import Clip, read_clip, read_mail_file
from vrp_desktop.imports.queries import BatchRow
from vrp_desktop.imports.reading.settings import BatchSettings
from vrp_desktop.imports.reading.workbook import Workbook
from vrp_desktop.imports.results import Taken

_PATTERNS = ("Spreadsheets (*.xlsx *.xlsm *.ods *.csv *.txt)", "E-mails (*.eml)", "All files (*)")
_MAIL = (".eml", ".msg")
_TITLES = {True: "Take in what was pasted", False: "Take in a spreadsheet"}


def _act(name: str, text: str, icon: str, keys: str, tip: str) -> Action:
    return Action(f"imports.{name}", text, icon, keys, tip, Permission.IMPORT, group="Intake")


NEW = _act("new", "Take in a spreadsheet", "plus", "Ctrl+N", "Choose a file that a partner has sent")
PASTE = _act("paste", "Paste an e-mail or table", "copy", "Ctrl+Shift+V", "Take in what you have copied")
FORWARD = _act("forward", "Next step of the intake", "chevron_right", "Ctrl+PgDown", "Go to the next step")
BACKWARD = _act("backward", "Step before of the intake", "chevron_left", "Ctrl+PgUp", "Go to the step before")


class ImportsPage(Page):
    """Shows the tabs of desk and batches, the steps of a list on its way in, or what came of one."""

    watches = ("import_batch", "import_row", "import_sender", "person", "person_name", "person_profile")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Intake")
        self.setAcceptDrops(True)
        self._workbook: Workbook | None = None
        self._source: tuple[Path, str] | None = None
        self._reading: Path | None = None
        self._source_file = SourceFile(desk, self)
        self._source_file.refused.connect(self._on_not_read)
        self.banner, self.busy = Banner(desk.theme), BusyBar(desk.theme)
        self.held, self.batches = HeldList(desk), BatchList(desk)
        self.tabs = Tabs(desk.theme, "Intake")
        self.tabs.add("desk", "On the desk", self.held)
        self.tabs.add("batches", "Batches", self.batches)
        self.take_in, self.outcome, self.pasted = TakeIn(desk), Outcome(desk), PastedStep(desk)
        self.stack = QStackedWidget()
        for part in (self.tabs, self.take_in, self.outcome, self.pasted):
            self.stack.addWidget(part)
        self.content.addWidget(self.banner)
        self.content.addWidget(self.busy)
        self.content.addWidget(self.stack, 1)
        self._new_button = self.add_action(NEW, self.new, "primary")
        self._paste_button = self.add_action(PASTE, self.paste)
        desk.actions.add(FORWARD, self.take_in.forward, self.take_in)
        desk.actions.add(BACKWARD, self.take_in.backward, self.take_in)
        self._connect()
        self._show(self.tabs)
        way = under_way.kept(desk.view)
        proposal = pasted_step.kept(desk.view)
        if way is not None:
            self._begin(way)
        elif proposal is not None and desk.view.text("x") == "x":
            self._propose(proposal)
        elif desk.view.text("x") == "x":
            desk.tasks.read(draft_of, FORM, drafts.NEW, done=self._on_pasted_before, key="pasted-before")

    @property
    def table(self) -> Any:
        """The list that is in sight, for whoever goes through the pages."""
        return self.held.table if self.tabs.key == "desk" else self.batches.table

    def refresh(self) -> None:
        self.held.refresh()
        self.batches.refresh()

    def is_editing(self) -> bool:
        return self.held.is_editing()

    def keep_drafts(self) -> None:
        self.held.row.keep_draft()
        self.pasted.keep()

    def open_at(self, where: Mapping[str, str]) -> None:
        kind = where.get("kind", "")
        if "record" in where and kind == "import_batch":
            self._go_to("batches")
            self.batches.open_batch(where["record"])
        elif "record" in where:
            self._go_to("desk")
            self.held.open_row(where["record"])
        elif "tab" in where:
            self._go_to(where["tab"])

    def new(self) -> None:
        """Choose a file to take in."""
        if self.take_in.way is not None:
            self._show(self.take_in)
            return
        path = self.desk.messages.open_file("Take in a spreadsheet", *_PATTERNS)
        if path is not None:
            self.read(path)

    def paste(self) -> None:
        """Read what was copied: an e-mail, a table of Word or cells of a sheet. Nothing is changed by it."""
        data = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data is not None else []
        if len(paths) == 1:
            self.read(paths[0])
        elif data is not None:
            self.read_clip(Clip(data.text(), data.html() if data.hasHtml() else ""))

    def read_clip(self, clip: Clip) -> None:
        """Propose rows of what was copied or dropped."""
        if self._may_read_words():
            self.busy.start("Reading what was pasted", self._call(read_clip, clip, self.desk.today))

    def _may_read_words(self) -> bool:
        """Pasted words are looked at by a person, so names must be in sight; and one thing comes after another."""
        if self.take_in.way is not None or self.pasted.proposal is not None:
            self._show(self.take_in if self.take_in.way is not None else self.pasted)
            return False
        if self.desk.view.text("x") != "x":
            self.desk.messages.say("Pasting needs the view of names.", do="Show names (Ctrl+Shift+N) first.")
            return False
        self.banner.hide()
        self._show(self.tabs)
        return True

    def _call(self, read: Callable[..., Proposal], *args: Any) -> Job:
        return self.desk.tasks.call(read, *args, done=self._propose, failed=self._on_not_read)

    def read(self, path: Path) -> None:
        """Read and guard a file; nothing is changed by it."""
        if path.suffix.lower() in _MAIL:
            if self._may_read_words():
                self.busy.start("Reading the e-mail", self._call(read_mail_file, path, self.desk.today))
            return
        self.banner.hide()
        self._show(self.tabs)
        self._reading = path
        job = self.desk.tasks.call(
            read_file, path, done=self._on_read, failed=self._on_not_read, progress=self.busy.show_progress
        )
        self.busy.start("Reading the file", job)

    def begin(self, workbook: Workbook, found: Beginning) -> None:
        """Take up a file that was read."""
        settings = BatchSettings(place=self.desk.view.place)
        self._begin(UnderWay(workbook, settings, found.senders))

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        from ui.imports.scenes import Scenes

        shown = Scenes(self)
        return tuple((name, partial(getattr(shown, method))) for name, method in shown.names)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file held over the page: say what letting go will do."""
        if self._dropped(event) is not None and self._can_begin():
            event.acceptProposedAction()
            self.banner.show_text("Let go to take this file in.", "It is read first; nothing changes yet.", Tone.INFO)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.banner.hide()
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        self.banner.hide()
        if path is not None and self._can_begin():
            event.acceptProposedAction()
            self.read(path)

    def _connect(self) -> None:
        self.pasted.agreed.connect(self._on_agreed)
        self.pasted.left.connect(self._on_left)
        self.take_in.taken.connect(self._on_taken)
        self.take_in.left.connect(self._on_left)
        self.outcome.asked.connect(self._on_next)
        self.held.counted.connect(self._on_counted)
        self.held.wanted.connect(self.new)
        self.batches.wanted.connect(self.new)
        self.batches.held_asked.connect(self._on_held_asked)
        self.batches.row_asked.connect(self._on_row_asked)
        self.batches.record_asked.connect(self.desk.navigation.open_record)

    def _can_begin(self) -> bool:
        return self.take_in.way is None and not self.busy.isVisible()

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        """The one local file that is dragged; several at once are not taken."""
        urls = event.mimeData().urls()
        is_one = len(urls) == 1 and urls[0].isLocalFile()
        return Path(urls[0].toLocalFile()) if is_one else None

    def _show(self, part: Any) -> None:
        self.stack.setCurrentWidget(part)
        is_going = part in (self.take_in, self.pasted)
        self.set_title(_TITLES.get(part is self.pasted, "Intake") if is_going else "Intake")
        for button in (self._new_button, self._paste_button):
            button.setVisible(not is_going and button.isEnabled())

    def _go_to(self, tab: str) -> None:
        if self.take_in.way is None:
            self._show(self.tabs)
        self.banner.hide()
        self.tabs.go(tab)

    def _begin(self, way: UnderWay) -> None:
        self.banner.hide()
        self._show(self.take_in)
        self.take_in.begin(way)

    def _propose(self, proposal: Proposal) -> None:
        self.busy.finish()
        self.pasted.begin(proposal)
        self._show(self.pasted)

    def _on_pasted_before(self, draft: DraftRow | None) -> None:
        """What was pasted when the program last locked is offered again, unless something else is under way."""
        is_free = self.take_in.way is None and self.pasted.proposal is None and self.stack.currentWidget() is self.tabs
        if draft is not None and is_free:
            self._propose(from_draft(draft.content))
            self.pasted.say_again(draft)

    def _on_agreed(self, workbook: Workbook) -> None:
        self._reading = None
        self._on_read(workbook)

    def _on_read(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._source = (self._reading, workbook.digest) if self._reading is not None else None
        self.desk.tasks.read(
            beginning, workbook.digest, done=self._on_beginning, failed=self._on_not_read, key="beginning"
        )

    def _on_beginning(self, found: Beginning) -> None:
        """The same file twice asks."""
        self.busy.finish()
        workbook, self._workbook = self._workbook, None
        if workbook is None or (found.taken_before and not self._again(found.taken_before[0])):
            return
        self.begin(workbook, found)

    def _again(self, before: BatchRow) -> bool:
        day = british(london_day(before.taken_at))
        return self.desk.messages.confirm(
            "This very file was taken in before.",
            means=f"On {day} by {before.taken_by}, as a list from {before.sender}: {rows_of(before.counts.taken)} of "
            f"{before.counts.read:,} were taken. Rows that are on file already will make nothing new.",
            yes="Look at it again",
            no="Leave it",
        )

    def _on_not_read(self, error: KnownError) -> None:
        self.busy.finish()
        if isinstance(error, Cancelled):
            self.banner.show_text("Stopped.", "Nothing was taken in and nothing was changed.", Tone.INFO)
        else:
            self.banner.show_error(error)

    def _on_taken(self, taken: Taken) -> None:
        self.outcome.show_taken(taken)
        self._show(self.outcome)
        self._go_on_with_the_rest()
        source, self._source = self._source, None
        if source is not None:
            self._source_file.offer(*source, "a list")

    def _go_on_with_the_rest(self) -> None:
        """Rows of a paste that were left for later are offered again."""
        proposal, rest = self.pasted.proposal, self.pasted.rest()
        if proposal is None:
            return
        self.pasted.end()
        many = "1 row" if len(rest) == 1 else f"{len(rest)} rows"
        if rest and self.desk.messages.confirm(
            f"Go on with the other {many} of what was pasted?", means="Otherwise they are left out.", yes="Go on"
        ):
            self._propose(replace(proposal, rows=rest))

    def _on_left(self) -> None:
        self._show(self.tabs)

    def _on_next(self, deed: str, batch_id: str) -> None:
        match deed:
            case "desk":
                self._on_held_asked(batch_id)
            case "batch":
                self._go_to("batches")
                self.batches.open_batch(batch_id)
            case "cases":
                self._go_to("batches")
                self.desk.navigation.go("cases")

    def _on_held_asked(self, batch_id: str) -> None:
        self._go_to("desk")
        self.held.show_batch(batch_id)

    def _on_row_asked(self, row_id: str) -> None:
        self._go_to("desk")
        self.held.open_row(row_id)

    def _on_counted(self, many: int) -> None:
        self.tabs.rename("desk", f"On the desk ({many:,})" if many else "On the desk")
