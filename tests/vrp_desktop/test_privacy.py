"""A child's name is in no file outside the encryption, and after erasing it is nowhere inside either."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import String, Table, select, update
from sqlalchemy.types import JSON

from db.audit import AuditEvent
from db.covering import Covered, CoveredJson
from db.people import Person
from db.schema import metadata
from tests.architecture.sources import ROOT
from tests.support.making import Making
from tests.support.plaintext import files_with
from tests.support.planting import DAY, NAME, QUARTER, Planted, PlantedTemplate
from tests.support.workspaces import Template
from vrp_desktop.access.permissions import Role
from vrp_desktop.clock import FixedClock
from vrp_desktop.drafts.commands import keep_draft
from vrp_desktop.drafts.queries import drafts
from vrp_desktop.people.erasure import PERSONAL, REMOVED, erase_person
from vrp_desktop.returns.queries import live_content
from vrp_desktop.workspace.checks import verify_workspace
from vrp_desktop.workspace.workspace import Workspace

HARMLESS = {
    "a code of a reference list": {
        "about_kind",
        "agencies",
        "answer",
        "audience",
        "reply",
        "way",
        "called_999",
        "capacity",
        "decision",
        "closure_reason",
        "fact",
        "gateway",
        "immediate_danger",
        "kinds",
        "restriction",
        "section",
        "sent_how",
        "step",
        "warnings",
        "finding",
        "kind",
        "offence_kind",
        "operation",
        "outcome",
        "priority",
        "reason_code",
        "redirect_reason",
        "rule",
        "status_before",
        "role",
        "other_role",
        "source",
        "state",
        "status",
        "undone_reason",
        "why",
        "withdrawn_reason",
        "sex",
        "ethnicity",
        "home_authority",
        "school_status",
        "send",
        "care_experience",
    },
    "points to a record, a place, an agency or a user by id or code": {
        "about_id",
        "agency_before",
        "by_agency",
        "decided_by",
        "deed_id",
        "lifted_by",
        "merged_by",
        "merged_id",
        "proposed_by",
        "set_by",
        "undone_by",
        "agency_code",
        "agreement_id",
        "concern_id",
        "raised_by",
        "recorded_by",
        "done_by",
        "event_id",
        "note_id",
        "request_id",
        "written_by",
        "batch_id",
        "slip_id",
        "case_id",
        "conference_id",
        "decision_id",
        "id",
        "attachment_id",
        "receipt_id",
        "sent_by",
        "action_id",
        "intervention_code",
        "intervention_referral_id",
        "other_id",
        "source_agency",
        "likely_id",
        "item_id",
        "joins",
        "lead_agency",
        "share_id",
        "owner_agency",
        "person_id",
        "place_code",
        "previous_id",
        "user_id",
        "record_id",
        "referral_id",
        "sending_agency",
    },
    "steady, and made at random": {"code"},
    "keyed, and tells nothing else": {"row_digest"},
    "of the program, not of the child": {
        "notice_version",
        "template",
        "template_version",
        "reason",
        "serves",
        "fields",
    },
    "a digest over ids and codes": {"digest"},
}
"""Text columns beside a person that say nothing of who it is, and why. A new column belongs here or in `PERSONAL`."""

OWN = {"search_entry", "audit_change", "person", "import_row"}
"""Tables that erasing treats in its own way: each has its own test here or beside its feature."""


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    """Factories in a fresh workspace."""
    return Making(workspace, clock)


@pytest.fixture
def workspace_folder(planted_template: PlantedTemplate, tmp_path: Path) -> Path:
    """A copy of the workspace in which a child's name stands wherever one can be typed."""
    return planted_template.template.copy_to(tmp_path / "workspace")


@pytest.fixture
def planted(planted_template: PlantedTemplate) -> Planted:
    """Which child, on which records."""
    return planted_template.planted


