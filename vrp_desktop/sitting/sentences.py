"""The sentence that the chair reads back before a decision is kept, and the words of deeds."""

from __future__ import annotations

from typing import Final

from vrp_desktop.actions.forms import ActionForm
from vrp_desktop.calendar import british
from vrp_desktop.panel.forms import FurtherForm
from vrp_desktop.reference.lists import Lists
from vrp_desktop.sitting.forms import DecideForm

AGREED: Final = "Agreed?"

DEEDS: Final = {
    "DECIDE": "the decision",
    "TOLD": "what an agency told",
    "WORDS": "the words of the discussion",
    "SEAT": "who is here",
    "EVENT": "someone's coming or going",
    "STATEMENT": "that the statement was read",
    "END": "the end of the sitting",
}
"""What a deed is called where it is taken back."""


def read_back(lists: Lists, form: DecideForm, list_name: str) -> str:
    """The decision in one sentence: what, who does what by when, when it comes back, whether there was disagreement."""
    parts = [_outcome(lists, form, list_name)]
    parts += [_action(lists, action) for action in form.actions]
    if not form.actions and form.owner_agency:
        parts.append(f"{_agency(lists, form.owner_agency)} takes it on")
    if form.keep_until is not None:
        parts.append(f"back to it by {british(form.keep_until)}")
    if form.disagreement.strip():
        parts.append("disagreement is recorded")
    return "; ".join(parts) + "."


def _outcome(lists: Lists, form: DecideForm, list_name: str) -> str:
    label = lists.label(list_name, form.outcome)
    named = [_further(lists, each) for each in form.further]
    return f"{label}: {_joined(named)}" if named else label


def _further(lists: Lists, further: FurtherForm) -> str:
    if further.intervention_code:
        return lists.label("interventions", further.intervention_code)
    return lists.label("agencies", further.agency_code)


def _action(lists: Lists, action: ActionForm) -> str:
    who = _agency(lists, action.owner_agency)
    named = f" ({action.owner_name})" if action.owner_name else ""
    due = f" by {british(action.due_on)}" if action.due_on else ""
    text = action.text.strip().rstrip(".")
    return f"{who}{named} to {text[:1].lower()}{text[1:]}{due}"


def _agency(lists: Lists, code: str) -> str:
    """An agency within a sentence: a name that is written with capitals keeps them."""
    label = lists.label("agencies", code)
    is_a_name = any(word[:1].isupper() for word in label.split()[1:]) or label.isupper()
    return label if is_a_name else label[:1].lower() + label[1:]


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
