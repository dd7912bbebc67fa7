"""Changing the look while running."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QCheckBox, QPushButton, QStyle, QStyleOptionButton

from ui.theme.icons import icon_names, icon_pixmap
from ui.theme.theme import Theme
from ui.theme.tokens import Scheme


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_draws_something_in_its_colour(qapp, name):
    picture = icon_pixmap(name, "#ff0000", 24).toImage()
    seen = [picture.pixelColor(x, y) for x in range(24) for y in range(24)]

    assert any(colour.alpha() > 200 and colour.red() > 200 and colour.green() < 60 for colour in seen)


def test_dark_and_light_change_the_palette_and_are_told(qapp, qtbot):
    theme = Theme(qapp)

    with qtbot.waitSignal(theme.changed):
        theme.set_scheme(Scheme.DARK)

    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() < 60
    theme.set_scheme(Scheme.LIGHT)
    assert qapp.palette().color(QPalette.ColorRole.Window).lightness() > 200


def test_everything_grows_with_the_font(qapp):
    theme = Theme(qapp)
    before = theme.em(1), theme.space("snug"), theme.radius("card"), qapp.font().pointSizeF()
    around = theme.space("page")

    theme.set_scale(2.0)
    after = theme.em(1), theme.space("snug"), theme.radius("card"), qapp.font().pointSizeF()
    grown_around = theme.space("page")
    theme.set_scale(1.0)

    assert all(new == pytest.approx(2 * old, rel=0.15) for old, new in zip(before, after, strict=True))
    assert around < grown_around < 1.7 * around, "margins would take the room of what is to be read"


def test_the_box_to_tick_grows_with_the_font(qapp, qtbot):
    def side(scale: float) -> int:
        Theme(qapp, scale=scale)
        box = QCheckBox("Told about the panel")
        qtbot.addWidget(box)
        option = QStyleOptionButton()
        box.initStyleOption(option)
        return box.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, box).width()

    small, large = side(1.0), side(2.0)
    Theme(qapp)

    assert large >= 1.8 * small


def test_the_scale_stays_between_one_and_two(qapp):
    theme = Theme(qapp)
    theme.set_scale(9)
    assert theme.scale == 2.0
    theme.step_scale(up=True)
    assert theme.scale == 2.0
    theme.step_scale(up=False)
    assert theme.scale == 1.75
    theme.set_scale(0.1)
    assert theme.scale == 1.0


def test_icons_of_buttons_follow_the_theme(qapp, qtbot):
    theme = Theme(qapp)
    button = QPushButton("Edit")
    qtbot.addWidget(button)
    theme.dress(button, "edit")
    before = button.icon().cacheKey()

    theme.set_scheme(Scheme.DARK)

    assert button.icon().cacheKey() != before
    theme.set_scheme(Scheme.LIGHT)
