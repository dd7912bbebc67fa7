"""Every command by every role, with and without limits of place, is what the table of roles says: a new one too."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, cast

import pytest

from tests.support.sides import HOME, Side, Stage, contents
from tests.vrp_desktop.access.deeds import (
    BY_ROLE_ALONE,
    EVERY,
    KEYWORDS,
    LATER_STATES,
    LEFT_ALONE,
    OF_A_PLACE,
    OF_ALL_PLACES,
    OF_THE_OWN,
    OF_THE_WHOLE_AREA,
    OF_THE_WORKSPACE,
    OF_USERS,
    ONLY_IN_THE_MAKING,
    crossed,
    every_marked,
    is_command,
)
from vrp_desktop.access.permissions import ROLE_PERMISSIONS, Actor, Permission, Role
from vrp_desktop.errors import KnownError, NotPermitted
from vrp_desktop.identity import IdSource
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.runner import Runner

COMMANDS = {name: function for name, function in every_marked().items() if is_command(function)}
ALSO_NEEDS = {
    "export_attachment": {Permission.SEE_NOTES},
    "print_follow_letter": {Permission.SEE_FOLLOW_THROUGH},
    "send_checks": {Permission.EDIT_CASES},
    "take_answers": {Permission.IMPORT},
    "send_letter": {Permission.EXPORT},
    "print_agenda": {Permission.SEE_NOTES},
    "print_brief": {Permission.SEE_NOTES},
    "print_record": {Permission.SEE_NOTES},
    "send_request": {Permission.EDIT_CONFERENCES},
    "type_in_sheet": {Permission.EDIT_CONFERENCES},
    "make_slips": {Permission.EDIT_ACTIONS},
    "accept_proposals": {Permission.SEE_NOTES},
    "decide_items": {Permission.SEE_NOTES},
    "give_own_copy": {Permission.EXPORT, Permission.SEE_NOTES},
}
"""What a command needs besides the permission that it states."""


class _Undone(Exception):
    """Takes back what a command has done: the stage stays as it was made."""


def _undo() -> None:
    raise _Undone


@dataclass
class Tried:
    """What came of a command: done, or who or what refused it, in which words."""

    what: str
    result: Any = None
    said: str = ""


def tried(stage: Stage, actor: Actor, name: str, side: Side, arguments: tuple[Any, ...] | None = None) -> Tried:
    """What comes of a command on one side's records by someone, through the runner; nothing of it is kept."""
    given = EVERY[name](stage, side) if arguments is None else arguments
    workspace, results = stage.make.workspace, list[Any]()
    runner = Runner(workspace.store, actor, workspace.clock, IdSource(random.Random(7)))

    def keeping(work: Any, *args: Any, **kwargs: Any) -> None:
        results.append(COMMANDS[name](work, *args, **kwargs))

    marked, known = cast("Any", keeping), cast("Any", COMMANDS[name])
    marked.permission, marked.deed = known.permission, name
    try:
        runner.write(marked, *given, before_commit=_undo, **KEYWORDS.get(name, {}))
    except _Undone:
        return Tried("done", results[0])
    except NotPermitted as refused:
        return Tried("not for the role" if "role" in refused.what else "refused", said=str(refused))
    except KnownError as refused:
        return Tried("refused", said=f"{refused} {getattr(refused, 'fields', '')}")
    raise AssertionError("not taken back")


def tells_nothing(found: Tried, side: Side) -> bool:
    """Whether a refusal names nobody, no case and no record of a side."""
    return not any(word in found.said for word in (side.word, *side.ids.values()))


def needs(name: str) -> set[Permission]:
    function: Any = COMMANDS[name]
    return {function.permission} | ALSO_NEEDS.get(name, set())


def roles_that_may(name: str) -> list[Role]:
    return [role for role in Role if needs(name) <= ROLE_PERMISSIONS[role]]


def test_of_every_command_it_is_said_how_it_is_called():
    assert set(COMMANDS) == set(EVERY) | set(ONLY_IN_THE_MAKING) | set(BY_ROLE_ALONE)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_role_without_the_permission_is_refused_before_the_command_begins(stage: Stage, name: str):
    workspace = stage.make.workspace
    for role in Role:
        actor = stage.actor(role)
        runner = Runner(workspace.store, actor, workspace.clock, IdSource(random.Random(7)))
        function: Any = COMMANDS[name]
        if not actor.may(function.permission):
            # Handed nothing at all: what had begun would fall over that first.
            with pytest.raises(NotPermitted, match="role"):
                runner.write(function)


