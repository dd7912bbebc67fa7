"""The associates picture: never names by default, a day to look at, a keyboard way, and off when covered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.making import Making
from tests.ui.driving import is_idle
from tests.ui.real_desk import make_real_desk
from tests.ui.walking import nameless
from ui.desk import Desk
from ui.people.links.picture import AssociatesDialog
from vrp_desktop.people.links.commands import add_link, end_link
from vrp_desktop.people.links.forms import LinkForm
from vrp_desktop.people.naming import View

FRIEND = LinkForm("", "FRIEND", "POLICE", date(2026, 3, 6), from_on=date(2026, 3, 4))
GROUP = replace(FRIEND, kind="SAME_GROUP", source_agency="EDUCATION")


@pytest.fixture
def circle(make: Making) -> tuple[str, str, str]:
    """A is a friend of B until May, B is alleged to belong to one group with C."""
    a, b, c = make.person("Ash"), make.person("Bo"), make.person("Cy")
    link_id = make.do(add_link, a, replace(FRIEND, other_id=b))
    make.do(end_link, link_id, a, 1, date(2026, 5, 1))
    make.do(add_link, b, replace(GROUP, other_id=c))
    return a, b, c


@pytest.fixture
def draw(qtbot: QtBot):
    """Open the picture around a child."""
    held: list[QWidget] = []

    def made(desk: Desk, person_id: str) -> AssociatesDialog:
        holder = QWidget()
        held.append(holder)
        qtbot.addWidget(holder)
        holder.show()
        dialog = AssociatesDialog(desk, holder, person_id)
        dialog.open()
        qtbot.waitUntil(lambda: dialog.seen is not None and is_idle(desk))
        return dialog

    return made


def items(dialog: AssociatesDialog) -> list[str]:
    return [dialog.list.item(at).text() for at in range(dialog.list.count())]


def all_words(dialog: AssociatesDialog) -> str:
    """Everything that can be seen or read out of the picture."""
    nodes = dialog.canvas.nodes.values()
    said = [word for node in nodes for word in (node.head, node.under, node.accessibleName(), node.toolTip())]
    return "\n".join([*said, *items(dialog), dialog.canvas.toolTip(), dialog.canvas.accessibleDescription()])


def test_names_are_never_drawn_unless_asked_for_where_the_view_shows_names(draw, real_desk, circle):
    dialog = draw(real_desk, circle[1])

    assert "Madeup" not in all_words(dialog)
    dialog.names.setChecked(True)
    assert {node.head for node in dialog.canvas.nodes.values()} == {"Bo Madeup", "Cy Madeup"}
    assert "Bo Madeup and Cy Madeup belong to the same group" in all_words(dialog)


def test_outside_names_there_is_nothing_to_ask_for(draw, workspace, circle):
    desk = make_real_desk(workspace, mode=View.INITIALS)
    dialog = draw(desk, circle[1])

    assert not dialog.names.isVisible()
    dialog.names.setChecked(True)
    assert "Madeup" not in all_words(dialog)
    desk.tasks.close()


def test_covering_the_screen_takes_the_picture_away(draw, real_desk, circle):
    dialog = draw(real_desk, circle[1])

    real_desk.view.set_mode(View.COVERED)

    assert not dialog.isVisible()


def test_the_day_decides_what_is_drawn_and_the_list_says_the_same_with_each_source(draw, real_desk, circle):
    dialog = draw(real_desk, circle[0])
    assert items(dialog) == []
    assert "No link held" in dialog.canvas.accessibleDescription()

    dialog.go_to(date(2026, 4, 1))

    assert len(dialog.canvas.nodes) == 3
    friends, group = sorted(items(dialog), key=lambda words: "alleged" in words)
    assert friends.endswith("Source: Police, told on 6 March 2026.")
    assert group.endswith("Alleged. Source: Education, told on 6 March 2026.")
    dialog.two_steps.setChecked(False)
    assert (len(dialog.canvas.nodes), len(items(dialog))) == (2, 1)


def test_the_buttons_go_from_change_to_change(draw, real_desk, circle):
    dialog = draw(real_desk, circle[0])

    dialog._on_earlier()
    assert dialog.day == date(2026, 5, 2)
    dialog._on_earlier()
    assert dialog.day == date(2026, 3, 4)
    dialog._on_later()
    assert dialog.day == date(2026, 5, 2)


def test_arrow_keys_go_from_one_to_another_and_the_one_in_focus_shows_its_lines(draw, real_desk, circle, qtbot):
    a, b, c = circle
    dialog = draw(real_desk, a)
    dialog.go_to(date(2026, 4, 1))
    canvas = dialog.canvas
    centre = canvas.nodes[a]
    centre.setFocus()
    qtbot.waitUntil(centre.hasFocus)
    seen = {a}
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        focused = next(node for node in canvas.nodes.values() if node.hasFocus())
        QTest.keyClick(focused, key)
        seen |= {node.person_id for node in canvas.nodes.values() if node.hasFocus()}

    assert seen == {a, b, c}
    assert nameless(dialog) == []
    assert "in the middle, 1 link" in centre.accessibleName()
    canvas.nodes[c].setFocus()
    assert canvas._loud == frozenset(canvas.links_of(c))
    QTest.keyClick(canvas.nodes[c], Qt.Key.Key_Return)
    assert len(items(dialog)) == 1
    with qtbot.waitSignal(dialog.record_opened) as opened:
        dialog.open_button.click()
    assert opened.args == ["person", c]


def test_pointing_at_a_line_shows_its_source(draw, real_desk, circle, qtbot):
    a, b, _ = circle
    dialog = draw(real_desk, a)
    dialog.go_to(date(2026, 4, 1))
    canvas = dialog.canvas
    qtbot.waitUntil(lambda: canvas.height() >= canvas.sizeHint().height())
    middle = (canvas._middle(a) + canvas._middle(b)) / 2

    buttons = Qt.MouseButton.NoButton
    move = QMouseEvent(
        QEvent.Type.MouseMove, middle, canvas.mapToGlobal(middle), buttons, buttons, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(canvas, move)

    assert "Source: Police" in canvas.toolTip()
    assert dialog.list.currentItem() is not None


def test_the_list_points_back_at_the_picture(draw, real_desk, circle):
    dialog = draw(real_desk, circle[1])

    dialog.list.setCurrentRow(0)

    assert len(dialog.canvas._loud) == 1


def test_five_and_twenty_children_stand_side_by_side_with_the_text_doubled(draw, workspace, make, qtbot):
    child = make.person()
    for _ in range(24):
        make.do(add_link, child, replace(FRIEND, other_id=make.person("Wolfeschlegelsteinhausenbergerdorff")))
    desk = make_real_desk(workspace, scale=2.0)
    dialog = draw(desk, child)
    dialog.names.setChecked(True)

    boxes = [node.geometry() for node in dialog.canvas.nodes.values()]

    assert len(boxes) == 25
    assert not [(one, other) for at, one in enumerate(boxes) for other in boxes[at + 1 :] if one.intersects(other)]
    qtbot.waitUntil(
        lambda: all(dialog.canvas.rect().contains(node.geometry()) for node in dialog.canvas.nodes.values())
    )
    desk.theme.set_scale(1.0)
    desk.tasks.close()
