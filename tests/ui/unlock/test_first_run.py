"""The first start, as a newcomer meets it: make, keep the sheet, choose what to begin with; and the way to backups."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton

from tests.support.workspaces import PASSPHRASE, USER
from tests.ui.door import PreparedDoor
from tests.ui.driving import press
from ui.app import PROPOSED, Program
from ui.messages import Question
from ui.settings.page import SettingsPage
from ui.unlock.make import MakeDialog
from ui.unlock.sheet import SheetDialog
from ui.unlock.work import place_choices
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.queries import reference_lists

SLOW = 20_000


@pytest.fixture
def program(qapp, qtbot, clock, door: PreparedDoor, tmp_path, monkeypatch):
    monkeypatch.setenv("VRP_SETTINGS_DIR", str(tmp_path / "settings"))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv(PROPOSED, raising=False)
    made = Program(qapp, SettingsFile(None), clock, door)
    made.show()
    yield made
    made.leave()
    qapp.setQuitOnLastWindowClosed(True)


def fill(program, tmp_path, **other):
    press(program.window, "Make a new workspace")
    dialog = program.window.findChild(MakeDialog)
    words = "four made-up words here"
    typed = {"area_name": "Testshire", "full_name": "Noa Madeup", "user": "noa", "passphrase": words, "again": words}
    dialog.form.put(typed | {"folder": str(tmp_path / "new")} | other)
    return dialog


def make(qtbot, program, tmp_path, **other):
    fill(program, tmp_path, **other).submit()
    qtbot.waitUntil(lambda: program.window.findChild(SheetDialog) is not None, timeout=SLOW)
    return program.window.findChild(SheetDialog)


def kind_of(program, words):
    return next(b for b in program.window.findChildren(QPushButton) if b.text() == words).property("kind")


def test_with_no_workspace_making_one_is_what_is_proposed(program, workspace_folder):
    assert kind_of(program, "Make a new workspace") == "primary"

    program.window.show_workspaces(workspace_folder)

    assert kind_of(program, "Make a new workspace") == "quiet"


@pytest.mark.parametrize(("answer", "page"), [("imports", "imports"), ("home", "home"), ("", "home")])
def test_once_the_sheet_is_kept_the_newcomer_chooses_what_to_begin_with(qtbot, program, door, tmp_path, answer, page):
    sheet = make(qtbot, program, tmp_path, places=("GOSPORT",))
    door.will_answer(answer)
    sheet.is_kept.click()
    press(sheet, "Go on")
    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)

    asked = next(question for question in door.asked if isinstance(question, Question))
    assert asked.what == "The workspace is ready."
    assert program.session.spot.key == page
    lists = program.session.desk.shelf.lists
    assert [e.code for e in lists.choices("places", program.session.desk.today)] == ["GOSPORT"]


def test_the_sheet_is_saved_as_a_pdf_before_going_on(qtbot, program, door, tmp_path):
    sheet = make(qtbot, program, tmp_path)
    door.will_pick(tmp_path / "sheet.pdf")

    press(sheet, "Save the sheet as PDF to print…")
    qtbot.waitUntil(lambda: "sheet.pdf" in sheet.banner.text, timeout=SLOW)

    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")
    sheet.is_kept.click()
    sheet.submit()
    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)


def test_a_workspace_without_places_is_not_made(program, tmp_path):
    dialog = fill(program, tmp_path, places=())
    dialog.submit()

    assert "at least one place" in dialog.form.box("places").error
    assert not (tmp_path / "new").exists()


def test_a_short_passphrase_is_told_under_its_field_and_scrolled_to(qtbot, program, tmp_path):
    dialog = fill(program, tmp_path, passphrase="short", again="short")
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.form.box("passphrase").error), timeout=SLOW)

    box = dialog.form.box("passphrase")
    assert "at least 12 characters" in box.error
    assert not box.visibleRegion().isEmpty()


def test_places_that_ended_are_not_offered(clock):
    offered = {place.code for place in place_choices(clock.now().date())}

    assert "PORTSMOUTH" in offered
    assert "MENDIP" not in offered


def test_the_last_backup_at_the_foot_opens_the_backups_and_follows_a_new_one(
    qtbot, program, door, workspace_folder, tmp_path
):
    program.window.show_workspaces(workspace_folder)
    program.window.user.setText(USER)
    program.window.passphrase.setText(PASSPHRASE)
    program.window.submit()
    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)
    frame = program.session.frame
    frame.resize(1366, 768)
    assert program.session.desk.workspace.read(reference_lists).entries

    press(frame, "Last backup: none yet")
    page = frame.page
    assert isinstance(page, SettingsPage)
    assert page.tabs.key == "backup"
    qtbot.waitUntil(program.session.desk.tasks.is_idle, timeout=SLOW)
    door.will_pick(tmp_path / "mine.vrpbackup")
    press(page, "Back up now…")

    qtbot.waitUntil(lambda: frame.status._backup.text() == "Last backup: 2 November 2026", timeout=SLOW)
