"""The gallery paints the whole kit in both palettes with the font doubled, in a small window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage

from tests.ui.gallery import main
from ui.theme.theme import Theme


@pytest.fixture(scope="module")
def pictures(qapp, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gallery")
    main(folder)
    Theme(qapp)
    return {path.stem: QImage(str(path)) for path in folder.glob("*.png")}


def test_no_page_or_dialog_is_larger_than_a_small_screen(pictures):
    assert len(pictures) >= 40
    assert [name for name, picture in pictures.items() if picture.width() > 1366 or picture.height() > 768] == []


def test_nothing_is_blank(pictures):
    def colours(picture: QImage) -> int:
        across = range(0, picture.width(), max(1, picture.width() // 120))
        return len({picture.pixel(x, y) for x in across for y in range(0, picture.height(), 7)})

    assert [name for name, picture in pictures.items() if colours(picture) < 5] == []


def test_light_is_light_and_dark_is_dark(pictures):
    for name, picture in pictures.items():
        seen = picture.scaled(1, 1).pixelColor(0, 0)
        assert (seen.lightness() > 127) == name.startswith("light"), name
