"""Pictures of a document's pages for the screen, made in memory; what shows them needs no PDF library."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Final

from vrp_desktop.errors import KnownError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage  # type: ignore[import-untyped]

#: The library that draws pages is not safe for two threads at once.
_ONE_AT_A_TIME = Lock()

_MOST_PIXELS: Final = 6_000
"""No side of a drawn page is longer, whatever size the file claims."""


_MOST_LETTERS: Final = 100_000


@dataclass(frozen=True, slots=True)
class PageImage:
    """One page as rows of red, green and blue bytes, without padding between rows."""

    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class PageSize:
    """The size of a page in points, of which there are 72 to the inch."""

    width: float
    height: float


def page_images(pdf: bytes, scale: float = 1) -> list[PageImage]:
    """All pages; at scale 1 a point is a pixel."""
    with _opened(pdf) as document:
        return [_image(document[index], scale) for index in range(len(document))]


def page_image(pdf: bytes, page: int, scale: float = 1) -> PageImage:
    """One page, counted from 0, for a preview that draws only what is in sight."""
    with _opened(pdf) as document:
        return _image(document[page], scale)


def page_sizes(pdf: bytes) -> list[PageSize]:
    """The sizes of all pages, without drawing any."""
    with _opened(pdf) as document:
        return [PageSize(*document.get_page_size(index)) for index in range(len(document))]


def page_count(pdf: bytes) -> int:
    """How many pages it has; a locked or damaged file is told in plain words."""
    with _opened(pdf) as document:
        return len(document)


def pages_words(pdf: bytes) -> list[str]:
    """The words of every page."""
    return [page_words(pdf, page, _MOST_LETTERS) for page in range(page_count(pdf))]


def page_at_width(pdf: bytes, page: int, width: int) -> PageImage:
    """One page drawn so many pixels wide; a page that would be enormous is drawn smaller."""
    with _opened(pdf) as document:
        drawn = document[page]
        across, tall = drawn.get_size()
        scale = width / max(across, 1)
        return _image(drawn, min(scale, _MOST_PIXELS / max(tall, across, 1)))


def page_words(pdf: bytes, page: int, most: int = 20_000) -> str:
    """The words of one page, for whoever cannot see it; nothing for a scanned one."""
    with _opened(pdf) as document:
        drawn = document[page]
        read = drawn.get_textpage()
        try:
            return str(read.get_text_range(0, min(read.count_chars(), most))).strip()
        finally:
            read.close()
            drawn.close()


@contextmanager
def _opened(pdf: bytes) -> Iterator[PdfDocument]:
    from pypdfium2 import PdfDocument, PdfiumError

    with _ONE_AT_A_TIME:
        try:
            document = PdfDocument(pdf)
        except PdfiumError as error:
            raise _unreadable("password" in str(error).casefold()) from None
        with document:
            yield document


def _unreadable(is_locked: bool) -> KnownError:
    return KnownError(
        "This PDF is locked with a password." if is_locked else "This PDF is damaged and cannot be shown.",
        means="It is kept as it came.",
        do="Ask whoever sent it for a copy without a password." if is_locked else "Ask for it again.",
    )


def _image(page: PdfPage, scale: float) -> PageImage:
    bitmap = page.render(scale=scale, rev_byteorder=True)
    try:
        pixels, row = bytes(bitmap.buffer), bitmap.width * bitmap.n_channels
        rows = (pixels[start : start + row] for start in range(0, bitmap.stride * bitmap.height, bitmap.stride))
        packed = b"".join(rows)
        return PageImage(bitmap.width, bitmap.height, _three_of(packed, bitmap.n_channels))
    finally:
        bitmap.close()
        page.close()


def _three_of(pixels: bytes, channels: int) -> bytes:
    """Only red, green and blue of each pixel."""
    if channels == 3:
        return pixels
    packed = bytearray(len(pixels) // channels * 3)
    for channel in range(3):
        packed[channel::3] = pixels[channel if channels > 1 else 0 :: channels]
    return bytes(packed)
