"""The desk on the screen: rows are mended, joined, taken as new and set aside, and go back to their sender."""

from __future__ import annotations

from collections.abc import Sequence

from db.audit import AuditEvent
from db.imports import ImportRow
from db.panel import Referral
from db.people import DistinctPair, Person
from tests.corpus.builders import Value
from tests.ui.imports.conftest import OpenScreen, Screen
from tests.vrp_desktop.imports.lists import row
from ui.widgets.choice_editors import PickEditor
from vrp_desktop.drafts.queries import drafts
from vrp_desktop.people.naming import View

ON_FILE = row("Teapotwaffle", "Katherine", "04/03/2012")
LIKELY = row("Teapotwafle", "Katherine", "04/03/2012", reason="Absent since May")
BAD_DATE = row("Elm", "Kit", "31/02/2012")


def on_the_desk(screen: Screen, *rows: Sequence[Value]) -> None:
    """Take a list in, and go to its rows on the desk."""
    screen.take(*rows)
    screen.page.outcome.asked.emit("desk", screen.page.outcome._batch_id)
    screen.settle()


def test_the_desk_lists_reason_sender_and_day(screen: Screen):
    on_the_desk(screen, row("Ash"), BAD_DATE)

    cells = [screen.page.held.table.model.cell(0, place) for place in range(4)]
    assert cells == ["Kit Elm", "Not a date", "Harbour Police", "2 Nov 2026"]
    assert screen.page.tabs.tabText(0) == "On the desk (1)"


def test_a_row_opens_with_the_field_to_mend_first_and_its_reason_under_it(screen: Screen):
    on_the_desk(screen, BAD_DATE)
    screen.open_held()

    form = screen.page.held.row.form
    assert form is not None
    (wrong,) = [box for name, box in form._boxes.items() if box.error]
    assert wrong.field.label == "Date of birth"
    assert wrong.error == "The date of birth is a day that does not exist."
    assert next(iter(form._boxes.values())) is wrong


def test_a_mended_row_is_taken_in_and_the_next_one_opens(screen: Screen):
    on_the_desk(screen, BAD_DATE, row("Oak", "Lee", "soon"))
    screen.open_held()
    line = screen.wrong_line()
    line.setText("")

    screen.type_into(line, "28/02/2012")
    screen.press("Check and take in")
    screen.settle()

    assert [held.number for held in screen.intake.held()] == [3]
    assert len(screen.intake.all(Person)) == 1
    assert screen.page.held.row.record is not None
    assert screen.page.held.row.record.row.number == 3


def test_a_row_that_still_waits_says_why(screen: Screen):
    on_the_desk(screen, BAD_DATE)
    screen.open_held()
    line = screen.wrong_line()
    line.setText("")

    screen.type_into(line, "28/02/2031")
    screen.press("Check and take in")

    assert "in the future" in screen.words(screen.page.held.panel)
    assert len(screen.intake.held()) == 1


def test_a_field_that_the_list_had_no_column_for_can_be_filled(screen: Screen):
    on_the_desk(screen, ["Ash", "Tam", "04/03/2012", "M", "", "", ""])
    screen.open_held()
    line = screen.wrong_line()

    screen.type_into(line, "01/09/2026")
    screen.press("Check and take in")

    assert screen.intake.held() == []
    assert len(screen.intake.all(Referral)) == 1


def test_a_likely_duplicate_stands_beside_the_child_on_file_and_joins(screen: Screen):
    on_the_desk(screen, ON_FILE, LIKELY)
    screen.open_held()

    words = screen.words(screen.page.held.panel)
    assert "Is it YP-" in words
    assert "Katherine Teapotwafle" in words
    assert "Katherine Teapotwaffle" in words
    screen.press("Join to this child")

    assert screen.intake.held() == []
    assert len(screen.intake.all(Person)) == 1
    assert len(screen.intake.all(Referral)) == 2


