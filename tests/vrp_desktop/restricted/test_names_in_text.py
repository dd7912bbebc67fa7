"""Who is closed to a reader is not named to them in what was written about somebody else; and no name is lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from db.actions import Action
from db.covering import uncovered
from db.panel import PanelCase, PanelDecision
from db.people import Note
from tests.support.making import Making
from tests.support.planting import DAY, NAME
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Read, Work, check_version
from vrp_desktop.actions.queries import actions_page
from vrp_desktop.clock import FixedClock
from vrp_desktop.errors import NamesRestricted, Stale
from vrp_desktop.panel import commands as panel
from vrp_desktop.panel import deciding
from vrp_desktop.panel.forms import CaseForm, DecisionForm
from vrp_desktop.people.around.commands import add_contact
from vrp_desktop.people.around.forms import ContactForm
from vrp_desktop.people.commands import add_note, add_person, edit_note
from vrp_desktop.people.forms import PersonForm
from vrp_desktop.people.queries import notes_of
from vrp_desktop.restricted.commands import close_restricted, open_restricted, restrict_record
from vrp_desktop.restricted.rules import LookForm
from vrp_desktop.search.index import find
from vrp_desktop.workspace.workspace import Workspace

WHOLE = f"Quillon {NAME}"
WHY = LookForm("WORKING_ON_CASE", "To agree the next step with school")


@pytest.fixture
def make(workspace: Workspace, clock: FixedClock) -> Making:
    return Making(workspace, clock)


@pytest.fixture
def closed(make: Making) -> str:
    """A restricted child, who was called otherwise before, and a carer; closed to whoever reads."""
    return shut(make, "Quillon", NAME)


def shut(make: Making, forenames: str, surname: str, *former: tuple[str, str]) -> str:
    form = PersonForm(forenames, surname, "PORTSMOUTH", date(2011, 5, 6), "KNOWN", former_names=former)
    person_id: str = make.do(add_person, form)
    make.do(restrict_record, person_id, "A relative works here")
    make.do(close_restricted, person_id)
    return person_id


def noted(make: Making, text: str) -> tuple[str, str]:
    """A note on another child; who it is, and the note."""
    kit = make.person("Kit")
    return kit, make.do(add_note, kit, text, DAY)


def truth_of(make: Making, kind: type[Any], record_id: str) -> Any:
    """The row as it stands in the store."""

    def row(read: Read) -> Any:
        with uncovered():
            return read.get(kind, record_id)

    return make.see(row)


def read_note(make: Making, kit: str) -> str:
    [note] = make.see(notes_of, kit)
    return str(note.text)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"Seen with {WHOLE}.", "Seen with [restricted]."),
        (f"Seen with {NAME.upper()}, QUILLON again", "Seen with [restricted] again"),
        (f"quillon's friend; the {NAME}s' house", "[restricted]'s friend; the [restricted]' house"),
        ("Zoë-Ann Brown and zoe ann brown rang", "[restricted] and [restricted] rang"),
        ("Zoe\u0308 Brown rang", "[restricted] rang"),
        ("Was Tamsin Older then", "Was [restricted] then"),
        (f"His mother Ada {NAME} came", "His mother Ada [restricted] came"),
        ("His gran Ida Vexley came", "His gran [restricted] came"),
        ("Mrs Vexley and Ida Hill came", "Mrs [restricted] and Ida Hill came"),
        ("PC Quillon Harper came in a Brown van", "PC Quillon Harper came in a Brown van"),
        ("Nobody else was there", "Nobody else was there"),
    ],
)  # fmt: skip
def test_a_name_is_hidden_however_it_is_written_and_nobody_elses_is(
    make: Making, closed: str, written: str, read: str
) -> None:
    shut(make, "Zoë-Ann", "Brown", ("Tamsin", "Older"))
    make.person("Brown")
    make.do(open_restricted, closed, WHY)
    make.do(add_contact, closed, ContactForm("GRANDPARENT", "Mrs Ida Vexley"))
    make.do(close_restricted, closed)

    kit, _note = noted(make, written)

    assert read_note(make, kit) == read


def test_half_a_name_is_left_where_somebody_else_bears_it_too(make: Making, closed: str) -> None:
    make.person("Quillon")
    kit, note_id = noted(make, f"Quillon came; then Quillon {NAME} came")

    assert read_note(make, kit) == "Quillon came; then [restricted] came"
    assert truth_of(make, Note, note_id).text.count("Quillon") == 2


def test_whoever_has_opened_the_record_reads_the_name(make: Making, closed: str) -> None:
    kit, _note = noted(make, f"With {WHOLE}")
    assert read_note(make, kit) == "With [restricted]"

    make.do(open_restricted, closed, WHY)
    assert read_note(make, kit) == f"With {WHOLE}"

    make.do(close_restricted, closed)
    assert read_note(make, kit) == "With [restricted]"


def test_another_text_is_not_found_by_the_name_and_still_by_its_other_words(make: Making, closed: str) -> None:
    kit, note_id = noted(make, f"Went to the cinema with {WHOLE}")
    make.action(date(2026, 12, 1), case_id=make.case(kit, DAY), text=f"Ring the cinema about {WHOLE}")

    for typed in (NAME, "quillon", f"cinema {NAME[:3]}", WHOLE):
        assert not [hit for hit in make.see(find, typed) if hit.record_id == note_id], typed
        assert not make.see(actions_page, typed), typed
    assert note_id in [hit.record_id for hit in make.see(find, "cinema wi")]
    [action] = make.see(actions_page, "cinema")
    assert action.text == "Ring the cinema about [restricted]"
    assert truth_of(make, Action, action.action_id).text.endswith(NAME)

    make.do(open_restricted, closed, WHY)
    assert make.see(find, NAME)
    assert make.see(actions_page, NAME)


def test_a_form_that_was_not_changed_keeps_the_name(make: Making, closed: str) -> None:
    kit, note_id = noted(make, f"With {WHOLE} at home")
    [note] = make.see(notes_of, kit)

    make.do(edit_note, note_id, note.version, note.text, date(2026, 9, 2))

    assert truth_of(make, Note, note_id).text == f"With {WHOLE} at home"
    make.do(open_restricted, closed, WHY)
    assert note_id in [hit.record_id for hit in make.see(find, NAME)], "the index has the name as well"


def test_words_around_the_name_can_be_changed_and_the_name_stays(make: Making, closed: str) -> None:
    kit, note_id = noted(make, f"With {WHOLE} at home")
    [note] = make.see(notes_of, kit)

    make.do(edit_note, note_id, note.version, "Seen with [restricted] at school", DAY)

    assert truth_of(make, Note, note_id).text == f"Seen with {WHOLE} at school"
    make.do(open_restricted, closed, WHY)
    assert note_id in [hit.record_id for hit in make.see(find, f"{NAME} school")]


@pytest.mark.parametrize("typed", ["With at home again", "With [restricted] and [restricted] at home"])
def test_a_text_from_which_the_name_was_taken_is_refused_and_nothing_changed(
    make: Making, closed: str, typed: str
) -> None:
    kit, note_id = noted(make, f"With {WHOLE} at home")
    [note] = make.see(notes_of, kit)

    with pytest.raises(NamesRestricted):
        make.do(edit_note, note_id, note.version, typed, DAY)

    assert truth_of(make, Note, note_id).text == f"With {WHOLE} at home"


def test_two_names_are_not_mixed_up(make: Making, closed: str) -> None:
    shut(make, "Ottoline", "Vexley")
    kit, note_id = noted(make, f"{WHOLE} hit Ottoline Vexley")
    [note] = make.see(notes_of, kit)
    assert note.text == "[restricted] hit [restricted]"

    with pytest.raises(NamesRestricted):
        make.do(edit_note, note_id, note.version, "[restricted] was hit by [restricted]", DAY)

    make.do(edit_note, note_id, note.version, note.text, DAY)
    assert truth_of(make, Note, note_id).text == f"{WHOLE} hit Ottoline Vexley"


def test_a_form_filled_before_the_record_was_opened_still_keeps_the_name(make: Making, closed: str) -> None:
    kit, note_id = noted(make, f"With {WHOLE}")
    [note] = make.see(notes_of, kit)
    make.do(open_restricted, closed, WHY)

    make.do(edit_note, note_id, note.version, f"{note.text} again", DAY)

    assert truth_of(make, Note, note_id).text == f"With {WHOLE} again"


def test_cases_and_decisions_keep_it_too(make: Making, closed: str) -> None:
    case_id = make.screened(make.person("Kit"), DAY)
    make.do(panel.edit_case, case_id, make.version(PanelCase, case_id), CaseForm(f"A mentor, as {WHOLE} has"))
    decision_id = make.decide(case_id, rationale=f"As {WHOLE} said")

    make.do(panel.edit_case, case_id, make.version(PanelCase, case_id), CaseForm("A mentor, as [restricted] has"))
    form = DecisionForm("OFFER_SUPPORT", "As [restricted] said", "EDUCATION", DAY)
    make.do(deciding.correct_decision, decision_id, make.version(PanelDecision, decision_id), form, "The agency")

    assert truth_of(make, PanelCase, case_id).unmet_need == f"A mentor, as {WHOLE} has"
    assert truth_of(make, PanelDecision, decision_id).rationale == f"As {WHOLE} said"


@command(Permission.EDIT_CASES)
def _against_an_old_version(work: Work, note_id: str) -> None:
    check_version(work.get(Note, note_id, "note"), 99)


def test_what_somebody_else_saved_meanwhile_is_shown_without_the_name(make: Making, closed: str) -> None:
    _kit, note_id = noted(make, f"With {WHOLE}")

    with pytest.raises(Stale) as stale:
        make.do(_against_an_old_version, note_id)

    assert stale.value.theirs["text"] == "With [restricted]"


def test_a_new_text_may_not_say_that_somebody_is_hidden(make: Making, closed: str) -> None:
    with pytest.raises(NamesRestricted):
        make.do(add_note, make.person("Kit"), "With [restricted]", DAY)


def test_reading_knows_of_a_name_that_was_changed_a_moment_ago(make: Making, closed: str) -> None:
    kit, _note = noted(make, "Quillon came, and Robin")
    assert read_note(make, kit) == "[restricted] came, and Robin"

    make.person("Quillon")

    assert read_note(make, kit) == "Quillon came, and Robin"
