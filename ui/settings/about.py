"""About the program and this workspace: version, licences, whether it is sound, and exports to be destroyed."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Sequence
from importlib import metadata

from PySide6.QtCore import Qt

from ui.desk import Desk
from ui.settings.own_key import open_workspace_of
from ui.settings.section import Section
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.busy import BusyBar
from ui.widgets.columns import Column
from ui.widgets.facts import facts
from ui.widgets.short_table import ShortTable
from ui.widgets.text import card, clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british_short
from vrp_desktop.clock import london_day
from vrp_desktop.errors import KnownError
from vrp_desktop.exports.queries import ReceiptRow, receipts
from vrp_desktop.paths import resources
from vrp_desktop.workspace.checks import Area, Problem, verify_workspace
from vrp_desktop.workspace.queries import About, about

_LICENCES = (
    "VRP Desktop is free software under the MIT licence, without any warranty. It stands on the work of others: Qt and "
    "PySide6 (LGPL 3), Python (PSF), SQLite (public domain) with SQLCipher (BSD), the Noto fonts (SIL Open Font "
    "Licence), and SQLAlchemy, Alembic, cryptography, reportlab, pyqtgraph, pypdfium2, pikepdf, XlsxWriter, rapidfuzz, "
    "jellyfish, segno and platformdirs, each under a free licence of its own."
)
_MOST_TOLD = 12


class AboutSection(Section):
    """For every role; what exports are to be destroyed, for those who see the audit."""

    key = "about"
    title = "About"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._facts = column(desk.theme, "snug")
        self.result = Banner(desk.theme)
        self.busy = BusyBar(desk.theme)
        self.exports: ShortTable | None = None
        frame, inside = card(desk.theme, "This program")
        inside.addLayout(self._facts)
        inside.addWidget(label(_LICENCES, "muted", wrap=True))
        self.content.addWidget(frame)
        self._add_verify()
        if desk.actor.may(Permission.SEE_AUDIT):
            self._add_exports()
        self.content.addStretch(1)

    def refresh(self) -> None:
        self.desk.tasks.read(about, done=self._show_about, key="about")
        if self.exports is not None:
            self.desk.tasks.read(receipts, done=self._show_exports, key="receipts")

    def verify(self) -> None:
        """Check every page, table, link, the search index and the audit's chain."""
        self.result.hide()
        self.verify_button.setEnabled(False)
        self.busy.start("Checking everything")
        self.desk.tasks.call(
            verify_workspace, open_workspace_of(self.desk), done=self._on_verified, failed=self._on_failed
        )

    def _add_verify(self) -> None:
        frame, inside = card(self.desk.theme, "Is the workspace sound?")
        words = (
            "Reads every page of the file, every table and the links between records, compares the search index, and "
            "follows the audit from its first deed. It changes nothing, and takes a minute at most."
        )
        inside.addWidget(label(words, wrap=True))
        self.verify_button = push_button(self.desk.theme, "Verify now", "ok")
        self.verify_button.clicked.connect(self.verify)
        inside.addWidget(self.verify_button, 0, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self.busy)
        inside.addWidget(self.result)
        self.content.addWidget(frame)

    def _add_exports(self) -> None:
        frame, inside = card(self.desk.theme, "Exports to be destroyed")
        words = "Copies outside the workspace whose day has come. Ask whoever has them to destroy them."
        inside.addWidget(label(words, "muted", wrap=True))
        columns = (
            Column("destroy", "By", lambda r: british_short(r.destroy_by), ems=7, by=lambda r: r.destroy_by),
            Column("what", "What", lambda r: self.desk.view.text(r.what), ems=16, stretch=True),
            Column("recipient", "Who has it", lambda r: self.desk.view.text(r.recipient), ems=10),
            Column("made_at", "Left on", lambda r: british_short(london_day(r.made_at)), ems=7, by=lambda r: r.made_at),
        )
        self.exports = ShortTable(self.desk, "exports to be destroyed", columns, unit="export", most=8)
        self.exports.hide()
        inside.addWidget(self.exports)
        self.none_due = label("None is due.", wrap=True)
        inside.addWidget(self.none_due)
        self.content.addWidget(frame)

    def _show_about(self, found: About) -> None:
        clear(self._facts)
        name = f"{found.area_name} (practice, made-up children)" if found.is_practice else found.area_name
        python = ".".join(str(part) for part in sys.version_info[:3])
        said = [("Version", program_version()), ("Workspace", name), ("Python", python)]
        self._facts.addWidget(facts(self.desk, said))

    def _show_exports(self, rows: Sequence[ReceiptRow]) -> None:
        due = [row for row in rows if row.destroy_by is not None and row.destroy_by <= self.desk.today]
        due.sort(key=lambda row: str(row.destroy_by))
        if self.exports is not None:
            self.exports.setVisible(bool(due))
            self.none_due.setVisible(not due)
            self.exports.show_rows(due)

    def _on_verified(self, problems: Sequence[Problem]) -> None:
        self._rest()
        if not problems:
            self.result.show_text("The workspace is sound.", "Everything is as it was written.", Tone.GOOD)
            return
        told = " ".join(str(problem) for problem in problems[:_MOST_TOLD])
        search_only = all(problem.area is Area.SEARCH for problem in problems)
        do = "The records themselves are sound." if search_only else "Make no changes; restore the last good backup."
        many = "One thing is" if len(problems) == 1 else f"{len(problems)} things are"
        self.result.show_text(f"{many} not as it should be.", f"{told} {do}", Tone.DANGER)

    def _on_failed(self, error: KnownError) -> None:
        self._rest()
        self.result.show_error(error)

    def _rest(self) -> None:
        self.busy.finish()
        self.verify_button.setEnabled(True)


def program_version() -> str:
    """The version as it was installed; where the program runs from its folder, what stands there."""
    try:
        return metadata.version("vrp-desktop")
    except metadata.PackageNotFoundError:
        return _version_of_folder()


def _version_of_folder() -> str:
    try:
        text = (resources().parent / "pyproject.toml").read_text(encoding="utf-8")
        return f"{tomllib.loads(text)['project']['version']} (run from its folder)"
    except (OSError, ValueError, KeyError):
        return "not known"
