"""The words of a kept file for the screen, read in memory: office documents, e-mails and plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Final

from vrp_desktop.attachments.sniffing import DOCX, MAIL, ODS, ODT, PPTX, XLSX, FileKind
from vrp_desktop.errors import KnownError, NotASpreadsheet
from vrp_desktop.imports.reading.limits import STANDARD
from vrp_desktop.imports.reading.mail_text import mail_words
from vrp_desktop.imports.reading.package import Package
from vrp_desktop.imports.reading.values import text_of
from vrp_desktop.imports.reading.workbook import read_workbook
from vrp_desktop.imports.reading.xml_stream import Attributes, local, scan

MOST_CHARACTERS: Final = 400_000
_MOST_ROWS: Final = 2_000
_MOST_SLIDES: Final = 300
_CUT: Final = "\n\n… The rest is not shown here. Save a copy to read all of it."
_HEADS: Final = ("From", "To", "Cc", "Date", "Subject")


def file_text(content: bytes, kind: FileKind) -> str:
    """The words of a file; a damaged one is told in plain words. Nothing in it is run, and nothing is fetched."""
    try:
        return _cut(_words_of(content, kind))
    except NotASpreadsheet:
        raise KnownError(
            "This document cannot be shown: it is damaged, or packed in an unusual way.",
            means="It is kept as it came.",
            do="Save a copy to open it in its own program, or ask for it again.",
        ) from None


def _cut(found: str) -> str:
    return found if len(found) <= MOST_CHARACTERS else found[:MOST_CHARACTERS] + _CUT


def _words_of(content: bytes, kind: FileKind) -> str:
    if kind in (DOCX, ODT, PPTX):
        return "".join(_paragraphs(content, kind))
    if kind in (XLSX, ODS):
        return _sheets(content, kind)
    return _mail(content) if kind == MAIL else plain_text_of(content)


def plain_text_of(content: bytes) -> str:
    """Bytes as text, whatever they were written in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


@dataclass(slots=True)
class _Words:
    """Gathers the text of a document's paragraphs, and stops once there is more than can be shown."""

    texts: frozenset[str]
    ends: frozenset[str]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    _inside: int = 0

    def start(self, name: str, _attributes: Attributes) -> None:
        tag = local(name)
        if tag in self.texts:
            self._inside += 1
        elif tag in ("tab", "s"):
            self._put(" " if tag == "s" else "\t")
        elif tag in ("br", "line-break"):
            self._put("\n")

    def end(self, name: str) -> None:
        tag = local(name)
        if tag in self.texts:
            self._inside -= 1
        if tag in self.ends:
            self._put("\n")
        elif tag in ("tc", "table-cell"):
            self._put("\t")

    def text(self, text: str) -> None:
        if self._inside > 0:
            self._put(text)

    def _put(self, text: str) -> None:
        if self.length <= MOST_CHARACTERS:
            self.parts.append(text)
            self.length += len(text)


def _paragraphs(content: bytes, kind: FileKind) -> Iterator[str]:
    package = Package(content)
    for part in _parts(package, kind):
        # In an OpenDocument text the paragraph itself holds the words; in Word it is the run within it.
        paragraphs = frozenset({"p", "h"})
        words = _Words(paragraphs if kind == ODT else frozenset({"t"}), paragraphs)
        scan(package.chunks(part, STANDARD.part_bytes), words.start, words.end, words.text)
        yield from words.parts


def _parts(package: Package, kind: FileKind) -> Iterable[str]:
    if kind == DOCX:
        return ("word/document.xml",)
    if kind == ODT:
        return ("content.xml",)
    slides = (f"ppt/slides/slide{number}.xml" for number in range(1, _MOST_SLIDES))
    return [slide for slide in slides if package.has(slide)]


def _sheets(content: bytes, kind: FileKind) -> str:
    """The visible sheets, cells parted by tabs."""
    lines: list[str] = []
    for sheet in read_workbook(content, f"file.{kind.ending}").sheets:
        if sheet.visible:
            lines.append(f"[{sheet.name}]")
            lines += ["\t".join(text_of(cell) for cell in row) for _, row in sheet.visible_rows()[:_MOST_ROWS]]
            lines.append("")
    return "\n".join(lines)


def _mail(content: bytes) -> str:
    message = message_from_bytes(content, policy=policy.default)
    heads = [f"{name}: {message[name]}" for name in _HEADS if message[name]]
    names = [part.get_filename() or "without a name" for part in message.walk() if _is_file(part)]
    heads += [f"File in it, not shown: {name}" for name in names]
    return "\n".join([*heads, "", mail_words(message)])


def _is_file(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment"
