"""Line icons from resources/icons, tinted with a colour of the theme."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from vrp_desktop.paths import resource


def icon_names() -> list[str]:
    """Every icon that ships."""
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


def icon_pixmap(name: str, colour: str, size: int, ratio: float = 1.0, pad: int = 0) -> QPixmap:
    """One icon as a picture of `size` device-independent units, with `pad` of nothing at its right."""
    from PySide6.QtSvg import QSvgRenderer

    drawing = resource("icons", f"{name}.svg").read_bytes().replace(b"currentColor", colour.encode())
    picture = QPixmap(QSize(round((size + pad) * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing)).render(painter, QRectF(0, 0, picture.height(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def make_icon(name: str, colour: str, disabled: str, size: int, ratio: float = 1.0, pad: int = 0) -> QIcon:
    """One icon at the size that buttons show it in, also for controls that are off."""
    icon = QIcon()
    picture = icon_pixmap(name, colour, size, ratio, pad)
    icon.addPixmap(picture, QIcon.Mode.Normal)
    icon.addPixmap(_tinted(picture, disabled), QIcon.Mode.Disabled)
    return icon


def _tinted(picture: QPixmap, colour: str) -> QPixmap:
    """The same lines in another colour, without drawing them again."""
    tinted = QPixmap(picture)
    painter = QPainter(tinted)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(QRectF(0, 0, picture.width(), picture.height()), QColor(colour))
    painter.end()
    return tinted
