"""No query tells of another place, or reads free text to who may not: every one that the program has, a new one too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.sides import Side, Stage
from tests.vrp_desktop.access.asking import FOR_EVERYBODY, INNER, OWN_BUSINESS, asked, every_query, texts_of
from vrp_desktop.access.permissions import Actor, Role
from vrp_desktop.access.work import Read
from vrp_desktop.errors import KnownError

QUERIES = {name: function for name, function in every_query().items() if name not in INNER}


LISTS = (
    "people_page", "person_record", "duplicates_page", "notes_of", "around_child", "links_of",
    "cases_page", "case_record", "screening_rows", "to_ask", "actions_page", "conferences_page", "agenda_of",
    "referrals_page", "provider_totals", "concerns_page", "shares_page", "attachments_of", "letters_of_case", "story",
    "chronology_copy", "records_behind", "document", "return_page", "batches", "held_rows", "held_sheet", "receipts",
    "find", "events_page", "event_changes", "who_looked", "due_rows", "item_rows", "hold_rows", "merged_rows",
    "undo_preview",
)  # fmt: skip
"""Queries that tell of the other side when all is asked rightly."""

Answer = tuple[dict[str, Any], list[str]]


def answers(stage: Stage, actor: Actor, function: Callable[..., Any], about: Side) -> Iterator[Answer]:
    """What a query answers someone about a side, and what it was asked; a refusal is an answer too."""
    permission = getattr(function, "permission", None)
    for values in asked(stage, function, about):
        yield values, stage.make.see(_as, actor, function, permission, values)


def _as(read: Read, actor: Actor, function: Callable[..., Any], permission: Any, values: dict[str, Any]) -> Any:
    try:
        if permission is not None:
            actor.need(permission)
        return list(texts_of(function(Read(read.session, actor, read.clock), **values)))
    except KnownError as refused:
        return [str(refused)]


def named(values: dict[str, Any], stage: Stage) -> dict[str, Any]:
    """What was asked, with records by what they are."""
    names = {value: f"{side.place} {name}" for side in (stage.home, stage.away) for name, value in side.ids.items()}
    return {name: names.get(value, value) if isinstance(value, str) else value for name, value in values.items()}


def told(answer: list[str], values: dict[str, Any], *sides: Side) -> list[str]:
    """What an answer says of sides: their words, the codes of their children and cases, and ids not asked for."""
    known = set(texts_of(values))
    secrets = {word for side in sides for word in (side.word, *side.ids.values())} - {"None"}
    wanted = {word for word in secrets if len(word) > 3 and not any(word in text for text in known)}
    return [text for text in answer if any(word in text for word in wanted)]


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_who_is_limited_to_a_place_is_told_of_no_other(stage: Stage, name: str):
    for role in Role:
        limited = stage.actor(role, [stage.home.place])
        for about in (stage.home, stage.away, stage.area):
            for values, answer in answers(stage, limited, QUERIES[name], about):
                kept_from = [stage.away] if name in FOR_EVERYBODY else [stage.away, stage.area]
                assert told(answer, values, *kept_from) == [], (role, named(values, stage))


@pytest.mark.parametrize("name", sorted(QUERIES))
def test_who_may_not_read_free_text_is_told_none(stage: Stage, name: str):
    officer = stage.actor(Role.DATA_PROTECTION)
    for values, answer in answers(stage, officer, QUERIES[name], stage.home):
        if stage.home.text not in str(values) and name not in OWN_BUSINESS:
            assert [text for text in answer if stage.home.text in text] == [], values


def test_who_sees_the_whole_area_is_told_of_it(stage: Stage):
    """Or the tests above would pass because nothing was asked rightly."""
    whole = stage.actor(Role.MANAGER)
    telling = {
        name.rpartition(".")[2]
        for name, function in QUERIES.items()
        if any(told(answer, {}, stage.away) for _, answer in answers(stage, whole, function, stage.away))
    }

    assert set(LISTS) <= telling
    assert len(telling) > len(QUERIES) / 2
