"""The checks and the versions of a return, as cards: what stands in the way, and what was signed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.returns.words import RETURN_STATES
from ui.theme.tokens import Tone
from ui.widgets.flow import FlowLayout, SideBySide
from ui.widgets.pill import Pill
from ui.widgets.text import card, clear, column, label, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british
from vrp_desktop.clock import london_day
from vrp_desktop.returns.content import CheckResult, Grade
from vrp_desktop.returns.queries import ReturnPage, VersionRow


class Checks(QWidget):
    """Errors first; each says which line it is about and what mends it."""

    line_asked = Signal(str)
    record_asked = Signal(str, str)
    answer_asked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self._inside = column(desk.theme, "normal")
        self.setLayout(self._inside)

    def show(self, checks: Sequence[CheckResult], is_open: bool) -> None:  # type: ignore[override]
        """Show the checks of a return."""
        clear(self._inside)
        if not checks:
            self._inside.addWidget(label("Nothing stands in the way.", "muted"))
        for check in checks:
            self._inside.addWidget(self._card(check, is_open))
        self._inside.addStretch(1)

    def _card(self, check: CheckResult, is_open: bool) -> QWidget:
        made, inside = card(self.desk.theme)
        line = row(self.desk.theme, "snug")
        is_error = check.grade is Grade.ERROR
        words, tone = ("Error", Tone.DANGER) if is_error else ("Query", Tone.CAUTION)
        if check.is_settled:
            words, tone = "Answered", Tone.GOOD
        line.addWidget(Pill(self.desk.theme, words, tone))
        line.addWidget(label(check.sentence, wrap=True, selectable=True), 1)
        words_part = QWidget()
        words_part.setProperty("kind", "clear")
        words_part.setLayout(line)
        buttons = FlowLayout(self.desk.theme)
        if check.line:
            buttons.addWidget(self._button("Go to the line", "line", check.line))
        for record in check.records[:1]:
            words = "Open the record" if len(check.records) == 1 else f"Open the first of {len(check.records)}"
            buttons.addWidget(self._button(words, record.kind, record.record_id, record.person_id or ""))
        if not is_error and is_open and self.desk.actor.may(Permission.PREPARE_RETURN):
            buttons.addWidget(self._button("Answer with a note", "answer", check.code))
        deeds = QWidget()
        deeds.setProperty("kind", "clear")
        deeds.setLayout(buttons)
        parts = (words_part, deeds) if buttons.count() else (words_part,)
        inside.addWidget(SideBySide(self.desk.theme, parts, 16, shares=(3, 1)[: len(parts)]))
        if check.note:
            inside.addWidget(label(check.note, "help", wrap=True))
        return made

    def _button(self, words: str, kind: str, detail: str, person: str = "") -> QWidget:
        made = push_button(self.desk.theme, words)
        made.setProperty("to", kind)
        made.setProperty("detail", detail)
        made.setProperty("person", person)
        made.clicked.connect(self._on_button)
        return made

    def _on_button(self) -> None:
        button = self.sender()
        to, detail, person = (str(button.property(name)) for name in ("to", "detail", "person"))
        if to == "line":
            self.line_asked.emit(detail)
        elif to == "answer":
            self.answer_asked.emit(detail)
        elif self.desk.navigation.opens(to):
            self.record_asked.emit(to, detail)
        else:
            self.record_asked.emit("person", person)


class Versions(QWidget):
    """What was signed, by whom, its documents, and what changed since."""

    document_asked = Signal(str, str)
    ink_asked = Signal(str)
    scan_asked = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self._inside = column(desk.theme, "normal")
        self.setLayout(self._inside)

    def show(self, page: ReturnPage) -> None:  # type: ignore[override]
        """Show the versions of a return and the differences since the newest."""
        clear(self._inside)
        if not page.versions:
            self._inside.addWidget(label("Nothing is signed yet.", "muted"))
        if page.differences:
            self._inside.addWidget(self._changes(page))
        for version in page.versions:
            self._inside.addWidget(self._card(version))
        if page.versions:
            self._inside.addWidget(self._ink(page))
        self._inside.addStretch(1)

    def _ink(self, page: ReturnPage) -> QWidget:
        """For those who sign and are not users: the page to print, and where its scan is filed."""
        made, inside = card(self.desk.theme, "Signing in ink")
        words = "Print the page, have it signed, and file its scan here. The scan is kept with its hash."
        inside.addWidget(label(words, "muted", wrap=True))
        for role in page.ask.template.signatories:
            line = row(self.desk.theme, "snug")
            line.addWidget(label(role.label, wrap=True), 1)
            for words, handler in (("Page to sign", self._on_ink), ("File the signed page", self._on_scan)):
                button = push_button(self.desk.theme, words)
                button.setAccessibleName(f"{words}: {role.label}")
                button.setProperty("role", role.role)
                button.setProperty("version", page.versions[0].version_id)
                button.setEnabled(self.desk.actor.may(Permission.SIGN_RETURN))
                button.clicked.connect(handler)
                line.addWidget(button)
            inside.addLayout(line)
        return made

    def _changes(self, page: ReturnPage) -> QWidget:
        made, inside = card(self.desk.theme, f"{len(page.differences)} changes since version {page.versions[0].number}")
        inside.addWidget(
            label("The signed figures stay as they were. A correction carries these over.", "muted", wrap=True)
        )
        grouped: dict[tuple[str, str, int], int] = {}
        for item in page.differences:
            key = (item.line, item.sentence, item.change)
            grouped[key] = grouped.get(key, 0) + 1
        for (line, sentence, change), many in grouped.items():
            spec = page.ask.template.line(line)
            sign = {1: f"+{many}", -1: f"−{many}", 0: f"{many} changed"}[change]
            inside.addWidget(label(f"{spec.number} {spec.label}: {sentence} ({sign})", wrap=True))
        return made

    def _card(self, version: VersionRow) -> QWidget:
        made, inside = card(self.desk.theme, f"Version {version.number}")
        signed = f"Signed {british(london_day(version.signed_at))} by {version.signed_by}"
        inside.addWidget(label(signed, wrap=True))
        for role, name, _at in version.signatures:
            inside.addWidget(label(f"{name} · {role.replace('_', ' ').capitalize()}", "muted", wrap=True))
        if version.reason:
            inside.addWidget(label(version.reason, wrap=True))
        inside.addWidget(label(f"Digest {version.digest[:16]}…", "help", selectable=True))
        for on, channel, recipient, receipt in version.submissions:
            words = f"Submitted {british(on)} by {channel} to {recipient}"
            inside.addWidget(label(words + (f" · {receipt}" if receipt else ""), wrap=True))
        buttons = row(self.desk.theme, "snug")
        for document_id, kind, _filed in version.documents:
            button = push_button(
                self.desk.theme, "Open the signed PDF" if kind == "PDF" else "Open the page signed in ink"
            )
            button.setProperty("document", document_id)
            button.setProperty("document_kind", kind)
            button.clicked.connect(self._on_document)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        return made

    def _on_ink(self) -> None:
        button = self.sender()
        if button is not None:
            self.ink_asked.emit(str(button.property("role")))

    def _on_scan(self) -> None:
        button = self.sender()
        if button is not None:
            self.scan_asked.emit(str(button.property("version")), str(button.property("role")))

    def _on_document(self) -> None:
        button = self.sender()
        if button is not None:
            self.document_asked.emit(str(button.property("document")), str(button.property("document_kind")))


class Places(QWidget):
    """Which places have supplied data, for the quarter and the year to date: distinct people, not added quarters."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self._inside = column(desk.theme, "normal")
        self.setLayout(self._inside)

    def show(self, page: ReturnPage) -> None:  # type: ignore[override]
        """Show what each place has supplied."""
        clear(self._inside)
        if not page.content.supply:
            words = "This is the return of one place. Choose All places above to see which have supplied data."
            self._inside.addWidget(label(words, "muted", wrap=True))
        for place in page.content.supply:
            made, inside = card(self.desk.theme)
            line = row(self.desk.theme, "snug")
            line.addWidget(label(place.label, "label"))
            line.addWidget(
                label(f"{place.quarter:,} children referred; {place.year:,} in the year to date", wrap=True), 1
            )
            has_data = place.quarter > 0
            words, tone = ("Supplied", Tone.GOOD) if has_data else ("Nothing yet", Tone.CAUTION)
            line.addWidget(Pill(self.desk.theme, words, tone))
            inside.addLayout(line)
            self._inside.addWidget(made)
        self._inside.addStretch(1)


