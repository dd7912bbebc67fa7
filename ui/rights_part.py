"""On a child's record: which requests about its own data are open, what is disputed, all of them, and a new one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.columns import Column
from ui.widgets.fields import Choose, Day, FormPart, Lines, Pick, Text
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from ui.widgets.short_table import ShortTable
from ui.widgets.text import clear, column, hide_unless, push_button, row
from vrp_desktop.access.permissions import Permission
from vrp_desktop.calendar import british, british_short
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.rights.commands import record_request
from vrp_desktop.rights.forms import CAPACITIES, KINDS, RequestForm, flag
from vrp_desktop.rights.queries import RequestRow, requests_about


class RightsPart(QWidget):
    """A band for each open request; fetches for itself, and takes no room where there is none."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self.setAccessibleName("Requests about own data")
        self._inside = column(desk.theme, "snug")
        self.setLayout(self._inside)
        self.hide()
        desk.tasks.read(requests_about, person_id, done=self._show, key="rights-of")

    def _show(self, rows: list[RequestRow]) -> None:
        clear(self._inside)
        for request in rows:
            self._inside.addWidget(self._band(request))
        self.setVisible(bool(rows))

    def _band(self, request: RequestRow) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        inside = row(self.desk.theme, "snug")
        banner = Banner(self.desk.theme, made)
        kind = self.desk.shelf.label(KINDS, request.kind)
        title = f"Disputed, and not yet decided: {request.code}" if request.disputes else f"Request {request.code}"
        due = f" To be answered by {british(request.due_on)}." if request.due_on else ""
        words = f"{kind}, received {british(request.received_on)}.{due}"
        banner.show_text(title, words, Tone.CAUTION if request.disputes else Tone.INFO)
        inside.addWidget(banner, 1)
        if self.desk.actor.may(Permission.ANSWER_RIGHTS):
            button = push_button(self.desk.theme, "Open the request", kind="link")
            button.setAccessibleName(f"Open the request {request.code}")
            button.setProperty("request", request.request_id)
            button.clicked.connect(self._on_open)
            inside.addWidget(button)
        made.setLayout(inside)
        return made

    def _on_open(self) -> None:
        button = self.sender()
        if button is not None:
            self.desk.navigation.open_record("rights_request", str(button.property("request")))


class RightsList(QWidget):
    """The tab of the record: every request about the child, and recording another."""

    def __init__(self, desk: Desk, words: PersonWords, *, can_add: bool) -> None:
        super().__init__()
        self.desk, self._words = desk, words
        self.setProperty("kind", "clear")
        inside = column(desk.theme, "normal")
        line = row(desk.theme, "snug")
        self.add_button = push_button(desk.theme, "Record a request", "plus")
        hide_unless(can_add, self.add_button)
        self.add_button.clicked.connect(self.add)
        line.addWidget(self.add_button)
        line.addStretch(1)
        columns = (
            Column("code", "No.", lambda r: r.code, ems=8),
            Column("kind", "Asked for", lambda r: desk.shelf.label(KINDS, r.kind), ems=12, stretch=True),
            Column("received", "Received", lambda r: british_short(r.received_on), ems=7.5),
            Column("due", "Due", due_words, ems=12, tone=tone_of),
        )
        self.table = ShortTable(desk, "requests", columns, row_id=lambda r: str(r.request_id), unit="request")
        self.table.set_empty("Nothing was asked yet", "A copy, something put right, an objection: record it here.")
        self.table.opened.connect(self._on_opened)
        inside.addLayout(line)
        inside.addWidget(self.table)
        inside.addStretch(1)
        self.setLayout(inside)
        self.fetch()

    def fetch(self, *_what: object) -> None:
        """Read the requests again."""
        self.desk.tasks.read(
            requests_about, self._words.person_id, answered=True, done=self.table.show_rows, key="rights-list"
        )

    def add(self) -> None:
        """Record a request about this child."""
        dialog = NewRequest(self.desk, self, self._words.person_id, self.desk.view.name(self._words))
        dialog.saved.connect(self.fetch)
        dialog.open()

    def _on_opened(self, request: RequestRow) -> None:
        self.desk.navigation.open_record("rights_request", request.request_id)


class NewRequest(FormDialog):
    """A request as it came in; the child is asked for where it is not known."""

    def __init__(self, desk: Desk, parent: QWidget, person_id: str = "", name: str = "") -> None:
        shelf, today = desk.shelf, desk.today
        self._people = PersonSearch(desk)
        parts: list[FormPart] = [
            Choose(name="kind", label="What is asked for", options=shelf.options(KINDS, today), required=True),
            Choose(name="capacity", label="Who asks", options=shelf.options(CAPACITIES, today), required=True),
            Text(name="asked_by", label="Name of who asks", half=True),
            Day(name="received_on", label="Received on", required=True, latest=today, half=True),
            Lines(name="wrong", label="What is said to be wrong", required=True, lines=3),
            Lines(name="should_be", label="What it should be", lines=2),
            Lines(name="text", label="As they put it", lines=3),
        ]
        if not person_id:
            search = Pick(
                name="person_id",
                label="Child or young person",
                search=self._people.search,
                placeholder="Type a name or a code",
                required=True,
            )
            parts.insert(0, search)
        title = f"Request about {name}" if name else "Request about own data"
        intro = "It need not be in writing. The month for the answer begins on the day it came."
        draft = ("rights", person_id or "new")
        super().__init__(desk, title, parts, parent, intro=intro, values={"received_on": today}, draft=draft)
        self._people.setParent(self)
        self._person_id = person_id
        self.form.edited.connect(self._follow)
        self._follow()

    def send(self, values: dict[str, Any]) -> None:
        person_id = values.pop("person_id", self._person_id)
        self.write(record_request, person_id, RequestForm(**values))

    def _follow(self) -> None:
        kind = str(self.form.values()["kind"] or "")
        has_points = flag(self.desk.shelf.lists, KINDS, kind, "points")
        for name in ("wrong", "should_be"):
            self.form.set_shown(name, has_points)


def due_words(request: RequestRow) -> str:
    """When a request is due, or that it was answered, and whether that was late."""
    if not request.is_open:
        late = ", late" if request.is_late else ""
        return f"Answered {british_short(request.outcome_on)}{late}"
    if request.due_on is None or request.days_left is None:
        return "Waits for who asks" if request.begins_on is None else "Clock stands still"
    due = british_short(request.due_on)
    return f"Due {due}, overdue" if request.days_left < 0 else f"Due {due}"


def tone_of(request: RequestRow) -> Tone:
    """How loudly it is shown; its words say the same."""
    if not request.is_open or request.days_left is None or request.stands_still:
        return Tone.NEUTRAL
    if request.days_left < 0:
        return Tone.DANGER
    return Tone.CAUTION if request.is_soon else Tone.NEUTRAL
