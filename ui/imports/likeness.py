"""A held row beside the child on file whom it may be of: field by field, with what speaks for it and against."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from ui.desk import Desk
from ui.theme.tokens import Tone
from ui.widgets.compare import Compare, Pair
from ui.widgets.text import card, label
from vrp_desktop.calendar import british_short
from vrp_desktop.imports.mending import HeldRecord, OnFile
from vrp_desktop.people.forms import ESTIMATED, PersonForm


def compare_with(desk: Desk, record: HeldRecord, on_file: OnFile) -> QWidget:
    """The comparison as a card; shown in the view of names alone."""
    made, inside = card(desk.theme, f"Is it {on_file.record.words.code}?")
    if on_file.reasons:
        inside.addWidget(label(" ".join(on_file.reasons), wrap=True))
    if on_file.why:
        inside.addWidget(label(on_file.why, "muted", wrap=True))
    said = record.said
    if said is None:
        inside.addWidget(label("Mend the row first; then the two can be compared.", "muted", wrap=True))
        return made
    pairs = [_pair("name", "Name", desk.view.name(record.words), desk.view.name(on_file.record.words))]
    left, right = _facts(desk, said), _facts(desk, on_file.record.form)
    both = [name for name in left if left[name] and right.get(name)]
    pairs += [_pair(name, name, left[name], right[name]) for name in both]
    inside.addWidget(Compare(desk.theme, "This row", "On file", pairs))
    for words, one, other in (("Only in the row", left, right), ("Only on file", right, left)):
        alone = [f"{name} {value}" for name, value in one.items() if value and not other.get(name)]
        if alone:
            inside.addWidget(label(f"{words}: {'; '.join(alone)}.", "muted", wrap=True))
    return made


def _pair(name: str, words: str, left: str, right: str) -> Pair:
    if left.casefold() == right.casefold():
        return Pair(name, words, left, right, "same", Tone.GOOD)
    return Pair(name, words, left, right)


def _facts(desk: Desk, form: PersonForm) -> dict[str, str]:
    shelf = desk.shelf
    estimated = " (estimated)" if form.born_basis == ESTIMATED and form.born_on else ""
    former = ", ".join(" ".join(parts) for parts in form.former_names)
    return {
        "Date of birth": british_short(form.born_on) + estimated,
        "Former names": former,
        "Sex": shelf.label("sex", form.sex),
        "Ethnicity": shelf.label("ethnicity", form.ethnicity),
        "Postcode": form.postcode or "",
        "School": form.school or "",
        "Place": shelf.label("places", form.place_code),
        **{kind: value for kind, value in sorted(form.identifiers.items()) if value},
    }
