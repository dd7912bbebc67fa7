"""The tab of a child's record for the people around the child, and the links to other children."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.contact_card import ContactCard, contact_name, relationship_words, safe_words, stops
from ui.desk import Desk
from ui.leads import LeadDialog
from ui.people.around.dialogs import EditContact, EndContact
from ui.people.links.dialogs import EditLink
from ui.people.links.picture import AssociatesDialog
from ui.people.links.sentences import LinkLines
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.flow import FlowLayout
from ui.widgets.text import clear, column, label, push_button
from vrp_desktop.access.permissions import Permission
from vrp_desktop.people.around.commands import erase_contact, remove_contact
from vrp_desktop.people.around.forms import OWN, ContactForm
from vrp_desktop.people.around.queries import Around, ContactRow, LeadRow, around_child, leads_of
from vrp_desktop.people.naming import End, PersonWords, end_on_screen


class AroundPart(QWidget):
    """Fetches for itself; `loaded` brings what it found."""

    loaded = Signal(object)
    record_opened = Signal(str, str)

    def __init__(self, desk: Desk, words: PersonWords, *, can_edit: bool) -> None:
        super().__init__()
        self.desk = desk
        self.words = words
        self.around: Around | None = None
        self._lead: LeadRow | None = None
        self._can_edit = can_edit and desk.actor.may(Permission.EDIT_PEOPLE)
        self.setProperty("kind", "clear")
        self.setAccessibleName("People around the child")
        self._body = column(desk.theme, "normal")
        self.setLayout(self._body)
        desk.tasks.read(around_child, words.person_id, done=self._show, key="around")
        desk.tasks.read(leads_of, words.person_id, done=self._on_leads, key="leads")

    def add(self) -> None:
        """Add someone around the child."""
        self.edit(None, ContactForm(""))

    def link(self) -> None:
        """Link this child to another."""
        EditLink(self.desk, self.window(), End(self.words)).open()

    def lead(self) -> None:
        """Change who leads."""
        LeadDialog(self.desk, self.window(), self.words.person_id, self._lead).open()

    def draw(self) -> None:
        """The associates picture."""
        dialog = AssociatesDialog(self.desk, self.window(), self.words.person_id)
        dialog.record_opened.connect(self.record_opened)
        dialog.open()

    def _on_leads(self, leads: Sequence[LeadRow]) -> None:
        self._lead = next((lead for lead in leads if lead.until_on is None), None)

    def _show(self, around: Around) -> None:
        self.around = around
        clear(self._body)
        self._buttons(around)
        now = [row for row in around.contacts if not row.is_over(self.desk.today)]
        before = [row for row in around.contacts if row not in now]
        if around.own is not None:
            self._body.addWidget(self._card(around.own))
        for row in now:
            self._body.addWidget(self._card(row))
        if not now:
            self._body.addWidget(label("Nobody around the child is on file yet.", "muted", wrap=True))
        self._body.addWidget(label("Links to other children", "heading"))
        lines = LinkLines(self.desk, self.words.person_id, around.links, can_edit=self._can_edit)
        lines.record_opened.connect(self.record_opened)
        self._body.addWidget(lines)
        self._elsewhere(around, self._body)
        if before:
            self._body.addWidget(label("No longer around the child", "heading"))
        for row in before:
            self._body.addWidget(self._card(row))
        self._body.addStretch(1)
        self.loaded.emit(around)

    def _buttons(self, around: Around) -> None:
        made = QWidget()
        made.setProperty("kind", "clear")
        line = FlowLayout(self.desk.theme)
        offers = [("Add someone", "plus", self.add)] if self._can_edit else []
        offers += [("Link to a child", "link", self.link)] if self._can_edit else []
        offers += [("Change who leads", "flag", self.lead)] if self._can_edit else []
        offers += [("The child's own details", "edit", self._own)] if self._can_edit and around.own is None else []
        if around.links or around.around_others or any(row.other for row in around.contacts):
            offers.append(("Associates picture", "people", self.draw))
        for words, icon, deed in offers:
            button = push_button(self.desk.theme, words, icon)
            button.clicked.connect(deed)
            line.addWidget(button)
        made.setLayout(line)
        self._body.addWidget(made)

    def _card(self, row: ContactRow) -> ContactCard:
        deeds: list[tuple[str, str]] = []
        if row.other is not None and row.other.opens:
            deeds.append(("open", "Open the record"))
        if self._can_edit and not row.is_erased:
            deeds += [("edit", "Edit")]
            if row.form.until_on is None and row.form.relationship != OWN:
                deeds.append(("end", "No longer around"))
            deeds.append(("remove", "Remove"))
        if self.desk.actor.may(Permission.ERASE) and not row.is_erased:
            deeds.append(("erase", "Erase"))
        card = ContactCard(self.desk, row, deeds)
        card.asked.connect(self._on_asked)
        return card

    def _elsewhere(self, around: Around, body: QVBoxLayout) -> None:
        """Whom this one is around, read from the other child's record."""
        lists = self.desk.shelf.lists
        for other, relationship in around.around_others:
            entry = lists.entry("relationships", relationship)
            says = str(entry.extra.get("says") or "{b} is around {a}.") if entry else "{b} is around {a}."
            view = self.desk.view
            words = says.format(a=end_on_screen(other, view.mode), b=view.name(self.words))
            body.addWidget(label(words, wrap=True, selectable=True))

    def _own(self) -> None:
        self.edit(None, ContactForm(OWN))

    def edit(self, row: ContactRow | None, form: ContactForm | None = None) -> None:
        """Edit someone around the child; with no row, add one."""
        EditContact(self.desk, self.window(), self.words.person_id, row, form).open()

    def _on_asked(self, deed: str, row: ContactRow) -> None:
        match deed:
            case "edit":
                self.edit(row)
            case "end":
                EndContact(self.desk, self.window(), row).open()
            case "remove":
                self._remove(row)
            case "erase":
                self._erase(row)
            case "open" if row.other is not None:
                self.record_opened.emit("person", row.other.person_id)

    def _remove(self, row: ContactRow) -> None:
        if self.desk.messages.confirm(
            "Remove this contact?",
            means="Remove what was entered by mistake. For someone who is no longer around, give the last day instead.",
            yes="Remove",
            danger=True,
        ):
            self.desk.tasks.write(remove_contact, row.contact_id, row.version)

    def _erase(self, row: ContactRow) -> None:
        reason = self.desk.messages.type_in(
            "Erase this contact", "Name, numbers and notes go for good, from the audit too. Say why it is erased."
        )
        if reason:
            self.desk.tasks.write(erase_contact, row.contact_id, reason)


class SafeStrip(QWidget):
    """On a record's first page: whom nobody contacts, and the child's own safe way; nothing where all is safe."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setProperty("kind", "clear")
        self._body = column(desk.theme, "snug")
        self.setLayout(self._body)
        self.hide()

    def show_around(self, around: Around) -> None:
        """Show the bands for these people."""
        clear(self._body)
        for row in around.now(self.desk.today):
            is_own = row.form.relationship == OWN
            if stops(self.desk, row.form) or (is_own and row.form.safe_contact and self._is_loud(row)):
                what, more, tone = safe_words(self.desk, row.form)
                who = (
                    "The child" if is_own else f"{contact_name(self.desk, row)} ({relationship_words(self.desk, row)})"
                )
                band = Banner(self.desk.theme, self)
                self._body.addWidget(band)
                band.show_text(f"{who}: {what[:1].lower()}{what[1:]}", more, tone)
        self.setVisible(self._body.count() > 0)

    def _is_loud(self, row: ContactRow) -> bool:
        return safe_words(self.desk, row.form)[2] is not Tone.GOOD
