"""A child's chronology on paper, with names or redacted to codes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pytest

from tests.support.shipped import shipped_lists
from tests.vrp_desktop.documents.reading import failed_checks, page_texts, words
from vrp_desktop.documents.redaction import Redaction
from vrp_desktop.documents.timeline_pdf import render_timeline
from vrp_desktop.partnership.audience import Audience
from vrp_desktop.people.naming import PersonWords
from vrp_desktop.people.timeline import TimelineEntry

CHILD = PersonWords("id-1", "YP-1042", "Ángela María", "Núñez-Dúmmy")
BROTHER = PersonWords("id-2", "YP-1043", "Bartek", "Núñez-Dúmmy")
PRINTED_AT = datetime(2026, 10, 12, 9, 45, tzinfo=UTC)
ENTRIES = (
    TimelineEntry(date(2026, 9, 8), "note", "n1", "Note", "Angela says that BARTEK comes too.", is_free_text=True),
    TimelineEntry(date(2026, 9, 1), "panel_case", "c1", "Referred by School", "School: absence"),
    TimelineEntry(date(2026, 10, 2), "panel_case", "c1", "Review held"),
)


def chronology(
    *, redacted: bool = False, entries: tuple[TimelineEntry, ...] = ENTRIES, audience: Audience = Audience.PANEL
) -> bytes:
    return render_timeline(
        CHILD,
        entries,
        printed_by="Asha Example",
        printed_at=PRINTED_AT,
        area="Testshire",
        facts=(("Age", "14"),),
        redacted=redacted,
        others=(BROTHER,),
        lists=shipped_lists(),
        audience=audience,
    )


def test_entries_stand_in_order_under_their_months() -> None:
    pdf = chronology()

    assert failed_checks(pdf) == []
    cells = [text for text in words(pdf, "TH", "TD") if text]
    assert cells[cells.index("Day") :] == [
        *("Day", "What happened", "More"),
        *("September 2026", "Tue 1", "Referred by School", "School: absence"),
        *("Tue 8", "Note", "Angela says that BARTEK comes too."),
        *("October 2026", "Fri 2", "Review held"),
    ]
    assert "1 September 2026 to 2 October 2026, 3 entries" in cells


def test_the_name_stands_on_the_page_and_nowhere_in_the_files_properties() -> None:
    pdf = chronology()

    assert "Ángela María Núñez-Dúmmy" in words(pdf, "P")
    with pikepdf.open(BytesIO(pdf)) as opened:
        properties = opened.Root.Metadata.read_bytes().decode() + repr(opened.trailer.Info)
    assert "Chronology of YP-1042" in properties
    assert "Núñez" not in properties


def test_a_redacted_copy_holds_codes_for_names() -> None:
    pdf = chronology(redacted=True)

    text = "\n".join(page_texts(pdf))
    assert failed_checks(pdf) == []
    assert "YP-1042 says that YP-1043 comes too." in words(pdf, "TD")
    assert not any(name in text for name in ("ngela", "Bartek", "BARTEK", "Dúmmy"))
    assert any("read it through" in paragraph for paragraph in words(pdf, "P"))


def test_a_child_without_entries_has_a_page_that_says_so() -> None:
    assert "Nothing has been recorded yet." in words(chronology(entries=()), "P")


@pytest.mark.parametrize(
    ("text", "redacted"),
    [
        ("Ángela María Núñez-Dúmmy came.", "YP-1042 came."),
        ("NUNEZ-DUMMY, Angela Maria", "YP-1042"),
        ("angela nunez dummy", "YP-1042"),
        ("Angela\u0301 and A\u0301ngela's friend", "YP-1042 and YP-1042's friend"),
        ("Bartek (brother)", "YP-1043 (brother)"),
        ("Angelas and Mariana stay", "Angelas and Mariana stay"),
        ("", ""),
    ],
)
def test_names_are_known_however_they_are_written(text: str, redacted: str) -> None:
    assert Redaction((CHILD, BROTHER)).of(text) == redacted


def test_a_single_letter_is_no_name() -> None:
    assert Redaction((PersonWords("x", "YP-1", "A", "Madeup"),)).of("A day with A Madeup") == "A day with YP-1"


def test_what_must_not_reach_the_audience_is_left_out_of_its_copy() -> None:
    entries = (*ENTRIES, note("Seen by the family alone.", "NOT_FOR_PROVIDER"), note("Never told.", "NOT_RECORDED"))
    texts = {audience: " ".join(page_texts(chronology(entries=entries, audience=audience))) for audience in Audience}

    told = {audience for audience, text in texts.items() if "family alone" in text}
    assert told == set(Audience) - {Audience.PROVIDER}
    assert {audience for audience, text in texts.items() if "Never told" in text} == {Audience.PANEL}
    assert "3 entries" in texts[Audience.PROVIDER]


def note(text: str, restriction: str) -> TimelineEntry:
    return TimelineEntry(date(2026, 9, 9), "note", "n2", "Note", text, is_free_text=True, restriction=restriction)
