"""Opening a restricted record in place, driven over a real window: the reason, what it shows, and closing again."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from db.people import Person
from tests.support.making import Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import choose, dialog_of, is_idle, is_open, offered, press_soon, save, type_into, words_in
from ui.desk import Desk
from ui.opening_dialog import OpenRestricted
from ui.panel.page import CasesPage
from ui.people.page import PeoplePage
from ui.receipts import ReceiptDialog
from ui.restricted.page import RestrictedPage
from ui.restricted_part import LiftRestriction, MarkRestricted
from vrp_desktop.restricted.commands import close_restricted, restrict_record
from vrp_desktop.restricted.queries import restricted_standing

NAME = "Zxqorvin"


@pytest.fixture
def child(make: Making) -> str:
    """A restricted child with a case, closed to the user at the screen."""
    person_id = make.person(f"Tam {NAME}")
    make.case(person_id)
    make.do(restrict_record, person_id, "A relative works here")
    make.do(close_restricted, person_id)
    return person_id


def shown(qtbot: QtBot, desk: Desk, page: QWidget) -> None:
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    qtbot.waitUntil(lambda: is_idle(desk))


def asking(qtbot: QtBot) -> OpenRestricted:
    """The dialog that asks why, once it is there."""

    def found() -> list[OpenRestricted]:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, OpenRestricted) and each.isVisible()
        ]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def open_first(page: PeoplePage | CasesPage) -> None:
    page.table.view.go_to(0)
    page.table.opened.emit(page.table.current())


def say_why(dialog: OpenRestricted) -> None:
    choose(dialog.form, "why", "WORKING_ON_CASE")
    type_into(dialog.form, "words", "To agree the next step with school")
    save(dialog)


def everything_shown(page: PeoplePage | CasesPage) -> str:
    model = page.table.model
    cells = [str(model.index(0, at).data() or "") for at in range(model.columnCount())]
    return "\n".join([words_in(page), *cells])


def test_a_list_shows_the_code_alone_and_opening_asks_why(
    qtbot: QtBot, real_desk: Desk, make: Making, child: str
) -> None:
    page = PeoplePage(real_desk)
    shown(qtbot, real_desk, page)
    code = make.row(Person, child).code
    assert f"Restricted ({code})" in everything_shown(page)
    assert NAME not in everything_shown(page)

    open_first(page)
    dialog = asking(qtbot)
    assert "for 3 hours" in words_in(dialog)
    say_why(dialog)

    why = "I work on this case: To agree the next step with school"
    qtbot.waitUntil(lambda: why in words_in(page) and is_idle(real_desk))
    said = words_in(page)
    assert NAME in said
    assert "Open to you until 12:00." in said


def test_a_case_asks_once_for_all_that_its_page_reads(qtbot: QtBot, real_desk: Desk, make: Making, child: str) -> None:
    page = CasesPage(real_desk)
    shown(qtbot, real_desk, page)

    open_first(page)
    say_why(asking(qtbot))

    qtbot.waitUntil(lambda: page.split.is_open and is_idle(real_desk))
    assert NAME in words_in(page)
    assert len(make.see(restricted_standing, child).looks) == 2


def test_esc_steps_back_and_nothing_is_shown(qtbot: QtBot, real_desk: Desk, child: str) -> None:
    page = PeoplePage(real_desk)
    shown(qtbot, real_desk, page)
    open_first(page)

    QTest.keyClick(asking(qtbot), Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: is_idle(real_desk))
    assert not page.split.is_open
    page.refresh()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, OpenRestricted) and each.isVisible()
    ]


def test_closing_access_takes_the_record_off_the_screen(qtbot: QtBot, real_desk: Desk, child: str) -> None:
    page = PeoplePage(real_desk)
    shown(qtbot, real_desk, page)
    open_first(page)
    say_why(asking(qtbot))
    qtbot.waitUntil(lambda: page.split.is_open and is_idle(real_desk))

    press_soon(qtbot, page, "Close access now")

    # The list is read again, and laid out in the next turn of the event loop.
    qtbot.waitUntil(lambda: not page.split.is_open and NAME not in everything_shown(page) and is_idle(real_desk))
    assert not [
        each for each in QApplication.topLevelWidgets() if isinstance(each, OpenRestricted) and each.isVisible()
    ]


def test_a_manager_restricts_and_lifts_on_the_record(qtbot: QtBot, real_desk: Desk, make: Making) -> None:
    person_id = make.person("Robin")
    page = PeoplePage(real_desk)
    shown(qtbot, real_desk, page)
    page.open_at({"record": person_id})
    press_soon(qtbot, page, "Restrict")
    dialog = dialog_of(page, MarkRestricted)
    type_into(dialog.form, "reason", "A relative works here")
    save(dialog)
    press_soon(qtbot, page, "Lift the restriction")
    assert "Restrict" not in offered(page)

    lifting = dialog_of(page, LiftRestriction)
    type_into(lifting.form, "reason", "The relative has left")
    save(lifting)

    qtbot.waitUntil(lambda: is_idle(real_desk) and "Lift the restriction" not in offered(page))
    standing = make.see(restricted_standing, person_id)
    assert standing is not None
    assert not standing.is_restricted


@pytest.mark.parametrize("form", ["XLSX", "CSV"])
def test_a_list_that_is_exported_holds_no_name_of_a_closed_record(
    qtbot: QtBot, real_desk: Desk, door: PreparedDoor, make: Making, child: str, tmp_path: Path, form: str
) -> None:
    page = PeoplePage(real_desk)
    shown(qtbot, real_desk, page)
    target = tmp_path / f"list.{form.lower()}"
    door.will_pick(target)
    page.table.tools.export()
    qtbot.waitUntil(lambda: is_open(page, ReceiptDialog))
    dialog = dialog_of(page, ReceiptDialog)
    qtbot.waitUntil(lambda: is_idle(real_desk) and dialog.yes_button.isEnabled())
    dialog.form.put(
        {"form": form, "purpose": "Made-up purpose", "recipient": "Made-up reader", "destroy_by": date(2027, 1, 1)}
    )

    save(dialog)
    qtbot.waitUntil(lambda: target.is_file() and is_idle(real_desk))

    content = target.read_bytes()
    if form == "XLSX":
        with ZipFile(target) as package:
            content = b"".join(package.read(name) for name in package.namelist())
    assert NAME.encode() not in content
    assert make.row(Person, child).code.encode() in content


def test_a_month_that_is_over_waits_for_the_officer(qtbot: QtBot, real_desk: Desk, make: Making, child: str) -> None:
    make.clock.moment = datetime(2026, 12, 1, 9, tzinfo=UTC)
    page = RestrictedPage(real_desk)
    shown(qtbot, real_desk, page)
    page.open_at({"list": "LOOKS_UNSIGNED"})
    page.months.view.go_to(0)
    page.months.opened.emit(page.months.current())
    qtbot.waitUntil(lambda: page.split.is_open)

    assert "It waits for someone with the data protection role." in words_in(page)
    assert NAME not in words_in(page)
