"""Users come, change their passphrases and leave; the key file and the store keep in step."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from db.audit import AuditEvent
from db.engine import opens
from db.keys import KeyFile
from tests.support.workspaces import CHEAP, PASSPHRASE, USER, open_workspace
from vrp_desktop.access.commands import change_user
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.queries import UserRow, users
from vrp_desktop.access.work import Read
from vrp_desktop.errors import DamagedFile, Invalid, NotPermitted, RuleBroken, Stale, WrongPassphrase
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.users import (
    add_user,
    change_passphrase,
    give_new_passphrase,
    let_user_leave,
    new_recovery_code,
    reset_by_code,
)
from vrp_desktop.workspace.workspace import Workspace

WORDS = "eleven plain words"
BODIL = UserForm("bodil", "Bodil Madeup", Role.CHAIR, ("PORTSMOUTH",))


def deeds(read: Read) -> list[str]:
    return list(read.session.scalars(select(AuditEvent.deed).order_by(AuditEvent.seq)))


def user_named(workspace: Workspace, name: str) -> UserRow:
    return next(user for user in workspace.read(users) if user.name == name)


def test_a_new_user_opens_it_with_role_and_places(workspace, workspace_folder):
    add_user(workspace, BODIL, WORDS, CHEAP)
    workspace.close()

    with open_workspace(workspace_folder, user="bodil", passphrase=WORDS) as theirs:
        assert theirs.actor.role is Role.CHAIR
        assert theirs.actor.places == frozenset({"PORTSMOUTH"})


def test_a_new_users_recovery_code_sets_a_new_passphrase_and_is_used_up(workspace, workspace_folder, clock):
    code = add_user(workspace, BODIL, WORDS, CHEAP).recovery_code
    workspace.close()

    unlocked, fresh = reset_by_code(workspace_folder, "bodil", code, "quite another phrase", clock, CHEAP)
    with Workspace.enter(unlocked, clock) as theirs:
        assert theirs.read(deeds)[-1] == "note_own_key"

    assert fresh != code
    with pytest.raises(WrongPassphrase):
        reset_by_code(workspace_folder, "bodil", code, "and yet another", clock, CHEAP)
    with pytest.raises(WrongPassphrase):
        open_workspace(workspace_folder, user="bodil", passphrase=WORDS)
    open_workspace(workspace_folder, user="bodil", passphrase="quite another phrase").close()


def test_a_mistyped_recovery_code_is_no_failed_try(workspace_folder, template_store, clock):
    with pytest.raises(WrongPassphrase, match="not a recovery code"):
        reset_by_code(workspace_folder, USER, template_store.recovery_code[:-1], WORDS, clock, CHEAP)

    assert not (workspace_folder / "store.tries").exists()


def test_two_users_of_one_name_are_refused_and_the_first_keeps_the_key(workspace, workspace_folder):
    with pytest.raises(Invalid) as told:
        add_user(workspace, UserForm("ASHA", "Other", Role.VIEWER), WORDS, CHEAP)
    workspace.close()

    assert "user" in told.value.fields
    open_workspace(workspace_folder, passphrase=PASSPHRASE).close()


def test_a_place_that_is_not_one_is_refused(workspace):
    with pytest.raises(Invalid) as told:
        add_user(workspace, UserForm("bodil", "", Role.CHAIR, ("ATLANTIS",)), WORDS, CHEAP)

    assert "places" in told.value.fields


def test_a_changed_passphrase_opens_it_and_the_old_one_does_not(workspace, workspace_folder):
    change_passphrase(workspace, PASSPHRASE, WORDS, CHEAP)
    assert workspace.read(deeds)[-1] == "note_own_key"
    workspace.close()

    open_workspace(workspace_folder, passphrase=WORDS).close()
    with pytest.raises(WrongPassphrase):
        open_workspace(workspace_folder)


def test_the_own_passphrase_is_not_changed_without_the_old_one(workspace, workspace_folder):
    with pytest.raises(WrongPassphrase):
        change_passphrase(workspace, "wrong", WORDS, CHEAP)
    with pytest.raises(Invalid):
        change_passphrase(workspace, PASSPHRASE, "short", CHEAP)
    workspace.close()

    open_workspace(workspace_folder).close()


def test_a_new_recovery_code_takes_the_place_of_the_old(workspace, workspace_folder, template_store, clock):
    code = new_recovery_code(workspace, PASSPHRASE, CHEAP)
    workspace.close()

    with pytest.raises(WrongPassphrase):
        reset_by_code(workspace_folder, USER, template_store.recovery_code, WORDS, clock, CHEAP)
    unlocked, _ = reset_by_code(workspace_folder, USER, code, WORDS, clock, CHEAP)
    unlocked.release()


def test_a_manager_gives_a_new_passphrase_to_who_lost_all(workspace, workspace_folder):
    add_user(workspace, BODIL, WORDS, CHEAP)

    give_new_passphrase(workspace, "Bodil", "quite another phrase", CHEAP)
    workspace.close()

    open_workspace(workspace_folder, user="bodil", passphrase="quite another phrase").close()


def test_no_passphrase_is_given_to_a_stranger(workspace, workspace_folder):
    with pytest.raises(RuleBroken):
        give_new_passphrase(workspace, "stranger", WORDS, CHEAP)
    workspace.close()

    with pytest.raises(WrongPassphrase):
        open_workspace(workspace_folder, user="stranger", passphrase=WORDS)


def test_a_leaver_is_shut_out_and_the_key_is_another(workspace, workspace_folder):
    user_id = add_user(workspace, BODIL, WORDS, CHEAP).user_id
    old = workspace.store.key

    let_user_leave(workspace, user_id)

    assert workspace.store.key != old
    assert user_named(workspace, "bodil").has_left
    assert verify_workspace(workspace) == []
    workspace.close()
    assert not opens(workspace_folder / "store.db", old)
    assert KeyFile.read(workspace_folder / "store.keys").names == (USER,)
    with pytest.raises(WrongPassphrase):
        open_workspace(workspace_folder, user="bodil", passphrase=WORDS)
    open_workspace(workspace_folder).close()


def test_those_who_stay_keep_their_passphrases_and_recovery_codes(workspace, workspace_folder, template_store, clock):
    user_id = add_user(workspace, BODIL, WORDS, CHEAP).user_id
    cai = add_user(workspace, UserForm("cai", "Cai Madeup", Role.VIEWER), WORDS, CHEAP)
    let_user_leave(workspace, user_id)
    workspace.close()

    open_workspace(workspace_folder, user="cai", passphrase=WORDS).close()
    reset_by_code(workspace_folder, "cai", cai.recovery_code, WORDS, clock, CHEAP)[0].release()
    reset_by_code(workspace_folder, USER, template_store.recovery_code, WORDS, clock, CHEAP)[0].release()


def test_who_left_can_come_back_as_the_same_user(workspace, workspace_folder):
    first = add_user(workspace, BODIL, WORDS, CHEAP).user_id
    let_user_leave(workspace, first)

    again = add_user(workspace, UserForm("bodil", "Bodil Madeup", Role.VIEWER), "quite another phrase", CHEAP).user_id
    workspace.close()

    assert again == first
    with open_workspace(workspace_folder, user="bodil", passphrase="quite another phrase") as theirs:
        assert theirs.actor.role is Role.VIEWER
        assert theirs.actor.places is None


def test_the_only_manager_can_neither_leave_nor_step_down(workspace):
    me = user_named(workspace, USER)

    with pytest.raises(RuleBroken):
        let_user_leave(workspace, me.user_id)
    with pytest.raises(RuleBroken):
        workspace.write(change_user, me.user_id, me.version, UserForm(USER, "", Role.VIEWER))

    assert user_named(workspace, USER) == me


def test_a_users_role_and_places_are_changed_against_the_version_seen(workspace):
    user_id = add_user(workspace, BODIL, WORDS, CHEAP).user_id
    seen = user_named(workspace, "bodil")

    workspace.write(change_user, user_id, seen.version, UserForm("bodil", "B. Madeup", Role.VIEWER, ("GOSPORT",)))

    now = user_named(workspace, "bodil")
    assert (now.full_name, now.role, now.places) == ("B. Madeup", Role.VIEWER, ("GOSPORT",))
    with pytest.raises(Stale):
        workspace.write(change_user, user_id, seen.version, BODIL)


def test_only_managers_manage_users(workspace, workspace_folder):
    add_user(workspace, BODIL, WORDS, CHEAP)
    me = user_named(workspace, USER).user_id
    workspace.close()

    with open_workspace(workspace_folder, user="bodil", passphrase=WORDS) as theirs:
        with pytest.raises(NotPermitted):
            add_user(theirs, UserForm("cai", "", Role.MANAGER), WORDS, CHEAP)
        with pytest.raises(NotPermitted):
            give_new_passphrase(theirs, USER, WORDS, CHEAP)
        with pytest.raises(NotPermitted):
            let_user_leave(theirs, me)


def test_a_leaving_that_could_not_be_ended_is_ended_at_the_next_opening(workspace, workspace_folder):
    from vrp_desktop.access import commands

    user_id = add_user(workspace, BODIL, WORDS, CHEAP).user_id
    workspace.write(commands.let_user_leave, user_id)
    old = workspace.store.key
    workspace.close()

    open_workspace(workspace_folder).close()

    assert KeyFile.read(workspace_folder / "store.keys").names == (USER,)
    assert not opens(workspace_folder / "store.db", old)


def test_a_key_file_spoilt_while_open_is_told_and_nothing_changes(workspace, workspace_folder):
    (workspace_folder / "store.keys").write_bytes(b"{}")

    with pytest.raises(DamagedFile):
        add_user(workspace, BODIL, WORDS, CHEAP)

    assert [user.name for user in workspace.read(users)] == [USER]


def test_a_manager_limited_to_places_gives_only_those_and_does_not_widen_the_own(workspace, workspace_folder):
    add_user(workspace, UserForm("cleo", "Cleo Madeup", Role.MANAGER, ("PORTSMOUTH", "GOSPORT")), WORDS, CHEAP)
    add_user(workspace, UserForm("dora", "Dora Madeup", Role.MANAGER, ("SOUTHAMPTON",)), WORDS, CHEAP)
    add_user(workspace, BODIL, WORDS, CHEAP)
    whole = user_named(workspace, USER)
    workspace.close()

    with open_workspace(workspace_folder, user="cleo", passphrase=WORDS) as theirs:
        cleo, dora, bodil = (user_named(theirs, name) for name in ("cleo", "dora", "bodil"))
        for places in ((), ("SOUTHAMPTON",), ("PORTSMOUTH", "SOUTHAMPTON")):
            with pytest.raises(Invalid):
                add_user(theirs, UserForm("eve", "Eve Madeup", Role.VIEWER, places), WORDS, CHEAP)
            with pytest.raises(Invalid):
                theirs.write(change_user, bodil.user_id, bodil.version, UserForm("bodil", "", Role.CHAIR, places))
        for places in (("PORTSMOUTH",), ()):
            with pytest.raises(Invalid):
                theirs.write(change_user, cleo.user_id, cleo.version, UserForm("cleo", "", Role.MANAGER, places))
        for other in (dora, whole):
            form = UserForm(other.name, "", Role.VIEWER, ("PORTSMOUTH",))
            with pytest.raises(NotPermitted):
                theirs.write(change_user, other.user_id, other.version, form)
            with pytest.raises(NotPermitted):
                let_user_leave(theirs, other.user_id)
            with pytest.raises(NotPermitted):
                give_new_passphrase(theirs, other.name, WORDS, CHEAP)
        theirs.write(change_user, bodil.user_id, bodil.version, UserForm("bodil", "", Role.VIEWER, ("GOSPORT",)))
        assert user_named(theirs, "bodil").places == ("GOSPORT",)
