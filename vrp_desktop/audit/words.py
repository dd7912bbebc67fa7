"""Deeds in words: the audit keeps the name of a command, and people read “Opened a child's record”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_PAST: Final = {
    "accept": "accepted",
    "add": "added",
    "answer": "answered",
    "approve": "approved",
    "begin": "began",
    "break": "broke",
    "cancel": "cancelled",
    "carry": "carried",
    "change": "changed",
    "close": "closed",
    "complete": "completed",
    "confirm": "confirmed",
    "correct": "corrected",
    "decide": "decided",
    "delete": "deleted",
    "drop": "dropped",
    "edit": "changed",
    "end": "ended",
    "erase": "erased",
    "export": "exported",
    "extend": "extended",
    "file": "filed",
    "found": "founded",
    "give": "gave",
    "hold": "held",
    "join": "joined",
    "keep": "kept",
    "let": "let",
    "lift": "lifted",
    "look": "looked",
    "make": "made",
    "mark": "marked",
    "mend": "mended",
    "merge": "merged",
    "move": "moved",
    "name": "named",
    "note": "noted",
    "open": "opened",
    "place": "placed",
    "plan": "planned",
    "print": "printed",
    "propose": "proposed",
    "put": "put",
    "raise": "raised",
    "read": "read",
    "record": "recorded",
    "refer": "referred",
    "remove": "removed",
    "rename": "renamed",
    "reopen": "reopened",
    "reorder": "reordered",
    "restore": "restored",
    "restrict": "restricted",
    "save": "saved",
    "say": "said",
    "screen": "screened",
    "seat": "seated",
    "send": "sent",
    "set": "set",
    "settle": "settled",
    "share": "shared",
    "sign": "signed",
    "skip": "skipped",
    "start": "started",
    "stop": "stopped",
    "submit": "submitted",
    "switch": "switched",
    "take": "took",
    "tell": "told",
    "type": "typed",
    "undo": "undid",
    "unlock": "unlocked",
    "use": "used",
    "withdraw": "withdrew",
    "write": "wrote",
}

_WHAT: Final = {
    "person": "a child's record",
    "person again": "a child's record again",
    "people": "two records",
    "case": "a panel case",
    "cases": "panel cases",
    "event": "a trigger event",
    "check": "a partner check",
    "checks": "partner checks",
    "agreement": "an answer about support",
    "told": "that the family was told",
    "told record": "that the family was told",
    "conference": "a sitting",
    "item": "an agenda item",
    "items": "agenda items",
    "link": "a link between children",
    "contact": "someone around the child",
    "attachment": "a file",
    "restricted": "a restricted record",
    "record": "the record of a sitting",
    "looks": "looks at restricted records",
    "lead": "who leads",
    "own copy": "a child their own copy",
    "decision with actions": "a decision with its actions",
    "user leave": "a user leave",
    "list entry": "an entry of a list",
    "register entry": "a paper of the register",
    "practice day": "the day of practice",
}

_WHOLE: Final = {
    "break_off": "Broke off a sitting",
    "carry_forward": "Carried an action forward",
    "close_restricted": "Closed a restricted record",
    "confirm_destroyed": "Confirmed that a copy is destroyed",
    "confirm_identity": "Made sure who asks",
    "confirm_nil": "Confirmed a nil",
    "found_workspace": "Made the workspace",
    "keep_back": "Kept a record that was due to go",
    "look_for_duplicates": "Looked for duplicates",
    "name_chair": "Named the chair",
    "note_gone": "Noted that a copy is gone",
    "note_here_again": "Noted that a backup is here again",
    "open_again": "Opened a request again",
    "open_restricted": "Opened a restricted record",
    "plan_again": "Planned a sitting again",
    "propose_again": "Proposed erasing again",
    "put_on_agenda": "Put cases on an agenda",
    "read_statement": "Read the opening statement",
    "record_statement_read": "Recorded that the opening statement was read",
    "refer_to_intervention": "Referred a child to an intervention",
    "remove_suspect_status": "Removed suspect status",
    "restore_suspect_status": "Gave suspect status back",
    "say_not_the_same": "Said that two records are not the same child",
    "set_row_aside": "Set a row aside",
    "take_back": "Took a batch back",
    "take_in": "Took in a list",
    "take_off": "Took an entry off",
    "take_off_agenda": "Took an item off the agenda",
    "take_item_off": "Took an item off the agenda",
    "take_row_as_new": "Took a row as a new child",
    "tell": "Recorded who was told",
    "type_in_sheet": "Typed in a tick sheet",
    "undo_last": "Undid the last deed of a sitting",
}


def deed_words(deed: str) -> str:
    """A deed in words: open_person becomes “Opened a child's record”."""
    if deed in _WHOLE:
        return _WHOLE[deed]
    verb, _, rest = deed.partition("_")
    past, what = _PAST.get(verb), rest.replace("_", " ")
    if past is None:
        return deed.replace("_", " ").capitalize()
    return f"{past.capitalize()} {_WHAT.get(what) or _with_article(what)}".strip()


def stems(typed: str) -> Iterator[str]:
    """What the audit keeps for a word that its reader sees: “opened” stands there as open, “child's” as person."""
    word = typed.casefold()
    yield from (verb for verb, past in _PAST.items() if past == word and verb != word)
    yield from (what.replace(" ", "_") for what, words in _WHAT.items() if word in words.casefold().split())


def _with_article(what: str) -> str:
    if not what or what.endswith("s") or what.startswith(("own ", "who ", "that ")):
        return what
    return f"{'an' if what[0] in 'aeiou' else 'a'} {what}"
