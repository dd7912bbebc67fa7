"""Safeguarding concern now: one action, one key, from any child, case or row, and never waiting for anything."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtWidgets import QPushButton, QWidget

from ui.child import Child
from ui.desk import Desk
from ui.frame_actions import CONCERN
from ui.widgets.fields import Choose, Day, FormPart, Lines, Pick, Radio, Section, Text
from ui.widgets.finding import PersonSearch
from ui.widgets.form_dialog import FormDialog
from ui.widgets.restricting import restriction_field
from ui.widgets.text import hide_unless
from vrp_desktop.access.permissions import Permission
from vrp_desktop.drafts.commands import NEW
from vrp_desktop.partnership.audience import codes_of, joined
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import KEPT_CLOSE, ConcernForm, ForWhom

_INTRO: Final = (
    "If somebody is in danger now, ring 999 first. One sentence is enough to save this: everything else can be "
    "completed afterwards."
)
_KEPT: Final = "Telling the family or a provider may put a child at risk: decide it with the safeguarding hub."


class RaiseConcern(FormDialog):
    """A new concern. Without a child it begins with a search; a child who is not on file is added by name."""

    def __init__(self, desk: Desk, parent: QWidget, child: Child | None = None) -> None:
        self._people = PersonSearch(desk)
        self._child = child
        parts = (*(() if child else whom_parts(desk, self._people)), *concern_parts(desk))
        who = f"{desk.view.name(child.words)} ({child.words.code}). " if child else ""
        place = desk.view.place
        super().__init__(
            desk,
            "Safeguarding concern",
            parts,
            parent,
            intro=who + _INTRO,
            yes="Save the concern",
            ems=(46, 34),
            values={"noticed_on": desk.today, "restrictions": codes_of(KEPT_CLOSE)}
            | ({} if child else {"place_code": place or None}),
            draft=("concern", child.person_id if child else NEW),
        )
        self._people.setParent(self)
        self.saved.connect(self._on_done)

    def send(self, values: dict[str, Any]) -> None:
        whom = ForWhom(self._child.person_id, self._child.case_id) if self._child else self._whom(values)
        if whom is not None:
            self.write(raise_concern, whom, as_form(values))

    def _whom(self, values: dict[str, Any]) -> ForWhom | None:
        """Who was chosen, or named; says under the field where neither was."""
        if values["person_id"]:
            return ForWhom(str(values["person_id"]))
        wrong = {}
        if not values["forenames"].strip() and not values["surname"].strip():
            wrong["person_id"] = "Say which child: search, or give a name below."
        elif not values["place_code"]:
            wrong["place_code"] = "Choose the place, so that those who work there see it."
        if wrong:
            self.form.set_errors(wrong)
            return None
        return ForWhom("", None, values["forenames"], values["surname"], str(values["place_code"]))

    def _on_done(self, concern_id: object) -> None:
        self.desk.messages.note("The concern is recorded. It stays in sight until its outcome is in.")
        self.desk.navigation.open_record("safeguarding_concern", str(concern_id))


class ConcernButton(QPushButton):
    """The button that every child's record and case carries."""

    def __init__(self, desk: Desk, child: Child) -> None:
        super().__init__(CONCERN.text)
        self._desk, self._child = desk, child
        self.setAutoDefault(False)
        self.setToolTip(CONCERN.hint)
        desk.theme.dress(self, CONCERN.icon, "text")
        hide_unless(desk.actor.may(Permission.RAISE_CONCERN), self)
        self.clicked.connect(self._on_clicked)

    def _on_clicked(self) -> None:
        RaiseConcern(self._desk, self.window(), self._child).open()


def whom_parts(desk: Desk, people: PersonSearch) -> tuple[FormPart, ...]:
    """Which child: a search, or the name of one who is not on file."""
    places = [o for o in desk.shelf.options("places", desk.today) if desk.actor.sees_place(o.code)]
    return (
        Pick(name="person_id", label="Child or young person", search=people.search, help="Type a name or a code."),
        Section("Not on file yet"),
        Text(name="forenames", label="Forenames", half=True),
        Text(name="surname", label="Surname", half=True),
        Choose(name="place_code", label="Place", options=places, half=True),
        Section("The concern"),
    )


def concern_parts(desk: Desk) -> tuple[FormPart, ...]:
    """What is asked of a concern; only the sentence is needed."""
    return (
        Lines(name="text", label="What worries you", required=True, lines=4),
        Radio(name="immediate_danger", label="Is somebody in danger now?", half=True),
        Radio(name="called_999", label="Was 999 called?", half=True),
        Text(name="called_time", label="Called at", half=True, placeholder="14:20"),
        Text(name="police_reference", label="Police reference", half=True),
        Section("Referral to the safeguarding hub (MASH)", "Leave empty what has not happened yet."),
        Day(name="sent_on", label="Sent on", latest=desk.today, half=True),
        Text(name="sent_time", label="At", half=True, placeholder="14:45"),
        Text(name="sent_to", label="To whom", half=True, placeholder="Hub, team or person"),
        Text(name="sent_by", label="By whom", half=True),
        Choose(name="sent_how", label="How", options=desk.shelf.options("contact_methods", desk.today), half=True),
        Text(name="hub_reference", label="The hub's reference", half=True),
        Section("More"),
        Day(name="noticed_on", label="Noticed on", latest=desk.today, half=True),
        Text(name="told_by", label="Who noticed it", half=True),
        restriction_field(desk, _KEPT),
    )


def as_form(values: dict[str, Any]) -> ConcernForm:
    """The values of the form as the command takes them."""
    said = {name: values[name] for name in ConcernForm.__slots__ if name != "restriction"}
    return ConcernForm(**said, restriction=joined(values["restrictions"]))


def as_values(form: ConcernForm) -> dict[str, object]:
    """A concern as the form shows it."""
    said: dict[str, object] = {name: getattr(form, name) for name in ConcernForm.__slots__ if name != "restriction"}
    return said | {"restrictions": codes_of(form.restriction)}
