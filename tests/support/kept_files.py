"""Files as people keep them with a record, made up on the spot."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime

from tests.support.zips import zipped
from vrp_desktop.documents.document import Document, render
from vrp_desktop.documents.vocabulary import PageBreak, Paragraph

WORDS = "A made-up report on how school is going"


def pdf(words: str = WORDS, pages: int = 1) -> bytes:
    """A tagged PDF of so many pages."""
    blocks = [block for number in range(pages) for block in (Paragraph(f"{words}, part {number + 1}"), PageBreak())]
    return render(Document("Report", tuple(blocks[:-1]), datetime(2026, 9, 1, tzinfo=UTC)))


def png() -> bytes:
    """A small picture."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(40, 30, QImage.Format.Format_RGB888)
    image.fill(0x336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def docx(
    *paragraphs: str, more: Mapping[str, str | bytes] | None = None, compression: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """A Word document of plain paragraphs, with more parts by their names within the file."""
    body = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    document = f'<w:document xmlns:w="urn:w"><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **(more or {})}, compression)
