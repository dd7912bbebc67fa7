"""The one door: while a restricted record is closed, nothing that reads tells its name, and no figure changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, String, Table, select

from db.covering import Behind
from db.people import Person, PersonName
from db.schema import metadata
from tests.support.making import Making
from tests.support.planting import DAY, NAME, QUARTER, Planted, PlantedTemplate
from tests.vrp_desktop.restricted.asking import everything_read, record_ids
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import RecordRestricted
from vrp_desktop.people.erasure import PERSONAL, REMOVED
from vrp_desktop.restricted.commands import close_restricted, restrict_record
from vrp_desktop.returns.queries import live_content
from vrp_desktop.workspace.workspace import Workspace


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def workspace_folder(planted_template: PlantedTemplate, tmp_path: Path) -> Path:
    """A copy of the workspace in which the name stands wherever a name can be typed."""
    return planted_template.template.copy_to(tmp_path / "workspace")


@pytest.fixture
def planted(planted_template: PlantedTemplate) -> Planted:
    """On whom it was planted there."""
    return planted_template.planted


@pytest.fixture
def closed(make: Making, planted: Planted) -> Planted:
    """The same once the record is restricted, for a reader who has not opened it."""
    make.do(restrict_record, planted.person_id, "A relative works here")
    make.do(close_restricted, planted.person_id)
    return planted


def test_the_sweep_asks_most_queries_and_finds_the_name_while_the_record_is_open(
    make: Making, planted: Planted
) -> None:
    said = everything_read(make, record_ids(make, planted))

    assert len(said) > 80
    holding = {name for name, words in said.items() if NAME in words}
    assert {"person_record", "cases_page", "actions_page", "events_page", "held_row", "shares_page"} <= holding


def test_no_query_tells_the_name_of_a_closed_record(make: Making, closed: Planted) -> None:
    known = record_ids(make, closed)

    about_the_child = everything_read(make, known)
    about_another = everything_read(make, known | {"person_id": known["kit"]})

    assert [name for name, words in about_the_child.items() if NAME in words] == []
    assert [name for name, words in about_another.items() if NAME in words] == []


def test_no_event_of_the_audit_tells_the_name_of_a_closed_record(make: Making, closed: Planted) -> None:
    from vrp_desktop.access.audit_queries import event_changes, events_page

    events = make.see(events_page, limit=500)

    assert NAME not in repr(events)
    assert [event.seq for event in events if NAME in repr(make.see(event_changes, event.seq))] == []
    assert make.see(events_page, NAME) == []


@pytest.mark.parametrize("typed", [NAME, f"Tam {NAME}", NAME.lower()[:4]])
def test_a_closed_record_is_not_found_by_its_name(make: Making, closed: Planted, typed: str) -> None:
    from ui.records import find_records
    from vrp_desktop.actions.queries import actions_page
    from vrp_desktop.panel.queries import cases_page
    from vrp_desktop.people.queries import people_page

    assert not make.see(find_records, typed).hits
    assert not [*make.see(people_page, typed), *make.see(cases_page, typed), *make.see(actions_page, typed)]


def test_a_closed_record_is_found_by_its_whole_code_and_shows_nothing_else(make: Making, closed: Planted) -> None:
    from ui.records import find_records
    from vrp_desktop.people.naming import View, name_on_screen
    from vrp_desktop.people.queries import people_page

    code = make.row(Person, closed.person_id).code

    found = make.see(find_records, code.lower())
    assert [hit.record_id for hit in found.hits] == [closed.person_id]
    [row] = make.see(people_page, code)
    assert name_on_screen(row.words, View.NAMES) == f"Restricted ({code})"
    assert (row.born_on, row.age, row.school) == (None, None, "Restricted record")
    assert not make.see(find_records, code[:5]).hits


def test_the_store_hands_out_no_personal_column_of_a_closed_record(make: Making, closed: Planted) -> None:
    """Whatever statement asks: the rule stands in the columns, not in the queries."""

    def holding(read: Read) -> list[str]:
        # Files are handed out by one deed alone, which is refused; the audit is kept back as it is listed.
        others = {"draft", "attachment_content", "audit_event", "audit_change"}
        return [
            table.name
            for table in metadata.sorted_tables
            if table.name not in others and NAME in repr(read.session.execute(select(table)).all())
        ]

    assert make.workspace.read(holding) == []


def test_a_closed_record_stands_last_in_the_order_of_names(make: Making, closed: Planted) -> None:
    from vrp_desktop.people.queries import people_count, people_page

    make.person("Zoe Zzyzx")
    rows = make.see(people_page)

    assert rows[-1].person_id == closed.person_id
    paged = [row.person_id for at in range(make.see(people_count)) for row in make.see(people_page, offset=at, limit=1)]
    assert paged == [row.person_id for row in rows]


def test_no_figure_changes_because_a_record_is_restricted(make: Making, planted: Planted) -> None:
    def values() -> dict[str, Any]:
        content = make.see(live_content, QUARTER, None)
        return {line.spec.code: (line.value, line.breakdowns) for line in content.lines}

    before = values()
    make.do(restrict_record, planted.person_id, "A relative works here")
    make.do(close_restricted, planted.person_id)

    assert values() == before
    assert before["YFPP_REFERRALS"][0]


def test_a_closed_record_still_takes_part_in_the_search_for_doubles(make: Making, closed: Planted) -> None:
    from vrp_desktop.people.forms import PersonForm
    from vrp_desktop.people.likely import find_likely

    typed = PersonForm("Tam", NAME, "PORTSMOUTH", date(2012, 3, 4), "EXACT")

    [likely] = make.see(find_likely, typed)

    assert likely.row.person_id == closed.person_id
    assert NAME not in repr(likely)
    assert likely.likeness.reasons == ("This record is restricted: open it to see what is alike.",)


def test_records_and_deeds_on_a_closed_record_are_refused_until_it_is_opened(make: Making, closed: Planted) -> None:
    from vrp_desktop.attachments.commands import open_attachment
    from vrp_desktop.panel.queries import case_record
    from vrp_desktop.people.commands import add_note

    attachment = record_ids(make, closed)["attachment_id"]
    for ask in (
        lambda: make.see(case_record, closed.case_id),
        lambda: make.do(add_note, closed.person_id, "A note", DAY),
        lambda: make.do(open_attachment, attachment),
    ):
        with pytest.raises(RecordRestricted) as refused:
            ask()
        assert refused.value.person_id == closed.person_id
        assert NAME not in str(refused.value)


def personal_columns() -> list[tuple[Table, str]]:
    tables = {name: metadata.tables[name] for name in PERSONAL}
    # Made at random, a salt says nothing; it goes with what it was mixed into, so that no digest can be tried on words.
    found = [(tables[name], column) for name, columns in PERSONAL.items() for column in columns if column != "salt"]
    harmless = {
        "kind",
        "key",
        "salt",
        "item",
        "about_kind",
        "restriction",
        "media_type",
        "sha256",
        "relationship",
        "language",
    }
    for kind in REMOVED:
        table = metadata.tables[kind.__tablename__]
        found += [
            (table, column.key)
            for column in table.columns
            if isinstance(column.type, String | JSON)
            and not column.foreign_keys
            and getattr(column.type, "length", None) not in (36, 40)
            and column.key not in harmless
        ]
    return found


def test_what_erasing_would_take_away_a_closed_record_keeps_back() -> None:
    bare = [f"{table.name}.{key}" for table, key in personal_columns() if not isinstance(table.c[key].type, Behind)]

    assert bare == [], "map these as Private or PrivateShort (db/base.py)"


def _names(work: Work) -> str:
    return repr(work.session.execute(select(PersonName.forenames, PersonName.surname)).all())


hand_out = command(Permission.EXPORT)(_names)


@command(Permission.EDIT_PEOPLE)
def work_on(work: Work) -> str:
    return _names(work)


def test_a_deed_that_hands_something_out_reads_under_the_cover(make: Making, closed: Planted) -> None:
    """Slips, agendas, briefs and calendars: whatever a deed of exporting prints, it cannot print the name."""
    assert NAME not in make.do(hand_out)
    assert NAME in make.do(work_on), "matching and merging must know the truth"
