"""The rules of chaser slips: which addresses are approved, which step comes next, how an answer reads. No store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from vrp_desktop.calendar import parse_british_date
from vrp_desktop.reference.lists import ListEntry, Lists

DOMAINS: Final = "approved_domains"
STEPS: Final = "escalation_steps"
REPLIES: Final = "slip_replies"
LINE_PREFIX: Final = "RE"

_ADDRESS: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")
_CODE: Final = re.compile(rf"\b{LINE_PREFIX}\s?[-–]\s?([0-9A-Z]{{7}})\b", re.IGNORECASE)
_DAY: Final = re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b\d{1,2} [A-Za-z]{3,9} \d{4}\b")
_EDGES: Final = " \t:;,.–-|"


@dataclass(frozen=True, slots=True)
class Answer:
    """What someone wrote beside a reply code: the reply's code of the list, "" where it cannot be told."""

    code: str
    reply: str
    on: date | None
    note: str
    line: str


def is_address(text: str) -> bool:
    """Whether this is one e-mail address."""
    return _ADDRESS.fullmatch(text.strip()) is not None


def is_approved(lists: Lists, address: str, day: date) -> bool:
    """Whether an address lies in a domain of the list."""
    domain = address.strip().rpartition("@")[2].casefold()
    ends = (entry.label.strip().casefold().lstrip("@.") for entry in lists.choices(DOMAINS, day))
    return any(domain == end or domain.endswith(f".{end}") for end in ends if end)


def next_step(lists: Lists, day: date, before: str, *, is_answered: bool) -> ListEntry:
    """The step after the last one: the first where that one was answered, the last where there is no further."""
    steps = lists.choices(STEPS, day)
    at = next((number for number, entry in enumerate(steps) if entry.code == before), -1)
    return steps[0] if is_answered or at < 0 else steps[min(at + 1, len(steps) - 1)]


def reply_by(step: ListEntry, day: date) -> date:
    """By when an answer is asked for."""
    return day + timedelta(days=int(step.extra.get("days_to_answer", 7)))


def read_answers(lists: Lists, text: str, day: date) -> tuple[Answer, ...]:
    """The answers in what was typed or pasted: each begins at its reply code and ends at the next one or its line.

    A code that is quoted again below, without an answer beside it, is no answer of its own.
    """
    choices = lists.choices(REPLIES, day)
    found: dict[str, Answer] = {}
    for line in text.splitlines():
        places = list(_CODE.finditer(line))
        for number, place in enumerate(places):
            end = places[number + 1].start() if number + 1 < len(places) else len(line)
            answer = _answer(choices, place[1].upper(), line[place.end() : end], line)
            before = found.get(answer.code)
            if before is None or (not before.reply and answer.reply):
                found[answer.code] = answer
    return tuple(found.values())


def _answer(choices: Sequence[ListEntry], code: str, rest: str, line: str) -> Answer:
    said = " ".join(rest.replace("’", "'").split())
    folded = said.casefold()
    hits = [
        (folded.find(word), -len(word), entry.code, word)
        for entry in choices
        for word in entry.extra.get("words", ())
        if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", folded)
    ]
    _, _, reply, word = min(hits, default=(0, 0, "", ""))
    day = _DAY.search(said)
    note = said if day is None else said.replace(day[0], " ", 1)
    note = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", note, count=1, flags=re.IGNORECASE) if word else note
    note = " ".join(note.strip(_EDGES).split())
    note = "" if note.casefold() == "on" else note.removeprefix("on ").strip(_EDGES)
    return Answer(f"{LINE_PREFIX}-{code}", reply, _day(day[0]) if day else None, note, line.strip())


def _day(text: str) -> date | None:
    try:
        return parse_british_date(text)
    except ValueError:
        return None
