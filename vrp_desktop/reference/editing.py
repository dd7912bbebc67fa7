"""What a workspace may change of its reference lists, and the words for a list's name. No store, no clock."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.errors import Invalid, RuleBroken
from vrp_desktop.reference.files import LONGEST_LABEL, Mark

CONFIRMED: Final = "C"
"""The mark of an entry that was known from general knowledge alone, and that this workspace has confirmed."""

LOCAL, SHIPPED = "LOCAL", "SHIPPED"
LOCAL_CODE: Final = "LOCAL_"
"""What the codes of local entries begin with, so that no newer program ever ships the same one."""

OPEN_LISTS: Final = frozenset(
    {
        "agencies",
        "closure_reasons",
        "contact_ways",
        "delivery_models",
        "forums",
        "identification_sources",
        "languages",
        "legal_gateways",
        "link_roles",
        "link_types",
        "offence_kinds",
        "redirect_reasons",
        "relationships",
        "session_types",
        "special_holidays",
    }
)
"""Lists whose entries are only names. The others carry rules or the funder's groups: their words may be changed."""

AGENCY_KINDS: Final = {
    "specified": "Specified authority",
    "relevant": "Relevant authority",
    "vcse": "Voluntary and community sector",
    "other": "Another agency",
}
FORUM_KINDS: Final = {
    "panel": "Panel",
    "local_conference": "Local multi-agency conference",
    "focused_deterrence": "Focused deterrence",
    "board": "Board",
    "group": "Group",
}
_KINDS: Final = {"agencies": AGENCY_KINDS, "forums": FORUM_KINDS}
_TITLES: Final = {
    "action_ends": "What became of an action",
    "destruction_ways": "What became of a copy",
    "entry_delays": "Days to being entered",
    "contact_ways": "Ways to contact",
    "link_roles": "Parts in an occurrence",
    "link_types": "Links between children",
    "needs_answers": "Needs: has, has none",
    "relationships": "People around a child",
    "send_statuses": "SEND statuses",
    "sex": "Sex",
    "yes_no_asked": "Yes, no, not asked",
    "yes_no_known": "Yes, no, not known",
}
_SHORT_MARKS: Final = {
    Mark.STATED.value: "Stated",
    Mark.INFERRED.value: "Inferred",
    Mark.GENERAL.value: "To be confirmed",
    Mark.PROPOSED.value: "Proposed",
    CONFIRMED: "Confirmed here",
}
_MARKS: Final = {
    Mark.STATED.value: "Stated in the programme's or the government's own papers",
    Mark.INFERRED.value: "Inferred from those papers",
    Mark.GENERAL.value: "From general knowledge, to be confirmed",
    Mark.PROPOSED.value: "Proposed by the makers of this program",
    CONFIRMED: "Confirmed here",
}


@dataclass(frozen=True, slots=True)
class EntryForm:
    """What is typed for an entry. `kind` and `place_code` are for agencies and forums alone."""

    label: str
    meaning: str = ""
    starts_on: date | None = None
    kind: str = ""
    place_code: str | None = None


def title_of(list_name: str) -> str:
    """A list's name in words: panel_decisions becomes "Panel decisions"."""
    return _TITLES.get(list_name) or list_name.replace("_", " ").capitalize()


def mark_words(mark: str) -> str:
    """What a mark says of how well an entry is known."""
    return _MARKS.get(mark, mark)


def mark_label(mark: str) -> str:
    """A mark in a word or three, for a column."""
    return _SHORT_MARKS.get(mark, mark)


def kinds_of(list_name: str) -> dict[str, str]:
    """The kinds that an entry of this list must be one of, with their words; none for most lists."""
    return dict(_KINDS.get(list_name, {}))


def check_entry(list_name: str, form: EntryForm) -> None:
    """Raise `Invalid` where an entry cannot be kept."""
    wrong = _wrong_with_label(form.label)
    if list_name in _KINDS and form.kind not in _KINDS[list_name]:
        wrong["kind"] = "Choose what kind it is."
    if wrong:
        raise Invalid(wrong)


def check_words(label: str) -> None:
    """Raise `Invalid` where a label cannot be one."""
    wrong = _wrong_with_label(label)
    if wrong:
        raise Invalid(wrong)


def _wrong_with_label(label: str) -> dict[str, str]:
    if not label.strip():
        return {"label": "Give the words that people choose."}
    if len(label.strip()) > LONGEST_LABEL:
        return {"label": f"Use at most {LONGEST_LABEL} characters."}
    return {}


def need_open(list_name: str) -> None:
    """Refuse to add to or end-date within a list whose entries the program's rules and returns go by."""
    if list_name not in OPEN_LISTS:
        raise RuleBroken(
            f"The list “{title_of(list_name)}” carries rules or the funder's groups.",
            means="Nothing was changed: entries without those rules would be missing from figures.",
            do="Its words and meanings can be changed.",
        )


def new_code(label: str, taken: frozenset[str]) -> str:
    """A code for a local entry that no other entry has."""
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().upper()
    words = re.sub(r"[^A-Z0-9]+", "_", plain).strip("_") or "ENTRY"
    stem = f"{LOCAL_CODE}{words}"[:34].rstrip("_")
    code, number = stem, 2
    while code in taken:
        code, number = f"{stem}_{number}", number + 1
    return code
