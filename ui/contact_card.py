"""Someone around a child as a card: the safe way first and loudly, then who it is, the numbers, and what they need."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.banner import Banner
from ui.widgets.facts import facts
from ui.widgets.flow import FlowLayout
from ui.widgets.pill import Pill
from ui.widgets.text import column, label, push_button
from vrp_desktop.calendar import british
from vrp_desktop.people.around.forms import OWN, ContactForm, WayForm
from vrp_desktop.people.around.queries import ContactRow
from vrp_desktop.people.naming import contact_on_screen, end_on_screen

NOT_SAID = "Find out which way is safe before you get in touch."


class ContactCard(QFrame):
    """`asked` brings a deed (edit, end, remove, erase, open) and the contact; only those in `deeds` have buttons."""

    asked = Signal(str, object)

    def __init__(self, desk: Desk, contact: ContactRow, deeds: Sequence[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.desk = desk
        self.contact = contact
        self.setProperty("kind", "card")
        self.setAccessibleName(relationship_words(desk, contact))
        inside = column(desk.theme, "snug", "normal")
        self.setLayout(inside)
        self._inside = inside
        self._ways_shown: QWidget | None = None
        self._add_safe_way()
        inside.addWidget(self._head())
        self._add_ways()
        pairs = contact_facts(desk, contact)
        if pairs:
            inside.addWidget(facts(desk, pairs))
        if deeds:
            self._add_deeds(deeds)

    def _add_safe_way(self) -> None:
        """First and loudly: what this record says, and what the person's own record says."""
        for form, whose in ((self.contact.form, ""), (self.contact.their_own, "On their own record: ")):
            if form is None or (not self._needs_safe_way(form)):
                continue
            what, more, tone = safe_words(self.desk, form)
            band = Banner(self.desk.theme, self)
            self._inside.addWidget(band)
            band.show_text(f"{whose}{what}", more, tone)

    def _needs_safe_way(self, form: ContactForm) -> bool:
        """A professional is rung at work; for everybody else a safe way that is not known is said too."""
        if self.contact.is_erased:
            return False
        if form is self.contact.their_own:
            return form.safe_contact is not None
        return form.safe_contact is not None or not is_professional(self.desk, form)

    def _head(self) -> QWidget:
        made = QWidget()
        made.setProperty("kind", "clear")
        line = FlowLayout(self.desk.theme)
        line.addWidget(label(contact_name(self.desk, self.contact), "label", selectable=True))
        line.addWidget(label(relationship_words(self.desk, self.contact), "muted"))
        if self.contact.is_over(self.desk.today):
            line.addWidget(Pill(self.desk.theme, "No longer", Tone.NEUTRAL))
        if self.contact.form.parental_responsibility == "YES":
            line.addWidget(Pill(self.desk.theme, "Parental responsibility", Tone.INFO))
        made.setLayout(line)
        return made

    def _add_ways(self) -> None:
        own = self.contact.their_own.ways if self.contact.their_own else ()
        if not self.contact.with_text:
            self._inside.addWidget(label("Your role does not read contact details.", "muted", wrap=True))
        elif not (self.contact.form.ways or own):
            return
        elif any(stops(self.desk, form) for form in (self.contact.form, self.contact.their_own) if form):
            show = push_button(self.desk.theme, "Show the numbers all the same", kind="link")
            show.clicked.connect(self._on_show)
            self._inside.addWidget(show)
            self._ways_shown = show
        else:
            self._inside.addWidget(ways_list(self.desk, self.contact.form.ways, own))

    def _on_show(self) -> None:
        """They were asked for in spite of the band, which stays above them."""
        if self._ways_shown is not None:
            own = self.contact.their_own.ways if self.contact.their_own else ()
            self._inside.replaceWidget(self._ways_shown, ways_list(self.desk, self.contact.form.ways, own))
            self._ways_shown.hide()
            self._ways_shown.deleteLater()
            self._ways_shown = None

    def _add_deeds(self, deeds: Sequence[tuple[str, str]]) -> None:
        made = QWidget()
        made.setProperty("kind", "clear")
        line = FlowLayout(self.desk.theme)
        for deed, words in deeds:
            line.addWidget(self._button(deed, words))
        made.setLayout(line)
        self._inside.addWidget(made)

    def _button(self, deed: str, words: str) -> QPushButton:
        button = push_button(self.desk.theme, words)
        button.setProperty("deed", deed)
        button.setAccessibleName(f"{words}: {relationship_words(self.desk, self.contact)}")
        button.clicked.connect(self._on_button)
        return button

    def _on_button(self) -> None:
        button = self.sender()
        if button is not None:
            self.asked.emit(str(button.property("deed")), self.contact)


