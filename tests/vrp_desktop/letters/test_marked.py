"""What is marked for nobody outside stands in no output for them, searched in the text and the bytes of every one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from db.panel import PanelCase
from tests.support.making import Making
from tests.vrp_desktop.documents.reading import page_texts
from vrp_desktop.access.permissions import Role
from vrp_desktop.access.work import Read
from vrp_desktop.attachments.queries import attachments_timeline
from vrp_desktop.calendar import Quarter
from vrp_desktop.chronology.around_panel import letters_timeline
from vrp_desktop.documents.timeline_pdf import render_timeline
from vrp_desktop.exports.return_sheets import flat_sheet, return_sheets
from vrp_desktop.exports.writers import csv_bytes, xlsx_bytes
from vrp_desktop.letters.commands import LetterForm, send_letter
from vrp_desktop.panel.queries import panel_timeline
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.partnership.commands import record_share
from vrp_desktop.partnership.queries import sharing_timeline
from vrp_desktop.partnership.rules import ShareForm
from vrp_desktop.people.commands import add_note
from vrp_desktop.people.queries import notes_timeline, person_record
from vrp_desktop.people.timeline import TimelineEntry
from vrp_desktop.reference.lists import read_lists_of
from vrp_desktop.returns.queries import live_content
from vrp_desktop.safeguarding.commands import raise_concern
from vrp_desktop.safeguarding.forms import ConcernForm, ForWhom
from vrp_desktop.safeguarding.queries import concerns_timeline
from vrp_desktop.search.index import find

pytestmark = pytest.mark.usefixtures("sender")
MARKED = "Trombolinist"
"""A word of no other sentence."""
DAY = date(2026, 9, 30)


@pytest.fixture
def case(make: Making) -> str:
    """A case with one marked sentence in a note, a concern and the share log."""
    make.on(date(2026, 10, 1))
    child = make.person("Quillon")
    case_id = make.screened(child, sending_agency="POLICE")
    make.decide(case_id, rationale="A mentor would help")
    make.do(add_note, child, f"{MARKED} in a note", DAY, None, "NOT_RECORDED")
    make.do(raise_concern, ForWhom(child, case_id), ConcernForm(f"{MARKED} in a concern", restriction="NOT_RECORDED"))
    shared = ShareForm(
        child, DAY, f"{MARKED} shared", agencies=("EDUCATION",), gateway="CDA_S115", restriction="NOT_RECORDED"
    )
    make.do(record_share, shared)
    return case_id


def entries_of(read: Read, person_id: str) -> list[TimelineEntry]:
    sources = (
        notes_timeline, panel_timeline, concerns_timeline, sharing_timeline, letters_timeline, attachments_timeline
    )  # fmt: skip
    return [entry for source in sources for entry in source(read, person_id)]


def chronology(make: Making, person_id: str, audience: Audience) -> bytes:
    return render_timeline(
        make.see(person_record, person_id).words,
        make.see(entries_of, person_id),
        printed_by="Asha Madeup",
        printed_at=datetime(2026, 10, 1, 9, tzinfo=UTC),
        lists=make.see(lambda read: read_lists_of(read.session)),
        audience=audience,
    )


def person_of(make: Making, case_id: str) -> str:
    return str(make.row(PanelCase, case_id).person_id)


def test_the_panel_reads_what_is_marked_in_its_own_chronology(make: Making, case: str):
    words = " ".join(page_texts(chronology(make, person_of(make, case), Audience.PANEL)))

    assert words.count(MARKED) == 3


@pytest.mark.parametrize("audience", [each for each in Audience if each is not Audience.PANEL])
def test_no_chronology_for_anyone_else_holds_it(make: Making, case: str, audience: Audience):
    pdf = chronology(make, person_of(make, case), audience)

    assert MARKED not in " ".join(page_texts(pdf))
    assert MARKED.encode() not in pdf


@pytest.mark.parametrize("template", ["FAMILY_DECISION", "FAMILY_PANEL", "REFERRER_DECISION"])
@pytest.mark.parametrize("way", ["POST", "E_MAIL"])
def test_no_letter_holds_it(make: Making, case: str, template: str, way: str):
    sent = make.do(send_letter, case, LetterForm(template, "1", "Someone Madeup", way, DAY, reason="They asked"))

    assert MARKED not in " ".join(page_texts(sent.pdf))
    assert MARKED.encode() not in sent.content + sent.pdf


def test_no_return_holds_it_and_only_who_reads_notes_finds_it(make: Making, case: str):
    content = make.see(live_content, Quarter(2026, 2), None)

    assert MARKED.encode() not in csv_bytes(flat_sheet(content)) + xlsx_bytes(return_sheets(content, "x"), "Return")
    assert {hit.kind for hit in make.see(find, MARKED)} == {"note", "safeguarding_concern", "share_entry"}
    assert make.see_as(make.actor(Role.DATA_PROTECTION), find, MARKED) == []