class Readiness(QWidget):
    """How ready the return is, in one line: state, errors, queries, nils, days left."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setProperty("kind", "clear")
        self._desk = desk
        self.pill = Pill(desk.theme)
        self._words = label("", wrap=True)
        inside = row(desk.theme, "normal")
        inside.addWidget(self.pill)
        inside.addWidget(self._words, 1)
        self.setLayout(inside)

    @property
    def words(self) -> str:
        """What is said beside the pill."""
        return self._words.text()

    def show(self, page: ReturnPage) -> None:  # type: ignore[override]
        """Say how the return stands."""
        self.pill.show_status(*RETURN_STATES[page.state])
        self._words.setText(readiness(page, (page.due_on - london_day(self._desk.clock.now())).days))


def readiness(page: ReturnPage, days_left: int) -> str:
    """What stands between the return and its signature, in a sentence (B2)."""
    if page.state in ("SIGNED", "SUBMITTED"):
        changes = len(page.differences)
        since = f" {changes} counted records have changed since." if changes else " Nothing counted has changed since."
        return f"Version {page.versions[0].number} is signed.{since}"
    blocking = page.content.blocking
    nils = sum(check.code.startswith("NIL_") for check in blocking)
    errors = sum(check.grade is Grade.ERROR for check in blocking) - nils
    queries = sum(check.grade is Grade.QUERY for check in blocking)
    parts = [
        _many(errors, "error"),
        _many(queries, "query", "queries"),
        _many(nils, "nil to confirm", "nils to confirm"),
    ]
    due = f"due {british(page.due_on)}, " + (
        f"{days_left} days left" if days_left >= 0 else f"{-days_left} days overdue"
    )
    found = [part for part in parts if part]
    return f"{', '.join(found) if found else 'Nothing stands in the way'}; {due}."


def _many(number: int, one: str, more: str = "") -> str:
    if not number:
        return ""
    return f"{number} {one if number == 1 else more or one + 's'}"
