"""Printing the pages of a PDF: the system's print dialog, then each page as a picture."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from vrp_desktop.documents.preview import PageImage, page_images

_PRINT_SCALE = 3.0


def print_pages(parent: QWidget, pdf: bytes) -> bool:
    """Ask for the printer and print; says whether it was printed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    if QPrintDialog(printer, parent).exec() != QPrintDialog.DialogCode.Accepted:
        return False
    painter = QPainter(printer)
    for number, page in enumerate(page_images(pdf, _PRINT_SCALE)):
        if number:
            printer.newPage()
        _draw(painter, image_of(page), printer.pageRect(QPrinter.Unit.DevicePixel))
    painter.end()
    return True


def image_of(page: PageImage) -> QImage:
    """A page as a picture of Qt's."""
    made = QImage(page.rgb, page.width, page.height, page.width * 3, QImage.Format.Format_RGB888)
    return made.copy()


def _draw(painter: QPainter, image: QImage, target: QRectF) -> None:
    room = QSize(int(target.width()), int(target.height()))
    size = image.size().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
    painter.drawImage(QRectF(target.x(), target.y(), size.width(), size.height()), image)
