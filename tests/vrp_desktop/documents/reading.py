"""Reads a PDF back with libraries that know nothing of how it was made: its structure, its text, its failed checks."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import page as page_validation
import pikepdf
import pypdfium2 as pdfium  # type: ignore[import-untyped]
import pypdfium2.raw as raw  # type: ignore[import-untyped]

#: How PDFium writes a hyphen at the end of a line.
_LINE_END_HYPHEN = "\x02"


@dataclass(frozen=True, slots=True)
class Said:
    """What one element says on one page."""

    role: str
    text: str
    page: int
    path: str


def failed_checks(pdf: bytes) -> list[str]:
    """What page-validation finds against PDF/UA-1 and PDF/A-2a, and qpdf against the file's syntax."""
    found = []
    for profile in ("ua1", "2a"):
        report = page_validation.validate_pdf_bytes(pdf, profile=profile)
        found += [f"{failure.rule_id}: {failure.message}" for failure in report.failures]
        found += [] if report.is_compliant else [f"not {profile}"]
    with pikepdf.open(BytesIO(pdf)) as opened:
        found += opened.check_pdf_syntax()
    return found


def said(pdf: bytes) -> list[Said]:
    """All elements that hold text, in reading order."""
    with pdfium.PdfDocument(pdf) as document:
        return [each for index in range(len(document)) for each in _said_on(document[index], index)]


def words(pdf: bytes, *roles: str) -> list[str]:
    """The texts of the elements with one of the roles."""
    return [each.text for each in said(pdf) if each.role in roles]


def page_texts(pdf: bytes) -> list[str]:
    """All text of each page, artifacts too."""
    with pdfium.PdfDocument(pdf) as document:
        texts = []
        for page in document:
            reader = page.get_textpage()
            texts.append(reader.get_text_range().replace("\r\n", "\n"))
            reader.close()
        return texts


def alternatives(pdf: bytes) -> list[str]:
    """The text alternatives of the figures."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        objects = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        return [str(each.Alt) for each in objects if "/Alt" in each]


def actual_texts(pdf: bytes) -> list[str]:
    """What elements say instead of the characters that are drawn."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        objects = [each for each in opened.objects if isinstance(each, pikepdf.Dictionary)]
        return [str(each.ActualText) for each in objects if "/ActualText" in each]


def _said_on(page: pdfium.PdfPage, index: int) -> list[Said]:
    texts = _marked_texts(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    count = raw.FPDF_StructTree_CountChildren(tree)
    tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, number) for number in range(count)]
    found = [each for top in tops for each in _walk(top, "", texts, index)]
    raw.FPDF_StructTree_Close(tree)
    return found


def _walk(element: object, path: str, texts: dict[int, str], page: int) -> Iterator[Said]:
    role = _string(raw.FPDF_StructElement_GetType, element)
    path = f"{path}/{role}"
    parts: list[str] = []
    for number in range(raw.FPDF_StructElement_CountChildren(element)):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if mark >= 0:
            parts.append(texts.get(mark, ""))
            continue
        child = raw.FPDF_StructElement_GetChildAtIndex(element, number)
        if child:
            yield from _walk(child, path, texts, page)
    if parts:
        text = ("|" if role == "Link" else "").join(parts)
        yield Said(role, " ".join(text.split()), page, path)


def _marked_texts(page: pdfium.PdfPage) -> dict[int, str]:
    """The text of each mark of a page."""
    texts: dict[int, str] = {}
    reader = page.get_textpage()
    for number in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, number)
        mark = raw.FPDFPageObj_GetMarkedContentID(thing)
        if mark >= 0 and raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_TEXT:
            text = _string(raw.FPDFTextObj_GetText, thing, reader.raw)
            texts[mark] = texts.get(mark, "") + text.replace(_LINE_END_HYPHEN, "-")
    reader.close()
    return texts


def _string(call: Callable[..., int], *subjects: object) -> str:
    """A string that PDFium writes into a buffer."""
    size = call(*subjects, None, 0)
    if size <= 2:
        return ""
    buffer = (ctypes.c_ushort * (size // 2))()
    call(*subjects, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")
