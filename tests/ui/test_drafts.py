"""Drafts over a real workspace: kept, offered back, gone when saved or thrown away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QWidget

from tests.ui.desks import make_desk
from tests.ui.door import PreparedDoor
from ui.desk import Desk
from ui.tasks import Tasks
from ui.theme.theme import Theme
from ui.widgets.fields import Day, Text
from ui.widgets.form_dialog import FormDialog
from vrp_desktop.access.permissions import Permission, command
from vrp_desktop.access.work import Work
from vrp_desktop.drafts.queries import draft_of
from vrp_desktop.errors import Invalid
from vrp_desktop.workspace.workspace import Workspace

PARTS = (Text(name="surname", label="Surname"), Day(name="born_on", label="Date of birth"))


@command(Permission.EDIT_PEOPLE)
def accept(_work: Work, values: dict[str, object]) -> str:
    """Saves nothing, but is a command."""
    if values["surname"] == "wrong":
        raise Invalid({"surname": "Not this one."})
    return "p1"


class PersonDialog(FormDialog):
    """A form with a draft."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, "Add", PARTS, parent, draft=("person", "new"))

    def send(self, values: dict[str, object]) -> None:
        self.write(accept, values)


@pytest.fixture
def real(theme: Theme, door: PreparedDoor, workspace: Workspace) -> Iterator[Desk]:
    made = replace(make_desk(door=door, theme=theme), tasks=Tasks(workspace), actor=workspace.actor)
    yield made
    made.tasks.close()


def kept(workspace: Workspace):
    found = workspace.read(draft_of, "person", "new")
    return None if found is None else dict(found.content)


def type_and_keep(qtbot, real: Desk, workspace: Workspace) -> PersonDialog:
    dialog = PersonDialog(real)
    dialog.open()
    qtbot.waitUntil(real.tasks.is_idle)
    qtbot.keyClicks(dialog.form.editor("surname").target(), "Made")
    qtbot.keyClicks(dialog.form.editor("born_on").target(), "4/3/")
    dialog.keep_drafts()
    qtbot.waitUntil(lambda: kept(workspace) == {"surname": "Made", "born_on": "4/3/"})
    return dialog


def test_what_was_typed_comes_back_when_the_form_is_opened_again(qtbot, real, workspace):
    dialog = type_and_keep(qtbot, real, workspace)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.done(0)  # as locking closes it, without asking

    again = PersonDialog(real)
    again.open()
    qtbot.waitUntil(lambda: "here again" in again.banner.text)

    assert again.form.values()["surname"] == "Made"
    assert again.form.editor("born_on").draft() == "4/3/"
    assert again.form.is_dirty()
    again.done(0)


def test_saving_drops_the_draft(qtbot, real, workspace):
    dialog = type_and_keep(qtbot, real, workspace)
    dialog.form.put({"born_on": None})

    with qtbot.waitSignal(dialog.saved):
        dialog.submit()

    assert kept(workspace) is None


def test_a_save_that_is_refused_keeps_the_draft(qtbot, real, workspace):
    dialog = type_and_keep(qtbot, real, workspace)
    dialog.form.put({"surname": "wrong", "born_on": None})

    dialog.submit()
    qtbot.waitUntil(lambda: dialog.form.box("surname").error == "Not this one.")

    qtbot.waitUntil(lambda: (kept(workspace) or {}).get("surname") == "wrong")
    dialog.done(0)


def test_cancelling_asks_and_throws_the_draft_away(qtbot, real, workspace, door):
    dialog = type_and_keep(qtbot, real, workspace)
    door.will_answer("yes")

    dialog.reject()

    qtbot.waitUntil(lambda: kept(workspace) is None)
    assert door.said == ["Close without saving?"]


def test_going_on_keeps_the_dialog(qtbot, real, workspace, door):
    dialog = type_and_keep(qtbot, real, workspace)
    door.will_answer("no")

    dialog.reject()

    assert dialog.isVisible()
    dialog.done(0)
