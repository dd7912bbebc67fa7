"""Typing in a tick sheet by keyboard alone, on the real page."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.support.making import CORE
from tests.ui.driving import dialog_of, is_idle, is_open, words_in
from ui.conferences.page import ConferencesPage
from ui.conferences.sheet_lines import Line
from ui.conferences.tick_sheet import TypeInSheet
from ui.desk import Desk
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.people.naming import View
from vrp_desktop.sitting.queries import live_sitting

HELD = date(2026, 10, 28)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def sheet(make) -> str:
    """A panel of the week before with two children on its agenda, held on paper."""
    cases = [make.screened(make.person(name), date(2026, 10, 12)) for name in ("Robin", "Zofia")]
    sitting = make.sitting(HELD, chair="Chris Made-Up")
    make.do(put_on_agenda, sitting, cases)
    return str(sitting)


@pytest.fixture
def page(qtbot: QtBot, real_desk: Desk, sheet: str) -> ConferencesPage:
    """The page as the live sitting's page opens it, at the sheet."""
    made = ConferencesPage(real_desk)
    qtbot.addWidget(made)
    made.resize(1300, 900)
    made.show()
    made.open_at({"record": sheet, "deed": "sheet"})
    qtbot.waitUntil(lambda: is_idle(real_desk) and is_open(made, TypeInSheet))
    return made


def enter(line: Line, name: str, text: str) -> None:
    QTest.keyClicks(line.words[name], text)
    QTest.keyClick(line.words[name], Qt.Key.Key_Return)


def tick(dialog: TypeInSheet) -> None:
    """Everybody of the core was there: one key each."""
    for code in CORE:
        QTest.keyClick(dialog.attendance.line(code).state, Qt.Key.Key_A)


def test_a_sheet_is_typed_in_by_keys_alone_and_becomes_the_sitting(qtbot, page, real_desk, make, sheet):
    dialog = dialog_of(page, TypeInSheet)
    tick(dialog)
    first, second = dialog.lines._lines
    QTest.keyClick(first.outcome, Qt.Key.Key_O)
    assert first.words["why"].hasFocus()
    for name, text in (("why", "He asked"), ("owner", "yjs 6w"), ("agreed", "call mum 2w"), ("further", "mentor")):
        assert first.words[name].hasFocus()
        enter(first, name, text)
    assert "Offer support: Mentoring; youth justice service to call mum by 11 November 2026" in words_in(dialog)
    enter(first, "disagreement", "")
    assert second.outcome.hasFocus()
    QTest.keyClick(second.outcome, Qt.Key.Key_D)

    # What is not said yet is asked for at its own line, and nothing is sent.
    QTest.keyClick(second.outcome, Qt.Key.Key_Return, CTRL)
    assert second.words["why"].hasFocus()
    assert "Item 2: Write the reasons for the decision." in words_in(dialog)
    enter(second, "why", "A word is missing")
    enter(second, "owner", "edu 2w")
    QTest.keyClick(second.words["agreed"], Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: is_idle(real_desk) and not is_open(page, TypeInSheet))

    seen = make.see(live_sitting, sheet)
    assert (seen.status, seen.state, seen.chair) == ("HELD", "ENDED", "Chris Made-Up")
    assert [item.outcome for item in seen.items] == ["OFFER_SUPPORT", "DEFER_INFO"]


def test_what_was_typed_is_a_draft_until_it_is_kept(qtbot, page, real_desk, sheet):
    dialog = dialog_of(page, TypeInSheet)
    line = dialog.lines._lines[0]
    QTest.keyClick(line.outcome, Qt.Key.Key_O)
    enter(line, "why", "He asked")
    dialog.keep_drafts()
    qtbot.waitUntil(lambda: is_idle(real_desk))
    dialog.hide()
    dialog.deleteLater()

    page.open_at({"record": sheet, "deed": "sheet"})
    qtbot.waitUntil(lambda: is_idle(real_desk) and is_open(page, TypeInSheet))

    again = dialog_of(page, TypeInSheet).lines._lines[0]
    qtbot.waitUntil(lambda: again.words["why"].text() == "He asked")
    assert again.outcome.code == "OFFER_SUPPORT"


def test_a_sheet_is_typed_in_with_names_in_sight_alone(qtbot, real_desk, sheet):
    real_desk.view.set_mode(View.INITIALS)
    page = ConferencesPage(real_desk)
    qtbot.addWidget(page)
    page.show()

    page.open_at({"record": sheet, "deed": "sheet"})
    qtbot.waitUntil(lambda: is_idle(real_desk) and page.conference.record is not None)

    assert not is_open(page, TypeInSheet)