@pytest.mark.parametrize("name", sorted({*OF_A_PLACE, *OF_USERS, *OF_THE_WORKSPACE}))
def test_the_roles_that_may_can_and_no_other(stage: Stage, name: str):
    found = {role: tried(stage, stage.actor(role), name, stage.away) for role in Role}

    allowed = roles_that_may(name)
    assert {role: one.said for role, one in found.items() if role in allowed and one.what != "done"} == {}
    assert {one.what for role, one in found.items() if role not in allowed} <= {"not for the role"}


@pytest.mark.parametrize("name", sorted({*OF_A_PLACE, *OF_USERS}))
def test_a_record_of_another_place_is_refused_and_one_of_the_own_is_not(stage: Stage, name: str):
    for role in roles_that_may(name):
        found = tried(stage, stage.actor(role, [stage.home.place]), name, stage.away)
        if name in LEFT_ALONE:
            assert not getattr(found.result, LEFT_ALONE[name])
        else:
            assert (found.what, tells_nothing(found, stage.away)) == ("refused", True), (role, found)
        own = tried(stage, stage.actor(role, [stage.away.place]), name, stage.away)
        assert own.what == "done", (role, own.said)
        assert name not in LEFT_ALONE or getattr(own.result, LEFT_ALONE[name])


@pytest.mark.parametrize("name", sorted(OF_A_PLACE))
def test_nothing_of_another_place_is_drawn_into_a_record_of_the_own(stage: Stage, name: str):
    """Each id that a deed is given may be another's: a child on an item, a case on a share, the other end of a link."""
    role = next(iter(roles_that_may(name)))
    for arguments in crossed(OF_A_PLACE[name](stage, stage.away), stage.away, stage.home):
        found = tried(stage, stage.actor(role, [stage.away.place]), name, stage.away, arguments)
        if name in LEFT_ALONE and found.what == "done":
            assert not getattr(found.result, LEFT_ALONE[name])
        else:
            assert (found.what, tells_nothing(found, stage.home)) == ("refused", True), (arguments, found)


@pytest.mark.parametrize("name", OF_THE_WHOLE_AREA)
def test_what_is_of_the_whole_area_is_for_who_sees_all_of_it(stage: Stage, name: str):
    for role in roles_that_may(name):
        found = tried(stage, stage.actor(role, [stage.home.place]), name, stage.area)
        assert (found.what, tells_nothing(found, stage.area)) == ("refused", True), (role, found)
        whole = tried(stage, stage.actor(role), name, stage.area)
        assert whole.what == "done", (role, whole.said)


NOT_ONES_PLACE = ("one of yours", "not in your places")


@pytest.mark.parametrize("name", sorted(LATER_STATES))
def test_the_place_is_asked_before_the_rules_of_the_state(stage: Stage, name: str):
    for role in roles_that_may(name):
        limited, own = (
            tried(stage, stage.actor(role, [one.place]), name, stage.away) for one in (stage.home, stage.away)
        )
        assert (limited.what, own.what) == ("refused", "refused")
        assert any(words in limited.said for words in NOT_ONES_PLACE)
        assert not any(words in own.said for words in NOT_ONES_PLACE)


@pytest.mark.parametrize("name", sorted(OF_THE_WORKSPACE))
def test_a_limit_of_place_takes_nothing_from_what_is_of_no_place(stage: Stage, name: str):
    for role in roles_that_may(name):
        assert tried(stage, stage.actor(role, [stage.away.place]), name, stage.away).what == "done"


@pytest.mark.parametrize("name", sorted(OF_ALL_PLACES))
def test_a_deed_on_the_whole_area_is_for_who_sees_all_of_it(stage: Stage, name: str):
    for role in roles_that_may(name):
        limited, whole = (tried(stage, stage.actor(role, places), name, stage.away) for places in ([HOME], None))
        assert (limited.what, whole.what) == ("refused", "done")


@pytest.mark.parametrize("name", sorted(OF_THE_OWN))
def test_a_copy_that_left_is_ticked_off_by_who_let_it_leave_or_reads_the_whole_audit(stage: Stage, name: str):
    found = {role: tried(stage, stage.actor(role), name, stage.away) for role in Role}
    limited = tried(stage, stage.actor(Role.MANAGER, [stage.home.place]), name, stage.away)

    assert [role for role, one in found.items() if one.what == "done"] == [Role.MANAGER, Role.DATA_PROTECTION]
    assert limited.what == "refused"


def test_whatever_was_tried_the_store_is_whole_and_as_it_was(stage: Stage):
    """Last of this file: what was refused, and what was taken back, has left nothing behind."""
    assert contents(stage) == stage.contents
    assert verify_workspace(stage.make.workspace) == []
