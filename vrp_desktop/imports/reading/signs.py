"""What a file is by its first bytes, whatever its name says."""

from __future__ import annotations

import re
from enum import Enum

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_BINARY = (
    (b"%PDF", "it is a PDF document"),
    (b"\x89PNG", "it is a picture"),
    (b"\xff\xd8\xff", "it is a picture"),
    (b"GIF8", "it is a picture"),
    (b"II*\x00", "it is a picture"),
    (b"MM\x00*", "it is a picture"),
    (b"\x1f\x8b", "it is a compressed file"),
    (b"7z\xbc\xaf", "it is a compressed file"),
    (b"Rar!", "it is a compressed file"),
    (b"BZh", "it is a compressed file"),
    (b"MZ", "it is a program"),
    (b"\x7fELF", "it is a program"),
    (b"SQLite format 3\x00", "it is a database"),
)
_TEXT = (
    (re.compile(r"\{\\rtf"), "it is a word-processing document"),
    (
        re.compile(r"(<!doctype\s+html|<html\b|<head\b|<body\b|<table\b|<div\b|<meta\b)", re.IGNORECASE),
        "it is a web page",
    ),
    (re.compile(r"<\?xml\b|<[a-z][\w:.-]*(\s+[\w:.-]+\s*=|\s*/?>)", re.IGNORECASE), "it is an XML file"),
    (re.compile(r"mime-version:", re.IGNORECASE), "it is a web page"),
    (re.compile(r"\{\s*(\"|\})"), "it is a data file of another program (JSON)"),
    (re.compile(r"\[\s*(\{|\[|\])"), "it is a data file of another program (JSON)"),
    (re.compile(r"(received|return-path|from|subject|message-id): .*\r?\n[a-z-]+: ", re.IGNORECASE), "it is an e-mail"),
    (re.compile(r"begin:v(calendar|card)", re.IGNORECASE), "it is a calendar or contacts file"),
)
_SAMPLE = 8192


class Sign(Enum):
    """The families of files that the first bytes tell apart."""

    EMPTY = "empty"
    ZIP = "zip"
    OLE = "ole"
    OTHER = "other"
    TEXT = "text"


def sign_of(data: bytes) -> tuple[Sign, str]:
    """The family of a file and, where it is none that we read, what it holds in plain words."""
    head = data[:_SAMPLE]
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Sign.EMPTY, ""
    if head.startswith(_ZIP):
        return Sign.ZIP, ""
    if head.startswith(_OLE):
        return Sign.OLE, ""
    for mark, holds in _BINARY:
        if head.startswith(mark):
            return Sign.OTHER, holds
    if is_binary(head):
        return Sign.OTHER, "it holds data that is not text"
    text = _glimpse(head).lstrip("\ufeff \t\r\n")
    for pattern, holds in _TEXT:
        if pattern.match(text):
            return Sign.OTHER, holds
    return Sign.TEXT, ""


def is_binary(head: bytes) -> bool:
    """Control characters that no text holds; UTF-16 text is full of zero bytes, in one half of its places only."""
    if head.startswith(_BYTE_ORDER_MARKS[1:]) or wide_text(head) is not None:
        return False
    controls = sum(byte < 32 and byte not in b"\t\n\r\x0b\x0c\x1a\x1b" for byte in head)
    return b"\x00" in head or controls > len(head) // 200 + 1


def wide_text(head: bytes) -> str | None:
    """The codec of UTF-16 text that came without its mark, or None."""
    sample = head[: len(head) // 2 * 2]
    if len(sample) < 8:
        return None
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > pairs * 0.7 and even < pairs * 0.05:
        return "utf-16-le"
    if even > pairs * 0.7 and odd < pairs * 0.05:
        return "utf-16-be"
    return None


def _glimpse(head: bytes) -> str:
    if head.startswith(_BYTE_ORDER_MARKS[1:]):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    codec = wide_text(head)
    return head.decode(codec or "utf-8", "replace")


def ole_holds(data: bytes) -> str:
    """What an OLE file is: "password", "workbook" or "other". Stream names stand in its directory as UTF-16."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "password"
    if "Workbook".encode("utf-16-le") in data or "Book".encode("utf-16-le") in data:
        return "workbook"
    return "other"
