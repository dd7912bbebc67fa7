"""The live view's own behaviour: the legend by mouse, what is refused, names that the view hides."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.sitting.live import LiveView
from ui.sitting.mode import Mode
from vrp_desktop.conferences.commands import put_on_agenda
from vrp_desktop.people.naming import View
from vrp_desktop.sitting.commands import start_sitting, tell
from vrp_desktop.sitting.forms import ToldForm
from vrp_desktop.sitting.queries import live_item

DAY = date(2026, 9, 22)


@pytest.fixture
def live(qtbot, real_desk, make):
    case = make.screened(on=date(2026, 9, 1))
    make.on(DAY)
    sitting_id = make.sitting(DAY)
    (item_id,) = make.do(put_on_agenda, sitting_id, [case])
    make.do(start_sitting, sitting_id)
    make.do(tell, item_id, ToldForm("POLICE", "Seen twice at night"))
    view = LiveView(real_desk, sitting_id)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.refresh()
    qtbot.waitUntil(lambda: view.sitting is not None and real_desk.tasks.is_idle())
    return view


def click(qtbot, view: LiveView, key: str) -> None:
    """Press a key of the legend with the mouse."""
    (button,) = [b for b in view.findChildren(QPushButton) if b.property("key") == key and b.isVisible()]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(view.desk.tasks.is_idle)


def test_every_key_of_the_legend_is_a_button_for_the_mouse_too(qtbot, live):
    click(qtbot, live, "Space")
    assert live.mode.value == Mode.CASE.value
    qtbot.waitUntil(lambda: live.item is not None)

    click(qtbot, live, "H")
    assert live.mode.value == Mode.ROOM.value
    click(qtbot, live, "A")
    qtbot.waitUntil(lambda: live.desk.tasks.is_idle() and live.state_pill.text.startswith("Saved"))


def test_a_decision_without_a_quorum_is_refused_and_what_was_typed_is_there_again(qtbot, live):
    live.press("Space")
    qtbot.waitUntil(lambda: live.item is not None and live.desk.tasks.is_idle())
    live.refresh()
    qtbot.waitUntil(live.desk.tasks.is_idle)
    live.press("O")
    for line in ("He asked for it", "yjs", "call mum 2w", "", ""):
        live.entry.answered.emit(line)

    assert live.deciding.read_back_key("Enter")
    qtbot.waitUntil(lambda: live.desk.tasks.is_idle() and live.flow is not None)

    assert "no quorum" in live.entry._wrong.text()
    assert [action.text for action in live.flow.actions] == ["Call mum"]


def test_words_that_the_view_hides_are_not_put_into_the_line(qtbot, live):
    live.press("Space")
    qtbot.waitUntil(lambda: live.item is not None and live.desk.tasks.is_idle())
    live.desk.view.set_mode(View.INITIALS)

    live.press("C")
    live.entry.answered.emit("police")

    assert "twice at night" not in live.entry.text()


def test_a_deed_is_painted_as_saving_before_it_is_kept(qtbot, live):
    live.press("Space")
    qtbot.waitUntil(lambda: live.item is not None and live.desk.tasks.is_idle())
    live.press("V")

    live.entry.answered.emit("Wants to play football")

    assert live.state_pill.text == "Saving…"
    qtbot.waitUntil(lambda: live.state_pill.text.startswith("Saved"))
    live.refresh()
    qtbot.waitUntil(lambda: live.item is not None and live.item.said.childs_voice == "Wants to play football")


def test_an_exception_for_one_contribution_is_typed_by_number_and_shown_in_words(qtbot, live, make):
    live.press("Space")
    qtbot.waitUntil(lambda: live.item is not None and live.desk.tasks.is_idle())
    live.press("C")
    live.entry.answered.emit("police")
    live.entry.line.setPlainText("Seen twice at night !")
    live.entry.answered.emit(live.entry.text())
    assert live.entry.ask.choices[:3] == ("1  Not recorded", "2  Not for the provider", "3  Not for the family")

    live.entry.answered.emit("99")
    assert "Type numbers from 1" in live.entry._wrong.text()
    live.entry.line.setPlainText("2 3 6")
    assert "Not for the family; Not for the provider; rests on Crime and Disorder" in live.entry._said.text()
    live.entry.answered.emit(live.entry.text())
    qtbot.waitUntil(lambda: live.desk.tasks.is_idle() and live.state_pill.text.startswith("Saved"))

    (told,) = make.see(live_item, live.item_id).told
    assert (told.text, told.restriction, told.gateway) == (
        "Seen twice at night", "NOT_FOR_FAMILY NOT_FOR_PROVIDER", "CDA_S115"
    )  # fmt: skip
    # What stands is offered again with its exception, which an empty line takes away.
    live.refresh()
    qtbot.waitUntil(lambda: live.item is not None and live.item.told[0].gateway == "CDA_S115")
    live.press("C")
    live.entry.answered.emit("police")
    assert live.entry.text() == "Seen twice at night !"
    live.entry.answered.emit(live.entry.text())
    assert live.entry.text() == "2 3 6"
    live.entry.answered.emit("")
    qtbot.waitUntil(lambda: make.see(live_item, live.item_id).told[0].gateway is None)
