"""The page of the quarterly return: any day of the quarter each line with its state, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ui.action import Action
from ui.desk import Desk
from ui.returns.checks import Checks, Places, Readiness, Versions
from ui.returns.dialogs import AnswerQuery, Correct, Sign, Submit
from ui.returns.documents import ReturnDocuments, place_looked_at
from ui.returns.line_panel import LinePanel
from ui.returns.verify import VerifyReturn
from ui.returns.words import STATE_WORDS, amount, of_line
from ui.widgets.columns import Column
from ui.widgets.data_table import DataTable
from ui.widgets.page import Page
from ui.widgets.record_panel import ListAndRecord, RecordPanel
from ui.widgets.states import States
from ui.widgets.tabs import Tabs
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import Quarter
from vrp_desktop.errors import KnownError
from vrp_desktop.returns.commands import complete_return, reopen_return
from vrp_desktop.returns.content import Line
from vrp_desktop.returns.queries import ReturnPage, return_page


def _act(name: str, text: str, icon: str, tip: str, permission: Permission, shortcut: str = "") -> Action:
    return Action(f"return.{name}", text, icon, shortcut, tip, permission, group="Return")


COMPLETE = _act("complete", "Complete", "ok", "Say that the return is ready to sign", Permission.PREPARE_RETURN)
REOPEN = _act("reopen", "Back to draft", "undo", "Take the return back to draft", Permission.PREPARE_RETURN)
SIGN = _act("sign", "Sign", "return", "Sign and freeze the return", Permission.SIGN_RETURN)
SUBMIT = _act("submit", "Record submission", "export", "When, how and to whom", Permission.SIGN_RETURN)
CORRECT = _act("correct", "Begin a correction", "edit", "Open a new version", Permission.PREPARE_RETURN)
EXPORT = _act("export", "Export", "export", "PDF, Excel or CSV, with a receipt", Permission.EXPORT, "Ctrl+E")
PREVIEW = _act("preview", "Preview and print", "print", "The pages", Permission.SEE_RECORDS, "Ctrl+P")
_BY_STATE = {
    "DRAFT": (COMPLETE,),
    "COMPLETE": (SIGN, REOPEN),
    "SIGNED": (SUBMIT, CORRECT),
    "SUBMITTED": (SUBMIT, CORRECT),
}


VERIFY = _act("verify", "Verify", "ok", "Compare a PDF or a phrase with what was signed", Permission.SEE_RECORDS)


class ReturnsPage(Page):
    """Lines, checks and versions of the return of the place and quarter looked at."""

    watches = (
        "action",
        "action_step",
        "attendance",
        "case_review",
        "case_status",
        "code_entry",
        "conference",
        "contact",
        "eligibility_answer",
        "forum",
        "import_batch",
        "import_row",
        "intervention_referral",
        "intervention_status",
        "letter",
        "panel_case",
        "panel_decision",
        "person",
        "person_name",
        "person_profile",
        "provider_total",
        "quarterly_return",
        "referral",
        "support_agreement",
        "trigger_event",
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "Return")
        self.page: ReturnPage | None = None
        self._wanted_line = ""
        self.documents = ReturnDocuments(desk, self)
        self.readiness = Readiness(desk)
        self.lines = self._make_lines()
        self.panel = RecordPanel(desk.theme)
        self.line = LinePanel(desk, self.panel)
        self.split = ListAndRecord(desk.theme, self.lines, self.panel)
        self.checks, self.versions, self.places = Checks(desk), Versions(desk), Places(desk)
        self.tabs = Tabs(desk.theme, "Return")
        self.tabs.add("lines", "Lines", self.split)
        self.tabs.add("checks", "Checks", self.checks, scrolls=True)
        self.tabs.add("versions", "Versions", self.versions, scrolls=True)
        self.tabs.add("places", "Places", self.places, scrolls=True)
        self.states = States(desk.theme, self.tabs)
        self.content.addWidget(self.readiness)
        self.content.addWidget(self.states, 1)
        self._buttons = {
            action.id: self.add_action(action, handler, kind)
            for action, handler, kind in (
                (COMPLETE, self.complete, "primary"),
                (SIGN, self.sign, "primary"),
                (SUBMIT, self.submit, "primary"),
                (REOPEN, self.reopen, ""),
                (CORRECT, self.correct, ""),
                (PREVIEW, self.preview, ""),
                (EXPORT, self.export, ""),
                (VERIFY, self.verify, ""),
            )
        }
        self._connect()

    def refresh(self) -> None:
        view = self.desk.view
        self.set_title(f"Return for {view.quarter.label}", place_looked_at(self.desk))
        if self.page is None:
            self.states.show_loading()
        self.desk.tasks.read(
            return_page, view.quarter, view.place, done=self._show, failed=self._on_failed, key="return"
        )

    def open_at(self, where: Mapping[str, str]) -> None:
        if "quarter" in where:
            self.desk.view.set_quarter(Quarter.parse(where["quarter"]))
        if "tab" in where:
            self.tabs.go(where["tab"])
        self._wanted_line = where.get("line", "")

    def is_editing(self) -> bool:
        return self.line.is_editing()

    def complete(self) -> None:
        """Say that the return is complete."""
        if self.page is not None:
            self.desk.tasks.write(complete_return, self.page.ask, done=self._on_done)

    def reopen(self) -> None:
        """Take it back to draft."""
        if self.page is not None:
            self.desk.tasks.write(reopen_return, self.page.ask, done=self._on_done)

    def sign(self) -> None:
        """Sign, where nothing stands in the way; else say what does."""
        if self.page is None:
            return
        if self.page.sign_refusal:
            self.desk.messages.say("The return cannot be signed now.", means=self.page.sign_refusal)
            return
        self._open_sign()

    def submit(self) -> None:
        """Record the submission."""
        if self.page is not None:
            Submit(self.desk, self, self.page).open()

    def correct(self) -> None:
        """Begin a new version."""
        if self.page is not None:
            Correct(self.desk, self, self.page).open()

    def export(self) -> None:
        """PDF, XLSX or CSV for an audience, with a receipt."""
        self.documents.export()

    def preview(self) -> None:
        """Show the document's pages; from there they print."""
        self.documents.preview()

    def scenes(self) -> Sequence[tuple[str, Callable[[], object]]]:
        return (
            ("export", self.export),
            ("preview", self.preview),
            ("sign", self._open_sign),
            ("submit", self.submit),
            ("verify", self.verify),
        )

    def _open_sign(self) -> None:
        if self.page is not None:
            dialog = Sign(self.desk, self, self.page)
            dialog.saved.connect(self._on_signed)
            dialog.open()

    def _connect(self) -> None:
        self.lines.opened.connect(self._on_line)
        self.lines.chosen.connect(self._on_chosen)
        self.panel.closed.connect(self._on_closed)
        self.line.opened.connect(self.desk.navigation.open_record)
        self.checks.line_asked.connect(self._go_to_line)
        self.checks.record_asked.connect(self.desk.navigation.open_record)
        self.checks.answer_asked.connect(self._on_answer)
        self.versions.document_asked.connect(self.documents.show_filed)
        self.versions.ink_asked.connect(self._on_ink)
        self.versions.scan_asked.connect(self.documents.file_scan)

    def _make_lines(self) -> DataTable:
        def state(line: Line) -> Any:
            return STATE_WORDS[line.state]

        columns = (
            Column("number", "Line", lambda r: r.spec.number, ems=3.5, by=lambda r: _order(r.spec.number)),
            Column("label", "What it counts", lambda r: r.spec.label, ems=30, stretch=True, tip=lambda r: r.spec.label),
            Column("value", "Quarter", of_line, ems=6, right=True),
            Column("year", "Year to date", lambda r: amount(r.year_to_date, r.spec.unit), ems=6.5, right=True),
            Column("before", "Last quarter", lambda r: amount(r.last_quarter, r.spec.unit), ems=6.5, right=True),
            Column("unit", "Unit", lambda r: r.spec.unit, ems=9),
            Column("state", "State", lambda r: state(r)[0], ems=9, tone=lambda r: state(r)[1]),
        )
        return DataTable(
            self.desk, "lines of the return", columns, key="return", row_id=lambda r: str(r.spec.code), unit="line"
        )

    def _show(self, page: ReturnPage) -> None:
        self.page = page
        self.states.show_content()
        self.readiness.show(page)
        self.lines.show_rows(page.content.lines)
        is_open = page.state in ("DRAFT", "COMPLETE")
        self.checks.show(page.content.checks if is_open else (), is_open)
        self.versions.show(page)
        self.places.show(page)
        blocking = len(page.content.blocking) if is_open else 0
        self.tabs.setTabText(1, f"Checks ({blocking})" if blocking else "Checks")
        self.tabs.setTabText(2, f"Versions ({len(page.versions)})" if page.versions else "Versions")
        self._show_actions(page.state)
        code = self._wanted_line or (self.line.code if self.split.is_open else "")
        if code and not self.line.is_editing():
            self._wanted_line = ""
            self._show_line(page.content.line(code))

    def _show_actions(self, state: str) -> None:
        offered = {action.id for action in (*_BY_STATE[state], PREVIEW, EXPORT, VERIFY)}
        for action_id, button in self._buttons.items():
            shown = action_id in offered
            # First on, then shown: a button that was off till now would stay hidden.
            self.desk.actions.enable(action_id, shown)
            button.setVisible(shown and button.isEnabled())

    def _show_line(self, line: Line) -> None:
        if self.page is not None:
            self.line.show(self.page.ask, line, self.page.state in ("DRAFT", "COMPLETE"))
            self.split.open_record()

    def _on_line(self, line: Line) -> None:
        self._show_line(line)

    def _on_chosen(self, line: Line | None) -> None:
        """Once the panel is open it follows the cursor, unless something is being typed."""
        if line is not None and self.split.is_open and line.spec.code != self.line.code and not self.line.is_editing():
            self._show_line(line)

    def _on_closed(self) -> None:
        self.line.code = ""

    def _go_to_line(self, code: str) -> None:
        if self.page is not None:
            self.tabs.go("lines")
            self.lines.choose_id(code)
            self._show_line(self.page.content.line(code))

    def _on_answer(self, code: str) -> None:
        if self.page is None:
            return
        check = next((item for item in self.page.content.checks if item.code == code), None)
        if check is not None:
            AnswerQuery(self.desk, self, self.page, check).open()

    def _on_done(self, _result: object) -> None:
        self.refresh()

    def _on_signed(self, _result: object) -> None:
        self.desk.messages.note("Signed. The figures and the records behind them are frozen.")
        self.tabs.go("versions")

    def _on_failed(self, error: KnownError) -> None:
        self.states.show_error(error, self.refresh)

    def _on_ink(self, role: str) -> None:
        if self.page is not None and self.page.signed is not None:
            self.documents.show_page_to_sign(self.page.signed, role)

    def verify(self) -> None:
        """Whether a PDF or a phrase is of a return that was signed here."""
        VerifyReturn(self.desk, self).open()


def _order(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in number.split("."))
