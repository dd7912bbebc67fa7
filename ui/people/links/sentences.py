"""A child's links as sentences, each with its source, its days and what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.desk import Desk
from ui.people.links.dialogs import EditLink, EndLink
from ui.people.links.words import is_alleged, link_sentence
from ui.theme.tokens import Tone
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Pill
from ui.widgets.text import card, column, label, push_button
from vrp_desktop.people.links.commands import remove_link
from vrp_desktop.people.links.queries import LinkRow
from vrp_desktop.people.links.sentences import label_of, source_words


class LinkLines(QWidget):
    """One card for each link, those that hold first."""

    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, person_id: str, links: Sequence[LinkRow], *, can_edit: bool) -> None:
        super().__init__()
        self.desk = desk
        self._person_id, self._can_edit = person_id, can_edit
        self._links = {row.link_id: row for row in links}
        self.setProperty("kind", "clear")
        body = column(desk.theme, "snug")
        if not links:
            body.addWidget(label("No link to another child is on file.", "muted", wrap=True))
        for row in links:
            body.addWidget(self._line(row))
        self.setLayout(body)

    def _line(self, row: LinkRow) -> QFrame:
        made, inside = card(self.desk.theme)
        made.setAccessibleName("Link")
        head = FlowLayout(self.desk.theme)
        head.addWidget(
            label(label_of(self.desk.shelf.lists, row.kind, from_other=row.is_from_other(self._person_id)), "label")
        )
        if row.is_over(self.desk.today):
            head.addWidget(Pill(self.desk.theme, "Ended", Tone.NEUTRAL))
        elif is_alleged(self.desk, row):
            head.addWidget(Pill(self.desk.theme, "Alleged", Tone.CAUTION))
        holder = QWidget()
        holder.setProperty("kind", "clear")
        holder.setLayout(head)
        inside.addWidget(holder)
        inside.addWidget(label(link_sentence(self.desk, row, self._person_id), wrap=True, selectable=True))
        inside.addWidget(label(source_words(self.desk.shelf.lists, row), "muted", wrap=True))
        for words in (row.note, row.end_note):
            if words:
                inside.addWidget(label(self.desk.view.text(words), "help", wrap=True, selectable=True))
        buttons = self._buttons(row)
        if buttons is not None:
            inside.addWidget(buttons)
        return made

    def _buttons(self, row: LinkRow) -> QWidget | None:
        far = row.far_end(self._person_id)
        offers = [("open", "Open the other record")] if far.opens else []
        if self._can_edit:
            offers += [("edit", "Edit")]
            offers += [("end", "No longer so")] if row.until_on is None else []
            offers += [("remove", "Remove")]
        if not offers:
            return None
        made, line = QWidget(), FlowLayout(self.desk.theme)
        made.setProperty("kind", "clear")
        for deed, words in offers:
            line.addWidget(self._button(deed, words, row))
        made.setLayout(line)
        return made

    def _button(self, deed: str, words: str, row: LinkRow) -> QPushButton:
        button = push_button(self.desk.theme, words)
        button.setProperty("deed", deed)
        button.setProperty("link", row.link_id)
        button.setAccessibleName(f"{words}: {row.far_end(self._person_id).words.code}")
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        row = self._links.get(str(button.property("link"))) if button is not None else None
        if button is None or row is None:
            return
        mine = row.other if row.is_from_other(self._person_id) else row.one
        match str(button.property("deed")):
            case "open":
                self.record_opened.emit("person", row.far_end(self._person_id).person_id)
            case "edit":
                EditLink(self.desk, self.window(), mine, row).open()
            case "end":
                EndLink(self.desk, self.window(), self._person_id, row).open()
            case "remove":
                self._remove(row)

    def _remove(self, row: LinkRow) -> None:
        if self.desk.messages.confirm(
            "Remove this link?",
            means="It goes from both records. Remove what was entered by mistake; end what is no longer so.",
            yes="Remove",
            danger=True,
        ):
            self.desk.tasks.write(remove_link, row.link_id, self._person_id, row.version)
