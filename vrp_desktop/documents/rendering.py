"""Renders a document: builds its pieces, fills the pages, draws the furniture, and finishes the file."""

from __future__ import annotations

from threading import Lock

from vrp_desktop.documents import style
from vrp_desktop.documents.building import Builder
from vrp_desktop.documents.document import Document
from vrp_desktop.documents.finishing import finish
from vrp_desktop.documents.flow import Column, Flow
from vrp_desktop.documents.furniture import Furniture, Sheet
from vrp_desktop.documents.structure import Element, Role
from vrp_desktop.documents.tagging import TaggedCanvas
from vrp_desktop.documents.typeset import Typesetter

#: The library's fonts can serve one document at a time.
_ONE_AT_A_TIME = Lock()


def render_document(document: Document) -> bytes:
    """The bytes of the finished PDF."""
    with _ONE_AT_A_TIME:
        return _render(document)


def _render(document: Document) -> bytes:
    wide, high = style.A4[::-1] if document.landscape else style.A4
    sheet = Sheet(wide, high)
    setter = Typesetter()
    root = Element(Role.DOCUMENT)
    furniture = Furniture(document, sheet, setter, root)
    builder = Builder(document, root, setter, sheet.text_width)
    pieces = builder.build()
    canvas = TaggedCanvas((wide, high))
    column = Column(style.MARGIN_SIDE, furniture.top, furniture.bottom, sheet.text_width)
    Flow(canvas, column, furniture.under).lay(pieces)
    raw = canvas.finish(furniture.around)
    return finish(raw, document, root, canvas.marked, list(builder.places.values()))
