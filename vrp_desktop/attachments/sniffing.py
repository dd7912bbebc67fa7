"""What a file is, by its bytes and never by its name; what can do harm is refused with the reason."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vrp_desktop.errors import KnownError

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_MEMBERS: Final = 5_000
_TYPES_PART: Final = "[Content_Types].xml"
_MOST_TYPES: Final = 1024 * 1024
_HARMFUL: Final = (
    ".exe",
    ".dll",
    ".scr",
    ".com",
    ".bat",
    ".cmd",
    ".ps1",
    ".vbs",
    ".js",
    ".jar",
    ".msi",
    ".hta",
    ".lnk",
)


class ShownAs(StrEnum):
    """How the program can show a file without writing a plain copy of it."""

    PAGES = "PAGES"
    PICTURE = "PICTURE"
    TEXT = "TEXT"
    NOT_SHOWN = "NOT_SHOWN"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that is kept: its media type, its words, the ending of a saved copy, and how it is shown."""

    media_type: str
    label: str
    ending: str
    shown_as: ShownAs


def _office(name: str, words: str, ending: str, shown: ShownAs = ShownAs.TEXT) -> FileKind:
    return FileKind(f"application/vnd.{name}", words, ending, shown)


_OOXML: Final = "openxmlformats-officedocument."
PDF: Final = FileKind("application/pdf", "PDF document", "pdf", ShownAs.PAGES)
PNG: Final = FileKind("image/png", "Picture (PNG)", "png", ShownAs.PICTURE)
TEXT: Final = FileKind("text/plain", "Plain text", "txt", ShownAs.TEXT)
MAIL: Final = FileKind("message/rfc822", "E-mail", "eml", ShownAs.TEXT)
DOCX: Final = _office(f"{_OOXML}wordprocessingml.document", "Word document", "docx")
XLSX: Final = _office(f"{_OOXML}spreadsheetml.sheet", "Excel workbook", "xlsx")
PPTX: Final = _office(f"{_OOXML}presentationml.presentation", "PowerPoint presentation", "pptx")
ODT: Final = _office("oasis.opendocument.text", "OpenDocument text", "odt")
ODS: Final = _office("oasis.opendocument.spreadsheet", "OpenDocument spreadsheet", "ods")

