"""A row taken in by bulk leaves exactly what `add_person` and `add_referral` leave, down to the audit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from db.audit import AuditChange
from tests.support.workspaces import open_workspace
from tests.vrp_desktop.imports.lists import MADE, Intake, row
from vrp_desktop.imports.commands import take_back
from vrp_desktop.panel.forms import EventForm, ReferralForm
from vrp_desktop.panel.referring import add_referral
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.workspace.workspace import Workspace

HEAD = (
    "Surname", "Forename", "Date of birth", "Sex", "Postcode", "Referral date", "Reason", "Ethnicity", "School", "UPN",
    "Our reference", "Occurrence number", "Offence date", "Offence",
)  # fmt: skip
PERSON = PersonForm(
    "Tam", "Ash-Élm", "PORTSMOUTH", date(2012, 3, 4), "KNOWN", "MALE", "W1", "PO1 2AB", school="Elm Academy",
    identifiers={"UPN": "A123456789012"},
)  # fmt: skip
REFERRAL = ReferralForm(
    "", "PORTSMOUTH", date(2026, 9, 1), None, "POLICE", "POLICE_OTHER", "Missing from school", "R1",
    (EventForm(date(2026, 8, 20), "44260000001", "ROBBERY"),),
)  # fmt: skip
ROW = [
    "Ash-Élm", "Tam", "04/03/2012", "M", "PO1 2AB", "01/09/2026", "Missing from school", "W1", "Elm Academy",
    "A123456789012", "R1", "44260000001", "20/08/2026", "Robbery",
]  # fmt: skip
_IDS = ("id", "record_id", "person_id", "referral_id", "case_id", "batch_id", "code", "folded")


@pytest.fixture
def other(template_store: Any, tmp_path: Path) -> Iterator[Workspace]:
    """Another fresh workspace, for the commands."""
    opened = open_workspace(template_store.copy_to(tmp_path / "other"))
    yield opened
    opened.close()


def plain(workspace: Workspace, *without: str) -> dict[str, list[dict[str, Any]]]:
    """What a store holds, without what differs between two stores made from one seed."""
    keys = {kind: [column.key for column in kind.__table__.columns if column.key not in without] for kind in MADE}
    return {
        kind.__tablename__: sorted(
            ({key: getattr(found, key) for key in keys[kind]} for found in Intake(workspace).all(kind)), key=str
        )
        for kind in MADE
    }


def audited(workspace: Workspace) -> list[tuple[str, str, list[str], dict[str, Any]]]:
    """The audit's changes of children and referrals, without ids and the fingerprint's key."""
    wanted = [kind.__tablename__ for kind in MADE]
    changes = workspace.read(
        lambda read: list(read.session.scalars(select(AuditChange).where(AuditChange.kind.in_(wanted))))
    )
    told = []
    for change in changes:
        values = {k: v for k, v in json.loads(change.values).items() if k not in (*_IDS, "fingerprint")}
        fields = [name for name in change.fields if name != "batch_id"]
        told.append((change.kind, change.operation, fields, values))
    return sorted(told, key=str)


def test_the_rows_the_search_entries_and_the_audit_are_the_same(intake: Intake, other: Workspace):
    intake.take(ROW, head=HEAD)
    person_id = other.write(add_person, PERSON).result
    other.write(add_referral, ReferralForm(person_id, *[getattr(REFERRAL, n) for n in ReferralForm.__slots__[1:]]))

    made, commanded = plain(intake.workspace, *_IDS), plain(other, *_IDS)
    assert made == commanded
    assert all(made[name] for name in ("person", "person_identifier", "match_key", "trigger_event", "search_entry"))
    assert audited(intake.workspace) == audited(other)


def test_what_someone_is_found_by_differs_only_in_the_codes(intake: Intake, other: Workspace):
    intake.take(ROW, head=HEAD)
    person_id = other.write(add_person, PERSON).result
    other.write(add_referral, ReferralForm(person_id, *[getattr(REFERRAL, n) for n in ReferralForm.__slots__[1:]]))

    def words(workspace: Workspace) -> list[list[str]]:
        entries = [entry["folded"].split() for entry in plain(workspace)["search_entry"]]
        return sorted([word if word not in ("yp", "pc") and len(word) != 7 else "" for word in one] for one in entries)

    assert words(intake.workspace) == words(other)


def test_a_bulk_of_many_rows_makes_what_the_same_rows_make_one_by_one(intake: Intake, other: Workspace):
    rows = [row(f"Ash{'abcdefghij'[n % 10]}{n % 7}", "Tam" if n % 2 else "Kit", referred=f"{1 + n % 9:02}/09/2026")
            for n in range(60)]  # fmt: skip

    together = intake.take(*rows)
    alone = [Intake(other).take(one) for one in rows]

    assert together.taken == sum(one.taken for one in alone)
    assert together.joined == sum(one.joined for one in alone)
    assert plain(intake.workspace, *_IDS) == plain(other, *_IDS)


NAMES = st.sampled_from(["Ash", "Ashe", "Elm", "O'Ash", "Ash-Elm", "Smith", "Smyth", "Smithe"])
FIRST = st.sampled_from(["Tam", "Tom", "Thomas", "John", "Jon", "Kit", "K."])
BORN = st.sampled_from(["04/03/2012", "03/04/2012", "04/03/2011", "01/01/2012", "", "31/02/2012"])
ROWS = st.lists(
    st.tuples(NAMES, FIRST, BORN, st.sampled_from(["M", "F", ""]), st.just("PO1 2AB"),
              st.sampled_from(["01/09/2026", "02/09/2026", ""]), st.just("")),
    min_size=1, max_size=12,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_the_preview_says_what_taking_in_then_does_and_undo_leaves_no_trace(intake: Intake, rows):
    before = intake.counts()

    seen = intake.look(*rows)
    taken = intake.take(*rows)

    assert (seen.counts.read, seen.counts.taken, seen.counts.held, seen.counts.joined) == (
        taken.read, taken.taken, taken.held, taken.joined,
    )  # fmt: skip
    assert taken.read == taken.taken + taken.held == len(rows)
    after = intake.counts()
    assert after["referral"] - before["referral"] == taken.taken - taken.on_file
    assert after["person"] - before["person"] == taken.taken - taken.joined
    intake.do(take_back, taken.batch_id)
    assert intake.counts() == before