def safe_words(desk: Desk, form: ContactForm) -> tuple[str, str, Tone]:
    """What stands first: a sentence, what it means for whoever would ring, and how loudly it is said."""
    entry = desk.shelf.lists.entry("safe_contact", form.safe_contact or "")
    if entry is None:
        return "Safe way to contact: blank", NOT_SAID, Tone.CAUTION
    tone = Tone(str(entry.extra.get("tone") or Tone.CAUTION.value))
    view = desk.view
    if entry.extra.get("stops"):
        return entry.label, view.text(form.no_contact_reason), tone
    if entry.extra.get("missing"):
        return f"Safe way to contact: {entry.label.lower()}", NOT_SAID, tone
    parts = [("", form.safe_how), ("When: ", form.safe_when), ("May be said: ", form.may_be_said)]
    said = [f"{head}{words}" for head, words in parts if words]
    more = " ".join(part if part.endswith(".") else f"{part}." for part in said)
    return entry.label, view.text(more), tone


def stops(desk: Desk, form: ContactForm) -> bool:
    """Whether nobody gets in touch."""
    entry = desk.shelf.lists.entry("safe_contact", form.safe_contact or "")
    return bool(entry and entry.extra.get("stops"))


def is_professional(desk: Desk, form: ContactForm) -> bool:
    """Whether this is somebody who works with the child."""
    entry = desk.shelf.lists.entry("relationships", form.relationship)
    return bool(entry and entry.extra.get("kind") == "professional")


def is_family(desk: Desk, form: ContactForm) -> bool:
    """Whether this is one of the family, who has no agency and no role."""
    entry = desk.shelf.lists.entry("relationships", form.relationship)
    return bool(entry and entry.extra.get("kind") == "family")


def contact_name(desk: Desk, contact: ContactRow) -> str:
    """Who it is, as the view allows."""
    if contact.form.relationship == OWN:
        return "The child's own details"
    if contact.other is not None:
        return end_on_screen(contact.other, desk.view.mode)
    if contact.is_erased:
        return "Erased"
    words = contact_on_screen(contact.form.name, desk.view.mode)
    return words or desk.shelf.label("agencies", contact.form.agency_code)


def relationship_words(desk: Desk, contact: ContactRow) -> str:
    """What someone is to the child, with role and agency."""
    form = contact.form
    if form.relationship == OWN:
        return ""
    who = desk.shelf.label("relationships", form.relationship)
    agency = desk.shelf.label("agencies", form.agency_code)
    return " · ".join(filter(None, (who, form.job if desk.view.shows_names else "", agency)))


def contact_facts(desk: Desk, contact: ContactRow) -> list[tuple[str, str]]:
    """The answers about someone; where a family is asked, a blank one reads as a dash, which differs from not asked."""
    form, shelf, view = contact.form, desk.shelf, desk.view
    if contact.is_erased:
        return []
    is_own, kin = form.relationship == OWN, is_family(desk, form)
    language = " ".join(filter(None, (shelf.label("languages", form.language), view.text(form.language_note))))
    pairs = [
        ("Parental responsibility", shelf.label("yes_no_asked", form.parental_responsibility), kin),
        ("Lives with the child", shelf.label("yes_no_asked", form.lives_with), kin),
        ("Language", language, kin or is_own),
        ("Interpreter", shelf.label("yes_no_asked", form.interpreter), kin or is_own),
        ("Access", _need(desk, form.access_needs, form.access_note), kin or is_own),
        ("Communication", _need(desk, form.communication_needs, form.communication_note), kin or is_own),
        ("Around the child", _days(form), False),
        ("Source", _source(desk, form), False),
    ]
    return [(name, words) for name, words, is_asked in pairs if words or is_asked]


def _days(form: ContactForm) -> str:
    parts = ((f"from {british(form.from_on)}", form.from_on), (f"until {british(form.until_on)}", form.until_on))
    return " ".join(words for words, day in parts if day)


def _source(desk: Desk, form: ContactForm) -> str:
    if not form.source_agency:
        return ""
    told = f", told on {british(form.told_on)}" if form.told_on else ""
    return f"{desk.shelf.label('agencies', form.source_agency)}{told}"


def _need(desk: Desk, code: str | None, note: str) -> str:
    return desk.view.text(note) if note else desk.shelf.label("needs_answers", code)


def ways_list(desk: Desk, ways: Sequence[WayForm], own: Sequence[WayForm] = ()) -> QWidget:
    """The numbers and addresses, each with what it is for; those of the person's own record are marked."""
    pairs = [(desk.shelf.label("contact_ways", way.kind), _way(desk, way)) for way in ways]
    pairs += [(desk.shelf.label("contact_ways", way.kind), f"{_way(desk, way)} (own record)") for way in own]
    return facts(desk, pairs)


def _way(desk: Desk, way: WayForm) -> str:
    return desk.view.text(f"{way.details} · {way.used_for}" if way.used_for else way.details)
