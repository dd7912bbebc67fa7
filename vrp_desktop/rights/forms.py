"""What is typed of a request and of its steps, and its checks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from vrp_desktop.errors import Invalid
from vrp_desktop.reference.lists import Lists

KINDS: Final = "request_kinds"
CAPACITIES: Final = "request_capacities"
OUTCOMES: Final = "request_outcomes"
REASONS: Final = "redaction_reasons"
POINTS: Final = "point_decisions"
RELEASE, REDACT, WITHHOLD = "RELEASE", "REDACT", "WITHHOLD"
_PASSED: Final = "This day is before the request came, or still to come."


@dataclass(frozen=True, slots=True)
class RequestForm:
    """A request as it came in. `wrong` and `should_be` are the first thing that is said to be wrong, where one is."""

    kind: str
    capacity: str
    received_on: date
    asked_by: str = ""
    text: str = ""
    wrong: str = ""
    should_be: str = ""


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """How it was made sure who asks, and that they may ask for the child; or only that it was asked for."""

    asked_on: date | None = None
    on: date | None = None
    how: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """What came of a request, with the sentence of the reply."""

    outcome: str
    outcome_on: date
    reply: str


@dataclass(frozen=True, slots=True)
class PointForm:
    """What was decided of one thing that is said to be wrong."""

    decision: str
    decided_on: date
    words: str = ""


@dataclass(frozen=True, slots=True)
class ToldForm:
    """That a recipient was told, or why not: one of the two."""

    agency_code: str | None
    named: str
    told_on: date | None = None
    how: str = ""
    why_not: str = ""


def flag(lists: Lists, list_name: str, code: str | None, name: str) -> bool:
    """What a list says of a code, yes or no."""
    entry = lists.entry(list_name, code or "")
    return entry is not None and entry.extra.get(name) is True


def check_request(lists: Lists, form: RequestForm, today: date) -> None:
    """Raise `Invalid` where a request cannot be kept."""
    wrong: dict[str, str] = {}
    if lists.entry(KINDS, form.kind) is None:
        wrong["kind"] = "Choose what is asked for."
    if lists.entry(CAPACITIES, form.capacity) is None:
        wrong["capacity"] = "Choose who asks."
    if form.received_on > today:
        wrong["received_on"] = "This day is still to come."
    if flag(lists, KINDS, form.kind, "points"):
        if not form.wrong.strip():
            wrong["wrong"] = "Say what is said to be wrong."
    elif not flag(lists, KINDS, form.kind, "copy") and not form.text.strip():
        wrong["text"] = "Say what is asked for, as they put it."
    if wrong:
        raise Invalid(wrong)


def check_identity(lists: Lists, form: IdentityForm, capacity: str, received_on: date, today: date) -> None:
    """Raise `Invalid` where the step cannot be kept."""
    wrong: dict[str, str] = {}
    if form.asked_on is None and form.on is None:
        wrong["on"] = "Give the day on which it was made sure, or on which it was asked for."
    for name, day in (("asked_on", form.asked_on), ("on", form.on)):
        if day is not None and not received_on <= day <= today:
            wrong[name] = _PASSED
    if form.asked_on is not None and form.on is not None and form.on < form.asked_on:
        wrong["on"] = "It was made sure before it was asked for."
    if form.on is not None and not form.how.strip():
        wrong["how"] = "Say how it was made sure who asks."
    if form.on is not None and flag(lists, CAPACITIES, capacity, "authority") and not form.authority.strip():
        wrong["authority"] = "Say what shows that they may ask for the child."
    if wrong:
        raise Invalid(wrong)


def check_answer(lists: Lists, form: AnswerForm, received_on: date, today: date) -> None:
    """Raise `Invalid` where an answer cannot be kept."""
    wrong: dict[str, str] = {}
    if lists.entry(OUTCOMES, form.outcome) is None:
        wrong["outcome"] = "Choose what came of it."
    if not form.reply.strip():
        wrong["reply"] = "Write what they were told."
    if not received_on <= form.outcome_on <= today:
        wrong["outcome_on"] = _PASSED
    if wrong:
        raise Invalid(wrong)


def check_point(lists: Lists, form: PointForm, received_on: date, today: date) -> None:
    """Raise `Invalid` where a decision cannot be kept."""
    wrong: dict[str, str] = {}
    if lists.entry(POINTS, form.decision) is None:
        wrong["decision"] = "Choose what was decided."
    if not received_on <= form.decided_on <= today:
        wrong["decided_on"] = _PASSED
    if flag(lists, POINTS, form.decision, "needs_words") and not form.words.strip():
        is_statement = flag(lists, POINTS, form.decision, "statement")
        wrong["words"] = "Write the statement that is added." if is_statement else "Say why it is not changed."
    if wrong:
        raise Invalid(wrong)


def check_told(form: ToldForm, received_on: date, today: date) -> None:
    """Raise `Invalid` where it neither says that they were told nor why not."""
    wrong: dict[str, str] = {}
    if form.told_on is None and not form.why_not.strip():
        wrong["told_on"] = "Give the day on which they were told, or say why they are not."
    if form.told_on is not None and not received_on <= form.told_on <= today:
        wrong["told_on"] = _PASSED
    if form.told_on is not None and not form.how.strip():
        wrong["how"] = "Say how they were told."
    if wrong:
        raise Invalid(wrong)
