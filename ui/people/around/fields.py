"""The form of someone around a child: its fields, and the way between values and the WORK floor's form."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from ui.desk import Desk
from ui.people.around.ways import WaysEditor, ways_words
from ui.widgets.fields import Choose, Day, FormPart, Lines, Option, Own, Pick, SearchCall, Section, Text
from vrp_desktop.people.around.forms import OWN, ContactForm, lead_codes

BLANK = "Blank: not entered"
SAFE_WORDS = ("safe_how", "safe_when", "may_be_said")
FAMILY_ONLY = ("parental_responsibility", "lives_with")
NEEDS = (
    "language",
    "language_note",
    "interpreter",
    "access_needs",
    "access_note",
    "communication_needs",
    "communication_note",
)
_LISTS = {
    "relationship": "relationships",
    "parental_responsibility": "yes_no_asked",
    "lives_with": "yes_no_asked",
    "safe_contact": "safe_contact",
    "language": "languages",
    "interpreter": "yes_no_asked",
    "access_needs": "needs_answers",
    "communication_needs": "needs_answers",
    "agency_code": "agencies",
    "source_agency": "agencies",
}


def contact_fields(desk: Desk, form: ContactForm, search: SearchCall) -> list[FormPart]:
    """All fields of a contact, the safe way before any number; of a child's own details those that it has."""
    choose = partial(_choose, desk, form)
    who = [] if form.relationship == OWN else _who(desk, choose, search)
    kinds = desk.shelf.options("contact_ways", desk.today)
    return [
        *who,
        Section("Safe way to contact", "It stands first wherever this contact is shown."),
        choose("safe_contact", "How can they be reached safely?"),
        Lines(name="no_contact_reason", label="Why nobody gets in touch", lines=2),
        Lines(name="safe_how", label="Which number or way", lines=2),
        Text(name="safe_when", label="When", half=True, placeholder="For instance: school hours alone"),
        Text(name="may_be_said", label="What may be said", limit=2000, half=True),
        Section("Numbers and addresses"),
        Own(name="ways", label="Ways to reach them", make=partial(WaysEditor, desk.theme, kinds), words=ways_words),
        Section("Language and needs"),
        choose("language", "Language they speak best", half=True),
        choose("interpreter", "Interpreter needed", half=True),
        Text(name="language_note", label="More on the language"),
        choose("access_needs", "Access needs", half=True),
        choose("communication_needs", "Communication needs", half=True),
        Lines(name="access_note", label="Which access needs", lines=2),
        Lines(name="communication_note", label="Which communication needs", lines=2),
        Section("Where this comes from"),
        choose("source_agency", "Agency that said so", half=True),
        Day(name="told_on", label="Told on", latest=desk.today, half=True),
    ]


def _who(desk: Desk, choose: Any, search: SearchCall) -> list[FormPart]:
    return [
        choose("relationship", "Who this is to the child", required=True),
        Text(name="name", label="Name", half=True),
        Pick(name="other_id", label="Or someone who is on file", search=search, half=True),
        choose("agency_code", "Agency", half=True),
        Text(name="job", label="Role", half=True),
        choose("parental_responsibility", "Parental responsibility", half=True),
        choose("lives_with", "Lives with the child", half=True),
        Day(name="from_on", label="From", latest=desk.today, half=True, help="Leave empty where it is not known."),
        Day(name="until_on", label="Until", half=True, help="Leave empty while it holds."),
    ]


def _choose(
    desk: Desk, form: ContactForm, name: str, words: str, *, half: bool = False, required: bool = False
) -> Choose:
    kept = getattr(form, name) or None
    options = desk.shelf.options(_LISTS[name], desk.today, kept)
    leads = lead_codes(desk.shelf.lists)
    if name == "relationship" and kept not in leads:
        # Who leads has a dialog of its own, which keeps it to one at a time.
        options = tuple(option for option in options if option.code not in leads)
    return Choose(
        name=name, label=words, options=options, half=half, required=required, blank="" if required else BLANK
    )


def as_values(form: ContactForm, other: Option | None) -> dict[str, object]:
    """A form's values for the screen."""
    return {name: getattr(form, name) for name in ContactForm.__dataclass_fields__} | {"other_id": other}


def as_form(values: Mapping[str, Any], before: ContactForm) -> ContactForm:
    """What was typed, as the WORK floor takes it; fields that this form does not show stay as they were."""
    typed = {name: values.get(name, getattr(before, name)) for name in ContactForm.__dataclass_fields__}
    return ContactForm(**typed | {"relationship": typed["relationship"] or ""})
