"""A new workspace is made whole, in a new or empty folder, and never over anything."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from sqlalchemy import select

from db.access import WorkspaceFact
from db.audit import AuditChange
from db.reference import Place
from tests.support.workspaces import AREA, CHEAP, PASSPHRASE, USER, open_workspace
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.errors import DamagedFile, Invalid, ReadOnlyFolder, StoreError
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.facts import fingerprint_key
from vrp_desktop.workspace.folder import FolderState, WorkspaceFolder
from vrp_desktop.workspace.workspace import Workspace


def places_in_use(read: Read) -> set[str]:
    return set(read.session.scalars(select(Place.code).where(Place.in_use)))


def fact(read: Read, key: str) -> object:
    row = read.session.get(WorkspaceFact, key)
    return row.value if row else None


def make(folder: Path, clock, **more) -> Workspace:
    return Workspace.create(folder, AREA, USER, PASSPHRASE, clock, cost=CHEAP, **more).workspace


def test_a_new_workspace_has_its_manager_its_facts_and_its_lists(tmp_path, clock):
    with make(tmp_path / "new" / "workspace", clock, full_name="Asha Madeup", places=("PORTSMOUTH",)) as workspace:
        assert (workspace.actor.name, workspace.actor.full_name) == (USER, "Asha Madeup")
        assert workspace.actor.role is Role.MANAGER
        assert workspace.actor.places is None
        assert workspace.read(places_in_use) == {"PORTSMOUTH"}
        assert workspace.read(fact, "area_name") == AREA
        assert workspace.read(fact, "practice") is False
        assert len(workspace.read(lambda read: fingerprint_key(read.session))) == 64
        assert verify_workspace(workspace) == []


def test_without_a_choice_the_usual_places_are_in_use(workspace):
    assert len(workspace.read(places_in_use)) == 4


def test_its_files_are_for_their_owner_alone(tmp_path, clock):
    folder = tmp_path / "workspace"
    make(folder, clock).close()

    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())}

    assert modes == {
        "workspace": 0o700,
        "store.db": 0o600,
        "store.keys": 0o600,
        "store.lock": 0o600,
        "backups": 0o700,
    }


def test_the_recovery_code_opens_it(tmp_path, clock, template_store, workspace_folder):
    opened = Workspace.enter(unlock_by_code(workspace_folder, template_store.recovery_code, clock), clock)

    assert opened.actor.name == USER
    opened.close()


def unlock_by_code(folder: Path, code: str, clock):
    from vrp_desktop.workspace.unlocking import unlock

    return unlock(folder, USER, code, clock, by_code=True)


def test_nothing_is_made_where_something_is(tmp_path, clock, workspace_folder):
    (tmp_path / "letter.txt").write_text("Dear Sir or Madam")

    for folder in (tmp_path, workspace_folder):
        with pytest.raises(StoreError, match="There is something in"):
            make(folder, clock)

    open_workspace(workspace_folder).close()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["letter.txt", "workspace"]


def test_an_empty_folder_with_a_systems_own_file_in_it_will_do(tmp_path, clock):
    (tmp_path / ".DS_Store").touch()

    make(tmp_path, clock).close()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"area_name": " "}, "area_name"),
        ({"user": ""}, "user"),
        ({"user": "x" * 61}, "user"),
        ({"user": "line\nbreak"}, "user"),
        ({"passphrase": "short"}, "passphrase"),
        ({"passphrase": "ababababababab"}, "passphrase"),
    ],
)
def test_what_cannot_be_is_told_by_field_and_nothing_is_made(tmp_path, clock, wrong, field):
    right = {"area_name": AREA, "user": USER, "passphrase": PASSPHRASE}

    with pytest.raises(Invalid) as told:
        Workspace.create(tmp_path / "workspace", **(right | wrong), clock=clock, cost=CHEAP)

    assert list(told.value.fields) == [field]
    assert not (tmp_path / "workspace").exists()


def test_a_place_that_is_not_one_is_told_and_the_folder_is_free_again(tmp_path, clock):
    with pytest.raises(Invalid):
        make(tmp_path / "workspace", clock, places=("ATLANTIS",))

    assert WorkspaceFolder(tmp_path / "workspace").state() is FolderState.FREE
    make(tmp_path / "workspace", clock).close()


def test_a_practice_workspace_may_have_a_passphrase_that_is_known_to_all(tmp_path, clock):
    created = Workspace.create(tmp_path / "p", AREA, "practice", "practice", clock, practice=True, cost=CHEAP)

    assert created.workspace.read(fact, "practice") is True
    created.workspace.close()


@pytest.mark.parametrize(
    ("files", "state"),
    [
        ([], FolderState.FREE),
        (["store.db", "store.keys"], FolderState.WORKSPACE),
        (["store.db"], FolderState.NO_KEYS),
        (["store.keys"], FolderState.NO_DATABASE),
        ([".making", "store.db"], FolderState.UNFINISHED),
        (["letter.txt"], FolderState.OTHER),
        (["store.lock"], FolderState.FREE),
    ],
)
def test_what_a_folder_is_can_be_told_from_outside(tmp_path, files, state):
    for name in files:
        (tmp_path / name).mkdir() if name == ".making" else (tmp_path / name).touch()

    assert WorkspaceFolder(tmp_path).state() is state


CREATE = """
import sys
from pathlib import Path
from tests.support.workspaces import make_template
from vrp_desktop.errors import KnownError
try:
    make_template(Path(sys.argv[1]) / "workspace")
except KnownError as told:
    print(type(told).__name__)
"""


def test_a_folder_that_may_not_be_written_is_told(tmp_path, as_nobody):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)

    assert as_nobody(CREATE, folder) == ReadOnlyFolder.__name__
    assert list(folder.iterdir()) == []


def test_a_making_that_was_broken_off_is_not_opened(tmp_path):
    (tmp_path / ".making").mkdir()

    with pytest.raises(DamagedFile):
        open_workspace(tmp_path)


def test_the_key_of_the_fingerprints_is_in_no_value_of_the_audit(workspace):
    key = workspace.read(lambda read: fingerprint_key(read.session))
    told = workspace.read(lambda read: list(read.session.scalars(select(AuditChange.values))))

    assert len(key) == 64
    assert not any(key in (values or "") for values in told)
