"""The page of intake itself: empty states, names for screen readers, opening at a record, and letting go."""

from __future__ import annotations

import gc
import weakref

from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from tests.ui.imports.conftest import OpenScreen, Screen
from tests.ui.walking import nameless
from tests.vrp_desktop.imports.lists import row
from ui.imports.page import ImportsPage
from ui.imports.scenes import Scenes
from ui.pages import page_of
from vrp_desktop.access.permissions import Permission

BAD_DATE = row("Elm", "Kit", "31/02/2012")


def test_an_empty_desk_says_what_to_do_first(screen: Screen):
    assert "Nothing waits here" in screen.page.held.table.states.words
    screen.page.tabs.go("batches")
    assert "No lists have been taken in yet" in screen.page.batches.table.states.words


def test_the_page_is_for_those_who_may_take_lists_in():
    spec = page_of("imports")
    assert spec.permission is Permission.IMPORT
    assert (spec.key, spec.title, spec.icon) == ("imports", "Intake", "import")


def test_every_control_of_every_state_has_a_name(screen: Screen):
    assert nameless(screen.page) == []
    screen.open_rows(row("Ash"), BAD_DATE)
    assert nameless(screen.page) == []
    screen.to_preview()
    assert nameless(screen.page) == []
    screen.page.take_in.go(1)
    assert nameless(screen.page) == []
    screen.page.take_in.go(2)
    screen.page.take_in.take()
    screen.settle()
    assert nameless(screen.page) == []
    screen.page.outcome.asked.emit("desk", screen.page.outcome._batch_id)
    screen.settle()
    screen.open_held()
    assert nameless(screen.page) == []
    screen.page.batches.open_batch(screen.intake.held()[0].batch_id)
    screen.page.tabs.go("batches")
    screen.settle()
    assert nameless(screen.page) == []


def test_the_page_opens_at_a_held_row_and_at_a_batch(screen: Screen):
    screen.take(BAD_DATE)
    (held,) = screen.intake.held()

    screen.page.open_at({"kind": "import_row", "record": held.row_id})
    screen.settle()
    assert screen.page.held.row.record is not None
    screen.page.open_at({"kind": "import_batch", "record": held.batch_id})
    screen.settle()

    assert screen.page.tabs.key == "batches"
    assert screen.page.batches.batch.record is not None


def test_a_row_settled_meanwhile_closes_quietly(screen: Screen):
    screen.page.open_at({"kind": "import_row", "record": "00000000-0000-7000-8000-000000000000"})
    screen.settle()

    assert not screen.page.held.split.is_open
    assert screen.door.said == []


def test_a_closed_page_is_freed_and_hears_nothing_more(open_screen: OpenScreen):
    screen = open_screen()
    screen.open_rows(row("Ash"))
    page = ImportsPage(screen.desk)
    page.show()
    screen.qtbot.waitUntil(screen.desk.tasks.is_idle)
    inner, gone = page.take_in, weakref.ref(page)

    page.close()
    page.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(inner)
    del page, inner
    gc.collect()

    assert gone() is None
    screen.desk.view.set_place("PORTSMOUTH")
    screen.settle()


def test_each_scene_shows_something(screen: Screen):
    screen.take(row("Teapotwaffle", "Katherine"), row("Teapotwafle", "Katherine"), BAD_DATE)
    screen.page.outcome.asked.emit("desk", screen.page.outcome._batch_id)
    screen.settle()
    before = screen.intake.counts()

    for name, method in Scenes.names:
        shown = getattr(Scenes(screen.page), method)()
        screen.settle()
        if shown is not screen.page:
            dialog = screen.dialog()
            assert dialog.isVisible(), name
            dialog.hide()
            dialog.deleteLater()

    assert screen.intake.counts() == before
    assert [name for name, _ in screen.page.scenes()] == [name for name, _ in Scenes.names]
