"""The name of a closed child is planted in every text about another: no query, no column and no event tells it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import String, select, text

from db.covering import FreeText
from db.schema import metadata
from tests.support.making import Making
from tests.support.planting import NAME, Planted, PlantedTemplate
from tests.vrp_desktop.restricted.asking import everything_read, record_ids
from vrp_desktop.access.audit_queries import event_changes, events_page
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.people.commands import add_person
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.restricted.commands import close_restricted, restrict_record
from vrp_desktop.workspace.workspace import Workspace

WHOLE = f"Quillon {NAME}"


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def workspace_folder(planted_template: PlantedTemplate, tmp_path: Path) -> Path:
    """A copy of the workspace in which the name stands wherever a name can be typed."""
    return planted_template.template.copy_to(tmp_path / "workspace")


@pytest.fixture
def planted(planted_template: PlantedTemplate, make: Making) -> Planted:
    """The closed child's name in every text about another child, whose own name it is not."""
    make.do(_rename)
    form = PersonForm("Quillon", NAME, "PORTSMOUTH", date(2011, 5, 6), "KNOWN")
    person_id = make.do(add_person, form)
    make.do(restrict_record, person_id, "A relative works here")
    make.do(close_restricted, person_id)
    return planted_template.planted


@command(Permission.EDIT_PEOPLE)
def _rename(work: Work) -> None:
    """What was planted as the child's own name becomes another; in every other text the whole name stands."""
    own = {"person_name", "person_identifier", "match_key"}
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, String) or isinstance(getattr(column.type, "impl", None), String):
                put = "Otherwise" if table.name in own else WHOLE
                _replace(work, table.name, column.key, NAME, put)
                _replace(work, table.name, column.key, NAME.lower(), put.lower())
    _replace(work, "import_row", "cells", NAME, WHOLE)
    _replace(work, "sitting_deed", "before", NAME, WHOLE)
    work.session.execute(
        text("UPDATE search_entry SET folded = replace(folded, :was, 'otherwise') WHERE kind = 'person'"),
        {"was": WHOLE.lower()},
    )


def _replace(work: Work, table: str, column: str, was: str, put: str) -> None:
    statement = f'UPDATE "{table}" SET "{column}" = replace("{column}", :was, :put) WHERE instr("{column}", :was)'
    work.session.execute(text(statement), {"was": was, "put": put})


def test_no_query_names_a_closed_child_in_what_is_written_about_another(make: Making, planted: Planted) -> None:
    known = record_ids(make, planted)

    said = everything_read(make, known)
    about_kit = everything_read(make, known | {"person_id": known["kit"]})

    assert [name for name, words in (said | about_kit).items() if NAME in words] == []
    hiding = {name for name, words in said.items() if "[restricted]" in words}
    assert {"person_record", "actions_page", "case_record", "notes_of", "shares_page", "held_row", "story"} <= hiding


def test_no_column_of_free_text_hands_out_the_name(make: Making, planted: Planted) -> None:
    def holding(read: Read) -> tuple[set[str], set[str]]:
        telling, hiding = set(), set()
        for table in metadata.sorted_tables:
            for column in table.columns:
                if not isinstance(column.type, FreeText):
                    continue
                words = repr(list(read.session.scalars(select(column))))
                telling |= {f"{table.name}.{column.key}"} if NAME in words else set()
                hiding |= {f"{table.name}.{column.key}"} if "[restricted]" in words else set()
        return telling, hiding

    telling, hiding = make.see(holding)
    assert telling == set()
    assert len(hiding) > 60


def test_no_event_of_the_audit_names_it(make: Making, planted: Planted) -> None:
    events = make.see(events_page, limit=500)

    assert NAME not in repr(events)
    assert [event.seq for event in events if NAME in repr(make.see(event_changes, event.seq))] == []
    assert make.see(events_page, NAME) == []
    assert "[restricted]" in repr(events)