@pytest.fixture
def elsewhere(template_store: Template, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """The same in a process of its own, whose home, temporary, settings and log folders are the test's."""
    folders = {name: tmp_path / name.lower() for name in ("HOME", "TMPDIR", "VRP_SETTINGS_DIR", "XDG_RUNTIME_DIR")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    environment = {**os.environ, **{name: str(folder) for name, folder in folders.items()}}
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        environment[name] = str(folders["HOME"] / name)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.planting", str(template_store.copy_to(tmp_path / "workspace"))],
        cwd=ROOT,
        env={**environment, "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.wait(60)
    for stream in (process.stdin, process.stdout, process.stderr):
        assert stream is not None
        stream.close()


def test_a_name_is_in_no_file_of_the_workspace_the_user_or_the_system(
    elsewhere: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert elsewhere.stdout is not None
    assert elsewhere.stderr is not None
    assert elsewhere.stdout.readline() == "planted\n", elsewhere.stderr.read()
    assert files_with(tmp_path, NAME) == []
    assert list((tmp_path / "vrp_settings_dir").rglob("crash-*.log"))
    assert {path.suffix for path in (tmp_path / "out").iterdir()} == {".csv", ".xlsx", ".pdf", ".vrpbackup"}

    said, complained = elsewhere.communicate("\n", timeout=60)

    assert said == "closed\n"
    assert NAME not in complained
    assert files_with(tmp_path, NAME) == []


def erase(make: Making, planted: Planted) -> None:
    make.do_as(make.actor(Role.DATA_PROTECTION), erase_person, planted.person_id, "Asked for by the family")


def tables_with(workspace: Workspace, words: str) -> list[str]:
    """Every table, the search index and its own tables too, that holds the words in any case."""
    with workspace.store.begin_read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        return [
            table
            for table in tables
            if any(
                words.casefold() in repr(tuple(row)).casefold()
                for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')
            )
        ]


def test_the_name_is_really_everywhere_before_it_is_erased(workspace: Workspace, planted: Planted) -> None:
    said = set(tables_with(workspace, NAME))

    assert set(PERSONAL) - {"case_review", "person_profile", "retention_item", "restricted_look"} <= said | {
        "action_step"
    }
    assert {"search_index", "search_entry", "draft", "audit_event", "audit_change", "note", "person_name"} <= said


def test_after_erasing_a_name_is_nowhere_in_the_opened_store(
    workspace: Workspace, make: Making, planted: Planted
) -> None:
    erase(make, planted)

    assert tables_with(workspace, NAME) == []
    assert verify_workspace(workspace) == []


def test_erasing_leaves_every_figure_as_it_was(workspace: Workspace, make: Making, planted: Planted) -> None:
    before = {line.spec.code: line.value for line in workspace.read(live_content, QUARTER, None).lines}

    erase(make, planted)

    assert {line.spec.code: line.value for line in workspace.read(live_content, QUARTER, None).lines} == before
    assert before["YFPP_REFERRALS"]


def test_an_erased_child_keeps_its_code_and_fingerprint_and_loses_its_birthday(make: Making, planted: Planted) -> None:
    before = make.row(Person, planted.person_id)

    erase(make, planted)

    after = make.row(Person, planted.person_id)
    assert (after.code, after.fingerprint, after.place_code) == (before.code, before.fingerprint, before.place_code)
    assert (after.erased_at is not None, after.born_on != before.born_on) == (True, True)
    assert DAY.year - 15 < after.born_on.year


def reasons(workspace: Workspace) -> list[str]:
    return workspace.read(lambda read: list(read.session.scalars(select(AuditEvent.reason))))


def test_the_reason_of_a_deed_goes_with_the_child_and_the_reason_of_erasing_stays(
    workspace: Workspace, make: Making, planted: Planted
) -> None:
    assert f"{NAME} said otherwise" in reasons(workspace)

    erase(make, planted)

    assert set(reasons(workspace)) == {"", "Asked for by the family"}


def test_a_reason_that_was_altered_is_told(workspace: Workspace, planted: Planted) -> None:
    with workspace.store.begin_write() as connection:
        connection.execute(update(AuditEvent).where(AuditEvent.reason != "").values(reason="Something else"))

    assert any("The reason of audit event" in str(problem) for problem in verify_workspace(workspace))


def test_a_draft_about_somebody_else_stays(workspace: Workspace, make: Making, planted: Planted) -> None:
    other = make.person("Kit")
    make.do(keep_draft, "note", other, {"text": "Kit and Tam"})

    erase(make, planted)

    assert [draft.record_id for draft in workspace.read(drafts)] == [other]


def texts_of(table: Table) -> set[str]:
    return {column.key for column in table.columns if isinstance(column.type, String | JSON | Covered | CoveredJson)}


@pytest.mark.parametrize(
    "table", [table for table in metadata.sorted_tables if "person_id" in table.c], ids=lambda table: table.name
)
def test_every_text_beside_a_person_is_erased_or_known_to_be_harmless(table: Table) -> None:
    if table.name in OWN or table.name in {kind.__tablename__ for kind in REMOVED}:
        return
    known = set(PERSONAL.get(table.name, ())).union(*HARMLESS.values())

    assert texts_of(table) - known == set()
    assert set(PERSONAL.get(table.name, ())) <= texts_of(table)
