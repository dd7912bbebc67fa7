"""The form kit: values, what is wrong, drafts, and fitting."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from tests.ui.walking import nameless
from ui.widgets.choice_editors import ChooseEditor, PickEditor
from ui.widgets.fields import Check, Choose, Day, Lines, Number, Option, Pick, Radio, Section, Several, Text
from ui.widgets.form import Form
from vrp_desktop.errors import Invalid

AGENCIES = tuple(Option(code, code.title()) for code in ("POLICE", "SCHOOL", "HEALTH"))
MANY = tuple(Option(f"P{n}", f"Place number {n}") for n in range(12))
FIELDS = (
    Section("Who"),
    Text(name="surname", label="Surname", required=True, half=True),
    Day(name="born_on", label="Date of birth", latest=date(2026, 8, 12), half=True),
    Choose(name="agency", label="Agency", options=AGENCIES),
    Choose(name="place", label="Place", options=MANY),
    Radio(name="care", label="Care experience"),
    Several(name="needs", label="Needs", options=AGENCIES),
    Number(name="events", label="Events", most=20),
    Number(name="cost", label="Cost", places=2),
    Check(name="told", label="Told about the panel"),
    Lines(name="reason", label="Reason", limit=30),
    Pick(name="worker", label="Key worker"),
)
VALUES = {
    "surname": "Madeup",
    "born_on": date(2012, 3, 4),
    "agency": "SCHOOL",
    "place": "P7",
    "care": "NOT_KNOWN",
    "needs": ("POLICE", "HEALTH"),
    "events": 3,
    "cost": Decimal("1200.50"),
    "told": True,
    "reason": "Two lines\nof reason",
}


class Keeper:
    """Keeps drafts."""

    def __init__(self) -> None:
        self.kept: list[dict[str, object]] = []

    def keep(self, content: dict[str, object]) -> None:
        self.kept.append(content)


@pytest.fixture
def form(theme, qtbot):
    made = Form(theme, FIELDS)
    qtbot.addWidget(made)
    made.show()
    return made


def test_an_empty_form_has_empty_values(form):
    assert form.values() == {
        "surname": "",
        "born_on": None,
        "agency": None,
        "place": None,
        "care": None,
        "needs": (),
        "events": None,
        "cost": None,
        "told": False,
        "reason": "",
        "worker": None,
    }
    assert not form.is_dirty()


def test_what_is_put_in_comes_out_and_counts_as_unchanged(form):
    form.set_values({**VALUES, "worker": Option("w1", "Wren Worker")})

    assert form.values() == {**VALUES, "worker": "w1"}
    assert not form.is_dirty()


def test_only_what_differs_is_a_change(form, qtbot):
    form.set_values(VALUES)

    qtbot.keyClicks(form.editor("surname").target(), "x")

    assert form.is_dirty()
    assert form.changed_values() == {"surname": "Madeupx"}


def test_a_missing_answer_is_told_on_checking_and_gets_the_focus(form):
    assert not form.check()
    assert form.box("surname").error == "Surname is needed."

    form.put({"surname": "Madeup"})

    assert form.check()
    assert form.box("surname").error == ""


def test_the_error_goes_when_the_field_is_edited(form, qtbot):
    form.check()

    qtbot.keyClicks(form.editor("surname").target(), "M")

    assert form.box("surname").error == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("4/3/12", "04/03/2012"), ("04 Mar 2012", "04/03/2012"), ("4.3.2012", "04/03/2012"), ("040312", "04/03/2012")],
)
def test_a_day_is_read_as_people_type_it(form, qtbot, typed, shown):
    line = form.editor("born_on").target()

    qtbot.keyClicks(line, typed)
    qtbot.keyClick(line, Qt.Key.Key_Return)

    assert form.values()["born_on"] == date(2012, 3, 4)
    assert line.text() == shown


@pytest.mark.parametrize("typed", ["31/2/2012", "soon", "1/13/2012", "13/08/2026"])
def test_a_day_that_is_none_is_told_when_the_field_is_left(form, qtbot, typed):
    editor = form.editor("born_on")
    editor.target().setFocus()
    qtbot.waitUntil(editor.target().hasFocus)
    qtbot.keyClicks(editor.target(), typed)

    qtbot.keyClick(editor.target(), Qt.Key.Key_Tab)
    form.editor("surname").target().setFocus()

    assert form.values()["born_on"] is None
    qtbot.waitUntil(lambda: bool(form.box("born_on").error))
    assert not form.check()


@pytest.mark.parametrize("typed", ["1.5", "many", "21", "-1"])
def test_a_number_that_does_not_fit_is_told(form, qtbot, typed):
    qtbot.keyClicks(form.editor("events").target(), typed)

    assert form.editor("events").partial()
    assert form.values()["events"] is None


def test_text_that_is_too_long_is_told_and_not_cut(form, qtbot):
    form.put({"reason": "x" * 33})

    assert form.editor("reason").partial() == "This is 3 characters too long."


def test_a_long_list_is_typed_into(form, qtbot):
    editor = form.editor("place")
    assert isinstance(editor, ChooseEditor)
    line = editor.target().lineEdit()

    qtbot.keyClicks(line, "place number 11")

    assert form.values()["place"] == "P11"


def test_words_that_are_not_in_the_list_are_told(form, qtbot):
    qtbot.keyClicks(form.editor("place").target().lineEdit(), "nowhere")

    assert form.editor("place").partial() == "Choose one of the list."


def test_a_code_that_the_list_no_longer_offers_stays(form):
    form.set_values({"agency": "OLD_AGENCY"})

    assert form.values()["agency"] == "OLD_AGENCY"


def test_an_answer_can_be_cleared_again(form, qtbot):
    form.set_values({"care": "YES"})
    button = form.editor("care").findChild(QRadioButton)
    assert button.isChecked()

    qtbot.mouseClick(form.editor("care").findChildren(type(form.editor("care")._clear))[0], Qt.MouseButton.LeftButton)

    assert form.values()["care"] is None


def test_a_record_is_found_by_typing_and_chosen(theme, qtbot):
    asked = []

    class Page:
        def search(self, typed, found):
            asked.append(typed)
            found([Option("w1", "Wren Worker"), Option("w2", "Wyn Worker")])

    page = Page()
    form = Form(theme, (Pick(name="worker", label="Key worker", search=page.search),))
    qtbot.addWidget(form)
    form.show()
    editor = form.editor("worker")
    assert isinstance(editor, PickEditor)

    qtbot.keyClicks(editor.target(), "W")
    qtbot.waitUntil(lambda: asked == ["W"])
    assert editor.partial() == "Choose one of those found."
    popup = editor._completer.popup()
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)

    assert popup is not None
    assert popup.accessibleName() == "Suggestions"
    assert form.values()["worker"] == "w2"


def test_an_error_of_a_command_is_shown_under_its_field_and_the_rest_handed_back(form):
    elsewhere = form.show_invalid(Invalid({"surname": "Too long.", "other": "Not here."}))

    assert form.box("surname").error == "Too long."
    assert elsewhere == {"other": "Not here."}


def test_the_error_and_the_help_are_said_to_screen_readers(theme, qtbot):
    form = Form(theme, (Text(name="upn", label="UPN", help="Thirteen characters", required=True),))
    qtbot.addWidget(form)

    form.check()

    target = form.editor("upn").target()
    assert target.accessibleName() == "UPN, needed"
    assert target.accessibleDescription() == "Error: UPN is needed. Thirteen characters"


def test_every_control_has_a_name_for_screen_readers(form):
    form.set_values({**VALUES, "worker": Option("w1", "Wren Worker")})

    assert nameless(form) == []


def test_a_draft_is_kept_within_a_second_of_typing_and_put_back(form, theme, qtbot):
    keeper = Keeper()
    form.keep_drafts(keeper.keep)

    qtbot.keyClicks(form.editor("surname").target(), "Made")
    qtbot.keyClicks(form.editor("born_on").target(), "4/3/")
    qtbot.waitUntil(lambda: bool(keeper.kept), timeout=1_000)
    other = Form(theme, FIELDS)
    qtbot.addWidget(other)
    other.put_draft(keeper.kept[-1])

    assert other.values()["surname"] == "Made"
    assert other.editor("born_on").draft() == "4/3/"
    assert other.is_dirty()


def test_a_draft_can_be_kept_at_once(form, qtbot):
    keeper = Keeper()
    form.keep_drafts(keeper.keep)
    form.put({"surname": "Madeup"})

    form.keep_draft()

    assert [content["surname"] for content in keeper.kept] == ["Madeup"]


def test_nothing_is_kept_of_an_unchanged_form(form):
    keeper = Keeper()
    form.keep_drafts(keeper.keep)
    form.set_values(VALUES)

    form.keep_draft()

    assert keeper.kept == []


def test_a_passphrase_is_never_in_a_draft(theme, qtbot):
    form = Form(theme, (Text(name="secret", label="Passphrase", secret=True),))
    qtbot.addWidget(form)

    form.put({"secret": "seven made-up words"})

    assert form.draft() == {"secret": None}


def test_a_form_that_is_read_only_can_be_read_and_not_changed(form, qtbot):
    form.set_values(VALUES)
    form.set_read_only(True)

    qtbot.keyClicks(form.editor("surname").target(), "x")
    qtbot.keyClicks(form.editor("born_on").target(), "1")

    assert form.values() | {"worker": None} == VALUES | {"worker": None}


def test_the_wheel_does_not_change_a_choice_in_passing(form, qtbot):
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    form.set_values({"agency": "SCHOOL"})
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )

    QApplication.sendEvent(form.editor("agency").target(), event)

    assert form.values()["agency"] == "SCHOOL"


def test_two_columns_become_one_where_there_is_no_room(form, theme):
    form.resize(theme.em(60), 900)
    form.layout().activate()
    wide = form.box("born_on").x()
    form.resize(theme.em(20), 900)
    form.layout().activate()

    assert wide > 0
    assert form.box("born_on").x() == 0


def test_tab_walks_through_the_fields_in_their_order(form, qtbot):
    first = form.editor("surname").target()
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)

    qtbot.keyClick(first, Qt.Key.Key_Tab)

    qtbot.waitUntil(form.editor("born_on").target().hasFocus)


def test_the_calendar_opens_by_the_keyboard_and_is_freed(form, qtbot):
    from PySide6.QtCore import QDate

    from ui.widgets.day_editor import CalendarPopup

    editor = form.editor("born_on")
    form.set_values({"born_on": date(2012, 3, 4)})
    qtbot.keyClick(editor.target(), Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = editor.findChild(CalendarPopup)
    assert popup.calendar.selectedDate() == QDate(2012, 3, 4)

    with qtbot.waitSignal(popup.destroyed):
        popup.calendar.activated.emit(QDate(2013, 5, 6))

    assert form.values()["born_on"] == date(2013, 5, 6)


def test_a_text_with_a_name_that_is_kept_back_says_so_and_is_not_saved_without_it(qtbot, theme) -> None:
    form = Form(theme, FIELDS)
    qtbot.addWidget(form)
    form.set_values(VALUES | {"reason": "With [restricted]"})
    assert "a name that you cannot read" in form.box("reason").warning

    form.put({"reason": "With"})
    assert not form.check()
    assert "Leave [restricted] where it stands" in form.box("reason").error

    form.put({"reason": "Seen with [restricted]"})
    assert form.check()
    form.set_values(VALUES)
    assert not form.box("reason").warning