def test_comparing_with_a_child_on_file_is_written_down(screen: Screen):
    on_the_desk(screen, ON_FILE, LIKELY)
    screen.open_held()

    person = screen.intake.all(Person)[0]
    looks = [event for event in screen.intake.all(AuditEvent) if event.deed == "open_person"]
    assert [event.record_id for event in looks] == [person.id]


def test_a_likely_duplicate_may_be_taken_as_new(screen: Screen):
    on_the_desk(screen, ON_FILE, LIKELY)
    screen.open_held()
    screen.press("Take as new")

    assert len(screen.intake.all(Person)) == 2
    assert len(screen.intake.all(DistinctPair)) == 1


def test_a_row_joins_another_child_found_by_search(screen: Screen):
    on_the_desk(screen, ON_FILE, LIKELY, row("Oak", "Lee", "01/02/2011"))
    lee = next(each for each in screen.intake.all(Person) if each.born_on.year == 2011)
    screen.open_held()

    screen.deed("another")
    dialog = screen.form_dialog()
    pick = dialog.form.editor("person")
    assert isinstance(pick, PickEditor)
    screen.type_into(pick.target(), "Oak")
    screen.qtbot.waitUntil(lambda: bool(pick._found))
    pick._on_activated(pick._model.index(0))
    dialog.submit()
    screen.settle()

    assert sorted(one.person_id for one in screen.intake.all(Referral)).count(lee.id) == 2
    assert screen.intake.held() == []


def test_setting_a_row_aside_needs_a_reason(screen: Screen):
    on_the_desk(screen, BAD_DATE)
    screen.open_held()
    screen.deed("aside")
    dialog = screen.form_dialog()

    dialog.submit()
    assert dialog.form.box("reason").error
    screen.type_into(dialog.form.editor("reason").target(), "Sent twice")
    dialog.submit()
    screen.settle()

    (kept,) = screen.intake.all(ImportRow)
    assert (kept.state, kept.reason, kept.cells) == ("SET_ASIDE", "Sent twice", None)
    assert "Nothing waits here" in screen.page.held.table.states.words


def test_what_is_typed_into_a_row_is_kept_as_a_draft(screen: Screen):
    on_the_desk(screen, BAD_DATE)
    screen.open_held()
    screen.type_into(screen.wrong_line(), "7")
    assert screen.page.is_editing()

    screen.page.keep_drafts()
    screen.settle()

    (draft,) = screen.intake.workspace.read(drafts)
    assert draft.record_id == screen.intake.held()[0].row_id


def test_held_rows_go_back_to_their_sender_with_their_reasons(screen: Screen):
    on_the_desk(screen, row("Ash"), BAD_DATE)
    out = screen.folder / "held-rows.csv"
    screen.door.will_pick(out)

    screen.page.held.table.tools.export()
    dialog = screen.form_dialog()
    dialog.form.put({"form": "CSV", "purpose": "To be put right", "recipient": "Harbour Police"})
    dialog.submit()
    screen.settle()

    lines = out.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0].endswith("Row in the list,Why it is held")
    assert "31/02/2012" in lines[1]
    assert lines[1].endswith("The date of birth is a day that does not exist.")


def test_outside_the_view_of_names_a_row_is_hidden_and_not_exported(screen: Screen, open_screen: OpenScreen):
    on_the_desk(screen, BAD_DATE)
    hidden = open_screen(View.COVERED)
    hidden.open_held()

    assert hidden.page.held.table.model.cell(0, 0) == "Row 2"
    assert "hidden in this view" in hidden.words(hidden.page.held.panel)
    assert hidden.page.held.row.form is None
    hidden.page.held.table.tools.export()
    assert hidden.door.said == ["Held rows leave as they were sent, with names."]


def test_reasons_filter_the_desk(screen: Screen):
    on_the_desk(screen, BAD_DATE, row("", ""), row("Oak", "Lee", "soon"))
    combo = screen.page.held._reason

    combo.setCurrentIndex(combo.findData("NO_NAME"))
    combo.activated.emit(combo.currentIndex())
    screen.settle()

    assert [each.number for each in screen.page.held.table.model.loaded()] == [3]
