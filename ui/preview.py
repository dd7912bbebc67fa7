"""A document's pages on screen, and the printer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QWidget

from ui.desk import Desk
from ui.printing import image_of, print_pages
from ui.receipts import ReceiptDialog
from ui.widgets.dialog import Dialog
from ui.widgets.text import column, label
from vrp_desktop.access.permissions import Permission
from vrp_desktop.documents.preview import PageImage, page_images
from vrp_desktop.exports.names import Passage
from vrp_desktop.exports.passages import passages_of_pdf

_A4_WIDE = 595
"""The width of a page in points."""


class PreviewDialog(Dialog):
    """Shows the pages one below the other; nothing is written to disk for it."""

    def __init__(self, desk: Desk, parent: QWidget, title: str, pdf: bytes) -> None:
        super().__init__(desk.theme, title, parent, yes="Print", no="Close", ems=(56, 44))
        self.desk = desk
        self._pdf = pdf
        self._pages = column(desk.theme, "normal")
        self._said = label("Drawing the pages …", "muted")
        self.body.addWidget(self._said)
        self.body.addLayout(self._pages)
        self.yes_button.setVisible(desk.actor.may(Permission.EXPORT))
        self._wide = desk.theme.em(50)
        desk.tasks.call(page_images, pdf, self._wide / _A4_WIDE, done=self._show)

    def submit(self) -> None:
        """Printing leaves a receipt, as every export does; its words are looked through first."""
        self.set_busy(True)
        self.desk.tasks.call(passages_of_pdf, self._pdf, done=self._ask, failed=self.show_failure)

    def _ask(self, passages: Sequence[Passage]) -> None:
        self.set_busy(False)
        title = f"{self.windowTitle()}, printed"
        dialog = ReceiptDialog(self.desk, self, title, yes="Print", passages=passages, can_replace=False)
        dialog.agreed.connect(self._print)
        dialog.open()

    def _show(self, pages: Sequence[PageImage]) -> None:
        self._said.setText(f"{len(pages)} pages" if len(pages) != 1 else "1 page")
        # Never wider than the window: a page that is cut at its edge cannot be read.
        around = 2 * self.desk.theme.space("wide") + self.desk.theme.em(1)
        wide = min(self._wide, self.width() - around)
        for number, page in enumerate(pages, start=1):
            picture = QLabel()
            drawn = QPixmap.fromImage(image_of(page))
            picture.setPixmap(drawn.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation))
            picture.setAccessibleName(f"Page {number} of {len(pages)}")
            self._pages.addWidget(picture)

    def _print(self, _receipt: object, _values: object) -> None:
        print_pages(self, self._pdf)
