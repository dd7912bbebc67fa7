"""A document as data, and the one function that turns it into the bytes of a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from vrp_desktop.documents.vocabulary import Block, Heading


@dataclass(frozen=True, slots=True)
class Printed:
    """Who printed a copy, when, and which copy it is."""

    by: str
    at: datetime
    copy: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Everything that a printed document says, in order; the same document always gives the same bytes.

    Args:
        title: The title, on the page and in the file.
        blocks: What it says.
        made_at: The moment written into the file; aware.
        organisation: Whose document it is, above the title.
        subtitle: Below the title.
        subject: For the file's properties.
        author: For the file's properties.
        language: The language it is read aloud in.
        marking: The protective marking, top and bottom of every page, in capitals.
        handling: A handling instruction below the marking.
        watermark: A word across every page, such as DRAFT.
        contents: Whether a list of contents follows the summary.
        contents_after: How many blocks stand before the contents.
        printed: Who printed it, for the foot of the page.
        check: A digest or check phrase for the foot of the page.
        code: What the square code at the top of every page says; none where it is empty.
        landscape: Whether pages lie on their side.
    """

    title: str
    blocks: tuple[Block, ...]
    made_at: datetime
    organisation: str = ""
    subtitle: str = ""
    subject: str = ""
    author: str = ""
    language: str = "en-GB"
    marking: str = "OFFICIAL-SENSITIVE"
    handling: str = ""
    watermark: str = ""
    contents: bool = False
    contents_after: int = 0
    printed: Printed | None = None
    check: str = ""
    code: str = ""
    landscape: bool = False

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("a document has a title")
        if self.made_at.tzinfo is None or (self.printed is not None and self.printed.at.tzinfo is None):
            raise ValueError("the moments of a document are aware")
        level = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if block.level > level + 1:
                    raise ValueError("a heading goes at most one level deeper than the one before it")
                level = block.level


def render(document: Document) -> bytes:
    """The bytes of the PDF: tagged, PDF/UA-1 and PDF/A-2a. The first call of a session loads the libraries."""
    from vrp_desktop.documents.rendering import render_document

    return render_document(document)
