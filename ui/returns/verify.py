"""Verifying a return, offline: a PDF, or the phrase from the foot of a page; match, altered or superseded."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.dialog import Dialog
from ui.widgets.fields import Text
from ui.widgets.form import Form
from ui.widgets.text import push_button, row
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.documents.verifying import verify_pdf
from vrp_desktop.errors import Invalid, KnownError
from vrp_desktop.returns.verifying import Verdict, Verified, verify_phrase

LARGEST = 60 * 1024 * 1024
_TITLES = {
    Verdict.MATCH: ("It matches the signed return.", Tone.GOOD),
    Verdict.SUPERSEDED: ("It is a signed return, but a newer version has taken its place.", Tone.CAUTION),
    Verdict.ALTERED: ("It was altered.", Tone.DANGER),
    Verdict.UNKNOWN: ("It is not a return that was signed in this workspace.", Tone.DANGER),
}


class VerifyReturn(Dialog):
    """Nothing is sent anywhere: what is looked at is compared with the versions kept in the workspace."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        intro = (
            "Type the check phrase from the foot of a page, scan its square code, or choose the PDF. "
            "It is compared with what was signed in this workspace; nothing leaves the computer."
        )
        super().__init__(
            desk.theme, "Verify a return", parent, intro=intro, yes="Verify the phrase", no="Close", ems=(42, 0)
        )
        self.desk = desk
        self.form = Form(
            desk.theme,
            (
                Text(
                    name="phrase",
                    label="Check phrase",
                    placeholder="9f3a 0c12 77b1 45de",
                    help="Sixteen letters and digits; the spaces do not matter.",
                ),
            ),
        )
        self.body.addWidget(self.form)
        self._file = push_button(desk.theme, "Choose a PDF…", "folder")
        self._file.clicked.connect(self._on_file)
        line = row(desk.theme, "snug")
        line.addWidget(self._file)
        line.addStretch(1)
        self.body.addLayout(line)

    def submit(self) -> None:
        self._ask(verify_phrase, str(self.form.values()["phrase"] or ""))

    def _on_file(self) -> None:
        path = self.desk.messages.open_file("The return to verify", "PDF (*.pdf)")
        if path is None:
            return
        try:
            content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
        except OSError:
            content = b""
        if not content:
            self.banner.show_text("The file could not be read.", "Choose another, or type the phrase.", Tone.DANGER)
            return
        self._ask(verify_pdf, content)

    def _ask(self, query: object, *args: object) -> None:
        self.banner.hide()
        self.form.set_errors({})
        self.set_busy(True)
        self.desk.tasks.read(query, *args, done=self._show, failed=self._on_failed, key="verify")  # type: ignore[arg-type]

    def _show(self, found: Verified) -> None:
        self.set_busy(False)
        title, tone = _TITLES[found.verdict]
        self.banner.show_text(title, self._details(found), tone)

    def _on_failed(self, error: KnownError) -> None:
        self.set_busy(False)
        if isinstance(error, Invalid):
            self.form.show_invalid(error)
        else:
            self.banner.show_error(error)

    def _details(self, found: Verified) -> str:
        if found.quarter is None or found.signed_at is None:
            return "It may be a draft, a published copy, or a return of another workspace."
        place = self.desk.shelf.label("places", found.place_code) if found.place_code else "the whole area"
        what = f"{found.quarter.label}, {place}, version {found.number}, signed {british(london_day(found.signed_at))}."
        if found.verdict is Verdict.ALTERED and found.page:
            return f"{what} Page {found.page} does not read as the page that was signed. Ask for the filed copy."
        if found.verdict is Verdict.ALTERED:
            return f"{what} What is kept of it no longer agrees with its digest: have the workspace looked at."
        same = " The file is the filed one, byte for byte." if found.is_byte_for_byte else ""
        newer = f" The newest is version {found.newest}." if found.verdict is Verdict.SUPERSEDED else ""
        return f"{what}{same}{newer}"
