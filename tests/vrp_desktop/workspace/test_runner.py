"""The one runner: permission, one transaction, audit; all of a deed or nothing."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from sqlalchemy import select

from db.access import UserAccount, WorkspaceFact
from db.audit import AuditChange, AuditEvent
from db.drafts import Draft
from tests.support.plaintext import assert_no_plaintext
from tests.support.workspaces import CHEAP, USER, open_workspace
from vrp_desktop.access.forms import UserForm
from vrp_desktop.access.permissions import Permission, Role, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.errors import Cancelled, DiskFull, NotPermitted, Stale
from vrp_desktop.workspace.checks import audit_head, verify_workspace
from vrp_desktop.workspace.messages import ReadStopped, WorkspaceClosed
from vrp_desktop.workspace.users import add_user
from vrp_desktop.workspace.workspace import Workspace


@command(Permission.MANAGE_SETTINGS)
def keep(work: Work, key: str, value: object = 1) -> str:
    work.add(WorkspaceFact(key=key, value=value))
    return key


@command(Permission.MANAGE_SETTINGS)
def keep_and_fail(work: Work, error: Exception) -> None:
    work.add(WorkspaceFact(key="never", value=1))
    work.session.flush()
    raise error


@command(Permission.OWN_WORK)
def look_at(work: Work, record_id: str) -> None:
    work.names("person", record_id, "PORTSMOUTH", reason="Opened")


@command(Permission.OWN_WORK)
def keep_draft(work: Work) -> None:
    work.add(
        Draft(user_id=work.actor.user_id, form="f", record_id="new", base_version=None, content={}, kept_at=work.now)
    )


@command(Permission.SEE_RECORDS)
def look_only(work: Work) -> int:
    return len(facts(work))


@command(Permission.MANAGE_USERS)
def rename(work: Work, version: int) -> None:
    account = work.session.scalars(select(UserAccount)).one()
    check_version(account, version)
    account.full_name = "Someone Else"


def facts(read: Read) -> set[str]:
    return set(read.session.scalars(select(WorkspaceFact.key)))


def events(read: Read) -> list[AuditEvent]:
    return list(read.session.scalars(select(AuditEvent).order_by(AuditEvent.seq)))


def last_event(workspace: Workspace) -> AuditEvent:
    return workspace.read(events)[-1]


def test_a_deed_is_kept_told_and_audited(workspace, clock):
    done = workspace.write(keep, "colour", "green")

    assert done.result == "colour"
    assert done.changes.touches_record("workspace_fact", "colour")
    assert "colour" in workspace.read(facts)
    event = last_event(workspace)
    assert (event.deed, event.user_name, event.at, event.changes) == ("keep", USER, clock.now(), 1)
    assert verify_workspace(workspace) == []


def test_a_deed_can_be_recorded_on_someones_behalf(workspace):
    workspace.write(keep, "colour", on_behalf_of="Panel chair")

    assert last_event(workspace).on_behalf_of == "Panel chair"


def test_what_was_seen_is_audited_though_nothing_changed(workspace):
    done = workspace.write(look_at, "someone")

    event = last_event(workspace)
    assert (event.deed, event.kind, event.record_id, event.place_code) == ("look_at", "person", "someone", "PORTSMOUTH")
    assert not done.changes


@pytest.mark.parametrize("deed", [keep_draft, look_only])
def test_a_draft_or_a_deed_that_changed_nothing_leaves_no_event(workspace, deed):
    before = audit_head(workspace)

    workspace.write(deed)

    assert audit_head(workspace) == before


@pytest.mark.parametrize("error", [ZeroDivisionError(), Cancelled()])
def test_a_deed_that_fails_has_not_happened(workspace, error):
    before = audit_head(workspace)

    with pytest.raises(type(error)):
        workspace.write(keep_and_fail, error)

    assert "never" not in workspace.read(facts)
    assert audit_head(workspace) == before


def test_a_file_that_cannot_be_written_before_the_commit_undoes_the_deed(workspace):
    def fail() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        workspace.write(keep, "colour", before_commit=fail)

    assert "colour" not in workspace.read(facts)


def test_a_full_disk_is_told_and_the_deed_has_not_happened(workspace):
    with workspace.store.begin_write() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 5}")

    with pytest.raises(DiskFull) as told:
        workspace.write(keep, "much", "x" * 1_000_000)

    assert "store.db" in told.value.what
    assert "much" not in workspace.read(facts)
    workspace.write(keep, "little")
    assert verify_workspace(workspace) == []


def test_a_role_without_the_permission_is_refused(workspace, workspace_folder):
    add_user(workspace, UserForm("vera", "Vera Madeup", Role.VIEWER), "eleven plain words", CHEAP)
    workspace.close()

    with open_workspace(workspace_folder, user="vera", passphrase="eleven plain words") as viewer:
        with pytest.raises(NotPermitted):
            viewer.write(keep, "colour")
        assert "colour" not in viewer.read(facts)


def test_a_query_may_name_a_permission_too(workspace):
    refused = command(Permission.ERASE)(facts)
    try:
        with pytest.raises(NotPermitted):
            workspace.read(refused)
    finally:
        del facts.permission, facts.deed  # type: ignore[attr-defined]


def test_only_commands_are_run(workspace):
    with pytest.raises(TypeError):
        workspace.write(facts)


def test_a_command_may_not_start_another(workspace):
    @command(Permission.OWN_WORK)
    def nested(work: Work) -> None:
        workspace.write(keep, "colour")

    with pytest.raises(RuntimeError, match="may not start another"):
        workspace.write(nested)


def test_a_stale_write_shows_theirs(workspace):
    workspace.write(rename, 1)

    with pytest.raises(Stale) as told:
        workspace.write(rename, 1)

    assert told.value.theirs["full_name"] == "Someone Else"


def test_the_actor_follows_a_change_of_the_own_user(workspace):
    workspace.write(rename, 1)

    assert workspace.actor.full_name == "Someone Else"


def test_queries_see_the_day_of_the_workspaces_clock(workspace):
    assert workspace.read(lambda read: read.today) == date(2026, 11, 2)


def test_deeds_from_two_threads_follow_one_another(workspace):
    def keep_some(letter: str) -> None:
        for number in range(10):
            workspace.write(keep, f"{letter}{number}")

    threads = [threading.Thread(target=keep_some, args=(letter,)) for letter in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {f"{letter}{number}" for letter in "ab" for number in range(10)} <= workspace.read(facts)
    assert verify_workspace(workspace) == []


def count_for_ever(read: Read, began: threading.Event) -> None:
    from sqlalchemy import text

    began.set()
    read.session.execute(text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"))


def test_a_query_is_stopped_and_others_go_on(workspace):
    began, told = threading.Event(), list[BaseException]()

    def read() -> None:
        try:
            workspace.read(count_for_ever, began)
        except ReadStopped as stopped:
            told.append(stopped)

    reader = threading.Thread(target=read)
    reader.start()
    began.wait()
    assert workspace.interrupt_reads(facts) == 0
    while reader.is_alive():
        workspace.interrupt_reads(count_for_ever)
        reader.join(0.05)

    assert len(told) == 1
    assert workspace.read(facts)


def test_a_closed_workspace_says_that_it_is_locked(workspace):
    workspace.close()

    with pytest.raises(WorkspaceClosed):
        workspace.read(facts)


def test_a_planted_name_is_in_no_file(workspace, workspace_folder):
    workspace.write(keep, "planted", "Zebedee Quillfeather")

    assert_no_plaintext(workspace_folder, "Zebedee")
    workspace.close()
    assert_no_plaintext(workspace_folder, "Quillfeather")


def test_an_altered_audit_is_told(workspace):
    workspace.write(keep, "colour")
    with workspace.store.begin_write() as connection:
        connection.execute(AuditChange.__table__.update().values(values="{}"))  # type: ignore[attr-defined]

    found = verify_workspace(workspace)

    assert found
    assert all(problem.area == "Audit" for problem in found)