_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", FileKind("image/jpeg", "Picture (JPEG)", "jpg", ShownAs.PICTURE)),
    (b"GIF8", FileKind("image/gif", "Picture (GIF)", "gif", ShownAs.PICTURE)),
    (b"BM", FileKind("image/bmp", "Picture (BMP)", "bmp", ShownAs.PICTURE)),
    (b"II*\x00", FileKind("image/tiff", "Picture (TIFF)", "tif", ShownAs.PICTURE)),
    (b"MM\x00*", FileKind("image/tiff", "Picture (TIFF)", "tif", ShownAs.PICTURE)),
)
_WEBP: Final = FileKind("image/webp", "Picture (WebP)", "webp", ShownAs.PICTURE)
_HEIC: Final = FileKind("image/heic", "Picture (HEIC)", "heic", ShownAs.NOT_SHOWN)
_RTF: Final = FileKind("application/rtf", "Rich text document", "rtf", ShownAs.NOT_SHOWN)
_PACKAGES: Final = (
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("ppt/presentation.xml", PPTX),
)
_OPEN_DOCUMENTS: Final = {kind.media_type: kind for kind in (ODT, ODS)}
_OLD_OFFICE: Final = (
    ("WordDocument", FileKind("application/msword", "Word document (old form)", "doc", ShownAs.NOT_SHOWN)),
    ("Workbook", FileKind("application/vnd.ms-excel", "Excel workbook (old form)", "xls", ShownAs.NOT_SHOWN)),
    ("PowerPoint Document", _office("ms-powerpoint", "PowerPoint (old form)", "ppt", ShownAs.NOT_SHOWN)),
    ("__properties_version1.0", _office("ms-outlook", "Outlook message", "msg", ShownAs.NOT_SHOWN)),
)
_PROGRAMS: Final = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"#!",
    b"L\x00\x00\x00",
)
_ARCHIVES: Final = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
_WEB: Final = (b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml", b"<hta:")

KINDS: Final[dict[str, FileKind]] = {
    kind.media_type: kind
    for kind in (
        PDF,
        *(kind for _, kind in _PICTURES),
        _WEBP,
        _HEIC,
        _RTF,
        TEXT,
        MAIL,
        *(kind for _, kind in _PACKAGES),
        ODT,
        ODS,
        *(kind for _, kind in _OLD_OFFICE),
    )
}
"""Every kind that is kept, by its media type."""


def sniff(data: bytes) -> FileKind:
    """The kind of a file; raises a plain refusal for what is empty, can run, hides what it holds, or is not known."""
    head = data[:4096]
    if not head.strip(b"\x00 \t\r\n"):
        raise _refused("it is empty")
    if b"%PDF-" in head[:1024]:
        return PDF
    picture = _picture(head)
    if picture is not None:
        return picture
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _package(data)
    if head.startswith(_OLE):
        return _old_office(data)
    if head.startswith(_PROGRAMS):
        raise _refused("it is a program, and programs are never kept")
    if head.startswith(_ARCHIVES):
        raise _refused(
            "it is a compressed folder, whose contents cannot be checked", "Unpack it and add what you need."
        )
    return _text(head)


def _picture(head: bytes) -> FileKind | None:
    for sign, kind in _PICTURES:
        if head.startswith(sign):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return _WEBP
    return _HEIC if head[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypheim") else None


def _package(data: bytes) -> FileKind:
    """An office document by its parts; any with macros, a program or a password in it is refused."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > _MOST_MEMBERS:
                raise _refused("it holds too many parts for a document")
            names = {member.filename.lower(): member for member in members}
            _refuse_harm(archive, names)
            return _package_kind(archive, names)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError, RuntimeError, OSError):
        raise _refused("it is damaged", "Ask for the file again, or save it anew and try again.") from None


def _refuse_harm(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> None:
    if any(name.endswith(("vbaproject.bin", "vbadata.xml")) or name.startswith("basic/") for name in names):
        raise _refused(
            "it holds macros, which can run on whoever opens it", "Save it without macros (as .docx, .xlsx or PDF)."
        )
    types = names.get(_TYPES_PART.lower())
    if types is not None and b"macroenabled" in _some(archive, types).lower():
        raise _refused("it is made for macros, which can run", "Save it without macros (as .docx, .xlsx or PDF).")
    if any(name.endswith(_HARMFUL) for name in names):
        raise _refused("it holds a program inside")
    if any(member.flag_bits & 1 for member in names.values()):
        raise _refused("it is locked with a password, so it cannot be checked", "Save it without the password.")


def _package_kind(archive: zipfile.ZipFile, names: dict[str, zipfile.ZipInfo]) -> FileKind:
    for part, kind in _PACKAGES:
        if part in names and _TYPES_PART.lower() in names:
            return kind
    if "mimetype" in names and "content.xml" in names:
        found = _OPEN_DOCUMENTS.get(_some(archive, names["mimetype"]).decode("ascii", "replace").strip())
        if found is not None:
            return found
    raise _refused("it is a compressed folder, whose contents cannot be checked", "Unpack it and add what you need.")


def _some(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    """The beginning of a part, whatever size it declares."""
    with archive.open(member) as stream:
        return stream.read(_MOST_TYPES)


def _old_office(data: bytes) -> FileKind:
    """A document of the old kind; the names of its streams stand in it as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise _refused("it is locked with a password, so it cannot be checked", "Save it without the password.")
    if "_VBA_PROJECT".encode("utf-16-le") in data or "Macros".encode("utf-16-le") in data:
        raise _refused("it holds macros, which can run on whoever opens it", "Save it as PDF, and add that.")
    for stream, kind in _OLD_OFFICE:
        if stream.encode("utf-16-le") in data:
            return kind
    raise _refused("its kind is not known to the program", "Save it as PDF, and add that.")


def _text(head: bytes) -> FileKind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"{\\rtf"):
        return _RTF
    if start.startswith(_WEB):
        raise _refused("it is a web page, which can run", "Print it to a PDF, and add that.")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return TEXT
    if b"\x00" in head or sum(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head) > len(head) // 200 + 1:
        raise _refused("its kind is not known to the program", "Save it as PDF, and add that.")
    return MAIL if _is_mail(start) else TEXT


def _is_mail(start: bytes) -> bool:
    heads = (b"received:", b"return-path:", b"from:", b"subject:", b"message-id:", b"mime-version:", b"date:")
    lines = start.splitlines()[:4]
    return sum(line.startswith(heads) for line in lines) >= 2


def _refused(why: str, do: str = "") -> KnownError:
    return KnownError(
        f"This file is not kept: {why}.",
        means="Nothing was added.",
        do=do or "PDF, pictures, plain text, e-mails and office documents without macros can be kept.",
    )
