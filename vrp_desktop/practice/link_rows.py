"""Links between practice children: twins, friends, and children named together at an occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from db.links import PersonLink
from vrp_desktop.people.links.finding import KIND
from vrp_desktop.people.links.forms import LinkForm, in_order, tidy_link
from vrp_desktop.practice.chance import Chance, Weighted, stream
from vrp_desktop.practice.children import DUPLICATE_AT, DUPLICATE_EVERY, TWIN_AT, TWIN_EVERY
from vrp_desktop.practice.ledger import Ledger, Written
from vrp_desktop.practice.plans import ChildPlan
from vrp_desktop.practice.season import moment
from vrp_desktop.practice.world import World

PARTNERS, KINDS = 8, 9
"""The purposes of these streams of chance."""

_MORNING: Final = 11 * 60
_REACH: Final = 4
_CIRCLE_EVERY, _CIRCLE = 100, range(20, 34)
"""One circle of children in a hundred who know one another; the others have a link now and then."""

_KINDS: Final = Weighted(
    {"AT_OCCURRENCE": 34, "FRIEND": 26, "SEEN_TOGETHER": 12, "CONFLICT": 6, "SAME_GROUP": 5, "EXPLOITED_BY": 4},
    {"HALF_SIBLING": 4, "RELATED": 3, "SAME_HOUSEHOLD": 3, "KEEP_APART": 3},
)
_ROLES: Final = Weighted({"NAMED_AS_SUSPECT": 42, "HARMED": 18, "PRESENT": 20, "WITNESS": 14, "PART_NOT_KNOWN": 6})
_SOURCES: Final = Weighted({"POLICE": 55, "EDUCATION": 22, "YOUTH_JUSTICE": 9, "CHILDRENS_SERVICES": 14})


def write_links(ledger: Ledger, world: World, number: int, plan: ChildPlan, person_id: str) -> None:
    """The child's links to those who are in the store already; the others' links to it come with them."""
    mine = Written(person_id, plan.form.place_code, plan.entered_on)
    children = ledger.register.children
    children[number] = mine
    for near in range(max(0, number - _REACH), number + _REACH + 1):
        other = children.get(near)
        if near != number and other is not None and _is_pair(world, min(near, number), max(near, number)):
            _write_pair(ledger, world, (min(near, number), max(near, number)), mine, other, plan.last_on)


def _is_pair(world: World, first: int, second: int) -> bool:
    if is_twin(second):
        return first == second - 1
    if any(number % DUPLICATE_EVERY == DUPLICATE_AT for number in (first, second)):
        return False
    chance = stream(world.order.seed, (second << 20) | first, PARTNERS)
    is_near = all(number % _CIRCLE_EVERY in _CIRCLE for number in (first, second))
    return chance.yes(0.55 if is_near else 0.07)


def is_twin(number: int) -> bool:
    """Whether this child is the twin of the one before."""
    return number % TWIN_EVERY == TWIN_AT


def _write_pair(
    ledger: Ledger, world: World, pair: tuple[int, int], mine: Written, other: Written, last_on: date
) -> None:
    chance = stream(world.order.seed, (pair[1] << 20) | pair[0], KINDS)
    for form in _links(world, chance, pair, max(mine.entered_on, other.entered_on), last_on):
        form = tidy_link(world.lists, form)
        ends = in_order(world.lists, mine.person_id, replace(form, other_id=other.person_id))
        link_id = ledger.add(
            PersonLink,
            kind=form.kind,
            person_id=ends.person_id,
            role=ends.role,
            other_id=ends.other_id,
            other_role=ends.other_role,
            occurrence=form.occurrence,
            happened_on=form.happened_on,
            from_on=form.from_on,
            until_on=form.until_on,
            source_agency=form.source_agency,
            told_on=form.told_on,
            note=form.note,
            end_note="",
            entered_at=moment(max(mine.entered_on, other.entered_on), _MORNING),
        )
        if form.occurrence or form.note:
            for end in (mine, other):
                ledger.find_by(KIND, link_id, [form.occurrence, form.note], end.person_id, end.place)


def _links(world: World, chance: Chance, pair: tuple[int, int], known_on: date, last_on: date) -> Iterator[LinkForm]:
    if is_twin(pair[1]):
        yield LinkForm("", "SIBLING", "EDUCATION", known_on)
        return
    kinds = [_KINDS.draw(chance)]
    if chance.yes(0.25):
        kinds.append(_KINDS.draw(chance))
    for kind in dict.fromkeys(kinds):
        yield _link(world, chance, kind, known_on, last_on)


def _link(world: World, chance: Chance, kind: str, known_on: date, last_on: date) -> LinkForm:
    began = known_on - timedelta(days=chance.between(8, 70))
    told = began + timedelta(days=chance.between(1, 7))
    ended = known_on + timedelta(days=chance.between(20, 120))
    return LinkForm(
        other_id="",
        kind=kind,
        source_agency=_SOURCES.draw(chance),
        told_on=told,
        is_other_way=chance.yes(0.5),
        mine=_ROLES.draw(chance),
        theirs=_ROLES.draw(chance),
        occurrence=f"44{began:%y}{chance.between(0, 9_999_999):07}",
        happened_on=began,
        from_on=began,
        until_on=ended if chance.yes(0.2) and ended <= last_on else None,
        note=world.sentences.say(chance, "link_note") if chance.yes(0.4) else "",
    )
