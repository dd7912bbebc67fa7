"""The program from its first window to leaving: a real workspace, the real windows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.support.workspaces import PASSPHRASE, USER, Template
from tests.ui.door import PreparedDoor
from tests.ui.walking import nameless
from ui.app import PROPOSED, Program
from ui.unlock.make import MakeDialog
from ui.unlock.recover import RecoverDialog
from ui.unlock.restore import RestoreDialog
from ui.unlock.sheet import SheetDialog
from vrp_desktop.clock import FixedClock
from vrp_desktop.settings import SettingsFile
from vrp_desktop.workspace.backups import back_up
from vrp_desktop.workspace.workspace import Workspace

SLOW = 20_000


@pytest.fixture
def door():
    return PreparedDoor()


@pytest.fixture
def program(qapp, qtbot, clock: FixedClock, door, tmp_path, monkeypatch):
    monkeypatch.setenv("VRP_SETTINGS_DIR", str(tmp_path / "settings"))
    monkeypatch.delenv(PROPOSED, raising=False)
    made = Program(qapp, SettingsFile(None), clock, door)
    made.show()
    yield made
    made.leave()
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture
def offered(program: Program, workspace_folder: Path):
    """The program with a workspace to unlock."""
    program.window.show_workspaces(workspace_folder)
    return program


def unlock(qtbot, program: Program, passphrase: str = PASSPHRASE) -> None:
    """Type name and passphrase, press Enter."""
    window = program.window
    window.user.setText(USER)
    window.passphrase.clear()
    QTest.keyClicks(window.passphrase, passphrase)
    QTest.keyClick(window.passphrase, Qt.Key.Key_Return)


def open_session(qtbot, program: Program) -> None:
    """Unlock and wait for the frame."""
    unlock(qtbot, program)
    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)


def test_with_no_workspace_the_window_says_what_to_do_first(program):
    said = " ".join(part.text() for part in program.window.findChildren(QLabel) if part.isVisible())

    assert "There is no workspace on this computer yet" in said
    assert not program.window.unlock_button.isVisible()


def test_the_right_passphrase_opens_the_workspace(qtbot, offered):
    open_session(qtbot, offered)

    assert offered.session.frame.isVisible()
    assert not offered.window.isVisible()
    assert offered.session.desk.actor.name == USER
    assert "Testshire" in offered.session.frame.windowTitle()


def test_the_folder_and_the_name_are_remembered_and_nothing_else(qtbot, offered, workspace_folder):
    open_session(qtbot, offered)

    assert offered.settings.now.recent_workspaces == (str(workspace_folder),)
    assert offered.settings.now.last_user == USER
    assert PASSPHRASE not in str(offered.settings.now)
    assert offered.window.passphrase.text() == ""


def test_a_wrong_passphrase_never_says_which_of_the_two_was_wrong(qtbot, offered):
    unlock(qtbot, offered, "not the right one")
    qtbot.waitUntil(lambda: bool(offered.window.banner.text), timeout=SLOW)

    assert "That name and passphrase do not open the workspace" in offered.window.banner.text
    assert offered.window.passphrase.text() == ""
    assert offered.session is None


def test_after_several_wrong_tries_the_window_waits(qtbot, offered):
    for _try in range(12):
        offered.window.banner.hide()
        unlock(qtbot, offered, "not the right one")
        qtbot.waitUntil(lambda: bool(offered.window.banner.text), timeout=SLOW)
        if not offered.window.unlock_button.isEnabled():
            break

    assert offered.window.unlock_button.text().startswith("Wait ")
    assert "wait" in offered.window.banner.text


def test_locking_closes_the_store_and_unlocking_goes_on_where_the_user_was(qtbot, offered, workspace_folder, clock):
    open_session(qtbot, offered)
    offered.session.desk.navigation.go("cases")
    here = offered.session.spot

    offered.session.frame.lock()
    qtbot.waitUntil(lambda: offered.session is None)
    assert offered.window.isVisible()
    assert "Locked" in offered.window.banner.text
    Workspace.open(workspace_folder, USER, PASSPHRASE, clock).close()

    open_session(qtbot, offered)
    assert offered.session.spot == here


def test_nothing_of_the_session_is_left_in_the_tree_after_locking(qtbot, offered):
    open_session(qtbot, offered)
    frame = offered.session.frame

    with qtbot.waitSignal(frame.destroyed):
        frame.lock()


def test_closing_the_window_closes_the_store(qtbot, offered, workspace_folder, clock):
    open_session(qtbot, offered)

    offered.session.frame.close()
    qtbot.waitUntil(lambda: offered.session is None)

    Workspace.open(workspace_folder, USER, PASSPHRASE, clock).close()


def test_a_damaged_workspace_is_told_by_its_file(qtbot, offered, workspace_folder):
    (workspace_folder / "store.keys").write_bytes(b"nonsense")

    unlock(qtbot, offered)
    qtbot.waitUntil(lambda: bool(offered.window.banner.text), timeout=SLOW)

    assert "store.keys" in offered.window.banner.text


def test_a_new_workspace_is_made_and_its_recovery_code_must_be_kept(qtbot, program, tmp_path):
    qtbot.mouseClick(_button(program.window, "Make a new workspace"), Qt.MouseButton.LeftButton)
    dialog = program.window.findChild(MakeDialog)
    dialog.form.put(
        {
            "folder": str(tmp_path / "new"),
            "area_name": "Testshire",
            "full_name": "Noa Madeup",
            "user": "noa",
            "passphrase": "four made-up words here",
            "again": "four made-up words here",
        }
    )
    dialog.submit()
    qtbot.waitUntil(lambda: program.window.findChild(SheetDialog) is not None, timeout=SLOW)
    sheet = program.window.findChild(SheetDialog)
    assert sheet.findChild(QLabel, "recovery_code").text()
    assert not sheet.yes_button.isEnabled()
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isVisible()

    sheet.is_kept.click()
    qtbot.mouseClick(sheet.yes_button, Qt.MouseButton.LeftButton)

    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)
    assert program.session.desk.actor.full_name == "Noa Madeup"


def test_two_passphrases_that_differ_are_told_under_the_field(qtbot, program, tmp_path):
    program.window._on_make()
    dialog = program.window.findChild(MakeDialog)
    dialog.form.put(
        {"area_name": "Testshire", "full_name": "Noa", "user": "noa", "passphrase": "one thing", "again": "another"}
    )

    dialog.submit()

    assert dialog.form.box("again").error == "The two passphrases are not the same."


def test_a_weak_passphrase_is_told_under_its_field(qtbot, program, tmp_path):
    program.window._on_make()
    dialog = program.window.findChild(MakeDialog)
    dialog.form.put(
        {
            "folder": str(tmp_path / "new"),
            "area_name": "Testshire",
            "full_name": "Noa",
            "user": "noa",
            "passphrase": "short",
            "again": "short",
        }
    )

    dialog.submit()

    qtbot.waitUntil(lambda: "at least 12" in dialog.form.box("passphrase").error, timeout=SLOW)
    assert not (tmp_path / "new" / "store.db").exists()


def test_a_forgotten_passphrase_is_reset_by_the_recovery_code(qtbot, offered, template_store: Template):
    qtbot.mouseClick(offered.window.code_button, Qt.MouseButton.LeftButton)
    dialog = offered.window.findChild(RecoverDialog)
    dialog.form.put(
        {
            "user": USER,
            "code": template_store.recovery_code,
            "passphrase": "four other made-up words",
            "again": "four other made-up words",
        }
    )
    dialog.submit()

    qtbot.waitUntil(lambda: offered.window.findChild(SheetDialog) is not None, timeout=SLOW)
    sheet = offered.window.findChild(SheetDialog)
    assert sheet.findChild(QLabel, "recovery_code").text() != template_store.recovery_code
    sheet.is_kept.click()
    sheet.submit()
    qtbot.waitUntil(lambda: offered.session is not None, timeout=SLOW)


def test_a_backup_is_restored_into_a_new_folder(qtbot, program, workspace, door, tmp_path):
    backup = tmp_path / "backup.vrpbackup"
    back_up(workspace, backup)
    door.will_pick(backup, tmp_path / "restored")
    program.window._on_restore()
    dialog = program.window.findChild(RestoreDialog)
    for words in ("Choose the backup…", "Choose the folder…"):
        qtbot.mouseClick(_button(dialog, words), Qt.MouseButton.LeftButton)
    dialog.form.put({"user": USER, "secret": PASSPHRASE})
    door.will_answer("no", "yes")

    dialog.submit()
    assert "Restore without the former workspace?" in door.said
    assert not (tmp_path / "restored").exists()
    dialog.submit()

    qtbot.waitUntil(lambda: program.session is not None, timeout=SLOW)
    assert (tmp_path / "restored" / "store.db").exists()


def test_a_second_start_brings_the_window_forward(qtbot, program):
    program.window.showMinimized()

    program.come_forward()

    assert program.window.isVisible()
    assert not program.window.isMinimized()


def test_every_control_of_the_first_windows_has_a_name(qtbot, offered):
    assert nameless(offered.window) == []
    for opener, kind in (
        (offered.window._on_make, MakeDialog),
        (offered.window._on_restore, RestoreDialog),
        (offered.window._on_code, RecoverDialog),
    ):
        opener()
        dialog = offered.window.findChild(kind)
        assert nameless(dialog) == []
        with qtbot.waitSignal(dialog.destroyed):
            dialog.close()


def _button(widget: QWidget, words: str) -> QPushButton:
    return next(button for button in widget.findChildren(QPushButton) if button.text() == words)
