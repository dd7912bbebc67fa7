"""Two records of children in words, field by field, for looking at them side by side."""

from __future__ import annotations

from ui.desk import Desk
from ui.people.fields import LISTED
from ui.widgets.compare import LEFT, RIGHT, Pair
from vrp_desktop.calendar import british
from vrp_desktop.people.forms import ESTIMATED, PersonForm
from vrp_desktop.people.merging import IDENTIFIER
from vrp_desktop.people.naming import PersonWords, full_name
from vrp_desktop.people.queries import PersonRecord

_LABELS = {
    "sex": "Sex",
    "ethnicity": "Self-defined ethnicity",
    "postcode": "Postcode",
    "home_authority": "Home authority",
    "school": "School",
    "school_status": "School status",
    "send": "SEND and EHCP",
    "care_experience": "Care experience",
}


def pairs_of(desk: Desk, left: PersonRecord, right: PersonRecord) -> list[Pair]:
    """Every detail of both; where only one says something, that one is chosen first."""
    one, other, view = left.form, right.form, desk.view
    is_open = view.text("x") == "x"
    pairs = [
        _pair("name", "Name", _name(desk, left.words), _name(desk, right.words)),
        _pair("born_on", "Date of birth", _born(one, is_open=is_open), _born(other, is_open=is_open)),
        _pair("place", "Place", *(desk.shelf.label("places", form.place_code) for form in (one, other))),
    ]
    for name, words in _LABELS.items():
        pairs.append(_pair(name, words, *(_attribute(desk, form, name) for form in (one, other))))
    for kind in sorted({*one.identifiers, *other.identifiers}):
        both = (view.text(form.identifiers.get(kind, "")) for form in (one, other))
        pairs.append(_pair(IDENTIFIER + kind, kind, *both))
    return pairs


def _pair(name: str, words: str, left: str, right: str) -> Pair:
    return Pair(name, words, left, right, chosen=RIGHT if right and not left else LEFT)


def _name(desk: Desk, words: PersonWords) -> str:
    is_open = desk.view.text("x") == "x"
    return full_name(words.forenames, words.surname) if is_open else desk.view.name(words)


def _born(form: PersonForm, *, is_open: bool) -> str:
    if form.born_on is None or not is_open:
        return "" if is_open else "Hidden in this view"
    return british(form.born_on) + (" (estimated)" if form.born_basis == ESTIMATED else "")


def _attribute(desk: Desk, form: PersonForm, name: str) -> str:
    value = getattr(form, name)
    if not value:
        return ""
    return desk.shelf.label(LISTED[name], value) if name in LISTED else desk.view.text(value)
