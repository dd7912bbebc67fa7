"""The list of backups in the settings: deleting one within reach, ticking off one that is not, and the rule."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.door import PreparedDoor
from tests.ui.driving import dialog_of, is_idle, press, save
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.settings.backup_copies import ChangeRule, CopiesCard, TickOff
from vrp_desktop.clock import FixedClock
from vrp_desktop.workspace.backups import back_up
from vrp_desktop.workspace.copies import BackupRule, backup_rule, copies, past_age, set_backup_rule


@pytest.fixture
def shown(qtbot: QtBot, real_desk: Desk, make: Making, clock: FixedClock, tmp_path: Path) -> CopiesCard:
    make.do(set_backup_rule, BackupRule(30, 1))
    back_up(make.workspace, tmp_path / "old.vrpbackup")
    clock.advance(timedelta(days=40))
    back_up(make.workspace, tmp_path / "new.vrpbackup")
    card = CopiesCard(real_desk)
    qtbot.addWidget(card)
    card.show()
    card.refresh()
    qtbot.waitUntil(lambda: card.table.total == 2 and is_idle(real_desk))
    return card


def test_a_backup_past_its_age_is_deleted_where_it_is_within_reach(
    shown: CopiesCard, qtbot: QtBot, real_desk: Desk, make: Making, door: PreparedDoor, tmp_path: Path
):
    assert nameless(shown) == []
    assert shown.table.current().file_name == "old.vrpbackup"
    door.will_answer("yes")

    press(shown, "Delete the file")

    qtbot.waitUntil(lambda: make.see(past_age) == 0 and is_idle(real_desk))
    assert not (tmp_path / "old.vrpbackup").exists()


def test_one_out_of_reach_is_ticked_off(
    shown: CopiesCard, qtbot: QtBot, real_desk: Desk, make: Making, door: PreparedDoor, tmp_path: Path
):
    (tmp_path / "old.vrpbackup").unlink()
    press(shown, "Delete the file")
    assert "not within reach" in " ".join(door.said)

    press(shown, "Tick off as destroyed")
    dialog = dialog_of(shown, TickOff)
    dialog.form.put({"how": "FILE_DELETED", "note": "The stick was wiped"})
    save(dialog)

    qtbot.waitUntil(lambda: [row.gone_note for row in make.see(copies) if not row.is_there] == ["The stick was wiped"])


def test_the_rule_is_changed(shown: CopiesCard, qtbot: QtBot, real_desk: Desk, make: Making):
    press(shown, "How long they are kept")
    dialog = dialog_of(shown, ChangeRule)
    dialog.form.put({"keep_days": 365})
    save(dialog)

    qtbot.waitUntil(lambda: make.see(backup_rule) == BackupRule(365, 1) and is_idle(real_desk))
